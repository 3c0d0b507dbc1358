/**
 * The names of all programs in `table.ts`, without their code: what a machine's files are made from before any program
 * has been loaded. A test holds it to the table.
 */
export const PROGRAM_NAMES: readonly string[] = `
  [ [[ addgroup adduser apache2 apache2ctl apachectl apk apt apt-cache apt-get apt-key apt-mark arch arp ascii awk
  b2sum base32 base64 basename basenc bash bc blkid blockdev bunzip2 busybox bzcat bzcmp bzdiff bzegrep bzfgrep bzgrep bzip2 cal cat
  cfdisk chage chcon chfn chgrp chkconfig chmod chown chpasswd chroot chrt chsh cksum clear cmp col colrm column
  comm cp csplit curl cut dash date dc dd deluser df diff diff3 dig dir dircolors dirname dmesg dnsdomainname
  docker-init domainname dos2unix dpkg dpkg-query du echo egrep env expand expr factor fallocate false fdisk fgrep
  file find findfs findmnt flock fmt fold free fsck fstrim ftpget fuser gem getconf getent getopt getty gosu gpasswd
  grep groupadd groupdel groupmod groups gunzip gzip halt hd head hello hexdump host hostid hostname htpasswd
  http-server httpd hwclock i386 iconv id ifconfig infocmp initctl install ionice ip ipcs irb ischroot join jq kill
  killall last lastb lastlog ldd less link linux32 linux64 ln locale localedef logger logname look losetup ls lsblk lscpu
  lslogins lsmod lsns lsof lzcat lzma mawk mcookie md5sum memcached mesg mkdir mkfifo mkfs mknod mkswap mktemp more mount
  mountpoint mv namei nano nc netstat newgrp nginx nice nisdomainname nl nohup nologin nproc nsenter nslookup numfmt
  od passwd paste patch pathchk perl pgrep pidof ping ping6 pinky pkill pmap poweroff pr printenv printf prlimit ps
  pstree ptx pwd pwdx readlink realpath reboot redis-cli redis-server rename rename.ul renice reset rev rgrep rm
  rmdir route rpm ruby run-parts runcon runuser savelog scp script sdiff sed seq service setarch setpriv setsid sg
  sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf slabtop sleep sort split ss ssh stat stdbuf strings
  stty su su-exec sudo sum swapoff swapon sync sysctl systemctl tac tail tar taskset tee telnet tempfile test time
  timeout top touch tput tr traceroute tree true truncate ts tsort tty ul umount uname uncompress unexpand uniq
  unix2dos unlink unlzma unshare unsimulated unxz unzip update-alternatives uptime useradd userdel usermod users
  usleep uudecode uuencode vdir vi vim vmstat w wall watch wc wget whereis which who whoami wipefs x86_64 xargs xxd
  xz xzcat xzcmp xzdiff xzgrep xzless yes ypdomainname yum zcat zcmp zdiff zegrep zfgrep zgrep zip zipinfo zless zmore
`
  .trim()
  .split(/\s+/);
