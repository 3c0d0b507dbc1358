/** dd. */
import { concat } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromBytes, toBytes } from './lib/byte-string.ts';
import { q } from './lib/text.ts';
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
      if (word === '--help') return t.out.text(t.usageText());
      const [, key, value] = /^(if|of|bs|ibs|obs|count|skip|seek|conv|status|iflag|oflag)=(.*)$/s.exec(word) ?? [];
      if (key === undefined) return t.usage(`unrecognized operand ${q(word)}`);
      settings.set(key, value as string);
    }
    const size = async (key: string, fallback: number) => {
      const text = settings.get(key);
      if (text === undefined) return fallback;
      const product = text.split('x').map((part) => {
        const match = /^(\d+)([a-zA-Z]*)$/.exec(part);
        const unit = match && DD_UNITS[match[2] as string];
        return match && unit ? Number(match[1]) * unit : NaN;
      });
      const value = product.reduce((all, one) => all * one, 1);
      return Number.isNaN(value) ? t.die(`invalid number: ${q(text)}`, `invalid number '${text}'`) : value;
    };
    const block = await size('bs', 0);
    await copyBlocks(t, settings, {
      ibs: block || (await size('ibs', 512)),
      count: await size('count', Infinity),
      skip: await size('skip', 0),
      seek: (await size('seek', 0)) * (block || (await size('obs', 512))),
    });
  },
);

async function copyBlocks(
  t: Tool,
  settings: ReadonlyMap<string, string>,
  plan: { ibs: number; count: number; skip: number; seek: number },
): Promise<void> {
  const start = t.sys.now();
  const [from, to, conv] = [settings.get('if'), settings.get('of'), settings.get('conv')?.split(',') ?? []];
  const known = ['notrunc', 'noerror', 'sync', 'fsync', 'fdatasync', 'ucase', 'lcase', 'swab', 'excl', 'nocreat'];
  for (const word of conv) if (!known.includes(word)) await t.usage(`invalid conversion: ${q(word)}`);
  let [input, output] = [0, 1];
  const open = async (path: string, flags: number) => {
    try {
      return await t.sys.open(path, flags, 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`failed to open ${q(path)}: ${error.message}`, `can't open '${path}': ${error.message}`);
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
  if (plan.skip) {
    try {
      await t.sys.seek(input, plan.skip * plan.ibs, 'current');
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      for (let left = plan.skip; left > 0; left--) await readBlock(t, input, plan.ibs, true);
    }
  }
  let [whole, partial, copied] = [0, 0, 0];
  // Only pipes, terminals and sockets read short on Linux; a device here may hand out less than was asked for.
  const { type } = await t.sys.fstat(input);
  const steady = type === 'file' || type === 'block' || (type === 'char' && !t.sys.isatty(input));
  const full = steady || (settings.get('iflag')?.includes('fullblock') ?? false);
  while (whole + partial < plan.count) {
    let bytes = await readBlock(t, input, plan.ibs, full);
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
    await t.sys.write(output, bytes);
    copied += bytes.length;
    await t.sys.tick();
  }
  if (from !== undefined) await t.sys.close(input);
  if (to !== undefined) await t.sys.close(output);
  const status = settings.get('status');
  if (status === 'none') return;
  const records = `${whole}+${partial} records`;
  await t.err(`${records} in\n${records} out\n`);
  if (status !== 'noxfer' && !t.busybox)
    await t.err(`${rate(t, copied, Math.max((t.sys.now() - start) / 1000, 1e-6))}\n`);
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
