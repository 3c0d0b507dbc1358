/** tac: the records of files, last first. */
import { fromText } from './lib/byte-string.ts';
import { eachInput } from './lib/each-input.ts';
import { escapeRegex, regex, RegexError } from './lib/regex.ts';
import { tool, type Tool } from './lib/tool.ts';

export const tac = tool(
  {
    name: 'tac',
    usage: '[FILE]...',
    about: 'Concatenate FILEs and print them in reverse',
    options: 's|separator=- b|before- r|regex-',
  },
  async (t) => {
    const separator = await separatorOf(t);
    await eachInput(
      t,
      t.operands,
      async (input) => {
        for (const record of records(await input.rest(), separator, t.has('b')).reverse()) await t.out.raw(record);
      },
      {
        gnu: (name, reason) => `failed to open ${t.q(name)} for reading: ${reason}`,
        reading: (name) => `${name}: read error: Invalid argument`,
      },
    );
  },
);

async function separatorOf(t: Tool): Promise<RegExp> {
  const text = t.value('s') ?? '\n';
  if (!t.has('r')) return new RegExp(escapeRegex(fromText(text) || '\0'), 'g');
  if (text === '') return t.die('separator cannot be empty');
  try {
    // Emacs's syntax: `+` and `?` are operators, groups have backslashes.
    return regex(fromText(text).replace(/(?<!\\)[+?]/g, '\\$&'), { extended: false, flags: 'y' });
  } catch (error) {
    if (error instanceof RegexError) return t.die('Invalid regular expression');
    throw error;
  }
}

/** Each with its separator: behind it, or before it. */
function records(text: string, separator: RegExp, before: boolean): string[] {
  if (separator.sticky) return recordsBackwards(text, separator, before);
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(separator)) {
    const cut = before ? match.index : match.index + match[0].length;
    if (match[0] === '' || (before && cut === 0)) continue;
    parts.push(text.slice(start, cut));
    start = cut;
  }
  if (start < text.length) parts.push(text.slice(start));
  return parts;
}

/** GNU looks for a regular expression from the end backwards, so that `[0-9]+` finds one digit at a time. */
function recordsBackwards(text: string, separator: RegExp, before: boolean): string[] {
  const parts: string[] = [];
  let end = text.length;
  let limit = text.length;
  for (let at = limit - 1; at >= 0; at--) {
    separator.lastIndex = at;
    const found = separator.exec(text);
    const length = found ? Math.min(found[0].length, limit - at) : 0;
    if (!length) continue;
    const cut = before ? at : at + length;
    if (cut < end) parts.unshift(text.slice(cut, end));
    end = cut;
    limit = at;
  }
  if (end > 0) parts.unshift(text.slice(0, end));
  return parts;
}
