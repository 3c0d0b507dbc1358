/** The shells as programs: bash, dash (`sh` of Debian and Ubuntu) and busybox's ash. */
import type { Program, Sys } from '../../kernel/sys.ts';
import { SysError } from '../../kernel/errno.ts';
import { concat, EMPTY } from '../../base/bytes.ts';
import type { Dialect } from './dialect.ts';
import { uninterrupted } from './expand/substitution.ts';
import { decodeText } from './text-bytes.ts';
import { runInteractive, setUpInteractive } from './interactive/session.ts';
import type { Invocation } from './invocation.ts';
import { parseInvocation } from './invocation.ts';
import { readLine } from './builtins/read-line.ts';
import { ExitFlow, isFlow } from './flow.ts';
import { readForeign } from './parser.ts';
import { evaluateLast, RUNNER, runLines, runScript } from './run/script.ts';
import type { ShellHooks } from './shell.ts';
import { Shell } from './shell.ts';
import { importEnvironment, keepDirectory } from './startup.ts';

export const bash: Program = (sys) => shellMain(sys, 'bash');
export const dash: Program = (sys) => shellMain(sys, 'dash');
export const ash: Program = (sys) => shellMain(sys, 'ash');

/** Runs a shell in the process of `sys` by its argv; answers its exit status. */
export async function shellMain(sys: Sys, dialect: Dialect, hooks: ShellHooks = {}): Promise<number> {
  if (dialect !== 'bash') readForeign((await import('./foreign-syntax.ts')).FOREIGN);
  const name = sys.argv[0] ?? dialect;
  const sh = new Shell(sys, dialect, name, RUNNER, hooks);
  const invocation = parseInvocation(sys.argv, dialect);
  if ('error' in invocation) {
    await sh.err(invocation.error + (invocation.usage ? (await texts()).usageText(name) : ''));
    return 2;
  }
  if (invocation.tellsVersion) {
    await sh.out((await texts()).VERSION_TEXT);
    return 0;
  }
  if (invocation.letters.length || invocation.named.length || sys.env.has('SHELLOPTS')) {
    const { setInvoked, unknownLetter } = await import('./invoked-options.ts');
    const unknown = setInvoked(sh, invocation);
    if (unknown !== undefined) {
      const usage = dialect === 'bash' ? (await texts()).usageText(name) : '';
      await sh.err(`${name}: ${unknownLetter(sh, unknown)}\n${usage}`);
      return 2;
    }
  }
  for (const [option, on] of invocation.shopts) {
    if ((await sh.runner.invoke(sh, ['shopt', on ? '-s' : '-u', option], { plain: true })) !== 0) return 2;
  }
  sh.login = invocation.login;
  for (const fd of sys.descriptors()) sh.inherited.add(fd);
  importEnvironment(sh);
  if (dialect === 'bash' && [...sys.env.keys()].some((variable) => variable.startsWith('BASH_FUNC_'))) {
    (await import('./exported-functions.ts')).importFunctions(sh);
  }
  if (dialect === 'bash' && !sh.vars.map.has('SHELL')) await (await import('./login-shell.ts')).defineLoginShell(sh);
  await keepDirectory(sh);
  // bash looks where its prompt goes, the others where output does.
  sh.interactive =
    invocation.interactive ?? (readsTerminal(sys, invocation) && isTerminal(sys, dialect === 'bash' ? 2 : 1));
  sh.speaksShortly = sh.interactive;
  return sh.runToEnd(() => main(sh, invocation));
}

function texts() {
  return import('./invocation-texts.ts');
}

function readsTerminal(sys: Sys, invocation: Invocation): boolean {
  return invocation.command === undefined && invocation.file === undefined && isTerminal(sys, 0);
}

function isTerminal(sys: Sys, fd: number): boolean {
  try {
    return sys.isatty(fd);
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

async function main(sh: Shell, invocation: Invocation): Promise<number> {
  const { command, file, args } = invocation;
  if (sh.interactive) setUpInteractive(sh);
  else if (sh.dialect === 'bash' && sh.sys.signal('QUIT', 'ignore') === 'default') sh.ownSignals = ['QUIT'];
  if (sh.login) await readProfiles(sh, invocation);
  else if (sh.interactive) await readRunCommands(sh, invocation);
  else await sourceFile(sh, sh.vars.get('BASH_ENV'), sh.dialect === 'bash');
  if (command !== undefined) {
    if (args.length > 0) sh.name = args[0] as string;
    // busybox tells where it is once it has been given a name.
    if (args.length > 0 && sh.dialect === 'ash') sh.commandName = sh.name;
    sh.params = args.slice(1);
    sh.commandString = command;
    if (sh.dialect === 'bash') sh.vars.set('_', sh.name);
    return sh.interactive ? runScript(sh, command) : evaluateLast(sh, command, '-c');
  }
  if (file !== undefined) return (await import('./script-file.ts')).runFile(sh, file, args);
  sh.params = [...args];
  sh.readsInput = true;
  if (sh.interactive) return runInteractive(sh);
  return runLines(sh, { next: sh.dialect === 'bash' ? inputLine : bufferedLines() });
}

async function inputLine(sh: Shell): Promise<string | undefined> {
  const line = await readLine(sh, 0, { raw: true, delimiter: '\n' });
  if (line.ended && line.text === '') return undefined;
  return line.ended ? line.text : `${line.text}\n`;
}

/** dash and busybox read ahead: what they have taken is not there for a command that reads its input. */
function bufferedLines(): (sh: Shell) => Promise<string | undefined> {
  let bytes: Uint8Array = EMPTY;
  let ended = false;
  return async (sh) => {
    let end: number;
    while ((end = bytes.indexOf(10)) < 0 && !ended) {
      const more = await uninterrupted(() => sh.sys.read(0, READ_AHEAD_BYTES));
      if (more.length === 0) ended = true;
      else bytes = bytes.length === 0 ? more : concat([bytes, more]);
    }
    if (bytes.length === 0) return undefined;
    const line = end < 0 ? bytes : bytes.subarray(0, end + 1);
    bytes = bytes.subarray(line.length);
    return decodeText(line);
  };
}

const READ_AHEAD_BYTES = 8192;

// --- start-up files

async function readProfiles(sh: Shell, invocation: Invocation): Promise<void> {
  if (invocation.noProfile) return;
  await sourceFile(sh, '/etc/profile', true);
  const home = sh.vars.get('HOME') ?? '/';
  const personal =
    sh.dialect === 'bash' && !invocation.asSh ? ['.bash_profile', '.bash_login', '.profile'] : ['.profile'];
  for (const file of personal) if (await sourceFile(sh, `${home}/${file}`, true)) break;
  if (sh.dialect !== 'bash' && sh.interactive) await sourceFile(sh, sh.vars.get('ENV'), true);
}

async function readRunCommands(sh: Shell, invocation: Invocation): Promise<void> {
  if (sh.dialect !== 'bash' || invocation.asSh) {
    await sourceFile(sh, sh.vars.get('ENV'), true);
    return;
  }
  if (invocation.noRc) return;
  await sourceFile(sh, '/etc/bash.bashrc', true);
  await sourceFile(sh, invocation.rcFile ?? `${sh.vars.get('HOME') ?? '/'}/.bashrc`, true);
}

/** False when it is not there. */
async function sourceFile(sh: Shell, path: string | undefined, wanted: boolean): Promise<boolean> {
  if (!path || !wanted || !(await sh.sys.access(path, {}))) return false;
  try {
    await sh.runner.invoke(sh, ['.', path], { plain: true });
  } catch (error) {
    if (!isFlow(error) || error instanceof ExitFlow || !sh.interactive) throw error;
  }
  return true;
}
