/** docker attach */
import type { ContainerInspectResponse } from '../../api/types/container.ts';
import { setting } from '../config-file.ts';
import { CliFailure } from '../failure.ts';
import type { Handler } from '../session.ts';
import { beginWait } from './run.ts';
import { attachStream, converse } from './streams.ts';
import { followSize, forwardSignals } from './terminal.ts';

export const attach: Handler = async (session, flags, [name = '']) => {
  const { client, machine } = session;
  const waiting = await beginWait(session, name, 'not-running').catch((error: unknown) => error as Error);
  const container = (await client.containerInspect({ path: { id: name } })) as ContainerInspectResponse;
  if (!container.State.Running) throw new CliFailure('You cannot attach to a stopped container, start it first');
  if (container.State.Paused) throw new CliFailure('You cannot attach to a paused container, unpause it first');
  if (container.State.Restarting)
    throw new CliFailure('You cannot attach to a restarting container, wait until it is running');
  if (waiting instanceof Error) throw waiting;
  const tty = container.Config.Tty;
  const stdin = !flags.bool('no-stdin') && container.Config.OpenStdin;
  if (tty && stdin && !machine.stdin.isTerminal) throw new CliFailure('the input device is not a TTY');
  const detachKeys = flags.string('detach-keys') || setting(session.config, 'detachKeys');
  const id = container.Id;
  const stopForwarding = flags.bool('sig-proxy') && !tty ? forwardSignals(session, id) : () => undefined;
  let stopResizing: () => void = () => undefined;
  try {
    const options = { stdin, stdout: true, stderr: true, tty, detachKeys };
    const talk = converse(session, await attachStream(session, name, options), options);
    talk.catch(() => undefined);
    if (tty && machine.stdout.isTerminal) {
      const resize = (h: number, w: number) => client.containerResize({ path: { id }, query: { h, w } });
      // One larger, then the true size: programs redraw when the size changes.
      await resize(machine.stdout.size.rows + 1, machine.stdout.size.columns + 1).catch(() => undefined);
      stopResizing = await followSize(session, resize);
    }
    if ((await talk) === 'detached') return 0;
    return await waiting.status;
  } finally {
    stopForwarding();
    stopResizing();
  }
};
