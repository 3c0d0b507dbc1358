/** fs.Stats. */
import { FORMAT, TYPE_BITS } from '../../kernel/file-mode.ts';
import type { FileType, Stat } from '../../kernel/sys.ts';

const BLOCK_BYTES = 4096;

export class Stats {
  readonly dev: number;
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly rdev: number;
  readonly blksize = BLOCK_BYTES;
  readonly ino: number;
  readonly size: number;
  readonly blocks: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly birthtimeMs: number;
  readonly atime: Date;
  readonly mtime: Date;
  readonly ctime: Date;
  readonly birthtime: Date;

  constructor(stat: Stat) {
    this.dev = stat.dev;
    this.mode = TYPE_BITS[stat.type] | stat.mode;
    this.nlink = stat.nlink;
    this.uid = stat.uid;
    this.gid = stat.gid;
    this.rdev = stat.major * 256 + stat.minor;
    this.ino = stat.ino;
    this.size = stat.size;
    this.blocks = stat.blocks;
    this.atimeMs = stat.atime;
    this.mtimeMs = stat.mtime;
    this.ctimeMs = stat.ctime;
    this.birthtimeMs = stat.ctime;
    this.atime = new Date(stat.atime);
    this.mtime = new Date(stat.mtime);
    this.ctime = new Date(stat.ctime);
    this.birthtime = new Date(stat.ctime);
  }

  isFile(): boolean {
    return this.#is('file');
  }
  isDirectory(): boolean {
    return this.#is('directory');
  }
  isSymbolicLink(): boolean {
    return this.#is('symlink');
  }
  isFIFO(): boolean {
    return this.#is('fifo');
  }
  isSocket(): boolean {
    return this.#is('socket');
  }
  isCharacterDevice(): boolean {
    return this.#is('char');
  }
  isBlockDevice(): boolean {
    return this.#is('block');
  }

  #is(type: FileType): boolean {
    return (this.mode & FORMAT) === TYPE_BITS[type];
  }
}
