/** less's prompts: the short one, the medium (-m), the long (-M), and what `=` tells. */
import type { Document } from './document.ts';

export interface PromptState {
  readonly content: Document;
  readonly name: string;
  /** Which of how many files. */
  readonly file: number;
  readonly files: number;
  readonly next: string | undefined;
  /** Nothing was done yet since the file was opened. */
  readonly fresh: boolean;
  readonly first: number;
  /** The line behind the last that is shown. */
  readonly last: number;
  readonly end: boolean;
  /** The whole length is known. */
  readonly sized: boolean;
}

const place = ({ file, files }: PromptState) => (files > 1 ? ` (file ${file} of ${files})` : '');
const ending = ({ next }: PromptState) => `(END)${next === undefined ? '' : ` - Next: ${next}`}`;
const percent = ({ content, last }: PromptState) =>
  Math.round(((content.bytes[last] ?? 0) * 100) / Math.max(1, content.size));

function share(state: PromptState): string {
  if (state.end) return ending(state);
  const { content, last, sized } = state;
  return sized ? `${percent(state)}%` : `byte ${content.bytes[last] ?? 0}`;
}

const joined = (...parts: (string | false)[]) => parts.filter(Boolean).join(' ');

export function shortPrompt(state: PromptState): string {
  const name = state.fresh && state.name + place(state);
  return joined(name && name.trimStart(), state.end && ending(state)) || ':';
}

export function mediumPrompt(state: PromptState): string {
  const name = state.fresh && state.name + place(state);
  return joined(name && name.trimStart(), share(state));
}

export function longPrompt(state: PromptState): string {
  const { content, first, last, sized } = state;
  const name = state.name + (state.fresh ? place(state) : '');
  const lines = content.lines.length ? `lines ${first + 1}-${last}${sized ? `/${content.lines.length}` : ''}` : '';
  return joined(name.trimStart(), lines, share(state));
}

export function whereabouts(state: PromptState): string {
  const { content, first, last, sized } = state;
  const lines = content.lines.length && `lines ${first + 1}-${last}${sized ? `/${content.lines.length}` : ''}`;
  const bytes = `byte ${content.bytes[last] ?? 0}${sized ? `/${content.size}` : ''}`;
  const tail = state.end ? ` ${ending(state)}` : sized ? ` ${percent(state)}%` : '';
  return `${joined((state.name + place(state)).trimStart(), lines || false, bytes)}${tail}  (press RETURN)`;
}
