/** `POST /containers/{id}/wait`. The waiter is there before this answers anything. */
import type { BackendAnswer, Call } from '../../api/calls.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import type { WaitCondition } from './container.ts';

export async function containerWait(
  engine: EngineContext,
  call: Call<'containerWait'>,
): Promise<BackendAnswer<'containerWait'>> {
  const condition = call.query.condition || 'not-running';
  if (!['not-running', 'next-exit', 'removed'].includes(condition)) {
    throw new FailureError('invalid', `invalid condition: ${JSON.stringify(condition)}`);
  }
  const container = engine.containers.find(call.path.id ?? '');
  const settled = container.wait(condition as WaitCondition, call.signal).then(
    (StatusCode) => ({ StatusCode }),
    () => ({ Error: { Message: 'context canceled' }, StatusCode: -1 }),
  );
  return { settled };
}
