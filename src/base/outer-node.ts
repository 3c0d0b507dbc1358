/**
 * What passes between a process that runs as `node` and the page that runs it in a WebContainer: plain data, over one
 * channel for each process. When either side closes the channel, the other ends what it has of the process.
 *
 * Paths are absolute on the machine (or in the container) that the process belongs to.
 */

export type OuterFile =
  | { readonly path: string; readonly kind: 'directory' }
  | { readonly path: string; readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly path: string; readonly kind: 'symlink'; readonly target: string };

/** A file as the program left it; `bytes` absent: it is gone. */
export interface OuterChange {
  readonly path: string;
  readonly bytes?: Uint8Array;
}

/** Why a process cannot run there. `input`: its standard input is no terminal; `files`: its folder is too large to copy. */
export type OuterRefusal = 'input' | 'files';

export interface OuterStart {
  readonly kind: 'start';
  /** Arguments after `node`, the script's path relative to `cwd`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Of the process's terminal; undefined when its output is none. */
  readonly terminal: { readonly rows: number; readonly columns: number } | undefined;
  readonly files: readonly OuterFile[];
}

/** From the kernel to the page. */
export type ToOuter =
  | OuterStart
  | { readonly kind: 'unsuitable'; readonly why: OuterRefusal }
  | { readonly kind: 'input'; readonly bytes: Uint8Array }
  | { readonly kind: 'resize'; readonly rows: number; readonly columns: number };

/** From the page to the kernel. */
export type FromOuter =
  /** A line for people, in the language of the page. */
  | { readonly kind: 'notice'; readonly text: string }
  /** Nothing was run, for this reason: Drydock's own node runs the program. */
  | { readonly kind: 'refused'; readonly text: string }
  /** From now on the program hears what is typed. */
  | { readonly kind: 'started' }
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'changes'; readonly changes: readonly OuterChange[] }
  | { readonly kind: 'exit'; readonly status: number };
