/** What the images that live on busybox share: its applets, and the usual accounts. */
import { LayerFiles } from '../layer-files.ts';

/** BusyBox 1.37.0's applets, where each belongs (`busybox --list-full`). */
const APPLETS: Readonly<Record<string, string>> = {
  '': 'linuxrc',
  bin: `arch ash base64 cat chgrp chmod chown cp cpio cttyhack date dd df dmesg dnsdomainname dumpkmap echo ed egrep
    false fatattr fgrep getopt grep gunzip gzip hostname ionice ipcalc kill link linux32 linux64 ln login ls lzop mkdir
    mknod mktemp more mount mt mv netstat nuke pidof ping ping6 ps pwd readlink resume rev rm rmdir rpm run-parts sed
    setpriv sh sleep stat stty su sync tar touch true umount uname uncompress usleep vi watch zcat`,
  sbin: `acpid adjtimex arp blockdev depmod devmem fdisk findfs freeramdisk fstrim getty halt hwclock ifconfig ifdown
    ifup init insmod ip klogd loadkmap logread losetup lsmod mdev mkdosfs mke2fs mkswap modinfo modprobe nameif
    pivot_root poweroff reboot rmmod route run-init start-stop-daemon sulogin swapoff swapon switch_root sysctl syslogd
    tc tunctl udhcpc uevent vconfig watchdog`,
  'usr/bin': `[ [[ ar ascii awk basename bc blkdiscard bunzip2 bzcat bzip2 cal chvt clear cmp crc32 crontab cut dc
    deallocvt diff dirname dos2unix dpkg dpkg-deb du dumpleases env expand expr factor fallocate find fold free ftpget
    ftpput getfattr groups head hexdump hostid id install killall last less logger logname lsscsi lzcat lzma md5sum
    microcom mkfifo mkpasswd nc nl nproc nsenter nslookup od openvt passwd paste patch printf realpath renice reset
    rpm2cpio seq setkeycodes setsid sha1sum sha256sum sha3sum sha512sum shred shuf sort ssl_client strings svc svok tac
    tail taskset tee telnet test tftp time timeout top tr traceroute traceroute6 truncate ts tty udhcpc6 unexpand uniq
    unix2dos unlink unlzma unshare unxz unzip uptime uudecode uuencode w wc wget which who whoami xargs xxd xz xzcat
    yes`,
  'usr/sbin': `arping brctl chroot crond fsfreeze httpd i2cdetect i2cdump i2cget i2cset i2ctransfer loadfont mim
    nbd-client nologin partprobe rdate telnetd ubirename udhcpd`,
};

/** The static binary of Debian's busybox-static. */
export const BUSYBOX_BYTES = 2_024_544;

export const ACCOUNTS = {
  passwd: `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`,
  group: `root:x:0:
daemon:x:1:
bin:x:2:
mail:x:8:
www-data:x:33:
users:x:100:
nobody:x:65534:
`,
  day: 20_000,
};

/** `flat` puts every applet in /bin, as the busybox image does; `full` where it belongs. */
export function busyboxRoot(layout: 'flat' | 'full'): LayerFiles {
  const files = new LayerFiles()
    .directories('bin', 'etc', 'home', 'usr/bin', 'usr/sbin', 'var/www')
    .directory('root', { mode: 0o700 })
    .directory('tmp', { mode: 0o1777 })
    .text('etc/passwd', ACCOUNTS.passwd)
    .text('etc/group', ACCOUNTS.group)
    .program('bin/busybox', 'busybox', BUSYBOX_BYTES);
  if (layout === 'full') files.directories('sbin', 'lib', 'opt', 'mnt', 'srv', 'var/log');
  for (const [directory, names] of Object.entries(APPLETS)) {
    const at = layout === 'flat' ? 'bin' : directory;
    for (const name of names.split(/\s+/)) files.symlink(at === '' ? name : `${at}/${name}`, '/bin/busybox');
  }
  return files;
}
