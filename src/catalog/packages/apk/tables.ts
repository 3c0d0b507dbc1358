/** Alpine's packages: blocks as in `package-table.ts`, and the version of each in the releases. */
import { derivePackages } from '../derive-packages.ts';
import { packageBlocks } from '../package-table.ts';
import type { Package } from '../package.ts';
import { parsePackages } from '../parse-packages.ts';
import { APK_TEXTS } from './texts.ts';

export const ALPINE_SERIES = ['3.18', '3.19', '3.20', '3.21', '3.22'] as const;
export type AlpineSeries = (typeof ALPINE_SERIES)[number];

/** Files and relations; the versions here are patterns. */
const BLOCKS = `
alpine-baselayout 0 GPL-2.0-only 32 Alpine base dir structure and init scripts
Depends: alpine-baselayout-data, busybox-binsh
alpine-baselayout-data 0 GPL-2.0-only 76 Alpine base dir structure and init scripts
alpine-keys 0 MIT 156 Public keys for Alpine Linux packages
etc/apk/keys/ alpine-devel@lists.alpinelinux.org-6165ee59.rsa.pub#800 alpine-devel@lists.alpinelinux.org-4a6a0840.rsa.pub#451
alpine-release 0 MIT 24 Alpine release data
Depends: alpine-keys
apk-tools 0 GPL-2.0-only 260 Alpine Package Keeper - package manager for alpine
Depends: musl, ca-certificates-bundle, libcrypto3, libssl3, zlib
sbin/ apk:69936
lib/ libapk.so.2.14.0#190000
busybox 0 GPL-2.0-only 928 Size optimized toolbox of many common UNIX utilities
Depends: musl
busybox-binsh 0 GPL-2.0-only 1 busybox ash /bin/sh
Depends: busybox
ca-certificates-bundle 0 MPL-2.0 220 Pre generated bundle of Mozilla certificates
etc/ssl/certs/ ca-certificates.crt
etc/ssl/ cert.pem>certs/ca-certificates.crt
libcrypto3 0 Apache-2.0 4000 Crypto library from openssl
Depends: musl
etc/ssl/ openssl.cnf
lib/ libcrypto.so.3*
libssl3 0 Apache-2.0 640 SSL shared libraries
Depends: musl, libcrypto3
lib/ libssl.so.3*
musl 0 MIT 640 the musl c library (libc) implementation
lib/ ld-musl-x86_64.so.1#640000 libc.musl-x86_64.so.1>ld-musl-x86_64.so.1
musl-utils 0 MIT 130 the musl c library (libc) implementation
Depends: musl, scanelf
usr/bin/ getconf:35000 getent:48000 iconv:22000 ldd>/lib/ld-musl-x86_64.so.1
sbin/ ldconfig:393
scanelf 0 GPL-2.0-only 92 Scan ELF binaries for stuff
Depends: musl
usr/bin/ scanelf:79000
ssl_client 0 GPL-2.0-only 28 External ssl_client for busybox wget
Depends: musl, libcrypto3, libssl3
usr/bin/ ssl_client:14000
zlib 0 Zlib 108 A compression/decompression Library
Depends: musl
lib/ libz.so.1.3.1#100000>libz.so.1
bash 0 GPL-3.0-or-later 1300 The GNU Bourne Again shell
Depends: musl, readline, ncurses-libs
bin/ bash:772000
etc/bash/ bashrc
brotli-libs 0 MIT 900 Generic lossless compressor (libraries)
Depends: musl
c-ares 0 MIT 180 Asynchronously DNS/names resolver library
Depends: musl
ca-certificates 0 MPL-2.0 700 Common CA certificates PEM files from Mozilla
Depends: musl, libcrypto3
usr/sbin/ update-ca-certificates:14000
usr/local/share/ca-certificates/
curl 0 curl 260 URL retrival utility and library
Depends: libcurl, musl, zlib, ca-certificates-bundle
usr/bin/ curl:246000
git 0 GPL-2.0-only 6300 Distributed version control system
Depends: musl, libcurl, libexpat, pcre2, zlib
usr/bin/ git:3200000
htop 0 GPL-2.0-or-later 270 Interactive process viewer
Depends: musl, ncurses-libs
usr/bin/ htop:240000
jq 0 MIT 400 A lightweight and flexible JSON processor
Depends: musl, oniguruma
usr/bin/ jq:350000
libbz2 0 bzip2-1.0.6 80 Shared library for bz2
Depends: musl
libcurl 0 curl 640 The multiprotocol file transfer library
Depends: musl, brotli-libs, c-ares, libcrypto3, libidn2, libpsl, libssl3, nghttp2-libs, zlib, zstd-libs, ca-certificates-bundle
usr/lib/ libcurl.so.4.8.0#640000>libcurl.so.4
libexpat 0 MIT 190 XML Parser library written in C (libraries)
Depends: musl
libffi 0 MIT 52 portable, high level programming interface to various calling conventions
Depends: musl
libgcc 0 GPL-2.0-or-later 150 GNU C compiler runtime libraries
Depends: musl
libidn2 0 GPL-2.0-or-later 208 Encode/Decode library for internationalized domain names
Depends: musl, libunistring
libintl 0 LGPL-2.1-or-later 56 GNU gettext runtime library
Depends: musl
libpsl 0 MIT 80 C library for the Publix Suffix List
Depends: musl, libidn2, libunistring
libstdc++ 0 GPL-2.0-or-later 2700 GNU C++ standard runtime library
Depends: musl, libgcc
libunistring 0 GPL-2.0-or-later 1700 Library for manipulating Unicode strings and C strings
Depends: musl
mpdecimal 0 BSD-2-Clause 200 complete implementation of the General Decimal Arithmetic Specification
Depends: musl
nano 0 GPL-3.0-or-later 650 Enhanced clone of the Pico text editor
Depends: musl, ncurses-libs
usr/bin/ nano:260000
etc/ nanorc
ncurses-libs 0 X11 500 Ncurses libraries
Depends: musl, ncurses-terminfo-base
ncurses-terminfo-base 0 X11 220 Descriptions of common terminals
nghttp2-libs 0 MIT 180 Experimental HTTP/2 client, server and proxy (libraries)
Depends: musl
nginx 0 BSD-2-Clause 1200 HTTP and reverse proxy server
Depends: musl, libcrypto3, libssl3, pcre2, zlib
usr/sbin/ nginx:1200000
etc/nginx/ nginx.conf mime.types
etc/nginx/http.d/ default.conf
var/lib/nginx/html/ index.html
@group nginx
@user nginx nginx /var/lib/nginx /sbin/nologin
@directory /var/log/nginx 755 nginx:nginx
@directory /run/nginx 755 nginx:nginx
oniguruma 0 BSD-2-Clause 550 a regular expressions library
Depends: musl
openssl 0 Apache-2.0 750 Toolkit for Transport Layer Security (TLS)
Depends: libcrypto3, libssl3, musl
usr/bin/ openssl:750000
pcre2 0 BSD-3-Clause 640 Perl-compatible regular expression library
Depends: musl
pyc 0 PSF-2.0 1 meta package for pulling in -pyc packages
python3 0 PSF-2.0 26000 A high-level scripting language
Depends: musl, libbz2, libexpat, libffi, libcrypto3, libssl3, mpdecimal, ncurses-libs, readline, sqlite-libs, xz-libs, zlib, pyc
usr/bin/ python3>python3.12 python3.12=python3:14000 pydoc3:79
readline 0 GPL-3.0-or-later 308 GNU readline library
Depends: musl, ncurses-libs
redis 0 BSD-3-Clause 2800 Advanced key-value store
Depends: musl, libcrypto3, libssl3
usr/bin/ redis-server:1900000 redis-cli:620000
etc/ redis.conf
@group redis
@user redis redis /var/lib/redis /sbin/nologin
@directory /var/lib/redis 755 redis:redis
@directory /var/log/redis 755 redis:redis
sqlite-libs 0 blessing 1200 Sqlite3 library
Depends: musl
tini 0 MIT 24 Tiny but valid init for containers
Depends: musl
sbin/ tini:23000
tzdata 0 Public-Domain 1700 Timezone data
usr/share/zoneinfo/ UTC#114 zoneinfo.db*
vim 0 Vim 3200 Improved vi-style text editor
Depends: musl, ncurses-libs, xxd
usr/bin/ vim:2400000 vimdiff>vim
wget 0 GPL-3.0-or-later 530 Network utility to retrieve files from the Web
Depends: musl, libidn2, libcrypto3, libssl3, pcre2, zlib
usr/bin/ wget:420000
xxd 0 GPL-2.0 24 Hexdump utility from vim
Depends: musl
usr/bin/ xxd:19000
xz-libs 0 0BSD 210 Library and CLI tools for XZ and LZMA compressed files (libraries)
Depends: musl
zstd-libs 0 BSD-3-Clause 700 Zstandard - Fast real-time compression algorithm (libraries)
Depends: musl
`;

/** What the image has installed. */
const BASE = `
alpine-baselayout 3.4.3-r1 3.4.3-r2 3.6.5-r0 3.6.8-r1 3.7.0-r0
alpine-baselayout-data 3.4.3-r1 3.4.3-r2 3.6.5-r0 3.6.8-r1 3.7.0-r0
alpine-keys 2.4-r1 2.4-r1 2.4-r1 2.5-r0 2.5-r0
alpine-release 3.18.12-r0 3.19.9-r0 3.20.8-r0 3.21.5-r0 3.22.2-r0
apk-tools 2.14.4-r0 2.14.4-r0 2.14.4-r1 2.14.6-r3 2.14.9-r3
busybox 1.36.1-r7 1.36.1-r20 1.36.1-r31 1.37.0-r14 1.37.0-r19
busybox-binsh 1.36.1-r7 1.36.1-r20 1.36.1-r31 1.37.0-r14 1.37.0-r19
ca-certificates-bundle 20241121-r1 20250911-r0 20250911-r0 20250911-r0 20250911-r0
libcrypto3 3.1.8-r0 3.1.8-r1 3.3.5-r0 3.3.5-r0 3.5.4-r0
libssl3 3.1.8-r0 3.1.8-r1 3.3.5-r0 3.3.5-r0 3.5.4-r0
musl 1.2.4-r3 1.2.4_git20230717-r6 1.2.5-r1 1.2.5-r9 1.2.5-r10
musl-utils 1.2.4-r3 1.2.4_git20230717-r6 1.2.5-r1 1.2.5-r9 1.2.5-r10
scanelf 1.3.7-r1 1.3.7-r2 1.3.7-r2 1.3.8-r1 1.3.8-r1
ssl_client 1.36.1-r7 1.36.1-r20 1.36.1-r31 1.37.0-r14 1.37.0-r19
zlib 1.2.13-r1 1.3.1-r0 1.3.1-r1 1.3.1-r2 1.3.1-r2
`;

/** What the repositories offer besides. */
const OFFERED = `
bash 5.2.15-r5 5.2.21-r0 5.2.26-r0 5.2.37-r0 5.2.37-r0
brotli-libs 1.0.9-r14 1.1.0-r1 1.1.0-r2 1.1.0-r2 1.1.0-r2
c-ares 1.27.0-r0 1.27.0-r0 1.33.1-r0 1.34.5-r0 1.34.5-r0
ca-certificates 20241121-r1 20250911-r0 20250911-r0 20250911-r0 20250911-r0
curl 8.12.1-r0 8.14.1-r2 8.14.1-r2 8.14.1-r2 8.14.1-r2
git 2.40.4-r0 2.43.7-r0 2.45.4-r0 2.47.3-r0 2.49.1-r0
htop 3.2.2-r1 3.2.2-r1 3.3.0-r0 3.3.0-r0 3.4.1-r0
jq 1.6-r4 1.7.1-r0 1.7.1-r0 1.7.1-r0 1.8.0-r0
libbz2 1.0.8-r5 1.0.8-r6 1.0.8-r6 1.0.8-r6 1.0.8-r6
libcurl 8.12.1-r0 8.14.1-r2 8.14.1-r2 8.14.1-r2 8.14.1-r2
libexpat 2.7.0-r0 2.7.3-r0 2.7.3-r0 2.7.3-r0 2.7.3-r0
libffi 3.4.4-r2 3.4.4-r3 3.4.6-r0 3.4.7-r0 3.4.8-r0
libgcc 12.2.1_git20220924-r10 13.2.1_git20231014-r0 13.2.1_git20240309-r1 14.2.0-r4 14.2.0-r6
libidn2 2.3.4-r1 2.3.4-r4 2.3.7-r0 2.3.7-r0 2.3.7-r0
libintl 0.21.1-r7 0.22.3-r0 0.22.5-r0 0.22.5-r0 0.24.1-r0
libpsl 0.21.5-r0 0.21.5-r0 0.21.5-r1 0.21.5-r3 0.21.5-r3
libstdc++ 12.2.1_git20220924-r10 13.2.1_git20231014-r0 13.2.1_git20240309-r1 14.2.0-r4 14.2.0-r6
libunistring 1.1-r1 1.1-r2 1.2-r0 1.2-r0 1.3-r0
mpdecimal 2.5.1-r2 2.5.1-r2 4.0.0-r0 4.0.0-r0 4.0.1-r0
nano 7.2-r1 7.2-r1 8.0-r0 8.2-r0 8.4-r0
ncurses-libs 6.4_p20230506-r0 6.4_p20231125-r0 6.4_p20240420-r2 6.5_p20241006-r3 6.5_p20250503-r0
ncurses-terminfo-base 6.4_p20230506-r0 6.4_p20231125-r0 6.4_p20240420-r2 6.5_p20241006-r3 6.5_p20250503-r0
nghttp2-libs 1.57.0-r0 1.58.0-r0 1.62.1-r0 1.64.0-r0 1.65.0-r0
nginx 1.24.0-r7 1.24.0-r16 1.26.3-r0 1.26.3-r0 1.28.0-r3
oniguruma 6.9.8-r1 6.9.9-r0 6.9.9-r0 6.9.9-r0 6.9.10-r0
openssl 3.1.8-r0 3.1.8-r1 3.3.5-r0 3.3.5-r0 3.5.4-r0
pcre2 10.42-r1 10.42-r2 10.43-r0 10.43-r0 10.43-r1
pyc 0.1-r0 3.11.14-r0 3.12.12-r0 3.12.12-r0 3.12.12-r0
python3 3.11.12-r0 3.11.14-r0 3.12.12-r0 3.12.12-r0 3.12.12-r0
readline 8.2.1-r1 8.2.1-r2 8.2.10-r0 8.2.13-r0 8.2.13-r1
redis 7.0.15-r0 7.2.11-r0 7.2.11-r0 7.2.11-r0 8.0.4-r0
sqlite-libs 3.41.2-r3 3.44.2-r1 3.45.3-r2 3.48.0-r4 3.49.2-r1
tini 0.19.0-r1 0.19.0-r2 0.19.0-r3 0.19.0-r3 0.19.0-r3
tzdata 2025b-r0 2025b-r0 2025b-r0 2025b-r0 2025b-r0
vim 9.0.2127-r0 9.0.2127-r0 9.1.0678-r0 9.1.1105-r0 9.1.1415-r0
wget 1.21.4-r0 1.21.4-r0 1.24.5-r0 1.25.0-r0 1.25.0-r1
xxd 9.0.2127-r0 9.0.2127-r0 9.1.0678-r0 9.1.1105-r0 9.1.1415-r0
xz-libs 5.4.3-r1 5.4.5-r1 5.6.2-r1 5.6.3-r1 5.8.1-r0
zstd-libs 1.5.5-r4 1.5.5-r8 1.5.6-r0 1.5.6-r2 1.5.7-r0
`;

export interface AlpineRelease {
  readonly base: readonly Package[];
  readonly offered: readonly Package[];
}

/** Packages of the component `community`; the others are in `main`. */
export const COMMUNITY: ReadonlySet<string> = new Set(['htop', 'tini']);

export function alpineRelease(series: AlpineSeries): AlpineRelease {
  const column = ALPINE_SERIES.indexOf(series) + 1;
  const rows = (table: string) =>
    table
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map((fields) => `${fields[0]} ${fields[column]}`);
  const base = rows(BASE);
  const blocks = derivePackages([...base, ...rows(OFFERED)].join('\n'), packageBlocks(BLOCKS));
  const packages = parsePackages(blocks, {
    texts: APK_TEXTS,
    architectures: ['x86_64', 'noarch'],
    libraries: 'usr/lib',
    documentation: false,
  });
  return { base: packages.slice(0, base.length), offered: packages.slice(base.length) };
}
