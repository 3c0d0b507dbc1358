/** Configuration files of CentOS's packages. */
import { AUTHORITIES } from '../authorities.ts';
import type { PackageTexts } from '../parse-packages.ts';

const unit = (description: string, start: string, more = '') => `
[Unit]
Description=${description}
After=network.target

[Service]
Type=notify
${more}ExecStart=${start}
KillMode=process

[Install]
WantedBy=multi-user.target
`;

/** What CentOS loads, the module for processes and those of proxies among them. */
const HTTPD_MODULES =
  `access_compat alias auth_basic authn_core authn_file authz_core authz_groupfile authz_host authz_user autoindex deflate dir env expires filter
  headers log_config logio mime negotiation rewrite setenvif slotmem_shm status unixd version mpm_prefork proxy lbmethod_byrequests
  proxy_balancer proxy_http`.split(/\s+/);

export const RPM_TEXTS: PackageTexts = {
  'etc/pki/tls/certs/ca-bundle.crt': AUTHORITIES,
  'usr/lib/systemd/system/docker.service': unit(
    'Docker Application Container Engine',
    '/usr/bin/dockerd-current --exec-opt native.cgroupdriver=systemd $OPTIONS $DOCKER_STORAGE_OPTIONS $DOCKER_NETWORK_OPTIONS',
    'EnvironmentFile=-/etc/sysconfig/docker\nEnvironmentFile=-/etc/sysconfig/docker-storage\nEnvironmentFile=-/etc/sysconfig/docker-network\n',
  ),
  'etc/sysconfig/docker': "OPTIONS='--selinux-enabled --log-driver=journald --signature-verification=false'\n",
  'etc/sysconfig/docker-network': 'DOCKER_NETWORK_OPTIONS=\n',
  'etc/sysconfig/docker-storage': 'DOCKER_STORAGE_OPTIONS=\n',
  'etc/docker/daemon.json': '{}\n',
  'usr/lib/systemd/system/httpd.service': unit('The Apache HTTP Server', '/usr/sbin/httpd $OPTIONS -DFOREGROUND'),
  'etc/httpd/conf/httpd.conf': `
ServerRoot "/etc/httpd"
Listen 80
Include conf.modules.d/*.conf
User apache
Group apache
ServerAdmin root@localhost

<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "/var/www/html"

<Directory "/var/www/html">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>

<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

ErrorLog "logs/error_log"
LogLevel warn

<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
    CustomLog "logs/access_log" combined
</IfModule>

<IfModule mime_module>
    TypesConfig /etc/mime.types
</IfModule>

IncludeOptional conf.d/*.conf
`,
  'etc/httpd/conf.d/welcome.conf':
    '<LocationMatch "^/+$">\n    Options -Indexes\n    ErrorDocument 403 /.noindex.html\n</LocationMatch>\nAlias /.noindex.html /usr/share/httpd/noindex/index.html\n',
  'etc/httpd/conf.modules.d/00-base.conf': HTTPD_MODULES.map(
    (name) => `LoadModule ${name}_module modules/mod_${name}.so\n`,
  ).join(''),
  'usr/share/httpd/noindex/index.html':
    '<html><head><title>Apache HTTP Server Test Page powered by CentOS</title></head><body><h1>Testing 123..</h1></body></html>\n',
  'etc/mime.types':
    'text/html\t\t\thtml htm\ntext/css\t\t\tcss\ntext/plain\t\t\ttxt\nimage/png\t\t\tpng\nimage/jpeg\t\t\tjpeg jpg\napplication/json\t\tjson\napplication/javascript\t\tjs\n',
  'etc/nanorc': 'set tabsize 8\n',
};
