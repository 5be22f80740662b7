import type { Language } from '../i18n/catalogue.ts';
import { msg } from '../i18n/msg.ts';
import { EXIT, UserError } from '../model/error.ts';
import type { Effect, WizardEvent } from './events.ts';
import { reduce } from './reduce.ts';
import type { RunContext, WizardBackend } from './session.ts';
import { begin, isMove, type Turn, type WizardState } from './state.ts';

/** What the runtime needs of the screen or of the line mode. */
export interface View {
  /** The state changed, or work that changes nothing has come to its end. */
  changed(state: WizardState): void;
  /** Gives the bare terminal to `work` and takes it back, whatever becomes of it. */
  handOver<T>(work: () => Promise<T>): Promise<T>;
  /** Effects that only a screen has: redraw, suspend, print. */
  perform(
    effect: Extract<Effect, { type: 'print' | 'redraw' | 'suspend' }>,
    state: WizardState,
  ): void;
}

/** A wizard at work: the state, and the effects that are under way. */
export interface Session {
  readonly state: WizardState;
  dispatch(event: WizardEvent): void;
  /** Resolves with the exit code when it is over. */
  readonly ended: Promise<number>;
  /** True while the backend works on something whose answer will change the state. */
  readonly busy: boolean;
}

/** How a session speaks and how large its screen is. `now` is a clock in milliseconds. */
export interface SessionOptions {
  readonly language: Language;
  readonly ascii: boolean;
  readonly columns: number;
  readonly rows: number;
  now(): number;
}

/**
 * Runs the reducer's effects through the backend and feeds what comes back to the reducer. Nothing is
 * decided here. An error of the backend becomes an event; a defect is shown with its text, never lost.
 */
export function startSession(backend: WizardBackend, view: View, options: SessionOptions): Session {
  let busy = 0;
  /** What must come to its end before the program may: a run that is being stopped, files being written. */
  const closing = new Set<Promise<void>>();
  let finish: (exit: number) => void = () => {};
  let stops: { readonly soon: AbortController; readonly now: AbortController } | null = null;
  const ended = new Promise<number>((resolve) => {
    finish = resolve;
  });
  let state: WizardState;

  const take = (turn: Turn): void => {
    state = turn.state;
    for (const effect of turn.effects) perform(effect);
    view.changed(state);
    if (state.exit === null) return;
    // A run that nobody sees is stopped; but a move goes on to its end, or services would stay away.
    if (state.exit !== EXIT.sighup || !isMove(state)) stops?.now.abort();
    finish(state.exit);
  };
  const dispatch = (event: WizardEvent): void => {
    if (state.exit !== null) return;
    take(reduce(state, event));
  };

  const work = (effect: Effect, job: () => Promise<WizardEvent | null>): void => {
    busy += 1;
    const done = job().then(
      (event) => {
        busy -= 1;
        if (event !== null) dispatch(event);
        // Whoever waits for quiet must hear of it, also where nothing has changed.
        else view.changed(state);
      },
      (error: unknown) => {
        busy -= 1;
        dispatch({ type: 'failed', effect, ...failure(error) });
      },
    );
    if (!READS.has(effect.type)) closing.add(done);
  };

  const run = (
    effect: Effect,
    start: (context: RunContext) => ReturnType<WizardBackend['undo']>,
  ) => {
    const controllers = { soon: new AbortController(), now: new AbortController() };
    stops = controllers;
    const context: RunContext = {
      onEvent: (event) => dispatch({ type: 'run', event, at: options.now() }),
      soon: controllers.soon.signal,
      now: controllers.now.signal,
      withTerminal: (job) => view.handOver(job),
    };
    // The state that this effect belongs to is in place only after this turn.
    queueMicrotask(() => dispatch({ type: 'begun', at: options.now() }));
    work(effect, async () => {
      const outcome = await start(context);
      return { type: 'ended', outcome, at: options.now() };
    });
  };

  const perform = (effect: Effect): void => {
    switch (effect.type) {
      case 'start':
        work(effect, async () => ({ type: 'started', start: await backend.start() }));
        return;
      case 'detect':
        work(effect, async () => ({
          type: 'detected',
          detection: await backend.detect(effect.target),
        }));
        return;
      case 'look':
        work(effect, async () => ({
          type: 'looked',
          found: await backend.look(effect.target, effect.given),
        }));
        return;
      case 'plan':
        work(effect, async () => ({
          type: 'planned',
          id: effect.id,
          planned: await backend.plan(effect.request),
        }));
        return;
      case 'apply':
        run(effect, (context) => backend.apply(effect.plan, effect.accepted, context));
        return;
      case 'look-undo':
        work(effect, async () => ({
          type: 'standing',
          run: effect.run,
          names: await backend.standing(effect.run),
        }));
        return;
      case 'resume':
        run(effect, (context) => backend.resume(effect.run, context));
        return;
      case 'undo':
        run(effect, (context) => backend.undo(effect.run, context));
        return;
      case 'stop':
        (effect.when === 'soon' ? stops?.soon : stops?.now)?.abort();
        return;
      case 'save':
        work(effect, async () => ({
          type: 'saved',
          path: await backend.saveAnswers(effect.answers, effect.path),
        }));
        return;
      case 'draft':
        work(effect, async () => {
          await backend.keepDraft(effect.draft);
          return null;
        });
        return;
      default:
        view.perform(effect, state);
    }
  };

  const first = begin(backend, options);
  state = first.state;
  take(first);
  return {
    get state() {
      return state;
    },
    get busy() {
      return busy > 0;
    },
    dispatch,
    ended: ended.then(async (exit) => {
      await Promise.all(closing);
      return exit;
    }),
  };
}

/** Effects that may be left alone when the wizard ends. */
const READS: ReadonlySet<Effect['type']> = new Set([
  'start',
  'detect',
  'look',
  'plan',
  'look-undo',
]);

function failure(error: unknown) {
  if (error instanceof UserError) {
    return { message: error.text, hint: error.hint, exit: error.exit };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: msg('tui.defect', { detail: text }), hint: null, exit: 1 };
}
