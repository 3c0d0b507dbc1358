/** Alias expansion: on text, before it runs. The parser tells which words stand where a command is named. */
import type { ParsedScript, SyntaxNode } from './parser.ts';
import { forEachChild } from './parser.ts';

/** `text` with its aliases put in; `script` is its parse. Undefined when there is nothing to change. */
export function expandAliases(
  text: string,
  script: ParsedScript,
  aliases: ReadonlyMap<string, string>,
): string | undefined {
  const edits: { pos: number; end: number; by: string }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Script' && node !== script && node.source !== undefined) return;
    if (node.type === 'Command' && node.name && aliases.has(node.name.text)) {
      let word = node.name;
      const rest = [...node.suffix];
      for (;;) {
        const by = aliasValue(word.text, aliases, new Set());
        if (by === undefined) break;
        edits.push({ pos: word.pos, end: word.end, by });
        const next = rest.shift();
        if (!/[ \t]$/.test(by) || next?.type !== 'Word') break;
        word = next;
      }
    }
    forEachChild(node, visit);
  };
  visit(script);
  if (edits.length === 0) return undefined;
  let out = text;
  for (const { pos, end, by } of edits.sort((a, b) => b.pos - a.pos)) out = out.slice(0, pos) + by + out.slice(end);
  return out;
}

/** The value with the aliases that it begins with; an alias never expands inside itself. */
function aliasValue(name: string, aliases: ReadonlyMap<string, string>, seen: Set<string>): string | undefined {
  const value = aliases.get(name);
  if (value === undefined || seen.has(name)) return undefined;
  seen.add(name);
  const first = /^[^\s;&|()<>'"\\$`]+/.exec(value)?.[0];
  const inner = first === undefined ? undefined : aliasValue(first, aliases, seen);
  return inner === undefined ? value : inner + value.slice((first as string).length);
}
