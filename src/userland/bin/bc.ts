/** bc: a calculator of any precision. */
import { SysError } from '../../kernel/errno.ts';
import { isUnfinished, tokensOf } from './bc/lexer.ts';
import { BcQuit, BcRuntimeError, Machine } from './bc/machine.ts';
import { BcSyntaxError, Parser } from './bc/parser.ts';
import { toText } from './lib/byte-string.ts';
import type { Input } from './lib/input.ts';
import { tool, type Tool } from './lib/tool.ts';

const USUAL_LINE = 70;

export const bc = tool(
  {
    name: 'bc',
    usage: '[options] [file ...]',
    about: 'Calculate with any precision',
    options: 'i|interactive l|mathlib q|quiet s|standard w|warn h v',
    from: 'bc 1.07.1',
    optionHelp: 'stdout',
  },
  async (t) => {
    if (t.has('v')) return void (await t.out.line('bc 1.07.1 as simulated by Drydock'));
    if (t.has('h')) return void (await t.out.text(await t.usageText()));
    const given = t.sys.env.get('BC_LINE_LENGTH');
    const lineLength = given === undefined ? USUAL_LINE : Number(given) || 0;
    const keyboard = await t.input('-');
    const interactive = t.sys.isatty(0) && t.sys.isatty(1);
    if (interactive && !t.has('q')) await t.out.line('bc 1.07.1, as simulated by Drydock; `quit` leaves.');
    const world = {
      write: async (text: string) => {
        await t.out.text(text);
        if (interactive) await t.out.flush();
      },
      read: async () => toText((await keyboard.line()) ?? ''),
      tick: () => t.sys.tick(),
    };
    const machine = new Machine(world, t.has('l'), lineLength);
    try {
      for (const path of t.operands) {
        const input = await opened(t, path);
        if (!input) return 1;
        await runAll(t, machine, input, path);
        await t.done(input);
      }
      await runAll(t, machine, keyboard, '(standard_in)');
    } catch (error) {
      if (!(error instanceof BcQuit)) throw error;
    }
    return t.status;
  },
);

async function opened(t: Tool, path: string): Promise<Input | undefined> {
  try {
    return await t.input(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`File ${path} is unavailable.\n`);
    return undefined;
  }
}

/** Line by line, or as many lines as belong together. */
async function runAll(t: Tool, machine: Machine, input: Input, name: string): Promise<void> {
  let [source, first, next] = ['', 1, 1];
  for (let line = await input.line(); line !== undefined; line = await input.line()) {
    source += `${toText(line)}\n`;
    next++;
    input.hold(source.length);
    if (isUnfinished(source)) continue;
    await runChunk(t, machine, source, first, name);
    [source, first] = ['', next];
  }
  if (source) await runChunk(t, machine, source, first, name);
}

async function runChunk(t: Tool, machine: Machine, source: string, line: number, name: string): Promise<void> {
  const parser = new Parser(tokensOf(source, line));
  for (;;) {
    try {
      const statements = parser.line();
      if (!statements) return;
      await machine.run(statements);
    } catch (error) {
      if (error instanceof BcSyntaxError) await t.err(`${name} ${error.line}: ${error.message}\n`);
      else if (error instanceof BcRuntimeError) await t.err(`${error.message}\n`);
      else throw error;
    }
  }
}
