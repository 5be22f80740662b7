import { msg } from '../i18n/msg.ts';
import { known, unknown } from '../model/fact.ts';
import type { Check } from '../model/finding.ts';
import { imagePoint, imageUnit } from '../model/store-image.ts';
import { ofTarget } from './common.ts';
import { spaceOf } from './home-answers.ts';
import { mountOf, readMounts } from './mounts.ts';
import type { Probe } from './probe.ts';

/** Where a store in a file would be mounted, by which unit or line of fstab(5), and what room there is. */
export const probe: Probe<'storeImage'> = {
  id: 'storeImage',
  read: (host, context) =>
    ofTarget(context, async (target) => {
      const point = imagePoint(target.name);
      const mounts = await readMounts(host);
      if (mounts === null) {
        return unknown(msg('core.file-unreadable', { path: '/proc/self/mountinfo' }));
      }
      const above = point.slice(0, point.lastIndexOf('/'));
      const systemd = (await host.stat('/run/systemd/system')).kind === 'directory';
      const [entry, space] = await Promise.all([
        host.file(systemd ? `/etc/systemd/system/${imageUnit(point)}` : '/etc/fstab'),
        spaceOf(host, target, mountOf(mounts, above)?.point ?? '/'),
      ]);
      const freeBytes = space === null || space === 'hangs' ? null : space.freeBytes;
      return known(
        { point, systemd, entry, mounts, freeBytes },
        `${entry.path}, /proc/self/mountinfo`,
      );
    }),
};

/** What is read here is judged by the storage step alone. */
export const checks: readonly Check[] = [];
