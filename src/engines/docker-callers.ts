import { bringsKit3, opensPorts, showsCallers } from '../distro/docker-ports.ts';
import { ASSUMED_VERSION } from '../distro/docker-repository.ts';
import { readJson } from '../edit/json.ts';
import { msg } from '../i18n/msg.ts';
import type { Values } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Message } from '../model/message.ts';
import { textOf } from '../model/text.ts';
import { orNull, packageVersion } from './versions.ts';

/** Does daemon.json say `"userland-proxy": false`? */
export function withoutProxy(facts: Facts): boolean {
  const files = orNull(facts.files);
  const text = files === null ? null : textOf(files['docker.daemon']);
  return readJson(text ?? '', 'userland-proxy') === false;
}

/** dockerd and rootlesskit as they are, or as this plan has them so far; null where nobody knows. */
export function dockerVersions(facts: Facts): {
  readonly docker: string | null;
  readonly kit: string | null;
} {
  const found = orNull(facts.docker);
  const byName = orNull(facts.packages)?.byName ?? {};
  const installed = (name: string) => byName[name]?.installed ?? null;
  const docker =
    found?.dockerd?.version ?? installed('docker-ce') ?? packageVersion(facts, 'docker');
  // Docker's own package of extras brings the rootlesskit that belongs to it, and lets none of a distribution in.
  const extras = installed('docker-ce-rootless-extras');
  const own = bringsKit3(extras) ? '3.0' : null;
  const kit =
    found?.rootlesskitVersion ?? (extras === null ? packageVersion(facts, 'rootlesskit') : own);
  // A repository whose lists nobody has read: the number stands for any.
  return { docker: docker === ASSUMED_VERSION ? null : docker, kit };
}

/** Is a Docker to come from elsewhere than the distribution's packages, so that their versions say nothing? */
export function comesFromElsewhere(facts: Facts, values: Partial<Values>): boolean {
  const comes = values['docker.source'] === 'docker' || values['docker.source'] === 'static';
  return comes && orNull(facts.docker)?.dockerd == null;
}

/**
 * Why Docker can't show callers without its proxy, or null. With an older Docker every published port would be
 * silent; with an older rootlesskit it would answer and still hide the caller (seen with RootlessKit 2.0 under
 * Docker 28.5 and 29.8). So what is not known does not count as new: not what a repository has whose lists this very
 * plan is to fetch.
 */
export function callersProblem(facts: Facts): Message | null {
  if (orNull(facts.packages)?.byName['docker-ce']?.installed === ASSUMED_VERSION) {
    return msg('service.no-proxy-unread');
  }
  const { docker, kit } = dockerVersions(facts);
  if (opensPorts(docker) && showsCallers(kit)) return null;
  return msg('service.no-proxy-old', { docker: docker ?? '?', kit: kit ?? '?' });
}
