/** The picture of procps's top: summary, the row for messages, columns, tasks. Pure. */
import { cpuTime, commandLine, memoryShare } from '../ps.ts';
import type { Sample, Task } from './sample.ts';
import { FIELDS, type Field, type View } from './view.ts';

/** Text and how it looks. */
export type Part = readonly [text: string, look: 'plain' | 'bold' | 'reverse'];
export type Line = readonly Part[];

export interface Picture {
  readonly lines: readonly Line[];
  /** The row between summary and tasks, from 0, where messages and questions stand. */
  readonly messageRow: number;
  /** In the order shown. */
  readonly tasks: readonly Task[];
}

interface Column {
  readonly width: number;
  readonly left?: boolean;
  readonly text: (task: Task, view: View, processors: number) => string;
  readonly order: (task: Task) => number | string;
}

const memory = {
  text: ({ residentBytes }: Task) => String(Math.round(residentBytes / 1024)),
  order: ({ residentBytes }: Task) => residentBytes,
};

const COLUMNS: Readonly<Record<Field, Column>> = {
  PID: { width: 7, text: ({ pid }) => String(pid), order: ({ pid }) => pid },
  USER: { width: 8, left: true, text: ({ user }) => fitting(user, 8), order: ({ user }) => user },
  PR: { width: 3, text: ({ niceness }) => String(20 + niceness), order: ({ niceness }) => niceness },
  NI: { width: 3, text: ({ niceness }) => String(niceness), order: ({ niceness }) => niceness },
  VIRT: { width: 7, ...memory },
  RES: { width: 6, ...memory },
  // Nothing is shared between processes.
  SHR: { width: 6, text: () => '0', order: () => 0 },
  S: { width: 1, text: ({ state }) => state, order: ({ state }) => state },
  '%CPU': {
    width: 5,
    text: ({ share }, { irix }, processors) => (irix ? share : share / processors).toFixed(1),
    order: ({ share }) => share,
  },
  '%MEM': { width: 5, text: memoryShare, order: memory.order },
  'TIME+': {
    width: 9,
    text: ({ cpuMs }) => `${cpuTime(cpuMs, false)}.${String(Math.floor((cpuMs % 1000) / 10)).padStart(2, '0')}`,
    order: ({ cpuMs }) => cpuMs,
  },
  COMMAND: {
    width: 0,
    left: true,
    text: (task, { lines }) => (lines ? commandLine(task, false) : task.command),
    order: ({ command }) => command,
  },
};

/** What is longer ends with a plus. */
const fitting = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}+` : text);

export function pictureOf(sample: Sample, view: View, rows: number, columns: number): Picture {
  const chosen = view.pids.length ? sample.tasks.filter(({ pid }) => view.pids.includes(pid)) : sample.tasks;
  const above = summary({ ...sample, tasks: chosen }, view, columns);
  const ordered = arranged(chosen, view);
  const room = rows - above.length - 2;
  const tasks = ordered.slice(view.from).slice(0, view.most || Infinity);
  const shown = fields(columns);
  const header = shown.map((field) => padded(field, field)).join(' ');
  const lines = [
    ...above,
    [],
    [[rows === Infinity ? header : header.padEnd(columns), 'reverse'] as const],
    ...tasks.slice(0, Math.max(0, room)).map((task) => row(task, shown, view, sample.processors, columns)),
  ];
  return { lines: lines.map((line) => cut(line, columns)), messageRow: above.length, tasks };
}

/** The columns that fit, each with a blank behind it; the last takes what is left. */
function fields(columns: number): Field[] {
  let used = 0;
  return FIELDS.filter((field) => {
    used += (field === 'COMMAND' ? field.length : COLUMNS[field].width) + 1;
    return used <= columns;
  });
}

function padded(field: Field, text: string): string {
  const { width, left } = COLUMNS[field];
  return left ? text.padEnd(width) : text.padStart(width);
}

function row(task: Task, shown: readonly Field[], view: View, processors: number, columns: number): Line {
  const mark = view.marksBold ? (view.bold ? 'bold' : 'plain') : 'reverse';
  const look = view.runningMarked && task.state === 'R' ? mark : 'plain';
  return shown.flatMap((field, i): Part[] => {
    let text = COLUMNS[field].text(task, view, processors);
    if (field === 'COMMAND') {
      const left = shown.slice(0, -1).reduce((sum, one) => sum + COLUMNS[one].width + 1, 0);
      text = fitting(`${view.forest ? branch(task) : ''}${text}`, columns - left - 1);
    }
    const gap: Part[] = i ? [[' ', look]] : [];
    return [...gap, [padded(field, text), view.sortMarked && field === view.sort ? mark : look]];
  });
}

interface Nested extends Task {
  readonly depth: number;
}
const branch = (task: Task) => {
  const { depth = 0 } = task as Partial<Nested>;
  return depth ? `${'    '.repeat(depth - 1)} \`- ` : '';
};

function arranged(tasks: readonly Task[], view: View): readonly Task[] {
  if (view.forest) return nested(tasks).filter((task) => isShown(task, view));
  const { order } = COLUMNS[view.sort];
  const sign = view.rising ? 1 : -1;
  return tasks
    .filter((task) => isShown(task, view))
    .sort((a, b) => {
      const [one, other] = [order(a), order(b)];
      return (one < other ? -sign : one > other ? sign : 0) || a.pid - b.pid;
    });
}

function isShown(task: Task, { user, idle }: View): boolean {
  if (user && (task.uid === user.uid) === user.not) return false;
  return idle || task.share.toFixed(1) !== '0.0';
}

/** Each task is followed by its children. */
function nested(tasks: readonly Task[]): Nested[] {
  const below = (parent: number, depth: number): Nested[] =>
    tasks.filter(({ ppid }) => ppid === parent).flatMap((task) => [{ ...task, depth }, ...below(task.pid, depth + 1)]);
  const pids = new Set(tasks.map(({ pid }) => pid));
  return tasks.filter(({ ppid }) => !pids.has(ppid)).flatMap((task) => [{ ...task, depth: 0 }, ...below(task.pid, 1)]);
}

function summary(sample: Sample, view: View, columns: number): Line[] {
  const lines: string[] = [];
  if (view.load) lines.push(`top -${sample.uptime}`);
  if (view.tasks !== 'off') {
    const count = (state: string) => String(sample.tasks.filter((task) => task.state === state).length).padStart(3);
    const total = String(sample.tasks.length).padStart(3);
    lines.push(
      `${view.threads ? 'Threads' : 'Tasks'}: ${total} total, ${count('R')} running, ${count('S')} sleeping, ${count('T')} stopped, ${count('Z')} zombie`,
      ...processorLines(sample, view, columns),
    );
  }
  if (view.memory !== 'off') lines.push(...memoryLines(sample.memory, view, columns));
  return lines.map((line) => marked(line, view.bold));
}

/** The numbers of a line of the summary stand out, those behind its name. */
function marked(line: string, bold: boolean): Line {
  if (line.startsWith('top')) return [[line, 'plain']];
  if (line.includes('['))
    return line.split(BLOCKS).map((text, i): Part => (i % 2 ? [' '.repeat(text.length), 'reverse'] : [text, 'plain']));
  const [, name = line, rest = ''] = /^(.*?:)(.*)$/.exec(line) ?? [];
  const parts = rest.split(/( *\d[\d.]* )/).map((text, i): Part => [text, i % 2 && bold ? 'bold' : 'plain']);
  return [[name, 'plain'], ...parts];
}

function processorLines({ used, nice, processors }: Sample, view: View, columns: number): string[] {
  const line = (name: string, us: number, ni: number) => {
    if (view.tasks !== 'numbers') {
      const left = `%Cpu${name}:${(us + ni).toFixed(1).padStart(6)}/${'0.0'.padEnd(5)}${(us + ni).toFixed(0).padStart(4)}[`;
      return `${left}${bar(us + ni, columns - left.length - 2, view.tasks === 'bars')}]`;
    }
    const number = (value: number) => value.toFixed(1).padStart(5);
    const [zero, idle] = [number(0), number(100 - us - ni)];
    return `%Cpu${name}:${number(us)} us,${zero} sy,${number(ni)} ni,${idle} id,${zero} wa,${zero} hi,${zero} si,${zero} st `;
  };
  if (!view.processors) return [line('(s)', used / processors, nice / processors)];
  return Array.from({ length: processors }, (_, i) => line(`${i}`.padEnd(3), i ? 0 : used, i ? 0 : nice));
}

function memoryLines(info: Sample['memory'], view: View, columns: number): string[] {
  const kb = (name: string) => info.get(name) ?? 0;
  const mib = (value: number) => (value / 1024).toFixed(1);
  const cache = kb('Buffers') + kb('Cached') + kb('SReclaimable');
  const swapped = kb('SwapTotal') - kb('SwapFree');
  if (view.memory !== 'numbers') {
    const line = (name: string, part: number, all: number) => {
      const share = all ? (part * 100) / all : 0;
      const left = `MiB ${name}:${share.toFixed(1).padStart(5)}/${mib(all).padEnd(9)}[`;
      return `${left}${bar(share, columns - left.length - 2, view.memory === 'bars')}]`;
    };
    return [line('Mem ', kb('MemTotal') - kb('MemAvailable'), kb('MemTotal')), line('Swap', swapped, kb('SwapTotal'))];
  }
  const number = (value: number) => mib(value).padStart(9);
  return [
    `MiB Mem :${number(kb('MemTotal'))} total,${number(kb('MemFree'))} free,${number(kb('MemTotal') - kb('MemFree') - cache)} used,${number(cache)} buff/cache     `,
    `MiB Swap:${number(kb('SwapTotal'))} total,${number(kb('SwapFree'))} free,${number(swapped)} used.${number(kb('MemAvailable'))} avail Mem `,
  ];
}

/** Bars are at most a hundred wide; blocks are reversed blanks. */
function bar(share: number, room: number, strokes: boolean): string {
  const width = Math.max(0, Math.min(100, room));
  const filled = Math.min(width, Math.ceil((share * width) / 100));
  return (strokes ? '|' : BLOCK).repeat(filled).padEnd(width);
}
const BLOCK = '\u2588';
const BLOCKS = /(\u2588+)/;

function cut(line: Line, columns: number): Line {
  let left = columns;
  return line.flatMap(([text, look]): Part[] => {
    const part = text.slice(0, left);
    left -= part.length;
    return part ? [[part, look]] : [];
  });
}
