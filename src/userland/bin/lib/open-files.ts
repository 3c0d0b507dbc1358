/** What processes have open, as /proc shows it: for lsof and fuser. */
import { SysError } from '../../../kernel/errno.ts';
import type { ProcessInfo, Stat, Sys } from '../../../kernel/sys.ts';

export interface OpenedFile {
  readonly process: ProcessInfo;
  /** `cwd`, `rtd` (root), `txt` (the program), or a descriptor's number. */
  readonly fd: string;
  /** `r`, `w`, `u` (both); empty of what is no descriptor. */
  readonly mode: '' | 'r' | 'w' | 'u';
  /** Where it is, or `pipe:[7]`, `socket:[7]`. */
  readonly path: string;
  readonly stat: Stat;
}

const LINKS = [
  ['cwd', 'cwd'],
  ['root', 'rtd'],
  ['exe', 'txt'],
] as const;

/** Those of processes that may be looked into; others of another user are left out. */
export async function openFiles(sys: Sys, process: ProcessInfo): Promise<OpenedFile[]> {
  const base = `/proc/${process.pid}`;
  const found: OpenedFile[] = [];
  const add = async (link: string, fd: string) => {
    try {
      const mode = fd === link.slice(3) ? accessOf(await sys.lstat(`${base}/${link}`)) : '';
      found.push({
        process,
        fd,
        mode,
        path: await sys.readlink(`${base}/${link}`),
        stat: await sys.stat(`${base}/${link}`),
      });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  };
  for (const [link, fd] of LINKS) await add(link, fd);
  for (const fd of await descriptors(sys, base)) await add(`fd/${fd}`, fd);
  return found;
}

async function descriptors(sys: Sys, base: string): Promise<string[]> {
  try {
    return (await sys.readdir(`${base}/fd`)).map(({ name }) => name).filter((name) => /^\d+$/.test(name));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return [];
  }
}

/** The permissions of a link in /proc/PID/fd are how it was opened. */
function accessOf({ mode }: Stat): 'r' | 'w' | 'u' {
  return mode & 0o400 ? (mode & 0o200 ? 'u' : 'r') : 'w';
}
