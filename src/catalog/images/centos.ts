/** centos:7: a root file system of RPM packages, and RPM's database. */
import { concat } from '../../base/bytes.ts';
import { Accounts } from '../debian/accounts.ts';
import { LayerFiles } from '../layer-files.ts';
import { CENTOS_FACTS } from '../packages/rpm/archive.ts';
import { centos } from '../packages/rpm/centos.ts';
import { packageHeader } from '../packages/rpm/package-header.ts';
import type { ImageRecipe, RecipeEntry } from '../recipe.ts';

const CREATED = '2021-09-15T18:20:05Z';
const LABELS = {
  'org.label-schema.build-date': '20201113',
  'org.label-schema.license': 'GPLv2',
  'org.label-schema.name': 'CentOS Base Image',
  'org.label-schema.schema-version': '1.0',
  'org.label-schema.vendor': 'CentOS',
  'org.opencontainers.image.created': '2020-11-13 00:00:00+00:00',
  'org.opencontainers.image.licenses': 'GPL-2.0-only',
  'org.opencontainers.image.title': 'CentOS Base Image',
  'org.opencontainers.image.vendor': 'CentOS',
};
const ADDED = 'file:b3ebbe8bd304723d43b7b44a6d990cd657b63d93d6a2a9293983a30bfc1dfa53';

export const centosImage = (): ImageRecipe => ({
  repository: 'library/centos',
  tags: ['7', 'centos7', 'centos7.9.2009', '7.9.2009'],
  created: CREATED,
  config: {
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Cmd: ['/bin/bash'],
    Labels: LABELS,
  },
  steps: [
    {
      createdBy: `/bin/sh -c #(nop) ADD ${ADDED} in / `,
      created: '2021-09-15T18:20:03Z',
      layer: centosRoot().entries(),
    },
    {
      createdBy: `/bin/sh -c #(nop)  LABEL ${Object.entries(LABELS)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`,
    },
    { createdBy: '/bin/sh -c #(nop)  CMD ["/bin/bash"]' },
  ],
});

const DIRECTORIES = `boot dev etc/opt etc/pki/rpm-gpg etc/profile.d etc/skel etc/sysconfig home media mnt opt proc run srv sys usr/bin usr/etc usr/games
  usr/include usr/lib usr/lib64 usr/libexec usr/local/bin usr/local/etc usr/local/lib usr/local/lib64 usr/local/sbin usr/local/share usr/sbin
  usr/share usr/src var/cache/yum var/empty var/lib/rpm var/lib/yum var/log var/opt var/spool/mail etc/yum.repos.d etc/yum/pluginconf.d etc/yum/vars`;

/** The packages' root file system without anything of a container's: what learner machines may start from, too. */
export function centosRoot(): LayerFiles {
  const { base } = centos();
  const files = new LayerFiles().directories(...DIRECTORIES.split(/\s+/));
  for (const name of ['bin', 'lib', 'lib64', 'sbin']) files.symlink(name, `usr/${name}`);
  files.directory('root', { mode: 0o550 }).directory('tmp', { mode: 0o1777 }).directory('var/tmp', { mode: 0o1777 });
  files
    .symlink('var/run', '../run')
    .symlink('var/lock', '../run/lock')
    .directory('run/lock')
    .symlink('etc/mtab', '/proc/self/mounts');
  const accounts = new Accounts({ passwd: PASSWD, group: GROUP, day: 18_579 });
  for (const entry of base) for (const file of entry.files) if (!isPlaced(files, file)) files.entry(file);
  for (const [path, text] of Object.entries(TEXTS)) files.text(path, text.replace(/^\n/, ''));
  accounts.write(files);
  const headers = [...base]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => packageHeader(entry, CENTOS_FACTS));
  files.bytes('var/lib/rpm/Packages', concat(headers));
  for (const index of [
    'Basenames',
    'Conflictname',
    'Dirnames',
    'Group',
    'Installtid',
    'Name',
    'Providename',
    'Requirename',
    'Sha1header',
    'Sigmd5',
  ]) {
    files.text(`var/lib/rpm/${index}`, '');
  }
  return files.fit(203_700_000);
}

const isPlaced = (files: LayerFiles, { path, type }: RecipeEntry) => type === 'directory' && files.has(path);

const PASSWD = `root:x:0:0:root:/root:/bin/bash
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
adm:x:3:4:adm:/var/adm:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/spool/mail:/sbin/nologin
operator:x:11:0:operator:/root:/sbin/nologin
games:x:12:100:games:/usr/games:/sbin/nologin
ftp:x:14:50:FTP User:/var/ftp:/sbin/nologin
nobody:x:99:99:Nobody:/:/sbin/nologin
systemd-network:x:192:192:systemd Network Management:/:/sbin/nologin
dbus:x:81:81:System message bus:/:/sbin/nologin
`;

const GROUP = `root:x:0:
bin:x:1:
daemon:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mem:x:8:
kmem:x:9:
wheel:x:10:
cdrom:x:11:
mail:x:12:
man:x:15:
dialout:x:18:
floppy:x:19:
games:x:20:
tape:x:33:
video:x:39:
ftp:x:50:
lock:x:54:
audio:x:63:
nobody:x:99:
users:x:100:
utmp:x:22:
utempter:x:35:
input:x:999:
systemd-journal:x:190:
systemd-network:x:192:
dbus:x:81:
ssh_keys:x:998:
`;

const repository = (id: string, name: string) => `
[${id}]
name=CentOS-$releasever - ${name}
mirrorlist=http://mirrorlist.centos.org/?release=$releasever&arch=$basearch&repo=${id === 'base' ? 'os' : id}&infra=$infra
#baseurl=http://mirror.centos.org/centos/$releasever/${id === 'base' ? 'os' : id}/$basearch/
gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7
`;

const TEXTS: Readonly<Record<string, string>> = {
  'etc/centos-release': 'CentOS Linux release 7.9.2009 (Core)\n',
  'etc/os-release': `
NAME="CentOS Linux"
VERSION="7 (Core)"
ID="centos"
ID_LIKE="rhel fedora"
VERSION_ID="7"
PRETTY_NAME="CentOS Linux 7 (Core)"
ANSI_COLOR="0;31"
CPE_NAME="cpe:/o:centos:centos:7"
HOME_URL="https://www.centos.org/"
BUG_REPORT_URL="https://bugs.centos.org/"

CENTOS_MANTISBT_PROJECT="CentOS-7"
CENTOS_MANTISBT_PROJECT_VERSION="7"
REDHAT_SUPPORT_PRODUCT="centos"
REDHAT_SUPPORT_PRODUCT_VERSION="7"

`,
  'etc/redhat-release': 'CentOS Linux release 7.9.2009 (Core)\n',
  'etc/system-release': 'CentOS Linux release 7.9.2009 (Core)\n',
  'etc/issue': '\\S\nKernel \\r on an \\m\n\n',
  'etc/hostname': '',
  'etc/shells': '/bin/sh\n/bin/bash\n/usr/bin/sh\n/usr/bin/bash\n',
  'etc/yum.conf': `
[main]
cachedir=/var/cache/yum/$basearch/$releasever
keepcache=0
debuglevel=2
logfile=/var/log/yum.log
exactarch=1
obsoletes=1
gpgcheck=1
plugins=1
installonly_limit=5
bugtracker_url=http://bugs.centos.org/set_project.php?project_id=23&ref=http://bugs.centos.org/bug_report_page.php?category=yum
distroverpkg=centos-release
override_install_langs=en_US.utf8
tsflags=nodocs
`,
  'etc/yum.repos.d/CentOS-Base.repo': `# Mirrors of CentOS 7\n${repository('base', 'Base')}${repository('updates', 'Updates')}${repository('extras', 'Extras')}`,
  'etc/yum/vars/infra': 'container\n',
  'etc/yum/vars/contentdir': 'centos\n',
  'etc/yum/pluginconf.d/fastestmirror.conf':
    '[main]\nenabled=1\nverbose=0\nhostfilepath=timedhosts.txt\nmaxhostfileage=10\nmaxthreads=15\n',
  'etc/yum/pluginconf.d/ovl.conf': '[main]\nenabled=1\n',
  'etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7':
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: a key of the simulated Internet proves nothing\n-----END PGP PUBLIC KEY BLOCK-----\n',
  'etc/profile': `
# System wide environment and startup programs

if [ "$EUID" = "0" ]; then
    PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
    PATH="/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin"
fi
export PATH
umask 022

for i in /etc/profile.d/*.sh; do
    if [ -r "$i" ]; then
        . "$i"
    fi
done
unset i

if [ -n "$BASH_VERSION" ] && [ -f /etc/bashrc ]; then
    . /etc/bashrc
fi
`,
  'etc/bashrc': `
# System wide functions and aliases
if [ "$PS1" ]; then
  shopt -s checkwinsize
  PS1="[\\u@\\h \\W]\\\\$ "
fi
`,
  'root/.bashrc': `
# .bashrc

alias rm='rm -i'
alias cp='cp -i'
alias mv='mv -i'

if [ -f /etc/bashrc ]; then
	. /etc/bashrc
fi
`,
  'root/.bash_profile':
    '# .bash_profile\n\nif [ -f ~/.bashrc ]; then\n\t. ~/.bashrc\nfi\n\nPATH=$PATH:$HOME/bin\nexport PATH\n',
  'root/anaconda-ks.cfg':
    '# Kickstart of the image\nlang en_US.UTF-8\ntimezone --isUtc --nontp Etc/UTC\nrootpw --iscrypted --lock locked\n',
  'etc/nsswitch.conf':
    'passwd:     files sss\nshadow:     files sss\ngroup:      files sss\nhosts:      files dns myhostname\n',
  'etc/ld.so.conf': 'include ld.so.conf.d/*.conf\n',
  'etc/networks': 'default 0.0.0.0\nloopback 127.0.0.0\nlink-local 169.254.0.0\n',
  'etc/services':
    'ssh             22/tcp\ndomain          53/tcp\ndomain          53/udp\nhttp            80/tcp          www www-http\nhttps           443/tcp\n',
};
