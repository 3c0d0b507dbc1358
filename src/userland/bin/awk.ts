/** awk: the language of POSIX, with the extensions that busybox and mawk share. */
import { SysError } from '../../kernel/errno.ts';
import { AwkError } from './awk/arithmetic.ts';
import { AwkRegexError } from './awk/builtins.ts';
import { AwkProgramError, AwkSyntaxError, unescape } from './awk/lexer.ts';
import { Machine } from './awk/machine.ts';
import { parseAwk } from './awk/parser.ts';
import { Runner } from './awk/statements.ts';
import type { AwkProgram } from './awk/ast.ts';
import { fromText } from './lib/byte-string.ts';
import { RegexError } from './lib/regex.ts';
import { tool, type Tool } from './lib/tool.ts';

export const awk = tool(
  {
    name: 'awk',
    usage: '[OPTIONS] [AWK_PROGRAM] [FILE]...',
    about: 'Scan input for patterns and process it',
    options: 'F|field-separator= v|assign= f|file= e|source= W= i!-',
    firstOperandEnds: true,
    usageStatus: 2,
    from: 'mawk',
    optionError: (text) => `awk: ${mawkOption(text)}\n`,
  },
  async (t) => {
    for (const word of t.values('W')) {
      if ('version'.startsWith(word)) return t.out.text(t.versionText());
      if ('help'.startsWith(word) || 'usage'.startsWith(word)) return t.out.text(await t.helpText());
    }
    for (const word of t.values('v')) if (!/^[A-Za-z_]\w*=/.test(word)) await refuseAssignment(t, word);
    const operands = [...t.operands];
    const sources: string[] = [];
    for (const [key, value] of t.given) {
      if (key === 'e') sources.push(fromText(value));
      if (key !== 'f') continue;
      try {
        const input = await t.input(value);
        sources.push(await input.rest());
        await t.done(input);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(
          `cannot open ${value} (${error.message})`,
          `can't open '${value}': ${error.message}`,
          t.busybox ? 1 : 2,
        );
      }
    }
    if (sources.length === 0) {
      const source = operands.shift();
      if (source === undefined) {
        if (t.busybox) return t.usage('');
        await t.err(await t.helpText());
        return 0;
      }
      sources.push(fromText(source));
    }
    let program: AwkProgram;
    const machine = new Machine(t, operands);
    const separator = t.value('F');
    if (separator !== undefined)
      machine.fs.value = separator === 't' && t.busybox ? '\t' : unescape(fromText(separator), !t.busybox);
    for (const word of t.values('v')) {
      if (!machine.assign(word)) return refuseAssignment(t, word);
    }
    let runner: Runner;
    try {
      program = parseAwk(sources.join('\n'), !t.busybox);
      runner = new Runner(machine, program);
    } catch (error) {
      if (error instanceof AwkSyntaxError) {
        const short = error.message.startsWith('syntax')
          ? error.near === 'end of file'
            ? 'Unexpected end of string'
            : 'Unexpected token'
          : error.message;
        if (!t.busybox) return syntaxError(t, error, sources.join('\n'));
        return t.die(
          '',
          `cmd. line:${error.line}: ${short.replace('missing }', 'Unexpected token')}`,
          t.busybox ? 1 : 2,
        );
      }
      if (error instanceof AwkProgramError) return t.die(`line ${error.line}: ${error.message}`, error.message, 2);
      return fail(t, error, (message) => message);
    }
    try {
      await runner.run();
    } catch (error) {
      const { filename, fnr, nr } = machine;
      const place = `FILENAME="${machine.text(filename)}" FNR=${machine.text(fnr)} NR=${machine.text(nr)}`;
      return await fail(t, error, (message) => `run time error: ${message}\n\t${place}`);
    } finally {
      await t.out.flush();
      await machine.streams.closeAll();
    }
    return machine.status;
  },
);

/** What ended the program, in each awk's words. */
async function fail(t: Tool, error: unknown, runtime: (message: string) => string): Promise<never> {
  const status = t.busybox ? 1 : 2;
  if (error instanceof AwkRegexError) {
    const words = REGEX_FAULTS.find(([start]) => error.message.startsWith(start))?.[1] ?? error.message;
    const mawk = `line 1: regular expression compile failed (${words})\n${error.source}`;
    return t.die(mawk, `cmd. line:1: ${error.message}`, status);
  }
  if (!(error instanceof AwkError || error instanceof RegexError)) throw error;
  const words = error.message.startsWith('division') ? 'Division by zero' : error.message;
  return t.die(runtime(error.message), `cmd. line:1: ${words}`, status);
}

const REGEX_FAULTS = [
  ['Unmatched ( ', "missing ')'"],
  ['Unmatched [', 'bad class -- [], [^] or ['],
  ['Invalid preceding', 'missing operand'],
] as const;

/** mawk tells what is open at the end: first a parenthesis, then a brace. */
async function syntaxError(t: Tool, error: AwkSyntaxError, source: string): Promise<number> {
  const bare = source.replace(/"(?:\\.|[^"\\])*"|#.*/g, '');
  const open = (pair: string) => bare.split(pair[0] as string).length - bare.split(pair[1] as string).length;
  const atEnd = error.near === 'end of line';
  const [parentheses, braces] = [open('()'), open('{}')];
  const say = (line: number, text: string) => t.err(`awk: line ${line}: ${text}\n`);
  if (!atEnd && error.near === '}' && braces < 0) {
    await say(error.line, "extra '}'");
    await say(error.line, 'syntax error at or near end of line');
  } else if (!atEnd && error.near === ')' && parentheses < 0) await say(error.line, "extra ')'");
  else if (parentheses > 0) await say(error.line, `missing ) near ${error.near}`);
  else if (error.message !== 'missing }') await say(error.line, `syntax error at or near ${error.near}`);
  if (atEnd && braces > 0) await say(error.line + 1, 'missing } near end of file');
  return 2;
}

/** How mawk words a wrong option. */
function mawkOption(text: string): string {
  const lacking = /^option requires an argument -- '(.)'$/.exec(text);
  if (lacking) return `option -${lacking[1]} lacks argument`;
  const unknown = /^(?:invalid option -- '(.)'|unrecognized option '--(.*)')$/.exec(text);
  return unknown ? `not an option: -${unknown[1] ?? `-${unknown[2]}`}` : text;
}

function refuseAssignment(t: Tool, word: string): Promise<never> {
  return t.die(`improper assignment: -v ${word}`, `bad assignment '${word}'`, 2);
}
