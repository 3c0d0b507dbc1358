/** Writes a tree of generated files to a directory: what is there already and right is left alone, what no longer belongs is removed. */
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
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

/**
 * Answers how many files were written anew. Thousands of small files: each of their calls waits for the thread pool longer than
 * it takes, so they are made at once.
 */
export async function writeFiles(directory: string, files: AsyncIterable<TreeFile>, mark: string): Promise<number> {
  const kept = new Set([join(directory, mark)]);
  let written = 0;
  for await (const { path, bytes } of files) {
    const file = join(directory, path);
    kept.add(file);
    if (existsSync(file) && equalBytes(readFileSync(file), bytes)) continue;
    writeWhole(file, bytes);
    written++;
  }
  removeOthers(directory, kept);
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
export function writeWhole(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
}

/** The files of a written tree under another folder too, as hard links: `writeWhole` replaces files and never changes them. */
export function linkFiles(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const target = join(to, relative(from, entry.parentPath), entry.name);
    mkdirSync(dirname(target), { recursive: true });
    rmSync(target, { force: true });
    linkSync(join(entry.parentPath, entry.name), target);
  }
}

/** Files of an earlier tree that this one does not have. */
function removeOthers(root: string, kept: ReadonlySet<string>): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file)) rmSync(file);
  }
}
