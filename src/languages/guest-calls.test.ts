import { expect, test } from 'vitest';
import type { SignalAction, Sys } from '../kernel/sys.ts';
import { GuestCalls } from './guest-calls.ts';

/** A system whose signals come when the test says, and whose reads never end by themselves. */
function fakeSystem() {
  let handler: SignalAction | undefined;
  const sys = {
    signal: (_signal: string, action: SignalAction) => void (handler = action),
    read: () => new Promise<never>(() => undefined),
    getpeername: () => 'peer',
  } as unknown as Sys;
  const raise = () => typeof handler === 'function' && handler('INT');
  return { sys, raise };
}

test('a signal that comes between two calls breaks off the next one that waits', async () => {
  const { sys, raise } = fakeSystem();
  const calls = new GuestCalls(sys, () => undefined);
  calls.take({ kind: 'signal', signal: 'INT', action: 'handle' });
  raise();
  expect(await calls.standstill({ name: 'read', args: [0, 1], after: 1, interruptible: true })).toEqual({
    errno: 'EINTR',
    signals: ['INT'],
  });
});

test('a call that does not wait is made, and its answer tells of the signal', async () => {
  const { sys, raise } = fakeSystem();
  const calls = new GuestCalls(sys, () => undefined);
  calls.take({ kind: 'signal', signal: 'INT', action: 'handle' });
  raise();
  expect(await calls.standstill({ name: 'getpeername', args: [3], after: 1, interruptible: true })).toEqual({
    value: 'peer',
    signals: ['INT'],
  });
});
