/**
 * The kernel's files as Emscripten's: every operation is a system call for which the program stands still. What the
 * runtime itself brings (its library below /lib, its devices in /dev) stays in its own memory.
 */
import { SysError } from '../../kernel/errno.ts';
import { FORMAT, TYPE_BITS } from '../../kernel/file-mode.ts';
import { O, type Stat } from '../../kernel/sys.ts';
import type { Guest } from '../guest/guest.ts';
import type { Attributes, Change, EmscriptenFs, FsNode, FsStream, NodeOps, StreamOps } from './emscripten.ts';
import { type TermiosFlags, termiosFlags, termiosOf } from '../../kernel/tty/termios-flags.ts';
import { wasiErrno } from './wasi-errno.ts';

const PERMISSIONS = 0o7777;
const BLOCK_BYTES = 4096;
/** Directories of the root that the runtime keeps. */
const OWN = new Set(['lib', 'dev']);

export class KernelFs {
  readonly #nodeOps: NodeOps;
  readonly #streamOps: StreamOps;

  constructor(
    private readonly guest: Guest,
    private readonly fs: EmscriptenFs,
  ) {
    this.#nodeOps = this.#makeNodeOps();
    this.#streamOps = this.#makeStreamOps();
  }

  /** The container's tree takes the place of the runtime's, but for what the runtime needs. */
  mount(): void {
    const { root } = this.fs;
    const own = root.node_ops;
    for (const [name, node] of Object.entries(root.contents ?? {})) {
      if (OWN.has(name)) continue;
      this.fs.hashRemoveNode(node);
      delete root.contents?.[name];
    }
    root.node_ops = {
      ...this.#nodeOps,
      lookup: (parent, name) => (OWN.has(name) ? own.lookup(parent, name) : this.#nodeOps.lookup(parent, name)),
      getattr: (node) => own.getattr(node),
    };
    this.fs.chdir(this.guest.start.cwd);
  }

  /** Descriptors 0, 1 and 2 are the process's. */
  connect(): void {
    for (const fd of [0, 1, 2]) {
      const stream = this.fs.getStream(fd);
      if (!stream) continue;
      stream.stream_ops = this.#streamOps;
      stream.kernelFd = fd;
      stream.seekable = false;
      stream.tty = this.guest.start.terminals[fd] ? { ops: this.#terminalOps(fd) } : undefined;
    }
  }

  kernelFd(fd: number): number | undefined {
    return this.fs.getStream(fd)?.kernelFd;
  }

  #terminalOps(fd: number) {
    return {
      ioctl_tcgets: () => termiosFlags(this.guest.sync.tcgetattr(fd)),
      ioctl_tcsets: (_tty: unknown, _when: number, flags: TermiosFlags) => {
        this.#call(() => this.guest.sync.tcsetattr(fd, termiosOf(flags)));
        return 0;
      },
      ioctl_tiocgwinsz: () => {
        const { rows, columns } = this.guest.sync.windowSize(fd);
        return [rows, columns] as const;
      },
    };
  }

  /** A system call; its failure is Emscripten's. */
  #call<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof SysError) throw new this.fs.ErrnoError(wasiErrno(error.errno));
      throw error;
    }
  }

  #node(parent: FsNode, name: string, mode: number): FsNode {
    const node = this.fs.createNode(parent, name, mode, 0);
    node.node_ops = this.#nodeOps;
    node.stream_ops = this.#streamOps;
    return node;
  }

  #path(parent: FsNode, name: string): string {
    return `${this.fs.getPath(parent)}/${name}`.replace(/^\/\//, '/');
  }

  #makeNodeOps(): NodeOps {
    const { sync } = this.guest;
    const make = (parent: FsNode, name: string, mode: number, work: (path: string) => unknown): FsNode => {
      this.#call(() => work(this.#path(parent, name)));
      return this.#node(parent, name, mode);
    };
    return {
      getattr: (node) => {
        const stat = this.#call(() => sync.lstat(this.fs.getPath(node)));
        node.mode = TYPE_BITS[stat.type] | stat.mode;
        return attributesOf(stat);
      },
      setattr: (node, change) => this.#call(() => this.#change(this.fs.getPath(node), change)),
      lookup: (parent, name) => {
        const stat = this.#call(() => sync.lstat(this.#path(parent, name)));
        return this.#node(parent, name, TYPE_BITS[stat.type] | stat.mode);
      },
      mknod: (parent, name, mode) =>
        make(parent, name, mode, (path) => {
          if ((mode & FORMAT) === TYPE_BITS.directory) sync.mkdir(path, mode & PERMISSIONS);
          else sync.close(sync.open(path, O.WRONLY | O.CREAT | O.EXCL, mode & PERMISSIONS));
        }),
      rename: (node, directory, name) => {
        this.#call(() => sync.rename(this.fs.getPath(node), this.#path(directory, name)));
        node.name = name;
      },
      unlink: (parent, name) => this.#call(() => sync.unlink(this.#path(parent, name))),
      rmdir: (parent, name) => this.#call(() => sync.rmdir(this.#path(parent, name))),
      readdir: (node) => ['.', '..', ...this.#call(() => sync.readdir(this.fs.getPath(node))).map(({ name }) => name)],
      symlink: (parent, name, target) =>
        make(parent, name, TYPE_BITS.symlink | 0o777, (path) => sync.symlink(target, path)),
      readlink: (node) => this.#call(() => sync.readlink(this.fs.getPath(node))),
    };
  }

  #change(path: string, { mode, size, atime, mtime, uid, gid }: Change): void {
    const { sync } = this.guest;
    if (mode !== undefined) sync.chmod(path, mode & PERMISSIONS);
    if (uid !== undefined || gid !== undefined) sync.chown(path, uid ?? -1, gid ?? -1);
    if (atime !== undefined || mtime !== undefined) {
      const stat = sync.stat(path);
      sync.utimes(path, Number(atime ?? stat.atime), Number(mtime ?? stat.mtime));
    }
    if (size === undefined) return;
    const fd = sync.open(path, O.WRONLY);
    try {
      sync.truncate(fd, size);
    } finally {
      sync.close(fd);
    }
  }

  #makeStreamOps(): StreamOps {
    const { sync } = this.guest;
    const fdOf = (stream: FsStream) => stream.kernelFd as number;
    /** Emscripten counts where a stream is; the kernel is told when it is elsewhere. */
    const place = (stream: FsStream, position: number) => {
      if (stream.seekable && position !== stream.kernelOffset) sync.seek(fdOf(stream), position, 'set');
    };
    return {
      open: (stream) => {
        const { flags, node } = stream;
        const path = this.fs.getPath(node);
        if (this.fs.isDir(node.mode)) return;
        stream.kernelFd = this.#call(() => sync.open(path, flags & ~(O.CREAT | O.EXCL | O.TRUNC)));
        stream.seekable = (node.mode & FORMAT) === TYPE_BITS.file;
        stream.kernelOffset = 0;
        if (this.#call(() => sync.isatty(fdOf(stream)))) stream.tty = { ops: this.#terminalOps(fdOf(stream)) };
      },
      close: (stream) => {
        if (stream.kernelFd !== undefined && stream.kernelFd > 2) this.#call(() => sync.close(fdOf(stream)));
      },
      read: (stream, buffer, offset, length, position) => {
        const bytes = this.#call(() => {
          place(stream, position);
          return sync.read(fdOf(stream), length);
        });
        stream.kernelOffset = position + bytes.length;
        buffer.set(bytes, offset);
        return bytes.length;
      },
      write: (stream, buffer, offset, length, position) => {
        const bytes = buffer.slice(offset, offset + length);
        this.#call(() => {
          if (!stream.seekable) this.guest.write(fdOf(stream), bytes);
          else {
            place(stream, position);
            sync.write(fdOf(stream), bytes);
            stream.kernelOffset = position + length;
          }
        });
        return length;
      },
      llseek: (stream, offset, whence) => {
        if (whence !== 2) return whence === 1 ? stream.position + offset : offset;
        if (stream.kernelFd === undefined) return offset;
        if (!stream.seekable) throw new this.fs.ErrnoError(wasiErrno('ESPIPE'));
        return this.#call(() => sync.fstat(fdOf(stream)).size) + offset;
      },
      fsync: () => undefined,
    };
  }
}

function attributesOf(stat: Stat): Attributes {
  return {
    dev: stat.dev,
    ino: stat.ino,
    mode: TYPE_BITS[stat.type] | stat.mode,
    nlink: stat.nlink,
    uid: stat.uid,
    gid: stat.gid,
    rdev: stat.major * 256 + stat.minor,
    size: stat.size,
    atime: new Date(stat.atime),
    mtime: new Date(stat.mtime),
    ctime: new Date(stat.ctime),
    blksize: BLOCK_BYTES,
    blocks: stat.blocks,
  };
}
