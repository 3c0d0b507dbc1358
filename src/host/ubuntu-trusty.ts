/** Ubuntu 14.04 as a server installation: Upstart, a user who may use sudo, and the hint at packages for unknown commands. */
import type { TreeChanges } from './bare-tree.ts';

const HANDLER = `
# if the command-not-found package is installed, use it
if [ -x /usr/lib/command-not-found ]; then
	command_not_found_handle() {
		if [ -x /usr/lib/command-not-found ]; then
			/usr/lib/command-not-found -- "$1"
			return $?
		fi
		printf "%s: command not found\\n" "$1" >&2
		return 127
	}
fi
`;

/** Programs and the packages that have them, as far as anybody is going to ask. */
const HINTS: Readonly<Record<string, string>> = {
  docker: 'docker',
  'docker.io': 'docker.io',
  git: 'git',
  nginx: 'nginx-light',
  ruby: 'ruby',
  gem: 'ruby',
  tree: 'tree',
  node: 'node',
  pip: 'python-pip',
  htop: 'htop',
};

const COMMAND_NOT_FOUND = `#!/bin/sh
[ "$1" = -- ] && shift
case "$1" in
${Object.entries(HINTS)
  .map(([command, name]) => `  ${command}) package=${name} ;;\n`)
  .join('')}  *) echo "$1: command not found" >&2; exit 127 ;;
esac
echo "The program '$1' is currently not installed. You can install it by typing:" >&2
if [ "$(id -u)" = 0 ]; then echo "apt-get install $package" >&2; else echo "sudo apt-get install $package" >&2; fi
exit 127
`;

const BASHRC = `HISTCONTROL=ignoreboth
PS1='\\[\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[1;34m\\]\\w\\[\\e[0m\\]\\$ '
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'
`;
const PROFILE = 'if [ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ]; then\n  . "$HOME/.bashrc"\nfi\n';

const SBIN = new Set(['initctl', 'start', 'stop', 'restart', 'status', 'ifconfig', 'ip', 'route', 'init']);
const USR_SBIN = new Set([
  'service',
  'adduser',
  'addgroup',
  'deluser',
  'useradd',
  'userdel',
  'usermod',
  'groupadd',
  'dockerd',
]);
/** Not of this distribution, or of docker, or no file of its own. */
const ELSEWHERE = new Set(
  `docker dockerd yum rpm apk chkconfig systemctl busybox hello docker-init unsimulated apache2 apache2ctl apachectl httpd
  http-server nginx redis-server redis-cli memcached registry ruby gem irb rackup thin a2enmod a2dismod a2ensite a2dissite`.split(
    /\s+/,
  ),
);

export function ubuntuChanges(programs: readonly string[]): TreeChanges {
  const places: Record<string, string> = { 'sbin/init': 'init' };
  for (const name of programs) {
    if (ELSEWHERE.has(name) || name === 'init') continue;
    places[SBIN.has(name) ? `sbin/${name}` : USR_SBIN.has(name) ? `usr/sbin/${name}` : `usr/bin/${name}`] = name;
  }
  for (const name of ['start', 'stop', 'restart', 'status']) places[`sbin/${name}`] = 'initctl';
  return {
    removed: [
      'usr/sbin/policy-rc.d', 'sbin/initctl', '.dockerenv', 'run/systemd', 'etc/apt/apt.conf.d/docker-clean',
      'etc/apt/apt.conf.d/docker-no-languages', 'etc/apt/apt.conf.d/docker-gzip-indexes',
      'etc/apt/apt.conf.d/docker-autoremove-suggests', 'etc/dpkg/dpkg.cfg.d/docker-apt-speedup',
    ], // prettier-ignore
    texts: {
      'etc/hostname': 'ubuntu\n',
      'etc/hosts': '127.0.0.1\tlocalhost\n127.0.1.1\tubuntu\n',
      'etc/resolv.conf': 'nameserver 10.0.0.53\n',
      'etc/fstab': 'overlay / overlay defaults 0 0\n',
      'etc/passwd': (before) => `${before}learner:x:1000:1000:Learner,,,:/home/learner:/bin/bash\n`,
      'etc/group': (before) => `${before.replace(/^(adm|sudo):x:(\d+):.*$/gm, '$1:x:$2:learner')}learner:x:1000:\n`,
      'etc/sudoers': 'Defaults\tenv_reset\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) NOPASSWD: ALL\n',
      'etc/bash.bashrc': (before) => before.replace(/\n*# if the command-not-found[\s\S]*$/, '\n') + HANDLER,
      'usr/lib/command-not-found': COMMAND_NOT_FOUND,
      'home/learner/.bashrc': BASHRC,
      'home/learner/.profile': PROFILE,
    },
    modes: { 'etc/sudoers': 0o440, 'usr/lib/command-not-found': 0o755, 'usr/bin/sudo': 0o4755, 'bin/su': 0o4755 },
    directories: ['home/learner', 'var/log/upstart', 'etc/init', 'etc/init.d'],
    links: {},
    owned: ['home/learner', 'home/learner/.bashrc', 'home/learner/.profile'],
    programs: places,
  };
}
