/**
 * How a guest in a browser stands still without shared memory: a synchronous request to an address of the site that only
 * its service worker knows, which asks the kernel's worker over a channel and answers what comes back.
 */

/** Below the site's base; then the name of a channel and the number of the call. */
export const STANDSTILL_PATH = '__standstill/';
/** Answered by the service worker itself: that it is there. */
export const STANDSTILL_PING = `${STANDSTILL_PATH}ping`;
/** Marks the service worker's answers among what any server may say to such an address. */
export const STANDSTILL_TYPE = 'application/x-drydock-standstill';

export interface StandstillRequest {
  readonly call: number;
  /** Absent: the guest asks again for an answer that took long. */
  readonly bytes?: Uint8Array;
}

export interface StandstillAnswer {
  readonly answered: number;
  readonly bytes: Uint8Array;
}

export function channelName(name: string): string {
  return `drydock.standstill.${name}`;
}
