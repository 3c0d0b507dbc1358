/**
 * update-alternatives(1): symbolic links that choose between programs of one purpose. What there is to choose from stands in
 * `/var/lib/dpkg/alternatives/NAME`: the mode, the link, an empty line, then path and priority of each, and an empty line.
 */
import { nameExists } from '../name-exists.ts';
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { readText } from './lib/read-text.ts';
import { tool, type Tool } from './lib/tool.ts';

const DATABASE = '/var/lib/dpkg/alternatives';
const LINKS = '/etc/alternatives';

interface Group {
  readonly name: string;
  readonly mode: 'auto' | 'manual';
  readonly link: string;
  readonly choices: readonly { readonly path: string; readonly priority: number }[];
}

export const updateAlternatives = tool(
  {
    name: 'update-alternatives',
    usage: '<option> ... <command>',
    about: 'Maintain symbolic links that choose default programs',
    rawArguments: true,
    from: 'dpkg',
    usageStatus: 2,
  },
  async (t) => {
    const words = t.operands.filter((word) => word !== '--force' && word !== '--quiet' && word !== '--verbose');
    const [command, ...args] = words;
    switch (command) {
      case '--install':
        return install(t, args);
      case '--remove':
      case '--remove-all':
        return remove(t, args[0] ?? '', command === '--remove' ? args[1] : undefined);
      case '--set':
        return set(t, args[0] ?? '', args[1] ?? '');
      case '--auto':
        return auto(t, args[0] ?? '');
      case '--list':
        return list(t, args[0] ?? '');
      case '--display':
        return display(t, args[0] ?? '');
      case '--config':
        return t.die(
          `--config is not simulated in Drydock; the real one asks which: use --set ${args[0] ?? 'NAME'} PATH`,
          undefined,
          2,
        );
      default:
        return t.usage(
          command === undefined
            ? 'need --display, --query, --list, --get-selections, --config, --set, --set-selections, --install, --remove, --all, --remove-all or --auto'
            : `unknown argument '${command}'`,
          2,
        );
    }
  },
);

async function install(t: Tool, args: readonly string[]): Promise<number> {
  const [link, name, path, priority] = args;
  if (link === undefined || name === undefined || path === undefined || priority === undefined)
    return t.usage('--install needs <link> <name> <path> <priority>', 2);
  if (!(await nameExists(t.sys, path))) return t.die(`alternative path ${path} doesn't exist`, undefined, 2);
  const known = await read(t, name);
  const others = (known?.choices ?? []).filter((choice) => choice.path !== path);
  const group: Group = {
    name,
    link,
    mode: known?.mode ?? 'auto',
    choices: [...others, { path, priority: Number(priority) }].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  await save(t, group);
  if (group.mode === 'auto') await choose(t, group, best(group), 'auto');
  return 0;
}

async function remove(t: Tool, name: string, path: string | undefined): Promise<number> {
  const known = await read(t, name);
  if (!known) return t.die(`no alternatives for ${name}`, undefined, path === undefined ? 2 : 0);
  const group = { ...known, choices: path === undefined ? [] : known.choices.filter((choice) => choice.path !== path) };
  if (group.choices.length === 0) {
    for (const file of [`${DATABASE}/${name}`, `${LINKS}/${name}`, known.link]) await unlink(t, file);
    return 0;
  }
  await save(t, group);
  if ((await current(t, name)) === path) {
    const next = best(group);
    if (group.mode === 'manual')
      await t.out.line(`update-alternatives: removing manually selected alternative - switching ${name} to auto mode`);
    await choose(t, { ...group, mode: 'auto' }, next, 'auto');
  }
  return 0;
}

async function set(t: Tool, name: string, path: string): Promise<number> {
  const known = await read(t, name);
  if (!known) return t.die(`no alternatives for ${name}`, undefined, 2);
  if (!known.choices.some((choice) => choice.path === path))
    return t.die(`alternative ${path} for ${name} not registered; not setting`, undefined, 2);
  await choose(t, { ...known, mode: 'manual' }, path, 'manual');
  return 0;
}

async function auto(t: Tool, name: string): Promise<number> {
  const known = await read(t, name);
  if (!known) return t.die(`no alternatives for ${name}`, undefined, 2);
  await choose(t, { ...known, mode: 'auto' }, best(known), 'auto');
  return 0;
}

async function list(t: Tool, name: string): Promise<number> {
  const known = await read(t, name);
  if (!known) return t.die(`no alternatives for ${name}`, undefined, 2);
  for (const { path } of known.choices) await t.out.line(path);
  return 0;
}

async function display(t: Tool, name: string): Promise<number> {
  const known = await read(t, name);
  if (!known) return t.die(`no alternatives for ${name}`, undefined, 2);
  await t.out.line(`${name} - ${known.mode} mode`);
  await t.out.line(`  link best version is ${best(known)}`);
  await t.out.line(`  link currently points to ${(await current(t, name)) ?? 'nothing'}`);
  await t.out.line(`  link ${name} is ${known.link}`);
  for (const { path, priority } of known.choices) await t.out.line(`${path} - priority ${priority}`);
  return 0;
}

const best = ({ choices }: Group) => choices.reduce((a, b) => (b.priority > a.priority ? b : a)).path;

/** Points the links at a choice, and says so where it is another than before. */
async function choose(t: Tool, group: Group, path: string, mode: 'auto' | 'manual'): Promise<void> {
  await save(t, group);
  const before = await current(t, group.name);
  if (before === path && (await nameExists(t.sys, group.link))) return;
  await t.out.line(`update-alternatives: using ${path} to provide ${group.link} (${group.name}) in ${mode} mode`);
  await relink(t, `${LINKS}/${group.name}`, path);
  await relink(t, group.link, `${LINKS}/${group.name}`);
}

async function relink(t: Tool, at: string, target: string): Promise<void> {
  const temporary = `${at}.dpkg-tmp`;
  await unlink(t, temporary);
  await t.sys.symlink(target, temporary);
  await t.sys.rename(temporary, at);
}

async function current(t: Tool, name: string): Promise<string | undefined> {
  try {
    return await t.sys.readlink(`${LINKS}/${name}`);
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

async function unlink(t: Tool, path: string): Promise<void> {
  try {
    await t.sys.unlink(path);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
  }
}

async function read(t: Tool, name: string): Promise<Group | undefined> {
  const lines = (await readText(t.sys, `${DATABASE}/${name}`)).split('\n');
  const [mode, link] = lines;
  if (link === undefined) return undefined;
  const choices: { path: string; priority: number }[] = [];
  for (let i = 3; i + 1 < lines.length && lines[i] !== ''; i += 2)
    choices.push({ path: lines[i] as string, priority: Number(lines[i + 1]) });
  return { name, mode: mode === 'manual' ? 'manual' : 'auto', link, choices };
}

async function save(t: Tool, { name, mode, link, choices }: Group): Promise<void> {
  for (const folder of ['/var/lib/dpkg', DATABASE, LINKS]) {
    if (!(await nameExists(t.sys, folder))) await t.sys.mkdir(folder);
  }
  const content = `${mode}\n${link}\n\n${choices.map(({ path, priority }) => `${path}\n${priority}\n`).join('')}\n`;
  const temporary = `${DATABASE}/${name}.dpkg-tmp`;
  const fd = await t.sys.open(temporary, O.WRONLY | O.CREAT | O.TRUNC, 0o644);
  await t.sys.write(fd, utf8(content));
  await t.sys.close(fd);
  await t.sys.rename(temporary, `${DATABASE}/${name}`);
}
