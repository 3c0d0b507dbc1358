/**
 * The names of all programs in `table.ts`, without their code: what a machine's files are made from before any program
 * has been loaded. A test holds it to the table.
 */
export const PROGRAM_NAMES: readonly string[] = `
  [ [[ addgroup adduser apache2 apache2ctl apachectl apk apt apt-cache apt-get apt-key apt-mark arch arp ascii awk
  b2sum base32 base64 basename basenc bash bc bunzip2 busybox bzcat bzip2 cal cat chage chgrp chkconfig chmod
  chown chpasswd chroot cksum clear cmp column comm cp csplit curl cut dash date dd deluser df diff dig dir
  dircolors dirname dmesg dnsdomainname docker-init dos2unix dpkg dpkg-query du echo egrep env expand expr factor
  fallocate false fgrep file find fmt fold free ftpget gem getent getopt gosu gpasswd grep groupadd groupdel
  groupmod groups gunzip gzip halt head hello hexdump host hostid hostname htpasswd http-server httpd iconv id
  ifconfig initctl install ionice ip irb join jq kill killall last less link ln logname look ls lsmod lzcat lzma
  md5sum memcached mkdir mkfifo mknod mktemp more mount mv nano nc netstat nginx nice nl nohup nologin nproc
  nslookup numfmt od passwd paste patch pathchk pgrep pidof ping ping6 pkill poweroff printenv printf ps pwd
  readlink realpath reboot redis-cli redis-server renice reset rev rm rmdir route rpm ruby scp sed seq service
  setpriv setsid sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split ss ssh stat strings
  stty su su-exec sudo sum swapoff swapon sync sysctl systemctl tac tail tar tee telnet test time timeout top
  touch tput tr traceroute tree true truncate ts tsort tty umount uname unexpand uniq unix2dos unlink unlzma
  unsimulated unxz unzip update-alternatives uptime useradd userdel usermod usleep uudecode uuencode vdir vi vim
  watch wc wget which who whoami xargs xxd xz xzcat yes yum zcat zip zipinfo
`
  .trim()
  .split(/\s+/);
