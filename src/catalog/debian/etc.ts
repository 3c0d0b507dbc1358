/** Configuration files of Debian and Ubuntu, as far as a learner meets them. */
import type { LayerFiles } from '../layer-files.ts';

/** What releases say about themselves, by path: `etc/os-release`, `etc/apt/sources.list` … */
export type ReleaseTexts = Readonly<Record<string, string>>;

export function addConfiguration(files: LayerFiles, texts: ReleaseTexts): void {
  for (const [path, content] of Object.entries({ ...TEXTS, ...texts })) files.text(path, content.replace(/^\n/, ''));
  files.text('root/.bashrc', ROOT_BASHRC).text('root/.profile', ROOT_PROFILE);
  files.symlink('etc/mtab', '/proc/mounts');
}

/** What Ubuntu's full images have besides: sudo, and services that Upstart would start. */
export function addServices(files: LayerFiles): void {
  files.text('etc/sudoers', SUDOERS, { mode: 0o440 });
  files.text('etc/update-motd.d/00-header', MOTD_HEADER, { mode: 0o755 });
  for (const name of SERVICES) files.text(`etc/init/${name}.conf`, `# ${name}\ndescription "${name}"\n`);
  for (const name of SERVICES) files.symlink(`etc/init.d/${name}`, '/lib/init/upstart-job');
  files.text('etc/vim/vimrc.tiny', VIMRC).text('etc/network/interfaces', 'auto lo\niface lo inet loopback\n');
}

const VIMRC =
  'set runtimepath=~/.vim,/var/lib/vim/addons,/usr/share/vim/vimfiles,/usr/share/vim/vim74\nset compatible\n';

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

const TEXTS: Readonly<Record<string, string>> = {
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
  'etc/default/useradd': 'SHELL=/bin/sh\n',
  'etc/adduser.conf': 'DSHELL=/bin/bash\nDHOME=/home\nSKEL=/etc/skel\nFIRST_UID=1000\nLAST_UID=29999\nUSERGROUPS=yes\n',
  'etc/login.defs':
    'MAIL_DIR\t/var/mail\nUMASK\t\t022\nUID_MIN\t\t 1000\nUID_MAX\t\t60000\nGID_MIN\t\t 1000\nGID_MAX\t\t60000\nENCRYPT_METHOD SHA512\nUSERGROUPS_ENAB yes\n',
  'etc/deluser.conf': 'REMOVE_HOME = 0\nREMOVE_ALL_FILES = 0\nBACKUP = 0\n',
  'etc/sysctl.conf': '# Kernel parameters; see sysctl(8)\n',
  'etc/legal':
    '\nThe programs included with the Ubuntu system are free software.\n\nUbuntu comes with ABSOLUTELY NO WARRANTY, to the extent permitted by\napplicable law.\n\n',
  'etc/pam.d/login':
    'auth       include      common-auth\naccount    include      common-account\nsession    include      common-session\n',
  'etc/pam.d/su': 'auth       sufficient pam_rootok.so\n',
};
