/** One login shell on the learner's machine, as a terminal component uses it. */
import {
  SERVICE,
  type CommandEnded,
  type TerminalInput,
  type TerminalOutput,
  type TerminalParams,
} from '../../worker/protocol.ts';
import type { Localised } from '../../course/lesson.ts';
import type { Connection } from '../state/connection.svelte.ts';

export interface SessionEvents {
  output(bytes: Uint8Array): void;
  /** A command at the prompt has ended. */
  command(ended: CommandEnded): void;
  nearMiss(means: Localised): void;
  ended(status: number | undefined): void;
}

export interface Session {
  input(bytes: Uint8Array): void;
  resize(rows: number, columns: number): void;
  close(): void;
}

export async function openSession(
  connection: Connection,
  size: TerminalParams,
  events: SessionEvents,
): Promise<Session> {
  const mux = await connection.mux();
  const channel = mux.open(SERVICE.terminal, size);
  const send = (message: TerminalInput) => void channel.send(message);
  void (async () => {
    let status: number | undefined;
    try {
      for await (const message of channel.messages as AsyncIterable<TerminalOutput>) {
        if (message.kind === 'output') events.output(message.bytes);
        else if (message.kind === 'command') events.command(message);
        else if (message.kind === 'nearMiss') events.nearMiss(message.means);
        else status = message.status;
      }
    } catch {
      // The line was lost: the session ended without a status.
    }
    events.ended(status);
  })();
  return {
    input: (bytes) => send({ kind: 'input', bytes }),
    resize: (rows, columns) => send({ kind: 'resize', rows, columns }),
    close: () => channel.close(),
  };
}
