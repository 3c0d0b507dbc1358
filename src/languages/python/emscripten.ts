/** What is used of Emscripten's file system and of Pyodide; neither describes its inside in types. */
import type { TermiosFlags } from '../../kernel/tty/termios-flags.ts';

export interface FsNode {
  readonly id: number;
  name: string;
  mode: number;
  parent: FsNode;
  node_ops: NodeOps;
  stream_ops: StreamOps;
  contents?: Record<string, FsNode>;
}

export interface FsStream {
  readonly node: FsNode;
  flags: number;
  position: number;
  seekable: boolean;
  stream_ops: StreamOps;
  /** The kernel's descriptor. */
  kernelFd?: number;
  /** Where the kernel's descriptor is. */
  kernelOffset?: number;
  tty: { readonly ops: TerminalOps } | undefined;
}

export interface Attributes {
  readonly dev: number;
  readonly ino: number;
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly rdev: number;
  readonly size: number;
  readonly atime: Date;
  readonly mtime: Date;
  readonly ctime: Date;
  readonly blksize: number;
  readonly blocks: number;
}

export interface Change {
  readonly mode?: number;
  readonly size?: number;
  readonly atime?: number | Date;
  readonly mtime?: number | Date;
  readonly uid?: number;
  readonly gid?: number;
}

export interface NodeOps {
  getattr(node: FsNode): Attributes;
  setattr(node: FsNode, change: Change): void;
  lookup(parent: FsNode, name: string): FsNode;
  mknod(parent: FsNode, name: string, mode: number, dev: number): FsNode;
  rename(node: FsNode, directory: FsNode, name: string): void;
  unlink(parent: FsNode, name: string): void;
  rmdir(parent: FsNode, name: string): void;
  readdir(node: FsNode): string[];
  symlink(parent: FsNode, name: string, target: string): FsNode;
  readlink(node: FsNode): string;
}

export interface StreamOps {
  open?(stream: FsStream): void;
  close?(stream: FsStream): void;
  read(stream: FsStream, buffer: Uint8Array, offset: number, length: number, position: number): number;
  write(stream: FsStream, buffer: Uint8Array, offset: number, length: number, position: number): number;
  llseek?(stream: FsStream, offset: number, whence: number): number;
  fsync?(): void;
}

export interface TerminalOps {
  ioctl_tcgets?(): TermiosFlags;
  ioctl_tcsets?(tty: unknown, when: number, flags: TermiosFlags): number;
  ioctl_tiocgwinsz?(): readonly [rows: number, columns: number];
}

export interface EmscriptenFs {
  readonly root: FsNode;
  readonly ErrnoError: new (errno: number) => Error;
  createNode(parent: FsNode, name: string, mode: number, dev: number): FsNode;
  getPath(node: FsNode): string;
  getStream(fd: number): FsStream | undefined;
  hashRemoveNode(node: FsNode): void;
  lookupPath(path: string): { readonly node: FsNode };
  chdir(path: string): void;
  isDir(mode: number): boolean;
}

export interface Pyodide {
  readonly FS: EmscriptenFs;
  readonly _module: { readonly HEAPU32: Uint32Array; _run_main(): number };
  registerJsModule(name: string, module: object): void;
  runPython(code: string, options?: { readonly filename: string }): unknown;
  setInterruptBuffer(buffer: object): void;
}

export interface PyodideModule {
  loadPyodide(options: object): Promise<Pyodide>;
}
