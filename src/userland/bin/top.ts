/** top: the processes that computed most, drawn again and again. */
import { SysError } from '../../kernel/errno.ts';
import { Accounts, readText } from './lib/accounts.ts';
import { tool, type Tool } from './lib/tool.ts';
import { commandLine, cpuTime } from './ps.ts';
import { memory, uptimeLine } from './system.ts';

export const top = tool(
  {
    name: 'top',
    usage: '[-b] [-n COUNT] [-d SECONDS]',
    about: 'Show a view of process activity',
    options: 'b n= d= H! m! p=!- u=!- o=!- i!- c- w=?-',
    from: 'procps-ng',
  },
  async (t) => {
    const batch = t.has('b') || !t.sys.isatty(1);
    const rounds = Number(t.value('n') ?? Infinity);
    const delay = Number(t.value('d') ?? (t.busybox ? 5 : 3)) * 1000;
    if (Number.isNaN(rounds) || Number.isNaN(delay))
      return t.die(`bad argument`, `invalid number '${t.value('n') ?? t.value('d')}'`);
    const keys = !batch && t.sys.isatty(0);
    const saved = keys ? t.sys.tcgetattr(0) : undefined;
    if (keys) t.sys.tcsetattr(0, { canonical: false, echo: false });
    const before = t.sys.signal('WINCH', () => undefined);
    try {
      for (let round = 0; round < rounds; round++) {
        const picture = await topPicture(t, batch);
        await t.out.text(batch ? `${round && !t.busybox ? '\n' : ''}${picture}\n` : `\x1b[H\x1b[J${picture}`);
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

async function topPicture(t: Tool, batch: boolean): Promise<string> {
  const { rows, columns } = batch ? { rows: Infinity, columns: 512 } : t.sys.windowSize(1);
  const shown = await lines(t, batch ? Infinity : rows - 1);
  return shown.map((line) => line.slice(0, columns || 80)).join('\n');
}

async function lines(t: Tool, rows: number): Promise<string[]> {
  const info = await memory(t);
  const kb = (name: string) => info.get(name) ?? 0;
  const accounts = await Accounts.read(t.sys);
  const now = t.sys.now();
  const processes = [...t.sys.processes()].sort((a, b) => b.cpuMs - a.cpuMs || a.pid - b.pid);
  const busy = processes.reduce((sum, process) => sum + process.cpuMs, 0);
  const first = Math.min(now, ...processes.map(({ started }) => started));
  const used = Math.min(100, (busy * 100) / Math.max(1, now - first));
  const share = (process: { cpuMs: number; started: number }) =>
    (process.cpuMs * 100) / Math.max(1, now - process.started);
  const load = (await readText(t.sys, '/proc/loadavg')).trim() || '0.00 0.00 0.00';
  const out: string[] = [];
  if (t.busybox) {
    out.push(
      `Mem: ${kb('MemTotal') - kb('MemFree')}K used, ${kb('MemFree')}K free, ${kb('Shmem')}K shrd, ${kb('Buffers')}K buff, ${kb('Cached')}K cached`,
      `CPU: ${String(Math.round(used)).padStart(3)}% usr   0% sys   0% nic ${String(100 - Math.round(used)).padStart(3)}% idle   0% io   0% irq   0% sirq`,
      `Load average: ${load}`,
      '  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND',
    );
    for (const process of processes) {
      const user = accounts.userName(process.uid).slice(0, 8).padEnd(8);
      out.push(
        `${String(process.pid).padStart(5)} ${String(process.ppid).padStart(5)} ${user} ${process.state.padEnd(4)}     0   0% ${String(Math.round(share(process))).padStart(3)}% ${commandLine(process, true)}`,
      );
    }
  } else {
    const count = (state: string) => processes.filter((process) => process.state === state).length;
    const mib = (value: number) => (value / 1024).toFixed(1).padStart(8);
    const cache = kb('Buffers') + kb('Cached') + kb('SReclaimable');
    out.push(
      `top -${(await uptimeLine(t)).replace(/^ /, ' ')}`,
      `Tasks: ${String(processes.length).padStart(3)} total, ${String(count('R')).padStart(3)} running, ${String(count('S')).padStart(3)} sleeping, ${String(count('T')).padStart(3)} stopped, ${String(count('Z')).padStart(3)} zombie`,
      `%Cpu(s): ${used.toFixed(1).padStart(4)} us,  0.0 sy,  0.0 ni, ${(100 - used).toFixed(1).padStart(4)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st `,
      `MiB Mem : ${mib(kb('MemTotal'))} total, ${mib(kb('MemFree'))} free, ${mib(kb('MemTotal') - kb('MemFree') - cache)} used, ${mib(cache)} buff/cache     `,
      `MiB Swap: ${mib(kb('SwapTotal'))} total, ${mib(kb('SwapFree'))} free, ${mib(kb('SwapTotal') - kb('SwapFree'))} used. ${mib(kb('MemAvailable'))} avail Mem `,
      '',
      '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
    );
    for (const process of processes) {
      const time = `${cpuTime(process.cpuMs, false)}.${String(Math.floor((process.cpuMs % 1000) / 10)).padStart(2, '0')}`;
      out.push(
        `${String(process.pid).padStart(7)} ${accounts.userName(process.uid).padEnd(8)} ${String(20 + process.niceness).padStart(3)} ${String(process.niceness).padStart(3)}       0      0      0 ${process.state} ${share(process).toFixed(1).padStart(5)}   0.0 ${time.padStart(9)} ${process.command}`,
      );
    }
  }
  return out.slice(0, rows);
}
