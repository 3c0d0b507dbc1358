/** vmstat: memory and processors in a line. No disks and no swapping are simulated: what counts them is zero. */
import { readText } from './lib/read-text.ts';
import { strftime } from './lib/strftime.ts';
import { zoneOf } from './lib/time-zone.ts';
import { memory } from './system.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Bytes of a unit, by the letter of -S. */
const UNITS: Readonly<Record<string, number>> = { k: 1000, K: 1024, m: 1_000_000, M: 1_048_576 };

/** Widths of the narrow and of the wide form, in the order of columns. */
const NARROW = [2, 2, 6, 6, 6, 6, 4, 4, 5, 5, 4, 4, 2, 2, 2, 2, 2];
const WIDE = [4, 4, 12, 12, 12, 12, 4, 4, 5, 5, 4, 4, 3, 3, 3, 3, 3, 3];

export const vmstat = tool(
  {
    name: 'vmstat',
    usage: '[options] [delay [count]]',
    about: 'Report virtual memory statistics',
    options:
      'a|active f|forks m|slabs! n|one-header s|stats d|disk! D|disk-sum! p|partition=! S|unit= w|wide t|timestamp y|no-first',
    from: 'procps-ng',
  },
  async (t) => {
    const letter = t.value('S') ?? 'K';
    const unit = UNITS[letter];
    if (unit === undefined) return t.die('-S requires k, K, m or M (default is KiB)');
    if (t.operands.length > 2) return t.usage('');
    for (const word of t.operands) if (!/^\d+$/.test(word)) return t.die(`failed to parse argument: '${word}'`);
    const [delay, times = delay === undefined ? 1 : Infinity] = t.operands.map(Number);
    if (delay === 0) return t.die('delay must be positive integer');
    if (t.has('f')) return t.out.line(`${String(forks(t)).padStart(13)} forks`);
    if (t.has('s')) return t.out.text(await statistics(t, unit, letter));
    await t.out.text(header(t));
    for (let i = 0; i < times; i++) {
      if (i > 0) await t.sys.sleep((delay as number) * 1000);
      await t.out.line(await row(t, unit));
      await t.out.flush();
    }
  },
);

/** Pids are given in turn: the highest tells how many there were. */
function forks(t: Tool): number {
  return Math.max(...t.sys.processes().map(({ pid }) => pid));
}

function header(t: Tool): string {
  const wide = t.has('w');
  const zone = strftime('%Z', t.sys.now(), zoneOf(t.sys.env.get('TZ')));
  const names = [
    'r',
    'b',
    'swpd',
    'free',
    ...(t.has('a') ? ['inact', 'active'] : ['buff', 'cache']),
    'si',
    'so',
    'bi',
    'bo',
    'in',
    'cs',
    'us',
    'sy',
    'id',
    'wa',
    'st',
    ...(wide ? ['gu'] : []),
  ];
  const stamp = t.has('t');
  const title = wide
    ? `--procs-- -----------------------memory---------------------- ---swap-- -----io---- -system-- ----------cpu----------${stamp ? ' -----timestamp-----' : ''}`
    : `procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----${stamp ? ' -----timestamp-----' : ''}`;
  return `${title}\n${cells(t, names)}${stamp ? ` ${zone.padStart(19)}` : ''}\n`;
}

function cells(t: Tool, values: readonly (string | number)[]): string {
  const widths = t.has('w') ? WIDE : NARROW;
  return values.map((value, i) => String(value).padStart(widths[i] as number)).join(' ');
}

async function row(t: Tool, unit: number): Promise<string> {
  const info = await memory(t);
  const size = (name: string) => Math.round(((info.get(name) ?? 0) * 1024) / unit);
  const running = t.sys.processes().filter(({ state }) => state === 'R').length;
  const [first, second] = t.has('a')
    ? [size('Inactive'), size('Active')]
    : [size('Buffers'), size('Cached') + size('SReclaimable')];
  const stamp = t.has('t') ? ` ${strftime('%Y-%m-%d %H:%M:%S', t.sys.now(), zoneOf(t.sys.env.get('TZ')))}` : '';
  const busy = await share(t);
  const values = [
    running,
    0,
    size('SwapTotal') - size('SwapFree'),
    size('MemFree'),
    first,
    second,
    0,
    0,
    0,
    0,
    0,
    0,
    busy,
    0,
    100 - busy,
    0,
    0,
  ];
  return cells(t, t.has('w') ? [...values, 0] : values) + stamp;
}

/** Percent of the time since the start that processes computed. */
async function share(t: Tool): Promise<number> {
  const uptime = parseFloat(await readText(t.sys, '/proc/uptime')) || 1;
  const ms = t.sys.processes().reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  return Math.min(100, Math.round(ms / 10 / uptime));
}

async function statistics(t: Tool, unit: number, letter: string): Promise<string> {
  const info = await memory(t);
  const size = (name: string) => Math.round(((info.get(name) ?? 0) * 1024) / unit);
  const line = (value: number, name: string) => `${String(value).padStart(13)} ${name}\n`;
  const sized: readonly (readonly [string, number])[] = [
    ['total memory', size('MemTotal')],
    ['used memory', size('MemTotal') - size('MemAvailable')],
    ['active memory', size('Active')],
    ['inactive memory', size('Inactive')],
    ['free memory', size('MemFree')],
    ['buffer memory', size('Buffers')],
    ['swap cache', size('Cached') + size('SReclaimable')],
    ['total swap', size('SwapTotal')],
    ['used swap', size('SwapTotal') - size('SwapFree')],
    ['free swap', size('SwapFree')],
  ];
  const ticks = (await readText(t.sys, '/proc/stat')).split('\n')[0]?.split(/\s+/).slice(1).map(Number) ?? [];
  const names = ['non-nice user', 'nice user', 'system', 'idle', 'IO-wait', 'IRQ', 'softirq', 'stolen'];
  return (
    sized.map(([name, value]) => line(value, `${letter} ${name}`)).join('') +
    names.map((name, i) => line(ticks[i] ?? 0, `${name} cpu ticks`)).join('') +
    ['non-nice guest', 'nice guest'].map((name) => line(0, `${name} cpu ticks`)).join('') +
    line(forks(t), 'forks')
  );
}
