/** Configuration files: dpkg remembers their MD5, and leaves what the administrator has changed since. */
import type { Sys } from '../../../kernel/sys.ts';
import { lstatIfAny } from '../files.ts';
import { readBytes } from '../../read-all.ts';
import type { Paragraph } from './control.ts';
import type { InstalledPackage } from './database.ts';

/** The fields with `Conffiles`, by what lies there now. */
export async function recordConffiles(sys: Sys, fields: Paragraph, list: string | undefined): Promise<Paragraph> {
  const lines: string[] = [];
  for (const path of (list ?? '').split('\n').filter((name) => name !== '')) {
    if ((await lstatIfAny(sys, path))?.type === 'file')
      lines.push(`\n ${path} ${await md5Of(await readBytes(sys, path))}`);
  }
  return lines.length === 0 ? fields : new Map([...fields, ['Conffiles', lines.join('')]]);
}

/** Whether the file at `path` is the administrator's own: the package's goes beside it. */
export async function keepChanged(sys: Sys, before: InstalledPackage | undefined, path: string): Promise<boolean> {
  if ((await lstatIfAny(sys, path))?.type !== 'file') return false;
  const known = new Map(
    (before?.fields.get('Conffiles') ?? '').split('\n').map((line) => {
      const [, at = '', sum = ''] = /^ (\S+) ([0-9a-f]{32})/.exec(line) ?? [];
      return [at, sum] as const;
    }),
  );
  const recorded = known.get(path);
  return recorded !== undefined && recorded !== (await md5Of(await readBytes(sys, path)));
}

async function md5Of(bytes: Uint8Array): Promise<string> {
  const { md5 } = await import('hash-wasm');
  return md5(bytes);
}
