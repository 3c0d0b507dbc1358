/** `-e`, `--env-file`, `--label`, `--label-file`. */
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
  for (const file of files) lines.push(...(await keyValues(machine, file, 'label', () => undefined)));
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
  let content: Uint8Array;
  try {
    content = await collect(machine.files.read(resolvePath(machine.cwd, file)), FILE_BYTES);
  } catch (error) {
    const isDirectory = (error as { code?: string }).code === 'EISDIR';
    const message = fileErrorText('open', file, error);
    throw new CliFailure(isDirectory ? `invalid ${what} file (${file}): ${message}` : message);
  }
  const out: string[] = [];
  for (const [i, bytes] of linesOf(content).entries()) {
    const raw = utf8Text(bytes);
    if (raw === undefined) {
      throw new CliFailure(`invalid env file (${file}): invalid utf8 bytes at line ${i + 1}: [${bytes.join(' ')}]`);
    }
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

/** As Go's bufio.ScanLines: without `\n`, nor a `\r` before it. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(0x0a, from);
    const end = at < 0 ? bytes.length : at;
    out.push(bytes.subarray(from, bytes[end - 1] === 0x0d && end > from ? end - 1 : end));
    from = end + 1;
  }
  return out;
}

/** Undefined for what is no UTF-8. */
function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
