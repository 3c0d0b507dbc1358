# Building from an address, and a registry whose connections break
% export DOCKER_BUILDKIT=0; mkdir -p web/c && cd web && printf 'FROM busybox\nRUN echo from-url\n' > Dockerfile; printf 'FROM busybox\nCOPY a /a\nRUN cat /a\n' > c/Dockerfile; echo hello > c/a; cp Dockerfile c/other; tar c --mtime=2020-01-01 --sort=name -C c a Dockerfile other | gzip -n > ctx.tar.gz; cp ctx.tar.gz noext; tar cf small.tar --mtime=2020-01-01 -C c a Dockerfile; echo '<html>' > x.html; : > empty; echo 'not a dockerfile' > bad; cp c/Dockerfile D2; (exec python3 -m http.server 8093 --bind 127.0.0.1 >/dev/null 2>&1) & u=http://127.0.0.1:8093; cd ..; until curl -s -o /dev/null $u/bad; do sleep 0.2; done
% api() { curl -s -g --unix-socket "${DOCKER_HOST#unix://}" -X POST "http://d/v1.45/build?$1"; }
$ docker build $u/Dockerfile
$ docker build $u/ctx.tar.gz
$ docker build $u/noext
$ docker build -t url:1 -f other $u/ctx.tar.gz
$ docker build -f nosuch $u/ctx.tar.gz
$ docker build -f other $u/Dockerfile
$ docker build -f other - < web/Dockerfile
$ docker build -q $u/Dockerfile | cut -c 1-7
$ docker build $u/D2
$ docker build $u/x.html
$ docker build $u/empty
$ docker build $u/bad
$ docker build $u/nosuch 2>&1 | head -4
$ docker build http://127.0.0.1:1/x
$ docker build http://
$ docker build http://nosuch.invalid/x
$ docker build github.com
$ docker build ftp://x/y
$ docker build 127.0.0.1:8093/Dockerfile
$ mkdir http: && docker build http:
$ api remote=$u/Dockerfile
$ api remote=$u/ctx.tar.gz
$ api "remote=$u/small.tar&q=1"
$ api "remote=$u/ctx.tar.gz&dockerfile=other&t=url:2"
$ api "remote=$u/ctx.tar.gz&dockerfile=nosuch"
$ api "remote=$u/Dockerfile&dockerfile=other"
$ api remote=$u/D2
$ api remote=$u/nosuch | head -c 120
$ api remote=$u/x.html
$ api remote=$u/empty
$ api remote=$u/bad
$ api remote=http://127.0.0.1:1/x
$ api remote=http://
$ api remote=http://nosuch.invalid/x
$ api remote=ftp://x
$ api remote=x
$ printf 'FROM busybox\nADD %s /\nRUN ls -l /bad | cut -c 1-10\n' $u/bad | docker build - | grep -v -e Running -e Removed
$ printf 'FROM busybox\nADD %s /\n' $u/ | docker build -
$ printf 'FROM busybox\nADD %s /d/ /e\n' $u/bad | docker build -
$ docker import $u/small.tar imp:1 | tail -1 | cut -c 1-7
$ docker import $u/nosuch imp:2 2>&1 | head -1
% cat > reg.mjs <<'END'
> import http from 'node:http'; import { createHash } from 'node:crypto'; import { gzipSync } from 'node:zlib'; import { readFileSync } from 'node:fs';
> const sha = (b) => 'sha256:' + createHash('sha256').update(b).digest('hex'); const tar = readFileSync('layer.tar'), blob = gzipSync(tar, { level: 0 });
> const config = Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Cmd: ['/f'] }, rootfs: { type: 'layers', diff_ids: [sha(tar)] } }));
> const v = 'application/vnd.docker.', type = v + 'distribution.manifest.v2+json';
> const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, config: { mediaType: v + 'container.image.v1+json', size: config.length, digest: sha(config) }, layers: [{ mediaType: v + 'image.rootfs.diff.tar.gzip', size: blob.length, digest: sha(blob) }] }));
> let tries = 0;
> http.createServer((q, r) => {
>   if (q.url === '/v2/') return r.end('{}');
>   if (q.url.includes('/manifests/')) { r.writeHead(200, { 'content-type': type, 'content-length': manifest.length, 'docker-content-digest': sha(manifest) }); return r.end(q.method === 'HEAD' ? '' : manifest); }
>   if (q.url.endsWith(sha(config))) return r.end(config);
>   const from = Number(/bytes=(\d+)-/.exec(q.headers.range ?? '')?.[1] ?? 0), part = blob.subarray(from);
>   r.writeHead(from ? 206 : 200, { 'content-length': part.length, ...(from && { 'content-range': `bytes ${from}-${blob.length - 1}/${blob.length}` }) });
>   if (++tries > 1) return r.end(part);
>   r.write(blob.subarray(0, 50000), () => setTimeout(() => r.destroy(), 200));
> }).listen(5055, '127.0.0.1');
> END
% head -c 100000 /dev/zero | tr '\0' x > f; tar cf layer.tar f; node reg.mjs & until curl -s -o /dev/null 127.0.0.1:5055/v2/; do sleep 0.2; done
$ docker pull 127.0.0.1:5055/x:1
$ docker images --format '{{.Repository}} {{.Size}}' 127.0.0.1:5055/x
