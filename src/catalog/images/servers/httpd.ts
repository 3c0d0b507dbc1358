/** httpd:2.4, Apache as the official image builds it from source, and Ubuntu with its own apache2 to build on. */
import { DockerfileHistory } from '../../dockerfile-history.ts';
import { LayerFiles } from '../../layer-files.ts';
import { bookworm } from '../../packages/debian/bookworm.ts';
import { withDependencies } from '../../packages/relations.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { startDebian } from '../debian/debian.ts';

const VERSION = '2.4.65';
const CREATED = '2025-07-23T18:54:27Z';
const PREFIX = 'usr/local/apache2';

const MODULES =
  `access_compat alias auth_basic authn_core authn_file authz_core authz_groupfile authz_host authz_user autoindex cgid deflate dir
  env expires ext_filter filter headers info lbmethod_byrequests log_config mime mpm_event negotiation proxy proxy_balancer proxy_http reqtimeout
  rewrite setenvif slotmem_shm socache_shmcb
  ssl status unixd userdir version vhost_alias`.split(/\s+/);
const LOADED = new Set(
  `access_compat alias auth_basic authn_core authn_file authz_core authz_groupfile authz_host authz_user autoindex dir env filter headers log_config
   mime mpm_event reqtimeout setenvif status unixd version`.split(/\s+/),
);

const conf = () => `
ServerRoot "/usr/local/apache2"

Listen 80

${MODULES.map((name) => `${LOADED.has(name) ? '' : '#'}LoadModule ${name}_module modules/mod_${name}.so`).join('\n')}

<IfModule unixd_module>
User www-data
Group www-data
</IfModule>

ServerAdmin you@example.com

#ServerName www.example.com:80

<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "/usr/local/apache2/htdocs"
<Directory "/usr/local/apache2/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>

<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

<Files ".ht*">
    Require all denied
</Files>

ErrorLog /proc/self/fd/2
LogLevel warn

<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
    CustomLog /proc/self/fd/1 common
</IfModule>

<IfModule alias_module>
    ScriptAlias /cgi-bin/ "/usr/local/apache2/cgi-bin/"
</IfModule>

<IfModule mime_module>
    TypesConfig conf/mime.types
    AddType application/x-compress .Z
    AddType application/x-gzip .gz .tgz
</IfModule>
`;

const FOREGROUND = `#!/bin/sh
set -e

# Apache refuses to start beside a PID file that an earlier run left.
rm -f /usr/local/apache2/logs/httpd.pid

exec httpd -DFOREGROUND "$@"
`;

export function httpdImage(): ImageRecipe {
  const { root, steps } = startDebian('slim');
  const history = new DockerfileHistory(CREATED, steps).meta(
    'ENV HTTPD_PREFIX=/usr/local/apache2',
    'ENV PATH=/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  );
  const { files } = root;
  history.run(
    'mkdir -p "$HTTPD_PREFIX" \t&& chown www-data:www-data "$HTTPD_PREFIX"',
    new LayerFiles().directory(PREFIX, { uid: 33, gid: 33 }).entries(),
  );
  history.workdir('/usr/local/apache2', new LayerFiles().entries());
  const present = new Set(root.installed.map(({ name }) => name));
  const libraries = withDependencies(
    ['ca-certificates', 'libaprutil1', 'libaprutil1-ldap', 'libldap-2.5-0'],
    bookworm(),
  );
  root.install(libraries.filter(({ name }) => !present.has(name)));
  files.fit(11_000_000);
  history.run(
    'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tlibaprutil1-ldap \t\tlibldap-common \t; \trm -rf /var/lib/apt/lists/*',
    root.layer(),
  );
  history.meta(
    `ENV HTTPD_VERSION=${VERSION}`,
    'ENV HTTPD_SHA256=58b8be97d9940ec17f7656c0c6b9f41b618aac468b894b534148e3296c53b8b3',
    'ENV HTTPD_PATCHES=',
  );
  history.run(
    'set -eux; \t\tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \t\t./configure --enable-mods-shared=reallyall; \tmake install; \t\thttpd -v',
    server(),
  );
  history.meta('STOPSIGNAL SIGWINCH');
  history.copy(
    'httpd-foreground /usr/local/bin/',
    new LayerFiles().text('usr/local/bin/httpd-foreground', FOREGROUND, { mode: 0o755 }).entries(),
  );
  history.meta('EXPOSE map[80/tcp:{}]', 'CMD ["httpd-foreground"]');
  return {
    repository: 'library/httpd',
    tags: ['latest', '2.4', VERSION],
    created: CREATED,
    config: {
      Env: [
        'PATH=/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'HTTPD_PREFIX=/usr/local/apache2',
        `HTTPD_VERSION=${VERSION}`,
        'HTTPD_SHA256=58b8be97d9940ec17f7656c0c6b9f41b618aac468b894b534148e3296c53b8b3',
        'HTTPD_PATCHES=',
      ],
      Cmd: ['httpd-foreground'],
      ExposedPorts: { '80/tcp': {} },
      WorkingDir: '/usr/local/apache2',
      StopSignal: 'SIGWINCH',
    },
    steps: history.steps,
  };
}

function server() {
  const files = new LayerFiles()
    .program(`${PREFIX}/bin/httpd`, 'apache2', 3_100_000)
    .program(`${PREFIX}/bin/apachectl`, 'apachectl', 3_433)
    .program(`${PREFIX}/bin/ab`, 'ab', 380_000)
    .program(`${PREFIX}/bin/htpasswd`, 'htpasswd', 120_000)
    .text(`${PREFIX}/htdocs/index.html`, '<html><body><h1>It works!</h1></body></html>\n')
    .text(`${PREFIX}/conf/httpd.conf`, conf().trimStart())
    .text(
      `${PREFIX}/conf/mime.types`,
      'text/html\t\thtml htm\ntext/css\t\tcss\ntext/plain\t\ttxt\nimage/png\t\tpng\nimage/jpeg\t\tjpeg jpg\nimage/svg+xml\t\tsvg\napplication/json\tjson\napplication/javascript\tjs\n',
    )
    .text(`${PREFIX}/conf/magic`, '0\tstring\t%PDF-\tapplication/pdf\n')
    .directories(
      `${PREFIX}/conf/extra`,
      `${PREFIX}/conf/original`,
      `${PREFIX}/cgi-bin`,
      `${PREFIX}/icons`,
      `${PREFIX}/error`,
      `${PREFIX}/include`,
    )
    .directory(`${PREFIX}/logs`);
  for (const name of MODULES) files.blank(`${PREFIX}/modules/mod_${name}.so`, 70_000);
  return files.fit(31_300_000).entries();
}
