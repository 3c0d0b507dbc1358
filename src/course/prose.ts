/**
 * Reads a lesson's prose: `# title`, an introduction, `## heading {#step-id}` for each step, and at the end the section
 * `{#own-machine}`. Fenced `console` blocks become commands to click, `{?question-id}` on a line of its own a question.
 */
import type { ConsoleLine, Prose, ProseBlock } from './lesson.ts';

export interface ProseSection {
  readonly title: string;
  readonly prose: Prose;
  /** Line of the heading. */
  readonly line: number;
  /** Line of each block's beginning. */
  readonly blockLines: readonly number[];
}

export interface LessonProse {
  readonly title: string;
  readonly introduction: ProseSection;
  /** By id, in order. */
  readonly sections: ReadonlyMap<string, ProseSection>;
}

export function parseProse(file: string, text: string | undefined, problems: string[]): LessonProse {
  if (text === undefined) problems.push(`${file}: is missing`);
  const lines = (text ?? '').split('\n');
  const title = /^# (.+)$/.exec(lines[0] ?? '')?.[1]?.trim() ?? '';
  if (!title && text !== undefined) problems.push(`${file}:1: should begin with "# title"`);
  const heads = headings(lines);
  const end = (i: number) => heads[i + 1] ?? lines.length;
  const introduction = section(file, title, lines, 0, heads[0] ?? lines.length, problems);
  const sections = new Map<string, ProseSection>();
  heads.forEach((at, i) => {
    const [, words = '', id] = /^## (.*?)\s*\{#([a-z0-9-]+)\}\s*$/.exec(lines[at] as string) ?? [];
    if (!id) problems.push(`${file}:${at + 1}: a step's heading ends in {#step-id}`);
    else if (sections.has(id)) problems.push(`${file}:${at + 1}: {#${id}} is there twice`);
    else sections.set(id, section(file, words, lines, at, end(i), problems));
  });
  return { title, introduction, sections };
}

/** Indexes of the lines that begin a section; what stands within a fence begins none. */
function headings(lines: readonly string[]): number[] {
  let fenced = false;
  return lines.flatMap((line, i) => {
    if (line.startsWith('```')) fenced = !fenced;
    return !fenced && line.startsWith('## ') ? [i] : [];
  });
}

function section(
  file: string,
  title: string,
  lines: readonly string[],
  from: number,
  to: number,
  problems: string[],
): ProseSection {
  const prose: ProseBlock[] = [];
  const blockLines: number[] = [];
  const add = (block: ProseBlock, line: number) => {
    prose.push(block);
    blockLines.push(line + 1);
  };
  let text: string[] = [];
  let textFrom = from + 1;
  const flush = () => {
    const joined = text.join('\n').trim();
    if (joined) add({ kind: 'text', text: joined }, textFrom);
    text = [];
  };
  for (let i = from + 1; i < to; i++) {
    const line = lines[i] as string;
    const question = /^\{\?([a-z0-9-]+)\}$/.exec(line.trim())?.[1];
    const fence = /^```(.*)$/.exec(line)?.[1];
    if (question) {
      flush();
      add({ kind: 'question', id: question }, i);
    } else if (fence === undefined) {
      if (!text.some((earlier) => earlier.trim())) textFrom = i;
      text.push(line);
    } else {
      const close = lines.findIndex((later, at) => at > i && at < to && later.startsWith('```'));
      if (close < 0) problems.push(`${file}:${i + 1}: this block is not closed`);
      const body = lines.slice(i + 1, close < 0 ? to : close);
      const [kind, ...words] = fence.trim().split(/\s+/);
      if (kind === 'console') {
        flush();
        add(consoleBlock(file, words, body, i, problems), i);
      } else {
        text.push(line, ...body, '```');
      }
      i = close < 0 ? to : close;
    }
  }
  flush();
  return { title, prose, line: from + 1, blockLines };
}

function consoleBlock(
  file: string,
  words: readonly string[],
  body: readonly string[],
  at: number,
  problems: string[],
): ProseBlock {
  for (const word of words) {
    if (word !== 'fails' && word !== 'stays') problems.push(`${file}:${at + 1}: 'console ${word}' is not known`);
  }
  const lines = body.flatMap((line, i): ConsoleLine[] => {
    const [, prompt, command] = /^([$#>]) (.+)$/.exec(line) ?? [];
    if (!prompt || !command) {
      problems.push(
        `${file}:${at + 2 + i}: a line of a console block is a prompt ($, # or >), a space and what is typed`,
      );
      return [];
    }
    return [{ prompt: prompt as ConsoleLine['prompt'], command: command.trim() }];
  });
  if (!body.length) problems.push(`${file}:${at + 1}: this console block is empty`);
  return { kind: 'console', lines, fails: words.includes('fails'), stays: words.includes('stays') };
}
