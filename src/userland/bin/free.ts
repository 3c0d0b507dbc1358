/** free: memory that is used and left. */
import { human } from './lib/text.ts';
import { memory } from './system.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Bytes of a unit, by option. */
const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kilo: 1000,
  mega: 1e6,
  giga: 1e9,
  tera: 1e12,
  peta: 1e15,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  tebi: 1024 ** 4,
  pebi: 1024 ** 5,
};

export const free = tool(
  {
    name: 'free',
    usage: '[options]',
    about: 'Display free and used memory',
    options:
      'b|bytes kilo- mega- giga- tera- peta- k|kibi m|mebi g|gibi tebi- pebi- h|human si- l|lohi- t|total- s|seconds=- c|count=- w|wide-',
    from: 'procps-ng',
  },
  async (t) => {
    const units = t.given.map(([key]) => key).filter((key) => Object.hasOwn(UNITS, key));
    if (new Set(units).size > 1 && !t.busybox) return t.die("Multiple unit options don't make sense.");
    const seconds = await secondsOf(t);
    const times = await countOf(t, seconds);
    for (let i = 0; i < times; i++) {
      if (i > 0) await t.sys.sleep((seconds ?? 1) * 1000);
      await t.out.text(await report(t, units[0] ?? (t.has('si') ? 'kilo' : 'k')));
      if (times > 1) await t.out.text('\n');
      await t.out.flush();
    }
  },
);

async function secondsOf(t: Tool): Promise<number | undefined> {
  const word = t.value('s');
  if (word === undefined) return undefined;
  if (!/^\d*\.?\d+$/.test(word)) return t.die(`seconds argument failed: '${word}': Invalid argument`);
  return Number(word) > 0 ? Number(word) : t.die(`seconds argument \`${word}' is not positive number`);
}

/** Once; -s alone goes on for ever. */
async function countOf(t: Tool, seconds: number | undefined): Promise<number> {
  const word = t.value('c');
  if (word === undefined) return seconds === undefined ? 1 : Infinity;
  if (!/^\d+$/.test(word)) return t.die(`failed to parse count argument: '${word}'`);
  return Number(word) || t.die(`failed to parse count argument: '${word}': Numerical result out of range`);
}

async function report(t: Tool, unit: string): Promise<string> {
  const info = await memory(t);
  const kb = (name: string) => info.get(name) ?? 0;
  const caches = kb('Cached') + kb('SReclaimable');
  const cache = kb('Buffers') + caches;
  const base = t.has('si') ? 1000 : 1024;
  const bytesOfUnit = t.has('si') ? (SI[unit] ?? UNITS[unit]) : UNITS[unit];
  const show = (value: number) =>
    t.has('h') ? shortly(value * 1024, base) : String(Math.floor((value * 1024) / (bytesOfUnit as number)));
  const lead = t.busybox ? 7 : 8;
  const row = (name: string, values: readonly string[]) =>
    `${name.padEnd(lead)}${values.map((value) => value.padStart(12)).join('')}\n`;
  const used = Math.max(0, kb('MemTotal') - kb('MemFree') - cache);
  const wide = t.has('w');
  const kept = wide ? [kb('Buffers'), caches] : [cache];
  const memoryRow = [kb('MemTotal'), used, kb('MemFree'), kb('Shmem'), ...kept, kb('MemAvailable')];
  const swap = [kb('SwapTotal'), kb('SwapTotal') - kb('SwapFree'), kb('SwapFree')];
  const heads = wide ? ['buffers', 'cache'] : ['buff/cache'];
  const low = [kb('MemTotal'), kb('MemTotal') - kb('MemFree'), kb('MemFree')];
  const total = [0, 1, 2].map((i) => (memoryRow[i] as number) + (swap[i] as number));
  return [
    row('', ['total', 'used', 'free', 'shared', ...heads, 'available']),
    row('Mem:', memoryRow.map(show)),
    t.has('l') ? row('Low:', low.map(show)) + row('High:', [0, 0, 0].map(show)) : '',
    row('Swap:', swap.map(show)),
    t.has('t') ? row('Total:', total.map(show)) : '',
  ].join('');
}

/** Letters of units are powers of 1000 with --si. */
const SI: Readonly<Record<string, number>> = { k: 1000, m: 1e6, g: 1e9, tebi: 1e12, pebi: 1e15 };

function shortly(bytes: number, base: number): string {
  const text = human(bytes, base).replace(/k$/, 'K');
  if (/^\d+$/.test(text)) return `${text}B`;
  return base === 1024 ? `${text}i` : text;
}
