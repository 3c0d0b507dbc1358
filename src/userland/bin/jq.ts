/** jq 1.6. */
import { SysError } from '../../kernel/errno.ts';
import { optionTable, type OptionTable } from './lib/options.ts';
import { tool, type Tool } from './lib/tool.ts';
import type { Node } from './jq/ast.ts';
import type { Environment } from './jq/environment.ts';
import { Break, Halt, JqError } from './jq/failure.ts';
import { NO_INPUTS, readInputs, readWhole } from './jq/inputs.ts';
import { Interpreter } from './jq/interpreter.ts';
import { PAUSE, type Host } from './jq/results.ts';
import { JsonError, JsonReader, truthy, type Json } from './jq/json.ts';
import { JqSyntaxError } from './jq/lexer.ts';
import { undefinedNames } from './jq/names.ts';
import { parseDefinitions, parseJq } from './jq/parser.ts';
import { PRELUDE } from './jq/prelude.ts';
import { printed, type PrintStyle } from './jq/print.ts';

const OPTIONS = optionTable(
  `s|slurp r|raw-output j|join-output a|ascii-output n|null-input c|compact-output C|color-output M|monochrome-output
   S|sort-keys e|exit-status f|from-file= R|raw-input h|help V|version tab indent= unbuffered seq stream=! arg= argjson=
   slurpfile= rawfile= args jsonargs L= argfile=`,
);

interface CommandLine {
  readonly flags: ReadonlySet<string>;
  readonly indent: string | undefined;
  readonly named: ReadonlyMap<string, Json>;
  readonly positional: readonly Json[];
  readonly filter: string | undefined;
  readonly files: readonly string[];
}

/** The program ends with this status after saying why. */
class UsageError extends Error {
  override name = 'UsageError';
}

export const jq = tool(
  {
    name: 'jq',
    usage: '[OPTIONS] FILTER [FILE]...',
    about: 'Pick, change and print JSON',
    rawArguments: true,
    usageStatus: 2,
    from: 'jq',
  },
  async (t) => {
    let line: CommandLine;
    try {
      line = await commandLine(t, OPTIONS);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      await t.err(
        `jq: ${error.message}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`,
      );
      return 2;
    }
    if (line.flags.has('V')) return void (await t.out.line('jq-1.6'));
    if (line.flags.has('h') || line.filter === undefined) return help(t, line.flags.has('h'));
    const scope = scopeOf(line);
    const program = compiled(line.filter, scope);
    if (typeof program === 'string') {
      await t.err(program);
      return 3;
    }
    return run(t, line, program, scope);
  },
);

async function help(t: Tool, asked: boolean): Promise<number> {
  const words = [
    'Usage:\tjq [OPTIONS] FILTER [FILE...]',
    '\tjq [OPTIONS] --args FILTER [STRINGS...]',
    '\tjq [OPTIONS] --jsonargs FILTER [JSON...]',
    '',
    'Reads JSON from FILEs, or from standard input, and prints what FILTER makes of each value: `.` is the value itself.',
    '',
    '  -c one line each        -r strings as they are    -n no input, `null` alone    -s all input as one array',
    '  -R lines as strings     -S keys in order          -e status from the result    -C in colours',
    '  --tab, --indent N       -f FILE reads the filter  --arg NAME TEXT, --argjson NAME JSON',
    '',
  ];
  const said = `${words.join('\n')}`;
  if (asked) await t.out.text(said);
  else await t.err(said);
  return asked ? 0 : 2;
}

async function commandLine(t: Tool, table: OptionTable): Promise<CommandLine> {
  const flags = new Set<string>();
  const named = new Map<string, Json>();
  const positional: Json[] = [];
  const words: string[] = [];
  let indent: string | undefined = '  ';
  let rest: 'files' | 'args' | 'jsonargs' = 'files';
  const list = [...t.operands];
  const operand = (word: string) => {
    if (words.length === 0 && !flags.has('f')) words.push(word);
    else if (rest === 'files') words.push(word);
    else if (rest === 'args') positional.push(word);
    else positional.push(parsedArgument(word, `invalid JSON text passed to --jsonargs`));
  };
  let filter: string | undefined;
  while (list.length) {
    const word = list.shift() as string;
    if (word === '--') {
      for (const left of list.splice(0)) operand(left);
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      operand(word);
      continue;
    }
    const keys = word.startsWith('--')
      ? [table.get(word.slice(2))?.key]
      : [...word.slice(1)].map((letter) => table.get(letter)?.key);
    for (const key of keys) {
      if (key === undefined || (word.startsWith('--') && word.length === 3))
        throw new UsageError(`Unknown option ${word}`);
      if (table.get(key)?.simulated === false) await t.die(`--${key} is not simulated in Drydock`, undefined, 2);
      flags.add(key);
      if (key === 'f') filter = '';
      else if (key === 'tab') indent = '\t';
      else if (key === 'c') indent = undefined;
      else if (key === 'L') list.shift();
      else if (key === 'args' || key === 'jsonargs') rest = key;
      else if (key === 'indent') indent = indentation(list.shift());
      else if (NAMED.has(key)) named.set(...(await argument(t, key, list.splice(0, 2))));
    }
  }
  if (filter !== undefined) {
    const file = words.shift();
    if (file === undefined) throw new UsageError('Unknown arguments');
    filter = await readWhole(t, file);
  } else filter = words.shift();
  return { flags, indent, named, positional, filter, files: words };
}

const NAMED = new Set(['arg', 'argjson', 'slurpfile', 'rawfile', 'argfile']);

function indentation(word: string | undefined): string | undefined {
  if (word === undefined) throw new UsageError('--indent takes one parameter');
  const width = Number.parseInt(word, 10);
  if (!(width >= -1 && width <= 7)) throw new UsageError('--indent takes a number between -1 and 7');
  return width > 0 ? ' '.repeat(width) : undefined;
}

function parsedArgument(word: string, message: string): Json {
  try {
    const reader = new JsonReader(word);
    const value = reader.next();
    if (value === undefined || reader.next() !== undefined) throw new JsonError('not one value');
    return value;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new UsageError(message);
  }
}

async function argument(t: Tool, key: string, words: readonly string[]): Promise<[string, Json]> {
  const [name, value] = words;
  const two = key === 'arg' ? 'varname value' : key === 'argjson' ? 'varname text' : 'varname filename';
  if (name === undefined || value === undefined)
    throw new UsageError(`--${key} takes two parameters (e.g. --${key} ${two})`);
  if (key === 'arg') return [name, value];
  if (key === 'argjson') return [name, parsedArgument(value, `invalid JSON text passed to --argjson`)];
  let content: string;
  try {
    content = await readWhole(t, value);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`jq: Bad JSON in --${key} ${name} ${value}: Could not open ${value}: ${error.message}\n`);
    return t.sys.exit(2);
  }
  if (key === 'rawfile') return [name, content];
  const values: Json[] = [];
  const reader = new JsonReader(content);
  try {
    for (let found = reader.next(); found !== undefined; found = reader.next()) values.push(found);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    await t.err(`jq: Bad JSON in --${key} ${name} ${value}: ${error.message}\n`);
    return t.sys.exit(2);
  }
  return [name, key === 'argfile' && values.length === 1 ? (values[0] as Json) : values];
}

let prelude: Environment | undefined;

function names(): Environment | undefined {
  if (!prelude)
    for (const definition of parseDefinitions(PRELUDE)) prelude = { kind: 'function', definition, outer: prelude };
  return prelude;
}

/** The built-in names and what the command line gives. */
function scopeOf(line: CommandLine): Environment | undefined {
  const args: Json = new Map<string, Json>([
    ['positional', line.positional],
    ['named', new Map(line.named)],
  ]);
  let scope = names();
  for (const [name, value] of [...line.named, ['ARGS', args]] as const)
    scope = { kind: 'variable', name, value, outer: scope };
  return scope;
}

/** The program, or what jq says of one that it cannot compile. */
function compiled(source: string, scope: Environment | undefined): Node | string {
  let node: Node;
  try {
    node = parseJq(source);
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error;
    const line = source.slice(0, error.at).split('\n').length;
    const shown = source.split('\n')[line - 1] ?? '';
    const column = error.at - (source.lastIndexOf('\n', error.at - 1) + 1);
    return `jq: error: syntax error, ${error.message} (Unix shell quoting issues?) at <top-level>, line ${line}:\n${shown}${' '.repeat(column)}\njq: 1 compile error\n`;
  }
  const missing = undefinedNames(node, scope);
  if (missing.length === 0) return node;
  const said = missing.map(({ name, at }) => {
    const column = at - (source.lastIndexOf('\n', at - 1) + 1);
    const line = source.slice(0, at).split('\n').length;
    return `jq: error: ${name} is not defined at <top-level>, line ${line}:\n${source}${' '.repeat(column)}\n`;
  });
  return `${said.join('')}jq: ${missing.length} compile error${missing.length > 1 ? 's' : ''}\n`;
}

function style(t: Tool, { flags, indent }: CommandLine): PrintStyle {
  const colours = flags.has('C') || (!flags.has('M') && t.sys.isatty(1));
  return {
    ...(indent !== undefined && { indent }),
    colours,
    sortKeys: flags.has('S'),
    ascii: flags.has('a'),
  };
}

async function run(t: Tool, line: CommandLine, program: Node, scope: Environment | undefined): Promise<number> {
  const { flags } = line;
  const given =
    flags.has('n') && !/\binputs?\b/.test(line.filter ?? '') ? NO_INPUTS : await readInputs(t, line.files, flags);
  let next = 0;
  const said: string[] = [];
  const environment: Json = new Map([...t.sys.env].map(([name, value]) => [name, value] as const));
  const host: Host = {
    input: () => given.values[next++],
    inputFile: () => line.files[line.files.length - 1] ?? null,
    environment,
    now: () => t.sys.now(),
    say: (message) => void said.push(message),
  };
  const interpreter = new Interpreter(host, scope);
  const printing = style(t, line);
  let last: Json | undefined;
  const emit = async (value: Json) => {
    last = value;
    const raw = (flags.has('r') || flags.has('j')) && typeof value === 'string';
    await t.out.text(
      `${flags.has('seq') ? '\x1e' : ''}${raw ? (value as string) : printed(value, printing)}${flags.has('j') ? '' : '\n'}`,
    );
  };
  const flush = async () => {
    if (said.length) await t.err(said.splice(0).join(''));
  };
  let status = t.status;
  const one = async (value: Json) => {
    try {
      for (const result of interpreter.run(program, scope, { value, path: undefined })) {
        await flush();
        if (result === PAUSE) await t.sys.tick();
        else await emit(result.value);
      }
      await flush();
    } catch (error) {
      await flush();
      status = await failed(t, error, flags.has('n') ? '<unknown>' : given.place(next - 1));
    }
  };
  try {
    if (flags.has('n')) await one(null);
    else for (let value = host.input(); value !== undefined; value = host.input()) await one(value);
    if (given.problem && !(flags.has('n') && next <= given.values.length)) {
      await t.err(`parse error: ${given.problem.message}\n`);
      return 4;
    }
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    return halted(t, error);
  }
  if (status === 0 && flags.has('e')) return last === undefined ? 4 : truthy(last) ? 0 : 1;
  return status;
}

async function halted(t: Tool, { status, value }: Halt): Promise<number> {
  if (value !== undefined) await t.err(typeof value === 'string' ? value : `${printed(value)}\n`);
  return status;
}

async function failed(t: Tool, error: unknown, place: string): Promise<number> {
  if (error instanceof Break) await t.err('jq: error (at <unknown>): break\n');
  else if (error instanceof RangeError) await t.err('jq: error: stack overflow\n');
  else if (error instanceof JqError) {
    const { value } = error;
    const words = typeof value === 'string' ? `: ${value}` : ` (not a string): ${printed(value)}`;
    await t.err(`jq: error (at ${place})${words}\n`);
  } else throw error;
  return 5;
}
