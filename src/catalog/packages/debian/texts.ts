/** Configuration files of Debian's packages: their directives are the packages', their comments our own. */
import { AUTHORITIES } from '../authorities.ts';
import type { PackageTexts } from '../parse-packages.ts';
import { APACHE_TEXTS } from './texts-apache.ts';
import { NGINX_TEXTS } from './texts-nginx.ts';

const initScript = (name: string, daemon: string) => `#!/bin/sh
### BEGIN INIT INFO
# Provides:          ${name}
# Required-Start:    $local_fs $network
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
### END INIT INFO

case "$1" in
start) ${daemon} ;;
stop) killall ${daemon.split(' ')[0]?.split('/').pop() ?? name} ;;
restart) "$0" stop; "$0" start ;;
*) echo "Usage: $0 {start|stop|restart}" >&2; exit 1 ;;
esac
`;

export const TEXTS: PackageTexts = {
  ...APACHE_TEXTS,
  ...NGINX_TEXTS,
  'etc/ssl/certs/ca-certificates.crt': AUTHORITIES,
  'etc/init.d/apache2': initScript('apache2', '/usr/sbin/apachectl start'),
  'etc/init.d/nginx': initScript('nginx', '/usr/sbin/nginx'),
  'etc/init.d/redis-server': initScript('redis-server', '/usr/bin/redis-server /etc/redis/redis.conf'),
  'etc/logrotate.d/apache2':
    '/var/log/apache2/*.log {\n\tdaily\n\tmissingok\n\trotate 14\n\tcompress\n\tnotifempty\n}\n',
  'etc/redis/redis.conf': `
bind 127.0.0.1 -::1
protected-mode yes
port 6379
timeout 0
daemonize yes
pidfile /run/redis/redis-server.pid
loglevel notice
logfile /var/log/redis/redis-server.log
databases 16
save 3600 1 300 100 60 10000
dbfilename dump.rdb
dir /var/lib/redis
`,
  'etc/nanorc': 'set historylog\ninclude "/usr/share/nano/*.nanorc"\n',
  'etc/sudo.conf': '# Plugins of sudo\nPlugin sudoers_policy sudoers.so\n',
  'usr/share/games/fortunes/fortunes':
    'A container is only as empty as its image.\n%\nYou will meet an old friend, behind a published port.\n%\n',
  'usr/share/games/fortunes/literature': 'It was the best of times, it was the worst of times.\n%\n',
  'usr/share/games/fortunes/riddles': 'What has many layers, and makes nobody weep?\n%\n',
};
