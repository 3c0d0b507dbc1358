/** What real Docker's engine answered and real Docker's client printed, command by command. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runDocker } from '../../src/cli/docker.ts';
import { replayMachine, type Exchange } from './replay-machine.ts';

interface Transcript {
  readonly argv: readonly string[];
  readonly now: number;
  readonly exchanges: readonly Exchange[];
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

const folder = join(import.meta.dirname, 'transcripts');

for (const file of readdirSync(folder).sort()) {
  const transcript = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Transcript;
  test(`docker ${transcript.argv.join(' ')}`, async () => {
    const { machine, written, requests } = replayMachine(transcript);
    const exit = await runDocker(machine);
    expect({ ...written, exit, requests: requests.sort() }).toEqual({
      stdout: transcript.stdout,
      stderr: transcript.stderr,
      exit: transcript.exit,
      requests: transcript.exchanges.map((exchange) => exchange.request).sort(),
    });
  });
}
