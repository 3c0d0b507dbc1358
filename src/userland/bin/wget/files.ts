/** Where GNU wget puts what it gets. */
import { SysError } from '../../../kernel/errno.ts';
import { O, type Stat, type Sys } from '../../../kernel/sys.ts';
import { dirname } from '../lib/path.ts';
import type { Tool } from '../lib/tool.ts';
import type { WgetLog } from './log.ts';
import { Failed } from './outcomes.ts';

export class WgetFiles {
  constructor(
    private readonly t: Tool,
    private readonly sys: Sys,
    private readonly log: WgetLog,
  ) {}

  /** Fails with Failed, told already. */
  async create(path: string, resumed: number): Promise<number> {
    const { sys } = this;
    const directory = dirname(path);
    try {
      if (directory !== '.' && directory !== '/') await makeDirectories(sys, directory);
      if (this.t.has('unlink') && (await this.exists(path))) await sys.unlink(path);
      return await sys.open(path, O.WRONLY | O.CREAT | (resumed > 0 ? O.APPEND : O.TRUNC), 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.log.say(`${path}: ${error.message}\n\nCannot write to ${this.log.quoted(path)} (${error.message}).\n`);
      throw new Failed(3);
    }
  }

  inPrefix(name: string): string {
    const prefix = this.t.value('P');
    return prefix === undefined || prefix === '.' ? name : `${prefix.replace(/\/$/, '')}/${name}`;
  }

  /** `name`, or `name.1` when that is taken. */
  async freeName(path: string): Promise<string> {
    if (this.t.has('N') || !(await this.exists(path))) return path;
    for (let n = 1; ; n++) if (!(await this.exists(`${path}.${n}`))) return `${path}.${n}`;
  }

  async exists(path: string): Promise<boolean> {
    return (await this.#stat(path)) !== undefined;
  }

  /** When it was changed; nothing when it is not there. */
  async timeOf(path: string): Promise<number | undefined> {
    return (await this.#stat(path))?.mtime;
  }

  async sizeOf(path: string): Promise<number> {
    return (await this.#stat(path))?.size ?? 0;
  }

  async #stat(path: string): Promise<Stat | undefined> {
    try {
      return await this.sys.stat(path);
    } catch (error) {
      if (error instanceof SysError) return undefined;
      throw error;
    }
  }
}

async function makeDirectories(sys: Sys, path: string): Promise<void> {
  const names = path.split('/');
  for (let i = 1; i <= names.length; i++) {
    const directory = names.slice(0, i).join('/');
    if (!directory) continue;
    try {
      await sys.mkdir(directory, 0o777);
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EEXIST')) throw error;
    }
  }
}
