import { writeText } from '../edit/file.ts';
import { editJson, type JsonSetting } from '../edit/json.ts';
import { callersProblem, withoutProxy } from '../engines/docker-callers.ts';
import { orNull } from '../engines/versions.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { change } from './common.ts';
import { ipv6Settings } from './docker-ipv6.ts';
import { GATEWAY } from './docker-loopback.ts';

/** One setting of daemon.json, with what it is for. */
interface Reason {
  readonly setting: JsonSetting;
  readonly id: string;
  readonly title: (path: string) => Message;
  readonly why: Message;
  readonly source: string;
}

/**
 * The halves of answers on the network that stand in daemon.json, beside those in the unit: both are written in the
 * same plan, and one write holds all of them. null where nothing is to be changed.
 */
export function daemonChange(facts: Facts, values: Values): Change | Message | null {
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  const reasons = [...gateway(values), ...proxy(facts, values), ...ipv6(facts, values)];
  const [first] = reasons;
  if (first === undefined || files === null || target === null) return null;
  const state = files['docker.daemon'];
  const text = textOf(state) ?? '';
  const settings = reasons.map(({ setting }) => setting);
  const edit = editJson(text, state.path, settings);
  if (!edit.ok) return edit.because;
  const write = writeText(state, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
  if (write.kind === 'refused') return write.because;
  if (write.kind === 'same') return null;
  // Named by what it does: another setting that is there already is not news.
  const { id, title, why, source } =
    reasons.find(({ setting }) => changes(text, state.path, setting)) ?? first;
  return change({
    id,
    kind: 'file',
    scope: 'user',
    title: title(state.path),
    why,
    action: write.action,
    dependsOn: ['storage.docker-conf'],
    source,
  });
}

function changes(text: string, path: string, setting: JsonSetting): boolean {
  const edit = editJson(text, path, [setting]);
  return edit.ok && edit.text !== text;
}

/**
 * `--add-host NAME:host-gateway` names the address behind which the host is. Without it, it is the bridge in the
 * namespace, on which nothing of the host listens.
 */
function gateway(values: Values): readonly Reason[] {
  if (!values['service.docker-reach-host']) return [];
  return [
    {
      setting: { key: 'host-gateway-ip', value: GATEWAY },
      id: 'service.docker-gateway',
      title: (path) => msg('service.gateway-title', { path }),
      why: msg('service.gateway-why', { address: GATEWAY }),
      source: 'https://docs.docker.com/reference/cli/dockerd/#configure-host-gateway-ip',
    },
  ];
}

/** Docker's proxy, which hides who calls: off where that was chosen, on again where hiding was. */
function proxy(facts: Facts, values: Values): readonly Reason[] {
  if (callersProblem(facts) !== null) return [];
  const common = {
    id: 'service.docker-proxy',
    source:
      'https://docs.docker.com/engine/security/rootless/troubleshoot/#docker-run--p-does-not-propagate-source-ip-addresses',
  };
  if (values['service.docker-network'] === 'no-proxy') {
    return [
      {
        ...common,
        setting: { key: 'userland-proxy', value: false },
        title: (path) => msg('service.proxy-off-title', { path }),
        why: msg('service.proxy-off-why'),
      },
    ];
  }
  if (values['service.docker-network'] !== 'default' || !withoutProxy(facts)) return [];
  return [
    {
      ...common,
      setting: { key: 'userland-proxy', value: true },
      title: (path) => msg('service.proxy-on-title', { path }),
      why: msg('service.proxy-on-why'),
    },
  ];
}

/** IPv6 for containers: on where that was chosen, off again where it was and is not wanted any more. */
function ipv6(facts: Facts, values: Values): readonly Reason[] {
  const on = values['service.docker-ipv6'];
  return ipv6Settings(facts, values).map((setting) => ({
    setting,
    id: 'service.docker-ipv6',
    title: (path) => msg(on ? 'service.ipv6-on-title' : 'service.ipv6-off-title', { path }),
    why: msg(on ? 'service.ipv6-on-why' : 'service.ipv6-off-why'),
    source: 'https://docs.docker.com/engine/daemon/ipv6/',
  }));
}
