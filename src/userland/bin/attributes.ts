/** touch, chmod, chown, chgrp: changing what the inode says. */
import { SysError } from '../../kernel/errno.ts';
import { O, type Stat } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { parseMode, type ModeChange } from './lib/mode-change.ts';
import { parseDate } from './lib/parse-date.ts';
import { join } from './lib/path.ts';
import { modeString, q } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

export const touch = tool(
  {
    name: 'touch',
    usage: '[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...',
    about: 'Update mtime of FILEs',
    options: 'a c|no-create d|date= f m h|no-dereference r|reference= t= time=-',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('missing file operand');
    const now = t.sys.now();
    let [atime, mtime] = [now, now];
    const reference = t.value('r');
    if (reference !== undefined) {
      try {
        ({ atime, mtime } = await t.sys.stat(reference));
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`failed to get attributes of ${q(reference)}: ${error.message}`, `${reference}: ${error.message}`);
      }
    }
    const word = t.value('d') ?? t.value('t');
    if (word !== undefined) {
      const parsed = parseDate(word, now);
      if (parsed === undefined) return t.die(`invalid date format ${q(word)}`, `invalid date '${word}'`);
      atime = mtime = parsed;
    }
    for (const path of t.operands) await touchOne(t, path, atime, mtime);
  },
);

async function touchOne(t: Tool, path: string, atime: number, mtime: number): Promise<void> {
  const followLink = !t.has('h');
  try {
    let old: Stat | undefined;
    try {
      old = await (followLink ? t.sys.stat(path) : t.sys.lstat(path));
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
      if (t.has('c') || t.has('h')) return;
      await t.sys.close(await t.sys.open(path, O.WRONLY | O.CREAT | O.NONBLOCK, 0o666));
    }
    const word = t.value('time');
    const onlyAccess = t.has('a') || word === 'atime' || word === 'access' || word === 'use';
    const onlyModify = t.has('m') || word === 'mtime' || word === 'modify';
    const a = onlyModify && !onlyAccess && old ? old.atime : atime;
    const m = onlyAccess && !onlyModify && old ? old.mtime : mtime;
    await t.sys.utimes(path, a, m, { followLink });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const what = error.errno === 'EPERM' || error.errno === 'EACCES' ? 'cannot touch' : 'cannot touch';
    await t.warn(`${what} ${q(path)}: ${error.message}`, `${path}: ${error.message}`);
  }
}

/** Applies `act` to a path and, with -R, to all below it. */
async function eachFile(t: Tool, path: string, act: (path: string, stat: Stat) => Promise<void>): Promise<void> {
  let stat: Stat;
  try {
    stat = await t.sys.lstat(path);
    if (stat.type === 'symlink' && !t.has('h')) stat = await t.sys.stat(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (!t.has('f')) return t.warn(`cannot access ${q(path)}: ${error.message}`, `${path}: ${error.message}`);
    t.status = 1;
    return;
  }
  await act(path, stat);
  if (t.has('R') && stat.type === 'directory') await below(t, path, act);
}

async function below(t: Tool, path: string, act: (path: string, stat: Stat) => Promise<void>): Promise<void> {
  let entries;
  try {
    entries = await t.sys.readdir(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(`cannot read directory ${q(path)}: ${error.message}`, `${path}: ${error.message}`);
  }
  for (const entry of entries) {
    if (entry.name === '.' || entry.name === '..') continue;
    const child = join(path, entry.name);
    const stat = await t.sys.lstat(child);
    await act(child, stat);
    if (stat.type === 'directory') await below(t, child, act);
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
}

/** `-x`, `-w` and such begin a mode, not options: they are moved out of the parser's way. */
function withModeFirst(argv: readonly string[]): string[] {
  const at = argv.findIndex((word, i) => i > 0 && /^-[rwxXst]+$/.test(word));
  if (at < 0) return [...argv];
  return [...argv.slice(0, at), ...argv.slice(at + 1, at + 1), '--', ...argv.slice(at)];
}

const chmodTool = tool(
  {
    name: 'chmod',
    usage: '[-Rcvf] MODE[,MODE]... FILE...',
    about: 'MODE is octal number (bit pattern sstrwxrwxrwx) or [ugoa]{+|-|=}[rwxXst]',
    options: 'c|changes f|silent|quiet v|verbose R|recursive reference=- preserve-root- no-preserve-root-',
  },
  async (t) => {
    const files = [...t.operands];
    const reference = t.value('reference');
    let change: ModeChange;
    if (reference !== undefined) {
      const { mode } = await t.sys.stat(reference);
      change = () => mode;
    } else {
      const text = files.shift();
      if (text === undefined) return t.usage('missing operand');
      if (files.length === 0) return t.usage(`missing operand after ${q(text)}`);
      const mask = t.sys.umask(0);
      t.sys.umask(mask);
      const parsed = parseMode(text, mask);
      if (!parsed) return t.busybox ? t.die('', `invalid mode '${text}'`) : t.usage(`invalid mode: ${q(text)}`);
      change = parsed;
    }
    for (const path of files) await eachFile(t, path, (file, stat) => changeMode(t, file, stat, change));
  },
);

export const chmod: typeof chmodTool = (sys, argv = sys.argv) => chmodTool(sys, withModeFirst(argv));

async function changeMode(t: Tool, path: string, stat: Stat, change: ModeChange): Promise<void> {
  if (stat.type === 'symlink') return;
  const mode = change(stat.mode, stat.type === 'directory');
  try {
    await t.sys.chmod(path, mode);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    t.status = 1;
    if (!t.has('f')) await t.warn(`changing permissions of ${q(path)}: ${error.message}`, `${path}: ${error.message}`);
    return;
  }
  const changed = mode !== stat.mode;
  if (!t.has('v') && !(t.has('c') && changed)) return;
  const show = (bits: number) =>
    `${bits.toString(8).padStart(4, '0')} (${modeString({ type: 'file', mode: bits }).slice(1)})`;
  if (t.busybox) await t.out.line(`mode of '${path}' changed to ${show(mode)}`);
  else if (changed) await t.out.line(`mode of ${q(path)} changed from ${show(stat.mode)} to ${show(mode)}`);
  else await t.out.line(`mode of ${q(path)} retained as ${show(mode)}`);
}

const OWNER_OPTIONS =
  'c|changes f|silent|quiet v|verbose R|recursive h|no-dereference dereference- H L P reference=- from=!- preserve-root- no-preserve-root-';

export const chown = tool(
  {
    name: 'chown',
    usage: '[-RhLHPcvf]... USER[:[GRP]] FILE...',
    about: 'Change the owner and/or group of FILEs to USER and/or GRP',
    options: OWNER_OPTIONS,
  },
  async (t) => {
    const [files, reference] = [[...t.operands], t.value('reference')];
    if (reference !== undefined) {
      const { uid, gid } = await t.sys.stat(reference);
      return own(t, files, uid, gid);
    }
    const text = files.shift();
    if (text === undefined) return t.usage('missing operand');
    if (files.length === 0) return t.usage(`missing operand after ${q(text)}`);
    const accounts = await Accounts.read(t.sys);
    const [, userText = '', colon, groupText = ''] = /^([^:.]*|[^:]*)(?:([:.])(.*))?$/s.exec(text) as RegExpExecArray;
    const user = accounts.user(userText);
    const uid = userText === '' ? -1 : (user?.uid ?? number(userText));
    if (uid === undefined) return t.die(`invalid user: ${q(text)}`, `unknown user ${userText}`);
    let gid: number | undefined = -1;
    if (groupText) gid = accounts.group(groupText)?.gid ?? number(groupText);
    else if (colon && userText) gid = user?.gid ?? accounts.user(uid)?.gid;
    if (gid === undefined) return t.die(`invalid group: ${q(text)}`, `unknown group ${groupText}`);
    await own(t, files, uid, gid);
  },
);

export const chgrp = tool(
  {
    name: 'chgrp',
    usage: '[-RhLHPcvf]... GROUP FILE...',
    about: 'Change the group membership of FILEs to GROUP',
    options: OWNER_OPTIONS,
  },
  async (t) => {
    const files = [...t.operands];
    const text = files.shift();
    if (text === undefined) return t.usage('missing operand');
    if (files.length === 0) return t.usage(`missing operand after ${q(text)}`);
    const gid = (await Accounts.read(t.sys)).group(text)?.gid ?? number(text);
    if (gid === undefined) return t.die(`invalid group: ${q(text)}`, `unknown group ${text}`);
    await own(t, files, -1, gid);
  },
);

function number(word: string): number | undefined {
  return /^\d+$/.test(word) ? Number(word) : undefined;
}

/** -1 leaves that one as it is. */
async function own(t: Tool, files: readonly string[], uid: number, gid: number): Promise<void> {
  const accounts = await Accounts.read(t.sys);
  for (const path of files) {
    await eachFile(t, path, async (file, stat) => {
      const followLink = !t.has('h') && stat.type !== 'symlink';
      try {
        await t.sys.chown(file, uid < 0 ? stat.uid : uid, gid < 0 ? stat.gid : gid, { followLink });
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        t.status = 1;
        const what = t.name === 'chgrp' ? 'group' : 'ownership';
        if (!t.has('f')) await t.warn(`changing ${what} of ${q(file)}: ${error.message}`, `${file}: ${error.message}`);
        return;
      }
      const [toUid, toGid] = [uid < 0 ? stat.uid : uid, gid < 0 ? stat.gid : gid];
      const changed = toUid !== stat.uid || toGid !== stat.gid;
      if (!t.has('v') && !(t.has('c') && changed)) return;
      if (t.busybox) await t.out.line(`changed ownership of '${file}' to ${toUid}:${toGid}`);
      else await t.out.line(ownership(t, file, accounts, [stat.uid, stat.gid], [uid, gid], changed));
    });
  }
}

type Owner = readonly [uid: number, gid: number];

/** GNU's line for -v and -c: only the halves that were asked for. */
function ownership(t: Tool, file: string, accounts: Accounts, before: Owner, asked: Owner, changed: boolean): string {
  const names = ([uid, gid]: Owner) =>
    [asked[0] < 0 ? '' : accounts.userName(uid), asked[1] < 0 ? '' : accounts.groupName(gid)].filter(Boolean).join(':');
  const what = asked[0] < 0 || t.name === 'chgrp' ? 'group' : 'ownership';
  return changed
    ? `changed ${what} of ${q(file)} from ${names(before)} to ${names(asked)}`
    : `${what} of ${q(file)} retained as ${names(asked)}`;
}
