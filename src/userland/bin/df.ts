/** df: how full the mounted file systems are. */
import { SysError } from '../../kernel/errno.ts';
import type { MountInfo, StatFs } from '../../kernel/sys.ts';
import { mountOf } from './system.ts';
import { blockSize, sizeShown, type BlockSize } from './lib/block-size.ts';
import { humanNear } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Row {
  readonly mount: MountInfo;
  readonly fs: StatFs;
  /** The operand that led here. */
  readonly file: string;
}

export const df = tool(
  {
    name: 'df',
    usage: '[-PkmhTai] [-B SIZE] [-t TYPE] [FILESYSTEM]...',
    about: 'Print filesystem usage statistics',
    options:
      'P|portability k m h|human-readable H|si- T|print-type a|all i|inodes B|block-size= t|type= x|exclude-type=- total- sync- no-sync- ' +
      'l|local- output=?- v-',
  },
  async (t) => {
    const form = t.busybox ? undefined : await readForm(t);
    const rows: Row[] = [];
    const add = async (mount: MountInfo, file: string) => {
      const fs = await t.sys.statfs(mount.target);
      if (fs.blocks > 0 || t.has('a') || t.operands.length) rows.push({ mount, fs, file });
    };
    for (const path of t.operands) {
      try {
        const mount = await mountOf(t, path);
        if (mount) await add(mount, path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`${t.qf(path)}: ${error.message}`, `${path}: can't find mount point`);
      }
    }
    if (t.operands.length === 0) {
      for (const mount of t.sys.mounts()) {
        try {
          await add(mount, '-');
        } catch (error) {
          if (!(error instanceof SysError)) throw error;
        }
      }
    }
    const wanted = t.values('t');
    const refused = t.values('x');
    const shown = rows.filter(
      ({ mount }) => (!wanted.length || wanted.includes(mount.type)) && !refused.includes(mount.type),
    );
    if (shown.length === 0 && !t.busybox) return t.status || t.die('no file systems processed');
    await (form ? gnuDf(t, shown, form) : busyboxDf(t, shown));
    return t.status;
  },
);

async function busyboxDf(t: Tool, rows: readonly Row[]): Promise<void> {
  const word = t.value('B') ?? '';
  const unit = t.has('m')
    ? 1024 ** 2
    : t.has('B')
      ? Number(word.replace(/\D/g, '') || 1) * 1024 ** ('KMGT'.indexOf(word.replace(/\d/g, '').charAt(0)) + 1)
      : 1024;
  const show = (bytes: number) => (t.has('h') ? humanNear(bytes) : String(Math.ceil(bytes / unit)));
  const nodes = t.has('i');
  const title = nodes
    ? 'Inodes'
    : t.has('h')
      ? 'Size'
      : t.has('m')
        ? '1M-blocks'
        : t.has('P')
          ? '1024-blocks'
          : '1K-blocks';
  const type = (text: string) => (t.has('T') ? `${text.padEnd(10)} ` : '');
  const [used, share] = [
    t.has('P') && !t.has('h') ? 'Used'.padStart(7) : 'Used'.padStart(9),
    t.has('P') ? 'Capacity' : 'Use%',
  ];
  await t.out.line(
    `${'Filesystem'.padEnd(20)} ${type('Type')}${title.padStart(9)} ${used} Available ${share} Mounted on`,
  );
  for (const { mount, fs } of rows) {
    const amounts = nodes ? [0, 0, 0] : [fs.blocks, fs.blocks - fs.free, fs.free];
    const [total, used, available] = amounts.map((n) => (nodes ? String(n) : show(n * fs.blockSize))) as [
      string,
      string,
      string,
    ];
    const source =
      mount.source.length > 20 && !t.has('P') ? `${mount.source}\n${' '.repeat(20)}` : mount.source.padEnd(20);
    const [whole = 0, taken = 0] = amounts;
    const share = whole === 0 ? '0%' : `${Math.round((taken * 100) / whole)}%`;
    await t.out.line(
      `${source} ${type(mount.type)}${total.padStart(9)} ${used.padStart(9)} ${available.padStart(9)} ${share.padStart(4)} ${mount.target}`,
    );
  }
}

interface Column {
  readonly title: string;
  /** Least width. */
  readonly width: number;
  readonly left?: boolean;
  readonly cell: (row: Row, unit: BlockSize) => string;
}

interface Form {
  readonly fields: readonly string[];
  readonly unit: BlockSize;
  readonly titles: Readonly<Record<string, string>>;
}

/** The file systems have no fixed number of inodes, as btrfs has none: its zeros are theirs. */
const COLUMNS: Readonly<Record<string, Column>> = {
  source: { title: 'Filesystem', width: 14, left: true, cell: ({ mount }) => mount.source },
  fstype: { title: 'Type', width: 4, left: true, cell: ({ mount }) => mount.type },
  itotal: { title: 'Inodes', width: 5, cell: () => '0' },
  iused: { title: 'IUsed', width: 5, cell: () => '0' },
  iavail: { title: 'IFree', width: 5, cell: () => '0' },
  ipcent: { title: 'IUse%', width: 4, cell: () => '-' },
  size: { title: 'blocks', width: 5, cell: ({ fs }, unit) => sizeShown(fs.blocks * fs.blockSize, unit) },
  used: { title: 'Used', width: 5, cell: ({ fs }, unit) => sizeShown((fs.blocks - fs.free) * fs.blockSize, unit) },
  avail: { title: 'Avail', width: 5, cell: ({ fs }, unit) => sizeShown(fs.free * fs.blockSize, unit) },
  pcent: { title: 'Use%', width: 4, cell: ({ fs }) => percent(fs.blocks - fs.free, fs.blocks) },
  file: { title: 'File', width: 0, left: true, cell: ({ file }) => file },
  target: { title: 'Mounted on', width: 0, left: true, cell: ({ mount }) => mount.target },
};

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.ceil((part * 100) / whole)}%`;
}

async function readForm(t: Tool): Promise<Form> {
  const last = t.last('h', 'H', 'k', 'm', 'B');
  let unit: BlockSize = { size: last === 'm' ? 1024 ** 2 : 1024, suffix: '' };
  if (last === 'h') unit = { base: 1024 };
  if (last === 'H') unit = { base: 1000 };
  if (last === 'B') {
    const word = t.value('B') as string;
    const size = blockSize(word);
    const spelt = t.argv.some((arg) => arg.startsWith('--b')) ? '--block-size' : '-B';
    if (!size) return t.die(`invalid ${spelt} argument ${t.quote(word)}`);
    unit = size;
  }
  const own = t.has('output');
  for (const key of ['i', 'P', 'T']) {
    if (own && t.has(key)) return t.usage(`options -${key} and --output are mutually exclusive`);
  }
  const type = t.has('T') ? ['fstype'] : [];
  const fields = own
    ? await outputFields(t)
    : t.has('i')
      ? ['source', ...type, 'itotal', 'iused', 'iavail', 'ipcent', 'target']
      : ['source', ...type, 'size', 'used', 'avail', 'pcent', 'target'];
  const posix = t.has('P') && !('base' in unit);
  const blocks = 'base' in unit ? 'Size' : `${posix ? unit.size : unitName(unit.size)}-blocks`;
  const titles = {
    size: blocks,
    avail: 'base' in unit || own ? 'Avail' : 'Available',
    pcent: posix ? 'Capacity' : 'Use%',
  };
  return { fields, unit, titles };
}

/** `1K`, `1M`, `1kB`, `512B`: the unit in the title. */
function unitName(size: number): string {
  for (const [base, ending] of [
    [1024, ''],
    [1000, 'B'],
  ] as const) {
    let power = 0;
    while (power < 6 && size % base ** (power + 1) === 0) power++;
    const number = size / base ** power;
    if (power && number < base) return `${number}${power === 1 && ending ? 'k' : 'KMGTPE'[power - 1]}${ending}`;
  }
  return `${size}B`;
}

async function outputFields(t: Tool): Promise<string[]> {
  const fields: string[] = [];
  for (const field of t.values('output').flatMap((list) => list.split(',').filter(Boolean))) {
    if (!Object.hasOwn(COLUMNS, field)) return t.usage(`option --output: field ${t.quote(field)} unknown`);
    if (fields.includes(field)) return t.usage(`option --output: field ${t.quote(field)} used more than once`);
    fields.push(field);
  }
  return fields.length
    ? fields
    : ['source', 'fstype', 'itotal', 'iused', 'iavail', 'ipcent', 'size', 'used', 'avail', 'pcent', 'file', 'target'];
}

async function gnuDf(t: Tool, rows: readonly Row[], { fields, unit, titles }: Form): Promise<void> {
  const columns = fields.map((field) => ({ field, ...(COLUMNS[field] as Column) }));
  const table = rows.map((row) => columns.map(({ cell }) => cell(row, unit)));
  if (t.has('total')) {
    const sum = totalOf(rows);
    const hidden = fields.includes('source') ? 'target' : '';
    table.push(
      columns.map(({ field, cell }) =>
        field === hidden || field === 'file' || field === 'fstype' ? '-' : cell(sum, unit),
      ),
    );
  }
  const head = columns.map(({ field, title }) => titles[field] ?? title);
  const widths = columns.map(({ width }, i) =>
    Math.max(width, (head[i] as string).length, ...table.map((row) => (row[i] as string).length)),
  );
  for (const row of [head, ...table]) {
    const cells = row.map((text, i) => {
      const { left } = columns[i] as Column;
      if (left && i === row.length - 1) return text;
      return left ? text.padEnd(widths[i] as number) : text.padStart(widths[i] as number);
    });
    await t.out.line(cells.join(' '));
  }
}

function totalOf(rows: readonly Row[]): Row {
  const sum = (of: (fs: StatFs) => number) => rows.reduce((all, { fs }) => all + of(fs), 0);
  const fs: StatFs = {
    ...(rows[0] as Row).fs,
    blockSize: 1,
    blocks: sum((one) => one.blocks * one.blockSize),
    free: sum((one) => one.free * one.blockSize),
  };
  return { mount: { ...(rows[0] as Row).mount, source: 'total', target: 'total' }, fs, file: '-' };
}
