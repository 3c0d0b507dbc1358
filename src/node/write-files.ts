/** Writes a tree of generated files to a directory: what is there already and right is left alone, what no longer belongs is removed. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { equalBytes } from '../base/bytes.ts';
import type { TreeFile } from '../catalog/tree.ts';
import { outsideWorkBegins } from './outside-work.ts';

/**
 * The content of the file that marks a directory as one of ours; undefined when there is nothing yet. Fails on a folder that holds other
 * things, since what does not belong to a tree is removed from it.
 */
export async function ownedDirectory(directory: string, mark: string): Promise<string | undefined> {
  const stamp = await readFile(join(directory, mark), 'utf8').catch(() => undefined);
  if (stamp !== undefined) return stamp;
  const found = await readdir(directory).catch(() => []);
  if (found.length) throw new Error(`${directory} is not empty, and not a tree of Drydock's: name another folder`);
  return undefined;
}

/** Answers how many files were written anew. */
export async function writeFiles(directory: string, files: AsyncIterable<TreeFile>, mark: string): Promise<number> {
  const kept = new Set([join(directory, mark)]);
  let written = 0;
  for await (const { path, bytes } of files) {
    const file = join(directory, path);
    kept.add(file);
    const present = await readFile(file).catch(() => undefined);
    if (present && equalBytes(present, bytes)) continue;
    await writeWhole(file, bytes);
    written++;
  }
  await removeOthers(directory, kept);
  return written;
}

/** Processes that want the same tree wait for the one that writes it; a lock whose process is gone counts for nothing. */
export async function withLock<T>(lock: string, action: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lock), { recursive: true });
  await takeLock(lock);
  try {
    return await action();
  } finally {
    await rm(lock, { force: true });
  }
}

const LOCK_POLL_MS = 100;

/** That it waits for another process is no idleness. */
async function takeLock(lock: string): Promise<void> {
  const ended = outsideWorkBegins();
  try {
    while (!(await taken(lock))) await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  } finally {
    ended();
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (owner && !isAlive(owner)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Half a file is never seen under its name. */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

/** Files of an earlier tree that this one does not have. */
async function removeOthers(root: string, kept: ReadonlySet<string>): Promise<void> {
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of found) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file)) await rm(file);
  }
}
