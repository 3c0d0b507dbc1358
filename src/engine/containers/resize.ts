/** `POST /containers/{id}/resize`. */
import type { Call } from '../../api/calls.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { publishContainer } from './container-events.ts';
import { requireRunning } from './signalling.ts';

export async function containerResize(engine: EngineContext, call: Call<'containerResize'>): Promise<void> {
  const { rows, columns } = sizeOf(call.query);
  const container = engine.containers.find(call.path.id ?? '');
  requireRunning(container);
  container.running?.resize(rows, columns);
  publishContainer(engine, container, 'resize', { height: String(rows), width: String(columns) });
}

/** Fails with `invalid` when one of the two is missing. */
export function sizeOf(query: { readonly h?: number | undefined; readonly w?: number | undefined }) {
  if (query.h === undefined || query.w === undefined) {
    throw new FailureError('invalid', 'strconv.Atoi: parsing "": invalid syntax');
  }
  return { rows: query.h, columns: query.w };
}
