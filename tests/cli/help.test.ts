/** Help texts have the real ones' lines: usage, aliases, and the column of flags. The words beside them are our own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandHelp } from '../../src/cli/help.ts';
import { ALL_COMMANDS } from '../../src/cli/surface/tree.ts';

interface Recorded {
  readonly usage: string;
  readonly aliases: string;
  /** What stands before the words, with its indent. */
  readonly flags: readonly string[];
  /** Where the words begin. */
  readonly column: number;
}

/** Of `docker COMMAND --help` of client 28.2.2 on engine 26.1.5, by the command. */
const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'help.json'), 'utf8')) as Readonly<
  Record<string, Recorded>
>;

function shapeOf(help: string): Recorded {
  const rows = [...help.matchAll(/^( {2}(?:-\S, | {4})--\S+(?: \S+)?)( {2,})(?=\S)/gm)];
  return {
    usage: /^Usage: .*$/m.exec(help)?.[0] ?? '',
    aliases: /^Aliases:\n(.*)$/m.exec(help)?.[1] ?? '',
    flags: rows.map(([, head]) => head as string),
    column: Math.max(0, ...rows.map(([, head = '', gap = '']) => head.length + gap.length)),
  };
}

test.each(ALL_COMMANDS.flatMap((source) => source.paths.map((path) => [path, source] as const)))(
  'docker %s --help',
  (path, source) => {
    const expected = recorded[path];
    if (expected) expect(shapeOf(commandHelp(path, source, 80))).toEqual(expected);
  },
);

test('nearly every command is recorded', () => {
  const paths = ALL_COMMANDS.flatMap(({ paths: all }) => all);
  expect(paths.filter((path) => !recorded[path]).length).toBeLessThan(paths.length / 20);
});
