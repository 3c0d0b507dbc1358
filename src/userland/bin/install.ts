/** install: copies files into place, with mode and owner. */
import { SysError } from '../../kernel/errno.ts';
import { copy, eachPair, statOf } from './copy.ts';
import { Accounts } from './lib/accounts.ts';
import { BACKUP_OPTIONS, readBackup } from './lib/backup.ts';
import { parseMode } from './lib/mode-change.ts';
import { dirname, join } from './lib/path.ts';
import { tool, type Tool } from './lib/tool.ts';

export const install = tool(
  {
    name: 'install',
    usage: '[-d] [-m MODE] [-o USER] [-g GRP] [-t DIR] SOURCE... DEST',
    about: 'Copy files and set attributes',
    options:
      'd|directory m|mode= t|target-directory= T|no-target-directory v|verbose- C|compare!- D c p|preserve-timestamps o|owner= g|group= ' +
      `s|strip! ${BACKUP_OPTIONS}`,
  },
  async (t) => {
    const change = parseMode(t.value('m') ?? '755', 0);
    if (!change) return t.die(`invalid mode ${t.quote(t.value('m') ?? '')}`);
    const owner = await ownerOf(t);
    const finish = async (path: string, mode: number) => {
      if (owner) await t.sys.chown(path, owner.uid, owner.gid);
      await t.sys.chmod(path, mode);
    };
    if (t.has('d')) {
      if (t.operands.length === 0) return t.usage('missing file operand');
      for (const path of t.operands) if (await place(t, path)) await finish(path, change(0, true));
      return t.status;
    }
    const preserve = { mode: false, owner: false, times: t.has('p') };
    const backup = await readBackup(t);
    const target = t.value('t');
    if (t.has('D') && target !== undefined) await place(t, target);
    else if (t.has('D') && t.operands.length === 2) await place(t, dirname(t.operands[1] as string));
    await eachPair(t, async (from, to) => {
      const source = await statOf(t, from, true);
      if (source?.type === 'directory' && !t.busybox) return t.warn(`omitting directory ${t.q(from)}`);
      const existing = await statOf(t, to, true);
      // What runs or is open elsewhere keeps its inode: a new file takes the name.
      const same = existing && source && existing.ino === source.ino && existing.dev === source.dev;
      if (existing?.type === 'file' && backup === 'none' && !same && !t.busybox) await t.sys.unlink(to);
      if (await copy(t, from, to, { recursive: false, follow: 'always', preserve, backup }, true))
        await finish(to, change(0, false));
    });
    return t.status;
  },
);

/** -1 leaves that one as it is; undefined when neither is asked for. */
async function ownerOf(t: Tool): Promise<{ uid: number; gid: number } | undefined> {
  const [owner, group] = [t.value('o'), t.value('g')];
  if (owner === undefined && group === undefined) return undefined;
  const accounts = await Accounts.read(t.sys);
  const { euid, egid } = t.sys.credentials;
  const number = (word: string) => (/^\d+$/.test(word) ? Number(word) : undefined);
  const uid = owner === undefined ? euid : (accounts.user(owner)?.uid ?? number(owner));
  if (uid === undefined) return t.die(`invalid user ${t.quote(owner as string)}`, `unknown user ${owner}`);
  const gid = group === undefined ? egid : (accounts.group(group)?.gid ?? number(group));
  if (gid === undefined) return t.die(`invalid group ${t.quote(group as string)}`, `unknown group ${group}`);
  return { uid, gid };
}

/** Makes a directory and those above it. Answers whether it is there. */
async function place(t: Tool, path: string): Promise<boolean> {
  let at = path.startsWith('/') ? '/' : '';
  for (const part of path.split('/').filter(Boolean)) {
    at = at ? join(at, part) : part;
    const existing = await statOf(t, at, true);
    if (existing?.type === 'directory') continue;
    try {
      if (existing) throw new SysError('EEXIST');
      await t.sys.mkdir(at, 0o755);
      if (t.has('v')) await t.out.line(`install: creating directory ${t.q(at)}`);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(`cannot create directory ${t.q(at)}: ${error.message}`);
      return false;
    }
  }
  return true;
}
