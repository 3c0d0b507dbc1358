/** What chmod, chown and chgrp share: going through operands and, with -R, all below them. */
import { SysError } from '../../../kernel/errno.ts';
import type { Stat } from '../../../kernel/sys.ts';
import { join } from './path.ts';
import type { Tool } from './tool.ts';

export const EACH_FILE_OPTIONS =
  'c|changes f|silent|quiet v|verbose R|recursive reference=- preserve-root- no-preserve-root-';

export interface EachFile {
  /** Whether the links among the operands are followed. */
  readonly follow: boolean;
  /** The same of links that -R meets below them. */
  readonly followBelow?: boolean;
  /** -R goes on into the directories that those lead to. */
  readonly through?: boolean;
  /** A directory's turn comes after that of what is in it. */
  readonly upwards?: boolean;
  /** GNU's words for a link that leads nowhere. */
  readonly dangling: (path: string) => string;
  readonly act: (path: string, stat: Stat) => Promise<void>;
}

export async function eachFile(t: Tool, paths: readonly string[], each: EachFile): Promise<void> {
  for (const path of paths) {
    if (t.has('R') && t.has('preserve-root') && t.last('preserve-root', 'no-preserve-root') === 'preserve-root') {
      if (await isRoot(t, path)) {
        await t.warn(`it is dangerous to operate recursively on ${t.q(path)}${path === '/' ? '' : " (same as '/')"}`);
        await t.warn('use --no-preserve-root to override this failsafe');
        continue;
      }
    }
    await one(t, path, each);
  }
}

async function isRoot(t: Tool, path: string): Promise<boolean> {
  try {
    return (await t.sys.realpath(path)) === '/';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

async function one(t: Tool, path: string, each: EachFile): Promise<void> {
  let stat: Stat;
  let link = false;
  try {
    stat = await t.sys.lstat(path);
    link = stat.type === 'symlink';
    if (link && each.follow) stat = await t.sys.stat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.has('f')) t.status = 1;
    else if (link && error.errno === 'ENOENT') await t.warn(each.dangling(path), `${path}: ${error.message}`);
    else await t.warn(`cannot access ${t.q(path)}: ${error.message}`, `${path}: ${error.message}`);
    if (t.has('v') && !t.busybox && t.name === 'chmod') await t.out.line(`${t.q(path)} could not be accessed`);
    return;
  }
  if (!each.upwards) await each.act(path, stat);
  if (t.has('R') && stat.type === 'directory') await below(t, path, each, [stat]);
  if (each.upwards) await each.act(path, stat);
}

/** `above`: the directories that led here, which links may lead back to. */
async function below(t: Tool, path: string, each: EachFile, above: readonly Stat[]): Promise<void> {
  let entries;
  try {
    entries = await t.sys.readdir(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`cannot read directory ${t.q(path)}: ${error.message}`, `${path}: ${error.message}`);
  }
  for (const entry of entries) {
    if (entry.name === '.' || entry.name === '..') continue;
    const child = join(path, entry.name);
    const link = await t.sys.lstat(child);
    const stat = link.type === 'symlink' && each.followBelow ? await t.sys.stat(child) : link;
    if (above.some(({ dev, ino }) => dev === stat.dev && ino === stat.ino)) continue;
    if (!each.upwards) await each.act(child, stat);
    if (stat.type === 'directory' && (link === stat || each.through)) await below(t, child, each, [...above, stat]);
    if (each.upwards) await each.act(child, stat);
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
}

/** The inode that `--reference` names. */
export async function referenced(t: Tool, path: string): Promise<Stat> {
  try {
    return await t.sys.stat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`failed to get attributes of ${t.q(path)}: ${error.message}`);
  }
}
