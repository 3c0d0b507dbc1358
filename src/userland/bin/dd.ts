/** dd. */
import { concat, EMPTY } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromBytes, toBytes } from './lib/byte-string.ts';
import { tool, type Tool } from './lib/tool.ts';

const DD_UNITS: Record<string, number> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  k: 1024,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  kB: 1000,
  KB: 1000,
  MB: 1e6,
  GB: 1e9,
  kiB: 1024,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

export const dd = tool(
  {
    name: 'dd',
    usage: '[if=FILE] [of=FILE] [ibs=N obs=N/bs=N] [count=N] [skip=N] [seek=N] [conv=LIST] [status=LEVEL]',
    about: 'Copy a file with converting and formatting',
    rawArguments: true,
  },
  async (t) => {
    const settings = new Map<string, string>();
    for (const word of t.operands) {
      if (word === '--help') return t.out.text(await t.helpText());
      if (/^-./.test(word) && !t.busybox) {
        return t.usage(
          word.startsWith('--')
            ? `unrecognized option ${t.quote(word)}`
            : `invalid option -- ${t.quote(word[1] as string)}`,
        );
      }
      const [, key, value] = /^(if|of|bs|ibs|obs|cbs|count|skip|seek|conv|status|iflag|oflag)=(.*)$/s.exec(word) ?? [];
      if (key === undefined) return t.usage(`unrecognized operand ${t.quote(word)}`);
      settings.set(key, value as string);
    }
    const size = async (key: string, fallback: number) => {
      const text = settings.get(key);
      if (text === undefined) return fallback;
      const product = text.split('x').map((part) => {
        const match = /^\s*(\d+)([a-zA-Z]*)$/.exec(part);
        const unit = match && DD_UNITS[match[2] as string];
        return match && unit ? Number(match[1]) * unit : NaN;
      });
      const value = product.reduce((all, one) => all * one, 1);
      return Number.isNaN(value) ? t.die(`invalid number: ${t.quote(text)}`, `invalid number '${text}'`) : value;
    };
    for (const key of ['bs', 'ibs', 'obs', 'cbs']) {
      if (settings.has(key) && (await size(key, 1)) === 0)
        return t.die(`invalid number: ${t.quote(settings.get(key) ?? '')}`);
    }
    const level = settings.get('status');
    if (level !== undefined && !['none', 'noxfer', 'progress'].includes(level))
      return t.usage(`invalid status level: ${t.quote(level)}`);
    const block = await size('bs', 0);
    const flags = (key: string) => settings.get(key)?.split(',') ?? [];
    const [ibs, obs] = [block || (await size('ibs', 512)), block || (await size('obs', 512))];
    if (ibs === 0 || obs === 0) return t.die(`invalid number: ${t.quote('0')}`);
    /** Counts are of blocks, unless a flag or a `B` at the end says bytes. */
    const bytes = async (key: string, flag: string, unit: number, fallback: number) => {
      const word = settings.get(key);
      if (word?.endsWith('B') && /^\s*\d+B$/.test(word)) return Number(word.trim().slice(0, -1));
      return (await size(key, fallback)) * (flags(flag === 'seek_bytes' ? 'oflag' : 'iflag').includes(flag) ? 1 : unit);
    };
    await copyBlocks(t, settings, {
      ibs,
      obs: block ? 0 : obs,
      count: await bytes('count', 'count_bytes', ibs, Infinity),
      skip: await bytes('skip', 'skip_bytes', ibs, 0),
      seek: await bytes('seek', 'seek_bytes', obs, 0),
      cbs: await size('cbs', 0),
    });
  },
);

async function copyBlocks(
  t: Tool,
  settings: ReadonlyMap<string, string>,
  plan: {
    readonly ibs: number;
    /** 0: blocks are written as they were read. */
    readonly obs: number;
    /** In bytes, as `skip` and `seek`. */
    readonly count: number;
    readonly skip: number;
    readonly seek: number;
    /** The length of lines for `block` and `unblock`; 0: none. */
    readonly cbs: number;
  },
): Promise<void> {
  const start = t.sys.now();
  const [from, to, conv] = [settings.get('if'), settings.get('of'), settings.get('conv')?.split(',') ?? []];
  const known = [
    'notrunc',
    'noerror',
    'sync',
    'fsync',
    'fdatasync',
    'ucase',
    'lcase',
    'swab',
    'excl',
    'nocreat',
    'block',
    'unblock',
    'ascii',
    'ebcdic',
    'ibm',
    'sparse',
  ];
  for (const word of conv)
    if (!known.includes(word))
      await (t.busybox
        ? t.die('', `invalid argument '${word}' to 'conv'`)
        : t.usage(`invalid conversion: ${t.quote(word)}`));
  const code = conv.find((word) => ['ascii', 'ebcdic', 'ibm'].includes(word));
  if (code !== undefined) await t.die(`conversion ${t.q(code)} is not simulated in Drydock`);
  for (const key of ['iflag', 'oflag'] as const) {
    for (const word of settings.get(key)?.split(',') ?? [])
      if (!FLAGS.has(word)) await t.usage(`invalid ${key === 'iflag' ? 'input' : 'output'} flag: ${t.quote(word)}`);
  }
  for (const [a, b] of EXCLUSIVE)
    if (conv.includes(a) && conv.includes(b)) await t.die(`cannot combine ${EXCLUSIVE_WORDS[a]}`);
  const lines =
    conv.includes('block') || conv.includes('unblock') ? new LineBlocks(plan.cbs, conv.includes('block')) : undefined;
  let [input, output] = [0, 1];
  const open = async (path: string, flags: number) => {
    try {
      return await t.sys.open(path, flags, 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`failed to open ${t.q(path)}: ${error.message}`, `can't open '${path}': ${error.message}`);
    }
  };
  if (from !== undefined) input = await open(from, O.RDONLY);
  if (to !== undefined) {
    const truncates = !conv.includes('notrunc') && !plan.seek;
    const flags = O.WRONLY | (conv.includes('nocreat') ? 0 : O.CREAT) | (conv.includes('excl') ? O.EXCL : 0);
    output = await open(
      to,
      flags | (truncates ? O.TRUNC : 0) | (settings.get('oflag')?.includes('append') ? O.APPEND : 0),
    );
    if (plan.seek) {
      if (!conv.includes('notrunc')) await t.sys.truncate(output, plan.seek);
      await t.sys.seek(output, plan.seek, 'set');
    }
  }
  if (to === undefined && plan.seek) await forward(t, output, plan.seek);
  if (plan.skip) {
    try {
      await t.sys.seek(input, plan.skip, 'current');
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      for (let left = plan.skip; left > 0; left -= plan.ibs) await readBlock(t, input, Math.min(left, plan.ibs), true);
    }
  }
  let [whole, partial, copied] = [0, 0, 0];
  // Only pipes, terminals and sockets read short on Linux; a device here may hand out less than was asked for.
  const { type } = await t.sys.fstat(input);
  const steady = type === 'file' || type === 'block' || (type === 'char' && !t.sys.isatty(input));
  const full = steady || (settings.get('iflag')?.includes('fullblock') ?? false);
  const writer = new BlockWriter(t, output, plan.obs);
  let failure: SysError | undefined;
  let written = { whole, partial };
  /** The byte without a partner that waits for the next block. */
  let odd: Uint8Array = EMPTY;
  for (let left = plan.count; left > 0; left -= plan.ibs) {
    let bytes: Uint8Array;
    try {
      bytes = await readBlock(t, input, Math.min(plan.ibs, left), full);
    } catch (error) {
      if (!(error instanceof SysError) || t.busybox) throw error;
      await t.warn(`error reading ${t.q(from ?? 'standard input')}: ${error.message}`);
      break;
    }
    if (bytes.length === 0) break;
    if (bytes.length === plan.ibs) whole++;
    else partial++;
    if (conv.includes('sync') && bytes.length < plan.ibs) {
      const padded = new Uint8Array(plan.ibs);
      padded.set(bytes);
      bytes = padded;
    }
    if (conv.includes('ucase')) bytes = toBytes(fromBytes(bytes).replace(/[a-z]/g, (c) => c.toUpperCase()));
    if (conv.includes('lcase')) bytes = toBytes(fromBytes(bytes).replace(/[A-Z]/g, (c) => c.toLowerCase()));
    if (conv.includes('swab')) {
      const all = concat([odd, bytes]);
      odd = all.slice(all.length - (all.length % 2));
      bytes = swapped(all.subarray(0, all.length - odd.length));
    }
    if (lines) bytes = lines.convert(bytes);
    failure = await failureOf(writer.write(bytes));
    if (failure) break;
    written = { whole, partial };
    copied += bytes.length;
    await t.sys.tick();
  }
  if (odd.length > 0 && !failure) failure = await failureOf(writer.write(odd));
  copied += odd.length;
  if (lines && !failure) failure = await failureOf(writer.write(lines.end()));
  failure ??= await failureOf(writer.end());
  if (failure) {
    await t.err(`dd: error writing ${t.q(to ?? 'standard output')}: ${failure.message}\n`);
    t.status = 1;
  }
  if (from !== undefined) await t.sys.close(input);
  if (to !== undefined) await t.sys.close(output);
  const status = settings.get('status');
  if (status === 'none') return;
  const out = plan.obs ? writer : written;
  await t.err(`${whole}+${partial} records in\n${out.whole}+${out.partial} records out\n`);
  if (lines?.truncated) await t.err(`${lines.truncated} truncated record${lines.truncated === 1 ? '' : 's'}\n`);
  if (status !== 'noxfer' && !t.busybox)
    await t.err(`${rate(t, copied, Math.max((t.sys.now() - start) / 1000, 1e-6))}\n`);
}

const FLAGS = new Set(
  'append binary cio direct directory dsync noatime nocache noctty nofollow nolinks nonblock sync text fullblock count_bytes skip_bytes seek_bytes'.split(
    ' ',
  ),
);
const EXCLUSIVE = [
  ['block', 'unblock'],
  ['lcase', 'ucase'],
  ['excl', 'nocreat'],
] as const;
const EXCLUSIVE_WORDS = { block: 'block and unblock', lcase: 'lcase and ucase', excl: 'excl and nocreat' };

/** Lines padded to records of one length, or such records as lines. */
class LineBlocks {
  truncated = 0;
  #line = '';
  #any = false;
  constructor(
    readonly size: number,
    readonly blocks: boolean,
  ) {}

  convert(bytes: Uint8Array): Uint8Array {
    if (!this.size) return bytes;
    let out = '';
    for (const char of fromBytes(bytes)) {
      this.#any = true;
      if (this.blocks && char === '\n') out += this.#record();
      else this.#line += char;
      if (!this.blocks && this.#line.length === this.size) out += this.#record();
    }
    return toBytes(out);
  }

  #record(): string {
    const line = this.#line;
    this.#line = '';
    this.#any = false;
    if (!this.blocks) return `${line.replace(/ +$/, '')}\n`;
    if (line.length > this.size) this.truncated++;
    return line.slice(0, this.size).padEnd(this.size);
  }

  end(): Uint8Array {
    return toBytes(this.#any && this.#line ? this.#record() : '');
  }
}

/** A reader that has gone ends dd as it ends any program; other failures are told, and then what was copied. */
async function failureOf(work: Promise<void>): Promise<SysError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof SysError) || error.errno === 'EPIPE') throw error;
    return error;
  }
}

/** Gathers output to blocks of one size; 0: blocks stay as they were read. */
class BlockWriter {
  whole = 0;
  partial = 0;
  #held: Uint8Array = new Uint8Array(0);
  constructor(
    readonly t: Tool,
    readonly fd: number,
    readonly size: number,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    const { size } = this;
    if (!size) return void (await this.t.sys.write(this.fd, bytes));
    const held = this.#held.length ? concat([this.#held, bytes]) : bytes;
    const end = held.length - (held.length % size);
    if (end) await this.t.sys.write(this.fd, held.slice(0, end));
    this.whole += end / size;
    this.#held = held.slice(end);
  }

  async end(): Promise<void> {
    if (!this.#held.length) return;
    await this.t.sys.write(this.fd, this.#held);
    this.partial++;
  }
}

/** Pairs of bytes change places. */
function swapped(bytes: Uint8Array): Uint8Array {
  const out = bytes.slice();
  for (let i = 0; i + 1 < out.length; i += 2) [out[i], out[i + 1]] = [bytes[i + 1] as number, bytes[i] as number];
  return out;
}

/** Leaves a hole in a file; a pipe gets zeros. */
async function forward(t: Tool, fd: number, size: number): Promise<void> {
  try {
    await t.sys.seek(fd, size, 'current');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    for (let left = size; left > 0; left -= 65_536) await t.sys.write(fd, new Uint8Array(Math.min(left, 65_536)));
  }
}

async function readBlock(t: Tool, fd: number, size: number, full: boolean): Promise<Uint8Array> {
  const first = await t.sys.read(fd, size);
  if (!full && first.length) return first;
  const parts = [first];
  let got = first.length;
  while (got && got < size) {
    const more = await t.sys.read(fd, size - got);
    if (more.length === 0) break;
    parts.push(more);
    got += more.length;
  }
  return concat(parts);
}

function rate(t: Tool, copied: number, seconds: number): string {
  const decimal = (value: number) => {
    const unit = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(value, 1)) / 3)));
    const scaled = value / 1000 ** unit;
    return `${scaled < 10 && unit ? scaled.toFixed(1) : Math.round(scaled)} ${['', 'k', 'M', 'G', 'T'][unit]}B`;
  };
  const binary = (value: number) => {
    const unit = Math.min(4, Math.max(0, Math.floor(Math.log2(Math.max(value, 1)) / 10)));
    return `${unit ? (value / 1024 ** unit).toFixed(1) : value}${['', 'K', 'M', 'G', 'T'][unit]}B`;
  };
  if (t.busybox)
    return `${copied} bytes (${binary(copied)}) copied, ${seconds.toFixed(6)} seconds, ${binary(copied / seconds)}/s`;
  const iec =
    copied >= 1024
      ? `, ${binary(copied)
          .replace(/([KMGT])B/, ' $1iB')
          .replace(/^(\d+)B/, '$1 B')}`
      : '';
  const paren = copied >= 1000 ? ` (${decimal(copied)}${iec})` : '';
  return `${copied} bytes${paren} copied, ${Number(seconds.toPrecision(6))} s, ${decimal(copied / seconds)}/s`;
}
