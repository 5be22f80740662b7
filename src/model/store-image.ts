/** Where the stores of users lie that are not in their homes: root's directory, one below it for each user. */
export const STORES = '/var/lib/rootless';

/** Where a user's image is mounted. */
export function imagePoint(userName: string): string {
  return `${STORES}/${userName}`;
}

/**
 * The name that systemd demands of the mount unit of a directory: systemd-escape(1) `--path`. `/` becomes
 * `-`, and what is no letter, digit, colon, underscore or dot becomes `\xNN`, byte by byte (UTF-8).
 */
export function imageUnit(point: string): string {
  const escaped = [...new TextEncoder().encode(point.replace(/^\/+/, ''))].map((byte, at) => {
    const char = String.fromCharCode(byte);
    if (char === '/') return '-';
    if (/[A-Za-z0-9:_]/.test(char) || (char === '.' && at > 0)) return char;
    return `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `${escaped.join('')}.mount`;
}
