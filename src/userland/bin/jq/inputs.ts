/** What a jq program is run on: the values of its files, and where each of them ends. */
import { text } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { toBytes } from '../lib/byte-string.ts';
import { Input } from '../lib/input.ts';
import type { Tool } from '../lib/tool.ts';
import { JsonError, JsonReader, type Json } from './json.ts';

export interface Inputs {
  readonly values: readonly Json[];
  readonly problem: JsonError | undefined;
  /** As errors tell of one: the file, and the lines of it that are read by then. */
  readonly place: (index: number) => string;
}

export const NO_INPUTS: Inputs = { values: [], problem: undefined, place: () => '<unknown>' };

export async function readWhole(t: Tool, path: string): Promise<string> {
  const input = await t.input(path);
  const content = text(toBytes(await input.rest()));
  await t.done(input);
  return content;
}

interface Part {
  readonly name: string;
  readonly start: number;
}

/** They are read whole before the first is used: `input` inside a filter cannot wait. */
export async function readInputs(t: Tool, files: readonly string[], flags: ReadonlySet<string>): Promise<Inputs> {
  let content = '';
  const parts: Part[] = [];
  for (const path of files.length ? files : ['-']) {
    try {
      const own = files.length > 0;
      const found = own ? await readWhole(t, path) : text(toBytes(await new Input(t.sys, 0, t.out).rest()));
      parts.push({ name: own ? path : '<stdin>', start: content.length });
      content += found;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      t.status = 2;
      await t.err(`jq: error: Could not open file ${path}: ${error.message}\n`);
    }
  }
  const placeOf = (end: number) => {
    const part = parts.findLast(({ start }) => start < end) ?? parts[0] ?? { name: '<stdin>', start: 0 };
    const newline = content.indexOf('\n', end);
    const read = content.slice(part.start, newline < 0 ? content.length : newline + 1);
    return `${part.name}:${read.split('\n').length - 1}`;
  };
  if (flags.has('R')) {
    if (flags.has('s')) return { values: [content], problem: undefined, place: () => placeOf(content.length) };
    const lines = content.split('\n');
    if (lines[lines.length - 1] === '') lines.pop();
    return { values: lines, problem: undefined, place: (index) => `${parts[0]?.name ?? '<stdin>'}:${index + 1}` };
  }
  const reader = new JsonReader(content);
  const values: Json[] = [];
  const ends: number[] = [];
  let problem: JsonError | undefined;
  try {
    for (let value = reader.next(); value !== undefined; value = reader.next()) {
      values.push(value);
      ends.push(reader.position);
    }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    problem = error;
  }
  if (flags.has('s') && !problem) return { values: [values], problem, place: () => placeOf(content.length) };
  return { values, problem, place: (index) => placeOf(ends[index] ?? content.length) };
}
