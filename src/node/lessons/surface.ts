/**
 * Holds the commands of a lesson against what the sandbox can do: docker commands and flags against their tables, other
 * names against the programs of the learner's machine. Scripts that seldom run (hints, explanations) are caught so.
 */
import { isSimulated } from '../../cli/docker.ts';
import { FlagError, HelpRequest, parseFlags } from '../../cli/flags/parse.ts';
import { flagsOf } from '../../cli/surface/command.ts';
import { findCommand } from '../../cli/surface/tree.ts';
import { unsimulatedFlag } from '../../cli/surface/unsimulated.ts';
import type { Lesson } from '../../course/lesson.ts';
import type { Places } from '../../course/parse-lesson.ts';
import { MACHINE_PROGRAMS } from '../../sandbox/programs.ts';
import { builtinNames } from '../../userland/sh/builtins/names.ts';
import { forEachChild, parseSource, type Command, type SyntaxNode } from '../../userland/sh/parser.ts';

/** Problems, each as `file:line: what`. */
export function surfaceProblems(lesson: Lesson, places: Places): readonly string[] {
  const problems: string[] = [];
  const look = (at: string, script: string) => {
    for (const what of scriptProblems(script)) problems.push(`${at}: ${what}`);
  };
  look(`${lesson.path}/setup.sh:1`, lesson.setup);
  lesson.steps.forEach((step, s) => {
    look(places.yaml(['steps', s, 'hints', 'command']), step.hints.command);
    look(places.solution(step.id), withoutFailures(step.solution));
    step.questions.forEach(({ answer }, q) => look(places.yaml(['steps', s, 'questions', q, 'answer']), answer));
    step.checks.forEach((check, c) => {
      const at = places.yaml(['steps', s, 'checks', c, 'run']);
      look(at, check.run);
      for (const what of runsCutShort(check.run)) problems.push(`${at}: ${what}`);
      check.explain.forEach(({ run }, e) => look(places.yaml(['steps', s, 'checks', c, 'explain', e, 'run']), run));
    });
    step.prose.en.forEach((block, b) => {
      if (block.kind !== 'console' || block.fails) return;
      for (const { prompt, command } of block.lines) if (prompt === '$') look(places.prose('en', step.id, b), command);
    });
  });
  return problems;
}

const CONTAINER_RUN = /^docker (container )?run\b/;
const ENDS_EARLY = /^(grep -[a-zA-Z]*q|head\b)/;

/**
 * `docker run … | grep -q` ends at the first match, and with it the docker program: its container may still be there when the
 * step is done, and be the last one of `docker ps -l`.
 */
function runsCutShort(script: string): readonly string[] {
  const problems: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Pipeline') {
      const lines = node.commands.map((command) => (command.type === 'Command' ? wordsOf(command).join(' ') : ''));
      const at = lines.findIndex((line) => CONTAINER_RUN.test(line));
      if (at >= 0 && ENDS_EARLY.test(lines[at + 1] ?? ''))
        problems.push(`'${lines[at + 1]}' ends before its container does: keep what 'docker run' prints in a variable`);
    }
    forEachChild(node, visit);
  };
  visit(parseSource(script, 'bash').script);
  return problems;
}

function withoutFailures(script: string): string {
  return script.replace(/^.*# fails$/gm, '');
}

export function scriptProblems(script: string): readonly string[] {
  const parsed = parseSource(script, 'bash');
  if (parsed.problem) return [`shell syntax: ${parsed.problem.message}`];
  const commands: Command[] = [];
  const functions = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command') commands.push(node);
    if (node.type === 'Function') functions.add(node.name.text);
    forEachChild(node, visit);
  };
  visit(parsed.script);
  return commands.flatMap((command) => commandProblem(wordsOf(command), functions) ?? []);
}

/** What an expansion becomes is not known here: it stands as a word like any other. */
function wordsOf({ name, args }: Command): readonly string[] {
  if (!name) return [];
  return [name, ...args].map((word) => {
    const literal = 'value' in word && typeof word.value === 'string' && !/[$`]/.test(word.text);
    return literal ? (word.value as string) : UNKNOWN;
  });
}

const UNKNOWN = '1';
const KNOWN = new Set([...builtinNames('bash'), ...MACHINE_PROGRAMS, 'sh']);

function commandProblem(words: readonly string[], functions: ReadonlySet<string>): string | undefined {
  const [name, ...rest] = words;
  if (name === undefined || name === UNKNOWN || name.includes('/') || functions.has(name)) return undefined;
  if (name === 'sudo' || name === 'time' || name === 'command') {
    return commandProblem(rest.slice(rest.findIndex((word) => !word.startsWith('-'))), functions);
  }
  if (!KNOWN.has(name)) return `the learner's machine has no program '${name}'`;
  return name === 'docker' ? dockerProblem(rest) : undefined;
}

function dockerProblem(words: readonly string[]): string | undefined {
  const found = findCommand(words);
  const shown = `docker ${words.join(' ')}`;
  if (words[0]?.startsWith('-')) return undefined;
  if (found.kind === 'group') return `'${shown}' is no docker command`;
  const { source, path } = found;
  if (!isSimulated(source)) return `'docker ${path}' is not simulated`;
  const grammar = {
    command: source.paths[0] as string,
    specs: flagsOf(source),
    optionsFirst: source.options === 'first',
  };
  try {
    const refused = unsimulatedFlag(grammar.command, parseFlags(found.rest, grammar).flags);
    return refused && `'docker ${path} --${refused.flag}' is not simulated`;
  } catch (error) {
    if (error instanceof HelpRequest) return undefined;
    // A value that only the shell will know may well be a number.
    if (error instanceof FlagError && !error.message.startsWith('invalid argument'))
      return `'${shown}': ${error.message}`;
    return undefined;
  }
}
