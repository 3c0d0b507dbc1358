/** findmnt: the table of mounts, or a file like fstab, as a tree, a list, pairs or JSON (util-linux). */
import { SysError } from '../../kernel/errno.ts';
import type { MountInfo } from '../../kernel/sys.ts';
import { toText } from './lib/byte-string.ts';
import { smartTable, type Shape } from './lib/smart-table.ts';
import { tool, type Tool } from './lib/tool.ts';
import { deviceOf } from './mount-points.ts';
import { mountOf } from './system.ts';

/** A line of either table. */
interface MountRow extends MountInfo {
  readonly freq?: string;
  readonly passno?: string;
}

interface Column {
  readonly show: (row: MountRow) => string | undefined;
  readonly right?: boolean;
}

const tag = (name: string) => (row: MountRow) =>
  row.source.startsWith(`${name}=`) ? row.source.slice(name.length + 1) : undefined;

/** Options that belong to the mount, and not to its file system. */
const OF_MOUNTS = /^(?:ro|rw|nosuid|nodev|noexec|noatime|nodiratime|relatime|strictatime|nosymfollow)$/;

const COLUMNS: Readonly<Record<string, Column>> = {
  TARGET: { show: ({ target }) => target },
  SOURCE: { show: ({ source, root }) => source + (root !== undefined && root !== '/' ? `[${root}]` : '') },
  FSTYPE: { show: ({ type }) => type },
  OPTIONS: { show: ({ options }) => options },
  'VFS-OPTIONS': { show: ({ options }) => options.split(',').filter((option) => OF_MOUNTS.test(option)).join(',') },
  'FS-OPTIONS': {
    show: ({ options }) =>
      options.split(',').filter((option) => /^r[ow]$/.test(option) || !OF_MOUNTS.test(option)).join(','),
  },
  FSROOT: { show: ({ root }) => root ?? '/' },
  'MAJ:MIN': { show: deviceOf },
  FREQ: { show: ({ freq }) => freq, right: true },
  PASSNO: { show: ({ passno }) => passno, right: true },
  UUID: { show: tag('UUID') },
  LABEL: { show: tag('LABEL') },
  PARTUUID: { show: tag('PARTUUID') },
  PARTLABEL: { show: tag('PARTLABEL') },
  PROPAGATION: { show: () => 'private' },
  'OPT-FIELDS': { show: () => undefined },
}; // prettier-ignore

/** Options that exclude each other, as messages list them. */
const EXCLUSIVE: readonly (readonly [keys: readonly string[], words: string])[] = [
  [['J', 'P', 'r', 'x'], '--json --pairs --raw --verify'],
  [['P', 'l', 'r', 'x'], '--pairs --list --raw --verify'],
  [['N', 'k', 'm', 's'], '--task --kernel --mtab --fstab'],
];

export const findmnt = tool(
  {
    name: 'findmnt',
    usage: '[options] <device> | <mountpoint>',
    about: 'Find a (mounted) filesystem',
    options:
      'n|noheadings o|output= l|list r|raw t|types= T|target= S|source= M|mountpoint= f|first-only k|kernel m|mtab R|submounts s|fstab J|json P|pairs ' +
      'D|df! A|all u|notruncate i|invert O|options= F|tab-file= x|verify! y|shell d|direction= c|canonicalize e|evaluate v|nofsroot tree N|task=! ' +
      'p|poll=?! w|timeout=! b|bytes! a|ascii U|uniq! C|nocanonicalize real! pseudo! output-all! vfs-all! deleted! shadowed!',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    for (const [keys, words] of EXCLUSIVE)
      if (new Set(t.given.map(([key]) => key).filter((key) => keys.includes(key))).size > 1)
        return t.die(`mutually exclusive arguments: ${words}`);
    const names = (t.value('o') ?? 'TARGET,SOURCE,FSTYPE,OPTIONS').split(',');
    const columns = names.map((name) => COLUMNS[name.toUpperCase()]);
    const unknown = columns.indexOf(undefined);
    if (unknown >= 0) return t.die(`unknown column: ${names[unknown]}`);
    const direction = t.value('d') ?? 'forward';
    if (!['forward', 'backward'].includes(direction)) return t.die(`unknown direction '${direction}'`);
    if (t.operands.length && (t.has('T') || t.has('S') || t.has('M')))
      return t.die(
        "options --target and --source can't be used together with command line element that is not an option",
      );
    const { chosen, tree } = await selected(t, direction === 'backward');
    if (chosen.length === 0) return 1;
    const shape: Shape = t.has('J') ? 'json' : t.has('P') ? 'pairs' : t.has('r') ? 'raw' : 'table';
    const nested = tree && !t.has('l') && shape !== 'pairs' && shape !== 'raw';
    await t.out.text(
      smartTable(shape, {
        name: 'filesystems',
        columns: names.map((name, i) => ({
          name: name.toUpperCase(),
          right: columns[i]?.right ?? false,
          tree: name.toUpperCase() === 'TARGET',
        })),
        headings: !t.has('n'),
        rows: chosen.map((row) => ({
          cells: columns.map((column) => column?.show(row)),
          parent: nested ? chosen.findIndex((one) => one === parentOf(chosen, row)) : -1,
        })),
      }),
    );
  },
);

async function table(t: Tool): Promise<readonly MountRow[]> {
  const path = t.value('F') ?? (t.has('s') ? '/etc/fstab' : undefined);
  return path === undefined ? t.sys.mounts() : fstab(t, path);
}

/** fstab(5): what is left out has its default; blanks in names are octal. */
async function fstab(t: Tool, path: string): Promise<readonly MountRow[]> {
  let lines: string[];
  try {
    const input = await t.input(path);
    lines = toText(await input.rest()).split('\n');
    await t.done(input);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`can't read ${path}: ${error.message}`);
  }
  const plain = (word: string) =>
    word.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)));
  return lines
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [source = '', target = 'none', type = 'auto', options = 'defaults', freq = '0', passno = '0'] = line
        .split(/\s+/)
        .map(plain);
      return { source, target, type, options, freq, passno };
    });
}

interface Selected {
  readonly chosen: readonly MountRow[];
  readonly tree: boolean;
}

async function selected(t: Tool, backward: boolean): Promise<Selected> {
  const ofKernel = !t.has('F') && !t.has('s');
  const types = t.value('t')?.split(',');
  const options = t.value('O')?.split(',') ?? [];
  const all = (await table(t))
    .filter(({ type }) => (!types || types.includes(type)) !== (!!types && t.has('i')))
    .filter((row) => options.every((option) => row.options.split(',').includes(option)));
  if (backward) all.reverse();
  const first = (rows: readonly MountRow[]) => (t.has('f') ? rows.slice(0, 1) : rows);
  const inside = t.value('T');
  if (inside !== undefined) return { chosen: first(await holding(t, inside, all)), tree: false };
  const target = t.value('M') ?? t.operands[t.operands.length - 1];
  const source = t.value('S') ?? (t.operands.length > 1 ? t.operands[0] : undefined);
  if (target === undefined && source === undefined)
    return { chosen: first(all), tree: ofKernel && !types && !backward };
  const wanted = all.filter(
    (mount) =>
      (source === undefined || mount.source === source) &&
      (target === undefined ||
        mount.target === target ||
        (!t.has('M') && t.operands.length === 1 && mount.source === target)),
  );
  if (!t.has('R') || !ofKernel) return { chosen: first(wanted), tree: false };
  return { chosen: all.filter((row) => wanted.some((top) => row === top || isAbove(top, row))), tree: true };
}

/** What the path lies on. */
async function holding(t: Tool, path: string, rows: readonly MountRow[]): Promise<readonly MountRow[]> {
  try {
    const found = await mountOf(t, path);
    return rows.filter(({ target }) => target === found?.target).slice(-1);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

const isAbove = (upper: MountInfo, lower: MountInfo) =>
  upper !== lower && (upper.target === '/' || lower.target.startsWith(`${upper.target}/`));

/** The mount that another one's directory lies on. */
function parentOf(mounts: readonly MountRow[], mount: MountRow): MountRow | undefined {
  return mounts.filter((one) => isAbove(one, mount)).sort((a, b) => b.target.length - a.target.length)[0];
}
