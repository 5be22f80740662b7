/** What matters of a container of the rootful daemon for a move, from `docker inspect`. */
export interface RootfulContainer {
  readonly name: string;
  readonly image: string;
  readonly running: boolean;
  /** Compose project, or null for a plain container. */
  readonly project: string | null;
  readonly privileged: boolean;
  readonly networkMode: string;
  readonly usernsMode: string;
  readonly pidMode: string;
  readonly capAdd: readonly string[];
  readonly devices: readonly string[];
  readonly securityOpt: readonly string[];
  readonly ports: readonly { readonly host: number; readonly protocol: string }[];
  readonly mounts: readonly {
    readonly type: string;
    /** Volume name, or path on the host. */
    readonly source: string;
    readonly destination: string;
  }[];
  readonly restart: string;
  readonly memory: number;
  readonly logDriver: string;
}

/**
 * Reads the output of `docker inspect ID...`. Fields that a version does not have count as unset; an entry
 * that is not a container is left out.
 * @throws SyntaxError when it is no JSON.
 */
export function parseInspect(json: string): readonly RootfulContainer[] {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list)
    ? list.flatMap((entry) => (isObject(entry) ? [container(entry)] : []))
    : [];
}

function container(entry: Fields): RootfulContainer {
  const config = at(entry, 'Config');
  const host = at(entry, 'HostConfig');
  const bindings = at(host, 'PortBindings');
  const labels = at(config, 'Labels');
  return {
    name: text(entry['Name']).replace(/^\//, ''),
    image: text(config['Image']),
    running: at(entry, 'State')['Running'] === true,
    project: text(labels['com.docker.compose.project']) || null,
    privileged: host['Privileged'] === true,
    networkMode: text(host['NetworkMode']),
    usernsMode: text(host['UsernsMode']),
    pidMode: text(host['PidMode']),
    capAdd: texts(host['CapAdd']),
    devices: objects(host['Devices']).map((device) => text(device['PathOnHost'])),
    securityOpt: texts(host['SecurityOpt']),
    ports: Object.entries(bindings).flatMap(([port, binds]) =>
      objects(binds).map((bind) => ({
        host: Number(text(bind['HostPort'])) || 0,
        protocol: port.split('/')[1] ?? 'tcp',
      })),
    ),
    mounts: objects(entry['Mounts']).map((mount) => ({
      type: text(mount['Type']),
      source: text(mount['Name']) || text(mount['Source']),
      destination: text(mount['Destination']),
    })),
    restart: text(at(host, 'RestartPolicy')['Name']),
    memory: typeof host['Memory'] === 'number' ? host['Memory'] : 0,
    logDriver: text(at(host, 'LogConfig')['Type']),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(fields: Fields, key: string): Fields {
  const value = fields[key];
  return isObject(value) ? value : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

function objects(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
