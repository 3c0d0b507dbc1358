/** What nginx-common brings. */
import type { PackageTexts } from '../parse-packages.ts';

export const MIME_TYPES = `
types {
    text/html                             html htm shtml;
    text/css                              css;
    text/xml                              xml;
    image/gif                             gif;
    image/jpeg                            jpeg jpg;
    application/javascript                js;
    text/plain                            txt;
    image/png                             png;
    image/svg+xml                         svg svgz;
    image/webp                            webp;
    image/x-icon                          ico;
    font/woff                             woff;
    font/woff2                            woff2;
    application/json                      json;
    application/pdf                       pdf;
    application/wasm                      wasm;
    application/zip                       zip;
    application/octet-stream              bin exe dll deb dmg iso img;
    audio/mpeg                            mp3;
    video/mp4                             mp4;
    video/webm                            webm;
}
`;

export const NGINX_TEXTS: PackageTexts = {
  'etc/nginx/nginx.conf': `
user www-data;
worker_processes auto;
pid /run/nginx.pid;
include /etc/nginx/modules-enabled/*.conf;

events {
	worker_connections 768;
}

http {
	sendfile on;
	tcp_nopush on;
	types_hash_max_size 2048;

	include /etc/nginx/mime.types;
	default_type application/octet-stream;

	access_log /var/log/nginx/access.log;
	error_log /var/log/nginx/error.log;

	gzip on;

	include /etc/nginx/conf.d/*.conf;
	include /etc/nginx/sites-enabled/*;
}
`,
  'etc/nginx/mime.types': MIME_TYPES,
  'etc/nginx/fastcgi_params':
    'fastcgi_param  QUERY_STRING       $query_string;\nfastcgi_param  REQUEST_METHOD     $request_method;\n',
  'etc/nginx/proxy_params':
    'proxy_set_header Host $http_host;\nproxy_set_header X-Real-IP $remote_addr;\nproxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n',
  'etc/nginx/sites-available/default': `
server {
	listen 80 default_server;
	listen [::]:80 default_server;

	root /var/www/html;
	index index.html index.htm index.nginx-debian.html;

	server_name _;

	location / {
		try_files $uri $uri/ =404;
	}
}
`,
  'usr/share/nginx/html/index.html': `
<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>This page comes from the package's own document root: the server is installed and works.</p>
</body>
</html>
`,
};
