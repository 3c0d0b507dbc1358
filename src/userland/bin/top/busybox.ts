/** top as busybox draws it: again and again, with no keys but q. */
import { MEMORY_BYTES } from '../../../base/machine-size.ts';
import { SysError } from '../../../kernel/errno.ts';
import { Accounts } from '../lib/accounts.ts';
import { readText } from '../lib/read-text.ts';
import { tool, type Tool } from '../lib/tool.ts';
import { commandLine, shortKilobytes } from '../ps.ts';
import { memory } from '../system.ts';

export const busyboxTop = tool(
  {
    name: 'top',
    usage: '[-b] [-n COUNT] [-d SECONDS]',
    about: 'Show a view of process activity',
    options: 'b n= d= H! m!',
  },
  async (t) => {
    const batch = t.has('b') || !t.sys.isatty(1);
    const rounds = Number(t.value('n') ?? Infinity);
    const delay = Number(t.value('d') ?? 5) * 1000;
    if (Number.isNaN(rounds) || Number.isNaN(delay)) return t.die(`invalid number '${t.value('n') ?? t.value('d')}'`);
    const keys = !batch && t.sys.isatty(0);
    const saved = keys ? t.sys.tcgetattr(0) : undefined;
    if (keys) t.sys.tcsetattr(0, { canonical: false, echo: false });
    const before = t.sys.signal('WINCH', () => undefined);
    try {
      for (let round = 0; round < rounds; round++) {
        const { rows, columns } = batch ? { rows: Infinity, columns: 512 } : t.sys.windowSize(1);
        const shown = (await lines(t)).slice(0, rows - 1).map((line) => line.slice(0, columns || 80));
        await t.out.text(batch ? `${shown.join('\n')}\n` : `\x1b[H\x1b[J${shown.join('\n')}`);
        await t.out.flush();
        if (round + 1 >= rounds || (await pause(t, delay, keys)) === 'leave') break;
      }
    } finally {
      if (saved) t.sys.tcsetattr(0, saved);
      t.sys.signal('WINCH', before);
    }
    if (!batch) await t.out.raw('\n');
  },
);

/** Until the next picture is due: after the delay, at a key, or when the window has another size. */
async function pause(t: Tool, delay: number, keys: boolean): Promise<'leave' | 'draw'> {
  try {
    if (!keys) await t.sys.sleep(delay);
    else if ((await t.sys.poll([{ fd: 0, events: 'read' }], delay)).length) {
      const key = await t.sys.read(0, 16);
      if (key.length === 0 || key[0] === Q || key[0] === CTRL_C) return 'leave';
    }
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
  }
  return 'draw';
}

const Q = 113;
const CTRL_C = 3;

async function lines(t: Tool): Promise<string[]> {
  const info = await memory(t);
  const kb = (name: string) => info.get(name) ?? 0;
  const accounts = await Accounts.read(t.sys);
  const now = t.sys.now();
  const processes = [...t.sys.processes()].sort((a, b) => b.cpuMs - a.cpuMs || a.pid - b.pid);
  const busy = processes.reduce((sum, process) => sum + process.cpuMs, 0);
  const first = Math.min(now, ...processes.map(({ started }) => started));
  const used = Math.round(Math.min(100, (busy * 100) / Math.max(1, now - first)));
  const load = (await readText(t.sys, '/proc/loadavg')).trim() || '0.00 0.00 0.00';
  return [
    `Mem: ${kb('MemTotal') - kb('MemFree')}K used, ${kb('MemFree')}K free, ${kb('Shmem')}K shrd, ${kb('Buffers')}K buff, ${kb('Cached')}K cached`,
    `CPU: ${String(used).padStart(3)}% usr   0% sys   0% nic ${String(100 - used).padStart(3)}% idle   0% io   0% irq   0% sirq`,
    `Load average: ${load}`,
    '  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND',
    ...processes.map((process) => {
      const user = accounts.userName(process.uid).slice(0, 8).padEnd(8);
      const vsz = shortKilobytes(process).padStart(5);
      const part = Math.round((process.residentBytes * 100) / MEMORY_BYTES);
      const share = Math.round((process.cpuMs * 100) / Math.max(1, now - process.started));
      return `${String(process.pid).padStart(5)} ${String(process.ppid).padStart(5)} ${user} ${process.state.padEnd(4)} ${vsz} ${String(part).padStart(3)}% ${String(share).padStart(3)}% ${commandLine(process, true)}`;
    }),
  ];
}
