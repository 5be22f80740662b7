import { msg } from '../i18n/msg.ts';
import type { Question } from '../model/answers.ts';
import type { Step, StepResult } from '../model/step.ts';
import { blocked, change, initOf, ok, skip, targetOf, toDo, unreadable } from './common.ts';
import { hostServices } from './host-services.ts';

const question: Question<'linger'> = {
  key: 'linger',
  title: msg('answers.q-linger'),
  help: msg('answers.q-linger-help'),
  input: { type: 'yes-no' },
  applies: (facts) => initOf(facts) === 'systemd',
  recommend(facts) {
    return facts.session.known && facts.session.value.linger
      ? { value: true, source: 'detected', because: msg('answers.q-linger-on') }
      : { value: true, source: 'default', because: msg('answers.q-linger-because') };
  },
  refuse: () => null,
};

/** Containers go on after the end of a session, and start at boot: loginctl(1) enable-linger. */
export const linger: Step = {
  id: 'linger',
  title: msg('report.step-linger'),
  intro: msg('steps.linger-intro'),
  questions: [question],
  plan(facts, values): StepResult {
    const init = initOf(facts);
    if (init === null)
      return facts.init.known
        ? skip(msg('steps.linger-no-systemd'))
        : unreadable('init', facts.init.because);
    const served = hostServices(facts, values);
    if (served.some(({ openrc }) => openrc != null)) return skip(msg('steps.linger-openrc'));
    if (served.some(({ runit }) => runit !== undefined)) return skip(msg('steps.linger-runit'));
    if (init !== 'systemd') return skip(msg('steps.linger-no-systemd'));
    const target = targetOf(facts);
    if (target === null) return blocked(msg('steps.after-account'));
    if (!facts.session.known) return unreadable('linger', facts.session.because);
    if (facts.session.value.linger) return ok(msg('steps.linger-ok', { user: target.name }));
    if (!values.linger) return skip(msg('steps.linger-unwanted'));
    return toDo(msg('steps.linger-change'), [
      change({
        id: 'linger.enable',
        kind: 'linger',
        scope: 'root',
        title: msg('steps.linger-title', { user: target.name }),
        why: msg('steps.linger-why'),
        action: { do: 'set-linger', user: target.name, linger: true },
        source: 'https://www.freedesktop.org/software/systemd/man/latest/loginctl.html',
      }),
    ]);
  },
};
