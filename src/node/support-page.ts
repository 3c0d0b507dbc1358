/** The page `support.html`: every command and flag, every operation and field, and how far each is simulated. */
import { createBackend } from '../engine/backend.ts';
import type { EngineContext } from '../engine/context.ts';
import { operationSupport } from '../api/support.ts';
import { commandSupport, type Support } from '../cli/surface/support.ts';

const WORDS: Readonly<Record<Support, string>> = {
  works: 'works',
  recorded: 'kept and shown, without effect here',
  answers: 'answers as real Docker without it',
  refused: 'not simulated, and says so',
};

export function supportPage(): string {
  const commands = commandSupport();
  // The backend's methods are only named here, never called.
  const operations = operationSupport(new Set(Object.keys(createBackend({} as EngineContext))));
  const count = (rows: readonly { readonly support: Support }[]) =>
    (Object.keys(WORDS) as Support[])
      .map((support) => [support, rows.filter((row) => row.support === support).length] as const)
      .filter(([, number]) => number > 0)
      .map(([support, number]) => `${WORDS[support]}: ${number}`)
      .join('; ');
  const flags = commands.flatMap((command) => command.flags);
  return page(
    `<p>Made from the tables that Drydock itself runs by.</p>
<ul><li>Commands: ${count(commands)}.<li>Flags: ${count(flags)}.<li>Operations of the Engine API: ${count(operations)}.</ul>
<h2 id="commands">Commands and flags</h2>
${commands.map(commandSection).join('\n')}
<h2 id="operations">Engine API</h2>
<table><tr><th>Operation<th>Request<th>Support<th>Query<th>Body</tr>
${operations
  .map(
    ({ id, method, path, support, says, query, body }) =>
      `<tr class="${support}"><td>${id}<td>${method} ${path}<td>${mark(support, says)}<td>${query.join(' ')}<td>${body.join(' ')}</tr>`,
  )
  .join('\n')}
</table>`,
  );
}

function commandSection({ command, support, says, flags }: ReturnType<typeof commandSupport>[number]): string {
  const rows = flags.map(
    (flag) => `<tr class="${flag.support}"><td><code>${flag.flag}</code><td>${mark(flag.support, flag.says)}</tr>`,
  );
  const table = rows.length ? `<table>${rows.join('')}</table>` : '<p>No flags.</p>';
  return `<details class="${support}"><summary><code>${command}</code> ${mark(support, says)}</summary>${table}</details>`;
}

function mark(support: Support, says: string): string {
  return `${WORDS[support]}${says && support === 'refused' ? `: real Docker would ${says.replace(/^would /, '')}` : says && `: ${says}`}`;
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What Drydock simulates</title>
<link rel="icon" href="./icon.svg" type="image/svg+xml">
<style>
:root { color-scheme: light dark; --page: light-dark(#eef2f5, #131c26); --text: light-dark(#1d2a35, #d8e2ea); --muted: light-dark(#52616d, #9badba); --line: light-dark(#cfd8df, #344452); --accent: light-dark(#0b5c7a, #8fd3e8); --warn: light-dark(#8a4b00, #f0b866) }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; background: var(--page); color: var(--text) }
a { color: var(--accent) }
code { font-family: ui-monospace, monospace; font-size: 0.9em }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
th, td:nth-child(n + 2) { color: var(--muted) }
details { border-top: 1px solid var(--line) }
details > table { margin: 0 0 0.8rem 1.2rem; width: calc(100% - 1.2rem) }
summary { cursor: pointer; padding: 0.35rem 0; color: var(--muted) }
summary code { color: var(--text); font-weight: 600; margin-right: 0.5rem }
.refused > summary, tr.refused td:nth-child(n + 2) { color: var(--warn) }
.refused code::after { content: " ✗" }
</style>
<p><a href="./">Drydock</a></p>
<h1>What Drydock simulates</h1>
${body}
</html>
`;
}
