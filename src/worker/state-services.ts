/** The services by which the page copies, puts back, and carries away the state of the sandbox: see protocol.ts. */
import type { Channel } from '../base/mux.ts';
import { FailureError } from '../base/errors.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Sandbox } from '../sandbox/assemble.ts';
import type { Services } from './services.ts';
import { SERVICE, type CheckpointParams } from './protocol.ts';

export function serveState(mux: Services, { checkpoints }: Sandbox): void {
  const answer = (service: string, act: (name: string) => Promise<unknown>) =>
    mux.serve(service, async (params, channel) => {
      await channel.send((await act((params as Partial<CheckpointParams>).name ?? '')) ?? true);
    });
  answer(SERVICE.takeCheckpoint, (name) => checkpoints.take(name));
  answer(SERVICE.listCheckpoints, () => checkpoints.list());
  answer(SERVICE.restoreCheckpoint, (name) => checkpoints.restore(name));
  answer(SERVICE.dropCheckpoint, (name) => checkpoints.drop(name));
  answer(SERVICE.reset, () => checkpoints.reset());
  mux.serve(SERVICE.exportSandbox, async (_, channel) => {
    for await (const bytes of checkpoints.export()) if (!(await channel.send(bytes))) break;
  });
  mux.serve(SERVICE.importSandbox, async (_, channel) => {
    await checkpoints.import(bytesOf(channel));
    await channel.send(true);
  });
}

async function* bytesOf(channel: Channel): ByteSource & AsyncGenerator<Uint8Array> {
  for await (const message of channel.messages) {
    if (!(message instanceof Uint8Array)) throw new FailureError('invalid', 'a file comes in bytes');
    yield message;
  }
}
