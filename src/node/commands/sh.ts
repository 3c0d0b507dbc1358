import { parseArgs } from 'node:util';
import type { ReadStream } from 'node:tty';
import { messageOf } from '../../base/errors.ts';
import type { HostMachine } from '../../host/boot.ts';
import { DEFAULT_HUB, nodeSandbox } from '../sandbox.ts';
import { UsageError } from '../usage-error.ts';

/** `drydock sh`: a login shell on this terminal, or a script from `-c` or stdin; the status is the shell's. */
export async function sh(args: readonly string[]): Promise<number> {
  const script = scriptOf(args);
  const sandbox = await nodeSandbox({ hub: DEFAULT_HUB, learner: true });
  try {
    if (script === undefined && process.stdin.isTTY) return await login(sandbox.host);
    const { status, stdout, stderr } = await sandbox.host.runScript(script ?? (await standardInput()));
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    return status;
  } finally {
    await sandbox.close();
  }
}

function scriptOf(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { command: { type: 'string', short: 'c' } } }).values.command;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
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
