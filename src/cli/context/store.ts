/** Where contexts are kept: `contexts/meta/<sha256 of the name>` in the configuration directory. */
import { hex, utf8 } from '../../base/bytes.ts';
import type { ConfigFile } from '../config-file.ts';

export async function contextDirectory(config: ConfigFile, name: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(name) as Uint8Array<ArrayBuffer>));
  return `${config.directory}/contexts/meta/${hex(hash)}`;
}
