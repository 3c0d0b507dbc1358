/** The forms that a tree is printed in: a drawing, JSON, XML. */
import type { Stat } from '../../../kernel/sys.ts';
import type { Node, Totals } from './walk.ts';

export interface TreeStyle {
  readonly lines: 'ascii' | 'utf-8' | 'none';
  /** What stands in brackets before a name. */
  fields(stat: Stat, size: number): string;
  quote(name: string): string;
  /** Whole paths in place of names. */
  readonly paths: boolean;
  /** A character for the type behind each name. */
  readonly marks: boolean;
  readonly colours: boolean;
}

const STROKES = {
  ascii: { child: '|-- ', last: '`-- ', down: '|   ' },
  'utf-8': { child: '├── ', last: '└── ', down: '│\u00a0\u00a0 ' },
  none: { child: '', last: '', down: '' },
} as const;

export function* drawTree(root: Node, style: TreeStyle): Generator<string> {
  yield shown(root, style, true);
  yield* below(root, style, '');
}

function* below(node: Node, style: TreeStyle, before: string): Generator<string> {
  const strokes = STROKES[style.lines];
  const children = node.children ?? [];
  for (const [i, child] of children.entries()) {
    const last = i === children.length - 1;
    yield `${before}${last ? strokes.last : strokes.child}${shown(child, style, false)}`;
    yield* below(child, style, before + (style.lines === 'none' ? '' : last ? '    ' : strokes.down));
  }
}

function shown(node: Node, style: TreeStyle, root: boolean): string {
  const { stat, target, targetStat, error } = node;
  const fields = stat ? style.fields(stat, node.size) : '';
  const name = coloured(style.quote(style.paths || root ? node.path : node.name), node, style);
  const link = target === undefined ? '' : ` -> ${style.quote(target)}`;
  const mark = style.marks ? markOf(target === undefined ? stat : targetStat) : '';
  return `${fields}${name}${link}${mark === '/' && node.path.endsWith('/') ? '' : mark}${error ? `  [${error}]` : ''}`;
}

function markOf(stat: Stat | undefined): string {
  if (!stat) return '';
  if (stat.type === 'file') return stat.mode & 0o111 ? '*' : '';
  return { directory: '/', fifo: '|', socket: '=', symlink: '', char: '', block: '' }[stat.type];
}

/** As dircolors has it by default. */
function coloured(name: string, { stat, isDirectory, target, targetStat }: Node, { colours }: TreeStyle): string {
  if (!colours || !stat) return name;
  let code = '';
  if (target !== undefined) code = targetStat ? '01;36' : '40;31;01';
  else if (isDirectory) code = '01;34';
  else if (stat.type === 'fifo') code = '40;33';
  else if (stat.type === 'file' && stat.mode & 0o111) code = '01;32';
  return code ? `\x1b[${code}m${name}\x1b[0m` : name;
}

function kindOf({ stat, target }: Node): string {
  if (target !== undefined) return 'link';
  return {
    directory: 'directory',
    file: 'file',
    fifo: 'fifo',
    socket: 'socket',
    char: 'char',
    block: 'block',
    symlink: 'link',
  }[stat?.type ?? 'file'];
}

export function writeJson(roots: readonly Node[], totals: Totals | undefined, directoriesOnly: boolean): string {
  const body = roots.map((root) => jsonOf(root, '  ')).join(',\n');
  if (!totals) return `[\n${body}\n\n]\n`;
  const files = directoriesOnly ? '' : `,"files":${totals.files}`;
  return `[\n${body}\n,\n  {"type":"report","directories":${totals.directories}${files}}\n]\n`;
}

function jsonOf(node: Node, indent: string): string {
  const target = node.target === undefined ? '' : `,"target":${JSON.stringify(node.target)}`;
  const error = node.error ? `,"error":${JSON.stringify(node.error)}` : '';
  const head = `${indent}{"type":"${kindOf(node)}","name":${JSON.stringify(node.name)}${target}${error}`;
  if (!node.children) return `${head}}`;
  const children = node.children.map((child) => jsonOf(child, `${indent}  `));
  return children.length ? `${head},"contents":[\n${children.join(',\n')}\n${indent}]}` : `${head}}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => ENTITIES[char] as string);

export function writeXml(roots: readonly Node[], totals: Totals | undefined, directoriesOnly: boolean): string {
  const files = directoriesOnly ? '' : `    <files>${totals?.files ?? 0}</files>\n`;
  const report = totals
    ? `  <report>\n    <directories>${totals.directories}</directories>\n${files}  </report>\n`
    : '';
  return `<?xml version="1.0"?>\n<tree>\n${roots.map((root) => xmlOf(root, '  ')).join('')}${report}</tree>\n`;
}

function xmlOf(node: Node, indent: string): string {
  const kind = kindOf(node);
  const target = node.target === undefined ? '' : ` target="${escaped(node.target)}"`;
  const head = `${indent}<${kind} name="${escaped(node.name)}"${target}>`;
  const children = (node.children ?? []).map((child) => xmlOf(child, `${indent}  `)).join('');
  return children ? `${head}\n${children}${indent}</${kind}>\n` : `${head}</${kind}>\n`;
}
