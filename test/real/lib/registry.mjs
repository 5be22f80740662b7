// A registry that only gives: what `docker save` wrote to the directory $1, at port $2 of this 127.0.0.1.
// https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pull
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [dir, port] = process.argv.slice(2);
const first = JSON.parse(readFileSync(`${dir}/index.json`, 'utf8')).manifests[0].digest;
createServer(({ url = '', method }, response) => {
  const [, kind, name] = /^\/v2\/.+\/(manifests|blobs)\/([^/]+)$/.exec(url) ?? [];
  if (kind === undefined) {
    response.writeHead(url === '/v2/' ? 200 : 404).end('{}');
    return;
  }
  const digest = name.startsWith('sha256:') ? name : first;
  try {
    const body = readFileSync(`${dir}/blobs/${digest.replace(':', '/')}`);
    const type = kind === 'blobs' ? 'application/octet-stream' : JSON.parse(body).mediaType;
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'docker-content-digest': digest,
    });
    response.end(method === 'HEAD' ? undefined : body);
  } catch {
    response.writeHead(404).end('{}');
  }
}).listen(Number(port), '127.0.0.1');
