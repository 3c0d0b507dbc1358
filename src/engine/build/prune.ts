/** `POST /build/prune`: the classic builder's cache is its images, so BuildKit's is always empty; filters are checked all the same. */
import type { Call } from '../../api/calls.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { Filters } from '../filters.ts';
import { parseTimeOrDuration } from '../timestamps.ts';

/** Each takes one value. */
const FILTERS = ['until', 'unused-for', 'id', 'parent', 'type', 'description', 'inuse', 'shared', 'private'];

export async function buildPrune(
  engine: EngineContext,
  call: Call<'buildPrune'>,
): Promise<{ readonly CachesDeleted: null; readonly SpaceReclaimed: 0 }> {
  Filters.parse(call.query.filters);
  const kept = call.query['keep-storage'] || '0';
  if (!/^[-+]?\d+$/.test(kept)) {
    const why = `strconv.Atoi: parsing ${JSON.stringify(kept)}: invalid syntax`;
    throw new FailureError('invalid', `keep-storage is in bytes and expects an integer, got ${kept}: ${why}`);
  }
  try {
    checkFilters(Filters.parse(call.query.filters, [...FILTERS, 'label', 'label!']), engine.clock.now());
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    throw new FailureError(error.kind, `failed to prune build cache: ${error.message}`, { cause: error });
  }
  engine.events.publish('builder', 'prune', '', { reclaimed: '0' });
  return { CachesDeleted: null, SpaceReclaimed: 0 };
}

function checkFilters(filters: Filters, now: number): void {
  if (filters.has('until') && filters.has('unused-for')) {
    throw new FailureError('invalid', 'conflicting filters: "until" and "unused-for"');
  }
  if (FILTERS.some((name) => filters.get(name).length > 1)) {
    throw new FailureError('invalid', 'filters expect only one value');
  }
  for (const name of ['until', 'unused-for']) {
    for (const value of filters.get(name)) {
      try {
        parseTimeOrDuration(value, now);
      } catch (error) {
        const expected = `"${name}" filter expects a duration (e.g., '24h') or a timestamp`;
        throw new FailureError('invalid', `${expected}: ${messageOf(error)}`, { cause: error });
      }
    }
  }
}
