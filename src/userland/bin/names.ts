/**
 * The names of all programs in `table.ts`, without their code: what a machine's files are made from before any program
 * has been loaded. A test holds it to the table.
 */
export const PROGRAM_NAMES: readonly string[] = `
  [ [[ addgroup adduser apache2 apache2ctl apachectl apk apt apt-get arch arp awk base64 basename bash busybox cal
  cat chgrp chmod chown cksum clear cmp comm cp curl cut dash date dd deluser df diff dig dircolors dirname
  docker-init du echo egrep env expand expr factor false fgrep find fold free ftpget getent grep gosu groupadd groups
  gunzip gzip head hello hexdump host hostname htpasswd http-server httpd id ifconfig install ip kill killall less link ln
  logname ls md5sum memcached mkdir mkfifo mknod mktemp more mount mv nano nc netstat nginx nice nl nohup nologin
  nproc nslookup od passwd paste pgrep pidof ping ping6 pkill printenv printf ps pwd readlink realpath redis-cli
  redis-server reset rev rm rmdir route scp sed seq setpriv setsid sha1sum sha224sum sha256sum sha384sum sha512sum
  shuf sleep sort ss ssh stat strings stty su su-exec sudo sync tac tail tar tee telnet test time timeout top touch tput tr
  traceroute true truncate tty umount uname uniq unlink unsimulated uptime useradd userdel vi vim watch wc wget which
  who whoami xargs xxd yes yum zcat
`
  .trim()
  .split(/\s+/);
