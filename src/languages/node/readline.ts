/** The module `readline`: lines of a stream, and questions. */
import EventEmitter from 'events/events.js';
import type { Readable, Writable } from 'readable-stream';

interface Options {
  readonly input: Readable;
  readonly output?: Writable;
  readonly prompt?: string;
}

export class Interface extends EventEmitter {
  closed = false;
  line = '';
  #prompt: string;
  #rest = '';
  #question: ((answer: string) => void) | undefined;
  readonly #lines: string[] = [];

  constructor(private readonly options: Options) {
    super();
    Object.defineProperty(this, 'options', { enumerable: false });
    this.#prompt = options.prompt ?? '> ';
    const { input } = options;
    const decoder = new TextDecoder();
    input.on('data', (chunk: Uint8Array | string) => {
      this.#rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      const lines = this.#rest.split(/\r?\n/);
      this.#rest = lines.pop() as string;
      for (const line of lines) this.#take(line);
    });
    input.on('end', () => {
      if (this.#rest !== '') this.#take(this.#rest);
      this.#rest = '';
      this.close();
    });
  }

  #take(line: string): void {
    if (this.closed) return;
    const asked = this.#question;
    this.#question = undefined;
    if (asked) asked(line);
    else {
      this.#lines.push(line);
      this.emit('line', line);
    }
  }

  setPrompt(prompt: string): void {
    this.#prompt = prompt;
  }
  getPrompt(): string {
    return this.#prompt;
  }
  prompt(): void {
    this.options.input.resume();
    this.options.output?.write(this.#prompt);
  }
  write(text: string): void {
    this.options.output?.write(text);
  }
  question(text: string, ...rest: readonly unknown[]): void {
    this.options.input.resume();
    this.options.output?.write(text);
    this.#question = rest.at(-1) as (answer: string) => void;
  }
  pause(): this {
    this.options.input.pause();
    this.emit('pause');
    return this;
  }
  resume(): this {
    this.options.input.resume();
    this.emit('resume');
    return this;
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.options.input.pause();
    this.emit('close');
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    let wake: () => void = () => undefined;
    this.on('line', () => wake());
    this.on('close', () => wake());
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) yield line;
      else if (this.closed) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}

function create(input: unknown, output?: unknown): Interface {
  const options = (
    typeof input === 'object' && input !== null && 'input' in input ? input : { input, output }
  ) as Options;
  return new Interface(options);
}

export function readlineModule(): Record<string, unknown> {
  const escape = (text: string) => (stream: Writable, _: unknown, done?: () => void) => {
    stream.write(text);
    done?.();
    return true;
  };
  return {
    Interface,
    createInterface: create,
    clearLine: escape('\x1b[2K'),
    clearScreenDown: escape('\x1b[0J'),
    cursorTo: (stream: Writable, x: number, y?: number) =>
      stream.write(y === undefined ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`),
    moveCursor: (stream: Writable, dx: number, dy: number) =>
      stream.write(
        `${dx ? `\x1b[${Math.abs(dx)}${dx < 0 ? 'D' : 'C'}` : ''}${dy ? `\x1b[${Math.abs(dy)}${dy < 0 ? 'A' : 'B'}` : ''}`,
      ),
    emitKeypressEvents: () => undefined,
    promises: readlinePromises(),
  };
}

export function readlinePromises(): Record<string, unknown> {
  return {
    Interface,
    createInterface: (input: unknown, output?: unknown) => {
      const lines = create(input, output);
      const ask = lines.question.bind(lines);
      return Object.assign(lines, { question: (text: string) => new Promise((resolve) => ask(text, resolve)) });
    },
  };
}
