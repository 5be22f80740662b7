import { answers } from './answers.ts';
import { cgroup } from './cgroup.ts';
import { checks } from './checks.ts';
import { cli } from './cli.ts';
import { companions } from './companions.ts';
import { core } from './core.ts';
import { diagnose } from './diagnose.ts';
import { dockerSource } from './docker-source.ts';
import { engines } from './engines.ts';
import { evidence } from './evidence.ts';
import { host } from './host.ts';
import { idmapped } from './idmapped.ts';
import { image } from './image.ts';
import { images } from './images.ts';
import { inPlace } from './in-place.ts';
import { keys } from './keys.ts';
import { lxc } from './lxc.ts';
import { migrate } from './migrate.ts';
import { moving } from './moving.ts';
import { nerdctl } from './nerdctl.ts';
import { recorded } from './recorded.ts';
import { report } from './report.ts';
import { room } from './room.ts';
import { run } from './run.ts';
import { session } from './session.ts';
import { short } from './short.ts';
import { steps } from './steps.ts';
import { storage } from './storage.ts';
import { tui } from './tui.ts';
import { volumes } from './volumes.ts';
import { ways } from './ways.ts';

/** All sentences, by key. Areas are files so that each can be read in one sitting. */
export const en = {
  ...core,
  ...cli,
  ...answers,
  ...host,
  ...checks,
  ...session,
  ...steps,
  ...cgroup,
  ...storage,
  ...engines,
  ...room,
  ...run,
  ...evidence,
  ...tui,
  ...short,
  ...keys,
  ...nerdctl,
  ...lxc,
  ...dockerSource,
  ...companions,
  ...image,
  ...report,
  ...diagnose,
  ...migrate,
  ...idmapped,
  ...images,
  ...inPlace,
  ...moving,
  ...volumes,
  ...ways,
  ...recorded,
} as const;
