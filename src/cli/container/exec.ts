/** docker exec */
import type { Duplex } from '../../base/duplex.ts';
import type { ExecInspectResponse } from '../../api/types/exec.ts';
import { setting } from '../config-file.ts';
import { CliFailure } from '../failure.ts';
import type { Handler } from '../session.ts';
import { environment } from './run/environment.ts';
import { converse, upgraded } from './streams.ts';
import { followSize } from './terminal.ts';

export const exec: Handler = async (session, flags, [name = '', ...command]) => {
  const { client, machine } = session;
  const env = await environment(machine, flags.list('env-file'), flags.list('env'));
  const detach = flags.bool('detach');
  const tty = flags.bool('tty');
  const stdin = flags.bool('interactive') && !detach;
  const detachKeys = flags.string('detach-keys') || setting(session.config, 'detachKeys');
  // Looked up first, so that a missing container is told before a missing terminal.
  await client.containerInspect({ path: { id: name } });
  if (!detach && tty && stdin && !machine.stdin.isTerminal) throw new CliFailure('the input device is not a TTY');
  const { rows, columns } = machine.stdout.size;
  const size = tty && machine.stdout.isTerminal ? { ConsoleSize: [rows, columns] as const } : {};
  const created = (await client.execCreate({
    path: { id: name },
    body: {
      User: flags.string('user'),
      Privileged: flags.bool('privileged'),
      Tty: tty,
      ...size,
      AttachStdin: stdin,
      AttachStderr: !detach,
      AttachStdout: !detach,
      Detach: detach,
      DetachKeys: detachKeys,
      Env: env.length ? env : null,
      WorkingDir: flags.string('workdir'),
      Cmd: command,
    },
  })) as { Id: string };
  if (!created.Id) throw new CliFailure('exec ID empty');
  const id = created.Id;
  const starting = client.execStart({
    path: { id },
    headers: { 'content-type': 'application/json' },
    body: { Detach: detach, Tty: tty, ...size },
  });
  if (detach) {
    await starting;
    return 0;
  }
  const { stream } = (await upgraded(starting)) as { stream: Duplex };
  const talk = converse(session, stream, { stdin, stdout: true, stderr: true, tty, detachKeys });
  talk.catch(() => undefined);
  const stopResizing =
    tty && machine.stdout.isTerminal
      ? await followSize(session, (h, w) => client.execResize({ path: { id }, query: { h, w } }))
      : () => undefined;
  try {
    if ((await talk) === 'detached') return 0;
  } finally {
    stopResizing();
  }
  const result = (await client.execInspect({ path: { id } })) as ExecInspectResponse;
  return result.ExitCode ?? 0;
};
