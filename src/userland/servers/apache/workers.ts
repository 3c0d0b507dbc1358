/** The servers behind a proxy as all of Apache's children know them: those that failed are left alone for a while. */
import type { ApacheConfig } from './config.ts';
import type { ApacheDirective } from './config-parser.ts';

export interface Worker {
  /** `http://app:8080`. */
  readonly url: string;
  readonly factor: number;
  readonly retryMs: number;
  /** Of the method byrequests: who has most is next. */
  turn: number;
  /** On the kernel's clock, milliseconds. */
  downUntil: number;
}

const RETRY_SECONDS = 60;

const boards = new WeakMap<ApacheConfig, Map<string, readonly Worker[]>>();

/** The same objects for one configuration and name; `members` as BalancerMember has them. */
export function workersOf(config: ApacheConfig, name: string, members: readonly ApacheDirective[]): readonly Worker[] {
  const board = boards.get(config) ?? new Map<string, readonly Worker[]>();
  boards.set(config, board);
  const known = board.get(name);
  if (known) return known;
  const workers = members.map(({ args: [url = '', ...settings] }): Worker => {
    const setting = (key: string) => settings.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
    return {
      url: url.replace(/\/$/, ''),
      factor: Number(setting('loadfactor') ?? 1),
      retryMs: Number(setting('retry') ?? RETRY_SECONDS) * 1000,
      turn: 0,
      downUntil: 0,
    };
  });
  board.set(name, workers);
  return workers;
}

/** mod_lbmethod_byrequests; undefined when none is up. */
export function nextWorker(workers: readonly Worker[], now: number): Worker | undefined {
  const up = workers.filter(({ downUntil }) => downUntil <= now);
  for (const worker of up) worker.turn += worker.factor;
  const best = up.reduce<Worker | undefined>(
    (most, worker) => (most && most.turn >= worker.turn ? most : worker),
    undefined,
  );
  if (best) best.turn -= up.reduce((sum, { factor }) => sum + factor, 0);
  return best;
}
