/** chown, chgrp: change whose files are. */
import { SysError } from '../../kernel/errno.ts';
import { Accounts } from './lib/accounts.ts';
import { EACH_FILE_OPTIONS, eachFile, referenced } from './lib/each-file.ts';
import { tool, type Tool } from './lib/tool.ts';

const OPTIONS = `${EACH_FILE_OPTIONS} h|no-dereference dereference- H L P from=-`;

/** -1 leaves that one as it is. */
interface Owner {
  readonly uid: number;
  readonly gid: number;
  /** As it was typed, where it was. */
  readonly text?: string;
}

export const chown = tool(
  {
    name: 'chown',
    usage: '[-RhLHPcvf]... USER[:[GRP]] FILE...',
    about: 'Change the owner and/or group of FILEs to USER and/or GRP',
    options: OPTIONS,
  },
  async (t) => {
    const [files, reference] = [[...t.operands], t.value('reference')];
    if (files.length === 0) return t.usage('missing operand');
    const accounts = await Accounts.read(t.sys);
    const from = t.value('from');
    const only = from === undefined ? undefined : await ownerOf(t, accounts, from);
    if (reference !== undefined) return own(t, files, await referenced(t, reference), accounts, only);
    const text = files.shift() as string;
    if (files.length === 0) return t.usage(`missing operand after ${t.quote(text)}`);
    await own(t, files, await ownerOf(t, accounts, text), accounts, only);
  },
);

/** `USER`, `USER:GROUP`, `USER:` (and their login group), `:GROUP`; a dot parts them where no user has that name. */
async function ownerOf(t: Tool, accounts: Accounts, text: string): Promise<Owner> {
  const dotted = !text.includes(':') && text.includes('.') && !accounts.user(text);
  const [, userText = '', colon, groupText = ''] = (dotted ? /^([^.]*)(?:(\.)(.*))?$/s : /^([^:]*)(?:(:)(.*))?$/s).exec(
    text,
  ) as RegExpExecArray;
  const user = accounts.user(userText);
  const uid = userText === '' ? -1 : (user?.uid ?? number(userText));
  if (uid === undefined)
    return t.die(`invalid user: ${t.quote(text)}`, colon ? `unknown user/group ${text}` : `unknown user ${userText}`);
  let gid: number | undefined = -1;
  if (groupText) gid = accounts.group(groupText)?.gid ?? number(groupText);
  else if (colon && userText) {
    gid = user?.gid;
    if (gid === undefined) return t.die(`invalid spec: ${t.quote(text)}`);
  }
  if (gid === undefined) return t.die(`invalid group: ${t.quote(text)}`, `unknown user/group ${text}`);
  if (dotted && !t.busybox) await t.err(`${t.called}: warning: '.' should be ':': ${t.q(text)}\n`);
  const group = groupText || (gid < 0 ? '' : accounts.groupName(gid));
  return { uid, gid, text: `${userText}${group && `:${group}`}` };
}

export const chgrp = tool(
  {
    name: 'chgrp',
    usage: '[-RhLHPcvf]... GROUP FILE...',
    about: 'Change the group membership of FILEs to GROUP',
    options: OPTIONS,
  },
  async (t) => {
    const files = [...t.operands];
    const reference = t.value('reference');
    if (files.length === 0) return t.usage('missing operand');
    const accounts = await Accounts.read(t.sys);
    if (reference !== undefined) {
      const { gid } = await referenced(t, reference);
      return own(t, files, { uid: -1, gid }, accounts);
    }
    const text = files.shift() as string;
    if (files.length === 0) return t.usage(`missing operand after ${t.quote(text)}`);
    const gid = text === '' ? -1 : (accounts.group(text)?.gid ?? number(text));
    if (gid === undefined) return t.die(`invalid group: ${t.quote(text)}`, `unknown group ${text}`);
    await own(t, files, { uid: -1, gid, text }, accounts);
  },
);

function number(word: string): number | undefined {
  const value = /^\+?\d+$/.test(word) ? Number(word) : NaN;
  return value < 0xffffffff ? value : undefined;
}

async function own(t: Tool, files: readonly string[], asked: Owner, accounts: Accounts, only?: Owner): Promise<void> {
  const walk = t.last('H', 'L', 'P');
  const follow = !t.has('h') && (!t.has('R') || walk === 'H' || walk === 'L');
  await eachFile(t, files, {
    follow,
    followBelow: follow,
    through: walk === 'L',
    // GNU's changes a directory after what is in it.
    upwards: !t.busybox,
    dangling: (path) => `cannot dereference ${t.q(path)}: No such file or directory`,
    act: async (file, stat) => {
      const [uid, gid] = [asked.uid < 0 ? stat.uid : asked.uid, asked.gid < 0 ? stat.gid : asked.gid];
      const other = only && ((only.uid >= 0 && only.uid !== stat.uid) || (only.gid >= 0 && only.gid !== stat.gid));
      let failed = false;
      try {
        if (!other) await t.sys.chown(file, uid, gid, { followLink: stat.type !== 'symlink' });
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        t.status = 1;
        failed = true;
        const what = asked.uid < 0 ? 'group' : 'ownership';
        if (!t.has('f'))
          await t.warn(`changing ${what} of ${t.q(file)}: ${error.message}`, `${file}: ${error.message}`);
      }
      const changed = !other && (uid !== stat.uid || gid !== stat.gid);
      if (!t.has('v') && !(t.has('c') && changed && !failed)) return;
      if (t.busybox) {
        if (!failed) await t.out.line(`changed ownership of '${file}' to ${uid}:${gid}`);
      } else
        await t.out.line(report(t, file, accounts, stat, asked, failed ? 'failed' : changed ? 'changed' : 'retained'));
    },
  });
}

/** GNU's line for -v and -c: only the halves that were asked for; chown writes a group alone with its colon. */
function report(
  t: Tool,
  file: string,
  accounts: Accounts,
  before: Owner,
  asked: Owner,
  outcome: 'failed' | 'changed' | 'retained',
): string {
  const group = t.name === 'chgrp';
  const names = ({ uid, gid }: Owner) => {
    if (group) return gid < 0 ? '' : accounts.groupName(gid);
    return (uid < 0 ? '' : accounts.userName(uid)) + (gid < 0 ? '' : `:${accounts.groupName(gid)}`);
  };
  const both = group || asked.gid >= 0 ? before : { uid: before.uid, gid: -1 };
  const what = group ? 'group' : 'ownership';
  const to = asked.text ?? names(asked);
  const from = names(both);
  if (outcome === 'retained')
    return `${what} of ${t.q(file)} retained${to ? ` as ${names(shownOf(before, asked))}` : ''}`;
  const begins = outcome === 'failed' ? 'failed to change' : 'changed';
  return to ? `${begins} ${what} of ${t.q(file)} from ${from} to ${to}` : `${begins} ${what} of ${t.q(file)}`;
}

/** The halves of `before` that were asked for. */
function shownOf(before: Owner, asked: Owner): Owner {
  return { uid: asked.uid < 0 ? -1 : before.uid, gid: asked.gid < 0 ? -1 : before.gid };
}
