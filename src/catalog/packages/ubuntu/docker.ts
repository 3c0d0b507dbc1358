/** `lxc-docker`: how Docker 1.x was installed on Ubuntu. The package of that name is empty and depends on one with the version in its name. */
import type { Package } from '../package.ts';
import { parsePackages } from '../parse-packages.ts';

const VERSIONS = ['1.6.2', '1.7.1', '1.8.3', '1.9.1'];
const LATEST = '1.9.1';

const versioned = (version: string) => `
lxc-docker-${version} ${version} contrib/admin 28800 Linux container runtime
Depends: iptables, ca-certificates
Recommends: git, xz-utils
Conflicts: docker.io, lxc-docker-virtual-package
Provides: lxc-docker-virtual-package
usr/bin/ docker:28500000
usr/lib/docker/init/ dockerinit-${version}#90000
etc/default/ docker
etc/init/ docker.conf
etc/init.d/ docker
@group docker
@service docker
`;

const TABLE = `
lxc-docker ${LATEST} contrib/admin 4 Linux container runtime
Depends: lxc-docker-${LATEST}
${VERSIONS.map(versioned).join('')}
`;

/** What Docker 1.x needs of Ubuntu 14.04's own archive. */
export const TRUSTY_IPTABLES = `
iptables 1.4.21-1ubuntu1 net 1250 administration tools for packet filtering and NAT
Depends: libc6 (>= 2.4), libnfnetlink0, libxtables10
sbin/ iptables=unsimulated:87768 ip6tables=unsimulated:87768 iptables-save>iptables iptables-restore>iptables
libnfnetlink0* 1.0.1-2 libs 73 Netfilter netlink library
Depends: libc6 (>= 2.14)
libxtables10* 1.4.21-1ubuntu1 net 120 netfilter xtables library
Depends: libc6 (>= 2.14)
`;

const TEXTS = {
  'etc/default/docker': `
# Options of the Docker daemon
#DOCKER_OPTS="--dns 8.8.8.8 --dns 8.8.4.4"
#export http_proxy="http://127.0.0.1:3128/"
`,
  'etc/init/docker.conf': `
description "Docker daemon"

start on (filesystem and net-device-up IFACE!=lo)
stop on runlevel [!2345]
limit nofile 524288 1048576
respawn

script
	DOCKER_OPTS=
	if [ -f /etc/default/docker ]; then
		. /etc/default/docker
	fi
	exec /usr/bin/docker daemon $DOCKER_OPTS
end script

post-start script
	while [ ! -S /var/run/docker.sock ]; do sleep 0.1; done
end script
`,
  'etc/init.d/docker': `#!/bin/sh
### BEGIN INIT INFO
# Provides:          docker
# Required-Start:    $syslog $remote_fs
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: Linux container runtime
### END INIT INFO
case "$1" in
start|stop|restart|status) exec service docker "$1" ;;
*) echo "Usage: service docker {start|stop|restart|status}" >&2; exit 1 ;;
esac
`,
};

export const dockerPackages = (): readonly Package[] => parsePackages(TABLE, { texts: TEXTS });
