/** `-e`, `--env-file`, `--label`, `--label-file`. */
import { text } from '../../../base/bytes.ts';
import { collect } from '../../../base/streams.ts';
import { CliFailure } from '../../failure.ts';
import type { Machine } from '../../machine.ts';
import { fileErrorText, resolvePath } from '../../paths.ts';

const FILE_BYTES = 1024 * 1024;

/** `NAME` alone takes the value from outside, and is left out when there is none. */
export async function environment(
  machine: Machine,
  files: readonly string[],
  given: readonly string[],
): Promise<readonly string[]> {
  const out: string[] = [];
  for (const file of files) out.push(...(await keyValues(machine, file, 'env', (name) => machine.env.get(name))));
  for (const entry of given) {
    if (entry.includes('=')) out.push(entry);
    else {
      const value = machine.env.get(entry);
      // A name without a value takes the variable away that the image sets.
      out.push(value === undefined ? entry : `${entry}=${value}`);
    }
  }
  return out;
}

export async function labels(
  machine: Machine,
  files: readonly string[],
  given: readonly string[],
): Promise<Record<string, string>> {
  const lines: string[] = [];
  for (const file of files) lines.push(...(await keyValues(machine, file, 'label', () => '')));
  return pairs([...lines, ...given]);
}

export function pairs(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

async function keyValues(
  machine: Machine,
  file: string,
  what: string,
  lookup: (name: string) => string | undefined,
): Promise<readonly string[]> {
  let content: string;
  try {
    content = text(await collect(machine.files.read(resolvePath(machine.cwd, file)), FILE_BYTES));
  } catch (error) {
    const isDirectory = (error as { code?: string }).code === 'EISDIR';
    const message = fileErrorText('open', file, error);
    throw new CliFailure(isDirectory ? `invalid ${what} file (${file}): ${message}` : message);
  }
  const out: string[] = [];
  for (const [i, raw] of content.split(/\r?\n/).entries()) {
    const line = (i === 0 ? raw.replace(/^\ufeff/, '') : raw).trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const at = line.indexOf('=');
    const name = at < 0 ? line : line.slice(0, at);
    if (/\s/.test(name.trimStart()) && /[ \t]/.test(name))
      throw new CliFailure(`invalid env file (${file}): variable '${name}' contains whitespaces`);
    if (name === '') throw new CliFailure(`invalid env file (${file}): no variable name on line '${line}'`);
    if (at >= 0) out.push(line);
    else {
      const value = lookup(line.trim());
      if (value !== undefined) out.push(`${line.trim()}=${value}`);
    }
  }
  return out;
}
