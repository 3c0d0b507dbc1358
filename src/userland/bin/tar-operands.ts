/** tar: what the command line names: the archive, and members by their directories. */
import { SysError } from '../../kernel/errno.ts';
import { toText } from './lib/byte-string.ts';
import type { Input } from './lib/input.ts';
import type { Tool } from './lib/tool.ts';

/** Goes through operands, changing directory at each -C in the order given. */
export async function* operandsInOrder(t: Tool): AsyncGenerator<string> {
  const words = t.argv.slice(1);
  const directories = t.values('C');
  if (directories.length === 1 || words[0]?.[0] !== '-') {
    for (const directory of directories) await enter(t, directory);
    yield* t.operands;
  } else {
    const left = [...t.operands];
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as string;
      if (word === '-C' || word === '--directory') await enter(t, words[++i] as string);
      else if (/^(-C.|--directory=)/.test(word)) await enter(t, word.replace(/^(-C|--directory=)/, ''));
      else if (word === left[0]) yield left.shift() as string;
    }
    yield* left;
  }
  yield* t.values('add-file');
  for (const path of t.values('T')) {
    const input = await listOpen(t, path);
    const mark = t.has('null') ? '\0' : '\n';
    for (let line = await input.line(mark); line !== undefined; line = await input.line(mark))
      if (line) yield toText(line);
    await t.done(input);
  }
}

/** A file of names. */
async function listOpen(t: Tool, path: string): Promise<Input> {
  try {
    return await t.input(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.busybox) return t.die('', `can't open '${path}': ${error.message}`);
    await t.err(`tar: ${path}: Cannot stat: ${error.message}\n`);
    return t.die('Error is not recoverable: exiting now', undefined, 2);
  }
}

async function enter(t: Tool, directory: string): Promise<void> {
  try {
    await t.sys.chdir(directory);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.busybox) await t.die('', `can't change directory to '${directory}': ${error.message}`);
    await t.err(`tar: ${directory}: Cannot open: ${error.message}\n`);
    await t.die('Error is not recoverable: exiting now', undefined, 2);
  }
}

export async function archiveOpen(t: Tool, path: string, flags: number): Promise<number> {
  try {
    return await t.sys.open(path, flags, 0o666);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.busybox) return t.die('', `can't open '${path}': ${error.message}`);
    await t.err(`tar: ${path}: Cannot open: ${error.message}\n`);
    return t.die('Error is not recoverable: exiting now', undefined, 2);
  }
}
