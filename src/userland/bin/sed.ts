/** sed: its command line. sed-script.ts parses the script, sed-editor.ts runs it. */
import { SysError } from '../../kernel/errno.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { readText } from './lib/read-text.ts';
import { Editor } from './sed-editor.ts';
import type { Command } from './sed-command.ts';
import { parseScript, ScriptError } from './sed-script.ts';
import { tool, type Tool } from './lib/tool.ts';

export const sed = tool(
  {
    name: 'sed',
    usage: '[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...',
    about: 'Edit a stream: apply the commands to every line',
    options:
      'e|expression= f|file= n|quiet|silent i|in-place=? E|r|regexp-extended s|separate z|null-data u|unbuffered- l|line-length=- posix- debug!- follow-symlinks- sandbox-',
    from: 'GNU sed',
    optionHelp: true,
  },
  async (t) => {
    const operands = [...t.operands];
    const pieces: string[] = [];
    for (const [key, value] of t.given) {
      if (key === 'e') pieces.push(fromText(value));
      else if (key === 'f')
        pieces.push(
          fromText(value === '-' ? toText(await (await t.input('-')).rest()) : await scriptFile(t, value)).replace(
            /\n$/,
            '',
          ),
        );
    }
    if (pieces.length === 0) {
      const script = operands.shift();
      if (script === undefined) return noScript(t);
      pieces.push(fromText(script));
    }
    let commands: readonly Command[];
    const source = pieces.join('\n');
    const quiet = t.has('n') || source.startsWith('#n\n') || source === '#n';
    try {
      commands = parseScript(source, t.has('E'), t.has('sandbox'));
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      // GNU looks for labels when the whole script is read, and takes a missing one for worse.
      if (error.message.startsWith("can't find label")) return t.die(error.message, error.busybox, t.busybox ? 1 : 4);
      return t.die(`-e expression #1, char ${error.at}: ${error.message}`, error.busybox);
    }
    if (t.has('i') && operands.length === 0 && !t.busybox) return t.die('no input files', undefined, 4);
    const editor = new Editor(t, commands, quiet, operands.length ? operands : ['-']);
    return editor.run();
  },
);

async function scriptFile(t: Tool, path: string): Promise<string> {
  try {
    await t.sys.stat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.die(`couldn't open file ${path}: ${error.message}`, `${path}: ${error.message}`, t.busybox ? 1 : 4);
  }
  return readText(t.sys, path);
}

async function noScript(t: Tool): Promise<never> {
  if (t.busybox) return t.usage('');
  await t.err(await t.helpText());
  return t.sys.exit(1);
}
