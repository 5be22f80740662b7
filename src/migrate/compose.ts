import { stringify } from 'yaml';
import type { Recipe } from './create-args.ts';
import { isMode, joinedOf, mountFields, wordsOf } from './words.ts';

/** Options whose value is the value of a key as it is. */
const STRINGS: Readonly<Record<string, string>> = {
  '--hostname': 'hostname',
  '--user': 'user',
  '--workdir': 'working_dir',
  '--restart': 'restart',
  '--stop-signal': 'stop_signal',
  '--cpuset-cpus': 'cpuset',
  '--mac-address': 'mac_address',
  '--cgroupns': 'cgroup',
  '--ipc': 'ipc',
};

/** Those that may come more than once. */
const LISTS: Readonly<Record<string, string>> = {
  '-p': 'ports',
  '-v': 'volumes',
  '--tmpfs': 'tmpfs',
  '--env': 'environment',
  '--label': 'labels',
  '--link': 'external_links',
  '--cap-add': 'cap_add',
  '--cap-drop': 'cap_drop',
  '--security-opt': 'security_opt',
  '--group-add': 'group_add',
  '--device': 'devices',
  '--sysctl': 'sysctls',
  '--dns': 'dns',
  '--dns-search': 'dns_search',
  '--dns-option': 'dns_opt',
  '--add-host': 'extra_hosts',
  '--expose': 'expose',
  '--annotation': 'annotations',
};

const NUMBERS: Readonly<Record<string, string>> = {
  '--memory': 'mem_limit',
  '--memory-swap': 'memswap_limit',
  '--memory-reservation': 'mem_reservation',
  '--cpus': 'cpus',
  '--cpu-shares': 'cpu_shares',
  '--cpu-period': 'cpu_period',
  '--cpu-quota': 'cpu_quota',
  '--pids-limit': 'pids_limit',
  '--shm-size': 'shm_size',
  '--oom-score-adj': 'oom_score_adj',
};

const SWITCHES: Readonly<Record<string, string>> = {
  '--init': 'init',
  '--tty': 'tty',
  '--interactive': 'stdin_open',
  '--read-only': 'read_only',
};

const HEALTH: Readonly<Record<string, string>> = {
  '--health-interval': 'interval',
  '--health-timeout': 'timeout',
  '--health-start-period': 'start_period',
  '--health-start-interval': 'start_interval',
};

/** Said by `networks`, from all of the recipe. */
const OF_NETWORKS = ['--network', '--network-alias', '--ip', '--ip6'];

/**
 * The compose file that makes the same container as a recipe, with the same volumes and networks, which are
 * there already. What compose has no key for stands in a comment. `name`: of the container; `label`: what
 * our own label says, so that undo takes back a container of compose as well; `program`: whose compose it is for.
 * Source: https://docs.docker.com/reference/compose-file/services/
 */
export function composeOf(
  recipe: Recipe,
  name: string,
  label: string,
  program: 'docker' | 'nerdctl' = 'docker',
): string {
  const { options, image, command } = wordsOf(recipe);
  const service = new Map<string, unknown>([
    ['image', escaped(image)],
    ['container_name', name],
  ]);
  const add = (key: string, value: unknown) => {
    const list = service.get(key);
    service.set(key, Array.isArray(list) ? [...list, value] : [value]);
  };
  const within = (key: string, field: string, value: unknown) => {
    const map = service.get(key);
    service.set(key, { ...(typeof map === 'object' && map !== null ? map : {}), [field]: value });
  };
  const left: string[] = [];
  const volumes = new Set<string>();
  for (const [option, value] of options) {
    const text = escaped(value);
    if (OF_NETWORKS.includes(option)) continue;
    else if (option in STRINGS) service.set(STRINGS[option] ?? '', text);
    else if (option in NUMBERS) service.set(NUMBERS[option] ?? '', Number(value));
    else if (option in SWITCHES) service.set(SWITCHES[option] ?? '', true);
    else if (option in HEALTH) within('healthcheck', HEALTH[option] ?? '', value);
    else if (option in LISTS) {
      add(LISTS[option] ?? '', text);
      if (option === '-v' && !value.startsWith('/')) volumes.add(value.split(':')[0] ?? '');
    } else if (option === '--mount') {
      const mount = mountOf(value);
      add('volumes', mount);
      if (mount['type'] === 'volume') volumes.add(String(mount['source']));
    } else if (option === '--stop-timeout') service.set('stop_grace_period', `${value}s`);
    else if (option === '--entrypoint') service.set('entrypoint', value === '' ? [] : [text]);
    else if (option === '--no-healthcheck') service.set('healthcheck', { disable: true });
    else if (option === '--health-cmd') within('healthcheck', 'test', ['CMD-SHELL', text]);
    else if (option === '--health-retries') within('healthcheck', 'retries', Number(value));
    else if (option === '--ulimit') within('ulimits', ...ulimit(value));
    else if (option === '--log-driver') within('logging', 'driver', text);
    else if (option === '--log-opt') {
      const cut = value.indexOf('=');
      const logging = service.get('logging') as { readonly options?: object } | undefined;
      const more = { [value.slice(0, cut)]: escaped(value.slice(cut + 1)) };
      within('logging', 'options', { ...logging?.options, ...more });
    } else left.push(value === '' ? option : `${option} ${JSON.stringify(value)}`);
  }
  add('labels', label);
  if (command.length > 0) service.set('command', command.map(escaped));
  const joined = joinedOf(recipe);
  const [, mode = 'bridge'] = options.find(([option]) => option === '--network') ?? [];
  if (joined.length === 0) service.set('network_mode', isMode(mode) ? mode : 'bridge');
  else {
    service.set(
      'networks',
      Object.fromEntries(
        joined.map(({ name: network, aliases, ipv4, ipv6 }) => [
          network,
          {
            ...(aliases.length === 0 ? {} : { aliases: aliases.map(escaped) }),
            ...(ipv4 === '' ? {} : { ipv4_address: ipv4 }),
            ...(ipv6 === '' ? {} : { ipv6_address: ipv6 }),
          },
        ]),
      ),
    );
  }
  const external = (names: readonly string[]) =>
    Object.fromEntries(names.map((each) => [each, { external: true }]));
  const file = {
    name: projectName(name),
    services: { [name]: service },
    ...(volumes.size === 0 ? {} : { volumes: external([...volumes]) }),
    ...(joined.length === 0 ? {} : { networks: external(joined.map((each) => each.name)) }),
  };
  return `${header(name, program, left)}${yamlOf(file)}`;
}

function header(name: string, program: string, left: readonly string[]): string {
  const lines = [
    `The container ${name} as a compose file, written by rootless-wizard when it was moved.`,
    'It runs without this file. To hand it to compose (volumes stay; what was written in the container',
    'itself goes with the old one):',
    `  ${program} rm -f ${name} && ${program} compose up -d`,
    'The label rootless-wizard.moved lets `rootless-wizard undo` find it then, too.',
    ...(left.length === 0 ? [] : ['Compose has no key for:', ...left.map((each) => `  ${each}`)]),
  ];
  return `${lines.map((line) => `# ${line}`).join('\n')}\n`;
}

/** Compose puts variables in for `$`, which stands for itself when it is doubled. */
function escaped(value: string): string {
  return value.replaceAll('$', '$$$$');
}

/**
 * Strings in double quotes throughout: compose's parser takes a bare `2001-01-01` or `0o7` for something
 * else. It also takes some characters beyond ASCII for line ends, so those are escaped.
 */
function yamlOf(value: object): string {
  const text = stringify(value, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    doubleQuotedAsJSON: true,
    lineWidth: 0,
  });
  return text.replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `type=bind,source=...` in the long form of compose. */
function mountOf(value: string): Readonly<Record<string, unknown>> {
  const fields = mountFields(value);
  const source = fields.get('source');
  const propagation = fields.get('bind-propagation');
  const [size, mode] = [fields.get('tmpfs-size'), fields.get('tmpfs-mode')];
  return {
    type: fields.get('type') ?? '',
    ...(source === undefined ? {} : { source: escaped(source) }),
    target: escaped(fields.get('target') ?? ''),
    ...(fields.has('readonly') ? { read_only: true } : {}),
    ...(propagation === undefined ? {} : { bind: { propagation } }),
    ...(size === undefined && mode === undefined
      ? {}
      : {
          tmpfs: {
            ...(size === undefined ? {} : { size: Number(size) }),
            ...(mode === undefined ? {} : { mode: Number.parseInt(mode, 8) }),
          },
        }),
  };
}

/** `nofile=512:1024` */
function ulimit(value: string): readonly [string, object] {
  const [name = '', limits = ''] = value.split('=');
  const [soft = '', hard = soft] = limits.split(':');
  return [name, { soft: Number(soft), hard: Number(hard) }];
}

/** Lower case letters, digits, dashes and underscores, beginning with a letter or digit. */
function projectName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '-');
}
