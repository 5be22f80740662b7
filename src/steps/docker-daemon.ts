import { stateAfter, writeText } from '../edit/file.ts';
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

/** What one answer has to say in daemon.json, and what that is for. */
interface Reason {
  readonly settings: readonly JsonSetting[];
  readonly id: string;
  readonly title: (path: string) => Message;
  readonly why: Message;
  readonly source: string;
}

/**
 * The halves of answers on the network that stand in daemon.json, beside those in the unit, which the same plan
 * writes. One change for each answer, on top of the one before, so that each is named and shown by itself. A
 * message where the file can't be changed.
 */
export function daemonChanges(facts: Facts, values: Values): readonly Change[] | Message {
  const files = orNull(facts.files);
  const target = orNull(facts.target);
  if (files === null || target === null) return [];
  const changes: Change[] = [];
  let state = files['docker.daemon'];
  for (const { id, settings, title, why, source } of [
    ...gateway(values),
    ...proxy(facts, values),
    ...ipv6(facts, values),
  ]) {
    const edit = editJson(textOf(state) ?? '', state.path, settings);
    if (!edit.ok) return edit.because;
    const write = writeText(state, edit.text, { mode: 0o644, uid: target.uid, gid: target.gid });
    if (write.kind === 'refused') return write.because;
    if (write.kind === 'same') continue;
    const last = changes.at(-1)?.id ?? 'storage.docker-conf';
    changes.push(
      change({
        id,
        kind: 'file',
        scope: 'user',
        title: title(state.path),
        why,
        action: write.action,
        dependsOn: [last],
        source,
      }),
    );
    state = stateAfter(state, write.action);
  }
  return changes;
}

/**
 * `--add-host NAME:host-gateway` names the address behind which the host is. Without it, it is the bridge in the
 * namespace, on which nothing of the host listens.
 */
function gateway(values: Values): readonly Reason[] {
  if (!values['service.docker-reach-host']) return [];
  return [
    {
      settings: [{ key: 'host-gateway-ip', value: GATEWAY }],
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
        settings: [{ key: 'userland-proxy', value: false }],
        title: (path) => msg('service.proxy-off-title', { path }),
        why: msg('service.proxy-off-why'),
      },
    ];
  }
  if (values['service.docker-network'] !== 'default' || !withoutProxy(facts)) return [];
  return [
    {
      ...common,
      settings: [{ key: 'userland-proxy', value: true }],
      title: (path) => msg('service.proxy-on-title', { path }),
      why: msg('service.proxy-on-why'),
    },
  ];
}

/** IPv6 for containers: on where that was chosen, off again where it was and is not wanted any more. */
function ipv6(facts: Facts, values: Values): readonly Reason[] {
  const on = values['service.docker-ipv6'];
  const settings = ipv6Settings(facts, values);
  if (settings.length === 0) return [];
  return [
    {
      settings,
      id: 'service.docker-ipv6',
      title: (path) => msg(on ? 'service.ipv6-on-title' : 'service.ipv6-off-title', { path }),
      why: msg(on ? 'service.ipv6-on-why' : 'service.ipv6-off-why'),
      source: 'https://docs.docker.com/engine/daemon/ipv6/',
    },
  ];
}
