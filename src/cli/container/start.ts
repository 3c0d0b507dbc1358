/** docker start */
import type { ContainerInspectResponse } from '../../api/types/container.ts';
import { setting } from '../config-file.ts';
import { errorText } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import type { Flags } from '../flags/parse.ts';
import type { Handler, Session } from '../session.ts';
import { beginWait } from './run.ts';
import { attachStream, converse } from './streams.ts';
import { followSize, forwardSignals } from './terminal.ts';

export const start: Handler = async (session, flags, names) => {
  const attach = flags.bool('attach');
  const interactive = flags.bool('interactive');
  if (attach || interactive) {
    if (names.length > 1) throw new CliFailure('you cannot start and attach multiple containers at once');
    return startAttached(session, flags, names[0] as string, { attach, interactive });
  }
  const failed: string[] = [];
  for (const name of names) {
    try {
      await session.client.containerStart({ path: { id: name } });
      await session.print(`${name}\n`);
    } catch (error) {
      await session.warn(`${errorText(error)}\n`);
      failed.push(name);
    }
  }
  if (failed.length) throw new CliFailure(`Error: failed to start containers: ${failed.join(', ')}`);
};

async function startAttached(
  session: Session,
  flags: Flags,
  name: string,
  wants: { readonly attach: boolean; readonly interactive: boolean },
): Promise<number> {
  const { client } = session;
  const container = (await client.containerInspect({ path: { id: name } })) as ContainerInspectResponse;
  const id = container.Id;
  const tty = container.Config.Tty;
  const detachKeys = flags.string('detach-keys') || setting(session.config, 'detachKeys');
  const stdin = wants.interactive && container.Config.OpenStdin;
  if (tty && stdin && !session.machine.stdin.isTerminal) throw new CliFailure('the input device is not a TTY');
  const options = { stdin, stdout: true, stderr: true, tty, detachKeys };
  const stream = await attachStream(session, id, options);
  const stopForwarding = !tty && flags.bool('sig-proxy') !== false ? forwardSignals(session, id) : () => undefined;
  let stopResizing: () => void = () => undefined;
  try {
    const talk = converse(session, stream, options);
    talk.catch(() => undefined);
    const waiting = await beginWait(session, id, container.HostConfig.AutoRemove ? 'removed' : 'next-exit');
    try {
      await client.containerStart({ path: { id } });
    } catch (error) {
      stream.close();
      throw error;
    }
    if (tty && session.machine.stdout.isTerminal)
      stopResizing = await followSize(session, (h, w) => client.containerResize({ path: { id }, query: { h, w } }));
    if ((await talk) === 'detached') return 0;
    return await waiting.status;
  } finally {
    stopForwarding();
    stopResizing();
  }
}
