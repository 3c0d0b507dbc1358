/** fc: lines of the history listed, run again, or edited and run. */
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import { keep } from '../interactive/history-list.ts';
import { readText } from '../run/read-text.ts';
import type { Shell } from '../shell.ts';
import { encodeText } from '../text-bytes.ts';
import type { Builtin } from './builtin.ts';
import { has, invalidOption, parseOptions, type ParsedOptions } from './builtin.ts';
import { forgetThis } from './history.ts';

const USAGE = 'fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]';
/** Lines listed without a range. */
const LISTED = 16;

export const fc: Builtin = async (sh, words) => {
  const args = words.slice(1);
  // `-2` is a line of the history, no option.
  const at = args.findIndex((word) => /^-\d+$/.test(word));
  const options = parseOptions(at < 0 ? args : [...args.slice(0, at), '--', ...args.slice(at)], 'e:lnrs');
  if (options.bad) return invalidOption(sh, 'fc', options.bad, USAGE);
  const editor = options.letters.find(([letter]) => letter === 'e')?.[1];
  if (has(options, 's') || editor === '-') return again(sh, options.rest);
  return has(options, 'l') ? list(sh, options) : edit(sh, options, editor);
};

/** The lines before the one that calls it. */
function earlier(sh: Shell): readonly string[] {
  return sh.interactive ? sh.history.slice(0, -1) : sh.history;
}

/** The index of a line by number, by distance or by how it begins. */
function lineOf(lines: readonly string[], spec: string): number | undefined {
  const number = Number(spec);
  if (!/^-?\d+$/.test(spec)) {
    const found = lines.findLastIndex((line) => line.startsWith(spec));
    return found < 0 ? undefined : found;
  }
  const index = number < 0 ? lines.length + number : number === 0 ? lines.length - 1 : number - 1;
  return Math.max(0, Math.min(index, lines.length - 1));
}

async function list(sh: Shell, options: ParsedOptions): Promise<number> {
  const lines = earlier(sh);
  const [firstSpec = `-${LISTED}`, lastSpec = '-1'] = options.rest;
  const first = lineOf(lines, firstSpec);
  const last = lineOf(lines, lastSpec);
  if (lines.length === 0) return 0;
  if (first === undefined || last === undefined) return sh.builtinError('fc', 'no command found');
  const indexes = Array.from({ length: Math.abs(last - first) + 1 }, (_, i) => Math.min(first, last) + i);
  if (has(options, 'r') !== first > last) indexes.reverse();
  for (const index of indexes) await sh.out(`${has(options, 'n') ? '' : index + 1}\t ${lines[index]}\n`);
  return 0;
}

async function again(sh: Shell, rest: readonly string[]): Promise<number> {
  const lines = earlier(sh);
  const changes = rest.filter((word) => /^[^=]+=/.test(word));
  const spec = rest.find((word) => !changes.includes(word)) ?? '-1';
  const index = lineOf(lines, spec);
  const line = index === undefined ? undefined : lines[index];
  if (line === undefined) return sh.builtinError('fc', 'no command found');
  let text = line;
  for (const change of changes) {
    const [pattern, replacement] = [change.slice(0, change.indexOf('=')), change.slice(change.indexOf('=') + 1)];
    text = text.replaceAll(pattern, () => replacement);
  }
  await sh.err(`${text}\n`);
  return run(sh, text);
}

/** It takes the place of the call in the history. */
async function run(sh: Shell, text: string): Promise<number> {
  forgetThis(sh);
  for (const line of text.split('\n')) keep(sh, line);
  return sh.runner.evaluate(sh, text);
}

async function edit(sh: Shell, options: ParsedOptions, given: string | undefined): Promise<number> {
  const lines = earlier(sh);
  const [firstSpec = '-1', lastSpec = firstSpec] = options.rest;
  const first = lineOf(lines, firstSpec);
  const last = lineOf(lines, lastSpec);
  if (first === undefined || last === undefined || lines.length === 0)
    return sh.builtinError('fc', 'history specification out of range');
  const chosen = lines.slice(Math.min(first, last), Math.max(first, last) + 1);
  if (has(options, 'r') !== first > last) chosen.reverse();
  const editor = given ?? (sh.vars.get('FCEDIT') || sh.vars.get('EDITOR') || 'ed');
  const path = `/tmp/bash-fc.${sh.sys.pid}`;
  try {
    const fd = await sh.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o600);
    await sh.sys.write(fd, encodeText(chosen.map((line) => `${line}\n`).join('')));
    await sh.sys.close(fd);
    const status = await sh.runner.evaluate(sh, `${editor} ${path}`);
    const text = (await readText(sh.sys, path)).replace(/\n+$/, '');
    await sh.sys.unlink(path);
    if (status !== 0) return status;
    await sh.err(`${text}\n`);
    return await run(sh, text);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return sh.builtinError('fc', `${path}: ${error.message}`);
  }
}
