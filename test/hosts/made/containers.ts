import { createHash } from 'node:crypto';
import type { CommandResult } from '../../../src/model/read-host.ts';
import { says } from './machine.ts';

/** What is said of a container of the rootful daemon, in as few words as `inspect` needs. */
interface Sketch {
  readonly image: string;
  readonly project?: string;
  readonly stopped?: true;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly binds?: readonly string[];
  readonly restart?: string;
  readonly memory?: number;
  readonly privileged?: true;
  readonly network?: string;
  readonly devices?: readonly string[];
}

/** A shop, its monitoring, and what collected over the years: some move easily, some not at all. */
const SKETCHES: Readonly<Record<string, Sketch>> = {
  'shop-web-1': {
    image: 'nginx:1.27',
    project: 'shop',
    ports: ['80:80', '443:443'],
    binds: ['/srv/shop/nginx.conf:/etc/nginx/nginx.conf'],
  },
  'shop-app-1': { image: 'shop-app:4.2', project: 'shop', memory: 536870912 },
  'shop-db-1': {
    image: 'postgres:16',
    project: 'shop',
    volumes: ['shop_db:/var/lib/postgresql/data'],
  },
  'shop-cache-1': { image: 'redis:7-alpine', project: 'shop', volumes: ['shop_cache:/data'] },
  'shop-worker-1': { image: 'shop-app:4.2', project: 'shop' },
  'shop-mail-1': { image: 'mailhog/mailhog', project: 'shop', ports: ['25:1025', '8025:8025'] },
  grafana: {
    image: 'grafana/grafana:11.2.0',
    ports: ['3000:3000'],
    volumes: ['grafana:/var/lib/grafana'],
  },
  prometheus: {
    image: 'prom/prometheus:v2.54.1',
    ports: ['9090:9090'],
    binds: ['/srv/prometheus:/prometheus'],
  },
  'node-exporter': { image: 'prom/node-exporter:v1.8.2', network: 'host', binds: ['/:/host'] },
  portainer: {
    image: 'portainer/portainer-ce',
    ports: ['9443:9443'],
    binds: ['/var/run/docker.sock:/var/run/docker.sock'],
  },
  scanner: { image: 'sane:local', privileged: true, devices: ['/dev/bus/usb'], restart: 'no' },
  'old-wiki': {
    image: 'mediawiki:1.39',
    stopped: true,
    ports: ['8081:80'],
    volumes: ['wiki:/var/www/html/images'],
    restart: 'no',
  },
};

const id = (text: string) => createHash('sha256').update(text).digest('hex');
const imageId = (image: string) => `sha256:${id(image)}`;
const networkOf = ({ network, project }: Sketch) =>
  network ?? (project === undefined ? 'bridge' : `${project}_default`);
const serviceOf = (name: string) => name.split('-')[1] ?? name;

/** `docker inspect` of a container, with the fields that are read. */
const TWELVE = Object.entries(SKETCHES).map(([name, sketch]) => ({
  Id: id(name),
  Name: `/${name}`,
  Image: imageId(sketch.image),
  State: { Running: sketch.stopped !== true },
  Config: {
    Image: sketch.image,
    Labels:
      sketch.project === undefined
        ? {}
        : {
            'com.docker.compose.project': sketch.project,
            'com.docker.compose.service': serviceOf(name),
          },
  },
  HostConfig: {
    Privileged: sketch.privileged === true,
    NetworkMode: networkOf(sketch),
    Devices: (sketch.devices ?? []).map((PathOnHost) => ({ PathOnHost })),
    PortBindings: Object.fromEntries((sketch.ports ?? []).map(binding)),
    RestartPolicy: { Name: sketch.restart ?? 'unless-stopped', MaximumRetryCount: 0 },
    Memory: sketch.memory ?? 0,
    LogConfig: { Type: 'json-file' },
  },
  NetworkSettings: { Networks: { [networkOf(sketch)]: { Aliases: [serviceOf(name)] } } },
  Mounts: [
    ...(sketch.volumes ?? []).map((each) => mount('volume', each)),
    ...(sketch.binds ?? []).map((each) => mount('bind', each)),
  ],
}));

function binding(port: string): readonly [string, readonly object[]] {
  const [outside = '', inside = ''] = port.split(':');
  return [`${inside}/tcp`, [{ HostIp: '', HostPort: outside }]];
}

function mount(Type: 'volume' | 'bind', pair: string) {
  const [from = '', Destination = ''] = pair.split(':');
  const rest = { Destination, RW: true, Mode: '', Propagation: '' };
  return Type === 'bind'
    ? { Type, Source: from, ...rest }
    : { Type, Name: from, Source: mountpoint(from), ...rest };
}

function mountpoint(volume: string): string {
  return `/var/lib/docker/volumes/${volume}/_data`;
}

const IMAGES = [...new Set(Object.values(SKETCHES).map(({ image }) => image))].map((image) => ({
  Id: imageId(image),
  RepoTags: [image.includes(':') ? image : `${image}:latest`],
  Size: 187_654_321,
  Config: {},
}));

const VOLUMES = Object.values(SKETCHES)
  .flatMap(({ volumes = [] }) => volumes)
  .map((each) => each.split(':')[0] ?? '')
  .map((Name) => ({
    Name,
    Driver: 'local',
    Labels: null,
    Options: null,
    Mountpoint: mountpoint(Name),
  }));

const NETWORKS = [
  {
    Name: 'shop_default',
    Driver: 'bridge',
    Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.network': 'default' },
    IPAM: { Config: [{ Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }] },
  },
];

/** What is in each volume. */
const LOOK = `files 1180
bytes 412500000
size 411000000
uid 999 pg_wal
gid 999 pg_wal
device 0 
socket 0
fifo 0
other 0
setuid 0
linked 0
sparse 2
outside 0 
fixed 0 
end 0
attributes 0
acls 0
capabilities 0
trusted 0
`;

/** What the daemon of root and find(1) say of them, by `commandKey`; null for other questions. */
export function rootfulAnswer(key: string): CommandResult | null {
  if (key === 'mount --version') {
    return says('mount from util-linux 2.41 (libmount 2.41.0: selinux, idmapping, assert)\n');
  }
  // A disk of 200 MB/s, read for a second.
  if (key.startsWith('read-sample ')) return says('200000000\n1001\n1200\n9\n');
  if (key.startsWith('volume-look ')) return says(LOOK);
  if (key.startsWith('owners-below ')) return says('      1 0:0 755 d\n      4 0:0 644 f\n');
  if (key.startsWith('kept-below ')) return says('');
  const asked = /^docker -H unix:\/\/\/run\/docker\.sock (.*)$/.exec(key)?.[1];
  if (asked === undefined) return null;
  const json = (value: unknown) => says(`${JSON.stringify(value)}\n`);
  if (asked === 'ps -aq --no-trunc') return says(`${TWELVE.map(({ Id }) => Id).join('\n')}\n`);
  if (asked.startsWith('inspect --type container ')) return json(TWELVE);
  if (asked.startsWith('image inspect ')) return json(IMAGES);
  if (asked.startsWith('volume inspect ')) return json(VOLUMES);
  if (asked.startsWith('network inspect ')) return json(NETWORKS);
  if (asked.startsWith('system df ')) {
    return json({ Volumes: VOLUMES.map(({ Name }) => ({ Name, Size: '412.5MB' })) });
  }
  if (asked.startsWith('info ')) return says('["name=apparmor","name=seccomp,profile=builtin"]\n');
  return asked.startsWith('diff ') ? says('') : null;
}
