/** What sed reads and writes beside its input and output: the files of r, R, w and W, and what the commands of e print. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { toText } from './lib/byte-string.ts';
import { spawnCommand, waitFor } from './lib/find-program.ts';
import { Input } from './lib/input.ts';
import { Out } from './lib/out.ts';
import type { Tool } from './lib/tool.ts';

/** What a shell's command prints, as a byte string. */
export async function outputOf({ sys, out }: Tool, command: string): Promise<string> {
  await out.flush();
  const [reader, writer] = sys.pipe();
  const fds = new Map([
    [0, 0],
    [1, writer],
    [2, 2],
  ]);
  const pid = await spawnCommand(sys, ['sh', '-c', toText(command)], { fds });
  await sys.close(writer);
  const input = new Input(sys, reader);
  const text = await input.rest();
  await sys.close(reader);
  await waitFor(sys, pid);
  return text;
}

export class OutsideFiles {
  #writers = new Map<string, Out>();
  #readers = new Map<string, Input>();

  constructor(readonly t: Tool) {}

  /** All of a file; nothing of one that cannot be read. */
  async whole(path: string): Promise<string> {
    try {
      const input = await this.t.input(path === '/dev/stdin' ? '-' : path);
      const content = await input.rest();
      await this.t.done(input);
      return content;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return '';
    }
  }

  /** The next line of a file that is read a line at a time. */
  async line(path: string): Promise<string | undefined> {
    try {
      let input = this.#readers.get(path);
      if (!input) this.#readers.set(path, (input = await this.t.input(path)));
      return await input.line();
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return undefined;
    }
  }

  async #create(path: string): Promise<number> {
    try {
      return await this.t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      const { busybox } = this.t;
      return this.t.die(`couldn't open file ${path}: ${error.message}`, `${path}: ${error.message}`, busybox ? 1 : 4);
    }
  }

  async writer(path: string): Promise<Out> {
    let out = this.#writers.get(path);
    if (!out) {
      const fd = path === '/dev/stderr' ? 2 : await this.#create(path);
      this.#writers.set(path, (out = new Out(this.t.sys, fd)));
    }
    return out;
  }

  async flush(): Promise<void> {
    for (const writer of this.#writers.values()) await writer.flush();
  }
}
