/** Hosts outside, by Node's fetch. It refuses some ports before it looks at them (the Fetch standard's "bad ports"). */
import { connect } from 'node:net';

export async function outsideFetch(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (isBadPort(error)) await dialBadPort(new URL(url));
    throw error;
  }
}

function isBadPort(error: unknown): boolean {
  return error instanceof TypeError && error.cause instanceof Error && error.cause.message === 'bad port';
}

/** Rejects with the system's error when nothing listens there, which is what Docker would have met. */
function dialBadPort({ hostname, port }: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
