/** taskset and chrt: which processors a process may use, and by what policy it gets them. */
import { SysError } from '../../kernel/errno.ts';
import { runInPlace } from './lib/find-program.ts';
import { tool, type Tool } from './lib/tool.ts';

/** `3`, `0x3`, `1,0`: bits by processor, commas between groups of 32. */
function parseMask(word: string): number[] | undefined {
  const digits = word.replace(/^0x/i, '').replaceAll(',', '');
  if (!/^[\da-f]+$/i.test(digits)) return undefined;
  const bits = BigInt(`0x${digits}`);
  return Array.from({ length: digits.length * 4 }, (_, i) => i).filter((i) => (bits >> BigInt(i)) & 1n);
}

/** `0,2-4`, with `:2` every other one. */
function parseList(word: string): number[] | undefined {
  const found: number[] = [];
  for (const part of word.split(',')) {
    const [, first, last = first, step = '1'] = /^(\d+)(?:-(\d+)(?::(\d+))?)?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first) || Number(step) < 1) return undefined;
    for (let i = Number(first); i <= Number(last); i += Number(step)) found.push(i);
  }
  return found;
}

function listText(processors: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const one of processors) {
    const last = ranges.at(-1);
    if (last?.[1] === one - 1) last[1] = one;
    else ranges.push([one, one]);
  }
  // Two neighbours are written apart, as util-linux does.
  return ranges
    .map(([from, to]) => (from === to ? String(from) : to === from + 1 ? `${from},${to}` : `${from}-${to}`))
    .join(',');
}

function maskText(processors: readonly number[]): string {
  return processors.reduce((bits, one) => bits | (1n << BigInt(one)), 0n).toString(16);
}

export const taskset = tool(
  {
    name: 'taskset',
    usage: '[options] [mask | cpu-list] [pid|cmd [args...]]',
    about: 'Show or change the CPU affinity of a process',
    options: 'a|all-tasks p|pid c|cpu-list',
    firstOperandEnds: true,
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const words = [...t.operands];
    const pidWord = t.has('p') ? words.pop() : undefined;
    if (t.has('p') ? pidWord === undefined || words.length > 1 : words.length < 2) return t.usage('bad usage');
    const [kind, shown] = t.has('c') ? (['list', listText] as const) : (['mask', maskText] as const);
    const pid = Number(pidWord ?? 0);
    if (pidWord !== undefined && !/^\d+$/.test(pidWord)) return t.die(`invalid PID argument: '${pidWord}'`);
    const tell = async (when: string) =>
      t.out.line(
        `pid ${pid}'s ${when} affinity ${kind}: ${shown(await attempt(t, 'get', pid, () => t.sys.affinity(pid)))}`,
      );
    if (pidWord !== undefined) await tell('current');
    const word = words.shift();
    if (word === undefined) return;
    const wanted = (t.has('c') ? parseList : parseMask)(word);
    if (!wanted) return t.die(`failed to parse CPU ${kind}: ${word}`);
    await attempt(t, 'set', pid, () => t.sys.setAffinity(pid, wanted));
    if (pidWord !== undefined) return tell('new');
    return runInPlace(t, words, `failed to execute ${words[0]}`);
  },
);

async function attempt<T>(t: Tool, what: string, pid: number, act: () => T): Promise<T> {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`failed to ${what} pid ${pid}'s affinity: ${error.message}`);
  }
}

/** By option; the least and greatest priority that the policy has. */
const POLICIES = {
  o: ['SCHED_OTHER', 0, 0],
  f: ['SCHED_FIFO', 1, 99],
  r: ['SCHED_RR', 1, 99],
  b: ['SCHED_BATCH', 0, 0],
  i: ['SCHED_IDLE', 0, 0],
  d: ['SCHED_DEADLINE', 0, 0],
} as const;

/** Processes here take turns whatever their policy: only the ordinary one can be had, and others say so. */
export const chrt = tool(
  {
    name: 'chrt',
    usage: '[options] <priority> <command> [<argument>...]',
    about: 'Show or change the real-time scheduling attributes of a process',
    options:
      'o|other f|fifo r|rr b|batch i|idle d|deadline m|max p|pid a|all-tasks v|verbose R|reset-on-fork T|sched-runtime= P|sched-period= D|sched-deadline=',
    firstOperandEnds: true,
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    if (t.has('m')) {
      for (const [name, least, most] of Object.values(POLICIES))
        await t.out.line(`${name} min/max priority\t: ${least}/${most}`);
      return;
    }
    const [word, ...rest] = t.operands;
    if (word === undefined && t.has('p')) return t.die(`invalid PID argument: '${t.argv.at(-1)}'`);
    if (word === undefined || (!t.has('p') && rest.length === 0)) return t.usage('bad usage');
    if (t.has('p') && rest.length === 0) {
      if (!/^\d+$/.test(word)) return t.die(`invalid PID argument: '${word}'`);
      const alive = Number(word) === 0 || t.sys.processes().some(({ pid }) => pid === Number(word));
      if (!alive) return t.die(`failed to get pid ${word}'s policy: No such process`);
      await t.out.line(`pid ${word}'s current scheduling policy: SCHED_OTHER`);
      return t.out.line(`pid ${word}'s current scheduling priority: 0`);
    }
    const policy = POLICIES[(t.last('o', 'f', 'r', 'b', 'i', 'd') ?? 'r') as keyof typeof POLICIES];
    if (!/^\d+$/.test(word)) return t.die(`invalid priority argument: '${word}'`);
    if (Number(word) < policy[1] || Number(word) > policy[2])
      return t.die('unsupported priority value for the policy: ' + `${word}: see --max for valid range`);
    // Nobody is kept waiting here: what yields to others runs as others do.
    if (policy[1] > 0 || policy[0] === 'SCHED_DEADLINE') return t.die(`${policy[0]} is not simulated in Drydock`);
    if (t.has('p')) return;
    return runInPlace(t, rest, `failed to execute ${rest[0]}`);
  },
);
