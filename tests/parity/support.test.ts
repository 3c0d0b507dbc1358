/** What the support table calls working has something that shows it: a scenario, a transcript or a test that uses it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HelpRequest, parseFlags } from '../../src/cli/flags/parse.ts';
import { flagsOf } from '../../src/cli/surface/command.ts';
import { commandSupport } from '../../src/cli/surface/support.ts';
import { ALL_COMMANDS, findCommand } from '../../src/cli/surface/tree.ts';
import { CLI_PLUGINS } from '../../src/cli/surface/cli-plugins.ts';
import { operationSupport } from '../../src/api/support.ts';
import { supportPage } from '../../src/node/support-page.ts';

const here = import.meta.dirname;

/** The command lines of docker in a line of shell: words in quotes stay together. */
function dockerLines(shell: string): string[][] {
  const lines: string[][] = [];
  for (const [, text = ''] of shell.matchAll(/\bdocker ((?:'[^']*'|"(?:[^"\\]|\\.)*"|[^'"|;&<>()`\n])+)/g)) {
    lines.push(
      [...text.matchAll(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"])+/g)].map(([word]) => word.replace(/["']/g, '')),
    );
  }
  return lines;
}

function shown(): ReadonlySet<string> {
  const found = new Set<string>();
  const scenarios = readdirSync(join(here, 'scenarios')).map((name) =>
    readFileSync(join(here, 'scenarios', name), 'utf8'),
  );
  const transcripts = readdirSync(join(here, '../cli/transcripts')).map(
    (name) => (JSON.parse(readFileSync(join(here, '../cli/transcripts', name), 'utf8')) as { argv: string[] }).argv,
  );
  for (const argv of [...scenarios.flatMap(dockerLines), ...transcripts]) {
    const command = findCommand(argv);
    if (command.kind !== 'command') continue;
    const { source, rest } = command;
    const key = source.paths[0] as string;
    found.add(key);
    // Each name of a flag is to be shown.
    const specs = flagsOf(source).map((spec) => ({ ...spec, sets: spec.long }));
    try {
      const { flags } = parseFlags(rest, { command: key, specs, optionsFirst: source.options === 'first' });
      for (const flag of flags.given) found.add(`${key} --${flag}`);
    } catch (error) {
      // A mistake on purpose shows no flag.
      if (error instanceof HelpRequest) found.add(`${key} --help`);
    }
  }
  return found;
}

test('every command and flag that is said to work is shown somewhere', () => {
  const evidence = shown();
  const missing = commandSupport().flatMap(({ key, support, flags }) => [
    ...(support === 'works' && !evidence.has(key) ? [key] : []),
    ...flags
      .filter((flag) => flag.support === 'works' && !evidence.has(`${key} --${flag.long}`))
      .map((flag) => `${key} --${flag.long}`),
  ]);
  expect(missing).toEqual([]);
});

test('the table has every command of the surface, and the page every row', () => {
  const rows = commandSupport();
  expect(rows.length).toBe(ALL_COMMANDS.length + Object.keys(CLI_PLUGINS).length);
  const page = supportPage({ early: '', language: '' });
  for (const { command } of rows) expect(page).toContain(`<code>${command}</code>`);
  for (const { path } of operationSupport(new Set())) expect(page).toContain(path);
});
