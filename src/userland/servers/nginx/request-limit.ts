/** limit_req: requests of one key leak out of a bucket at a fixed rate; what flows over is refused or has to wait. */
import { ConfigError, type Directive } from './config-parser.ts';
import type { Scope } from './config.ts';
import { StatusError } from './static.ts';
import type { AnswerContext } from './answer-context.ts';
import { expand, type Exchange } from './variables.ts';

/** What the workers of one configuration share: nginx keeps it in shared memory. */
export interface RequestZone {
  readonly name: string;
  readonly key: string;
  /** In thousandths of a request a second. */
  readonly rate: number;
  readonly buckets: Map<string, { excess: number; lastMs: number }>;
}

export function requestZones(directives: readonly Directive[]): ReadonlyMap<string, RequestZone> {
  const zones = new Map<string, RequestZone>();
  for (const { name, args, where } of directives) {
    if (name !== 'limit_req_zone') continue;
    let zone: string | undefined;
    let rate = 1000;
    for (const word of args.slice(1)) {
      if (word.startsWith('zone=')) {
        zone = /^zone=([^:]+):\d+[kKmM]?$/.exec(word)?.[1];
        if (zone === undefined) throw new ConfigError(`invalid zone size "${word}" ${where}`);
      } else if (word.startsWith('rate=')) {
        const [, number, unit] = /^rate=(\d+)r\/([sm])$/.exec(word) ?? [];
        if (!Number(number)) throw new ConfigError(`invalid rate "${word}" ${where}`);
        rate = Math.floor((Number(number) * 1000) / (unit === 'm' ? 60 : 1));
      } else throw new ConfigError(`invalid parameter "${word}" ${where}`);
    }
    if (zone === undefined) throw new ConfigError(`"limit_req_zone" must have "zone" parameter ${where}`);
    if (zones.has(zone))
      throw new ConfigError(`limit_req_zone "${zone}" is already bound to key "${args[0]}" ${where}`);
    zones.set(zone, { name: zone, key: args[0] as string, rate, buckets: new Map() });
  }
  return zones;
}

interface Limit {
  readonly zone: string;
  /** In thousandths of a request, as is `delay`. */
  readonly burst: number;
  /** What goes beyond has to wait. */
  readonly delay: number;
}

/** ConfigError: what it says of itself is wrong. Whether the zone exists is known at the end. */
export function parseLimit({ args, where }: Pick<Directive, 'args' | 'where'>): Limit {
  let zone: string | undefined;
  let burst = 0;
  let delay = 0;
  for (const word of args) {
    const [, name, value = ''] = /^(zone|burst|delay)=(.*)$/.exec(word) ?? [];
    if (name === 'zone') zone = value;
    else if (name !== undefined) {
      if (!/^\d+$/.test(value)) throw new ConfigError(`invalid ${name} value "${word}" ${where}`);
      if (name === 'burst') burst = Number(value) * 1000;
      else delay = Number(value) * 1000;
    } else if (word === 'nodelay') delay = Infinity;
    else throw new ConfigError(`invalid parameter "${word}" ${where}`);
  }
  if (zone === undefined) throw new ConfigError(`"limit_req" must have "zone" parameter ${where}`);
  return { zone, burst, delay };
}

/** Lets a request through, at once or after a while. StatusError when there are too many. */
export async function limitRequests(context: AnswerContext, exchange: Exchange, scope: Scope): Promise<void> {
  let waitMs = 0;
  for (const directive of scope.all('limit_req')) {
    const limit = parseLimit(directive);
    const zone = context.config.zones.get(limit.zone) as RequestZone;
    const excess = overflow(zone, expand(zone.key, exchange), context.sys.now(), limit.burst);
    if (excess === undefined) continue;
    const note = `requests, excess: ${(excess / 1000).toFixed(3)}`;
    if (excess > limit.burst) {
      const status = Number(scope.value('limit_req_status') ?? 503);
      const text = `limiting ${note} by zone "${zone.name}"`;
      throw new StatusError(status, { level: 'error', text });
    }
    if (excess > limit.delay) waitMs = Math.max(waitMs, ((excess - limit.delay) * 1000) / zone.rate);
  }
  if (waitMs > 0) await context.sys.sleep(waitMs);
}

/** How far the bucket of a key is over its edge with one request more; undefined for an empty key, which is not counted. */
function overflow(zone: RequestZone, key: string, now: number, burst: number): number | undefined {
  if (key === '') return undefined;
  const bucket = zone.buckets.get(key);
  if (!bucket) {
    zone.buckets.set(key, { excess: 0, lastMs: now });
    return 0;
  }
  const leaked = (zone.rate * (now - bucket.lastMs)) / 1000;
  const excess = Math.max(0, bucket.excess - leaked + 1000);
  if (excess > burst) return excess;
  bucket.excess = excess;
  bucket.lastMs = now;
  return excess;
}
