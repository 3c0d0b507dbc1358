/** Keeps the size of a container's terminal the same as ours, and passes signals on. */
import type { Session } from '../session.ts';

export type Resize = (rows: number, columns: number) => Promise<unknown>;

/** Sends the size now and whenever it changes; the answer stops that. */
export async function followSize(session: Session, resize: Resize): Promise<() => void> {
  const send = async () => {
    const { rows, columns } = session.machine.stdout.size;
    if (rows > 0 || columns > 0) await resize(rows, columns).catch(() => undefined);
  };
  await send();
  return session.machine.onSignal('WINCH', () => void send());
}

const FORWARDED = ['INT', 'TERM', 'QUIT', 'HUP', 'WINCH', 'USR1', 'USR2'] as const;

export function forwardSignals(session: Session, container: string): () => void {
  const stops = FORWARDED.map((signal) =>
    session.machine.onSignal(signal, () => {
      void session.client.containerKill({ path: { id: container }, query: { signal } }).catch(() => undefined);
    }),
  );
  return () => stops.forEach((stop) => stop());
}

/** Refuses to connect a terminal of the container to something that is none. */
export function needsTerminal(session: Session, attachStdin: boolean, tty: boolean): boolean {
  return tty && attachStdin && !session.machine.stdin.isTerminal;
}
