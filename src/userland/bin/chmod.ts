/** chmod: changes the mode bits of files. */
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { EACH_FILE_OPTIONS, eachFile, referenced } from './lib/each-file.ts';
import { parseMode, type ModeChange } from './lib/mode-change.ts';
import { modeString } from './lib/text.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const SPEC = {
  name: 'chmod',
  usage: '[-Rcvf] MODE[,MODE]... FILE...',
  about: 'MODE is octal number (bit pattern sstrwxrwxrwx) or [ugoa]{+|-|=}[rwxXst]',
  options: EACH_FILE_OPTIONS,
};

export const chmod: Applet = (sys, argv = sys.argv) => {
  const { words, mode } = withoutMode(argv);
  return tool(SPEC, (t) => changeModes(t, mode))(sys, words);
};

/** `-x`, `-w` and such are a mode, not options: they are taken out of the parser's way. */
function withoutMode(argv: readonly string[]): { words: string[]; mode: string | undefined } {
  const end = argv.indexOf('--');
  const isMode = (word: string, i: number) => i > 0 && (end < 0 || i < end) && /^-[rwxXstugoa,+=0-7]/.test(word);
  const modes = argv.filter(isMode);
  return { words: argv.filter((word, i) => !isMode(word, i)), mode: modes.length ? modes.join(',') : undefined };
}

async function changeModes(t: Tool, given: string | undefined): Promise<void> {
  const files = [...t.operands];
  const reference = t.value('reference');
  const text = reference === undefined ? (given ?? files.shift()) : '';
  if (text === undefined || (files.length === 0 && reference !== undefined)) return t.usage('missing operand');
  if (files.length === 0) return t.usage(`missing operand after ${t.quote(text)}`);
  let change: ModeChange;
  let naive: ModeChange | undefined;
  if (reference !== undefined) {
    const { mode } = await referenced(t, reference);
    change = () => mode;
  } else {
    const mask = t.sys.umask(0);
    t.sys.umask(mask);
    const parsed = parseMode(text, mask);
    if (!parsed) return t.busybox ? t.die('', `invalid mode '${text}'`) : t.usage(`invalid mode: ${t.quote(text)}`);
    change = parsed;
    if (given !== undefined && !t.busybox) naive = parseMode(text, 0);
  }
  await eachFile(t, files, {
    follow: true,
    dangling: (path) => `cannot operate on dangling symlink ${t.q(path)}`,
    act: (file, stat) => changeMode(t, file, stat, change, naive),
  });
}

/** `naive`: what a mode that begins with `-` would do without a umask; GNU tells when that differs. */
async function changeMode(t: Tool, path: string, stat: Stat, change: ModeChange, naive?: ModeChange): Promise<void> {
  if (stat.type === 'symlink') return;
  const directory = stat.type === 'directory';
  const mode = change(stat.mode, directory);
  const show = (bits: number) => `${bits.toString(8).padStart(4, '0')} (${letters(bits)})`;
  try {
    await t.sys.chmod(path, mode);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    t.status = 1;
    if (!t.has('f'))
      await t.warn(`changing permissions of ${t.q(path)}: ${error.message}`, `${path}: ${error.message}`);
    if (t.has('v') && !t.busybox)
      await t.out.line(`failed to change mode of ${t.q(path)} from ${show(stat.mode)} to ${show(mode)}`);
    return;
  }
  const changed = mode !== stat.mode;
  if (t.has('v') || (t.has('c') && changed)) {
    if (t.busybox) await t.out.line(`mode of '${path}' changed to ${show(mode)}`);
    else if (changed) await t.out.line(`mode of ${t.q(path)} changed from ${show(stat.mode)} to ${show(mode)}`);
    else await t.out.line(`mode of ${t.q(path)} retained as ${show(mode)}`);
  }
  const expected = naive?.(stat.mode, directory) ?? mode;
  if (expected === mode) return;
  await t.warn(`${t.qf(path)}: new permissions are ${letters(mode)}, not ${letters(expected)}`);
}

function letters(bits: number): string {
  return modeString({ type: 'file', mode: bits }).slice(1);
}
