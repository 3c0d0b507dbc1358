/** Where an address in the terminal leads: a port of the machine to the preview, the outside to a tab of its own. */

const LOCAL = /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/;

/** The port that an address of the learner's machine names. */
export function localPort(uri: string): number | undefined {
  const { protocol, hostname, port } = new URL(uri);
  if (!LOCAL.test(hostname)) return undefined;
  return port ? Number(port) : protocol === 'https:' ? 443 : 80;
}

export function openLink(uri: string, openPort: (port: number) => void): void {
  const port = localPort(uri);
  if (port !== undefined) openPort(port);
  else open(uri, '_blank', 'noopener,noreferrer');
}
