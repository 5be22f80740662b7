import { msg } from '../i18n/msg.ts';
import type { Question } from '../model/answers.ts';

/**
 * Answers that only `migrate` reads. They are no pages of the set-up: `applies` says no, so there they keep
 * their defaults; a file and `--set` give them, and the migration's own pages ask for them in the words of the
 * host (`commands/wizard-ways.ts`).
 */
const directories: Question<'migrate.directories'> = {
  key: 'migrate.directories',
  title: msg('idmapped.q-directories'),
  help: msg('idmapped.q-directories-help'),
  input: {
    type: 'choice',
    options: [
      {
        value: 'owners',
        label: msg('idmapped.q-directories-owners'),
        help: msg('idmapped.q-directories-owners-help'),
      },
      {
        value: 'idmapped',
        label: msg('idmapped.q-directories-idmapped'),
        help: msg('idmapped.q-directories-idmapped-help'),
      },
      {
        value: 'leave',
        label: msg('idmapped.q-directories-leave'),
        help: msg('idmapped.q-directories-leave-help'),
      },
    ],
  },
  applies: () => false,
  recommend: () => ({
    value: 'owners',
    source: 'default',
    because: msg('idmapped.q-directories-because'),
  }),
  refuse: () => null,
};

const volumes: Question<'migrate.volumes'> = {
  key: 'migrate.volumes',
  title: msg('idmapped.q-volumes'),
  help: msg('idmapped.q-volumes-help'),
  input: {
    type: 'choice',
    options: [
      {
        value: 'copy',
        label: msg('idmapped.q-volumes-copy'),
        help: msg('idmapped.q-volumes-copy-help'),
      },
      {
        value: 'idmapped',
        label: msg('idmapped.q-volumes-idmapped'),
        help: msg('idmapped.q-volumes-idmapped-help'),
      },
      {
        value: 'in-place',
        label: msg('in-place.q-volumes'),
        help: msg('in-place.q-volumes-help'),
      },
    ],
  },
  applies: () => false,
  recommend: () => ({
    value: 'copy',
    source: 'default',
    because: msg('idmapped.q-volumes-because'),
  }),
  refuse: () => null,
};

const images: Question<'migrate.images'> = {
  key: 'migrate.images',
  title: msg('images.q'),
  help: msg('images.q-help'),
  input: {
    type: 'choice',
    options: [
      { value: 'copy', label: msg('images.q-copy'), help: msg('images.q-copy-help') },
      { value: 'pull', label: msg('images.q-pull'), help: msg('images.q-pull-help') },
    ],
  },
  applies: () => false,
  recommend: () => ({ value: 'copy', source: 'default', because: msg('images.q-because') }),
  refuse: () => null,
};

/** In the order of docs/answers.md. */
export const MIGRATE_QUESTIONS = [directories, volumes, images] as const;
