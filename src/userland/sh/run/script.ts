/**
 * Running text. A whole script is parsed at once; where it has an error, or where aliases may change what follows, it
 * is read as real shells do: a command at a time, each run before the next is looked at.
 */
import { LIMITS } from '../../../base/limits.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import { attempt, chain } from '../awaitable.ts';
import { expandAliases } from '../aliases.ts';
import { AbandonFlow } from '../flow.ts';
import type { ParsedSource, Statement } from '../parser.ts';
import { lineAt, parseSource, parseSubscript } from '../parser.ts';
import { patternStyle } from '../expand/pattern.ts';
import { compileFields, compileString } from '../expand/words.ts';
import type { EvaluateOptions, Run, Runner, Shell } from '../shell.ts';
import { compileContext, compileStatement, compileStatements } from './commands.ts';
import { runPendingTraps } from './completion.ts';
import { invokeWords } from './simple-command.ts';

export const RUNNER: Runner = {
  evaluate,
  invoke: invokeWords,
  expandSubscript,
  expandWords: (sh, text) => {
    const parsed = parseSource(`: ${text}`, sh.dialect);
    const command = parsed.statements[0]?.command;
    if (parsed.problem || command?.type !== 'Command') return undefined;
    const words = command.suffix.filter((item) => item.type === 'Word');
    return compileFields(words, compileContext(sh.dialect, parsed.source))(sh);
  },
  promptText: async (sh, template) => {
    const { promptText } = await import('../interactive/prompt.ts');
    return promptText(sh, template);
  },
};

function expandSubscript(sh: Shell, text: string): Awaitable<string> {
  const source = { text, firstLine: sh.line };
  const word = parseSubscript(text);
  return word ? compileString(word, compileContext(sh.dialect, source))(sh) : text;
}

/** Where lines come from. `next` answers a line with its newline, or undefined at the end. */
export interface LineSource {
  next(sh: Shell, continuation: boolean): Awaitable<string | undefined>;
  /** Number of the next line, where the source counts. */
  readonly line?: number;
  /** Shown before each command runs, as a prompt is. */
  readonly before?: string | undefined;
  /** The text that came last was not understood. */
  refused?(): void;
}

/** What was parsed and compiled by its text, the one that ran last behind the others: programs hold no state of a shell. */
const programs = new Map<string, Run>();

/** Options that change how the rest of the text is read: it must be read by lines. */
const READS_BY_LINES = /\bset\s+-(?:\w*[nv]|o\s+(?:noexec|verbose))/;

function expandsAliases(sh: Shell): boolean {
  return sh.dialect !== 'bash' || sh.interactive || (sh.shopt.get('expand_aliases') ?? false);
}

/** Aliases exist or may come to while the text runs. */
function mayMeetAliases(sh: Shell, text: string): boolean {
  if (!expandsAliases(sh)) return /\bexpand_aliases\b/.test(text);
  return sh.aliases.size > 0 || /\balias\b/.test(text);
}

/** Whether bash takes it for a pattern depends on a `shopt` in a line before; behind a name it is to close in its line. */
const STRAY = /(?<!:)[?*+@!]\(|\w\(\s*$/;

function mayStray(sh: Shell, text: string): boolean {
  return sh.dialect === 'bash' && STRAY.test(text);
}

/** Text of `eval`, `-c`, traps, sourced files. Errors of syntax are told and answer status 2 (or end the script). */
function evaluate(sh: Shell, text: string, options: EvaluateOptions = {}): Awaitable<number> {
  const firstLine = options.firstLine ?? 1;
  if (sh.options.noexec || sh.options.verbose || mayMeetAliases(sh, text) || mayStray(sh, text)) {
    return runLines(sh, textLines(text), options);
  }
  const key = `${sh.dialect} ${firstLine} ${text}`;
  let run = programs.get(key);
  if (run) programs.delete(key);
  else {
    const parsed = parseSource(text, sh.dialect, firstLine);
    if (parsed.problem || parsed.openHereDocs.length > 0 || READS_BY_LINES.test(text)) {
      return runLines(sh, textLines(text), options);
    }
    if (parsed.statements.length === 0) return 0;
    run = sh.dialect === 'bash' ? compileByLines(parsed) : compileUnits(parsed.statements, parsed);
  }
  keepProgram(key, run);
  return options.last && run.tail ? run.tail(sh) : run(sh);
}

function keepProgram(key: string, run: Run): void {
  if (key.length > LIMITS.shellProgramCharacters) return;
  programs.set(key, run);
  if (programs.size > LIMITS.shellPrograms) programs.delete(programs.keys().next().value as string);
}

function compileUnits(statements: readonly Statement[], parsed: ParsedSource): Run {
  return compileStatements(statements, compileContext(parsed.dialect, parsed.source));
}

/** bash goes on with the next line where an error has abandoned one. */
function compileByLines(parsed: ParsedSource): Run {
  const lines: Statement[][] = [];
  let end = -1;
  for (const statement of parsed.statements) {
    if (lineAt(parsed.source, statement.pos) === end) lines.at(-1)?.push(statement);
    else lines.push([statement]);
    end = lineAt(parsed.source, statement.end);
  }
  const runs = lines.map((statements) => compileUnits(statements, parsed));
  const last = runs.at(-1) as Run;
  const all = (sh: Shell, ends: Run): Awaitable<number> => {
    let status = 0;
    for (let i = 0; i < runs.length; i++) {
      const result = rescueLine(sh, i === runs.length - 1 ? ends : (runs[i] as Run));
      if (result instanceof Promise) return linesLater(sh, runs, ends, result, i + 1);
      status = result;
    }
    return status;
  };
  const run: Run = (sh) => all(sh, last);
  if (last.tail) run.tail = (sh) => all(sh, last.tail as Run);
  return run;
}

async function linesLater(
  sh: Shell,
  runs: readonly Run[],
  ends: Run,
  pending: Promise<number>,
  from: number,
): Promise<number> {
  let status = await pending;
  for (let i = from; i < runs.length; i++) {
    status = await rescueLine(sh, i === runs.length - 1 ? ends : (runs[i] as Run));
  }
  return status;
}

function rescueLine(sh: Shell, run: Run): Awaitable<number> {
  return attempt(
    () => run(sh),
    (error) => {
      if (!(error instanceof AbandonFlow) || sh.subshells > 0) throw error;
      return (sh.status = error.status);
    },
  );
}

function textLines(text: string): LineSource {
  let at = 0;
  return {
    next: () => {
      if (at >= text.length) return undefined;
      const end = text.indexOf('\n', at);
      const line = end < 0 ? text.slice(at) : text.slice(at, end + 1);
      at += line.length;
      return line;
    },
  };
}

/** A script file: errors of expansions drop the rest of their line only. */
export async function runScript(sh: Shell, text: string): Promise<number> {
  const parsed = parseSource(text, sh.dialect);
  const aliased = mayMeetAliases(sh, text) || READS_BY_LINES.test(text) || mayStray(sh, text);
  if (parsed.problem || parsed.openHereDocs.length > 0 || aliased || sh.options.verbose || sh.options.noexec) {
    return runLines(sh, textLines(text), { origin: undefined });
  }
  return runStatements(sh, parsed);
}

/** Reads and runs until the source ends. Answers the last status. */
export async function runLines(
  sh: Shell,
  source: LineSource,
  options: { readonly firstLine?: number; readonly origin?: string | undefined } = {},
): Promise<number> {
  let line = options.firstLine ?? 1;
  let status = 0;
  for (;;) {
    line = source.line ?? line;
    const first = await source.next(sh, false);
    if (first === undefined) return status;
    await echoInput(sh, first);
    const unit = await readUnit(sh, source, first, line);
    line += countLines(unit.text);
    const { parsed } = unit;
    if (parsed.openHereDocs.length > 0 && sh.dialect === 'bash')
      await (await import('./open-here-documents.ts')).warnOfOpenHereDocuments(sh, parsed);
    if (parsed.problem) {
      const { tellRefused } = await import('../syntax-errors.ts');
      const ended = await tellRefused(sh, parsed, options.origin);
      status = sh.status;
      source.refused?.();
      if (ended) return status;
      continue;
    }
    // What came while the line was waited for.
    if (sh.pending.length > 0) await runPendingTraps(sh);
    if (parsed.statements.length === 0 || sh.options.noexec) continue;
    if (source.before) await sh.err(await RUNNER.promptText(sh, source.before));
    status = await runStatements(sh, parsed);
  }
}

/** `set -v`. dash shows nothing of a `-c` text, which it has read already. */
function echoInput(sh: Shell, line: string): Awaitable<void> {
  if (!sh.options.verbose || (sh.dialect !== 'bash' && sh.commandString !== undefined)) return;
  return sh.err(line.endsWith('\n') ? line : `${line}\n`);
}

interface Unit {
  readonly text: string;
  readonly parsed: ParsedSource;
}

/** Lines until they make whole commands. */
async function readUnit(sh: Shell, source: LineSource, first: string, line: number): Promise<Unit> {
  let text = first;
  let parsed = await judged(sh, parseWithAliases(sh, text, line));
  while (parsed.incomplete) {
    const more = await source.next(sh, true);
    if (more === undefined) break;
    await echoInput(sh, more);
    text += more;
    if (text.length > 4000 && !mayClose(more)) continue;
    parsed = await judged(sh, parseWithAliases(sh, text, line));
  }
  return { text, parsed };
}

/** What is wrong whatever comes is not waited for. */
async function judged(sh: Shell, parsed: ParsedSource): Promise<ParsedSource> {
  const stray = mayStray(sh, parsed.source.text);
  if (!parsed.problem && !stray) return parsed;
  return (await import('../syntax/judge.ts')).judgedByGrammar(parsed, patternStyle(sh).extended, stray);
}

/** Spares long scripts a parse per line: nothing on this line can end an open construct. */
function mayClose(line: string): boolean {
  return /[)}'"`\]]|\b(?:fi|done|esac)\b|^\s*\S+\s*$/.test(line);
}

function parseWithAliases(sh: Shell, text: string, line: number): ParsedSource {
  const parsed = parseSource(text, sh.dialect, line);
  if (sh.aliases.size === 0 || !expandsAliases(sh)) return parsed;
  const expanded = expandAliases(text, parsed.script, sh.aliases);
  return expanded === undefined ? parsed : parseSource(expanded, sh.dialect, line);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Statements one after the other; what abandons a line skips what else begins on it. */
async function runStatements(sh: Shell, parsed: ParsedSource): Promise<number> {
  const context = compileContext(sh.dialect, parsed.source);
  const { statements } = parsed;
  let status = 0;
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i] as (typeof statements)[number];
    try {
      const result = compileStatement(statement, context)(sh);
      status = result instanceof Promise ? await result : result;
      if (sh.pending.length > 0) await runPendingTraps(sh);
    } catch (error) {
      if (!(error instanceof AbandonFlow)) throw error;
      status = sh.status = error.status;
      const line = lineAt(parsed.source, statement.end);
      while (i + 1 < statements.length && lineAt(parsed.source, (statements[i + 1] as typeof statement).pos) === line)
        i++;
    }
  }
  return status;
}

/** Text whose last command may take the process over: `sh -c`, whose lines busybox counts from 0. */
export function evaluateLast(sh: Shell, text: string, origin: string): Awaitable<number> {
  const firstLine = sh.dialect === 'ash' ? 0 : 1;
  return chain(evaluate(sh, text, { origin, last: true, firstLine }), (status) => status);
}
