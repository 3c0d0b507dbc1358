/** Reads solution.sh and wrong.sh: shell commands in sections that begin with `# step: id`. */
import type { WrongAttempt } from './lesson.ts';

export interface Section<T> {
  readonly value: T;
  /** `file:line` of its heading. */
  readonly at: string;
}

export function parseSolution(
  file: string,
  text: string | undefined,
  problems: string[],
): Map<string, Section<string>> {
  const found = new Map<string, Section<string>>();
  for (const { id, at, lines } of stepsOf(file, text, problems)) {
    if (found.has(id)) problems.push(`${at}: step ${id} is there twice`);
    found.set(id, {
      at,
      value: lines
        .map(({ text }) => text)
        .join('\n')
        .trim(),
    });
  }
  return found;
}

/**
 * In each section one attempt or more. An attempt begins with `# earns: check` or `# earns: check/explanation`, and what
 * follows `# undo:` in it is run once it was judged.
 */
export function parseWrong(
  file: string,
  text: string | undefined,
  problems: string[],
): Map<string, readonly Section<WrongAttempt>[]> {
  const found = new Map<string, readonly Section<WrongAttempt>[]>();
  for (const { id, at, lines } of stepsOf(file, text, problems)) {
    const attempts: { earns: string; at: string; commands: string[]; undo: string[]; into: 'commands' | 'undo' }[] = [];
    for (const { text, number } of lines) {
      const earns = /^# earns:\s*(\S+)\s*$/.exec(text)?.[1];
      const last = attempts.at(-1);
      if (earns) {
        attempts.push({ earns, at: `${file}:${number}`, commands: [], undo: [], into: 'commands' });
      } else if (last && /^# undo:\s*$/.test(text)) last.into = 'undo';
      else if (last) last[last.into].push(text);
      else if (text.trim())
        problems.push(`${file}:${number}: an attempt begins with "# earns: check" or "# earns: check/explanation"`);
    }
    if (!attempts.length) problems.push(`${at}: no attempt: "# earns: …" and the commands below it`);
    if (found.has(id)) problems.push(`${at}: step ${id} is there twice`);
    found.set(
      id,
      attempts.map(({ earns, at, commands, undo }) => ({
        at,
        value: { earns, commands: commands.join('\n').trim(), undo: undo.join('\n').trim() },
      })),
    );
  }
  return found;
}

function* stepsOf(file: string, text: string | undefined, problems: string[]) {
  if (text === undefined) {
    problems.push(`${file}: is missing`);
    return;
  }
  let current: { id: string; at: string; lines: { text: string; number: number }[] } | undefined;
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const id = /^# step:\s*(\S+)\s*$/.exec(line)?.[1];
    if (id) {
      if (current) yield current;
      current = { id, at: `${file}:${i + 1}`, lines: [] };
    } else if (current) current.lines.push({ text: line, number: i + 1 });
    else if (line.trim() && !line.startsWith('#'))
      problems.push(`${file}:${i + 1}: stands before the first "# step: id"`);
  }
  if (current) yield current;
}
