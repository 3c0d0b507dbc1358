/** What Ubuntu's releases have that Debian 12 has not: patterns for their rows, and files of packages that differ. */

/** Blocks that no other table has. */
export const UBUNTU_ONLY = `
init! 1.57 metapackages 28 System-V-like init utilities - metapackage
systemd 229 admin 20000 system and service manager
usr/bin/ systemd-analyze:1460000 systemd-cgls:360000 systemd-detect-virt:34824
bin/ systemctl:659848 journalctl:500000 loginctl:450000
lib/systemd/ systemd:1577232 systemd-journald:326224
systemd-sysv 229 admin 110 system and service manager - SysV links
sbin/ init>/lib/systemd/systemd halt>/bin/systemctl poweroff>/bin/systemctl reboot>/bin/systemctl shutdown>/bin/systemctl
fdisk 2.34 utils 471 collection of partitioning utilities
sbin/ fdisk:128816 sfdisk:104304 cfdisk:89016
libfdisk1* 2.34 libs 532 fdisk partitioning library
libapparmor1* 2.10 libs 100 changehat AppArmor library
libcryptsetup4* 1.6 libs 250 disk encryption support - shared library
unminimize~ 0.2 admin 29 Un-minimize your minimal images or setup
usr/bin/ unminimize:9500
python2.7-minimal 2.7 python 4800 Minimal subset of the Python language (version 2.7)
usr/bin/ python2.7=python3:2989480 python>python2.7
libpcre3* 8 libs 680 Old Perl 5 Compatible Regular Expression Library - runtime files
libprocps8* 3 libs 134 library for accessing process information from /proc
libncurses5* 6 libs 310 shared libraries for terminal handling (legacy version)
libjemalloc1* 3 libs 400 general-purpose scalable concurrent malloc(3) implementation
usr/lib/x86_64-linux-gnu/ libjemalloc.so.1#220000
netcat~ 1 net 30 TCP/IP swiss army knife -- transitional package
Depends: netcat-traditional
`;

/** Files in place of Debian 12's. */
export const UBUNTU_OVERRIDES: Readonly<Record<string, string>> = {
  gcc: 'usr/bin/ gcc:915736 cc>gcc x86_64-linux-gnu-gcc>gcc gcov:500000',
  'g++': 'usr/bin/ g++:919832 c++>g++ x86_64-linux-gnu-g++>g++',
  cpp: 'usr/bin/ cpp:915736',
  python3: 'usr/bin/ python3:5490448 pydoc3:79',
  'redis-server': 'etc/redis/ redis.conf\netc/init.d/ redis-server\nusr/bin/ redis-server>redis-check-rdb',
  // Its certificates lie in the archive, and are not joined by a trigger.
  'ca-certificates': 'usr/sbin/ update-ca-certificates:5000\netc/ssl/certs/ ca-certificates.crt',
};

/** Files of 12.04 and 14.04, whose base system Debian 12 shares little of. */
export const UPSTART_OVERRIDES: Readonly<Record<string, string>> = {
  debianutils:
    'bin/ run-parts:18904 tempfile:10544 which:946\nusr/bin/ which>/bin/which\nusr/sbin/ add-shell:860 installkernel:2700 remove-shell:1001',
  upstart:
    'sbin/ init:265848 initctl:194528 halt:14784 poweroff>reboot reboot:14784 restart>initctl runlevel:10640 shutdown:81848 start>initctl status>initctl stop>initctl telinit:73648 upstart-udev-bridge:69032',
  kmod: 'bin/ kmod:154616 lsmod>kmod\nsbin/ depmod>/bin/kmod insmod>/bin/kmod lsmod>/bin/kmod modinfo>/bin/kmod modprobe>/bin/kmod rmmod>/bin/kmod',
  gnupg: 'usr/bin/ gpg:1036072 gpgsplit:23000 gpg-zip:3500',
  cpio: 'bin/ cpio:137376 mt-gnu:74248',
  cron: 'usr/sbin/ cron:44688\nusr/bin/ crontab:35984!2755',
  ifupdown: 'sbin/ ifup:55080 ifdown>ifup ifquery>ifup\netc/network/interfaces.d/',
  'isc-dhcp-client': 'sbin/ dhclient:1471224 dhclient-script:15563',
  kbd: 'bin/ chvt:10480 dumpkeys:77352 fgconsole:10488 kbd_mode:10480 loadkeys:111496 openvt:18712 setfont:40376\nusr/bin/ deallocvt:10480',
  eject: 'usr/bin/ eject:43712',
  dmsetup: 'sbin/ dmsetup:77288',
  insserv: 'sbin/ insserv:76032',
  initscripts: 'bin/ mountpoint:10480\nsbin/ fsck.nfs:7',
  'sysv-rc': 'usr/sbin/ invoke-rc.d:15968 service:9039 update-rc.d:14757',
  'sysvinit-utils':
    'bin/ pidof>/sbin/killall5\nsbin/ killall5=pidof:19056 sulogin:10648\nusr/bin/ last:19048 mesg:10480',
  logrotate: 'usr/sbin/ logrotate:66112',
  rsyslog: 'usr/sbin/ rsyslogd:513400',
  ntpdate: 'usr/sbin/ ntpdate:101760',
  udev: 'bin/ udevadm:317792\nsbin/ udevd:211168',
  ureadahead: 'sbin/ ureadahead:57336',
  mountall: 'sbin/ mountall:68536',
  makedev: 'sbin/ MAKEDEV:35488',
  whiptail: 'usr/bin/ whiptail:27296',
  ucf: 'usr/bin/ ucf:30000 ucfq:19000 ucfr:6800',
  'lsb-release': 'usr/bin/ lsb_release:3575',
  'sensible-utils': 'usr/bin/ sensible-browser:1132 sensible-editor:1170 sensible-pager:453',
  'libcap2-bin': 'sbin/ capsh:14640 getcap:10448 setcap:10456',
  'python3-minimal': 'usr/bin/ python3>python3.4 py3clean:5000 py3compile:8000',
  'python3.4-minimal': 'usr/bin/ python3.4=python3:3709944 python3.4m>python3.4',
  'initramfs-tools': 'usr/sbin/ mkinitramfs:9000 update-initramfs:7000',
  'busybox-initramfs': 'usr/lib/initramfs-tools/bin/ busybox:282976',
  'ubuntu-advantage-tools': 'usr/bin/ ubuntu-advantage:21000',
  'init-system-helpers': 'usr/bin/ deb-systemd-helper:20000 deb-systemd-invoke:4000',
};
