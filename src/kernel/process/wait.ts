/** Waiting for children (waitpid(2)). */
import { SysError } from '../errno.ts';
import type { Awaitable, WaitResult } from '../sys.ts';
import type { Process } from './process.ts';

export interface WaitOptions {
  readonly noHang?: boolean;
  readonly untraced?: boolean;
}

export function waitFor(process: Process, pid: number, options: WaitOptions): Awaitable<WaitResult | undefined> {
  const found = reap(process, pid, options);
  if (found || options.noHang) return found;
  return waitLater(process, pid, options);
}

async function waitLater(process: Process, pid: number, options: WaitOptions): Promise<WaitResult> {
  for (;;) {
    await process.block<void>((resolve) => {
      (process.childChanged ??= []).push(resolve);
      return () => {
        const at = process.childChanged?.indexOf(resolve) ?? -1;
        if (at >= 0) process.childChanged?.splice(at, 1);
      };
    });
    const found = reap(process, pid, options);
    if (found) return found;
  }
}

function reap(process: Process, pid: number, options: WaitOptions): WaitResult | undefined {
  // One that is asked for by its number needs no search, however many came and went before it.
  if (pid > 0) {
    const child = process.namespace.byPid(pid);
    if (child?.parent !== process) throw new SysError('ECHILD');
    return report(process, child, options);
  }
  const children = process.children?.filter((child) => isMeant(process, child, pid));
  if (!children?.length) throw new SysError('ECHILD');
  for (const child of children) {
    const found = report(process, child, options);
    if (found) return found;
  }
  return undefined;
}

/** What is to be told of a child, once. */
function report(process: Process, child: Process, options: WaitOptions): WaitResult | undefined {
  const pid = process.namespace.pids.pidOf(child);
  if (child.ended) {
    process.reap(child);
    return { pid, status: child.ended };
  }
  const { changed } = child;
  if (!changed || !options.untraced) return undefined;
  child.changed = undefined;
  return { pid, status: changed };
}

function isMeant(process: Process, child: Process, pid: number): boolean {
  if (pid === -1) return true;
  return pid === 0 ? child.group === process.group : child.group.nspid === -pid;
}
