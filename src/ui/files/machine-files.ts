/**
 * Files of the learner's machine, read and written as the learner would: by `cat` and `find` in a hidden shell. So
 * permissions are the learner's, errors are the machine's own words, and it is the same on every machine.
 */
import { concat, text, utf8 } from '../../base/bytes.ts';
import type { ByteSource } from '../../base/streams.ts';
import { SERVICE, type PipeOutput, type ScriptParams } from '../../worker/protocol.ts';
import type { Connection } from '../state/connection.svelte.ts';

export interface FileEntry {
  readonly name: string;
  readonly path: string;
  /** A link counts as what it leads to. */
  readonly type: 'file' | 'directory' | 'other';
  /** Bytes. */
  readonly size: number;
}

export class TooLarge extends Error {
  override name = 'TooLarge';
}

export class MachineFiles {
  constructor(private readonly connection: Connection) {}

  home(): Promise<string> {
    return this.#ask('printf %s "$HOME"');
  }

  /** Folders first, then by name. Fails with the machine's own words. */
  async list(directory: string): Promise<readonly FileEntry[]> {
    const rows = await this.#ask(`find -L ${quote(directory)} -mindepth 1 -maxdepth 1 -printf '%y\\t%s\\t%f\\0'`);
    return parseListing(directory, rows);
  }

  /** Changes whenever the file does; empty when it is not there. */
  version(path: string): Promise<string> {
    return this.#ask(`stat -L -c %y.%s -- ${quote(path)} 2>/dev/null || :`);
  }

  /** Fails with TooLarge past `limit` bytes. */
  async read(path: string, limit = Infinity): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let size = 0;
    await this.#run(`cat -- ${quote(path)}`, undefined, (bytes) => {
      size += bytes.length;
      if (size > limit) throw new TooLarge(path);
      parts.push(bytes);
    });
    return concat(parts);
  }

  /** Content goes through a file beside it, so that a failure in the middle leaves the old content. */
  async write(path: string, content: ByteSource): Promise<void> {
    const beside = quote(`${path}.drydock-${Math.floor(performance.now())}`);
    const target = quote(path);
    await this.#run(
      `cat > ${beside} && cat ${beside} > ${target}; status=$?; rm -f ${beside}; exit $status`,
      content,
      () => undefined,
    );
  }

  async #ask(script: string): Promise<string> {
    const parts: Uint8Array[] = [];
    await this.#run(script, undefined, (bytes) => void parts.push(bytes));
    return text(concat(parts));
  }

  async #run(script: string, input: ByteSource | undefined, output: (bytes: Uint8Array) => void): Promise<void> {
    const mux = await this.connection.mux();
    const channel = mux.open(SERVICE.pipe, { script } satisfies ScriptParams);
    const feeding = (async () => {
      for await (const bytes of input ?? []) if (!(await channel.send(bytes))) break;
      channel.end();
    })().catch((error: unknown) => channel.abort(error));
    const errors: Uint8Array[] = [];
    for await (const message of channel.messages as AsyncIterable<PipeOutput>) {
      if (message instanceof Uint8Array) output(message);
      else if (message.kind === 'stderr') errors.push(message.bytes);
      else if (message.status !== 0) throw new Error(wordsOf(text(concat(errors)), message.status));
    }
    await feeding;
  }
}

/** One word for a POSIX shell, whatever is in it. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export function parseListing(directory: string, rows: string): readonly FileEntry[] {
  const entries = rows
    .split('\0')
    .filter((row) => row !== '')
    .map((row): FileEntry => {
      const [kind = '', size = '0', ...name] = row.split('\t');
      const type = kind === 'd' ? 'directory' : kind === 'f' ? 'file' : 'other';
      const full = name.join('\t');
      return { name: full, path: `${directory === '/' ? '' : directory}/${full}`, type, size: Number(size) };
    });
  const rank = ({ type }: FileEntry) => (type === 'directory' ? 0 : 1);
  return entries.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** Whether an editor can show it: UTF-8 without NUL. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export const bytesOf = utf8;

/** `bash: line 1: /etc/x: Permission denied` without what is only of the hidden shell. */
function wordsOf(errors: string, status: number): string {
  const words = errors.trim().replace(/^bash: line \d+: /gm, '');
  return words === '' ? `exit status ${status}` : words;
}
