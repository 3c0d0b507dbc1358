/** Trusty's configuration files, as far as a learner meets them. */
import type { LayerFiles } from '../../layer-files.ts';

export function addConfiguration(files: LayerFiles): void {
  for (const [path, content] of Object.entries(TEXTS)) files.text(path, content.replace(/^\n/, ''));
  files.text('etc/shadow', shadow(), { mode: 0o640, gid: 42 });
  files.text('etc/gshadow', gshadow(), { mode: 0o640, gid: 42 });
  files.text('etc/sudoers', SUDOERS, { mode: 0o440 });
  files.text('root/.bashrc', ROOT_BASHRC).text('root/.profile', ROOT_PROFILE);
  files.symlink('etc/mtab', '/proc/mounts');
  files.text('etc/update-motd.d/00-header', MOTD_HEADER, { mode: 0o755 });
  for (const name of SERVICES) files.text(`etc/init/${name}.conf`, `# ${name}\ndescription "${name}"\n`);
  for (const name of SERVICES) files.symlink(`etc/init.d/${name}`, '/lib/init/upstart-job');
}

const PASSWD = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/var/run/ircd:/usr/sbin/nologin
gnats:x:41:41:Gnats Bug-Reporting System (admin):/var/lib/gnats:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
libuuid:x:100:101::/var/lib/libuuid:
syslog:x:101:104::/home/syslog:/bin/false
`;

const GROUP = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:syslog
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
news:x:9:
uucp:x:10:
man:x:12:
proxy:x:13:
kmem:x:15:
dialout:x:20:
fax:x:21:
voice:x:22:
cdrom:x:24:
floppy:x:25:
tape:x:26:
sudo:x:27:
audio:x:29:
dip:x:30:
www-data:x:33:
backup:x:34:
operator:x:37:
list:x:38:
irc:x:39:
src:x:40:
gnats:x:41:
shadow:x:42:
utmp:x:43:
video:x:44:
sasl:x:45:
plugdev:x:46:
staff:x:50:
games:x:60:
users:x:100:
nogroup:x:65534:
libuuid:x:101:
netdev:x:102:
crontab:x:103:
syslog:x:104:
`;

/** No account has a password; day 17966 is when the image's root file system was made. */
function shadow(): string {
  const names = PASSWD.trim().split('\n');
  return names.map((line) => `${line.split(':')[0]}:*:17966:0:99999:7:::\n`).join('');
}

function gshadow(): string {
  const groups = GROUP.trim().split('\n');
  return groups.map((line) => `${line.split(':')[0]}:*::${line.split(':')[3]}\n`).join('');
}

const SUDOERS = `#
# This file MUST be edited with the 'visudo' command as root.
#
Defaults	env_reset
Defaults	mail_badpass
Defaults	secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# User privilege specification
root	ALL=(ALL:ALL) ALL

# Members of the admin group may gain root privileges
%admin ALL=(ALL) ALL

# Allow members of group sudo to execute any command
%sudo	ALL=(ALL:ALL) ALL

#includedir /etc/sudoers.d
`;

/** The prompt and the aliases that a login at root's shell gets. */
const ROOT_BASHRC = `# ~/.bashrc: executed by bash(1) for non-login shells.

# If not running interactively, don't do anything
[ -z "$PS1" ] && return

# don't put duplicate lines in the history
HISTCONTROL=ignoredups:ignorespace
shopt -s histappend
HISTSIZE=1000
HISTFILESIZE=2000

# keep LINES and COLUMNS up to date
shopt -s checkwinsize

# the chroot you work in, for the prompt
if [ -z "$debian_chroot" ] && [ -r /etc/debian_chroot ]; then
    debian_chroot=$(cat /etc/debian_chroot)
fi

PS1='\${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '

# If this is an xterm set the title to user@host:dir
case "$TERM" in
xterm*|rxvt*)
    PS1="\\[\\e]0;\${debian_chroot:+($debian_chroot)}\\u@\\h: \\w\\a\\]$PS1"
    ;;
*)
    ;;
esac

# colours for ls and grep
if [ -x /usr/bin/dircolors ]; then
    test -r ~/.dircolors && eval "$(dircolors -b ~/.dircolors)" || eval "$(dircolors -b)"
    alias ls='ls --color=auto'
    alias grep='grep --color=auto'
    alias fgrep='fgrep --color=auto'
    alias egrep='egrep --color=auto'
fi

alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'

if [ -f ~/.bash_aliases ]; then
    . ~/.bash_aliases
fi
`;

const ROOT_PROFILE = `# ~/.profile: executed by Bourne-compatible login shells.

if [ "$BASH" ]; then
  if [ -f ~/.bashrc ]; then
    . ~/.bashrc
  fi
fi

mesg n
`;

const MOTD_HEADER = `#!/bin/sh
[ -r /etc/lsb-release ] && . /etc/lsb-release
printf "Welcome to %s (%s %s %s)\\n" "$DISTRIB_DESCRIPTION" "$(uname -o)" "$(uname -r)" "$(uname -m)"
`;

const SERVICES = [
  'console',
  'cron',
  'dmesg',
  'hostname',
  'mountall',
  'networking',
  'plymouth',
  'procps',
  'rsyslog',
  'udev',
];

const SOURCES = ['trusty', 'trusty-updates', 'trusty-backports']
  .map(
    (suite) => `deb http://archive.ubuntu.com/ubuntu/ ${suite} main restricted universe multiverse
# deb-src http://archive.ubuntu.com/ubuntu/ ${suite} main restricted universe multiverse
`,
  )
  .join('');

const TEXTS: Readonly<Record<string, string>> = {
  'etc/passwd': PASSWD,
  'etc/group': GROUP,
  'etc/os-release': `
NAME="Ubuntu"
VERSION="14.04.6 LTS, Trusty Tahr"
ID=ubuntu
ID_LIKE=debian
PRETTY_NAME="Ubuntu 14.04.6 LTS"
VERSION_ID="14.04"
HOME_URL="http://www.ubuntu.com/"
SUPPORT_URL="http://help.ubuntu.com/"
BUG_REPORT_URL="http://bugs.launchpad.net/ubuntu/"
`,
  'etc/lsb-release': `
DISTRIB_ID=Ubuntu
DISTRIB_RELEASE=14.04
DISTRIB_CODENAME=trusty
DISTRIB_DESCRIPTION="Ubuntu 14.04.6 LTS"
`,
  'etc/debian_version': 'jessie/sid\n',
  'etc/issue': 'Ubuntu 14.04.6 LTS \\n \\l\n\n',
  'etc/issue.net': 'Ubuntu 14.04.6 LTS\n',
  'etc/hostname': 'localhost.localdomain\n',
  'etc/hosts':
    '127.0.0.1\tlocalhost\n::1\t\tlocalhost ip6-localhost ip6-loopback\nff02::1\t\tip6-allnodes\nff02::2\t\tip6-allrouters\n\n',
  'etc/host.conf': '# The "order" line is only used by old versions of the C library.\norder hosts,bind\nmulti on\n',
  'etc/fstab': '# UNCONFIGURED FSTAB FOR BASE SYSTEM\n',
  'etc/timezone': 'Etc/UTC\n',
  'etc/shells': '# /etc/shells: valid login shells\n/bin/sh\n/bin/dash\n/bin/bash\n/bin/rbash\n',
  'etc/securetty': 'console\ntty1\ntty2\ntty3\ntty4\ntty5\ntty6\n',
  'etc/subuid': '',
  'etc/subgid': '',
  'etc/environment':
    'PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"\n',
  'etc/nsswitch.conf': `
# /etc/nsswitch.conf
passwd:         compat
group:          compat
shadow:         compat

hosts:          files dns
networks:       files

protocols:      db files
services:       db files
ethers:         db files
rpc:            db files

netgroup:       nis
`,
  'etc/networks': '# symbolic names for networks, see networks(5) for more information\nlink-local 169.254.0.0\n',
  'etc/protocols': 'ip\t0\tIP\nicmp\t1\tICMP\ntcp\t6\tTCP\nudp\t17\tUDP\nipv6\t41\tIPv6\nipv6-icmp\t58\tIPv6-ICMP\n',
  'etc/services': `
echo		7/tcp
ftp		21/tcp
ssh		22/tcp
telnet		23/tcp
smtp		25/tcp		mail
domain		53/tcp
domain		53/udp
http		80/tcp		www
pop3		110/tcp
ntp		123/udp
imap2		143/tcp		imap
https		443/tcp
mysql		3306/tcp
postgresql	5432/tcp	postgres
http-alt	8080/tcp	webcache
`,
  'etc/profile': `
# /etc/profile: system-wide settings for login shells

if [ "$PS1" ]; then
  if [ "$BASH" ] && [ "$BASH" != "/bin/sh" ]; then
    # /etc/bash.bashrc sets the prompt
    if [ -f /etc/bash.bashrc ]; then
      . /etc/bash.bashrc
    fi
  else
    if [ "$(id -u)" -eq 0 ]; then
      PS1='# '
    else
      PS1='$ '
    fi
  fi
fi

if [ -d /etc/profile.d ]; then
  for i in /etc/profile.d/*.sh; do
    if [ -r $i ]; then
      . $i
    fi
  done
  unset i
fi
`,
  'etc/profile.d/vte.sh': '# Nothing to do without a terminal emulator of GNOME.\n',
  'etc/bash.bashrc': `
# System-wide settings for interactive bash shells

[ -z "$PS1" ] && return

shopt -s checkwinsize

if [ -z "\${debian_chroot:-}" ] && [ -r /etc/debian_chroot ]; then
    debian_chroot=$(cat /etc/debian_chroot)
fi

PS1='\${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '
`,
  'etc/skel/.bash_logout':
    '# Leave no trace on the console.\nif [ "$SHLVL" = 1 ]; then\n    [ -x /usr/bin/clear_console ] && /usr/bin/clear_console -q\nfi\n',
  'etc/skel/.bashrc': ROOT_BASHRC,
  'etc/skel/.profile': `
# ~/.profile: executed by the command interpreter for login shells.

if [ -n "$BASH_VERSION" ]; then
    if [ -f "$HOME/.bashrc" ]; then
	. "$HOME/.bashrc"
    fi
fi

if [ -d "$HOME/bin" ] ; then
    PATH="$HOME/bin:$PATH"
fi
`,
  'etc/apt/sources.list': `${SOURCES}
deb http://security.ubuntu.com/ubuntu/ trusty-security main restricted universe multiverse
# deb-src http://security.ubuntu.com/ubuntu/ trusty-security main restricted universe multiverse
`,
  'etc/apt/apt.conf.d/01autoremove':
    'APT\n{\n  NeverAutoRemove\n  {\n\t"^firmware-linux.*";\n\t"^linux-firmware$";\n  };\n};\n',
  'etc/apt/apt.conf.d/70debconf': 'DPkg::Pre-Install-Pkgs {"/usr/sbin/dpkg-preconfigure --apt || true";};\n',
  'etc/dpkg/dpkg.cfg': '# dpkg configuration file\nno-debsig\nlog /var/log/dpkg.log\n',
  'etc/dpkg/origins/ubuntu':
    'Vendor: Ubuntu\nVendor-URL: http://www.ubuntu.com/\nBugs: https://bugs.launchpad.net/ubuntu/+filebug\nParent: debian\n',
  'etc/dpkg/origins/debian': 'Vendor: Debian\nVendor-URL: http://www.debian.org/\nBugs: debbugs://bugs.debian.org\n',
  'etc/ld.so.conf': 'include /etc/ld.so.conf.d/*.conf\n\n',
  'etc/ld.so.conf.d/libc.conf': '# libc default configuration\n/usr/local/lib\n',
  'etc/ld.so.conf.d/x86_64-linux-gnu.conf': '# Multiarch support\n/lib/x86_64-linux-gnu\n/usr/lib/x86_64-linux-gnu\n',
  'etc/default/locale': '',
  'etc/default/cron': '# Cron configuration options\nREAD_ENV="yes"\n',
  'etc/default/useradd': 'SHELL=/bin/sh\n',
  'etc/default/rcS': 'UTC=yes\nVERBOSE=no\nFSCKFIX=no\n',
  'etc/default/halt': 'HALT=poweroff\n',
  'etc/default/rsyslog': 'RSYSLOGD_OPTIONS=""\n',
  'etc/adduser.conf': 'DSHELL=/bin/bash\nDHOME=/home\nSKEL=/etc/skel\nFIRST_UID=1000\nLAST_UID=29999\nUSERGROUPS=yes\n',
  'etc/login.defs':
    'MAIL_DIR\t/var/mail\nUMASK\t\t022\nUID_MIN\t\t 1000\nUID_MAX\t\t60000\nGID_MIN\t\t 1000\nGID_MAX\t\t60000\nENCRYPT_METHOD SHA512\nUSERGROUPS_ENAB yes\n',
  'etc/deluser.conf': 'REMOVE_HOME = 0\nREMOVE_ALL_FILES = 0\nBACKUP = 0\n',
  'etc/crontab': `
SHELL=/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin

# m h dom mon dow user	command
17 *	* * *	root    cd / && run-parts --report /etc/cron.hourly
25 6	* * *	root	test -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )
`,
  'etc/logrotate.conf': 'weekly\nrotate 4\ncreate\ninclude /etc/logrotate.d\n',
  'etc/rsyslog.conf':
    '$ModLoad imuxsock\n$ModLoad imklog\n$FileOwner syslog\n$FileGroup adm\n$IncludeConfig /etc/rsyslog.d/*.conf\n',
  'etc/sysctl.conf': '# Kernel parameters; see sysctl(8)\n',
  'etc/inputrc':
    'set input-meta on\nset output-meta on\n$if mode=emacs\n"\\e[1~": beginning-of-line\n"\\e[4~": end-of-line\n"\\e[3~": delete-char\n$endif\n',
  'etc/legal':
    '\nThe programs included with the Ubuntu system are free software.\n\nUbuntu comes with ABSOLUTELY NO WARRANTY, to the extent permitted by\napplicable law.\n\n',
  'etc/vim/vimrc.tiny':
    'set runtimepath=~/.vim,/var/lib/vim/addons,/usr/share/vim/vimfiles,/usr/share/vim/vim74\nset compatible\n',
  'etc/network/interfaces': 'auto lo\niface lo inet loopback\n',
  'etc/pam.d/login':
    'auth       include      common-auth\naccount    include      common-account\nsession    include      common-session\n',
  'etc/pam.d/su': 'auth       sufficient pam_rootok.so\n',
  'etc/kernel-img.conf': 'do_symlinks = yes\nrelative_links = yes\n',
};
