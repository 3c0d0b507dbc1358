/** What the page gets of the learner's machine beside its terminals: scripts with binary streams, and its ports. */
import type { Channel } from '../base/mux.ts';
import type { ByteSource } from '../base/streams.ts';
import type { Sandbox } from '../sandbox/assemble.ts';
import type { Services } from './services.ts';
import { SERVICE, type DialParams, type PipeOutput, type ScriptParams } from './protocol.ts';

export function serveMachine(mux: Services, sandbox: Sandbox): void {
  mux.serve(SERVICE.pipe, (params, channel) => pipe(sandbox, params as ScriptParams, channel));
  mux.serve(SERVICE.dial, (params, channel) => dial(sandbox, params as DialParams, channel));
}

async function pipe(sandbox: Sandbox, { script, ...given }: ScriptParams, channel: Channel): Promise<void> {
  const send = async (message: PipeOutput) => void (await channel.send(message));
  const status = await sandbox.host.run(
    script,
    {
      stdin: channel.messages as ByteSource,
      stdout: send,
      stderr: (bytes) => send({ kind: 'stderr', bytes }),
    },
    { ...given, signal: channel.signal },
  );
  await send({ kind: 'exit', status });
}

async function dial(sandbox: Sandbox, { port }: DialParams, channel: Channel): Promise<void> {
  const connection = await sandbox.dial(port);
  const gone = () => connection.close();
  channel.signal.addEventListener('abort', gone, { once: true });
  const inward = (async () => {
    for await (const bytes of channel.messages as ByteSource) if (!(await connection.write(bytes))) return;
    connection.closeWrite();
  })().catch(gone);
  try {
    await channel.send(true);
    for await (const bytes of connection.source) if (!(await channel.send(bytes))) break;
  } finally {
    connection.close();
    channel.close();
    await inward;
  }
}
