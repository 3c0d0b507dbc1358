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
  let any = false;
  for (const child of candidates(process, pid)) {
    if (!matches(process, child, pid)) continue;
    any = true;
    const result = { pid: process.namespace.pids.pidOf(child) };
    if (child.ended) {
      process.children?.delete(child);
      child.namespace.reaped(child);
      return { ...result, status: child.ended };
    }
    const { changed } = child;
    if (changed && options.untraced) {
      child.changed = undefined;
      return { ...result, status: changed };
    }
  }
  if (!any) throw new SysError('ECHILD');
  return undefined;
}

/** One that is asked for by its number needs no search, however many came and went before it. */
function candidates({ namespace, children }: Process, pid: number): Iterable<Process> {
  if (pid <= 0) return children ?? [];
  const child = namespace.byPid(pid);
  return child && children?.has(child) ? [child] : [];
}

function matches(process: Process, child: Process, pid: number): boolean {
  if (pid === -1) return true;
  if (pid > 0) return child.nspid === pid;
  return pid === 0 ? child.group === process.group : child.group.nspid === -pid;
}
