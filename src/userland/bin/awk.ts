/** awk: the language of POSIX, with the extensions that busybox and mawk share. */
import { SysError } from '../../kernel/errno.ts';
import { AwkError } from './awk/arithmetic.ts';
import { AwkSyntaxError, unescape } from './awk/lexer.ts';
import { Machine } from './awk/machine.ts';
import { parseAwk } from './awk/parser.ts';
import { Runner } from './awk/statements.ts';
import type { AwkProgram } from './awk/ast.ts';
import { fromText } from './lib/byte-string.ts';
import { RegexError } from './lib/regex.ts';
import { tool } from './lib/tool.ts';

export const awk = tool(
  {
    name: 'awk',
    usage: '[OPTIONS] [AWK_PROGRAM] [FILE]...',
    about: 'Scan input for patterns and process it',
    options: 'F|field-separator= v|assign= f|file= e|source= W=! i!-',
    firstOperandEnds: true,
    usageStatus: 2,
    from: 'mawk',
  },
  async (t) => {
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
        await t.err("usage: awk [-F value] [-v var=value] [--] 'program text' [file ...]\n");
        return 2;
      }
      sources.push(fromText(source));
    }
    let program: AwkProgram;
    const machine = new Machine(t, operands);
    const separator = t.value('F');
    if (separator !== undefined) machine.fs.value = separator === 't' ? '\t' : unescape(fromText(separator));
    for (const word of t.values('v')) {
      if (!machine.assign(word)) return t.die(`improper assignment: -v ${word}`, `bad assignment '${word}'`, 2);
    }
    let runner: Runner;
    try {
      program = parseAwk(sources.join('\n'));
      runner = new Runner(machine, program);
    } catch (error) {
      if (error instanceof AwkSyntaxError) {
        const short = error.message.startsWith('syntax')
          ? error.near === 'end of file'
            ? 'Unexpected end of string'
            : 'Unexpected token'
          : error.message;
        return t.die(
          `line ${error.line}: ${error.message} at or near ${error.near}`,
          `cmd. line:${error.line}: ${short}`,
          t.busybox ? 1 : 2,
        );
      }
      if (error instanceof AwkError || error instanceof RegexError)
        return t.die(error.message, `cmd. line:1: ${error.message}`, t.busybox ? 1 : 2);
      throw error;
    }
    try {
      await runner.run();
    } catch (error) {
      if (!(error instanceof AwkError || error instanceof RegexError)) throw error;
      const words = error.message.startsWith('division') ? 'Division by zero' : error.message;
      return t.die(error.message, `cmd. line:1: ${words}`, t.busybox ? 1 : 2);
    } finally {
      await t.out.flush();
      await machine.streams.closeAll();
    }
    return machine.status;
  },
);
