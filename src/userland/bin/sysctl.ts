/** sysctl: kernel parameters, which are files below /proc/sys (sysctl(8)). */
import { SysError } from '../../kernel/errno.ts';
import { readText } from './lib/read-text.ts';
import { fromText, toText } from './lib/byte-string.ts';
import { regex } from './lib/regex.ts';
import { tool, type Tool } from './lib/tool.ts';
import { writeFile } from './lib/write-file.ts';

export const sysctl = tool(
  {
    name: 'sysctl',
    usage: '[-enqw] [KEY[=VALUE]]... | -a',
    about: 'Show or configure kernel parameters',
    options:
      'a|all|A|X b|binary- e|ignore f- n|values N|names q|quiet w|write p|load=?- r|pattern=- system!- dry-run!- deprecated!-',
    from: 'procps-ng 4.0.2',
    usageStatus: 1,
  },
  async (t) => {
    if (t.has('a')) return all(t);
    if (t.has('p')) return load(t, [t.value('p') || (t.operands[0] ?? '/etc/sysctl.conf'), ...t.operands.slice(1)]);
    if (t.operands.length === 0) {
      if (t.busybox) return t.usage('');
      await t.err(await t.helpText());
      return 0;
    }
    for (const word of t.operands) {
      if (!t.busybox && t.has('w') && !word.includes('=')) await badSyntax(t, 'command line', 0);
      else await take(t, word);
    }
    return t.status;
  },
);

async function badSyntax(t: Tool, where: string, line: number): Promise<void> {
  await t.warn(`${where}(${line}): invalid syntax, continuing...`);
}

/** Shows a key, or sets it. */
async function take(t: Tool, word: string): Promise<void> {
  const cut = word.indexOf('=');
  const key = (cut < 0 ? word : word.slice(0, cut)).trim();
  if (!t.busybox && key === '') return t.warn(`Path is not under ${ROOT}: ${ROOT}`);
  try {
    if (cut < 0) await show(t, pathOf(key));
    else await change(t, key, word.slice(cut + 1).trim());
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const unknown = error.errno === 'ENOENT';
    if (t.busybox || (error.errno !== 'EINVAL' && !(unknown && t.has('e')))) t.status = 1;
    if (!(t.has('e') && (unknown || t.busybox))) await t.err(`sysctl: ${complaint(t, key, cut >= 0, error)}\n`);
  }
}

/** Settings of files: a line each; a hyphen before a key is no part of it. */
async function load(t: Tool, paths: readonly string[]): Promise<number> {
  for (const path of paths) {
    let input;
    try {
      input = await t.input(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(`cannot open "${path}": ${error.message}`);
      continue;
    }
    let number = 0;
    for (let line = await input.line(); line !== undefined; line = await input.line()) {
      number++;
      const text = toText(line).trim();
      if (text === '' || /^[#;]/.test(text)) continue;
      if (text.includes('=')) await take(t, text.replace(/^-/, ''));
      else await t.err(`sysctl: ${path}(${number}): invalid syntax, continuing...\n`);
    }
    await t.done(input);
  }
  return t.status;
}

const ROOT = '/proc/sys/';
/** The first separator tells which of the two parts folders; the other stands for a dot in a name. */
const pathOf = (key: string) =>
  ROOT + (/^[^/]*\./.test(key) ? key.replace(/[./]/g, (mark) => (mark === '.' ? '/' : '.')) : key);
const keyOf = (path: string) => path.slice(ROOT.length).replaceAll('/', '.');

function complaint(t: Tool, key: string, writing: boolean, { errno, message }: SysError): string {
  const path = pathOf(key);
  if (t.busybox) {
    if (errno === 'ENOENT') return `error: '${path.slice(ROOT.length)}' is an unknown key`;
    return `error ${writing ? 'setting' : 'reading'} key '${key}': ${message}`;
  }
  if (errno === 'ENOENT') return `cannot stat ${path}: No such file or directory`;
  if (errno === 'EACCES') return `permission denied on key "${key}"`;
  return writing
    ? `setting key "${key}"${errno === 'EROFS' ? ', ignoring' : ''}: ${message}`
    : `reading key "${key}": ${message}`;
}

function patternOf(t: Tool): RegExp {
  return regex(fromText(t.value('r') ?? ''), { extended: true });
}

async function show(t: Tool, path: string): Promise<void> {
  const { type } = await t.sys.stat(path);
  if (type === 'directory') {
    for (const { name } of await t.sys.readdir(path)) await show(t, `${path}/${name}`);
    return;
  }
  const value = (await readText(t.sys, path)).trimEnd();
  if (!patternOf(t).test(fromText(keyOf(path)))) return;
  if (t.has('b')) await t.out.text(value);
  else if (t.has('N')) await t.out.line(keyOf(path));
  else await t.out.line(t.has('n') ? value : `${keyOf(path)} = ${value}`);
}

async function all(t: Tool): Promise<number> {
  for (const { name } of await t.sys.readdir(ROOT)) await show(t, `${ROOT}${name}`);
  return t.status;
}

async function change(t: Tool, key: string, value: string): Promise<void> {
  await t.sys.stat(pathOf(key));
  await writeFile(t.sys, pathOf(key), `${value}\n`);
  if (!t.has('q')) await t.out.line(t.has('n') ? value : `${t.busybox ? key : keyOf(pathOf(key))} = ${value}`);
}
