/** Everything as one file, written from the worker's archive and read back into it: see course/sandbox-archive.ts. */
import type { Progress } from '../../course/progress.ts';
import {
  readSandboxArchive,
  writeSandboxArchive,
  type BroughtPack,
  type SandboxArchive,
} from '../../course/sandbox-archive.ts';
import { SERVICE } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';

/** What lies beside the machine. */
export interface Learning {
  readonly progress: Progress;
  readonly packs: readonly BroughtPack[];
}

/** `told` hears how many bytes there are so far. Undefined when `signal` has come first. */
export async function exportSandbox(
  connection: Connection,
  learning: Learning,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  const mux = await connection.mux();
  if (signal.aborted) return undefined;
  const channel = mux.open(SERVICE.exportSandbox, {});
  signal.addEventListener('abort', () => channel.abort(signal.reason));
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const bytes of channel.messages as AsyncIterable<Uint8Array>) {
      parts.push(bytes);
      size += bytes.length;
      told(size);
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
  return writeSandboxArchive({ ...learning, sandbox: new Blob(parts as BlobPart[]) }, Date.now());
}

/** Answers what lay beside the machine in the file. Fails, with nothing changed, when the file is damaged or another's. */
export async function importSandbox(
  connection: Connection,
  file: Blob,
  told: (bytes: number) => void,
): Promise<Omit<SandboxArchive, 'sandbox'>> {
  const { sandbox, ...beside } = await readSandboxArchive(file);
  await connection.powerCycle(async () => {
    const channel = (await connection.mux()).open(SERVICE.importSandbox, {});
    const sending = (async () => {
      for (let at = 0; at < sandbox.size; at += STEP) {
        const bytes = new Uint8Array(await sandbox.slice(at, at + STEP).arrayBuffer());
        if (!(await channel.send(bytes))) break;
        told(at + bytes.length);
      }
      channel.end();
    })().catch((error: unknown) => channel.abort(error));
    for await (const answer of channel.messages) void answer;
    await sending;
  });
  return beside;
}

const STEP = 256 * 1024;
