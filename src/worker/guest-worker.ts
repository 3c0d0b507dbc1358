/** A program's worker in the browser. Its first message says where the site is, and brings the line to the kernel. */
import { FailureError, messageOf } from '../base/errors.ts';
import { STANDSTILL_PATH, STANDSTILL_PING, STANDSTILL_TYPE } from '../base/standstill-path.ts';
import type { GuestPort } from '../languages/guest/guest.ts';
import { serveGuest } from '../languages/guest/run-guest.ts';
import type { Answer, GuestMessage, KernelMessage, StandstillCall } from '../languages/protocol.ts';
import { decodePlain, encodePlain } from '../languages/standstill-codec.ts';
import type { GuestWorkerReady, GuestWorkerStart } from './guest-worker-protocol.ts';

const NOT_YET = 202;

self.onmessage = ({ data }: MessageEvent<GuestWorkerStart>) => {
  const ready: GuestWorkerReady = { controlled: isControlled(data.base) };
  if (ready.controlled) serveGuest(guestPort(data));
  data.port.postMessage(ready);
};

function isControlled(base: string): boolean {
  try {
    return ask(`${base}${STANDSTILL_PING}`) !== undefined;
  } catch {
    return false;
  }
}

function guestPort({ base, channel, port }: GuestWorkerStart): GuestPort {
  let calls = 0;
  const languages = `${base}languages/`;
  const { fetch } = self;
  const guest: GuestPort = {
    post: (message: GuestMessage) => port.postMessage(message),
    onmessage: undefined,
    onUncaught: undefined,
    standstill: (call: StandstillCall): Answer => {
      const url = `${base}${STANDSTILL_PATH}${channel}/${++calls}`;
      let answer = ask(url, encodePlain(call));
      while (answer === 'not yet') answer = ask(url);
      if (!answer) throw new FailureError('unavailable', 'the service worker of the site went away');
      return decodePlain(answer) as Answer;
    },
    asset: async (path) => {
      const response = await fetch(languages + path).catch(missing(path));
      if (!response.ok) throw new FailureError('unavailable', `cannot fetch ${path}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    location: (path) => languages + path,
    module: (path) => import(/* @vite-ignore */ languages + path).catch(missing(path)),
    // By eval, which unlike Function leaves lines their numbers.
    compile: ({ source, parameters, file }) =>
      evaluate(`(function(${parameters.join(',')}){${source}\n})\n//# sourceURL=${file}`) as ReturnType<
        GuestPort['compile']
      >,
  };
  port.onmessage = ({ data }: MessageEvent<KernelMessage>) => guest.onmessage?.(data);
  self.addEventListener('error', (event) => {
    event.preventDefault();
    guest.onUncaught?.(event.error, 'exception');
  });
  self.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    guest.onUncaught?.(event.reason, 'rejection');
  });
  return guest;
}

/** Browsers name the address and not what was wanted. */
const missing =
  (path: string) =>
  (error: unknown): never => {
    throw new FailureError('unavailable', `cannot fetch ${path}: ${messageOf(error)}`);
  };

const Request = XMLHttpRequest;
const evaluate = globalThis.eval;

/** Stands still until the service worker has answered. Undefined when somebody else did. */
function ask(url: string, body?: Uint8Array<ArrayBuffer>): Uint8Array | 'not yet' | undefined {
  const request = new Request();
  request.open('POST', url, false);
  request.responseType = 'arraybuffer';
  request.send(body ?? null);
  if (request.getResponseHeader('content-type') !== STANDSTILL_TYPE) return undefined;
  return request.status === NOT_YET ? 'not yet' : new Uint8Array(request.response as ArrayBuffer);
}
