/** nginx: the official image on Debian, and the one on Alpine. */
import { utf8 } from '../../../base/bytes.ts';
import type { RunConfig } from '../../../oci/config.ts';
import { DockerfileHistory } from '../../dockerfile-history.ts';
import { LayerFiles } from '../../layer-files.ts';
import { bookworm } from '../../packages/debian/bookworm.ts';
import { md5Of } from '../../packages/checksums.ts';
import type { Package } from '../../packages/package.ts';
import { parsePackages } from '../../packages/parse-packages.ts';
import { withDependencies } from '../../packages/relations.ts';
import type { ImageRecipe } from '../../recipe.ts';
import { startAlpine } from '../alpine/alpine.ts';
import { startDebian } from '../debian/debian.ts';
import { DEFAULT_CONF, ENTRYPOINT, SCRIPTS, nginxFiles } from './nginx-files.ts';

const VERSION = '1.27.5';
const CREATED = '2025-04-16T14:50:31Z';
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** nginx.org's own packages; the official image brings curl, gettext and certificates besides. */
const PACKAGES = `
nginx ${VERSION}-1~bookworm httpd 3700 high performance web server
Depends: libc6 (>= 2.34), libcrypt1, libpcre2-8-0 (>= 10.22), libssl3 (>= 3.0.0), zlib1g, adduser
Provides: httpd, nginx-r1.27.5
usr/sbin/ nginx:1620312 nginx-debug=nginx:1620312
usr/lib/nginx/modules/
var/cache/nginx/
nginx-module-xslt ${VERSION}-1~bookworm httpd 110 nginx XSLT dynamic module
Depends: nginx
nginx-module-geoip ${VERSION}-1~bookworm httpd 110 nginx GeoIP dynamic module
Depends: nginx
nginx-module-image-filter ${VERSION}-1~bookworm httpd 110 nginx image filter dynamic module
Depends: nginx
nginx-module-njs ${VERSION}+0.8.10-1~bookworm httpd 12300 nginx njs dynamic modules
Depends: nginx
gettext-base 0.21-12 utils 470 GNU Internationalization utilities for the base system
usr/bin/ envsubst:39800 gettext:39800 ngettext:39800 gettext.sh:4629
`;

export const nginxImages = (): readonly ImageRecipe[] => [onDebian(), onAlpine()];

const CONFIG: RunConfig = {
  ExposedPorts: { '80/tcp': {} },
  Cmd: ['nginx', '-g', 'daemon off;'],
  Entrypoint: ['/docker-entrypoint.sh'],
  Labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
  StopSignal: 'SIGQUIT',
};

const ENV = [
  `NGINX_VERSION=${VERSION}`,
  'NJS_VERSION=0.8.10',
  'NJS_RELEASE=1~bookworm',
  'PKG_RELEASE=1~bookworm',
  'DYNPKG_RELEASE=1~bookworm',
];

function onDebian(): ImageRecipe {
  const { root, steps } = startDebian('slim');
  const history = new DockerfileHistory(CREATED, steps).meta(
    'LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>',
    ...ENV.map((line) => `ENV ${line}`),
  );
  root.addSystemUser('nginx', 101, '/nonexistent', '/bin/false');
  const present = new Set(root.installed.map(({ name }) => name));
  const archive = bookworm();
  const wanted = withDependencies(['ca-certificates', 'curl'], archive).filter(({ name }) => !present.has(name));
  root.install([...wanted, ...(parsePackages(PACKAGES) as Package[])]);
  nginxFiles(root.files);
  defaultSum(root.files);
  root.files.directory('docker-entrypoint.d').directory('var/cache/nginx', { uid: 101, gid: 0 });
  root.files.fit(117_400_000);
  history.run(
    `set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx     && apt-get update     && apt-get install --no-install-recommends --no-install-suggests -y nginx=\${NGINX_VERSION}-\${PKG_RELEASE} gettext-base curl     && apt-get remove --purge --auto-remove -y     && rm -rf /var/lib/apt/lists/*     && ln -sf /dev/stdout /var/log/nginx/access.log     && ln -sf /dev/stderr /var/log/nginx/error.log     && mkdir /docker-entrypoint.d`,
    root.layer(),
  );
  return {
    repository: 'library/nginx',
    tags: ['latest', '1.27', VERSION, 'bookworm'],
    created: CREATED,
    config: { ...CONFIG, Env: [PATH, ...ENV] },
    steps: scripts(history).steps,
  };
}

function onAlpine(): ImageRecipe {
  const { files, steps, packages } = startAlpine('3.21');
  const env = [`NGINX_VERSION=${VERSION}`, 'PKG_RELEASE=1', 'DYNPKG_RELEASE=1', 'NJS_VERSION=0.8.10', 'NJS_RELEASE=1'];
  const history = new DockerfileHistory(CREATED, steps).meta(
    'LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>',
    ...env.map((line) => `ENV ${line}`),
  );
  packages.addUser('nginx', 101, '/var/cache/nginx', '/sbin/nologin');
  packages.install(['nginx', 'curl', 'tzdata', 'ca-certificates']);
  nginxFiles(files());
  defaultSum(files());
  files().directory('docker-entrypoint.d').fit(40_100_000);
  history.run(
    'set -x     && addgroup -g 101 -S nginx     && adduser -S -D -H -u 101 -h /var/cache/nginx -s /sbin/nologin -G nginx -g nginx nginx     && apk add -X "https://nginx.org/packages/mainline/alpine/v3.21/main" --no-cache nginx     && ln -sf /dev/stdout /var/log/nginx/access.log     && ln -sf /dev/stderr /var/log/nginx/error.log     && mkdir /docker-entrypoint.d',
    packages.layer(),
  );
  return {
    repository: 'library/nginx',
    tags: ['alpine', '1.27-alpine', 'alpine3.21'],
    created: CREATED,
    config: { ...CONFIG, Env: [PATH, ...env] },
    steps: scripts(history).steps,
  };
}

/** What the script for IPv6 compares the server's configuration with. */
function defaultSum(files: LayerFiles): void {
  files.text('usr/share/nginx/default.conf.md5', `${md5Of(utf8(DEFAULT_CONF))}\n`);
}

/** The entry point and its scripts, a layer each. */
function scripts(history: DockerfileHistory): DockerfileHistory {
  const script = (path: string, content: string) => new LayerFiles().text(path, content, { mode: 0o755 }).entries();
  history.copy('docker-entrypoint.sh /', script('docker-entrypoint.sh', ENTRYPOINT));
  for (const [name, content] of Object.entries(SCRIPTS)) {
    history.copy(`${name} /docker-entrypoint.d`, script(`docker-entrypoint.d/${name}`, content));
  }
  return history.meta(
    'ENTRYPOINT ["/docker-entrypoint.sh"]',
    'EXPOSE map[80/tcp:{}]',
    'STOPSIGNAL SIGQUIT',
    'CMD ["nginx" "-g" "daemon off;"]',
  );
}
