/** CentOS 7 as a minimal server installation: systemd, and a user of the group wheel. */
import type { TreeChanges } from './bare-tree.ts';

const BASHRC = `# Source global definitions
if [ -f /etc/bashrc ]; then
	. /etc/bashrc
fi
PS1='[\\u@\\h \\W]\\$ '
alias ll='ls -l --color=auto'
`;
const PROFILE = '# Get the aliases and functions\nif [ -f ~/.bashrc ]; then\n\t. ~/.bashrc\nfi\n';

const USR_SBIN = new Set(
  'service chkconfig adduser useradd userdel usermod groupadd ifconfig ip route ss arp init'.split(' '),
);
/** Not of this distribution, or of docker, or no file of its own. */
const ELSEWHERE = new Set(
  `docker dockerd apt apt-get apt-cache apt-key apt-mark dpkg dpkg-query dpkg-deb apk initctl addgroup deluser busybox hello
  docker-init unsimulated apache2 apache2ctl apachectl httpd http-server nginx redis-server redis-cli memcached registry ruby gem irb rackup
  thin a2enmod a2dismod a2ensite a2dissite update-alternatives add-apt-repository`.split(/\s+/),
);

export function centosChanges(programs: readonly string[]): TreeChanges {
  const places: Record<string, string> = { 'sbin/init': 'init', 'usr/bin/systemctl': 'systemctl' };
  for (const name of programs) {
    if (ELSEWHERE.has(name) || name === 'init') continue;
    places[USR_SBIN.has(name) ? `usr/sbin/${name}` : `usr/bin/${name}`] = name;
  }
  return {
    // The image's init is a program that nothing here runs.
    removed: ['.dockerenv', 'sbin/init', 'usr/bin/systemctl', 'usr/sbin/service', 'usr/sbin/chkconfig'],
    texts: {
      'etc/hostname': 'centos\n',
      'etc/hosts': '127.0.0.1   localhost localhost.localdomain localhost4 localhost4.localdomain4\n',
      'etc/resolv.conf': 'nameserver 10.0.0.53\n',
      'etc/passwd': (before) => `${before}learner:x:1000:1000:Learner:/home/learner:/bin/bash\n`,
      'etc/group': (before) => `${before.replace(/^wheel:x:(\d+):.*$/m, 'wheel:x:$1:learner')}learner:x:1000:\n`,
      'etc/sudoers': 'Defaults    env_reset\nroot\tALL=(ALL) \tALL\n%wheel\tALL=(ALL)\tNOPASSWD: ALL\n',
      'home/learner/.bashrc': BASHRC,
      'home/learner/.bash_profile': PROFILE,
    },
    modes: { 'etc/sudoers': 0o440, 'usr/bin/sudo': 0o4755, 'usr/bin/su': 0o4755 },
    directories: ['home/learner', 'run/systemd/system', 'etc/systemd/system'],
    links: {},
    owned: ['home/learner', 'home/learner/.bashrc', 'home/learner/.bash_profile'],
    programs: places,
  };
}
