/** Who is who: id, whoami, groups, logname, hostname, uname, printenv. */
import { SysError } from '../../kernel/errno.ts';
import { Accounts, type User } from './lib/accounts.ts';
import { readText } from './lib/read-text.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import type { Awaitable } from '../../kernel/sys.ts';

interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly euid: number;
  readonly egid: number;
  readonly groups: readonly number[];
}

async function identityOf(t: Tool, accounts: Accounts, name: string | undefined): Promise<Identity | undefined> {
  if (name === undefined) {
    const { uid, gid, euid, egid, groups } = t.sys.credentials;
    const others = groups.filter((group) => group !== egid);
    // busybox shows what the kernel tells, which is sorted; GNU begins with the own group.
    const sorted = t.busybox && !t.has('G') ? [egid, ...others].sort((a, b) => a - b) : [egid, ...others];
    return { uid, gid, euid, egid, groups: sorted };
  }
  const user: User | undefined = accounts.user(name) ?? (/^\d+$/.test(name) ? accounts.user(Number(name)) : undefined);
  if (!user) return undefined;
  const { uid, gid } = user;
  return { uid, gid, euid: uid, egid: gid, groups: accounts.groupsOf(user) };
}

export const id = tool(
  {
    name: 'id',
    usage: '[-ugGnr] [USER]',
    about: 'Print information about USER or the current user',
    options: 'u|user g|group G|groups n|name r|real z|zero- a Z|context',
  },
  async (t) => {
    const accounts = await Accounts.read(t.sys);
    const names = t.operands.length ? t.operands : [undefined];
    const which = t.last('u', 'g', 'G');
    const selected = ['u', 'g', 'G'].filter((key) => t.has(key));
    if (selected.length > 1) return t.busybox ? t.usage('') : t.die('cannot print "only" of more than one choice');
    if (!which && (t.has('n') || t.has('r')))
      return t.die(
        'cannot print only names or real IDs in default format',
        'printing only names or real IDs requires -u, -g, or -G',
      );
    if (!which && t.has('z') && !t.busybox) return t.die('option --zero not permitted in default format');
    if (t.has('Z')) return t.die('--context (-Z) works only on an SELinux-enabled kernel');
    for (const name of names) {
      const who = await identityOf(t, accounts, name);
      if (!who) {
        await t.warn(
          `${t.q(name as string)}: no such user${name === '' ? ': No such file or directory' : ''}`,
          `unknown user ${name}`,
        );
        continue;
      }
      const line = which ? await only(t, accounts, who, which) : full(accounts, who);
      await t.out.text(line + (t.has('z') ? '\0' : '\n'));
    }
  },
);

async function only(t: Tool, accounts: Accounts, who: Identity, which: string): Promise<string> {
  if (which === 'u') {
    const uid = t.has('r') ? who.uid : who.euid;
    if (t.has('n') && !accounts.user(uid)) await noName(t, 'user', uid);
    return t.has('n') ? accounts.userName(uid) : String(uid);
  }
  const groups = which === 'g' ? [t.has('r') ? who.gid : who.egid] : who.groups;
  for (const gid of groups) if (t.has('n') && !accounts.group(gid)) await noName(t, 'group', gid);
  return groups.map((gid) => (t.has('n') ? accounts.groupName(gid) : String(gid))).join(' ');
}

async function noName(t: Tool, kind: string, number: number): Promise<void> {
  if (t.busybox) await t.warn('', kind === 'user' ? `unknown ID ${number}` : `unknown ID ${number}`);
  else await t.warn(`cannot find name for ${kind} ID ${number}`);
}

function full(accounts: Accounts, who: Identity): string {
  const user = (uid: number) => `${uid}${named(accounts.user(uid)?.name)}`;
  const group = (gid: number) => `${gid}${named(accounts.group(gid)?.name)}`;
  let line = `uid=${user(who.uid)} gid=${group(who.gid)}`;
  if (who.euid !== who.uid) line += ` euid=${user(who.euid)}`;
  if (who.egid !== who.gid) line += ` egid=${group(who.egid)}`;
  return `${line} groups=${who.groups.map(group).join(',')}`;
}

function named(name: string | undefined): string {
  return name === undefined ? '' : `(${name})`;
}

export const whoami = tool(
  { name: 'whoami', usage: '', about: 'Print the user name of the effective uid' },
  async (t) => {
    if (t.operands.length) return t.usage(`extra operand ${t.quote(t.operands[0] as string)}`);
    const { euid } = t.sys.credentials;
    const user = (await Accounts.read(t.sys)).user(euid);
    if (!user) return t.die(`cannot find name for user ID ${euid}`, `unknown uid ${euid}`);
    await t.out.line(user.name);
  },
);

export const groups = tool({ name: 'groups', usage: '[USER]...', about: 'Print the groups USER is in' }, async (t) => {
  const accounts = await Accounts.read(t.sys);
  for (const name of t.operands.length ? t.operands : [undefined]) {
    const who = await identityOf(t, accounts, name);
    if (!who) {
      await t.warn(`${t.q(name as string)}: no such user`, `unknown user ${name}`);
      continue;
    }
    for (const gid of who.groups) if (!accounts.group(gid)) await noName(t, 'group', gid);
    const list = who.groups.map((gid) => accounts.groupName(gid)).join(' ');
    await t.out.line(name === undefined || t.busybox ? list : `${name} : ${list}`);
  }
});

export const logname = tool({ name: 'logname', usage: '', about: 'Print the name of the current user' }, async (t) => {
  if (t.operands.length && !t.busybox) return t.usage(`extra operand ${t.quote(t.operands[0] as string)}`);
  const name = t.sys.ttyname(0) ? t.sys.env.get('LOGNAME') : undefined;
  if (!name) return t.die('no login name', 'getlogin: Inappropriate ioctl for device');
  await t.out.line(name);
});

/** The name that a file holds: its first line that is no comment. */
async function nameIn(t: Tool, path: string): Promise<string> {
  try {
    const input = await t.input(path);
    const lines = (await input.rest()).split('\n');
    await t.done(input);
    return lines.find((line) => line.trim() !== '' && !line.startsWith('#'))?.trim() ?? '';
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    // At boot there is a name already.
    if (t.has('b')) return t.sys.uname().nodename;
    return t.die(error.message, `can't open '${path}': ${error.message}`);
  }
}

/** The first name on the name's line of /etc/hosts; without one, the name itself. */
async function canonicalName(sys: Tool['sys'], name: string): Promise<string> {
  const lines = (await readText(sys, '/etc/hosts')).split('\n');
  const names = lines.map((line) => line.replace(/#.*/, '').trim().split(/\s+/).slice(1));
  return names.find((all) => all.includes(name))?.[0] ?? name;
}

/** Letters, digits, and single dots and dashes between them. */
function isHostName(name: string): boolean {
  return /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?$/.test(name) && !/-\.|\.-|\.\./.test(name);
}

export const hostname = tool(
  {
    name: 'hostname',
    usage: '[-sidf] [HOSTNAME | -F FILE]',
    about: 'Show or set hostname or DNS domain name',
    options:
      's|short i|ip-address d|domain f|fqdn|long F|file= I|all-ip-addresses- y|yp|nis- b|boot- a|alias!- A|all-fqdns!- h|help- V|version-',
    from: 'hostname',
    optionHelp: true,
    usageStatus: 255,
    failureStatus: 1,
  },
  async (t) => {
    if (t.has('V') && !t.busybox) return t.out.text(t.versionText());
    if (t.has('h') && !t.busybox) return t.out.text(await t.helpText());
    const { nodename } = t.sys.uname();
    const name = t.has('f') || t.has('d') ? await canonicalName(t.sys, nodename) : nodename;
    const file = t.value('F');
    if (t.has('y')) return t.die('Local domain name not set');
    if (t.operands.length > 1 && !t.busybox) return t.usage('', 255);
    const wanted = file === undefined ? t.operands[0] : await nameIn(t, file);
    if (wanted !== undefined) {
      if (!t.busybox && !isHostName(wanted)) return t.die('the specified hostname is invalid');
      try {
        t.sys.setHostname(wanted);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.die(
          error.errno === 'EPERM'
            ? 'you must be root to change the host name'
            : error.errno === 'EINVAL'
              ? 'name too long'
              : `name: ${error.message}`,
          `sethostname: ${error.message}`,
        );
      }
      return;
    }
    if (t.has('i') || t.has('I')) {
      const { hostAddresses, interfaceAddresses } = await import('./net/net-tools.ts');
      return void (await t.out.text(t.has('I') ? interfaceAddresses(t) : await hostAddresses(t)));
    }
    if (t.has('f') || t.has('d')) {
      const { hostAddresses, canonicalName } = await import('./net/net-tools.ts');
      await hostAddresses(t);
      const full = await canonicalName(t.sys, name);
      const [, domain] = /^[^.]*\.(.*)$/.exec(full) ?? [];
      return t.out.text(t.has('f') ? `${full}\n` : domain === undefined ? '' : `${domain}\n`);
    }
    const dot = name.indexOf('.');
    if (t.has('s')) await t.out.line(dot < 0 ? name : name.slice(0, dot));
    else await t.out.line(name);
  },
);

/** The name of the NIS domain: none is set here. */
function nisName(name: string, unset: (t: Tool) => Awaitable<number | void>): Applet {
  return tool(
    {
      name,
      usage: '',
      about: 'Show the NIS domain name',
      options: 'F|file=! b|boot!',
      from: 'hostname',
      optionHelp: true,
      usageStatus: 255,
    },
    (t) => (t.operands.length ? t.die('you must be root to change the domain name') : unset(t)),
  );
}

export const domainname = nisName('domainname', (t) => t.out.line('(none)'));
export const nisdomainname = nisName('nisdomainname', (t) => t.die('Local domain name not set'));
export const ypdomainname = nisName('ypdomainname', (t) => t.die('Local domain name not set'));

export const uname = tool(
  {
    name: 'uname',
    usage: '[-amnrspvio]',
    about: 'Print system information',
    options:
      'a|all s|kernel-name n|nodename r|kernel-release v|kernel-version m|machine p|processor i|hardware-platform o|operating-system',
  },
  async (t) => {
    if (t.operands.length) return t.usage(`extra operand ${t.quote(t.operands[0] as string)}`);
    const { sysname, nodename, release, version, machine } = t.sys.uname();
    const parts: string[] = [];
    const any = 'asnrvmpio'.split('').some((key) => t.has(key));
    const add = (key: string, value: string) => {
      if (t.has(key) || t.has('a') || (!any && key === 's')) parts.push(value);
    };
    add('s', sysname);
    add('n', nodename);
    add('r', release);
    add('v', version);
    add('m', machine);
    if (t.has('p')) parts.push('unknown');
    if (t.has('i')) parts.push('unknown');
    add('o', 'GNU/Linux');
    await t.out.line(parts.join(' '));
  },
);

export const printenv = tool(
  {
    name: 'printenv',
    usage: '[VARIABLE]...',
    about: 'Print environment VARIABLEs',
    options: '0|null-',
    usageStatus: 2,
  },
  async (t) => {
    const end = t.has('0') ? '\0' : '\n';
    if (t.operands.length === 0) for (const [name, value] of t.sys.env) await t.out.text(`${name}=${value}${end}`);
    for (const name of t.operands) {
      const value = t.sys.env.get(name);
      if (value === undefined) t.status = 1;
      else await t.out.text(value + end);
    }
  },
);
