/** docker save */
import { CliFailure } from '../failure.ts';
import type { ByteSource } from '../../base/streams.ts';
import { resolvePath } from '../paths.ts';
import type { Handler, Session } from '../session.ts';

export const save: Handler = async (session, flags, names) => {
  const output = flags.string('output');
  await checkOutput(session, output, 'save image');
  const answer = (await session.client.imageGetAll({ query: { names } })) as { source: ByteSource };
  await writeOutput(session, output, answer.source);
};

/** Refuses a terminal, and a file that cannot be made. */
export async function checkOutput(session: Session, output: string, what: string): Promise<void> {
  if (output === '') {
    if (session.machine.stdout.isTerminal)
      throw new CliFailure('cowardly refusing to save to a terminal. Use the -o flag or redirect');
    return;
  }
  const path = resolvePath(session.machine.cwd, output);
  const directory = path.slice(0, path.lastIndexOf('/')) || '/';
  const given = output.includes('/') ? output.slice(0, output.lastIndexOf('/')) || '/' : '.';
  try {
    if (output.includes('/')) await session.machine.files.stat(directory);
  } catch {
    throw new CliFailure(`failed to ${what}: invalid output path: stat ${given}: no such file or directory`);
  }
  const info = await session.machine.files.stat(path).catch(() => undefined);
  if (info?.type === 'directory') throw new CliFailure(`failed to ${what}: cannot write to a directory`);
  if (info?.type === 'other') throw new CliFailure(`failed to ${what}: cannot write to a character device file`);
}

export async function writeOutput(session: Session, output: string, source: ByteSource): Promise<void> {
  if (output === '') {
    for await (const chunk of source) await session.machine.stdout.write(chunk);
    return;
  }
  await session.machine.files.write(resolvePath(session.machine.cwd, output), source, 0o600);
}
