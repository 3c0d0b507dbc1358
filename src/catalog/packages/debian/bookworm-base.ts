/** What debian:bookworm has installed: a table for `packageBlocks`. Sizes in bytes are the real files’. */
export const BOOKWORM_BASE = `
adduser~ 3.134 admin 686 add and remove users and groups
Depends: passwd
usr/sbin/ adduser:48382 deluser:16727 addgroup>adduser delgroup>deluser

apt 2.6.2 admin 4232 commandline package manager
Provides: apt-transport-https (= 2.6.2)
Depends: adduser, gpgv | gpgv2 | gpgv1, libapt-pkg6.0 (>= 2.6.2), debian-archive-keyring, libc6 (>= 2.34), libgcc-s1 (>= 3.0), libgnutls30 (>= 3.7.5), libseccomp2 (>= 2.4.2), libstdc++6 (>= 11), libsystemd0
Recommends: ca-certificates
usr/bin/ apt:18752 apt-cache:88456 apt-cdrom:22920 apt-config:26944 apt-get:51592 apt-key:27972 apt-mark:59784
usr/lib/apt/methods/ cdrom#72072 copy#59784 file#63880 ftp#145888 gpgv#113032 http#199056>https mirror#121224 rred#88456 rsh#72088>ssh store#63880 mirror+copy>mirror mirror+file>mirror mirror+ftp>mirror mirror+http>mirror mirror+https>mirror
usr/lib/x86_64-linux-gnu/ libapt-private.so.0.0.0#497904>libapt-private.so.0.0

base-files! 12.4+deb12u15 admin 341 Debian base system miscellaneous files
Provides: base
Pre-Depends: awk

base-passwd! 3.6.1 admin 247 Debian base system master password and group files
Depends: libc6 (>= 2.34), libdebconfclient0 (>= 0.145), libselinux1 (>= 3.1~)
Recommends: debconf (>= 0.5) | debconf-2.0
usr/sbin/ update-passwd:39416

bash! 5.2.15-2+b13 shells 7164 GNU Bourne Again SHell
Pre-Depends: libc6 (>= 2.36), libtinfo6 (>= 6)
Depends: base-files (>= 2.1.12), debianutils (>= 5.6-0.1)
Recommends: bash-completion (>= 20060301-0)
Conflicts: bash-completion (<< 20060301-0)
bin/ bash:1265648 rbash>bash
usr/bin/ bashbug:6865 clear_console:14488

bsdutils! 1:2.38.1-5+deb12u3 utils 355 basic utilities from 4.4BSD-Lite
Pre-Depends: libc6 (>= 2.34), libsystemd0
Recommends: bsdextrautils
usr/bin/ logger:56216 renice:14648 script:71992 scriptlive:55608 scriptreplay:47416 wall:39224

coreutils! 9.1-1 utils 18062 GNU core utilities
Pre-Depends: libacl1 (>= 2.2.23), libattr1 (>= 1:2.4.44), libc6 (>= 2.34), libgmp10 (>= 2:6.2.1+dfsg1), libselinux1 (>= 3.1~)
bin/ cat:44016 chgrp:68656 chmod:64496 chown:72752 cp:151152 date:121904 dd:89240 df:102200 dir:151344 echo:43856 false:35664 ln:72824 ls:151344 mkdir:97552 mknod:72912 mktemp:43952 mv:142968 pwd:43952 readlink:52112 rm:72752 rmdir:56240 sleep:43888 stty:85008 sync:39824 touch:109616 true:35664 uname:43888 vdir:151344
usr/bin/ [:68496 arch:43888 b2sum:60400 base32:48016 base64:48016 basename:43856 basenc:56208 chcon:68720 cksum:142384 comm:48048 csplit:122032 cut:48112 dircolors:52144 dirname:39760 du:175440 env:48536 expand:43952 expr:117808 factor:85200 fmt:48016 fold:43920 groups:43920 head:48080 hostid:39760 id:48144 install:159544 join:56304 link:39760 logname:39760 md5sum:52176 mkfifo:68784 nice:43888 nl:113776 nohup:43920 nproc:43920 numfmt:68624 od:80912 paste:43920 pathchk:43888 pinky:48176 pr:81008 printenv:35664 printf:64432 ptx:138480 realpath:52144 runcon:43984 seq:60336 sha1sum:56272 sha224sum:60368 sha256sum:60368 sha384sum:64464 sha512sum:64464 shred:64656 shuf:60400 sort:118456 split:60984 stat:97488 stdbuf:60336 sum:52184 tac:113712 tail:76944 tee:43984 test:60304 timeout:48632 tr:56208 truncate:43920 tsort:56208 tty:35696 unexpand:43952 uniq:48080 unlink:39760 users:39824 wc:52280 who:60432 whoami:39792 yes:39760 md5sum.textutils>md5sum
usr/sbin/ chroot:48112

dash! 0.5.12-2 shells 191 POSIX-compliant shell
Pre-Depends: libc6 (>= 2.34)
Depends: debianutils (>= 5.6-0.1), dpkg (>= 1.19.1)
bin/ dash:125640 sh>dash

debconf~ 1.5.82 admin 491 Debian configuration management system
Provides: debconf-2.0
Recommends: apt-utils, debconf-i18n
Conflicts: debconf-tiny, whiptail-utf8 (<= 0.50.17-13)
usr/bin/ debconf:2859 debconf-apt-progress:11541 debconf-communicate:608 debconf-copydb:1719 debconf-escape:647 debconf-set-selections:2995 debconf-show:1827
usr/sbin/ dpkg-preconfigure:3925 dpkg-reconfigure:4485

debian-archive-keyring~ 2023.3+deb12u2 misc 293 GnuPG archive keys of the Debian archive

debianutils! 5.7-0.5~deb12u1 utils 243 Miscellaneous utilities specific to Debian
Pre-Depends: libc6 (>= 2.34)
bin/ run-parts:27560 tempfile:14520
sbin/ installkernel:2659
usr/bin/ ischroot:14664 savelog:10487 which.debianutils=which:946
usr/sbin/ add-shell:1053 remove-shell:1111 update-shells:3984

diffutils! 1:3.8-4 utils 1598 File comparison utilities
Pre-Depends: libc6 (>= 2.34)
usr/bin/ cmp:52176 diff:155216 diff3:68752 sdiff:56400

dpkg! 1.21.23 admin 6409 Debian package management system
Pre-Depends: libbz2-1.0, libc6 (>= 2.34), liblzma5 (>= 5.4.0), libmd0 (>= 0.0.0), libselinux1 (>= 3.1~), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
Depends: tar (>= 1.28-1)
sbin/ start-stop-daemon:44464
usr/bin/ dpkg:318096 dpkg-deb:170512 dpkg-divert:158264 dpkg-maintscript-helper:21206 dpkg-query:162384 dpkg-realpath:4186 dpkg-split:129520 dpkg-statoverride:63824 dpkg-trigger:88560 update-alternatives:59712
usr/sbin/ dpkg-fsys-usrunmess:17401

e2fsprogs 1.47.0-2+b2 admin 1497 ext2/ext3/ext4 file system utilities
Pre-Depends: libblkid1 (>= 2.36), libc6 (>= 2.34), libcom-err2 (>= 1.43.9), libext2fs2 (= 1.47.0-2+b2), libss2 (>= 1.38), libuuid1 (>= 2.16)
Depends: logsave
Recommends: e2fsprogs-l10n
sbin/ badblocks:35072 debugfs:239440 dumpe2fs:31040 e2fsck:356624 e2image:55760 e2scrub:7294 e2scrub_all:5394 e2undo:22840 mke2fs:141904 resize2fs:63800 tune2fs:117264 e2label>tune2fs e2mmpstatus>dumpe2fs fsck.ext2>e2fsck fsck.ext3>e2fsck fsck.ext4>e2fsck mkfs.ext2>mke2fs mkfs.ext3>mke2fs mkfs.ext4>mke2fs
usr/bin/ chattr:14584 lsattr:14584
usr/sbin/ e2freefrag:14648 e4crypt:26936 e4defrag:30960 filefrag:18696 mklost+found:14576

findutils! 4.9.0-4 utils 1746 utilities for finding files--find, xargs
Pre-Depends: libc6 (>= 2.34), libselinux1 (>= 3.1~)
usr/bin/ find:224848 xargs:72136

gcc-12-base* 12.2.0-14+deb12u1 libs 100 GCC, the GNU Compiler Collection (base package)

gpgv 2.2.40-1.1+deb12u2 utils 918 GNU privacy guard - signature verification tool
Depends: libbz2-1.0, libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), zlib1g (>= 1:1.1.4)
usr/bin/ gpgv:474112

grep! 3.8-5 utils 1245 GNU grep, egrep and fgrep
Provides: rgrep
Pre-Depends: libc6 (>= 2.34), libpcre2-8-0 (>= 10.32)
Depends: dpkg (>= 1.15.4) | install-info
Conflicts: rgrep
bin/ egrep:41 fgrep:41 grep:203152
usr/bin/ rgrep:30

gzip! 1.12-1 utils 252 GNU compression utilities
Pre-Depends: libc6 (>= 2.33)
Depends: dpkg (>= 1.15.4) | install-info
bin/ gunzip:2346 gzexe:6447 gzip:98136 uncompress:2346 zcat:1984 zcmp:1678 zdiff:6460 zegrep:29 zfgrep:29 zforce:2081 zgrep:8103 zless:2206 zmore:1842 znew:4577

hostname! 3.23+nmu1 admin 46 utility to set/show the host name or domain name
Pre-Depends: libc6 (>= 2.34)
bin/ hostname:22680 dnsdomainname>hostname domainname>hostname nisdomainname>hostname ypdomainname>hostname

init-system-helpers~! 1.65.2+deb12u1 admin 133 helper tools for all init systems
Depends: usrmerge | usr-is-merged
usr/bin/ deb-systemd-helper:24358 deb-systemd-invoke:6241
usr/sbin/ invoke-rc.d:16517 service:9099 update-rc.d:17742

libacl1* 2.3.1-3 libs 73 access control list - shared library
Depends: libc6 (>= 2.33)
usr/lib/x86_64-linux-gnu/ libacl.so.1.1.2301#38832>libacl.so.1

libapt-pkg6.0* 2.6.2 libs 3297 package management runtime library
Provides: libapt-pkg (= 2.6.2)
Depends: libbz2-1.0, libc6 (>= 2.34), libgcc-s1 (>= 3.0), libgcrypt20 (>= 1.10.0), liblz4-1 (>= 0.0~r127), liblzma5 (>= 5.1.1alpha+20120614), libstdc++6 (>= 11), libsystemd0 (>= 221), libudev1 (>= 183), libxxhash0 (>= 0.7.1), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.2.2.3)
Recommends: apt (>= 2.6.2)
usr/lib/x86_64-linux-gnu/ libapt-pkg.so.6.0.0#2067760>libapt-pkg.so.6.0

libattr1* 1:2.5.1-4 libs 59 extended attribute handling - shared library
Depends: libc6 (>= 2.4)
usr/lib/x86_64-linux-gnu/ libattr.so.1.1.2501#26544>libattr.so.1

libaudit-common~ 1:3.0.9-1 libs 22 Dynamic library for security auditing - common files

libaudit1* 1:3.0.9-1 libs 150 Dynamic library for security auditing
Depends: libaudit-common (>= 1:3.0.9-1), libc6 (>= 2.33), libcap-ng0 (>= 0.7.9)
lib/x86_64-linux-gnu/ libaudit.so.1.0.0#128952>libaudit.so.1

libblkid1* 2.38.1-5+deb12u3 libs 398 block device ID library
Depends: libc6 (>= 2.33)
usr/lib/x86_64-linux-gnu/ libblkid.so.1.1.0#355328>libblkid.so.1

libbz2-1.0* 1.0.8-5+b1 libs 106 high-quality block-sorting file compressor library - runtime
Depends: libc6 (>= 2.4)
lib/x86_64-linux-gnu/ libbz2.so.1.0.4#74688 libbz2.so.1>libbz2.so.1.0.4 libbz2.so.1.0>libbz2.so.1.0.4

libc-bin! 2.36-9+deb12u14 libs 2042 GNU C Library: Binaries
Depends: libc6 (>> 2.36), libc6 (<< 2.37)
Recommends: manpages
sbin/ ldconfig:982880
usr/bin/ getconf:27136 getent:36320 iconv:64648 ldd:5407 locale:47272 localedef:298912 pldd:23232 tzselect:15352 zdump:23064 ld.so>/lib64/ld-linux-x86-64.so.2
usr/sbin/ iconvconfig:31584 zic:60136

libc6* 2.36-9+deb12u14 libs 13001 GNU C Library: Shared libraries
Depends: libgcc-s1
Recommends: libidn2-0 (>= 2.0.5~)
lib/x86_64-linux-gnu/ ld-linux-x86-64.so.2#215000 libBrokenLocale.so.1#14640 libanl.so.1#14480 libc.so.6#1926232 libc_malloc_debug.so.0#50200 libdl.so.2#14480 libm.so.6#911904 libmemusage.so#18880 libmvec.so.1#1019408 libnsl.so.1#93248 libnss_compat.so.2#39896 libnss_dns.so.2#14400 libnss_files.so.2#14400 libnss_hesiod.so.2#27136 libpcprofile.so#14592 libpthread.so.0#14480 libresolv.so.2#60328 librt.so.1#14640 libthread_db.so.1#35752 libutil.so.1#14480
lib64/ ld-linux-x86-64.so.2>/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2

libcap-ng0* 0.8.3-1+b3 libs 65 alternate POSIX capabilities library
Depends: libc6 (>= 2.33)
lib/x86_64-linux-gnu/ libcap-ng.so.0.0.0#30704>libcap-ng.so.0 libdrop_ambient.so.0.0.0#14256>libdrop_ambient.so.0

libcap2* 1:2.66-4+deb12u3+b1 libs 95 POSIX 1003.1e capabilities (library)
Depends: libc6 (>= 2.34)
lib/x86_64-linux-gnu/ libcap.so.2.66#47288>libcap.so.2 libpsx.so.2.66#22592>libpsx.so.2

libcom-err2* 1.47.0-2+b2 libs 55 common error description library
Provides: libcomerr2 (= 1.47.0-2+b2)
Depends: libc6 (>= 2.17)
lib/x86_64-linux-gnu/ libcom_err.so.2.1#18344>libcom_err.so.2

libcrypt1* 1:4.4.33-2 libs 233 libcrypt shared library
Depends: libc6 (>= 2.36)
Conflicts: libpam0g (<< 1.4.0-10)
lib/x86_64-linux-gnu/ libcrypt.so.1.1.0#206776>libcrypt.so.1

libdb5.3* 5.3.28+dfsg2-1 libs 1833 Berkeley v5.3 Database Libraries [runtime]
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libdb-5.3.so#1843792

libdebconfclient0* 0.270 libs 37 Debian Configuration Management System (C-implementation library)
Depends: libc6 (>= 2.4)
usr/lib/x86_64-linux-gnu/ libdebconfclient.so.0.0.0#14376>libdebconfclient.so.0

libext2fs2* 1.47.0-2+b2 libs 535 ext2/ext3/ext4 file system libraries
Provides: e2fslibs (= 1.47.0-2+b2)
Depends: libc6 (>= 2.34)
lib/x86_64-linux-gnu/ libe2p.so.2.3#45008>libe2p.so.2 libext2fs.so.2.4#438608>libext2fs.so.2

libffi8* 3.4.4-1 libs 68 Foreign Function Interface library runtime
Provides: libffi8ubuntu1 (= 3.4.4-1)
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libffi.so.8.1.2#43480>libffi.so.8

libgcc-s1* 12.2.0-14+deb12u1 libs 140 GCC support library
Provides: libgcc1 (= 1:12.2.0-14+deb12u1)
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.35)
lib/x86_64-linux-gnu/ libgcc_s.so.1#125312

libgcrypt20* 1.10.1-3+deb12u1 libs 1592 LGPL Crypto library - runtime library
Depends: libc6 (>= 2.34), libgpg-error0 (>= 1.27)
usr/lib/x86_64-linux-gnu/ libgcrypt.so.20.4.1#1332480>libgcrypt.so.20

libgmp10* 2:6.2.1+dfsg1-1.1 libs 855 Multiprecision arithmetic library
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libgmp.so.10.4.1#529216>libgmp.so.10

libgnutls30* 3.7.9-2+deb12u7 libs 3396 GNU TLS library - main runtime library
Depends: libc6 (>= 2.34), libgmp10 (>= 2:6.2.1+dfsg1), libhogweed6 (>= 3.6), libidn2-0 (>= 2.0.0), libnettle8 (>= 3.7~), libp11-kit0 (>= 0.23.18.1), libtasn1-6 (>= 4.14), libunistring2 (>= 0.9.7)
usr/lib/x86_64-linux-gnu/ libgnutls.so.30.34.3#2205432>libgnutls.so.30

libgpg-error0* 1.46-1 libs 192 GnuPG development runtime library
Depends: libc6 (>= 2.34)
Recommends: libgpg-error-l10n
lib/x86_64-linux-gnu/ libgpg-error.so.0.33.1#157768>libgpg-error.so.0

libhogweed6* 3.8.1-2 libs 463 low level cryptographic library (public-key cryptos)
Depends: libc6 (>= 2.14), libgmp10 (>= 2:6.2.1+dfsg1), libnettle8
usr/lib/x86_64-linux-gnu/ libhogweed.so.6.6#292856>libhogweed.so.6

libidn2-0* 2.3.3-1+b1 libs 439 Internationalized domain names (IDNA2008/TR46) library
Depends: libc6 (>= 2.14), libunistring2 (>= 0.9.7)
usr/lib/x86_64-linux-gnu/ libidn2.so.0.3.8#198776>libidn2.so.0

liblz4-1* 1.9.4-1 libs 169 Fast LZ compression algorithm library - runtime
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ liblz4.so.1.9.4#149952>liblz4.so.1

liblzma5* 5.4.1-1+deb12u2 libs 333 XZ-format compression library
Depends: libc6 (>= 2.34)
lib/x86_64-linux-gnu/ liblzma.so.5.4.1#190456>liblzma.so.5

libmd0* 1.0.4-2 libs 79 message digest functions from BSD systems - shared library
Depends: libc6 (>= 2.33)
usr/lib/x86_64-linux-gnu/ libmd.so.0.0.5#47312>libmd.so.0

libmount1* 2.38.1-5+deb12u3 libs 454 device mounting library
Depends: libblkid1 (>= 2.17.2), libc6 (>= 2.34), libselinux1 (>= 3.1~)
usr/lib/x86_64-linux-gnu/ libmount.so.1.1.0#404096>libmount.so.1

libnettle8* 3.8.1-2 libs 520 low level cryptographic library (symmetric and one-way cryptos)
Depends: libc6 (>= 2.17)
usr/lib/x86_64-linux-gnu/ libnettle.so.8.6#317544>libnettle.so.8

libp11-kit0* 0.24.1-2 libs 1408 library for loading and coordinating access to PKCS#11 modules - runtime
Depends: libc6 (>= 2.34), libffi8 (>= 3.4)
usr/lib/x86_64-linux-gnu/ libp11-kit.so.0.3.0#1261376>libp11-kit.so.0

libpam-modules* 1.5.2-6+deb12u3 admin 1033 Pluggable Authentication Modules for PAM
Provides: libpam-mkhomedir, libpam-motd, libpam-umask
Pre-Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.3.0), libdb5.3, libpam0g (>= 1.4.1), libselinux1 (>= 3.1~), debconf (>= 0.5) | debconf-2.0, libpam-modules-bin (= 1.5.2-6+deb12u3)
Conflicts: libpam-mkhomedir, libpam-motd, libpam-umask

libpam-modules-bin 1.5.2-6+deb12u3 admin 228 Pluggable Authentication Modules for PAM - helper binaries
Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.3.0), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~)
sbin/ mkhomedir_helper:22800 pam_namespace_helper:467 pwhistory_helper:18680 unix_chkpwd:39160!2755 unix_update:39160
usr/sbin/ faillock:14584 pam_timestamp_check:14584

libpam-runtime~ 1.5.2-6+deb12u3 admin 877 Runtime support for the PAM library
Depends: debconf (>= 0.5) | debconf-2.0, debconf (>= 1.5.19) | cdebconf, libpam-modules (>= 1.0.1-6)
Conflicts: libpam0g-util
usr/sbin/ pam-auth-update:21288 pam_getenv:2890

libpam0g* 1.5.2-6+deb12u3 libs 216 Pluggable Authentication Modules library
Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0
lib/x86_64-linux-gnu/ libpam.so.0.85.1#67584>libpam.so.0 libpam_misc.so.0.82.1#14432>libpam_misc.so.0 libpamc.so.0.82.1#18504>libpamc.so.0

libpcre2-8-0* 10.42-1+deb12u2 libs 685 New Perl Compatible Regular Expression Library- 8 bit runtime files
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libpcre2-8.so.0.11.2#629384>libpcre2-8.so.0

libseccomp2* 2.5.4-1+deb12u1 libs 148 high level interface to Linux seccomp filter
Depends: libc6 (>= 2.4)
usr/lib/x86_64-linux-gnu/ libseccomp.so.2.5.4#129312>libseccomp.so.2

libselinux1* 3.4-1+b6 libs 199 SELinux runtime shared libraries
Depends: libc6 (>= 2.34), libpcre2-8-0 (>= 10.22)
lib/x86_64-linux-gnu/ libselinux.so.1#174312

libsemanage-common~ 3.4-1 libs 37 Common files for SELinux policy management libraries

libsemanage2* 3.4-1+b5 libs 297 SELinux policy management library
Depends: libsemanage-common (>= 3.4-1), libaudit1 (>= 1:2.2.1), libbz2-1.0, libc6 (>= 2.34), libselinux1 (>= 3.4), libsepol2 (>= 3.4)
usr/lib/x86_64-linux-gnu/ libsemanage.so.2#270424

libsepol2* 3.4-2.1 libs 775 SELinux library for manipulating binary security policies
Depends: libc6 (>= 2.33)
lib/x86_64-linux-gnu/ libsepol.so.2#764192

libsmartcols1* 2.38.1-5+deb12u3 libs 289 smart column output alignment library
Depends: libc6 (>= 2.33)
usr/lib/x86_64-linux-gnu/ libsmartcols.so.1.1.0#239744>libsmartcols.so.1

libss2* 1.47.0-2+b2 libs 71 command-line interface parsing library
Depends: libcom-err2, libc6 (>= 2.34)
lib/x86_64-linux-gnu/ libss.so.2.0#34736>libss.so.2

libstdc++6* 12.2.0-14+deb12u1 libs 2686 GNU Standard C++ Library v3
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.36), libgcc-s1 (>= 4.2)
Conflicts: scim (<< 1.4.2-1)
usr/lib/x86_64-linux-gnu/ libstdc++.so.6.0.30#2190440>libstdc++.so.6

libsystemd0* 252.39-1~deb12u2 libs 909 systemd utility library
Depends: libc6 (>= 2.34), libcap2 (>= 1:2.10), libgcrypt20 (>= 1.10.0), liblz4-1 (>= 0.0~r122), liblzma5 (>= 5.1.1alpha+20120614), libzstd1 (>= 1.5.2)
usr/lib/x86_64-linux-gnu/ libsystemd.so.0.35.0#844736>libsystemd.so.0

libtasn1-6* 4.19.0-2+deb12u1 libs 116 Manage ASN.1 structures (runtime)
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libtasn1.so.6.6.3#83968>libtasn1.so.6

libtinfo6* 6.4-4 libs 541 shared low-level terminfo library for terminal handling
Depends: libc6 (>= 2.34)
lib/x86_64-linux-gnu/ libtinfo.so.6.4#204088>libtinfo.so.6
usr/lib/x86_64-linux-gnu/ libtic.so.6.4#71840>libtic.so.6

libudev1* 252.39-1~deb12u2 libs 240 libudev shared library
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libudev.so.1.7.5#182544>libudev.so.1

libunistring2* 1.0-2 libs 1807 Unicode string library for C
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libunistring.so.2.2.0#1792040>libunistring.so.2

libuuid1* 2.38.1-5+deb12u3 libs 79 Universally Unique ID library
Depends: libc6 (>= 2.25)
Recommends: uuid-runtime
usr/lib/x86_64-linux-gnu/ libuuid.so.1.3.0#34872>libuuid.so.1

libxxhash0* 0.8.1-1 libs 99 shared library for xxhash
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libxxhash.so.0.8.1#80008>libxxhash.so.0

libzstd1* 1.5.4+dfsg2-5 libs 785 fast lossless compression algorithm
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libzstd.so.1.5.4#763816>libzstd.so.1

login! 1:4.13+dfsg1-1+deb12u2 admin 2550 system login tools
Pre-Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libpam0g (>= 0.99.7.1), libpam-runtime, libpam-modules
Conflicts: python-4suite (<< 0.99cvs20060405-1)
bin/ login:53024
usr/bin/ faillog:23072 lastlog:32512 newgrp:48896!4755 sg>newgrp
usr/sbin/ nologin:14568

logsave 1.47.0-2+b2 admin 50 save the output of a command in a log file
Depends: libc6 (>= 2.34)
sbin/ logsave:14424

mawk 1.3.4.20200120-3.1 interpreters 263 Pattern scanning and text processing language
Provides: awk
Depends: libc6 (>= 2.29)
usr/bin/ mawk=awk:158376

mount 2.38.1-5+deb12u3 admin 393 tools for mounting and manipulating filesystems
Pre-Depends: libblkid1 (>= 2.17.2), libc6 (>= 2.34), libmount1 (>= 2.38), libselinux1 (>= 3.1~), libsmartcols1 (>= 2.33)
bin/ mount:59704!4755 umount:35128!4755
sbin/ losetup:117168 swapoff:22840 swapon:51512

ncurses-base~! 6.4-4 misc 379 basic terminal type definitions
Provides: ncurses-runtime

ncurses-bin! 6.4-4 utils 636 terminal-related programs and man pages
Pre-Depends: libc6 (>= 2.34), libtinfo6 (>= 6.3)
usr/bin/ clear:14584 infocmp:63808 tabs:18672 tic:92512 toe:22768 tput:26896 tset:30968 captoinfo>tic infotocap>tic reset>tset

passwd 1:4.13+dfsg1-1+deb12u2 admin 2827 change and administer password and group data
Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.36), libcrypt1 (>= 1:4.1.0), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), libsemanage2 (>= 2.0.32), libpam-modules
Recommends: sensible-utils
sbin/ shadowconfig:2273
usr/bin/ chage:80376!2755 chfn:62672!4755 chsh:52880!4755 expiry:31184!2755 gpasswd:88496!4755 passwd:68248!4755
usr/sbin/ chgpasswd:67880 chpasswd:63856 cppw:61880 groupadd:101416 groupdel:88936 groupmems:67920 groupmod:101384 grpck:67888 grpconv:59536 grpunconv:59536 newusers:105392 pwck:59656 pwconv:55432 pwunconv:55472 useradd:159536 userdel:113608 usermod:147056 vipw:74384 cpgr>cppw vigr>vipw

perl-base! 5.36.0-7+deb12u4 perl 7643 minimal Perl system
Provides: libfile-path-perl (= 2.18), libfile-temp-perl (= 0.2311), libio-socket-ip-perl (= 0.41), libscalar-list-utils-perl (= 1:1.62), libsocket-perl (= 2.033), libxsloader-perl (= 0.31), perlapi-5.36.0
Pre-Depends: libc6 (>= 2.35), libcrypt1 (>= 1:4.1.0), dpkg (>= 1.17.17)
Conflicts: defoma (<< 0.11.12), doc-base (<< 0.10.3), mono-gac (<< 2.10.8.1-3), safe-rm (<< 0.8), update-inetd (<< 4.41)
usr/bin/ perl:3804432 perl5.36.0:3804432

sed! 4.9-1+deb12u1 utils 987 GNU stream editor for filtering/transforming text
Pre-Depends: libacl1 (>= 2.2.23), libc6 (>= 2.34), libselinux1 (>= 3.1~)
bin/ sed:126424

sysvinit-utils! 3.06-4 admin 100 System-V-like utilities
Provides: lsb-base (= 11.1.0)
Depends: libc6 (>= 2.34)
Conflicts: lsb-base (<< 11.3~)
bin/ pidof>/sbin/killall5
sbin/ fstab-decode:14576 killall5=pidof:26944

tar! 1.34+dfsg-1.2+deb12u1 utils 3144 GNU version of the tar archiving utility
Pre-Depends: libacl1 (>= 2.2.23), libc6 (>= 2.34), libselinux1 (>= 3.1~)
Conflicts: cpio (<= 2.4.2-38)
bin/ tar:531984
usr/sbin/ rmt-tar:60432 tarcat:936

tzdata~ 2026f-0+deb12u1 localization 2571 time zone and daylight-saving time data
Provides: tzdata-bookworm
Depends: debconf (>= 0.5) | debconf-2.0

usr-is-merged~ 37~deb12u1 oldlibs 13 Transitional package to assert a merged-/usr system
Conflicts: acl (<< 2.2.52-3~), arptables (<< 0.0.4+snapshot20181021-1~), coreutils (<< 8.24-1~), cruft (<< 0.9.44~), cryptsetup (<< 2:1.7.0-1~), davfs2 (<< 1.5.2-1.2~), debianutils (<< 4.5~), dhcpcd (<< 1:5~), ebtables (<< 2.0.10.4+snapshot20181205-1~), elvis-tiny (<< 1.4-24~), kbd (<< 2.0.4-4~), ksh (<< 93u+20120801-3.1~), less (<< 481-2~), libbrlapi-dev (<< 5.3.1-1~), libc0.1 (<< 2.35-4), libc0.3 (<< 2.35-4), libc6 (<< 2.35-4), libc6.1 (<< 2.35-4), libdm0-dev, libjson-c-dev (<< 0.12.1-1.1~), libparted1.8-10 (<< 1.8.8.git.2008.03.24-11.2~), libpng12-0 (<< 1.2.54-6~), libusb-0.1-4 (<< 2:0.1.12-28~), lustre-utils (<< 1.8.5+dfsg-3.2~), mksh (<< 52b-1~), molly-guard (<< 0.7.1+exp1~), musl-dev (<< 1.1.9-1.1~), nano (<< 2.3.99pre3-1~), open-iscsi (<< 2.0.873+git0.3b4b4500-13~), open-vm-tools (<< 2:10.0.5-3227872-2~), policycoreutils (<< 2.4-4~), safe-rm (<< 0.12-6~), tcsh (<< 6.18.01-4~), vsearch (<< 1.9.5-2~), xfsdump (<< 3.1.6+nmu1~), xfslibs-dev (<< 4.9.0+nmu1~), yp-tools (<< 3.3-5~), zsh (<< 5.2-4~)

util-linux! 2.38.1-5+deb12u3 utils 4978 miscellaneous system utilities
Provides: hardlink
Pre-Depends: libblkid1 (>= 2.37.2), libc6 (>= 2.34), libcap-ng0 (>= 0.7.9), libcrypt1 (>= 1:4.1.0), libmount1 (>= 2.38), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), libsmartcols1 (>= 2.38), libsystemd0, libtinfo6 (>= 6), libudev1 (>= 183), libuuid1 (>= 2.16), zlib1g (>= 1:1.1.4)
Depends: util-linux-extra
Recommends: sensible-utils
Conflicts: hardlink
bin/ dmesg:88656 findmnt:85600 lsblk:207168 more:59712 mountpoint:18744 su:72000!4755 wdctl:72024
sbin/ agetty:69112 blkdiscard:35136 blkid:125280 blkzone:80192 blockdev:80192 chcpu:47416 ctrlaltdel:39224 findfs:14648 fsck:55664 fsck.cramfs:43384 fsck.minix:125272 fsfreeze:14648 fstrim:76096 isosize:31040 mkfs:14648 mkfs.bfs:35136 mkfs.cramfs:43256 mkfs.minix:112968 mkswap:117056 pivot_root:14648 runuser:72000 sulogin:55616 swaplabel:18744 switch_root:18744 wipefs:47424 zramctl:117168 getty>agetty
usr/bin/ addpart:31040 choom:55616 chrt:67904 delpart:31040 fallocate:35136 flock:35216 getopt:35136 hardlink:51600 ionice:35136 ipcmk:35200 ipcrm:35136 ipcs:76096 last:51520 lscpu:129344 lsipc:100672 lslocks:72400 lslogins:96576 lsmem:67904 lsns:84288 mcookie:35200 mesg:18744 namei:35136 nsenter:35368 partx:121152 prlimit:39760 rename.ul:22840 resizepart:72000 rev:14648 setarch:27216 setpriv:80192 setsid:14648 setterm:47424 taskset:63808 uclampset:63808 unshare:84520 utmpdump:31032 whereis:31504 i386>setarch linux32>setarch linux64>setarch x86_64>setarch lastb>last
usr/sbin/ chmem:67904 ldattach:35136 readprofile:35168 rtcwake:47424

util-linux-extra 2.38.1-5+deb12u3 utils 366 interactive login tools
Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libsmartcols1 (>= 2.38)
sbin/ hwclock:88512
usr/bin/ fincore:35184 lsfd:123192 lsirq:35312

zlib1g* 1:1.2.13.dfsg-1 libs 168 compression library - runtime
Provides: libz1
Depends: libc6 (>= 2.14)
Conflicts: zlib1 (<= 1:1.0.4-7)
lib/x86_64-linux-gnu/ libz.so.1.2.13#121280>libz.so.1
`;
