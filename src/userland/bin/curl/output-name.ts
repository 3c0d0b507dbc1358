/** Which file curl writes to, and where in it a broken transfer goes on. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { CurlError } from './errors.ts';
import { outputName } from './glob.ts';
import type { Answer } from './transfer.ts';
import { type CurlArguments, has, OptionFault, valueOf } from './options.ts';

/** Undefined: standard output. `number` counts the URLs of the command line, which outputs go with in their order. */
export async function outputPath(
  args: CurlArguments,
  path: string,
  parts: readonly string[],
  number: number,
  say: (text: string) => Promise<void>,
): Promise<string | undefined> {
  const outputs = args.given.filter(([key]) => key === 'o' || key === 'O');
  const output = outputs[number] ?? (has(args, 'remote-name-all') ? (['O', ''] as const) : undefined);
  if (!output) return undefined;
  const directory = valueOf(args, 'output-dir');
  const [key, value] = output;
  if (key === 'o' && value === '-') return undefined;
  const name = key === 'o' ? outputName(value, parts) : path.slice(path.lastIndexOf('/') + 1);
  if (name === '') {
    if (!has(args, 's')) await say('curl: Remote file name has no length!\n');
    throw new CurlError(23, 'Failed writing received data to disk/application');
  }
  return directory === undefined ? name : `${directory}/${name}`;
}

export async function resumeFrom(sys: Sys, args: CurlArguments, file: string | undefined): Promise<number> {
  const value = valueOf(args, 'C');
  if (value === undefined) return 0;
  if (/^\d+$/.test(value)) return Number(value);
  if (value !== '-') throw new OptionFault('-C', 'expected a proper numerical parameter');
  try {
    return file === undefined ? 0 : (await sys.stat(file)).size;
  } catch (error) {
    if (error instanceof SysError) return 0;
    throw error;
  }
}

/** The name in `Content-Disposition`, without directories. */
export function givenName({ headers }: Answer): string | undefined {
  const found = /;\s*filename=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/i.exec(headers['content-disposition'] ?? '');
  const name = found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2];
  return name?.replace(/^.*[\\/]/, '') || undefined;
}
