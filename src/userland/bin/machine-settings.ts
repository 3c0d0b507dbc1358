/** Programs about the machine below a container, most of which a container may not touch: dmesg, sysctl, reboot and kin. */
import { SysError } from '../../kernel/errno.ts';
import { readText } from './lib/accounts.ts';
import { mayUse } from './lib/capability.ts';
import { tool, type Tool } from './lib/tool.ts';
import { writeFile } from './lib/write-file.ts';

export const dmesg = tool(
  {
    name: 'dmesg',
    usage: '[-cr] [-n LEVEL] [-s SIZE]',
    about: 'Print or control the kernel ring buffer',
    options:
      'c|read-clear C|clear n|console-level= r|raw s|buffer-size= T|ctime H|human w|follow k|kernel x|decode l|level=',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    if (!(await mayUse(t.sys, 'SYSLOG')))
      return t.die('read kernel buffer failed: Operation not permitted', 'klogctl: Operation not permitted');
    return t.die('the kernel of Drydock keeps no messages; the real dmesg would print those of the machine');
  },
);

export const sysctl = tool(
  {
    name: 'sysctl',
    usage: '[-enqw] [KEY[=VALUE]]... | -a',
    about: 'Show or configure kernel parameters',
    options: 'a|all e|ignore n|values N|names q|quiet w|write p|load?- r|pattern=-',
    from: 'procps-ng 4.0.2',
    usageStatus: 1,
  },
  async (t) => {
    if (t.has('a')) return all(t);
    if (t.operands.length === 0) return t.usage('no variables specified');
    for (const word of t.operands) {
      const cut = word.indexOf('=');
      const key = (cut < 0 ? word : word.slice(0, cut)).trim();
      try {
        if (cut < 0) await show(t, pathOf(key));
        else await change(t, key, word.slice(cut + 1).trim());
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        t.status = Math.max(t.status, 1);
        if (!t.has('e')) await t.err(`sysctl: ${complaint(t, key, cut >= 0, error)}\n`);
      }
    }
    return t.status;
  },
);

const ROOT = '/proc/sys/';
const pathOf = (key: string) => ROOT + (key.includes('/') ? key : key.replaceAll('.', '/'));
const keyOf = (path: string) => path.slice(ROOT.length).replaceAll('/', '.');

function complaint(t: Tool, key: string, writing: boolean, { errno, message }: SysError): string {
  const path = pathOf(key);
  if (t.busybox) {
    if (errno === 'ENOENT') return `error: '${path.slice(ROOT.length)}' is an unknown key`;
    return `error ${writing ? 'setting' : 'reading'} key '${key}': ${message}`;
  }
  if (errno === 'ENOENT') return `cannot stat ${path}: No such file or directory`;
  if (errno === 'EACCES') return `permission denied on key "${key}"`;
  return writing
    ? `setting key "${key}"${errno === 'EROFS' ? ', ignoring' : ''}: ${message}`
    : `reading key "${key}": ${message}`;
}

async function show(t: Tool, path: string): Promise<void> {
  const { type } = await t.sys.stat(path);
  if (type === 'directory') {
    for (const { name } of await t.sys.readdir(path)) await show(t, `${path}/${name}`);
    return;
  }
  const value = (await readText(t.sys, path)).trimEnd();
  if (t.has('N')) await t.out.line(keyOf(path));
  else await t.out.line(t.has('n') ? value : `${keyOf(path)} = ${value}`);
}

async function all(t: Tool): Promise<number> {
  for (const { name } of await t.sys.readdir(ROOT)) await show(t, `${ROOT}${name}`);
  return t.status;
}

async function change(t: Tool, key: string, value: string): Promise<void> {
  await t.sys.stat(pathOf(key));
  await writeFile(t.sys, pathOf(key), `${value}\n`);
  if (!t.has('q')) await t.out.line(t.has('n') ? value : `${key} = ${value}`);
}

/** busybox asks pid 1 to end, which in a container ignores what it has no handler for; `-f` asks the kernel. */
function power(name: 'halt' | 'poweroff' | 'reboot', about: string) {
  return tool({ name, usage: '[-d DELAY] [-nf]', about, options: 'd= n f w', from: 'systemd' }, async (t) => {
    if (!t.busybox)
      return t.die(
        'System has not been booted with systemd as init system; the machine of Drydock is not switched off',
      );
    if (t.has('f')) return t.die(': Operation not permitted');
    t.sys.kill(1, name === 'halt' ? 'USR1' : name === 'poweroff' ? 'USR2' : 'TERM');
    return 0;
  });
}

export const halt = power('halt', 'Halt the system');
export const poweroff = power('poweroff', 'Halt and shut off power');
export const reboot = power('reboot', 'Reboot the system');

/** Nothing is swapped: what there is to do is what /etc/fstab asks for. */
function swap(name: 'swapon' | 'swapoff', about: string) {
  return tool(
    { name, usage: '[-a] [DEVICE]', about, options: 'a e d p= s show', from: 'util-linux 2.38.1' },
    async (t) => {
      if (t.has('a')) {
        try {
          await t.sys.stat('/etc/fstab');
        } catch (error) {
          if (!(error instanceof SysError)) throw error;
          return t.die(`cannot open /etc/fstab: ${error.message}`, `can't open '/etc/fstab': ${error.message}`);
        }
        return 0;
      }
      const [device] = t.operands;
      if (device === undefined) return t.has('s') || t.has('show') || !t.busybox ? 0 : t.usage('');
      try {
        await t.sys.stat(device);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`cannot open ${device}: ${error.message}`, `${device}: ${error.message}`);
      }
      return t.die(`${device}: ${name} failed: Operation not permitted`, `${device}: Operation not permitted`);
    },
  );
}

export const swapon = swap('swapon', 'Start swapping on DEVICE');
export const swapoff = swap('swapoff', 'Stop swapping on DEVICE');

export const lsmod = tool(
  { name: 'lsmod', usage: '', about: 'List loaded kernel modules', from: 'kmod' },
  async (t) => {
    await t.out.line(
      t.busybox ? 'Module                  Size  Used by    Not tainted' : 'Module                  Size  Used by',
    );
    await t.err(
      t.busybox
        ? 'lsmod: /proc/modules: No such file or directory\n'
        : 'libkmod: could not open /proc/modules: No such file or directory\n',
    );
    return 1;
  },
);
