/** find: its expression compiled to a function, applied on a walk of the tree. */
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import type { Visit } from './find-primary.ts';
import { compileExpression, type Expression } from './find-expression.ts';
import { join } from './lib/path.ts';
import { tool, type Tool } from './lib/tool.ts';

export const find = tool(
  {
    name: 'find',
    usage: '[-HL] [PATH]... [OPTIONS] [ACTIONS]',
    about: 'Search for files and perform actions on them',
    rawArguments: true,
    from: 'GNU findutils',
  },
  async (t) => {
    const words = [...t.operands];
    if (words[0] === '--help') return t.out.text(await t.helpText());
    if (words[0] === '--version' && !t.busybox) return t.out.text('find (GNU findutils) as simulated by Drydock\n');
    let links: 'P' | 'H' | 'L' = 'P';
    for (; words[0] && /^-(?:[HLP]|O\d)$/.test(words[0]); words.shift()) {
      if (!words[0].startsWith('-O')) links = words[0].slice(1) as 'P';
    }
    const paths: string[] = [];
    while (words.length && !/^(-.|[!()]$|,$)/.test(words[0] as string)) paths.push(words.shift() as string);
    const expression = await compileExpression(t, words);
    if (expression.follow) links = 'L';
    for (const path of paths.length ? paths : ['.']) {
      await walk(t, { path, given: path, depth: 0 }, expression, links, []);
      if (expression.quit) break;
    }
    await expression.finish();
    return t.status;
  },
);

interface Place {
  readonly path: string;
  readonly given: string;
  readonly depth: number;
}

async function walk(
  t: Tool,
  place: Place,
  expression: Expression,
  links: 'P' | 'H' | 'L',
  above: readonly string[],
): Promise<void> {
  if (expression.quit) return;
  const visit = await look(t, place, links, expression);
  if (!visit) return;
  const key = `${visit.stat.dev}:${visit.stat.ino}`;
  if (links === 'L' && above.includes(key)) {
    return t.warn(
      `File system loop detected; ${t.quote(place.path)} is part of the same file system loop as ${t.quote(place.given)}.`,
      `warning: ${place.path}: loop`,
    );
  }
  const inside = place.depth >= expression.mindepth;
  if (!expression.depthFirst && inside) await expression.test(visit);
  const directory = visit.stat.type === 'directory' && !(visit.pruned && !expression.depthFirst);
  if (directory && place.depth < expression.maxdepth && !expression.quit) {
    const crosses = expression.xdev !== undefined && visit.stat.dev !== expression.xdev && place.depth > 0;
    if (!crosses) await children(t, place, expression, links, [...above, key]);
  }
  if (expression.depthFirst && inside && !expression.quit) await expression.test(visit);
  const turn = t.sys.tick();
  if (turn instanceof Promise) await turn;
}

async function look(t: Tool, place: Place, links: 'P' | 'H' | 'L', expression: Expression): Promise<Visit | undefined> {
  const follow = links === 'L' || (links === 'H' && place.depth === 0);
  try {
    const stat = await statOf(t.sys, place.path, follow);
    if (place.depth === 0 && expression.oneFileSystem) expression.xdev = stat.dev;
    return { path: place.path, given: place.given, depth: place.depth, stat, pruned: false };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`${t.quote(place.path)}: ${error.message}`, `${place.path}: ${error.message}`);
    return undefined;
  }
}

async function statOf(sys: Sys, path: string, follow: boolean) {
  if (!follow) return sys.lstat(path);
  try {
    return await sys.stat(path);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ENOENT') return sys.lstat(path);
    throw error;
  }
}

async function children(
  t: Tool,
  place: Place,
  expression: Expression,
  links: 'P' | 'H' | 'L',
  above: readonly string[],
): Promise<void> {
  let names: string[];
  try {
    names = (await t.sys.readdir(place.path)).map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`${t.quote(place.path)}: ${error.message}`, `${place.path}: ${error.message}`);
  }
  for (const name of names) {
    if (name === '.' || name === '..') continue;
    await walk(
      t,
      { path: join(place.path, name), given: place.given, depth: place.depth + 1 },
      expression,
      links,
      above,
    );
    if (expression.quit) return;
  }
}
