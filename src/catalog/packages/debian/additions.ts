/** What the tables, which list files, leave out: configuration, and what maintainer scripts do. */
import { APACHE_MODULES_MORE } from './texts-apache.ts';

const APACHE_MODULES =
  'access_compat alias auth_basic authn_core authn_file authz_core authz_host authz_user autoindex deflate dir env filter mime mpm_event negotiation reqtimeout setenvif status'.split(
    ' ',
  );
const APACHE_WITH_CONF = new Set(
  'alias autoindex deflate dir mime mpm_event negotiation reqtimeout setenvif status'.split(' '),
);
const APACHE_CONFS = ['charset', 'localized-error-pages', 'other-vhosts-access-log', 'security', 'serve-cgi-bin'];

/** What a2enmod, a2enconf and a2ensite do when the package is configured, with the lines that they print. */
const apacheLinks = [
  ...APACHE_MODULES.flatMap((name) => [
    `@say Enabling module ${name}.`,
    ...(APACHE_WITH_CONF.has(name)
      ? [`@link /etc/apache2/mods-enabled/${name}.conf ../mods-available/${name}.conf`]
      : []),
    `@link /etc/apache2/mods-enabled/${name}.load ../mods-available/${name}.load`,
  ]),
  ...APACHE_CONFS.flatMap((name) => [
    `@say Enabling conf ${name}.`,
    `@link /etc/apache2/conf-enabled/${name}.conf ../conf-available/${name}.conf`,
  ]),
  '@say Enabling site 000-default.',
  '@link /etc/apache2/sites-enabled/000-default.conf ../sites-available/000-default.conf',
].join('\n');

export const ADDITIONS: Readonly<Record<string, string>> = {
  apache2: `
    etc/apache2/ apache2.conf envvars magic ports.conf
    etc/apache2/conf-available/ ${APACHE_CONFS.map((name) => `${name}.conf`).join(' ')}
    etc/apache2/mods-available/ ${[...APACHE_MODULES, ...Object.keys(APACHE_MODULES_MORE)].map((name) => `${name}.load`).join(' ')} ${[...APACHE_WITH_CONF].map((name) => `${name}.conf`).join(' ')}
    etc/apache2/sites-available/ 000-default.conf default-ssl.conf
    etc/apache2/mods-enabled/
    etc/apache2/conf-enabled/
    etc/apache2/sites-enabled/
    etc/init.d/ apache2
    etc/logrotate.d/ apache2
    var/www/html/ index.html
    var/lib/apache2/
    @directory /var/log/apache2 750 root:adm
    @directory /var/cache/apache2/mod_cache_disk 755 www-data:www-data
    ${apacheLinks}
  `,
  'nginx-common': `
    etc/nginx/ nginx.conf mime.types fastcgi_params proxy_params
    etc/nginx/sites-available/ default
    etc/nginx/sites-enabled/
    etc/nginx/conf.d/
    etc/init.d/ nginx
    usr/share/nginx/html/ index.html
    @directory /var/www/html 755 root:root
    @directory /var/log/nginx 755 www-data:adm
    @directory /var/lib/nginx 755 root:root
    @link /etc/nginx/sites-enabled/default /etc/nginx/sites-available/default
    @link /var/www/html/index.nginx-debian.html /usr/share/nginx/html/index.html
  `,
  'redis-server': `
    etc/redis/ redis.conf
    etc/init.d/ redis-server
  `,
  'redis-tools': `
    @group redis
    @user redis redis /var/lib/redis /usr/sbin/nologin
    @directory /var/lib/redis 750 redis:redis
    @directory /var/log/redis 2750 redis:adm
  `,
  'ca-certificates': `
    etc/ca-certificates/update.d/
    usr/share/ca-certificates/mozilla/ ISRG_Root_X1.crt#1939 DigiCert_Global_Root_CA.crt#1338 GlobalSign_Root_CA.crt#1261 Amazon_Root_CA_1.crt#1188
    usr/local/share/ca-certificates/
    etc/ssl/certs/ ca-certificates.crt
    @say Updating certificates in /etc/ssl/certs...
    @say 142 added, 0 removed; done.
  `,
  vim: `
    @alternative /usr/bin/vim vim /usr/bin/vim.basic 30
    @alternative /usr/bin/vi vi /usr/bin/vim.basic 30
    @alternative /usr/bin/view view /usr/bin/vim.basic 30
    @alternative /usr/bin/ex ex /usr/bin/vim.basic 30
    @alternative /usr/bin/vimdiff vimdiff /usr/bin/vim.basic 30
    @alternative /usr/bin/rvim rvim /usr/bin/vim.basic 30
    @alternative /usr/bin/editor editor /usr/bin/vim.basic 30
  `,
  'vim-tiny': `
    @alternative /usr/bin/vi vi /usr/bin/vim.tiny 15
    @alternative /usr/bin/view view /usr/bin/vim.tiny 15
    @alternative /usr/bin/ex ex /usr/bin/vim.tiny 15
    @alternative /usr/bin/editor editor /usr/bin/vim.tiny 15
  `,
  nano: `
    etc/ nanorc
    @alternative /usr/bin/editor editor /bin/nano 40
    @alternative /usr/bin/pico pico /bin/nano 10
  `,
  debianutils: `
    @alternative /usr/bin/which which /usr/bin/which.debianutils 0
  `,
  less: `
    @alternative /usr/bin/pager pager /usr/bin/less 77
  `,
  mawk: `
    @alternative /usr/bin/awk awk /usr/bin/mawk 5
    @alternative /usr/bin/nawk nawk /usr/bin/mawk 5
  `,
  'netcat-openbsd': `
    @alternative /bin/nc nc /bin/nc.openbsd 50
    @alternative /bin/netcat netcat /bin/nc.openbsd 50
  `,
  'netcat-traditional': `
    @alternative /bin/nc nc /bin/nc.traditional 10
    @alternative /bin/netcat netcat /bin/nc.traditional 10
  `,
  sudo: `
    etc/ sudo.conf
    etc/sudoers.d/
    @group sudo
  `,
  'fortunes-min': `
    usr/share/games/fortunes/ fortunes literature riddles
  `,
};
