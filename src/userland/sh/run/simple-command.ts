/** Simple commands: assignments, words, redirections; then a function, a builtin or a program. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { LIMITS } from '../../../base/limits.ts';
import { attempt, chain, guarded } from '../awaitable.ts';
import { findBuiltin } from '../builtins/table.ts';
import { SPECIAL_BUILTINS } from '../dialect.ts';
import { ExitFlow, RefusedFlow, ReturnFlow } from '../flow.ts';
import type { Command, CommandNode, Redirection, Word } from '../parser.ts';
import { lineAt } from '../parser.ts';
import type { ArrayElement, Run, Shell, ShellFunction } from '../shell.ts';
import type { CompileContext } from '../expand/emit.ts';
import { compileFields } from '../expand/words.ts';
import type { CompiledAssignment } from './assignments.ts';
import { assignEach, compileAssignment, overlay, withAssignments } from './assignments.ts';
import { afterReturn, beforeCommand, completed } from './completion.ts';
import { reapHelpers } from './foreground.ts';
import { runExternal } from './external.ts';
import type { CompiledRedirect } from './redirections.ts';
import { compileRedirects, placeForGood, RedirectError, withRedirects } from './redirections.ts';
import { traceWords } from './trace.ts';

/** Words, and the arrays that stand among the arguments of `declare`. */
interface Arguments {
  readonly words: string[];
  readonly arrays: ReadonlyMap<number, readonly ArrayElement[]> | undefined;
}

interface Simple {
  readonly line: number;
  readonly text: string;
  readonly assignments: readonly CompiledAssignment[];
  readonly redirects: readonly CompiledRedirect[];
  readonly expand: (sh: Shell) => Awaitable<Arguments>;
}

/** `without`: redirections that are left out. */
export function compileSimple(node: Command, context: CompileContext, without: readonly Redirection[] = []): Run {
  const line = lineAt(context.source, node.pos);
  const assignments = node.prefix.flatMap((item) =>
    item.type === 'Assignment' ? [compileAssignment(item, context)] : [],
  );
  const redirects = compileRedirects(
    node.redirects.filter((redirect) => !without.includes(redirect)),
    context,
  );
  if (!node.name) return compileAssignments(line, commandText(node, context), assignments, redirects);
  const simple: Simple = {
    line,
    text: commandText(node, context),
    assignments,
    redirects,
    expand: compileArguments(node, context),
  };
  const run: Run = (sh) => execute(sh, simple, false);
  run.tail = (sh) => execute(sh, simple, true);
  return run;
}

export function commandText(node: CommandNode | { pos: number; end: number }, context: CompileContext): string {
  return context.source.text.slice(node.pos, node.end).trim();
}

/** Only assignments (and redirections): the status is that of the last command substitution. */
function compileAssignments(
  line: number,
  source: string,
  assignments: readonly CompiledAssignment[],
  redirects: readonly CompiledRedirect[],
): Run {
  const only = assignments[0];
  const value = only?.value;
  if (assignments.length === 1 && only && value && !only.key && !only.append && redirects.length === 0) {
    return (sh) => {
      if (sh.options.xtrace || sh.debugTrap !== undefined)
        return assignTraced(sh, line, source, assignments, redirects);
      sh.line = line;
      sh.substitutionStatus = undefined;
      const text = value(sh);
      if (text instanceof Promise) {
        return text.then((late) => {
          sh.vars.set(only.name, late);
          return completed(sh, sh.substitutionStatus ?? 0);
        });
      }
      sh.vars.set(only.name, text);
      return completed(sh, sh.substitutionStatus ?? 0);
    };
  }
  return (sh) => assignTraced(sh, line, source, assignments, redirects);
}

function assignTraced(
  sh: Shell,
  line: number,
  source: string,
  assignments: readonly CompiledAssignment[],
  redirects: readonly CompiledRedirect[],
): Awaitable<number> {
  sh.line = line;
  return chain(beforeCommand(sh, source), () => assignAll(sh, line, assignments, redirects));
}

/** bash makes the redirections, undoes them, then assigns; the others assign within them. */
function assignAll(
  sh: Shell,
  line: number,
  assignments: readonly CompiledAssignment[],
  redirects: readonly CompiledRedirect[],
): Awaitable<number> {
  sh.line = line;
  sh.substitutionStatus = undefined;
  const assigning = (): Awaitable<number> => chain(assignEach(sh, assignments), () => sh.substitutionStatus ?? 0);
  const inside = sh.dialect === 'bash' ? () => 0 : assigning;
  return chain(
    rescueRedirects(sh, undefined, () => withRedirects(sh, redirects, inside)),
    (placed) => chain(sh.dialect === 'bash' && placed === 0 ? assigning() : placed, (status) => completed(sh, status)),
  );
}

const DECLARING: ReadonlySet<string> = new Set(['declare', 'typeset', 'local', 'export', 'readonly']);

function compileArguments(node: Command, context: CompileContext): (sh: Shell) => Awaitable<Arguments> {
  const name = node.name as Word;
  const args = node.args;
  if (args.every((item): item is Word => item.type === 'Word')) {
    const fields = compileFields([name, ...args], context);
    return (sh) => {
      const words = fields(sh);
      if (words instanceof Promise) return words.then((late) => ({ words: late, arrays: undefined }));
      return { words, arrays: undefined };
    };
  }
  const head = compileFields([name], context);
  const items = args.map((item) =>
    item.type === 'Word' ? compileFields([item], context) : compileAssignment(item, context),
  );
  return async (sh) => {
    const words = await head(sh);
    const arrays = new Map<number, readonly ArrayElement[]>();
    for (const item of items) {
      if (typeof item === 'function') words.push(...(await item(sh)));
      else {
        const key = item.key ? `[${await item.key(sh)}]` : '';
        if (item.array) {
          const shown = `${item.name}${item.append ? '+' : ''}`;
          const elements = await item.array(sh);
          if (sh.options.xtrace) await (await import('./trace-elements.ts')).traceElements(sh, shown, elements);
          arrays.set(words.length, elements);
          words.push(shown);
        } else words.push(`${item.name}${key}${item.append ? '+' : ''}=${item.value ? await item.value(sh) : ''}`);
      }
    }
    return { words, arrays: DECLARING.has(words[0] ?? '') ? arrays : undefined };
  };
}

function execute(sh: Shell, simple: Simple, tail: boolean): Awaitable<number> {
  sh.line = simple.line;
  sh.substitutionStatus = undefined;
  if (sh.debugTrap !== undefined || simple.text.includes('BASH_COMMAND'))
    return chain(beforeCommand(sh, simple.text), () => expandAndRun(sh, simple, tail));
  return expandAndRun(sh, simple, tail);
}

function expandAndRun(sh: Shell, simple: Simple, tail: boolean): Awaitable<number> {
  const args = simple.expand(sh);
  return args instanceof Promise
    ? args.then((late) => traceAndDispatch(sh, simple, late, tail))
    : traceAndDispatch(sh, simple, args, tail);
}

function traceAndDispatch(sh: Shell, simple: Simple, args: Arguments, tail: boolean): Awaitable<number> {
  sh.line = simple.line;
  // bash shows what is set for the command before the command: see `announced`.
  const late = sh.dialect === 'bash' && simple.assignments.length > 0;
  // What a function runs is not to close what the function was given.
  const mine = sh.leftovers.length > 0 ? sh.leftovers.splice(0) : NONE;
  if (sh.options.xtrace && args.words.length > 0 && !late) {
    return chain(traceWords(sh, args.words), () => finish(sh, simple, args, dispatch(sh, simple, args, tail), mine));
  }
  return finish(sh, simple, args, dispatch(sh, simple, args, tail), mine);
}

function finish(
  sh: Shell,
  simple: Simple,
  { words }: Arguments,
  status: Awaitable<number>,
  mine: readonly number[],
): Awaitable<number> {
  return status instanceof Promise
    ? status.then((value) => afterwards(sh, simple, words, value, mine))
    : afterwards(sh, simple, words, status, mine);
}

const NONE: readonly number[] = [];

function afterwards(
  sh: Shell,
  simple: Simple,
  words: readonly string[],
  status: number,
  mine: readonly number[],
): Awaitable<number> {
  sh.line = simple.line;
  if (sh.dialect === 'bash') sh.lastArgument = words[words.length - 1] ?? '';
  if (sh.helpers.length > 0 || mine.length > 0 || sh.leftovers.length > 0)
    return reapHelpers(sh, [...mine, ...sh.leftovers.splice(0)]).then(() => completed(sh, status));
  return completed(sh, status);
}

function dispatch(sh: Shell, simple: Simple, args: Arguments, tail: boolean): Awaitable<number> {
  const { words } = args;
  const name = words[0];
  const { redirects, assignments } = simple;
  if (name === undefined) {
    const substituted = sh.substitutionStatus;
    return chain(assignAll(sh, simple.line, assignments, redirects), (status) =>
      status === 0 ? (sh.substitutionStatus ?? substituted ?? 0) : status,
    );
  }
  const definition = sh.functions.get(name);
  if (definition) {
    return rescueRedirects(sh, undefined, () =>
      withRedirects(sh, redirects, () =>
        withAssignments(
          sh,
          assignments,
          () => announced(sh, simple, args, () => callFunction(sh, definition, words)),
          false,
        ),
      ),
    );
  }
  const builtin = findBuiltin(sh, name);
  if (builtin) {
    const keep = SPECIAL_BUILTINS.has(name) && sh.dialect !== 'bash';
    if (name === 'exec') return runExec(sh, simple, args);
    // bash numbers the lines of what is evaluated from where the command ends.
    if (name === 'eval' && sh.dialect === 'bash') sh.line += simple.text.split('\n').length - 1;
    const body = () => builtin(sh, words, args.arrays);
    if (redirects.length === 0 && assignments.length === 0) return rescueWrite(sh, name, body);
    return rescueRedirects(sh, name, () =>
      withRedirects(sh, redirects, () =>
        withAssignments(sh, assignments, () => announced(sh, simple, args, () => rescueWrite(sh, name, body)), keep),
      ),
    );
  }
  const external = { words, extraEnv: undefined, redirects, text: simple.text, tail };
  return rescueRedirects(sh, undefined, async () => {
    if (assignments.length === 0) return runExternal(sh, external);
    const extraEnv = await overlay(sh, assignments);
    await announced(sh, simple, args, () => undefined);
    return runExternal(sh, { ...external, extraEnv });
  });
}

/** What runs with assignments of its own, shown after them by `set -x`. */
function announced<T>(sh: Shell, simple: Simple, { words }: Arguments, body: () => Awaitable<T>): Awaitable<T> {
  const late = sh.options.xtrace && sh.dialect === 'bash' && simple.assignments.length > 0;
  return late ? chain(traceWords(sh, words), body) : body();
}

/** `exec`: its redirections stay. */
function runExec(sh: Shell, simple: Simple, args: Arguments): Awaitable<number> {
  const builtin = findBuiltin(sh, 'exec');
  return rescueRedirects(sh, 'exec', () =>
    chain(placeForGood(sh, simple.redirects), () =>
      withAssignments(
        sh,
        simple.assignments,
        () => announced(sh, simple, args, () => builtin?.(sh, args.words) ?? 0),
        args.words.length === 1,
      ),
    ),
  );
}

/** Says why a redirection failed; a special builtin of dash ends the script with it. */
export function rescueRedirects(
  sh: Shell,
  builtin: string | undefined,
  body: () => Awaitable<number>,
): Awaitable<number> {
  return attempt(body, (error) => {
    if (!(error instanceof RedirectError)) throw error;
    const status = sh.dialect === 'dash' ? 2 : 1;
    return chain(sh.complain(error.message), () => {
      if (builtin && sh.dialect !== 'bash' && SPECIAL_BUILTINS.has(builtin) && !sh.interactive)
        throw new ExitFlow(status);
      return status;
    });
  });
}

function rescueWrite(sh: Shell, name: string, body: () => Awaitable<number>): Awaitable<number> {
  return attempt(body, (error) => {
    if (error instanceof RefusedFlow) return error.status;
    const errno = (error as { errno?: string }).errno;
    if (errno === undefined || (error as Error).name !== 'SysError') throw error;
    const text = `write error: ${(error as Error).message}`;
    // busybox says it as a program of its would: no place, no builtin.
    if (sh.dialect === 'ash') {
      const applet = (sh.sys.argv[0] ?? 'ash').split('/').at(-1) as string;
      return chain(sh.err(`${applet}: ${text}\n`), () => 1);
    }
    return sh.builtinError(name, text);
  });
}

export function callFunction(sh: Shell, definition: ShellFunction, words: readonly string[]): Awaitable<number> {
  const name = words[0] as string;
  if (sh.depth >= LIMITS.shellDepth)
    sh.fatal(`${name}: maximum function nesting level exceeded (${LIMITS.shellDepth})`);
  const most = sh.dialect === 'bash' && sh.vars.map.has('FUNCNEST') ? Number(sh.vars.get('FUNCNEST')) : 0;
  if (most > 0 && sh.frames.length >= most) {
    sh.fatal(`${name}: maximum function nesting level exceeded (${most})`, 1);
  }
  const { errorName } = sh;
  const leave = sh.enter(name, words.slice(1), definition.source);
  // Unless it is said otherwise a function has a RETURN trap of its own; one that it sets stays.
  const outer = sh.options.functrace ? undefined : sh.traps.get('RETURN');
  if (outer !== undefined) sh.traps.delete('RETURN');
  if (sh.dialect === 'bash' && !sh.interactive) sh.errorName = definition.source;
  return guarded(
    () =>
      attempt(
        () => definition.run(sh),
        (error) => {
          if (error instanceof ReturnFlow) return error.status;
          throw error;
        },
      ),
    () => {
      if (sh.traps.has('RETURN')) return chain(afterReturn(sh), done);
      done();
    },
  );
  function done(): void {
    leave();
    if (outer !== undefined && !sh.traps.has('RETURN')) sh.traps.set('RETURN', outer);
    sh.errorName = errorName;
  }
}

/** Runs words that are expanded already: `command`, `builtin`, `exec` and completion of aliases end here. */
export function invokeWords(
  sh: Shell,
  words: readonly string[],
  options: { plain?: boolean; path?: string } = {},
): Awaitable<number> {
  const name = words[0] as string;
  const definition = options.plain ? undefined : sh.functions.get(name);
  if (definition) return callFunction(sh, definition, words);
  const builtin = findBuiltin(sh, name);
  if (builtin) return rescueWrite(sh, name, () => builtin(sh, words));
  const path = options.path === undefined ? {} : { path: options.path };
  return runExternal(sh, { words, extraEnv: undefined, redirects: [], text: words.join(' '), tail: false, ...path });
}
