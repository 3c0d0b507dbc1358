import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../operations.ts';
import { Exchange, type Leavable } from './exchange.ts';

const gone = new Error('the client has gone');

function exchangeOf(client?: AbortSignal, underWay = new Set<Leavable>()) {
  return new Exchange({
    id: 'containerWait',
    operation: OPERATIONS.containerWait,
    version: '1.45',
    headers: {},
    upgrade: undefined,
    client,
    watch: { began: (request) => underWay.add(request), ended: (request) => underWay.delete(request) },
  });
}

const never = () => new Promise<never>(() => undefined);

describe('a client that leaves', () => {
  test('fails what it waits for, and aborts the signal with the same reason', async () => {
    const client = new AbortController();
    const exchange = exchangeOf(client.signal);
    const { signal } = exchange;
    const waiting = exchange.unlessLeft(never);
    client.abort(gone);
    await expect(waiting).rejects.toBe(gone);
    expect(signal.reason).toBe(gone);
    await expect(exchange.unlessLeft(() => Promise.resolve(1))).rejects.toBe(gone);
  });

  test('is known to a signal that is asked for later', () => {
    const client = new AbortController();
    client.abort(gone);
    expect(exchangeOf(client.signal).signal.reason).toBe(gone);
  });

  test('matters no more after the end', () => {
    const client = new AbortController();
    const exchange = exchangeOf(client.signal);
    let told = false;
    exchange.goOn(() => (told = true));
    exchange.end();
    client.abort(gone);
    expect([told, exchange.signal.aborted]).toEqual([false, false]);
  });
});

describe('whoever watches', () => {
  test('has the request until it ends, and can break it off', async () => {
    const underWay = new Set<Leavable>();
    const exchange = exchangeOf(undefined, underWay);
    expect([...underWay]).toEqual([exchange]);
    const waiting = exchange.unlessLeft(never);
    for (const request of underWay) request.leave(gone);
    await expect(waiting).rejects.toBe(gone);
    expect(underWay.size).toBe(0);
  });

  test('hears of an end by failure', async () => {
    const underWay = new Set<Leavable>();
    const failing = exchangeOf(undefined, underWay).unlessLeft(() => Promise.reject(gone));
    await expect(failing).rejects.toBe(gone);
    expect(underWay.size).toBe(0);
  });
});
