/** busybox: one program, many applets, chosen by the name it is called by. */
import { execCommand } from './lib/find-program.ts';
import { basename } from './lib/path.ts';
import { BUSYBOX_BANNER, type Applet } from './lib/tool.ts';
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';

export type AppletEntry = Applet | { readonly load: () => Promise<Applet> };

/** Applets that the real one has besides. */
export const UNSIMULATED_APPLETS: readonly string[] = `
  acpid adjtimex ar arping blkdiscard blockdev brctl chvt cpio crc32 crond crontab cttyhack deallocvt
  depmod devmem dpkg-deb dumpkmap dumpleases ed fatattr fdisk findfs freeramdisk fsfreeze fstrim ftpput
  getfattr getty hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer ifdown ifup init insmod ipcalc klogd
  linux32 linux64 linuxrc loadfont loadkmap logger login logread losetup lsscsi lzop mdev microcom mim mkdosfs
  mke2fs mkpasswd mkswap modinfo modprobe mt nameif nbd-client nsenter nuke openvt partprobe pivot_root rdate
  resume rmmod rpm2cpio run-init run-parts setkeycodes sha3sum ssl_client start-stop-daemon sulogin svc svok
  switch_root syslogd taskset tc telnetd tftp traceroute6 tunctl ubirename udhcpc udhcpc6 udhcpd uevent
  uncompress unshare vconfig w watchdog
`
  .trim()
  .split(/\s+/);

/** Makes the program `busybox` over a table of applets; `shells` read `sys.argv` themselves. */
export function busyboxProgram(
  applets: Readonly<Record<string, AppletEntry>>,
  shells: Readonly<Record<string, Applet>>,
): Applet {
  const run = (name: string, sys: Parameters<Applet>[0], argv: readonly string[]) => {
    const shell = Object.hasOwn(shells, name) ? shells[name] : undefined;
    if (shell) return argv === sys.argv ? shell(sys) : execCommand(sys, [...argv]);
    const entry = Object.hasOwn(applets, name) ? applets[name] : undefined;
    if (!entry && UNSIMULATED_APPLETS.includes(name))
      return complain(sys, `${name}: this applet of busybox is not simulated in Drydock\n`, 126);
    if (!entry) return complain(sys, `${name}: applet not found\n`, 127);
    return typeof entry === 'function' ? entry(sys, argv) : entry.load().then((applet) => applet(sys, argv));
  };
  const names = [...Object.keys(applets), ...Object.keys(shells), ...UNSIMULATED_APPLETS].sort();
  return (sys) => {
    const { argv } = sys;
    const name = basename((argv[0] ?? 'busybox').replace(/^-/, ''));
    if (!name.startsWith('busybox')) return run(name, sys, argv);
    const word = argv[1];
    if (word === undefined || word === '--help') return write(sys, 1, overview(names), 0);
    if (word === '--list' || word === '--list-full') {
      return write(sys, 1, names.map((applet) => `${word === '--list-full' ? 'bin/' : ''}${applet}\n`).join(''), 0);
    }
    if (word === '--install') return install(sys, names, argv.slice(2));
    return run(basename(word), sys, argv.slice(1));
  };
}

async function write(sys: Parameters<Applet>[0], fd: number, text: string, status: number): Promise<number> {
  try {
    await sys.write(fd, utf8(text));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return error.errno === 'EPIPE' ? 141 : 1;
  }
  return status;
}

function complain(sys: Parameters<Applet>[0], text: string, status: number): Promise<number> {
  return write(sys, 2, text, status);
}

function overview(names: readonly string[]): string {
  let list = '';
  let line = '\t';
  for (const [i, name] of names.entries()) {
    const word = name + (i === names.length - 1 ? '' : ', ');
    if (line.length + word.length > 72) {
      list += `${line.trimEnd()}\n`;
      line = '\t';
    }
    line += word;
  }
  return (
    `${BUSYBOX_BANNER}\nSimulated by Drydock: an applet that is not simulated says so.\n\n` +
    'Usage: busybox [function [arguments]...]\n   or: busybox --list[-full]\n   or: busybox --install [-s] [DIR]\n' +
    '   or: function [arguments]...\n\n\tOne file holds many programs; a link named after one of them runs it.\n\n' +
    `Currently defined functions:\n${list}${line}\n\n`
  );
}

async function install(
  sys: Parameters<Applet>[0],
  names: readonly string[],
  words: readonly string[],
): Promise<number> {
  const directory = words.find((word) => !word.startsWith('-')) ?? '/bin';
  const own = '/bin/busybox';
  let status = 0;
  for (const name of names) {
    const path = `${directory}/${name}`;
    try {
      await (words.includes('-s') ? sys.symlink(own, path) : sys.link(own, path));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'EEXIST') continue;
      status = await complain(sys, `busybox: ${path}: ${error.message}\n`, 1);
    }
  }
  return status;
}
