/** The page `support.html`: every command and flag, every operation and field, and how far each is simulated. */
import { createBackend } from '../engine/backend.ts';
import type { EngineContext } from '../engine/context.ts';
import { operationSupport } from '../api/support.ts';
import { commandSupport, type Support } from '../cli/surface/support.ts';
import { rowText, type Said, TEXTS, WORDS } from './support-page-texts.ts';

type Part = Said | string;

/** A text in both languages, of which the page shows one. Parts that are strings stand in each. */
function both(...parts: readonly Part[]): string {
  const inOne = (language: keyof Said) =>
    parts.map((part) => (typeof part === 'string' ? part : part[language])).join('');
  return `<span lang="en">${inOne('en')}</span><span lang="zh-TW">${inOne('zh-TW')}</span>`;
}

/** Scripts of `ui/`, which run in the browser: this room only puts them into the page. */
export interface SupportScripts {
  /** Knows what the visitor chose: theme and language. */
  readonly early: string;
  /** The choice of the language. */
  readonly language: string;
}

export function supportPage(scripts: SupportScripts): string {
  const commands = commandSupport();
  // The backend's methods are only named here, never called.
  const operations = operationSupport(new Set(Object.keys(createBackend({} as EngineContext))));
  const count = (noun: Said, rows: readonly { readonly support: Support }[]) => {
    const numbers = (Object.keys(WORDS) as Support[])
      .map((support) => [support, rows.filter((row) => row.support === support).length] as const)
      .filter(([, number]) => number > 0);
    const list = (language: keyof Said) =>
      numbers.map(([support, number]) => WORDS[support][language] + (language === 'en' ? ': ' : ' ') + String(number));
    return `<li>${both(noun, { en: ': ', 'zh-TW': '：' }, { en: list('en').join('; '), 'zh-TW': list('zh-TW').join('；') })}`;
  };
  const flags = commands.flatMap((command) => command.flags);
  const heads = [TEXTS.operation, TEXTS.request, TEXTS.support, TEXTS.query, TEXTS.body];
  return page(
    scripts,
    `<p>${both(TEXTS.madeFrom)}</p>
<ul>${count(TEXTS.commands, commands)}${count(TEXTS.flags, flags)}${count(TEXTS.operations, operations)}</ul>
<h2 id="commands">${both(TEXTS.commandsAndFlags)}</h2>
${commands.map(commandSection).join('\n')}
<h2 id="operations">Engine API</h2>
<table><tr>${heads.map((head) => `<th scope="col">${both(head)}`).join('')}</tr>
${operations
  .map(
    ({ id, method, path, support, says, query, body }) =>
      `<tr class="${support}"><td>${id}<td>${method} ${path}<td>${mark(support, says)}<td>${query.join(' ')}<td>${body.map((field) => (field === TEXTS.bytes.en ? both(TEXTS.bytes) : field)).join(' ')}</tr>`,
  )
  .join('\n')}
</table>`,
  );
}

function commandSection({ command, support, says, flags }: ReturnType<typeof commandSupport>[number]): string {
  const rows = flags.map(
    (flag) => `<tr class="${flag.support}"><td><code>${flag.flag}</code><td>${mark(flag.support, flag.says)}</tr>`,
  );
  const table = rows.length ? `<table>${rows.join('')}</table>` : `<p>${both(TEXTS.noFlags)}</p>`;
  return `<details class="${support}"><summary><code>${command}</code> ${mark(support, says)}</summary>${table}</details>`;
}

function mark(support: Support, says: string): string {
  if (!says) return both(WORDS[support]);
  if (support !== 'refused') return both(WORDS[support], { en: ': ', 'zh-TW': '：' }, rowText(says));
  const real = { en: ': real Docker would ', 'zh-TW': '：真正的 Docker 會' };
  return both(WORDS.refused, real, rowText(says.replace(/^would /, '')));
}

function page({ early, language }: SupportScripts, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${TEXTS.title.en}</title>
<script>${early}</script>
<link rel="icon" href="./icon.svg" type="image/svg+xml">
<style>
:root { color-scheme: light dark; --page: light-dark(#eef2f5, #131c26); --text: light-dark(#1d2a35, #d8e2ea); --muted: light-dark(#52616d, #9badba); --line: light-dark(#cfd8df, #344452); --accent: light-dark(#0b5c7a, #8fd3e8); --warn: light-dark(#8a4b00, #f0b866) }
:root[data-theme=dark] { color-scheme: dark }
:root[data-theme=light] { color-scheme: light }
:root[lang=en] [lang=zh-TW]:not(option), :root[lang=zh-TW] [lang=en]:not(option) { display: none }
nav { display: flex; justify-content: space-between; align-items: center }
select { font: inherit; padding: 0.3rem; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 0.4rem }
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
<nav aria-label="Drydock"><a href="./">Drydock</a>
<select id="language" aria-label="Language / 語言"><option value="en" lang="en" data-title="${TEXTS.title.en}">English<option value="zh-TW" lang="zh-TW" data-title="${TEXTS.title['zh-TW']}">繁體中文</select></nav>
<main>
<h1>${both(TEXTS.title)}</h1>
${body}
</main>
<script>${language}</script>
</html>
`;
}
