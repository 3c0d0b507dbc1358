/** run-parts: runs every program of a directory, in the order of their names. */
import { SysError } from '../../kernel/errno.ts';
import { exitStatus, waitFor } from './lib/find-program.ts';
import { regex, RegexError } from './lib/regex.ts';
import { Quit, tool, type Tool } from './lib/tool.ts';

/** Names of Debian's own, of packages and of LANANA: no dots, so that backups are left out. */
const PLAIN = /^[a-zA-Z0-9_-]+$/;
const SYSTEM_INIT = /^(?:_?([a-z0-9_.]+-)+[a-z0-9]+|[a-z0-9][a-z0-9-]*|[a-z0-9][a-z0-9-]*\.dpkg-(?:old|dist|new|tmp))$/;

export const runParts = tool(
  {
    name: 'run-parts',
    usage: '[OPTION]... DIRECTORY',
    about: 'Run executable scripts and programs in DIRECTORY',
    options:
      'test list v|verbose d|debug report reverse exit-on-error stdin new-session u|umask= lsbsysinit regex= a|arg= V|version h|help',
    from: 'debianutils',
  },
  async (t) => {
    if (t.has('V')) return t.out.text(t.versionText());
    if (t.has('h')) return t.out.text(await t.helpText());
    const [directory] = t.operands;
    if (directory === undefined || t.operands.length > 1) return t.usage('missing operand');
    if (t.has('list') && t.has('test')) return t.die('--list and --test can not be used together');
    const mask = t.value('u') ?? '022';
    if (!/^[0-7]+$/.test(mask)) return t.die('bad umask value');
    t.sys.umask(parseInt(mask, 8));
    const fits = await filter(t);
    for (const name of await namesIn(t, directory)) {
      const path = `${directory}/${name}`;
      if (!fits(name)) continue;
      const runs = await runnable(t, path);
      if (t.has('list') ? runs !== undefined : t.has('test') && runs) await t.out.line(path);
      else if (runs && !t.has('list') && !t.has('test') && !(await runOne(t, path)) && t.has('exit-on-error')) break;
    }
    return t.status;
  },
);

async function filter(t: Tool): Promise<(name: string) => boolean> {
  const pattern = t.value('regex');
  if (pattern === undefined) return (name) => (t.has('lsbsysinit') ? SYSTEM_INIT : PLAIN).test(name);
  try {
    const compiled = regex(pattern, { extended: true });
    return (name) => compiled.test(name);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    await t.err('Unable to build regexp: Invalid regular expression\n');
    throw new Quit(1);
  }
}

async function namesIn(t: Tool, directory: string): Promise<string[]> {
  try {
    const names = (await t.sys.readdir(directory)).map(({ name }) => name).sort();
    return t.has('reverse') ? names.reverse() : names;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`failed to open directory ${directory}: ${error.message}`);
  }
}

/** Undefined: no file that could be a program. */
async function runnable(t: Tool, path: string): Promise<boolean | undefined> {
  try {
    if ((await t.sys.stat(path)).type !== 'file') return undefined;
    return await t.sys.access(path, { execute: true });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    // A link to nothing is told, and passed by.
    await t.err(`run-parts: failed to stat component ${path}: ${error.message}\n`);
    if (!(await isLink(t, path))) t.status = 1;
    return undefined;
  }
}

async function isLink(t: Tool, path: string): Promise<boolean> {
  try {
    return (await t.sys.lstat(path)).type === 'symlink';
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return false;
  }
}

/** Whether it ended well. With --report its name is told once it prints something. */
async function runOne(t: Tool, path: string): Promise<boolean> {
  if (t.has('v')) await t.err(`run-parts: executing ${path}\n`);
  await t.out.flush();
  const argv = [path, ...t.values('a')];
  let status: number;
  try {
    if (t.has('report')) status = await reported(t, path, argv);
    else status = await waitFor(t.sys, await t.sys.spawn(path, { argv, env: t.sys.env }));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`run-parts: failed to exec ${path}: ${error.message}\n`);
    status = 1;
  }
  if (status === 0) return true;
  await t.warn(
    status > 128
      ? `${path} exited because of uncaught signal ${status - 128}`
      : `${path} exited with return code ${status}`,
  );
  return false;
}

async function reported(t: Tool, path: string, argv: readonly string[]): Promise<number> {
  const [reader, writer] = t.sys.pipe();
  const pid = await t.sys.spawn(path, { argv, env: t.sys.env, fds: new Map([[0, 0], [1, writer], [2, writer]]) }); // prettier-ignore
  await t.sys.close(writer);
  let named = false;
  for (;;) {
    const bytes = await t.sys.read(reader, 65_536);
    if (bytes.length === 0) break;
    if (!named) await t.out.line(`${path}:`);
    named = true;
    await t.out.bytes(bytes);
  }
  await t.sys.close(reader);
  const result = await t.sys.wait(pid);
  return result ? exitStatus(result.status) : 0;
}
