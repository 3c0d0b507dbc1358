/** What the package apache2 has below /etc/apache2 and /var/www. */
import type { PackageTexts } from '../parse-packages.ts';

const MODULE_CONF: Readonly<Record<string, string>> = {
  alias: 'Alias /icons/ "/usr/share/apache2/icons/"\n',
  autoindex: 'IndexOptions FancyIndexing VersionSort HTMLTable NameWidth=* DescriptionWidth=* Charset=UTF-8\n',
  deflate: 'AddOutputFilterByType DEFLATE text/html text/plain text/xml text/css application/javascript\n',
  dir: 'DirectoryIndex index.html index.cgi index.pl index.php index.xhtml index.htm\n',
  mime: 'TypesConfig /etc/mime.types\nAddType application/x-compress .Z\nAddType application/x-gzip .gz .tgz\n',
  mpm_event:
    'StartServers 2\nMinSpareThreads 25\nMaxSpareThreads 75\nThreadLimit 64\nThreadsPerChild 25\nMaxRequestWorkers 150\n',
  negotiation: 'LanguagePriority en zh-TW\nForceLanguagePriority Prefer Fallback\n',
  reqtimeout: 'RequestReadTimeout header=20-40,minrate=500\nRequestReadTimeout body=10,minrate=500\n',
  setenvif: 'BrowserMatch "Mozilla/2" nokeepalive\n',
  status: '<Location /server-status>\n\tSetHandler server-status\n\tRequire local\n</Location>\nExtendedStatus On\n',
};

const MODULES =
  'access_compat alias auth_basic authn_core authn_file authz_core authz_host authz_user autoindex deflate dir env filter mime mpm_event negotiation reqtimeout setenvif status'.split(
    ' ',
  );

/** There to be enabled, each with the modules that it needs, of which a2enmod reads. */
export const APACHE_MODULES_MORE: Readonly<Record<string, string>> = {
  authz_groupfile: 'authn_core authz_core',
  expires: '',
  headers: '',
  lbmethod_byrequests: 'proxy_balancer',
  proxy: '',
  proxy_balancer: 'proxy alias slotmem_shm',
  proxy_http: 'proxy',
  rewrite: '',
  slotmem_shm: '',
};

const loadText = (name: string, needs: string) =>
  `${needs && `# Depends: ${needs}\n`}LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`;

export const APACHE_TEXTS: PackageTexts = {
  ...Object.fromEntries(
    [...MODULES.map((name) => [name, ''] as const), ...Object.entries(APACHE_MODULES_MORE)].map(([name, needs]) => [
      `etc/apache2/mods-available/${name}.load`,
      loadText(name, needs),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(MODULE_CONF).map(([name, conf]) => [`etc/apache2/mods-available/${name}.conf`, conf]),
  ),
  'etc/apache2/conf-available/charset.conf': '#AddDefaultCharset UTF-8\n',
  'etc/apache2/conf-available/localized-error-pages.conf': '#ErrorDocument 404 /missing.html\n',
  'etc/apache2/conf-available/other-vhosts-access-log.conf':
    'CustomLog ${APACHE_LOG_DIR}/other_vhosts_access.log vhost_combined\n',
  'etc/apache2/conf-available/security.conf': 'ServerTokens OS\nServerSignature On\nTraceEnable Off\n',
  'etc/apache2/conf-available/serve-cgi-bin.conf': 'ScriptAlias /cgi-bin/ /usr/lib/cgi-bin/\n',
  'etc/apache2/apache2.conf': `
DefaultRuntimeDir \${APACHE_RUN_DIR}
PidFile \${APACHE_PID_FILE}
Timeout 300
KeepAlive On
MaxKeepAliveRequests 100
KeepAliveTimeout 5
User \${APACHE_RUN_USER}
Group \${APACHE_RUN_GROUP}
HostnameLookups Off
ErrorLog \${APACHE_LOG_DIR}/error.log
LogLevel warn

IncludeOptional mods-enabled/*.load
IncludeOptional mods-enabled/*.conf
Include ports.conf

<Directory />
	Options FollowSymLinks
	AllowOverride None
	Require all denied
</Directory>

<Directory /usr/share>
	AllowOverride None
	Require all granted
</Directory>

<Directory /var/www/>
	Options Indexes FollowSymLinks
	AllowOverride None
	Require all granted
</Directory>

AccessFileName .htaccess
<FilesMatch "^\\.ht">
	Require all denied
</FilesMatch>

LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" vhost_combined
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
LogFormat "%h %l %u %t \\"%r\\" %>s %O" common

IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf
`,
  'etc/apache2/envvars': `
unset HOME
export APACHE_RUN_USER=www-data
export APACHE_RUN_GROUP=www-data
export APACHE_PID_FILE=/var/run/apache2/apache2.pid
export APACHE_RUN_DIR=/var/run/apache2
export APACHE_LOCK_DIR=/var/lock/apache2
export APACHE_LOG_DIR=/var/log/apache2
export LANG=C
`,
  'etc/apache2/magic': '# Types of files by their first bytes, for mod_mime_magic\n0\tstring\t%PDF-\tapplication/pdf\n',
  'etc/apache2/ports.conf': `
Listen 80

<IfModule ssl_module>
	Listen 443
</IfModule>

<IfModule mod_gnutls.c>
	Listen 443
</IfModule>
`,
  'etc/apache2/sites-available/000-default.conf': `
<VirtualHost *:80>
	ServerAdmin webmaster@localhost
	DocumentRoot /var/www/html

	ErrorLog \${APACHE_LOG_DIR}/error.log
	CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`,
  'etc/apache2/sites-available/default-ssl.conf': `
<VirtualHost *:443>
	ServerAdmin webmaster@localhost
	DocumentRoot /var/www/html
	SSLEngine on
	SSLCertificateFile      /etc/ssl/certs/ssl-cert-snakeoil.pem
	SSLCertificateKeyFile   /etc/ssl/private/ssl-cert-snakeoil.key
</VirtualHost>
`,
  'var/www/html/index.html': `
<!DOCTYPE html>
<html>
<head>
<title>Apache2 Default Page: It works</title>
</head>
<body>
<h1>It works!</h1>
<p>This is the page that the package apache2 puts into /var/www/html. Put your own in its place.</p>
</body>
</html>
`,
};
