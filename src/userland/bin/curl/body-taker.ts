/** What a body's bytes pass on their way to the output: a limit of its size, one of its speed, and --compressed. */
import type { Sys } from '../../../kernel/sys.ts';
import { CurlError } from './errors.ts';
import { bytesOf, has, type CurlArguments } from './options.ts';
import type { Output } from './output.ts';
import type { Progress } from './progress.ts';
import type { Answer } from './transfer.ts';

export interface BodyTaker {
  take(bytes: Uint8Array): Promise<void>;
  /** The body has come to its end. */
  finish(): Promise<void>;
}

export function bodyTaker(
  sys: Sys,
  args: CurlArguments,
  { headers }: Answer,
  progress: Progress,
  output: Output,
): BodyTaker {
  const encoding = has(args, 'compressed') ? headers['content-encoding'] : undefined;
  const unpacked = unpacking(encoding, (bytes) => output.write(bytes));
  const most = bytesOf(args, 'max-filesize') ?? 0;
  const perSecond = bytesOf(args, 'limit-rate') ?? 0;
  const started = sys.now();
  const check = (size: number) => {
    if (most > 0 && size > most) throw new CurlError(63, 'Maximum file size exceeded');
  };
  check(Number(headers['content-length'] ?? 0));
  const take = async (bytes: Uint8Array) => {
    check(progress.received);
    const due = perSecond > 0 ? started + ((progress.received - perSecond) * 1000) / perSecond : 0;
    if (due > sys.now()) await sys.sleep(due - sys.now());
    await unpacked.take(bytes);
  };
  return { take, finish: unpacked.finish };
}

/** Of a body that nobody wants. */
export const NO_TAKER: BodyTaker = { take: async () => undefined, finish: async () => undefined };

function unpacking(encoding: string | undefined, write: (bytes: Uint8Array) => Promise<unknown>): BodyTaker {
  const format = FORMATS[encoding?.toLowerCase() ?? 'identity'];
  if (format === undefined) throw new CurlError(61, `content in ${encoding} is not unpacked in Drydock`);
  if (format === 'identity') return { take: async (bytes) => void (await write(bytes)), finish: async () => undefined };
  let begun: Unpacking | undefined;
  return {
    take: async (bytes) => {
      if (bytes.length > 0) await (begun ??= new Unpacking(format, write)).take(bytes);
    },
    // An answer to HEAD has no body to unpack.
    finish: async () => void (await begun?.finish()),
  };
}

class Unpacking implements BodyTaker {
  readonly #writer: WritableStreamDefaultWriter<BufferSource>;
  readonly #pumped: Promise<void>;

  constructor(format: CompressionFormat, write: (bytes: Uint8Array) => Promise<unknown>) {
    const { readable, writable } = new DecompressionStream(format);
    this.#writer = writable.getWriter();
    this.#pumped = pump(readable, write);
    // It is looked at where the body ends, or where no more can be written.
    this.#pumped.catch(() => undefined);
  }

  take(bytes: Uint8Array): Promise<void> {
    return this.#unlessBroken(this.#writer.write(bytes as Uint8Array<ArrayBuffer>));
  }

  async finish(): Promise<void> {
    await this.#unlessBroken(this.#writer.close());
    await this.#pumped;
  }

  async #unlessBroken(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch {
      await this.#pumped;
    }
  }
}

async function pump(
  readable: ReadableStream<Uint8Array>,
  write: (bytes: Uint8Array) => Promise<unknown>,
): Promise<void> {
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new CurlError(61, 'Error while processing content unencoding: incorrect header check');
    });
    if (done) return;
    await write(value);
  }
}

const FORMATS: Readonly<Record<string, CompressionFormat | 'identity'>> = {
  identity: 'identity',
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
};
