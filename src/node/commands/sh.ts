import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ReadStream } from 'node:tty';
import { messageOf } from '../../base/errors.ts';
import type { HostMachine } from '../../host/boot.ts';
import { isMachineKind, MACHINE_KINDS } from '../../host/machine-kind.ts';
import { DEFAULT_HUB } from '../build-tree.ts';
import { nodeSandbox } from '../sandbox.ts';
import { UsageError } from '../usage-error.ts';

/** `drydock sh`: a login shell on this terminal, or a script from `-c` or stdin; the status is the shell's. */
export async function sh(args: readonly string[]): Promise<number> {
  const { command: script, data, machine } = optionsOf(args);
  if (machine !== undefined && !isMachineKind(machine)) {
    throw new UsageError(`--machine is one of ${MACHINE_KINDS.join(', ')}`);
  }
  const sandbox = await nodeSandbox({
    hub: DEFAULT_HUB,
    learner: true,
    ...(data && { data: resolve(data) }),
    ...(machine && { machine }),
  });
  try {
    if (script === undefined && process.stdin.isTTY) return await login(sandbox.host);
    const stdin = script === undefined || process.stdin.isTTY ? undefined : process.stdin;
    return await sandbox.host.run(script ?? (await standardInput()), {
      ...(stdin && { stdin }),
      stdout: (bytes) => written(process.stdout, bytes),
      stderr: (bytes) => written(process.stderr, bytes),
    });
  } finally {
    await sandbox.close();
  }
}

function optionsOf(args: readonly string[]): {
  readonly command?: string;
  readonly data?: string;
  readonly machine?: string;
} {
  try {
    return parseArgs({
      args: [...args],
      options: { command: { type: 'string', short: 'c' }, data: { type: 'string' }, machine: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** Settles when the bytes are out, which holds a fast script back. */
function written(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => stream.write(bytes, () => resolve()));
}

async function standardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of process.stdin) parts.push(chunk as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Keys go to the machine's own terminal, which echoes and edits them. */
async function login(host: HostMachine): Promise<number> {
  const input = process.stdin as ReadStream;
  const size = () => ({ rows: process.stdout.rows, columns: process.stdout.columns });
  const session = await host.login(size());
  const resized = () => session.resize(size());
  const typed = (chunk: Buffer) => void session.input(chunk);
  input.setRawMode(true);
  input.on('data', typed);
  process.stdout.on('resize', resized);
  try {
    for await (const bytes of session.output) process.stdout.write(bytes);
    return await session.exited;
  } finally {
    input.off('data', typed);
    process.stdout.off('resize', resized);
    input.setRawMode(false);
    input.pause();
    session.close();
  }
}
