/**
 * The names of all programs in `table.ts`, without their code: what a machine's files are made from before any program
 * has been loaded. A test holds it to the table.
 */
export const PROGRAM_NAMES: readonly string[] = `
  [ [[ addgroup adduser apache2 apache2ctl apachectl apk apt apt-cache apt-get apt-key apt-mark arch arp awk
  b2sum base32 base64 basename basenc bash busybox cal cat chgrp chkconfig chmod chown cksum clear cmp comm cp csplit
  curl cut dash date dd deluser df diff dig dircolors dirname docker-init dpkg dpkg-query du echo egrep env
  expand expr factor false fgrep find fmt fold free ftpget gem getent getopt gosu grep groupadd groups gunzip
  gzip head hello hexdump host hostname htpasswd http-server httpd id ifconfig initctl install ip irb join jq
  kill killall less link ln logname ls md5sum memcached mkdir mkfifo mknod mktemp more mount mv nano nc netstat
  nginx nice nl nohup nologin nproc nslookup numfmt od passwd paste patch pgrep pidof ping ping6 pkill printenv
  printf ps pwd readlink realpath redis-cli redis-server reset rev rm rmdir route rpm ruby scp sed seq service
  setpriv setsid sha1sum sha224sum sha256sum sha384sum sha512sum shuf sleep sort split ss ssh stat strings stty sum
  su su-exec sudo sync systemctl tac tail tar tee telnet test time timeout top touch tput tr traceroute true
  truncate tsort tty umount uname unexpand uniq unlink unsimulated update-alternatives uptime useradd userdel vi
  vim watch wc wget which who whoami xargs xxd yes yum zcat
`
  .trim()
  .split(/\s+/);
