/**
 * Trusty's executables where they belong: directory, then `name` or `name=program` (when the program that runs is
 * named otherwise) with the real file's size in bytes.
 */
import type { LayerFiles } from '../../layer-files.ts';

const PROGRAMS: Readonly<Record<string, string>> = {
  bin: `bash:1021112 dash:121272 bunzip2:31152 bzcat:31152 bzip2:31152 bzip2recover:10528
    cat:47904 chgrp:60160 chmod:56032 chown:60160 chvt:10480 cp:130304 cpio:137376 date:60160 dd:60280 df:97768
    dir:110080 dmesg:22928 dumpkeys:77352 echo:31296 egrep:183696 false:27168 fgconsole:10488
    fgrep:138352 findmnt:35464 grep:191952 gzip:94048 hostname:14736 ip:307328 kbd_mode:10480 kill:23088
    kmod:154616 less:153664 lessecho:10440 lesskey:15904 ln:56072 loadkeys:111496 login:69120 loginctl:52160 ls:110080
    lsblk:39992 mkdir:51936 mknod:56072 mktemp:39648 more:39600 mount:94792 mountpoint:10480 mt-gnu:74248 mv:122088
    nc.openbsd=nc:31248 netstat:119624 openvt:18712 ping:44168 ping6:44680 ps:93232
    pwd:31392 readlink:39624 rm:60160 rmdir:43648 run-parts:18904 sed:73352 setfont:40376 setupcon:40078 sleep:31296
    ss:75984 stat:68480 stty:68512 su:36936 sync:27200 tailf:18824 tar:353840 tempfile:10544 touch:64224 true:27168
    udevadm:317792 umount:69120 uname:31328 unicode_start:2762 vdir:110080 which:946 whiptail:27296 `,
  sbin: `agetty:31552 badblocks:31168 blkid:23440 blockdev:31440 cfdisk:56544 ctrlaltdel:10472 debugfs:143744
    dhclient:1471224 dmsetup:77288 dumpe2fs:23368 e2fsck:235728 fdisk:107176 findfs:10472 fsck:31440
    fsfreeze:10472 fstrim:14568 getcap:10448 getty:31552 halt:14784 hwclock:48208 ifconfig:68040 ifup:55080 init:265848
    initctl:194528 insserv:76032 iptunnel:18952 isosize:10488 kbdrate:10568 killall5=pidof:19056 ldconfig.real=ldconfig:919832
    logsave:10528 losetup:94792 mke2fs:97832 mkfs:10472 mkswap:27080 mountall:68536 nameif:10576 pivot_root:10472
    plipconfig:10528 rarp:31528 raw:10504 reboot:14784 resize2fs:47464 rmt-tar:51120 route:52416 rtmon:48160
    runlevel:10640 setcap:10456 shutdown:81848 slattach:31600 start-stop-daemon:27672 sulogin:10648 swaplabel:14568
    swapoff:14776 swapon:23024 switch_root:14576 sysctl:18832 tc:268448 telinit:73648 tune2fs:68536 udevd:211168
    unix_chkpwd:35536 upstart-udev-bridge:69032 ureadahead:57336 wipefs:23056`,
  'usr/bin': `[:51920 apt-cache:74160 apt-cdrom:18744 apt-config:14648 apt-get:189240 apt-key:11204 apt-mark:43376
    apt:48064 arch:31328 base64:39560 basename:31328 chage:48176 chattr:10512 chfn:46424 chrt:14736
    chsh:41336 cksum:31360 clear:10336 cmp:43688 comm:35488 crontab:35984
    csplit:48104 cut:43784 deallocvt:10480 diff:133104 diff3:60112 dircolors:39648 dirname:31328 dpkg:262752
    dpkg-deb:121208 dpkg-divert:121368 dpkg-query:128800 dpkg-split:104832 dpkg-statoverride:38736
    dpkg-trigger:60040 du:105840 eject:43712 env:31328 expand:31360 expiry:22408 expr:39560 factor:68416 faillog:18520
    file:18640 find:229992 flock:14728 fmt:39560 fold:35456 free:14728 getconf:22880 getent:23504 getopt:14736 gpasswd:68152
    gpg:1036072 gpgv:351512 groups:35520 head:43752 hostid:31296 iconv:55168 id:39712
    infocmp:56224 install:134760 ionice:14632 ipcrm:18752 ipcs:31248 join:48072 last:19048 lastlog:18520
    ldd:5467 link:31296 locale:46328 localedef:318144 logger:19144 logname:31296 lsattr:10488 lsb_release:3575 lscpu:27200
    mawk=awk:105856 mcookie:10584 md5sum:43720 mesg:10480 mkfifo:35488 namei:18808 newgrp:36592 nice:31392 nl:43720 nohup:35488 nproc:35424
    numfmt:56152 od:64448 openssl:502776 passwd:47032 paste:35424 pathchk:31360 perl:10424 pgrep:27240
    pinky:35520 pkill:27240 pmap:31256 pr:68480 printenv:31296 printf:47936 ptx:72608 pwdx:14640 python3.4=python3:3709944 rename.ul:10488 renice:10552 reset:14448 rev:14552 runcon:35456
    script:19016 scriptreplay:10520 sdiff:47872 seq:39592 setarch:18864 setsid:10472 setterm:31336 sha1sum:47816 sha224sum:56008
    sha256sum:56008 sha384sum:101064 sha512sum:101064 shred:60088 shuf:52000 skill:27176 slabtop:18784 sort:101352
    split:64224 stdbuf:48016 sudo:155008 sum:39584 tac:93024 taskset:23064 tail:64288 tee:31424 test:47856 tic:56224 timeout:51232 tload:18808 top:102032 toe:14544 tput:14440 tr:43752 truncate:60024 tset:14448 tsort:35488 tty:27200
    tzselect:13835 unexpand:31360 uniq:43720 unlink:31296 unshare:14688 update-alternatives:43872 uptime:10552 users:31392 utmpdump:14728
    vim.tiny=vi:886664 vmstat:31432 w:18896 wall:19024 watch:23216 wc:43752 whereis:18736 who:52032 whoami:31296
    write:14736 xargs:63368 xxd:14696 yes:31296 zdump:18528`,
  'usr/lib/initramfs-tools/bin': `busybox:282976`,
  'usr/sbin': `adduser:36672 arpd:56528 chgpasswd:57856 chpasswd:53712 chroot:35456 cron:44688 dpkg-preconfigure:3949 e4defrag:27080
    filefrag:14584 groupadd:66904 groupdel:57928 groupmod:70816 grpck:57752 grpconv:53576 deluser:16471 iconvconfig:26336 invoke-rc.d:15968 
    ldattach:18824 logrotate:66112 newusers:82400 ntpdate:101760 nologin:6408 pwck:53544 pwconv:49448 pwunconv:49448 rsyslogd:513400
    rtcwake:14720 service:9039 setvesablank:10488 tunelp:14712 update-passwd:31560 update-rc.d:14757 useradd:103096 userdel:74848 usermod:107096 vipw:53656 visudo:187800
    zic:51096`,
};

/** Names that Trusty's packages and `update-alternatives` link to those. */
const LINKS: Readonly<Record<string, string>> = {
  'bin/sh': 'dash',
  'bin/rbash': 'bash',
  'bin/lsmod': 'kmod',
  'bin/nc': '/etc/alternatives/nc',
  'bin/netcat': '/etc/alternatives/netcat',
  'bin/dnsdomainname': 'hostname',
  'bin/domainname': 'hostname',
  'bin/nisdomainname': 'hostname',
  'bin/ypdomainname': 'hostname',
  'bin/mt': '/etc/alternatives/mt',
  'bin/pidof': '/sbin/killall5',
  'etc/alternatives/awk': '/usr/bin/mawk',
  'etc/alternatives/ex': '/usr/bin/vim.tiny',
  'etc/alternatives/mt': '/bin/mt-gnu',
  'etc/alternatives/nawk': '/usr/bin/mawk',
  'etc/alternatives/nc': '/bin/nc.openbsd',
  'etc/alternatives/netcat': '/bin/nc.openbsd',
  'etc/alternatives/pager': '/bin/less',
  'etc/alternatives/vi': '/usr/bin/vim.tiny',
  'etc/alternatives/view': '/usr/bin/vim.tiny',
  'sbin/depmod': '/bin/kmod',
  'sbin/ifdown': 'ifup',
  'sbin/ifquery': 'ifup',
  'sbin/insmod': '/bin/kmod',
  'sbin/ip': '/bin/ip',
  'sbin/lsmod': '/bin/kmod',
  'sbin/modinfo': '/bin/kmod',
  'sbin/modprobe': '/bin/kmod',
  'sbin/poweroff': 'reboot',
  'sbin/rmmod': '/bin/kmod',
  'sbin/fsck.ext2': 'e2fsck',
  'sbin/fsck.ext3': 'e2fsck',
  'sbin/fsck.ext4': 'e2fsck',
  'sbin/mkfs.ext2': 'mke2fs',
  'sbin/mkfs.ext3': 'mke2fs',
  'sbin/mkfs.ext4': 'mke2fs',
  'usr/bin/awk': '/etc/alternatives/awk',
  'usr/bin/nawk': '/etc/alternatives/nawk',
  'usr/bin/ex': '/etc/alternatives/ex',
  'usr/bin/pager': '/etc/alternatives/pager',
  'usr/bin/vi': '/etc/alternatives/vi',
  'usr/bin/view': '/etc/alternatives/view',
  'usr/bin/less': '/bin/less',
  'usr/bin/python3': 'python3.4',
  'usr/bin/which': '/bin/which',
  'usr/bin/i386': 'setarch',
  'usr/bin/linux32': 'setarch',
  'usr/bin/linux64': 'setarch',
  'usr/bin/x86_64': 'setarch',
  'usr/bin/md5sum.textutils': 'md5sum',
  'usr/bin/sg': 'newgrp',
  'usr/bin/snice': 'skill',
  'usr/bin/sudoedit': 'sudo',
  'usr/bin/captoinfo': 'tic',
  'usr/bin/infotocap': 'tic',
  'usr/sbin/addgroup': 'adduser',
  'usr/sbin/delgroup': 'deluser',
  'usr/sbin/vigr': 'vipw',
};

/** gzip's companions are shell scripts. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'bin/gunzip': '#!/bin/sh\nexec gzip -d "$@"\n',
  'bin/uncompress': '#!/bin/sh\nexec gzip -d "$@"\n',
  'bin/zcat': '#!/bin/sh\nexec gzip -cd "$@"\n',
  'bin/zgrep': '#!/bin/sh\npattern=$1\nshift\ngzip -cd "$@" | grep "$pattern"\n',
  'sbin/ldconfig': '#!/bin/sh\nexec /sbin/ldconfig.real "$@"\n',
};

/** setuid and setgid programs, as in the real image. */
const SPECIAL_MODES: Readonly<Record<string, number>> = {
  'bin/mount': 0o4755,
  'bin/ping': 0o4755,
  'bin/ping6': 0o4755,
  'bin/su': 0o4755,
  'bin/umount': 0o4755,
  'usr/bin/chage': 0o2755,
  'usr/bin/chfn': 0o4755,
  'usr/bin/chsh': 0o4755,
  'usr/bin/expiry': 0o2755,
  'usr/bin/gpasswd': 0o4755,
  'usr/bin/newgrp': 0o4755,
  'usr/bin/passwd': 0o4755,
  'usr/bin/sudo': 0o4755,
  'usr/bin/wall': 0o2755,
};

export function addPrograms(files: LayerFiles): void {
  for (const [directory, list] of Object.entries(PROGRAMS)) {
    for (const item of list.trim().split(/\s+/)) {
      const [, name = '', program = name, size] = /^([^=:]+)(?:=([^:]+))?:(\d+)$/.exec(item) ?? [];
      if (name === '') throw new Error(`not a program: ${item}`);
      const path = `${directory}/${name}`;
      files.program(path, program, Number(size), { mode: SPECIAL_MODES[path] ?? 0o755 });
    }
  }
  for (const [path, script] of Object.entries(SCRIPTS)) files.text(path, script, { mode: 0o755 });
  for (const [path, target] of Object.entries(LINKS)) files.symlink(path, target);
}
