/**
 * The files of the learner's machine before anyone has touched it: an Ubuntu machine with a user `learner` who may use
 * sudo and docker. Built in code, so that the prompt is there before anything was downloaded; what the learner changes
 * lies in a writable layer above.
 */
import { utf8 } from '../base/bytes.ts';
import { programHeader } from '../base/program-file.ts';
import type { FileContent, TreeNode } from '../kernel/vfs/tree.ts';

/** 22 April 2014, 00:00 UTC: the machine's files are as old as its release. */
const MTIME = Date.UTC(2014, 3, 22);

export const LEARNER = { name: 'learner', uid: 1000, gid: 1000, home: '/home/learner' } as const;

const TEXTS: Readonly<Record<string, string>> = {
  '/etc/hostname': 'drydock\n',
  '/etc/hosts': '127.0.0.1\tlocalhost\n127.0.1.1\tdrydock\n',
  '/etc/os-release': `NAME="Ubuntu"
VERSION="14.04.6 LTS, Trusty Tahr"
ID=ubuntu
ID_LIKE=debian
PRETTY_NAME="Ubuntu 14.04.6 LTS"
VERSION_ID="14.04"
HOME_URL="http://www.ubuntu.com/"
SUPPORT_URL="http://help.ubuntu.com/"
BUG_REPORT_URL="http://bugs.launchpad.net/ubuntu/"
`,
  '/etc/lsb-release':
    'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=14.04\nDISTRIB_CODENAME=trusty\nDISTRIB_DESCRIPTION="Ubuntu 14.04.6 LTS"\n',
  '/etc/issue': 'Ubuntu 14.04.6 LTS \\n \\l\n\n',
  '/etc/debian_version': 'jessie/sid\n',
  '/etc/passwd': `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
learner:x:1000:1000:Learner,,,:/home/learner:/bin/bash
`,
  '/etc/group': `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:learner
tty:x:5:
disk:x:6:
sudo:x:27:learner
www-data:x:33:
users:x:100:
docker:x:999:learner
nogroup:x:65534:
learner:x:1000:
`,
  '/etc/shells': '/bin/sh\n/bin/dash\n/bin/bash\n',
  '/etc/resolv.conf': 'nameserver 10.0.0.53\n',
  '/etc/timezone': 'Etc/UTC\n',
  '/etc/fstab': 'overlay / overlay defaults 0 0\n',
  '/etc/sudoers': 'Defaults\tenv_reset\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) NOPASSWD: ALL\n',
  '/etc/profile': `if [ "\${UID:-1000}" -eq 0 ]; then
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
else
  PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
fi
export PATH
if [ "\${BASH-no}" != no ] && [ -f /etc/bash.bashrc ]; then . /etc/bash.bashrc; fi
`,
  '/etc/bash.bashrc': "PS1='${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\n",
  '/etc/motd': '',
  // Stands for the authorities that every machine trusts (base/sandbox-tls.ts).
  '/etc/ssl/certs/ca-certificates.crt':
    '-----BEGIN CERTIFICATE-----\nRHJ5ZG9jayBTYW5kYm94IFJvb3QgQ0E=\n-----END CERTIFICATE-----\n',
};

const BASHRC = `HISTCONTROL=ignoreboth
PS1='\\[\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[1;34m\\]\\w\\[\\e[0m\\]\\$ '
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'
`;
const ROOT_BASHRC = "PS1='${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\n";
const PROFILE = 'if [ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ]; then\n  . "$HOME/.bashrc"\nfi\n';

const DIRECTORIES = [
  '/bin', '/boot', '/dev', '/etc', '/etc/ssl', '/etc/ssl/certs', '/home', '/lib', '/lib64', '/media', '/mnt', '/opt', '/proc', '/root', '/run', '/sbin',
  '/srv', '/sys', '/tmp', '/usr', '/usr/bin', '/usr/games', '/usr/lib', '/usr/local', '/usr/local/bin', '/usr/local/lib',
  '/usr/local/sbin', '/usr/local/share', '/usr/sbin', '/usr/share', '/usr/src', '/var', '/var/cache', '/var/lib',
  '/var/lib/docker', '/var/log', '/var/mail', '/var/opt', '/var/spool', '/var/tmp', '/var/www',
]; // prettier-ignore

/** Programs that live in /bin, /sbin and /usr/sbin; all others are in /usr/bin. */
const BIN = new Set(
  `bash cat chgrp chmod chown cp date dd df dmesg dash echo egrep false fgrep grep gunzip gzip hostname kill less ln login
  ls mkdir mkfifo mknod mktemp more mount mv nano netstat pidof ping ps pwd readlink rm rmdir sed sh sleep stty su sync tar
  touch true umount uname which zcat`.split(/\s+/),
);
const SBIN = new Set('ifconfig ip nologin'.split(' '));
const USR_SBIN = new Set('adduser groupadd useradd'.split(' '));
/** In the table of programs, but nothing a machine has as a file of its own. */
const NO_FILE = new Set(
  'busybox hello docker-init init unsimulated rename yum rpm apk chkconfig systemctl initctl service'.split(' '),
);
const SETUID = new Set(['su', 'sudo', 'passwd', 'newgrp', 'sg']);

/** The whole tree; `programs` are the names that the kernel can run. */
export function hostTree(programs: readonly string[]): TreeNode {
  const root = directory();
  for (const path of DIRECTORIES) put(root, path, directory());
  put(root, '/tmp', directory({ mode: 0o1777 }));
  put(root, '/var/tmp', directory({ mode: 0o1777 }));
  put(root, '/root', directory({ mode: 0o700 }));
  put(root, '/root/.bashrc', file(ROOT_BASHRC));
  put(root, '/root/.profile', file(PROFILE));
  put(root, '/var/run', { ...base, type: 'symlink', mode: 0o777, target: '/run' });
  put(root, '/run/docker.sock', { ...base, type: 'socket', mode: 0o660, gid: 999 });
  const owner = { uid: LEARNER.uid, gid: LEARNER.gid };
  put(root, LEARNER.home, directory({ ...owner, mode: 0o755 }));
  put(root, `${LEARNER.home}/.bashrc`, { ...file(BASHRC), ...owner });
  put(root, `${LEARNER.home}/.profile`, { ...file(PROFILE), ...owner });
  for (const [path, text] of Object.entries(TEXTS)) put(root, path, file(text));
  put(root, '/etc/sudoers', { ...file(TEXTS['/etc/sudoers'] as string), mode: 0o440 });
  for (const name of programs.filter((program) => !NO_FILE.has(program))) put(root, placeOf(name), executable(name));
  put(root, '/sbin/init', executable('init'));
  put(root, '/bin/sh', { ...base, type: 'symlink', mode: 0o777, target: 'dash' });
  return root;
}

function placeOf(name: string): string {
  if (BIN.has(name)) return `/bin/${name}`;
  if (SBIN.has(name)) return `/sbin/${name}`;
  return USR_SBIN.has(name) ? `/usr/sbin/${name}` : `/usr/bin/${name}`;
}

const base = { uid: 0, gid: 0, mtime: MTIME };

function directory(change: Partial<TreeNode> = {}): TreeNode {
  return { ...base, type: 'directory', mode: 0o755, children: new Map(), ...change };
}

function file(text: string): TreeNode {
  return { ...base, type: 'file', mode: 0o644, content: contentOf(utf8(text)) };
}

const PADDED_BYTES = 31 * 1024;

function executable(name: string): TreeNode {
  const content = padded(programHeader(name));
  return { ...base, type: 'file', mode: SETUID.has(name) ? 0o4755 : 0o755, content };
}

/** Programs are of a size as real ones are; whoever reads past the head gets zeros, which nobody has kept. */
export function padded(head: Uint8Array): FileContent {
  return {
    size: PADDED_BYTES,
    read: (offset, length) => {
      if (offset + length <= head.length) return head.subarray(offset, offset + length);
      const bytes = new Uint8Array(Math.max(0, Math.min(length, PADDED_BYTES - offset)));
      bytes.set(head.subarray(offset, offset + bytes.length));
      return bytes;
    },
  };
}

export function contentOf(bytes: Uint8Array): FileContent {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

function put(root: TreeNode, path: string, node: TreeNode): void {
  const names = path.slice(1).split('/');
  const last = names.pop() as string;
  let at = root;
  for (const name of names) at = at.children?.get(name) as TreeNode;
  (at.children as Map<string, TreeNode>).set(last, node);
}
