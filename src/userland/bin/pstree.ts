/** pstree: processes as a tree, those alike in one. */
import type { ProcessInfo } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { isUtf8 } from './lib/locale.ts';
import { tool, type Tool } from './lib/tool.ts';

/** What joins: a first child of several, an only child, further ones, the last, and what passes by. */
interface Marks {
  readonly first: string;
  readonly only: string;
  readonly more: string;
  readonly last: string;
  readonly bar: string;
}
const ASCII: Marks = { first: '-+-', only: '---', more: '|-', last: '`-', bar: '| ' };
const UNICODE: Marks = { first: '─┬─', only: '───', more: '├─', last: '└─', bar: '│ ' };

interface Node {
  readonly text: string;
  /** How many are alike. */
  count: number;
  readonly children: Node[];
}

export const pstree = tool(
  {
    name: 'pstree',
    usage:
      '[-acglpsStTuZ] [ -h | -H PID ] [ -n | -N type ]\n              [ -A | -G | -U ] [ PID | USER ]\n   or: pstree -V',
    about: '\nDisplay a tree of processes',
    options:
      'a|arguments A|ascii c|compact-not g|show-pgids G|vt100! h|highlight-all H|highlight-pid= l|long n|numeric-sort N|ns-sort=! p|show-pids s|show-parents T|hide-threads t|thread-names u|uid-changes U|unicode Z!',
    from: 'psmisc',
    optionHelp: true,
  },
  async (t) => {
    if (t.has('H') && !/^\d+$/.test(t.value('H') as string)) return t.usage('');
    const accounts = await Accounts.read(t.sys);
    const processes = t.sys.processes();
    const [word = '1'] = t.operands;
    if (t.operands.length > 1) return t.usage('');
    let roots: readonly ProcessInfo[];
    if (/^\d+$/.test(word)) roots = processes.filter(({ pid }) => pid === Number(word));
    else {
      const user = accounts.user(word);
      if (!user) {
        await t.err(`No such user name: ${word}\n`);
        return 1;
      }
      const own = processes.filter(({ uid }) => uid === user.uid);
      roots = own.filter(({ ppid }) => !own.some(({ pid }) => pid === ppid));
    }
    const marks = t.has('U') || (!t.has('A') && isUtf8(t.sys)) ? UNICODE : ASCII;
    for (const [i, root] of roots.entries()) {
      if (i > 0) await t.out.text('\n');
      const tree = nodeOf(t, accounts, processes, root);
      await t.out.text(t.has('a') ? withArguments(tree, marks) : drawn(tree, marks, ''));
    }
    return 0;
  },
);

function nodeOf(t: Tool, accounts: Accounts, processes: readonly ProcessInfo[], process: ProcessInfo): Node {
  const own = processes.filter(({ ppid, pid }) => ppid === process.pid && pid !== process.pid);
  const parent = processes.find(({ pid }) => pid === process.ppid);
  const sorted = t.has('n')
    ? own.sort((a, b) => a.pid - b.pid)
    : own.sort((a, b) => (a.command < b.command ? -1 : a.command > b.command ? 1 : a.uid - b.uid || a.pid - b.pid));
  const ids = [
    ...(t.has('p') ? [String(process.pid)] : []),
    ...(t.has('g') ? [String(process.pgid)] : []),
    ...(t.has('u') && parent && parent.uid !== process.uid ? [accounts.userName(process.uid)] : []),
  ];
  const words = t.has('a') && process.argv.length > 1 ? ` ${process.argv.slice(1).join(' ')}` : '';
  const children = sorted.map((child) => nodeOf(t, accounts, processes, child));
  const apart = ['c', 'p', 'g', 'a'].some((key) => t.has(key));
  return {
    text:
      process.command + (ids.length ? `${t.has('a') ? ',' : '('}${ids.join(',')}${t.has('a') ? '' : ')'}` : '') + words,
    count: 1,
    children: apart ? children : compacted(children),
  };
}

/** Like ones become one that counts them. */
function compacted(children: readonly Node[]): Node[] {
  const found: Node[] = [];
  for (const child of children) {
    const alike = found.find((one) => same(one, child));
    if (alike) alike.count++;
    else found.push(child);
  }
  return found;
}

function same(a: Node, b: Node): boolean {
  return (
    a.text === b.text &&
    a.children.length === b.children.length &&
    a.children.every((child, i) => child.count === b.children[i]?.count && same(child, b.children[i]))
  );
}

/** A node goes on in the line of its parent; further children begin lines of their own below the first. */
function drawn(node: Node, marks: Marks, indent: string): string {
  const text = node.count > 1 ? `${node.count}*[${node.text}` : node.text;
  if (node.children.length === 0) return `${text}${node.count > 1 ? ']' : ''}\n`;
  const lead = indent + ' '.repeat(text.length + 1);
  const lines = node.children.map((child, i) => {
    const [only, last] = [node.children.length === 1, i === node.children.length - 1];
    const below = `${lead}${last ? '  ' : marks.bar}`;
    const mark = only ? marks.only : i === 0 ? marks.first : last ? marks.last : marks.more;
    return (i === 0 ? text : lead) + mark + drawn(child, marks, below);
  });
  const all = lines.join('');
  return node.count > 1 ? `${all.slice(0, -1)}]\n` : all;
}

/** With arguments, each process has a line of its own. */
function withArguments({ text, children }: Node, marks: Marks, indent = ''): string {
  const below = children.map((child, i) => {
    const last = i === children.length - 1;
    return `${indent}  ${last ? marks.last : marks.more}${withArguments(child, marks, `${indent}  ${last ? '  ' : '| '}`).trimStart()}`;
  });
  return `${text}\n${below.join('')}`;
}
