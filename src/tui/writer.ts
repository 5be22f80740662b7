import { sayEvidence } from '../i18n/evidence.ts';
import { msg } from '../i18n/msg.ts';
import type { Translate } from '../i18n/translate.ts';
import type { PlannedChange } from '../model/change.ts';
import type { Finding, Level } from '../model/finding.ts';
import type { Message } from '../model/message.ts';
import { noted, pair } from './joined.ts';
import { visible, visibleLines } from './sanitize.ts';
import { EMPTY, type Line, line, type Style } from './spans.ts';
import { fold, wrap } from './wrap.ts';

/** Collects lines of a document that fit into `columns`. */
export class Writer {
  readonly lines: Line[] = [];
  private readonly t: Translate;
  private readonly columns: number;
  private readonly ascii: boolean;
  private readonly breaks: boolean;

  /** `breaks` false: commands and paths are left to the terminal to wrap, so that they can be copied. */
  constructor(t: Translate, columns: number, ascii: boolean, breaks = true) {
    this.breaks = breaks;
    this.t = t;
    this.columns = columns;
    this.ascii = ascii;
  }

  blank(): void {
    this.lines.push(EMPTY);
  }

  prose(text: string, style?: Style, indent = 0): void {
    const lead = ' '.repeat(indent);
    for (const one of wrap(text, this.columns - indent)) this.lines.push(line(lead + one, style));
  }

  say(message: Message, style?: Style, indent = 0): void {
    this.prose(this.t(message), style, indent);
  }

  /** A heading with a paragraph below it. */
  section(heading: Message, text: Message): void {
    this.say(heading, 'title');
    this.say(text, undefined, 2);
    this.blank();
  }

  /** Text of the host, folded where it must be and nowhere else. */
  host(text: string, style?: Style, indent = 0): void {
    for (const spans of visibleLines(text, { ascii: this.ascii })) {
      const styled = spans.map((span) =>
        style === undefined || span.style !== undefined ? span : { ...span, style },
      );
      const lead = { text: ' '.repeat(indent) };
      const folded = this.breaks ? fold(styled, this.columns - indent) : [styled];
      for (const one of folded) {
        this.lines.push(indent === 0 ? one : [lead, ...one]);
      }
    }
  }

  /** One row of program output: what does not fit is left to the log. */
  hostRow(text: string, style: Style, indent: number): void {
    const [first = EMPTY] = fold(visible(text, { ascii: this.ascii }), this.columns - indent);
    this.lines.push([{ text: ' '.repeat(indent) }, ...first.map((span) => ({ style, ...span }))]);
  }

  code(commands: readonly string[], indent = 0): void {
    for (const command of commands) this.host(command, undefined, indent);
  }

  comment(change: PlannedChange): void {
    const who = change.scope === 'root' ? 'report.as-root' : 'report.as-user';
    this.prose(`# ${this.t(noted(change.title, [msg(who)]))}`, 'dim');
  }

  diff(text: string): void {
    for (const one of text.replace(/\n$/, '').split('\n')) this.host(one, diffStyle(one));
  }

  finding(finding: Finding): void {
    this.say(pair(levelWord(finding.level), finding.title), LEVEL[finding.level]);
    if (finding.evidence !== '') this.host(sayEvidence(finding.evidence, this.t), 'dim', 4);
    if (finding.cause !== undefined) this.say(finding.cause, undefined, 4);
    for (const { command, root } of finding.remedy) {
      this.host(`${root ? '#' : '$'} ${command}`, 'accent', 4);
    }
    if (finding.needs !== 'none') this.say(msg(`report.needs-${finding.needs}`), 'warn', 4);
    this.host(`${finding.id}  ${finding.source}`, 'dim', 4);
    this.blank();
  }
}

const LEVEL: Readonly<Record<Level, Style>> = {
  ok: 'good',
  info: 'accent',
  warn: 'warn',
  fail: 'bad',
  skip: 'dim',
};

/** The word of a level: the meaning does not hang on its colour. */
export function levelWord(level: Level): Message {
  return msg(`tui.level-${level}`);
}

function diffStyle(text: string): Style | undefined {
  if (/^(---|\+\+\+) /.test(text)) return 'title';
  if (text.startsWith('@@')) return 'accent';
  if (text.startsWith('+')) return 'add';
  return text.startsWith('-') ? 'remove' : undefined;
}
