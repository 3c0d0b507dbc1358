/** prlimit: limits of this process, and of what it runs. */
import { SysError } from '../../kernel/errno.ts';
import type { ResourceLimit } from '../../kernel/sys.ts';
import { runInPlace } from './lib/find-program.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Resource {
  readonly letter: string;
  readonly name: string;
  readonly description: string;
  readonly units: string;
}

const RESOURCES: readonly Resource[] = (
  [
    ['v', 'as', 'address space limit', 'bytes'],
    ['c', 'core', 'max core file size', 'bytes'],
    ['t', 'cpu', 'CPU time', 'seconds'],
    ['d', 'data', 'max data size', 'bytes'],
    ['f', 'fsize', 'max file size', 'bytes'],
    ['x', 'locks', 'max number of file locks held', 'locks'],
    ['l', 'memlock', 'max locked-in-memory address space', 'bytes'],
    ['q', 'msgqueue', 'max bytes in POSIX mqueues', 'bytes'],
    ['e', 'nice', 'max nice prio allowed to raise', ''],
    ['n', 'nofile', 'max number of open files', 'files'],
    ['u', 'nproc', 'max number of processes', 'processes'],
    ['m', 'rss', 'max resident set size', 'bytes'],
    ['r', 'rtprio', 'max real-time priority', ''],
    ['y', 'rttime', 'timeout for real-time tasks', 'microsecs'],
    ['i', 'sigpending', 'max number of pending signals', 'signals'],
    ['s', 'stack', 'max stack size', 'bytes'],
  ] as const
).map(([letter, name, description, units]) => ({ letter, name, description, units }));

const COLUMNS: Readonly<Record<string, (resource: Resource, limit: ResourceLimit) => string>> = {
  RESOURCE: ({ name }) => name.toUpperCase(),
  DESCRIPTION: ({ description }) => description,
  SOFT: (_, { soft }) => shown(soft),
  HARD: (_, { hard }) => shown(hard),
  UNITS: ({ units }) => units,
};

export const prlimit = tool(
  {
    name: 'prlimit',
    usage: '[options] [--<resource>=<limit>] [-p PID] COMMAND',
    about: 'Show or change the resource limits of a process',
    options: `p|pid= o|output= noheadings raw verbose ${RESOURCES.map(({ letter, name }) => `${letter}|${name}=?`).join(' ')}`,
    firstOperandEnds: true,
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const pid = t.value('p');
    if (pid !== undefined && Number(pid) !== t.sys.pid && Number(pid) !== 0)
      return t.die('limits of another process are not simulated in Drydock');
    const asked = t.given.flatMap(([key, value]) => {
      const resource = RESOURCES.find(({ letter }) => letter === key);
      return resource ? [{ resource, value }] : [];
    });
    for (const { resource, value } of asked) if (value) await change(t, resource, value);
    const listed = asked.filter(({ value }) => value === '').map(({ resource }) => resource);
    if (listed.length || (asked.length === 0 && t.operands.length === 0))
      await list(t, listed.length ? listed : RESOURCES);
    if (t.operands.length) return runInPlace(t, t.operands, `failed to execute ${t.operands[0]}`);
  },
);

function shown(value: number): string {
  return value === Infinity ? 'unlimited' : String(value);
}

/** `100`, `100:200`, `:200`, `100:`: soft and hard; what is left out stays. */
async function change(t: Tool, { name }: Resource, value: string): Promise<void> {
  const before = t.sys.resourceLimits()[name] as ResourceLimit;
  const [, low, colon, high] = /^=?(\d+|unlimited|-1)?(:)?(\d+|unlimited|-1)?$/.exec(value) ?? [];
  if (low === undefined && high === undefined) return t.die(`failed to parse ${name.toUpperCase()} limit`);
  const number = (word: string) => (/^\d+$/.test(word) ? Number(word) : Infinity);
  const soft = low === undefined ? before.soft : number(low);
  const hard = high !== undefined ? number(high) : colon || low === undefined ? before.hard : number(low);
  if (soft > hard) return t.die(`the soft limit ${name.toUpperCase()} cannot exceed the hard limit`);
  try {
    t.sys.setResourceLimit(name, { soft, hard });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`failed to set the ${name.toUpperCase()} resource limit: ${error.message}`);
  }
}

async function list(t: Tool, resources: readonly Resource[]): Promise<void> {
  const names = (t.value('o') ?? 'RESOURCE,DESCRIPTION,SOFT,HARD,UNITS').toUpperCase().split(',');
  for (const name of names) if (!Object.hasOwn(COLUMNS, name)) await t.die(`unknown column: ${name}`);
  const limits = t.sys.resourceLimits();
  const rows = resources.map((resource) =>
    names.map((name) => COLUMNS[name]?.(resource, limits[resource.name] as ResourceLimit) ?? ''),
  );
  const all = [names, ...rows];
  const widths = names.map((_, i) => Math.max(...all.map((row) => (row[i] as string).length)));
  const right = names.map((name) => name === 'SOFT' || name === 'HARD');
  for (const row of t.has('noheadings') ? rows : all) {
    const cells = row.map((cell, i) =>
      right[i] ? cell.padStart(widths[i] as number) : cell.padEnd(widths[i] as number),
    );
    await t.out.line(t.has('raw') ? row.join(' ') : cells.join(' ').replace(/ +$/, (end) => (right.at(-1) ? end : '')));
  }
}
