/** Configuration files of Alpine's packages. */
import { MIME_TYPES } from '../debian/texts-nginx.ts';
import { AUTHORITIES } from '../authorities.ts';
import type { PackageTexts } from '../parse-packages.ts';

export const APK_TEXTS: PackageTexts = {
  'etc/ssl/certs/ca-certificates.crt': AUTHORITIES,
  'etc/ssl/openssl.cnf': 'openssl_conf = openssl_init\n\n[openssl_init]\n',
  'etc/bash/bashrc': 'PS1="\\h:\\w\\\\$ "\n',
  'etc/nanorc': 'include "/usr/share/nano/*.nanorc"\n',
  'etc/redis.conf':
    'bind 127.0.0.1 -::1\nprotected-mode yes\nport 6379\ndaemonize no\ndir /var/lib/redis\nlogfile ""\n',
  'etc/nginx/mime.types': MIME_TYPES,
  'etc/nginx/nginx.conf': `
user nginx;
worker_processes auto;
pcre_jit on;
error_log /var/log/nginx/error.log warn;
include /etc/nginx/modules/*.conf;

events {
	worker_connections 1024;
}

http {
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	server_tokens off;
	client_max_body_size 1m;
	sendfile on;
	tcp_nopush on;

	log_format main '$remote_addr - $remote_user [$time_local] "$request" '
			'$status $body_bytes_sent "$http_referer" '
			'"$http_user_agent" "$http_x_forwarded_for"';

	access_log /var/log/nginx/access.log main;

	include /etc/nginx/http.d/*.conf;
}
`,
  'etc/nginx/http.d/default.conf': `
# Answers 404 to everything, until there is another server.

server {
	listen 80 default_server;
	listen [::]:80 default_server;

	location / {
		return 404;
	}
}
`,
  'var/lib/nginx/html/index.html': '<!DOCTYPE html>\n<html>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n',
};
