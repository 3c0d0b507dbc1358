/** Every program but the shells, by the name in its executable file. Large ones are loaded when first run. */
import * as accounts from './accounts.ts';
import { chmod } from './chmod.ts';
import { chgrp, chown } from './chown.ts';
import * as basic from './basic.ts';
import type { AppletEntry } from './busybox.ts';
import { cp } from './copy.ts';
import * as date from './date.ts';
import { digestProgram } from './digests.ts';
import { df } from './df.ts';
import { dircolors } from './dircolors.ts';
import * as directories from './directories.ts';
import { du } from './du.ts';
import { env } from './env.ts';
import * as fields from './fields.ts';
import * as grep from './grep.ts';
import { head, tail } from './head-tail.ts';
import * as identity from './identity.ts';
import type { Applet } from './lib/tool.ts';
import * as links from './links.ts';
import { ln } from './ln.ts';
import { ls } from './ls.ts';
import { mv } from './mv.ts';
import { NOT_SIMULATED } from './not-simulated.ts';
import { expr } from './expr.ts';
import { PACKAGE_PROGRAMS } from '../packages/table.ts';
import { ps } from './ps.ts';
import { rm, unlink } from './rm.ts';
import * as run from './run.ts';
import * as words from './shell-words.ts';
import * as signals from './signals.ts';
import { seq } from './seq.ts';
import { sort } from './sort.ts';
import { stat } from './stat.ts';
import * as su from './su.ts';
import * as system from './system.ts';
import { touch } from './touch.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { unsimulated } from './unsimulated.ts';
import { wc } from './wc.ts';
import { xargs } from './xargs.ts';

function lazy<K extends string>(load: () => Promise<Record<K, Applet>>, name: K): AppletEntry {
  return { load: async () => (await load())[name] };
}

export const APPLETS: Readonly<Record<string, AppletEntry>> = {
  ...NOT_SIMULATED,
  ...PACKAGE_PROGRAMS,
  '[': words.bracket,
  '[[': words.doubleBracket,
  addgroup: accounts.addgroup,
  adduser: accounts.adduser,
  arch: basic.arch,
  arp: lazy(() => import('./net/net-tools.ts'), 'arp'),
  awk: lazy(() => import('./awk.ts'), 'awk'),
  base64: lazy(() => import('./encodings.ts'), 'base64'),
  basename: links.basename,
  cal: date.cal,
  cat: basic.cat,
  chgrp,
  chmod,
  chown,
  cksum: lazy(() => import('./cksum.ts'), 'cksum'),
  sum: lazy(() => import('./cksum.ts'), 'sum'),
  clear: basic.clear,
  cmp: lazy(() => import('./cmp.ts'), 'cmp'),
  comm: lazy(() => import('./comm.ts'), 'comm'),
  cp,
  cut: fields.cut,
  date: date.date,
  dd: lazy(() => import('./dd.ts'), 'dd'),
  deluser: accounts.deluser,
  df,
  diff: lazy(() => import('./diff.ts'), 'diff'),
  dirname: links.dirname,
  du,
  echo: basic.echo,
  egrep: grep.egrep,
  env,
  expand: lazy(() => import('./tabs.ts'), 'expand'),
  expr,
  factor: lazy(() => import('./factor.ts'), 'factor'),
  false: basic.fail,
  fgrep: grep.fgrep,
  find: lazy(() => import('./find.ts'), 'find'),
  fold: lazy(() => import('./fold.ts'), 'fold'),
  free: system.free,
  grep: grep.grep,
  groups: identity.groups,
  gunzip: lazy(() => import('./gzip.ts'), 'gunzip'),
  gzip: lazy(() => import('./gzip.ts'), 'gzip'),
  head,
  hexdump: lazy(() => import('./dump.ts'), 'hexdump'),
  hostname: identity.hostname,
  httpd: lazy(() => import('../servers/busybox-httpd.ts'), 'busyboxHttpd'),
  id: identity.id,
  ifconfig: lazy(() => import('./net/net-tools.ts'), 'ifconfig'),
  install: lazy(() => import('./install.ts'), 'install'),
  ip: lazy(() => import('./net/ip.ts'), 'ip'),
  kill: signals.kill,
  killall: signals.killall,
  less: lazy(() => import('./pager.ts'), 'less'),
  link: links.link,
  ln,
  logname: identity.logname,
  ls,
  md5sum: digestProgram('md5'),
  mkdir: directories.mkdir,
  mkfifo: directories.mkfifo,
  mknod: directories.mknod,
  mktemp: directories.mktemp,
  more: lazy(() => import('./pager.ts'), 'more'),
  mount: system.mount,
  mv,
  nc: lazy(() => import('./nc.ts'), 'nc'),
  netstat: lazy(() => import('./net/sockets.ts'), 'netstat'),
  renice: lazy(() => import('./priority.ts'), 'renice'),
  ionice: lazy(() => import('./priority.ts'), 'ionice'),
  chroot: lazy(() => import('./chroot.ts'), 'chroot'),
  dmesg: lazy(() => import('./machine-settings.ts'), 'dmesg'),
  sysctl: lazy(() => import('./machine-settings.ts'), 'sysctl'),
  halt: lazy(() => import('./machine-settings.ts'), 'halt'),
  poweroff: lazy(() => import('./machine-settings.ts'), 'poweroff'),
  reboot: lazy(() => import('./machine-settings.ts'), 'reboot'),
  swapon: lazy(() => import('./machine-settings.ts'), 'swapon'),
  swapoff: lazy(() => import('./machine-settings.ts'), 'swapoff'),
  lsmod: lazy(() => import('./machine-settings.ts'), 'lsmod'),
  dos2unix: lazy(() => import('./line-ends.ts'), 'dos2unix'),
  unix2dos: lazy(() => import('./line-ends.ts'), 'unix2dos'),
  ts: lazy(() => import('./line-ends.ts'), 'ts'),
  usleep: lazy(() => import('./line-ends.ts'), 'usleep'),
  hostid: lazy(() => import('./line-ends.ts'), 'hostid'),
  dnsdomainname: lazy(() => import('./line-ends.ts'), 'dnsdomainname'),
  ascii: lazy(() => import('./line-ends.ts'), 'ascii'),
  uuencode: lazy(() => import('./line-ends.ts'), 'uuencode'),
  uudecode: lazy(() => import('./line-ends.ts'), 'uudecode'),
  last: lazy(() => import('./line-ends.ts'), 'last'),
  fallocate: lazy(() => import('./line-ends.ts'), 'fallocate'),
  nice: lazy(() => import('./priority.ts'), 'nice'),
  nl: fields.nl,
  nohup: run.nohup,
  nologin: basic.nologin,
  nproc: basic.nproc,
  nslookup: lazy(() => import('./net/names.ts'), 'nslookup'),
  od: lazy(() => import('./dump.ts'), 'od'),
  passwd: accounts.passwd,
  paste: fields.paste,
  pgrep: signals.pgrep,
  pidof: signals.pidof,
  ping: lazy(() => import('./ping.ts'), 'ping'),
  ping6: lazy(() => import('./ping.ts'), 'ping'),
  pkill: signals.pkill,
  printenv: identity.printenv,
  printf: words.printf,
  ps,
  pwd: basic.pwd,
  readlink: links.readlink,
  realpath: links.realpath,
  reset: basic.reset,
  rev: fields.rev,
  rm,
  rmdir: directories.rmdir,
  route: lazy(() => import('./net/net-tools.ts'), 'route'),
  sed: lazy(() => import('./sed.ts'), 'sed'),
  seq,
  setpriv: lazy(() => import('./become.ts'), 'setpriv'),
  setsid: run.setsid,
  sha1sum: digestProgram('sha1'),
  sha256sum: digestProgram('sha256'),
  sha512sum: digestProgram('sha512'),
  shuf: lazy(() => import('./shuf.ts'), 'shuf'),
  sleep: basic.sleep,
  sort,
  stat,
  strings: lazy(() => import('./strings.ts'), 'strings'),
  stty: lazy(() => import('./terminal.ts'), 'stty'),
  su: su.su,
  sync: basic.sync,
  tac: lazy(() => import('./tac.ts'), 'tac'),
  tail,
  tar: lazy(() => import('./tar.ts'), 'tar'),
  tee: basic.tee,
  telnet: lazy(() => import('./telnet.ts'), 'telnet'),
  test: words.test,
  time: run.time,
  timeout: run.timeout,
  top: lazy(() => import('./top.ts'), 'top'),
  touch,
  tr,
  traceroute: lazy(() => import('./telnet.ts'), 'traceroute'),
  true: basic.succeed,
  truncate: lazy(() => import('./truncate.ts'), 'truncate'),
  tty: basic.tty,
  umount: system.umount,
  uname: identity.uname,
  uniq,
  unlink,
  uptime: system.uptime,
  vi: lazy(() => import('./vi.ts'), 'vi'),
  watch: run.watch,
  wc,
  wget: lazy(() => import('./wget.ts'), 'wget'),
  which: run.which,
  who: identity.who,
  whoami: identity.whoami,
  xargs,
  xxd: lazy(() => import('./xxd.ts'), 'xxd'),
  yes: basic.yes,
  zcat: lazy(() => import('./gzip.ts'), 'zcat'),
  base32: lazy(() => import('./encodings.ts'), 'base32'),
  split: lazy(() => import('./split.ts'), 'split'),
  unexpand: lazy(() => import('./tabs.ts'), 'unexpand'),
  patch: lazy(() => import('./patch.ts'), 'patch'),
  tsort: lazy(() => import('./tsort.ts'), 'tsort'),
  getopt: lazy(() => import('./getopt.ts'), 'getopt'),
};

/** Programs that busybox doesn't have. */
export const OTHERS: Readonly<Record<string, AppletEntry>> = {
  dig: lazy(() => import('./net/names.ts'), 'dig'),
  dircolors,
  host: lazy(() => import('./net/names.ts'), 'host'),
  ss: lazy(() => import('./net/sockets.ts'), 'ss'),
  unsimulated,
  apache2: lazy(() => import('../servers/apache.ts'), 'httpd'),
  apache2ctl: lazy(() => import('../servers/apache.ts'), 'apachectl'),
  apachectl: lazy(() => import('../servers/apache.ts'), 'apachectl'),
  httpd: lazy(() => import('../servers/apache.ts'), 'httpd'),
  curl: lazy(() => import('./curl.ts'), 'curl'),
  gem: lazy(() => import('../ruby/gem/gem.ts'), 'gem'),
  getent: lazy(() => import('./net/names.ts'), 'getent'),
  htpasswd: lazy(() => import('../servers/htpasswd.ts'), 'htpasswd'),
  'http-server': lazy(() => import('../servers/busybox-httpd.ts'), 'httpServer'),
  memcached: unsimulated,
  nginx: lazy(() => import('../servers/nginx.ts'), 'nginx'),
  'redis-cli': lazy(() => import('../servers/redis-cli.ts'), 'redisCli'),
  'redis-server': lazy(() => import('../servers/redis-server.ts'), 'redisServer'),
  ruby: lazy(() => import('../ruby/program.ts'), 'ruby'),
  'docker-init': run.dockerInit,
  gosu: lazy(() => import('./become.ts'), 'gosu'),
  groupadd: accounts.groupadd,
  hello: basic.hello,
  irb: lazy(() => import('../ruby/program.ts'), 'irb'),
  jq: lazy(() => import('./jq.ts'), 'jq'),
  nano: lazy(() => import('./nano.ts'), 'nano'),
  b2sum: digestProgram('blake2b'),
  sha224sum: digestProgram('sha224'),
  sha384sum: digestProgram('sha384'),
  'su-exec': lazy(() => import('./become.ts'), 'suExec'),
  sudo: su.sudo,
  tput: lazy(() => import('./terminal.ts'), 'tput'),
  'update-alternatives': lazy(() => import('./update-alternatives.ts'), 'updateAlternatives'),
  useradd: accounts.useradd,
  userdel: accounts.userdel,
  vim: lazy(() => import('./vi.ts'), 'vi'),
  basenc: lazy(() => import('./encodings.ts'), 'basenc'),
  csplit: lazy(() => import('./split.ts'), 'csplit'),
  fmt: lazy(() => import('./fmt.ts'), 'fmt'),
  join: lazy(() => import('./join.ts'), 'join'),
  numfmt: lazy(() => import('./numfmt.ts'), 'numfmt'),
};
