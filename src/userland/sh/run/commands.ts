/** The syntax tree compiled to closures. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import { ExitFlow } from '../flow.ts';
import type { Dialect } from '../dialect.ts';
import { SPECIAL_BUILTINS } from '../dialect.ts';
import { isName } from '../variables.ts';
import type {
  AndOr,
  ArithmeticCommand,
  Case,
  Command,
  CommandNode,
  CompoundCommand,
  CompoundList,
  FunctionNode,
  If,
  ParsedScript,
  Pipeline,
  Redirected,
  SourceText,
  Statement,
} from '../parser.ts';
import { lineAt, parseSource } from '../parser.ts';
import type { Run, Shell } from '../shell.ts';
import { isTrue } from '../expand/integer.ts';
import { compileArithmeticText, valueIn } from '../expand/arithmetic-text.ts';
import type { CompileContext } from '../expand/emit.ts';
import { matchesPattern, patternStyle } from '../expand/pattern.ts';
import { compilePattern, compileString, WORDS } from '../expand/words.ts';
import { beforeCommand, completed, ignoringErrors, leaf } from './completion.ts';
import { waitForeground, groupOptions } from './foreground.ts';
import { compileFor, compileWhile } from './loops.ts';
import { compileBackground, compilePipeline } from './pipelines.ts';
import { compileRedirects, withRedirects } from './redirections.ts';
import { shownText } from './shown-text.ts';
import { commandText, compileSimple, rescueRedirects } from './simple-command.ts';
import { traceText } from './trace.ts';

export function compileContext(dialect: Dialect, source: SourceText): CompileContext {
  const context: CompileContext = {
    dialect,
    source,
    words: WORDS,
    compileScript: (script: ParsedScript) => {
      const inner =
        script.source === undefined
          ? context
          : compileContext(dialect, { text: script.source, firstLine: source.firstLine });
      return compileStatements(script.commands, inner);
    },
  };
  return context;
}

export function compileStatements(statements: readonly Statement[], context: CompileContext): Run {
  return sequence(statements.map((statement) => compileStatement(statement, context)));
}

export function compileStatement(statement: Statement, context: CompileContext): Run {
  const run = compileAny(statement.command, context);
  if (!statement.background) return run;
  const text = commandText(statement, context).replace(/\s*&$/, '');
  return compileBackground(run, text, statement.command.type === 'Command');
}

function compileList(list: CompoundList, context: CompileContext): Run {
  return compileStatements(list.commands, context);
}

function sequence(runs: readonly Run[]): Run {
  if (runs.length === 1) return runs[0] as Run;
  const upTo =
    (end: number) =>
    (sh: Shell): Awaitable<number> => {
      let status = 0;
      for (let i = 0; i < end; i++) {
        const result = (runs[i] as Run)(sh);
        if (result instanceof Promise) return later(sh, runs, result, i + 1, end);
        status = result;
      }
      return status;
    };
  const run: Run = upTo(runs.length);
  const last = runs.at(-1);
  if (last?.tail) {
    const first = upTo(runs.length - 1);
    run.tail = (sh) => chain(first(sh), () => (last.tail as Run)(sh));
  }
  return run;
}

async function later(
  sh: Shell,
  runs: readonly Run[],
  pending: Promise<number>,
  from: number,
  end: number,
): Promise<number> {
  let status = await pending;
  for (let i = from; i < end; i++) {
    const result = (runs[i] as Run)(sh);
    status = result instanceof Promise ? await result : result;
  }
  return status;
}

function compileAny(node: CommandNode | Pipeline | AndOr, context: CompileContext): Run {
  if (node.type === 'AndOr') return compileAndOr(node, context);
  if (node.type === 'Pipeline') {
    const runs = node.commands.map((command) => compileCommand(command, context));
    const last = node.commands.at(-1);
    const line = lineAt(context.source, (last ?? node).pos);
    return compilePipeline(node, runs, commandText(node, context), last ? commandText(last, context) : '', line);
  }
  return compileCommand(node, context);
}

function compileAndOr(node: AndOr, context: CompileContext): Run {
  const runs = node.commands.map((command) => compileAny(command, context));
  const last = runs.length - 1;
  const from = (sh: Shell, index: number): Awaitable<number> => {
    const run = runs[index] as Run;
    const result = index === last ? run(sh) : ignoringErrors(sh, run);
    return chain(result, (status) => {
      sh.status = status;
      for (let next = index; next < last; next++) {
        if ((node.operators[next] === '&&') === (status === 0)) return from(sh, next + 1);
      }
      return status;
    });
  };
  return (sh) => from(sh, 0);
}

function compileCommand(node: CommandNode, context: CompileContext): Run {
  switch (node.type) {
    case 'Command':
      return context.dialect === 'dash' ? compileDashSimple(node, context) : compileSimple(node, context);
    case 'Function':
      return compileFunction(node, context);
    case 'Redirected':
      return compileRedirected(node, context);
    case 'Coproc':
      if (context.dialect !== 'bash') return notFound('coproc', lineAt(context.source, node.pos));
      return runLater(async () => {
        const { body, name } = node;
        const run = body.type === 'CompoundList' ? compileList(body, context) : compileCommand(body, context);
        return (await import('./coproc.ts')).compileCoproc(name?.value, run, commandText(node, context));
      });
    default:
      return compileCompound(node, context);
  }
}

/** `a &> f` is `a &` and then `> f` to dash. */
function compileDashSimple(node: Command, context: CompileContext): Run {
  const joint = node.redirects.find((redirect) => redirect.type === 'Redirect' && redirect.operator.startsWith('&>'));
  if (joint?.type !== 'Redirect') return compileSimple(node, context);
  const redirects = compileRedirects([{ ...joint, operator: joint.operator === '&>' ? '>' : '>>' }], context);
  const first = compileBackground(compileSimple(node, context, [joint]), commandText(node, context));
  const then: Run = (sh) =>
    chain(
      rescueRedirects(sh, undefined, () => withRedirects(sh, redirects, () => 0)),
      (status) => completed(sh, status),
    );
  return sequence([first, then]);
}

function compileRedirected(node: Redirected, context: CompileContext): Run {
  const run = compileCompound(node.command, context);
  const redirects = compileRedirects(node.redirects, context);
  const line = lineAt(context.source, context.dialect === 'bash' ? node.end : node.pos);
  return (sh) => {
    let failed = true;
    const body = () => {
      failed = false;
      return run(sh);
    };
    if (sh.dialect !== 'bash' || (!sh.depth && !sh.loopDepth)) sh.line = line;
    return chain(
      rescueRedirects(sh, undefined, () => withRedirects(sh, redirects, body)),
      (status) => (failed ? completed(sh, status) : status),
    );
  };
}

function compileCompound(node: CompoundCommand, context: CompileContext): Run {
  switch (node.type) {
    case 'BraceGroup':
      return compileList(node.body, context);
    case 'Subshell':
      return compileSubshell(
        compileList(node.body, context),
        commandText(node, context),
        lineAt(context.source, node.end - 1),
      );
    case 'If':
      return compileIf(node, context);
    case 'While':
      return compileWhile(node, compileList(node.body, context), compileList(node.clause, context));
    case 'For':
      return compileFor(node, compileList(node.body, context), context);
    case 'ArithmeticFor':
      return runLater(async () =>
        (await import('./arithmetic-for.ts')).compileArithmeticFor(node, compileList(node.body, context), context),
      );
    case 'Select':
      return runLater(async () =>
        (await import('./select.ts')).compileSelect(node, compileList(node.body, context), context),
      );
    case 'Case':
      return compileCase(node, context);
    case 'TestCommand':
      return runLater(async () =>
        (await import('./test-command.ts')).compileTest(node.expression, lineAt(context.source, node.pos), context),
      );
    case 'ArithmeticCommand':
      if (context.dialect !== 'bash') return nestedSubshells(node, context);
      return compileArithmeticCommand(node, context);
  }
}

/** Commands that no prompt needs are compiled when they first run. */
function runLater(compile: () => Promise<Run>): Run {
  let compiled: Run | undefined;
  return (sh) => {
    if (compiled) return compiled(sh);
    return compile().then((run) => {
      compiled = run;
      return run(sh);
    });
  };
}

/** A name that no command has. */
function notFound(name: string, line: number): Run {
  return (sh) => {
    sh.line = line;
    return chain(sh.complain(`${name}: not found`), () => completed(sh, 127));
  };
}

/** `((1))` is a subshell in a subshell where there is no arithmetic command. */
function nestedSubshells(node: ArithmeticCommand, context: CompileContext): Run {
  const parsed = parseSource(node.body, context.dialect, lineAt(context.source, node.pos));
  if (parsed.problem) return notFound(node.body.trim().split(/\s/, 1)[0] as string, lineAt(context.source, node.pos));
  const body = compileStatements(parsed.statements, compileContext(context.dialect, parsed.source));
  const line = lineAt(context.source, node.end - 1);
  return compileSubshell(compileSubshell(body, node.body, line), node.body, line);
}

/** `line` is where it ends, and where it failed. */
function compileSubshell(body: Run, text: string, line: number): Run {
  const start = (sh: Shell, background: boolean): number =>
    sh.fork(
      (child) => {
        // busybox lists the traps of the parent only where `trap` stands alone, as in `$(trap)`.
        if (child.dialect === 'ash') child.inheritedTraps = undefined;
        return (body.tail ?? body)(child);
      },
      groupOptions(sh, undefined, !background),
    );
  const run: Run = (sh) =>
    chain(waitForeground(sh, [start(sh, false)], text), (statuses) =>
      chain(sh.debugTrap === undefined || sh.inTrap ? sh.commandText : shownText(sh, text), (shown) => {
        sh.commandText = shown;
        sh.line = line;
        return completed(sh, statuses[0] as number);
      }),
    );
  run.tail = (sh) => {
    if (sh.traps.size > 0) return run(sh);
    sh.subshells++;
    return (body.tail ?? body)(sh);
  };
  return run;
}

function compileIf(node: If, context: CompileContext): Run {
  const branches = [node, ...node.elif].map((branch) => ({
    test: compileList(branch.clause, context),
    body: compileList(branch.then, context),
  }));
  const otherwise = node.else && compileList(node.else, context);
  const from = (sh: Shell, index: number): Awaitable<number> => {
    const branch = branches[index];
    if (!branch) {
      if (otherwise) return otherwise(sh);
      sh.status = 0;
      return 0;
    }
    const test = ignoringErrors(sh, branch.test);
    if (test instanceof Promise) return test.then((status) => (status === 0 ? branch.body(sh) : from(sh, index + 1)));
    return test === 0 ? branch.body(sh) : from(sh, index + 1);
  };
  return (sh) => from(sh, 0);
}

function compileCase(node: Case, context: CompileContext): Run {
  const word = compileString(node.word, context);
  const line = lineAt(context.source, node.pos);
  const items = node.items.map((item) => ({
    patterns: item.pattern.map((pattern) => compilePattern(pattern, context)),
    body: compileList(item.body, context),
    empty: item.body.commands.length === 0,
    terminator: item.terminator ?? ';;',
  }));
  const matches = (sh: Shell, text: string, index: number, pattern: number): Awaitable<boolean> => {
    const compiled = items[index]?.patterns[pattern];
    if (!compiled) return false;
    return chain(compiled(sh), (source) =>
      matchesPattern(text, source, sh.shopt.get('nocasematch') ?? false, patternStyle(sh))
        ? true
        : matches(sh, text, index, pattern + 1),
    );
  };
  const from = (sh: Shell, text: string, index: number, falls: boolean, status: number): Awaitable<number> => {
    const item = items[index];
    if (!item) return status;
    return chain(falls || matches(sh, text, index, 0), (hit): Awaitable<number> => {
      if (!hit) return from(sh, text, index + 1, false, status);
      if (item.empty) sh.status = 0;
      return chain(item.empty ? 0 : item.body(sh), (result) => {
        if (item.terminator === ';;') return result;
        return from(sh, text, index + 1, item.terminator === ';&', result);
      });
    });
  };
  return (sh) => {
    sh.line = line;
    const debug = sh.debugTrap === undefined ? undefined : beforeCommand(sh, `case ${node.word.text} in `);
    return chain(
      chain(debug, () => word(sh)),
      (text) =>
        chain(
          chain(traceCase(sh, node.word.text), () => from(sh, text, 0, false, 0)),
          (status) => {
            sh.status = status;
            return status;
          },
        ),
    );
  };
}

function traceCase(sh: Shell, text: string): Awaitable<void> {
  return sh.options.xtrace && sh.dialect === 'bash' ? traceText(sh, `case ${text} in`) : undefined;
}

function compileArithmeticCommand(node: ArithmeticCommand, context: CompileContext): Run {
  const value = compileArithmeticText(node.body, context);
  const line = lineAt(context.source, node.pos);
  return leaf((sh) => {
    sh.line = line;
    const trace = sh.options.xtrace ? traceText(sh, `(( ${node.body} ))`) : undefined;
    return chain(trace, () =>
      chain(sh.debugTrap === undefined ? undefined : beforeCommand(sh, `((${node.body}))`), () =>
        chain(valueIn(sh, '((', value), (result) => (result !== undefined && isTrue(result) ? 0 : 1)),
      ),
    );
  });
}

function compileFunction(node: FunctionNode, context: CompileContext): Run {
  const { body } = node;
  const run =
    body.type === 'CompoundList'
      ? compileList(body, context)
      : body.type === 'Redirected'
        ? compileRedirected(body, context)
        : compileCompound(body, context);
  const name = node.name.value;
  const text = commandText(node.body, context);
  return (sh) => {
    if (sh.readonlyFunctions.has(name)) return chain(sh.complain(`${name}: readonly function`), () => completed(sh, 1));
    if (sh.dialect === 'dash' && (!isName(name) || SPECIAL_BUILTINS.has(name))) {
      return chain(sh.err(`${sh.name}: ${lineAt(context.source, node.pos)}: Syntax error: Bad function name\n`), () => {
        throw new ExitFlow(2);
      });
    }
    const source = sh.errorName ?? (sh.readsInput ? 'main' : sh.commandString === undefined ? sh.name : 'environment');
    sh.functions.set(name, { run, text, source });
    return completed(sh, 0);
  };
}
