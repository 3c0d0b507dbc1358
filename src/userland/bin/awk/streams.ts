/** awk's files and pipes: opened by name on first use, closed by `close` or at the end. */
import { SysError } from '../../../kernel/errno.ts';
import { O, type Awaitable } from '../../../kernel/sys.ts';
import { toText } from '../lib/byte-string.ts';
import { spawnCommand, waitFor } from '../lib/find-program.ts';
import { Input } from '../lib/input.ts';
import { Out } from '../lib/out.ts';
import type { Tool } from '../lib/tool.ts';

interface Stream {
  readonly out?: Out;
  readonly input?: Input;
  readonly fd: number;
  readonly pid?: number;
}

export class Streams {
  #open = new Map<string, Stream>();

  constructor(readonly t: Tool) {}

  /** Where `print > name`, `>> name` or `| name` goes. */
  output(redirect: '>' | '>>' | '|', name: string): Awaitable<Out> {
    const known = this.#open.get(name);
    if (known?.out) return known.out;
    return this.#openOutput(redirect, name);
  }

  async #openOutput(redirect: '>' | '>>' | '|', name: string): Promise<Out> {
    const { sys, out } = this.t;
    if (redirect !== '|') {
      const path = toText(name);
      if (path === '/dev/stdout' || path === '-') return out;
      const fd =
        path === '/dev/stderr'
          ? 2
          : await this.#openFile(path, O.WRONLY | O.CREAT | (redirect === '>' ? O.TRUNC : O.APPEND));
      const made = new Out(sys, fd);
      this.#open.set(name, { out: made, fd });
      return made;
    }
    const [reader, writer] = sys.pipe();
    await out.flush();
    const pid = await this.#shell(
      name,
      new Map([
        [0, reader],
        [1, 1],
        [2, 2],
      ]),
    );
    await sys.close(reader);
    const made = new Out(sys, writer);
    this.#open.set(name, { out: made, fd: writer, pid });
    return made;
  }

  async #openFile(path: string, flags: number): Promise<number> {
    try {
      return await this.t.sys.open(path, flags, 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return this.t.die(`cannot open "${path}" (${error.message})`, `can't open '${path}': ${error.message}`, 2);
    }
  }

  #shell(command: string, fds: ReadonlyMap<number, number>): Promise<number> {
    return spawnCommand(this.t.sys, ['sh', '-c', toText(command)], { fds });
  }

  /** What `getline < name` or `name | getline` reads; undefined when the file cannot be opened. */
  async input(from: 'file' | 'command', name: string): Promise<Input | undefined> {
    const key = `${from}:${name}`;
    const known = this.#open.get(key);
    if (known?.input) return known.input;
    const { sys, out } = this.t;
    if (from === 'file') {
      try {
        const input = await this.t.input(toText(name) === '/dev/stdin' ? '-' : toText(name));
        this.#open.set(key, { input, fd: input.fd });
        return input;
      } catch (error) {
        if (error instanceof SysError) return undefined;
        throw error;
      }
    }
    await this.flush();
    await out.flush();
    const [reader, writer] = sys.pipe();
    const pid = await this.#shell(
      name,
      new Map([
        [0, 0],
        [1, writer],
        [2, 2],
      ]),
    );
    await sys.close(writer);
    const input = new Input(sys, reader);
    this.#open.set(key, { input, fd: reader, pid });
    return input;
  }

  async flush(): Promise<void> {
    for (const { out } of this.#open.values()) await out?.flush();
  }

  async system(command: string): Promise<number> {
    await this.t.out.flush();
    await this.flush();
    return waitFor(
      this.t.sys,
      await this.#shell(
        command,
        new Map([
          [0, 0],
          [1, 1],
          [2, 2],
        ]),
      ),
    );
  }

  async close(name: string): Promise<number> {
    let status = -1;
    for (const key of [name, `file:${name}`, `command:${name}`]) {
      const stream = this.#open.get(key);
      if (!stream) continue;
      this.#open.delete(key);
      status = await this.#end(stream);
    }
    return status;
  }

  async #end({ out, fd, pid }: Stream): Promise<number> {
    await out?.flush();
    if (fd > 2) await this.t.sys.close(fd);
    return pid === undefined ? 0 : waitFor(this.t.sys, pid);
  }

  async closeAll(): Promise<void> {
    for (const stream of [...this.#open.values()]) await this.#end(stream);
    this.#open.clear();
  }
}
