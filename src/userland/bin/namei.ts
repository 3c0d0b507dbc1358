/** namei: each step of a path, links followed, with what kind of file it is. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { modeString, TYPE_LETTER } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Step {
  readonly name: string;
  readonly depth: number;
  readonly stat: Stat | undefined;
  readonly target?: string;
  /** Why there is nothing. */
  readonly error?: string;
}

/** As many links as it follows in one path. */
const MAX_LINKS = 20;

/** How many were followed so far. */
interface Links {
  count: number;
}

export const namei = tool(
  {
    name: 'namei',
    usage: '[options] <pathname>...',
    about: 'Follow a pathname until a terminal point is found',
    options: 'x|mountpoints m|modes o|owners l|long n|nosymlinks v|vertical Z!',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('pathname argument is missing');
    const accounts = await Accounts.read(t.sys);
    for (const path of t.operands) {
      const steps: Step[] = [];
      const links: Links = { count: 0 };
      if (path === '') {
        t.status = 1;
        continue;
      }
      await walk(t, { path, from: path.startsWith('/') ? '' : '.', depth: 0, links }, steps);
      await t.out.line(`f: ${path}`);
      for (const step of steps) await t.out.line(line(t, accounts, step, steps));
      if (links.count > MAX_LINKS) await t.warn(`${path}: exceeded limit of symlinks`);
      if (steps.some(({ error }) => error)) t.status = 1;
    }
  },
);

/** Appends the steps of a path, and answers where it leads; undefined when it leads nowhere. */
async function walk(
  t: Tool,
  {
    path,
    from,
    depth,
    links,
  }: {
    readonly path: string;
    readonly from: string;
    readonly depth: number;
    readonly links: Links;
  },
  steps: Step[],
): Promise<string | undefined> {
  let at = from;
  const names = path.split('/').filter(Boolean);
  if (path.startsWith('/')) {
    steps.push({ name: '/', depth, stat: await t.sys.lstat('/') });
    at = '';
  }
  for (const name of names) {
    const here = `${at}/${name}`;
    try {
      const stat = await t.sys.lstat(here);
      if (stat.type !== 'symlink') steps.push({ name, depth, stat });
      else {
        const target = await t.sys.readlink(here);
        steps.push({ name, depth, stat, target });
        if (t.has('n')) at = here;
        else if (++links.count > MAX_LINKS) return undefined;
        else {
          const to = await walk(t, { path: target, from: at, depth: depth + 1, links }, steps);
          if (to === undefined) return undefined;
          at = to;
          continue;
        }
      }
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      steps.push({ name, depth, stat: undefined, error: error.message });
      return undefined;
    }
    at = here;
  }
  return at;
}

function line(t: Tool, accounts: Accounts, { name, depth, stat, target, error }: Step, steps: readonly Step[]): string {
  const long = t.has('l');
  const [modes, owners, vertical] = [long || t.has('m'), long || t.has('o'), long || t.has('v')];
  const indent = '  '.repeat(depth);
  const own = (id: (stat: Stat) => string) => {
    const width = Math.max(...steps.map((step) => (step.stat ? id(step.stat).length : 0)));
    return (stat ? id(stat) : '').padEnd(width);
  };
  const mark = stat ? markOf(t, stat, steps) : '';
  const mode = !stat ? ' '.repeat(modes ? 10 : 1) : modes ? modeString(stat) : mark;
  const who = owners ? ` ${own(({ uid }) => accounts.userName(uid))} ${own(({ gid }) => accounts.groupName(gid))}` : '';
  const shown = `${name}${target === undefined ? '' : ` -> ${target}`}${error ? ` - ${error}` : ''}`;
  return vertical ? `${mode}${who} ${indent}${shown}` : ` ${indent}${mode}${who} ${shown}`;
}

function markOf(t: Tool, stat: Stat, steps: readonly Step[]): string {
  const above = steps[steps.findIndex((step) => step.stat === stat) - 1]?.stat;
  const mounted =
    stat.type === 'directory' &&
    (above === undefined ? steps[0]?.name === '/' && steps[0].stat === stat : above.dev !== stat.dev);
  return t.has('x') && mounted ? 'D' : TYPE_LETTER[stat.type];
}
