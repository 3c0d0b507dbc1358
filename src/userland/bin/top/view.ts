/** How procps's top is set: what its keys and options change, and its picture shows. */

/** The columns shown, in their order, by the names that `-o` takes. */
export const FIELDS = [
  'PID',
  'USER',
  'PR',
  'NI',
  'VIRT',
  'RES',
  'SHR',
  'S',
  '%CPU',
  '%MEM',
  'TIME+',
  'COMMAND',
] as const;
export type Field = (typeof FIELDS)[number];

export interface View {
  sort: Field;
  /** From low to high. */
  rising: boolean;
  /** Command lines in place of names. */
  lines: boolean;
  /** Idle tasks are shown too. */
  idle: boolean;
  threads: boolean;
  /** Children below their parents. */
  forest: boolean;
  /** A processor's full use is 100%, not that of all. */
  irix: boolean;
  /** A line for each processor. */
  processors: boolean;
  load: boolean;
  /** As `t` and `m` go round: numbers, bars, blocks, nothing. */
  tasks: Style;
  memory: Style;
  colour: boolean;
  bold: boolean;
  sortMarked: boolean;
  runningMarked: boolean;
  /** Marks are bold, else reversed. */
  marksBold: boolean;
  /** Whose tasks alone are shown, or are not. */
  user: { readonly uid: number; readonly not: boolean } | undefined;
  /** These tasks alone. */
  readonly pids: readonly number[];
  /** At most so many tasks; 0: all. */
  most: number;
  /** The first task that is shown, from 0. */
  from: number;
  delayMs: number;
}

export const STYLES = ['numbers', 'bars', 'blocks', 'off'] as const;
export type Style = (typeof STYLES)[number];
