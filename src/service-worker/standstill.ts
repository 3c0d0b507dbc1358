/**
 * Synchronous requests of programs in workers, relayed to the kernel's worker. Nothing is kept here: an answer that takes
 * long is asked for again, before the browser loses patience with this one request.
 */
import { EMPTY } from '../base/bytes.ts';
import { systemClock } from '../base/ports.ts';
import {
  channelName,
  STANDSTILL_PATH,
  STANDSTILL_PING,
  STANDSTILL_TYPE,
  type StandstillAnswer,
  type StandstillRequest,
} from '../base/standstill-path.ts';

const PATIENCE_MS = 20_000;
/** Asks the guest to ask again. */
const NOT_YET = 202;

export async function relayStandstill(request: Request, path: string): Promise<Response> {
  if (path === STANDSTILL_PING) return answer(EMPTY, 200);
  const [name = '', number = ''] = path.slice(STANDSTILL_PATH.length).split('/');
  const call = Number(number);
  const body = new Uint8Array(await request.arrayBuffer());
  const channel = new BroadcastChannel(channelName(name));
  try {
    return await new Promise<Response>((resolve) => {
      channel.onmessage = ({ data }: MessageEvent<StandstillAnswer>) => {
        if (data.answered === call) resolve(answer(data.bytes, 200));
      };
      systemClock.after(PATIENCE_MS, () => resolve(answer(EMPTY, NOT_YET)));
      channel.postMessage({ call, ...(body.length > 0 && { bytes: body }) } satisfies StandstillRequest);
    });
  } finally {
    channel.close();
  }
}

function answer(bytes: Uint8Array, status: number): Response {
  return new Response(bytes.slice(), {
    status,
    headers: { 'content-type': STANDSTILL_TYPE, 'cache-control': 'no-store' },
  });
}
