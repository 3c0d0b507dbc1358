/** Files of the official nginx images: configuration, pages, and the entry point with its scripts. */
import { MIME_TYPES } from '../../packages/debian/texts-nginx.ts';
import type { LayerFiles } from '../../layer-files.ts';

const CONF = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
`;

const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    # server errors have a static page
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

const STYLE =
  'html { color-scheme: light dark; } body { width: 35em; margin: 0 auto; font-family: Tahoma, Verdana, Arial, sans-serif; }';

const INDEX = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>This page says that the nginx web server is installed and works. What it serves lies in
/usr/share/nginx/html, and its configuration in /etc/nginx.</p>

<p>Documentation: <a href="http://nginx.org/">nginx.org</a>.</p>
</body>
</html>
`;

const ERROR_PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>An error occurred.</h1>
<p>The page cannot be shown now. Please try again later.</p>
</body>
</html>
`;

export function nginxFiles(files: LayerFiles): void {
  files.text('etc/nginx/nginx.conf', CONF).text('etc/nginx/mime.types', MIME_TYPES.trimStart());
  files.text('etc/nginx/conf.d/default.conf', DEFAULT_CONF);
  files.text('etc/nginx/fastcgi_params', 'fastcgi_param  QUERY_STRING       $query_string;\n');
  files.text('etc/nginx/scgi_params', 'scgi_param  REQUEST_METHOD     $request_method;\n');
  files.text('etc/nginx/uwsgi_params', 'uwsgi_param  QUERY_STRING       $query_string;\n');
  files.symlink('etc/nginx/modules', '/usr/lib/nginx/modules');
  files.text('usr/share/nginx/html/index.html', INDEX).text('usr/share/nginx/html/50x.html', ERROR_PAGE);
  files.symlink('var/log/nginx/access.log', '/dev/stdout').symlink('var/log/nginx/error.log', '/dev/stderr');
}

export const ENTRYPOINT = `#!/bin/sh
# Runs what is in /docker-entrypoint.d before nginx starts.
set -e

entrypoint_log() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
    if [ -n "$(ls /docker-entrypoint.d 2>/dev/null)" ]; then
        entrypoint_log "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
        entrypoint_log "$0: Looking for shell scripts in /docker-entrypoint.d/"
        for f in /docker-entrypoint.d/*; do
            case "$f" in
                *.envsh)
                    if [ -x "$f" ]; then
                        entrypoint_log "$0: Sourcing $f"
                        . "$f"
                    else
                        entrypoint_log "$0: Ignoring $f, not executable"
                    fi
                    ;;
                *.sh)
                    if [ -x "$f" ]; then
                        entrypoint_log "$0: Launching $f"
                        "$f"
                    else
                        entrypoint_log "$0: Ignoring $f, not executable"
                    fi
                    ;;
                *) entrypoint_log "$0: Ignoring $f" ;;
            esac
        done
        entrypoint_log "$0: Configuration complete; ready for start up"
    else
        entrypoint_log "$0: No files found in /docker-entrypoint.d/, skipping configuration"
    fi
fi

exec "$@"
`;

/** Which of the scripts a layer of its own brings, in the images' order. */
export const SCRIPTS: Readonly<Record<string, string>> = {
  '10-listen-on-ipv6-by-default.sh': `#!/bin/sh
# Lets the default server listen on IPv6 as well, where nobody has changed it.
set -e
ME=$(basename "$0")
CONF=etc/nginx/conf.d/default.conf

log() { [ -n "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$ME: $*"; }

if [ ! -f "/proc/net/if_inet6" ]; then
    log "info: ipv6 not available"
    exit 0
fi
if [ ! -f "/$CONF" ]; then
    log "info: /$CONF is not a file or does not exist"
    exit 0
fi
touch /$CONF 2>/dev/null || { log "info: can not modify /$CONF (read-only file system?)"; exit 0; }
if grep -q "listen  \\[::]:80;" /$CONF; then
    log "info: IPv6 listen already enabled"
    exit 0
fi
log "info: Getting the checksum of /$CONF"
if [ "$(md5sum < /$CONF | cut -d' ' -f1)" != "$(cat /usr/share/nginx/default.conf.md5)" ]; then
    log "info: /$CONF differs from the packaged version"
    exit 0
fi
sed -i -e 's,listen       80;,listen       80;\\n    listen  [::]:80;,' /$CONF
log "info: Enabled listen on IPv6 in /$CONF"
`,
  '15-local-resolvers.envsh': `#!/bin/sh
# Exports the name servers of /etc/resolv.conf for templates.
if [ -n "\${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ]; then
    NGINX_LOCAL_RESOLVERS=$(awk '$1 == "nameserver" { print $2 }' /etc/resolv.conf | tr '\\n' ' ')
    export NGINX_LOCAL_RESOLVERS
fi
`,
  '20-envsubst-on-templates.sh': `#!/bin/sh
# Writes /etc/nginx/conf.d/NAME for each /etc/nginx/templates/NAME.template, with variables of the environment in place.
set -e
ME=$(basename "$0")
templates=\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
output=\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
[ -d "$templates" ] || exit 0
for template in "$templates"/*.template; do
    [ -e "$template" ] || continue
    target="$output/$(basename "$template" .template)"
    [ -n "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$ME: Running envsubst on $template to $target"
    env | awk -F= -v file="$template" '
        { names[$1] = substr($0, length($1) + 2) }
        END {
            while ((getline line < file) > 0) {
                for (name in names) { gsub("[$][{]" name "[}]", names[name], line); }
                print line
            }
        }' > "$target"
done
`,
  '30-tune-worker-processes.sh': `#!/bin/sh
# Sets worker_processes to the number of processors, when asked to.
set -e
[ -n "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0
sed -i -e "s/^worker_processes.*;$/worker_processes $(nproc);/" /etc/nginx/nginx.conf
`,
};

export { DEFAULT_CONF };
