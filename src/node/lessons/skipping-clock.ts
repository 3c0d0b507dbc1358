/**
 * The clock of a proof. While anything runs, time goes as the system's; while the process has nothing left to do, it flies, and
 * never past what was to happen next. So a lesson that sleeps for a minute is proven in a moment, and in it things happen in
 * the order in which they really would.
 */
import { performance } from 'node:perf_hooks';
import { systemClock, type Clock } from '../../base/ports.ts';
import { isWaitingForOutsideWork } from '../outside-work.ts';

/**
 * Milliseconds that pass in one of idleness. Some work outside is not counted (the digest of a few bytes): it seems to take
 * that much longer, and still less than anybody has patience for.
 */
const SPEED = 1000;
const PROBE_MS = 1;
/** What counts of the idleness between two looks: on a busy machine this process may sleep far longer than it has asked for. */
const IDLE_MS = 2 * PROBE_MS;

interface Waiting {
  readonly at: number;
  readonly fire: () => void;
}

export function skippingClock(): Clock {
  /** By time, equal times in the order they were asked for. */
  const queue: Waiting[] = [];
  let skippedMs = 0;
  let idleBefore = 0;
  let waitingBefore = false;
  let probing = false;

  const now = () => systemClock.now() + skippedMs;
  const idleMs = () => performance.eventLoopUtilization().idle;
  const watch = () => {
    if (probing || !queue.length) return;
    probing = true;
    idleBefore = idleMs();
    waitingBefore = isWaitingForOutsideWork();
    setTimeout(() => {
      probing = false;
      skip();
      const due = now();
      while (queue[0] && queue[0].at <= due) (queue.shift() as Waiting).fire();
      watch();
    }, PROBE_MS);
  };
  const skip = () => {
    const left = queue[0] ? queue[0].at - now() : 0;
    const idle = Math.min(idleMs() - idleBefore, IDLE_MS);
    // What has ended just now was waited for as well.
    const waiting = waitingBefore || isWaitingForOutsideWork();
    if (left > 0 && idle > 0 && !waiting) skippedMs += Math.min(left, idle * SPEED);
  };
  return {
    now,
    after(ms, fire) {
      const waiting = { at: now() + Math.max(0, ms), fire };
      queue.splice(queue.findLastIndex(({ at }) => at <= waiting.at) + 1, 0, waiting);
      watch();
      return () => {
        const index = queue.indexOf(waiting);
        if (index >= 0) queue.splice(index, 1);
      };
    },
  };
}
