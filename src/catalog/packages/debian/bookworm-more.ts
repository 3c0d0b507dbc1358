/** What Debian 12 offers besides its base system, as far as learners ask for it. */
export const BOOKWORM_MORE = `
curl 7.88.1-10+deb12u15 web 489 command line tool for transferring data with URL syntax
Depends: libc6 (>= 2.34), libcurl4 (= 7.88.1-10+deb12u15), zlib1g (>= 1:1.1.4)
usr/bin/ curl:280800

wget 1.21.3-1+deb12u1 web 3521 retrieves files from the web
Depends: libc6 (>= 2.34), libgnutls30 (>= 3.7.5), libidn2-0 (>= 0.6), libnettle8, libpcre2-8-0 (>= 10.22), libpsl5 (>= 0.16.0), libuuid1 (>= 2.16), zlib1g (>= 1:1.1.4)
Recommends: ca-certificates
Conflicts: wget-ssl
usr/bin/ wget:470384

vim 2:9.0.1378-2+deb12u2 editors 3650 Vi IMproved - enhanced vi editor
Provides: editor
Depends: vim-common (= 2:9.0.1378-2+deb12u2), vim-runtime (= 2:9.0.1378-2+deb12u2), libacl1 (>= 2.2.23), libc6 (>= 2.34), libgpm2 (>= 1.20.7), libselinux1 (>= 3.1~), libsodium23 (>= 1.0.14), libtinfo6 (>= 6)
usr/bin/ vim.basic=vim:3646968

vim-tiny 2:9.0.1378-2+deb12u2 editors 1689 Vi IMproved - enhanced vi editor - compact version
Provides: editor
Depends: vim-common (= 2:9.0.1378-2+deb12u2), libacl1 (>= 2.2.23), libc6 (>= 2.34), libselinux1 (>= 3.1~), libtinfo6 (>= 6)
usr/bin/ vim.tiny=vi:1629584

nano 7.2-1+deb12u1 editors 2804 small, friendly text editor inspired by Pico
Depends: libc6 (>= 2.34), libncursesw6 (>= 6), libtinfo6 (>= 6)
Conflicts: pico
bin/ nano:287480 rnano>nano

git 1:2.39.5-0+deb12u3 vcs 44890 fast, scalable, distributed revision control system
Provides: git-completion, git-core
Depends: libc6 (>= 2.34), libcurl3-gnutls (>= 7.56.1), libexpat1 (>= 2.0.1), libpcre2-8-0 (>= 10.34), zlib1g (>= 1:1.2.2), perl, liberror-perl, git-man (>> 1:2.39.5), git-man (<< 1:2.39.5-.)
Recommends: ca-certificates, patch, less, ssh-client
usr/bin/ git:3713416 git-shell:2141792 scalar:2199656 git-receive-pack>git git-upload-archive>git git-upload-pack>git

nginx 1.22.1-9+deb12u11 httpd 1336 small, powerful, scalable web/proxy server
Provides: httpd, httpd-cgi, nginx-abi-1.22.1-7
Depends: libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libpcre2-8-0 (>= 10.22), libssl3 (>= 3.0.0), zlib1g (>= 1:1.1.4), iproute2, nginx-common (<< 1.22.1-9+deb12u11.1~), nginx-common (>= 1.22.1-9+deb12u11)
usr/sbin/ nginx:1264552

redis-server 5:7.0.15-1~deb12u10 database 183 Persistent key-value database with network interface
Pre-Depends: init-system-helpers (>= 1.54~)
Depends: lsb-base (>= 3.2-14), redis-tools (= 5:7.0.15-1~deb12u10)
usr/bin/ redis-server>redis-check-rdb

redis-tools 5:7.0.15-1~deb12u10 database 5837 Persistent key-value database with network interface (client)
Depends: adduser, libatomic1 (>= 4.8), libc6 (>= 2.34), libjemalloc2 (>= 3.5.0), liblzf1 (>= 1.5), libssl3 (>= 3.0.0), libsystemd0
usr/bin/ redis-benchmark:756360 redis-check-aof:2387088 redis-check-rdb:2387088 redis-cli:375056

iputils-ping 3:20221126-1+deb12u1 net 121 Tools to test the reachability of network hosts
Provides: ping
Depends: libcap2-bin, libc6 (>= 2.34), libcap2 (>= 1:2.10), libidn2-0 (>= 0.6)
bin/ ping:90568 ping4>ping ping6>ping

net-tools 2.10-0.1+deb12u2 net 978 NET-3 networking toolkit
Depends: libc6 (>= 2.34), libselinux1 (>= 3.1~)
bin/ netstat:155304
sbin/ ifconfig:83976 ipmaddr:19008 iptunnel:27192 mii-tool:27728 nameif:15000 plipconfig:14824 rarp:38024 route:70832 slattach:42184
usr/sbin/ arp:67720

iproute2 6.1.0-3 net 3516 networking and traffic control tools
Provides: arpd
Depends: debconf (>= 0.5) | debconf-2.0, libbpf1 (>= 1:0.6.0), libbsd0 (>= 0.0), libc6 (>= 2.34), libcap2 (>= 1:2.10), libdb5.3, libelf1 (>= 0.131), libmnl0 (>= 1.0.3-4~), libselinux1 (>= 3.1~), libtirpc3 (>= 1.0.2), libxtables12 (>= 1.6.0+snapshot20161117), libcap2-bin
Recommends: libatm1 (>= 2.4.1-17~)
Conflicts: arpd, iproute (<< 20130000-1)
bin/ ip:691016 ss:193680
sbin/ bridge:156200 dcb:148072 devlink:226280 rtacct:45432 rtmon:115144 tc:587776 tipc:156264 vdpa:119464 ip>/bin/ip
usr/bin/ lnstat:27224 nstat:106952 rdma:184936 routel:1658 ctstat>lnstat rtstat>lnstat
usr/sbin/ arpd:106984 genl:119304

dnsutils~ 1:9.18.49-1~deb12u3 net 26 Transitional package for bind9-dnsutils
Depends: bind9-dnsutils

netcat-openbsd 1.219-1 net 108 TCP/IP swiss army knife
Provides: netcat
Depends: libbsd0 (>= 0.2.0), libc6 (>= 2.34)
bin/ nc.openbsd=nc:43592

netcat-traditional 1.10-47 net 143 TCP/IP swiss army knife
Provides: netcat
Depends: libc6 (>= 2.15)
bin/ nc.traditional=nc:34952

procps 2:4.0.2-3 admin 2091 /proc file system utilities
Provides: watch
Depends: libc6 (>= 2.34), libncursesw6 (>= 6), libproc2-0 (>= 2:4.0.2), libtinfo6 (>= 6), init-system-helpers (>= 1.29~)
Recommends: psmisc
bin/ kill:22840 ps:146360
sbin/ sysctl:31040
usr/bin/ free:26936 pgrep:35248 pidwait:35248 pmap:35160 pwdx:14648 skill:31056 slabtop:22904 tload:18760 top:134736 uptime:14648 vmstat:35552 w:22840 watch:27352 pkill>pgrep snice>skill

less 590-2.1~deb12u2 text 313 pager program similar to more
Depends: libc6 (>= 2.34), libtinfo6 (>= 6)
usr/bin/ less:198960 lessecho:14584 lesskey:24200 lesspipe:9047 lessfile>lesspipe

apache2 2.4.71-1~deb12u1 httpd 588 Apache HTTP Server
Provides: httpd, httpd-cgi
Pre-Depends: init-system-helpers (>= 1.54~)
Depends: apache2-bin (= 2.4.71-1~deb12u1), apache2-data (= 2.4.71-1~deb12u1), apache2-utils (= 2.4.71-1~deb12u1), lsb-base, media-types, perl:any, procps
Recommends: ssl-cert
usr/sbin/ a2enmod:16239 a2query:9831 apache2ctl:7366 a2disconf>a2enmod a2dismod>a2enmod a2dissite>a2enmod a2enconf>a2enmod a2ensite>a2enmod apachectl>apache2ctl

ruby 1:3.1 ruby 29 Interpreter of object-oriented scripting language Ruby (default version)
Provides: irb, rdoc, rubygems
Depends: ruby3.1, libruby (= 1:3.1), ruby-rubygems
Conflicts: ruby-activesupport-2.3, ruby-activesupport-3.2
usr/bin/ erb>erb3.1 irb>irb3.1 rdoc>rdoc3.1 ri>ri3.1 ruby>ruby3.1

ruby-dev* 1:3.1 ruby 17 Header files for compiling extension modules for Ruby (default version)
Depends: ruby3.1-dev

python3 3.11.2-1+b1 python 81 interactive high-level object-oriented language (default python3 version)
Provides: python3-profiler, python3-supported-max (= 3.11), python3-supported-min (= 3.11)
Pre-Depends: python3-minimal (= 3.11.2-1+b1)
Depends: python3.11 (>= 3.11.2-1~), libpython3-stdlib (= 3.11.2-1+b1)
usr/bin/ pdb3>pdb3.11 pydoc3>pydoc3.11 pygettext3>pygettext3.11

python3-pip~ 23.0.1+dfsg-1 python 6678 Python package installer
Provides: pip
Depends: ca-certificates, python3-distutils, python3-setuptools, python3-wheel, python3:any
Recommends: build-essential, python3-dev (>= 3.2)
usr/bin/ pip:221 pip3:221 pip3.11:221

cowsay~ 3.03+dfsg2-8 games 92 configurable talking cow
Depends: libtext-charwidth-perl, perl:any
usr/games/ cowsay:4664 cowthink>cowsay
usr/share/cowsay/cows/ apt.cow#115 bud-frogs.cow#310 bunny.cow#123 calvin.cow#1127 cheese.cow#480 cock.cow#181 cower.cow#230 daemon.cow#569 default.cow#175 dragon-and-cow.cow#1284 dragon.cow#1000 duck.cow#132 elephant-in-snake.cow#357 elephant.cow#284 eyes.cow#585 flaming-sheep.cow#490 fox.cow#540 ghostbusters.cow#1018 gnu.cow#1054 hellokitty.cow#126 kangaroo.cow#687 kiss.cow#637 koala.cow#162 kosh.cow#406 luke-koala.cow#226 mech-and-cow.cow#814 milk.cow#439 moofasa.cow#249 moose.cow#203 pony-smaller.cow#305 pony.cow#1623 ren.cow#252 sheep.cow#234 skeleton.cow#433 snowman.cow#283 stegosaurus.cow#854 stimpy.cow#364 suse.cow#229 three-eyes.cow#293 turkey.cow#1302 turtle.cow#1105 tux.cow#215 unipony-smaller.cow#365 unipony.cow#1718 vader-koala.cow#213 vader.cow#279 www.cow#248

fortune-mod 1:1.99.1-7.3 games 106 provides fortune cookies on demand
Provides: fortune
Depends: libc6 (>= 2.34), librecode0 (>= 3.6)
Recommends: fortunes-min | fortune-cookie-db
Conflicts: fortune
usr/bin/ strfile:14696 unstr:14624
usr/games/ fortune:31408

fortunes-min~ 1:1.99.1-7.3 games 140 Data files containing selected fortune cookies
Provides: fortune-cookie-db
Recommends: fortune-mod (>= 9708-12)

make 4.3-4.1 devel 1592 utility for directing compilation
Depends: libc6 (>= 2.27)
Conflicts: make-guile
usr/bin/ make:240280 make-first-existing-target:4905 gmake>make

gcc 4:12.2.0-3 devel 47 GNU C compiler
Provides: c-compiler, gcc-x86-64-linux-gnu (= 4:12.2.0-3)
Depends: cpp (= 4:12.2.0-3), gcc-12 (>= 12.2.0-1~)
Recommends: libc6-dev | libc-dev
Conflicts: gcc-doc (<< 1:2.95.3)
usr/bin/ c89-gcc:428 c99-gcc:454 gcc>gcc-12 x86_64-linux-gnu-gcc>gcc-12 gcc-ar>gcc-ar-12 x86_64-linux-gnu-gcc-ar>gcc-ar-12 gcc-nm>gcc-nm-12 x86_64-linux-gnu-gcc-nm>gcc-nm-12 gcc-ranlib>gcc-ranlib-12 x86_64-linux-gnu-gcc-ranlib>gcc-ranlib-12 gcov>gcov-12 x86_64-linux-gnu-gcov>gcov-12 gcov-dump>gcov-dump-12 x86_64-linux-gnu-gcov-dump>gcov-dump-12 gcov-tool>gcov-tool-12 x86_64-linux-gnu-gcov-tool>gcov-tool-12 lto-dump>lto-dump-12 x86_64-linux-gnu-lto-dump>lto-dump-12

build-essential 12.9 devel 20 Informational list of build-essential packages
Depends: libc6-dev | libc-dev, gcc (>= 4:10.2), g++ (>= 4:10.2), make, dpkg-dev (>= 1.17.11)

ca-certificates~ 20250419~deb12u2 misc 388 Common CA certificates
Depends: openssl (>= 1.1.1), debconf (>= 0.5) | debconf-2.0
usr/sbin/ update-ca-certificates:5672

gnupg~ 2.2.40-1.1+deb12u2 utils 886 GNU privacy guard - a free PGP replacement
Depends: dirmngr (<< 2.2.40-1.1+deb12u2.1~), dirmngr (>= 2.2.40-1.1+deb12u2), gnupg-l10n (= 2.2.40-1.1+deb12u2), gnupg-utils (<< 2.2.40-1.1+deb12u2.1~), gnupg-utils (>= 2.2.40-1.1+deb12u2), gpg (<< 2.2.40-1.1+deb12u2.1~), gpg (>= 2.2.40-1.1+deb12u2), gpg-agent (<< 2.2.40-1.1+deb12u2.1~), gpg-agent (>= 2.2.40-1.1+deb12u2), gpg-wks-client (<< 2.2.40-1.1+deb12u2.1~), gpg-wks-client (>= 2.2.40-1.1+deb12u2), gpg-wks-server (<< 2.2.40-1.1+deb12u2.1~), gpg-wks-server (>= 2.2.40-1.1+deb12u2), gpgsm (<< 2.2.40-1.1+deb12u2.1~), gpgsm (>= 2.2.40-1.1+deb12u2), gpgv (<< 2.2.40-1.1+deb12u2.1~), gpgv (>= 2.2.40-1.1+deb12u2)

lsb-release~ 12.0-1 misc 17 Linux Standard Base version reporting utility (minimal implementation)
usr/bin/ lsb_release:2651

unzip 6.0-28+deb12u1 utils 380 De-archiver for .zip files
Depends: libbz2-1.0, libc6 (>= 2.34)
usr/bin/ funzip:23000 unzip:179248 unzipsfx:84848 zipgrep:2959 zipinfo:0

zip 3.0-13+deb12u1 utils 616 Archiver for .zip files
Depends: libbz2-1.0, libc6 (>= 2.34)
Recommends: unzip
usr/bin/ zip:217360 zipcloak:94696 zipnote:86176 zipsplit:90304

rsync 3.5.0+ds1-0+deb12u1 net 937 fast, versatile, remote (and local) file-copying tool
Pre-Depends: init-system-helpers (>= 1.54~)
Depends: libacl1 (>= 2.2.23), libc6 (>= 2.34), liblz4-1 (>= 0.0~r130), libpopt0 (>= 1.14), libssl3 (>= 3.0.0), libxxhash0 (>= 0.8.0), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
usr/bin/ rrsync:44982 rsync:586928 rsync-ssl:6777

tree 2.1.0-1 utils 113 displays an indented directory tree, in color
Depends: libc6 (>= 2.34)
usr/bin/ tree:81592

htop 3.2.2-2 utils 378 interactive processes viewer
Depends: libc6 (>= 2.34), libncursesw6 (>= 6), libnl-3-200 (>= 3.2.7), libnl-genl-3-200 (>= 3.2.7), libtinfo6 (>= 6)
usr/bin/ htop:317320

jq 1.6-2.1+deb12u3 utils 111 lightweight and flexible command-line JSON processor
Depends: libjq1 (= 1.6-2.1+deb12u3), libc6 (>= 2.34)
usr/bin/ jq:30800

openssh-client 1:9.2p1-2+deb12u10 net 5801 secure shell (SSH) client, for secure access to remote machines
Provides: ssh-client
Depends: adduser, passwd, libc6 (>= 2.36), libedit2 (>= 2.11-20080614-0), libfido2-1 (>= 1.8.0), libgssapi-krb5-2 (>= 1.17), libselinux1 (>= 3.1~), libssl3 (>= 3.0.19), zlib1g (>= 1:1.1.4)
Recommends: xauth
Conflicts: sftp
usr/bin/ scp:273024 sftp:289376 ssh:1129504 ssh-add:530880 ssh-agent:485760 ssh-argv0:1455 ssh-copy-id:12676 ssh-keygen:661952 ssh-keyscan:637408 slogin>ssh

telnet~ 0.17+2.4-2+deb12u3 oldlibs 54 transitional dummy package for inetutils-telnet default switch
Depends: inetutils-telnet

openssl 3.0.22-1~deb12u2 utils 2315 Secure Sockets Layer toolkit - cryptographic utility
Depends: libc6 (>= 2.34), libssl3 (>= 3.0.9)
usr/bin/ c_rehash:6925 openssl:976136

sudo 1.9.13p3-1+deb12u4 admin 6055 Provide limited super user privileges to specific users
Pre-Depends: init-system-helpers (>= 1.54~)
Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), zlib1g (>= 1:1.2.0.2), libpam-modules
Conflicts: sudo-ldap
usr/bin/ cvtsudoers:345280 sudo:281624!4755 sudoreplay:118480 sudoedit>sudo
usr/sbin/ sudo_logsrvd:250440 sudo_sendlog:155048 visudo:262784

file 1:5.44-3 utils 79 Recognize the type of data in a file using "magic" numbers
Depends: libc6 (>= 2.34), libmagic1 (= 1:5.44-3)
usr/bin/ file:27120

inetutils-telnet 2:2.4-2+deb12u3 net 257 telnet client
Provides: telnet, telnet-client
Depends: libc6 (>= 2.34), libcom-err2 (>= 1.43.9), libk5crypto3 (>= 1.6.dfsg.2), libkrb5-3 (>= 1.13~alpha1+dfsg), libtinfo6 (>= 6), netbase
usr/bin/ inetutils-telnet:190664

traceroute 1:2.1.2-1 net 155 Traces the route taken by packets over an IPv4/IPv6 network
Depends: libc6 (>= 2.34)
usr/bin/ lft.db:2493 traceproto.db:2885 traceroute-nanog:1618 traceroute.db:72944 traceroute6.db>traceroute.db
usr/sbin/ tcptraceroute.db:1594

psmisc 23.6-1 admin 909 utilities that use the proc file system
Depends: libc6 (>= 2.34), libtinfo6 (>= 6)
bin/ fuser:40784
usr/bin/ killall:32720 peekfd:14848 prtstat:19016 pslog:14792 pstree:36640 pstree.x11>pstree

xz-utils 5.4.1-1+deb12u2 utils 1226 XZ-format compression utilities
Provides: lzma
Depends: libc6 (>= 2.34), liblzma5 (>= 5.4.0)
Conflicts: lzma (<< 9.22-1), xz-lzma
usr/bin/ lzmainfo:14648 xz:84680 xzdiff:7422 xzgrep:10333 xzless:1813 xzmore:2190 unxz>xz xzcat>xz xzcmp>xzdiff xzegrep>xzgrep xzfgrep>xzgrep

bsdextrautils 2.38.1-5+deb12u3 utils 337 extra utilities from 4.4BSD-Lite
Depends: libc6 (>= 2.34), libsmartcols1 (>= 2.38), libtinfo6 (>= 6)
usr/bin/ col:35136 colcrt:14656 colrm:31040 column:55616 hexdump:59720 look:18752 ul:22848 write.ul:22848 hd>hexdump

bzip2 1.0.8-5+b1 utils 121 high-quality block-sorting file compressor - utilities
Depends: libbz2-1.0 (= 1.0.8-5+b1), libc6 (>= 2.34)
bin/ bunzip2:39224 bzcat:39224 bzdiff:2225 bzexe:4893 bzgrep:3775 bzip2:39224 bzip2recover:14568 bzmore:1297 bzcmp>bzdiff bzegrep>bzgrep bzfgrep>bzgrep bzless>bzmore

apt-transport-https~ 2.6.2 oldlibs 35 transitional package for https support
Depends: apt (>= 1.5~alpha4)

locales~ 2.36-9+deb12u14 localization 15847 GNU C Library: National Language (locale) data [support]
Depends: libc-bin (>> 2.36), libc-l10n (>> 2.36), debconf (>= 0.5) | debconf-2.0
usr/sbin/ locale-gen:1411 update-locale:3063 validlocale:1773

socat 1.7.4.4-2 net 1515 multipurpose relay for bidirectional data transfer
Depends: libc6 (>= 2.34), libssl3 (>= 3.0.0), libwrap0 (>= 7.6-4~)
usr/bin/ filan:98320 procan:81824 socat:411624

lsof 4.95.0-1 utils 482 utility to list open files
Depends: libc6 (>= 2.33), libselinux1 (>= 3.1~), libtirpc3 (>= 1.0.2)
usr/bin/ lsof:179824

bc 1.07.1-3+b1 math 241 GNU bc arbitrary precision calculator language
Depends: libc6 (>= 2.14), libreadline8 (>= 6.0)
usr/bin/ bc:96968

tini 0.19.0-1+b3 utils 731 tiny but valid init for containers
Depends: libc6 (>= 2.34)
usr/bin/ tini:27792 tini-static:708080

perl 5.36.0-7+deb12u4 perl 670 Larry Wall's Practical Extraction and Report Language
Provides: libansicolor-perl (= 5.01), libarchive-tar-perl (= 2.40), libattribute-handlers-perl (= 1.02), libautodie-perl (= 2.34), libcompress-raw-bzip2-perl (= 2.103), libcompress-raw-zlib-perl (= 2.105), libcompress-zlib-perl (= 2.106), libcpan-meta-perl (= 2.150010), libcpan-meta-requirements-perl (= 2.140), libcpan-meta-yaml-perl (= 0.018), libdigest-md5-perl (= 2.58), libdigest-perl (= 1.20), libdigest-sha-perl (= 6.02), libencode-perl (= 3.17), libexperimental-perl (= 0.028), libextutils-cbuilder-perl (= 0.280236), libextutils-command-perl (= 7.64), libextutils-install-perl (= 2.20), libextutils-parsexs-perl (= 3.450000), libfile-spec-perl (= 3.8400), libhttp-tiny-perl (= 0.080), libi18n-langtags-perl (= 0.45), libio-compress-base-perl (= 2.106), libio-compress-bzip2-perl (= 2.106), libio-compress-perl (= 2.106), libio-compress-zlib-perl (= 2.106), libio-zlib-perl (= 1.11), libjson-pp-perl (= 4.07000), liblocale-maketext-perl (= 1.31), liblocale-maketext-simple-perl (= 0.21.01), libmath-bigint-perl (= 1.999830), libmath-complex-perl (= 1.5902), libmime-base64-perl (= 3.16), libmodule-corelist-perl (= 5.20220520), libmodule-load-conditional-perl (= 0.74), libmodule-load-perl (= 0.36), libmodule-metadata-perl (= 1.000037), libnet-perl (= 1:3.14), libnet-ping-perl (= 2.74), libparams-check-perl (= 0.38), libparent-perl (= 0.238), libparse-cpan-meta-perl (= 2.150010), libperl-ostype-perl (= 1.010), libpod-escapes-perl (= 1.07), libpod-simple-perl (= 3.43), libstorable-perl (= 3.26), libsys-syslog-perl (= 0.36), libtest-harness-perl (= 3.44), libtest-simple-perl (= 1.302190), libtest-tester-perl (= 1.302190), libtest-use-ok-perl (= 1.302190), libtext-balanced-perl (= 2.04), libthread-queue-perl (= 3.14), libthreads-perl (= 2.27), libthreads-shared-perl (= 1.64), libtime-hires-perl (= 1.9770), libtime-local-perl (= 1.3000), libtime-piece-perl (= 1.3401), libunicode-collate-perl (= 1.31), libversion-perl (= 1:0.9929), libversion-requirements-perl, podlators-perl (= 4.14)
Pre-Depends: dpkg (>= 1.17.17)
Depends: perl-base (= 5.36.0-7+deb12u4), perl-modules-5.36 (>= 5.36.0-7+deb12u4), libperl5.36 (= 5.36.0-7+deb12u4)
Recommends: netbase
Conflicts: libjson-pp-perl (<< 2.27200-2)
usr/bin/ corelist:15375 cpan:8360 enc2xs:41947 encguess:3069 h2ph:29227 h2xs:60934 instmodsh:4373 json_pp:4992 libnetcfg:15778 perlbug:45183 perldoc:125 perlivp:10867 perlthanks:45183 piconv:8360 pl2pm:4536 pod2html:4137 pod2man:15034 pod2text:10803 pod2usage:4107 podchecker:3658 prove:13659 ptar:3566 ptardiff:2645 ptargrep:4395 shasum:9979 splain:19449 streamzip:7941 xsubpp:5167 zipdetails:70193

usrmerge~ 37~deb12u1 admin 40 Convert the system to the merged /usr directories scheme
Provides: usr-is-merged
Depends: perl:any, libfile-find-rule-perl
Conflicts: acl (<< 2.2.52-3~), arptables (<< 0.0.4+snapshot20181021-1~), coreutils (<< 8.24-1~), cruft (<< 0.9.44~), cryptsetup (<< 2:1.7.0-1~), davfs2 (<< 1.5.2-1.2~), debianutils (<< 4.5~), dhcpcd (<< 1:5~), ebtables (<< 2.0.10.4+snapshot20181205-1~), elvis-tiny (<< 1.4-24~), kbd (<< 2.0.4-4~), ksh (<< 93u+20120801-3.1~), less (<< 481-2~), libbrlapi-dev (<< 5.3.1-1~), libc-bin (<< 2.36-9~), libc0.1 (<< 2.35-4), libc0.3 (<< 2.35-4), libc6 (<< 2.35-4), libc6.1 (<< 2.35-4), libdm0-dev, libjson-c-dev (<< 0.12.1-1.1~), libparted1.8-10 (<< 1.8.8.git.2008.03.24-11.2~), libpng12-0 (<< 1.2.54-6~), libusb-0.1-4 (<< 2:0.1.12-28~), lustre-utils (<< 1.8.5+dfsg-3.2~), mksh (<< 52b-1~), molly-guard (<< 0.7.1+exp1~), musl-dev (<< 1.1.9-1.1~), nano (<< 2.3.99pre3-1~), open-iscsi (<< 2.0.873+git0.3b4b4500-13~), open-vm-tools (<< 2:10.0.5-3227872-2~), policycoreutils (<< 2.4-4~), safe-rm (<< 0.12-6~), tcsh (<< 6.18.01-4~), vsearch (<< 1.9.5-2~), xfsdump (<< 3.1.6+nmu1~), xfslibs-dev (<< 4.9.0+nmu1~), yp-tools (<< 3.3-5~), zsh (<< 5.2-4~)

libcurl4* 7.88.1-10+deb12u15 libs 840 easy-to-use client-side URL transfer library (OpenSSL flavour)
Depends: libbrotli1 (>= 0.6.0), libc6 (>= 2.34), libgssapi-krb5-2 (>= 1.17), libidn2-0 (>= 0.6), libldap-2.5-0 (>= 2.5.4), libnghttp2-14 (>= 1.50.0), libpsl5 (>= 0.16.0), librtmp1 (>= 2.3), libssh2-1 (>= 1.7.0), libssl3 (>= 3.0.0), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
Recommends: ca-certificates
Conflicts: libcurl3
usr/lib/x86_64-linux-gnu/ libcurl.so.4.8.0#712120>libcurl.so.4

libpsl5* 0.21.2-1 libs 96 Library for Public Suffix List (shared libraries)
Depends: libidn2-0 (>= 0.16), libc6 (>= 2.33), libunistring2 (>= 0.9.7)
Recommends: publicsuffix (>= 20150507)
usr/lib/x86_64-linux-gnu/ libpsl.so.5.3.4#75616>libpsl.so.5

vim-common~ 2:9.0.1378-2+deb12u2 editors 245 Vi IMproved - Common files
Recommends: xxd, vim | vim-gtk3 | vim-motif | vim-nox | vim-tiny
usr/bin/ helpztags:2514

vim-runtime~ 2:9.0.1378-2+deb12u2 editors 36406 Vi IMproved - Runtime files
Recommends: vim | vim-gtk3 | vim-motif | vim-nox | vim-tiny
usr/bin/ vimtutor:2154

libgpm2* 1.20.7-10+b1 libs 45 General Purpose Mouse - shared library
Depends: libc6 (>= 2.33)
usr/lib/x86_64-linux-gnu/ libgpm.so.2#26552

libsodium23* 1.0.18-1+deb12u1 libs 415 Network communication, cryptography and signaturing library
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libsodium.so.23.3.0#359112>libsodium.so.23

libncursesw6* 6.4-4 libs 412 shared libraries for terminal handling (wide character support)
Depends: libtinfo6 (= 6.4-4), libc6 (>= 2.34)
Recommends: libgpm2
lib/x86_64-linux-gnu/ libncursesw.so.6.4#231344>libncursesw.so.6
usr/lib/x86_64-linux-gnu/ libformw.so.6.4#77200>libformw.so.6 libmenuw.so.6.4#43416>libmenuw.so.6 libpanelw.so.6.4#22528>libpanelw.so.6

libcurl3-gnutls* 7.88.1-10+deb12u15 libs 828 easy-to-use client-side URL transfer library (GnuTLS flavour)
Depends: libbrotli1 (>= 0.6.0), libc6 (>= 2.34), libgnutls30 (>= 3.7.5), libgssapi-krb5-2 (>= 1.17), libidn2-0 (>= 0.6), libldap-2.5-0 (>= 2.5.4), libnettle8, libnghttp2-14 (>= 1.50.0), libpsl5 (>= 0.16.0), librtmp1 (>= 2.3), libssh2-1 (>= 1.7.0), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
Recommends: ca-certificates
usr/lib/x86_64-linux-gnu/ libcurl-gnutls.so.4.8.0#695736>libcurl-gnutls.so.4 libcurl-gnutls.so.3>libcurl-gnutls.so.4

libexpat1* 2.5.0-1+deb12u5 libs 414 XML parsing C library - runtime library
Depends: libc6 (>= 2.36)
lib/x86_64-linux-gnu/ libexpat.so.1.8.10#174176>libexpat.so.1
usr/lib/x86_64-linux-gnu/ libexpatw.so.1.8.10#174168>libexpatw.so.1

liberror-perl~ 0.17029-2 perl 73 Perl module for error/exception handling in an OO-ish way
Depends: perl:any

git-man~ 1:2.39.5-0+deb12u3 doc 2107 fast, scalable, distributed revision control system (manual pages)

libssl3* 3.0.22-1~deb12u2 libs 6042 Secure Sockets Layer toolkit - shared libraries
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libcrypto.so.3#4742424 libssl.so.3#688160

nginx-common~ 1.22.1-9+deb12u11 httpd 333 small, powerful, scalable web/proxy server - common files
Depends: debconf (>= 0.5) | debconf-2.0

lsb-base~ 11.6 misc 12 transitional package for Linux Standard Base init script functionality
Depends: sysvinit-utils (>= 3.05-4~)

libatomic1* 12.2.0-14+deb12u1 libs 45 support library providing __atomic built-in functions
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libatomic.so.1.2.0#30776>libatomic.so.1

libjemalloc2* 5.3.0-1 libs 872 general-purpose scalable concurrent malloc(3) implementation
Depends: libc6 (>= 2.34), libgcc-s1 (>= 3.3), libstdc++6 (>= 4.4)
usr/lib/x86_64-linux-gnu/ libjemalloc.so.2#839320

liblzf1* 3.6-3 libs 39 Very small data compression library
Depends: libc6 (>= 2.4)
usr/lib/x86_64-linux-gnu/ liblzf.so.1.5#18272>liblzf.so.1

libcap2-bin 1:2.66-4+deb12u3+b1 utils 133 POSIX 1003.1e capabilities (utilities)
Depends: libc6 (>= 2.34), libcap2 (>= 1:2.63)
Recommends: libpam-cap
sbin/ capsh:54568 getcap:14576 getpcaps:14576 setcap:14576

libbpf1* 1:1.1.2-0+deb12u1 libs 385 eBPF helper library (shared library)
Depends: libc6 (>= 2.34), libelf1 (>= 0.144), zlib1g (>= 1:1.2.3.3)
usr/lib/x86_64-linux-gnu/ libbpf.so.1.1.2#358880>libbpf.so.1

libbsd0* 0.11.7-2 libs 202 utility functions from BSD systems - shared library
Depends: libc6 (>= 2.34), libmd0 (>= 1.0.3-2)
usr/lib/x86_64-linux-gnu/ libbsd.so.0.11.7#84840>libbsd.so.0

libelf1* 0.188-2.1 libs 1036 library to read and write ELF files
Depends: libc6 (>= 2.34), zlib1g (>= 1:1.1.4)
usr/lib/x86_64-linux-gnu/ libelf-0.188.so#109088>libelf.so.1

libmnl0* 1.0.4-3 libs 46 minimalistic Netlink communication library
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libmnl.so.0.2.0#26616>libmnl.so.0

libtirpc3* 1.3.3+ds-1 libs 226 transport-independent RPC library
Depends: libc6 (>= 2.34), libgssapi-krb5-2 (>= 1.17), libtirpc-common (>= 1.3.3+ds-1)
lib/x86_64-linux-gnu/ libtirpc.so.3.0.0#186832>libtirpc.so.3

libxtables12* 1.8.9-2 libs 101 netfilter xtables library
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libxtables.so.12.7.0#67504>libxtables.so.12

bind9-dnsutils 1:9.18.49-1~deb12u3 net 501 Clients provided with BIND 9
Provides: dnsutils
Depends: bind9-host | host, bind9-libs (= 1:9.18.49-1~deb12u3), libc6 (>= 2.34), libedit2 (>= 2.11-20080614-0), libidn2-0 (>= 2.0.0), libjemalloc2 (>= 3.5.0), libkrb5-3 (>= 1.6.dfsg.2), libprotobuf-c1 (>= 1.0.0)
Conflicts: bind-dnsutils (<< 1:9.13.6~), dnsutils (<< 1:9.13.6~)
usr/bin/ delv:42296 dig:146200 dnstap-read:18768 mdig:47440 nslookup:117496 nsupdate:76344

libproc2-0* 2:4.0.2-3 libs 232 library for accessing process information from /proc
Depends: libc6 (>= 2.34), libsystemd0 (>= 209)
lib/x86_64-linux-gnu/ libproc2.so.0.0.1#203272>libproc2.so.0

apache2-bin 2.4.71-1~deb12u1 httpd 5144 Apache HTTP Server (modules and other binary files)
Provides: apache2-api-20120211, apache2-api-20120211-openssl1.1
Depends: perl:any, libapr1 (>= 1.7.0), libaprutil1 (>= 1.6.0), libaprutil1-dbd-sqlite3 | libaprutil1-dbd-mysql | libaprutil1-dbd-odbc | libaprutil1-dbd-pgsql | libaprutil1-dbd-freetds, libaprutil1-ldap, libbrotli1 (>= 0.6.0), libc6 (>= 2.36), libcrypt1 (>= 1:4.1.0), libcurl4 (>= 7.28.0), libjansson4 (>= 2.14), libldap-2.5-0 (>= 2.5.4), liblua5.3-0, libnghttp2-14 (>= 1.50.0), libpcre2-8-0 (>= 10.22), libssl3 (>= 3.0.0), libxml2 (>= 2.7.4), zlib1g (>= 1:1.1.4)
usr/lib/apache2/modules/ httpd.exp#17592 mod_access_compat.so#14544 mod_actions.so#14544 mod_alias.so#26832 mod_allowmethods.so#14544 mod_asis.so#14464 mod_auth_basic.so#18640 mod_auth_digest.so#35024 mod_auth_form.so#30928 mod_authn_anon.so#14544 mod_authn_core.so#14544 mod_authn_dbd.so#14544 mod_authn_dbm.so#14544 mod_authn_file.so#14544 mod_authn_socache.so#22768 mod_authnz_fcgi.so#35024 mod_authnz_ldap.so#59624 mod_authz_core.so#26832 mod_authz_dbd.so#14544 mod_authz_dbm.so#14544 mod_authz_groupfile.so#14544 mod_authz_host.so#14544 mod_authz_owner.so#14544 mod_authz_user.so#14544 mod_autoindex.so#39120 mod_brotli.so#22736 mod_bucketeer.so#14464 mod_buffer.so#14544 mod_cache.so#75984 mod_cache_disk.so#35024 mod_cache_socache.so#39152 mod_case_filter.so#14544 mod_case_filter_in.so#14544 mod_cern_meta.so#14544 mod_cgi.so#30928 mod_cgid.so#43216 mod_charset_lite.so#22736 mod_data.so#14464 mod_dav.so#116944 mod_dav_fs.so#59600 mod_dav_lock.so#18640 mod_dbd.so#26832 mod_deflate.so#39120 mod_dialup.so#14544 mod_dir.so#14544 mod_dumpio.so#14544 mod_echo.so#14544 mod_env.so#14544 mod_expires.so#14544 mod_ext_filter.so#26832 mod_file_cache.so#14544 mod_filter.so#18640 mod_headers.so#26832 mod_heartbeat.so#14544 mod_heartmonitor.so#30928 mod_http2.so#274176 mod_ident.so#14544 mod_imagemap.so#18640 mod_include.so#51408 mod_info.so#30928 mod_lbmethod_bybusyness.so#14544 mod_lbmethod_byrequests.so#14544 mod_lbmethod_bytraffic.so#14544 mod_lbmethod_heartbeat.so#18640 mod_ldap.so#84176 mod_log_debug.so#14544 mod_log_forensic.so#14544 mod_lua.so#133328 mod_macro.so#22736 mod_md.so#355144 mod_mime.so#26832 mod_mime_magic.so#30928 mod_mpm_event.so#75984 mod_mpm_prefork.so#35024 mod_mpm_worker.so#47312 mod_negotiation.so#39120 mod_proxy.so#166752 mod_proxy_ajp.so#63696 mod_proxy_balancer.so#67792 mod_proxy_connect.so#18640 mod_proxy_express.so#14544 mod_proxy_fcgi.so#35024 mod_proxy_fdpass.so#14544 mod_proxy_ftp.so#43216 mod_proxy_hcheck.so#35024 mod_proxy_html.so#35024 mod_proxy_http.so#47312 mod_proxy_http2.so#67936 mod_proxy_scgi.so#22768 mod_proxy_uwsgi.so#22736 mod_proxy_wstunnel.so#26832 mod_ratelimit.so#14544 mod_reflector.so#14544 mod_remoteip.so#30928 mod_reqtimeout.so#18640 mod_request.so#14544 mod_rewrite.so#80080 mod_sed.so#43216 mod_session.so#26832 mod_session_cookie.so#14544 mod_session_crypto.so#30928 mod_session_dbd.so#22736 mod_setenvif.so#18640 mod_slotmem_plain.so#14544 mod_slotmem_shm.so#18640 mod_socache_dbm.so#18640 mod_socache_memcache.so#14544 mod_socache_redis.so#18640 mod_socache_shmcb.so#26832 mod_speling.so#14544 mod_ssl.so#264432 mod_status.so#26832 mod_substitute.so#18640 mod_suexec.so#14544 mod_unique_id.so#14464 mod_userdir.so#14544 mod_usertrack.so#14544 mod_vhost_alias.so#14544 mod_xml2enc.so#26832
usr/sbin/ apache2:733696

apache2-data~ 2.4.71-1~deb12u1 httpd 847 Apache HTTP Server (common files)

apache2-utils 2.4.71-1~deb12u1 httpd 452 Apache HTTP Server (utility programs for web servers)
Depends: libapr1 (>= 1.4.8-2~), libaprutil1 (>= 1.5.0), libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libssl3 (>= 3.0.0)
usr/bin/ ab:59824 checkgid:14576 fcgistarter:14576 htcacheclean:35064 htdbm:26864 htdigest:14576 htpasswd:26864 logresolve:14584 rotatelogs:26944
usr/sbin/ check_forensic:952 httxt2dbm:14576 split-logfile:2415

media-types~ 10.0.0 net 92 List of standard media types and their usual file extension

ruby3.1 3.1.7+really3.1.2-0+deb12u1 ruby 731 Interpreter of object-oriented scripting language Ruby
Depends: rubygems-integration (>= 1.17.1~), libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libgmp10 (>= 2:6.2.1+dfsg1), libruby3.1 (>= 3.1.0~preview1), zlib1g (>= 1:1.1.4)
Recommends: fonts-lato, libjs-jquery
usr/bin/ bundle3.1:563 bundler3.1:565 erb3.1:524 gem3.1=gem:545 irb3.1=irb:524 racc3.1:530 rake3.1:530 rbs3.1:524 rdbg3.1:534 rdoc3.1:530 ri3.1:526 ruby3.1=ruby:14416 typeprof3.1:554

libruby* 1:3.1 libs 13 Libraries necessary to run Ruby
Depends: libruby3.1

ruby-rubygems~ 3.3.15-2+deb12u1 ruby 1176 Package management framework for Ruby
Depends: ruby:any
usr/bin/ gem:254 update_rubygems:593

ruby3.1-dev* 3.1.7+really3.1.2-0+deb12u1 ruby 3496 Header files for compiling extension modules for the Ruby 3.1
Depends: libgmp-dev, libruby3.1 (= 3.1.7+really3.1.2-0+deb12u1)
Recommends: ruby3.1-doc
usr/lib/x86_64-linux-gnu/ libruby-3.1.so>libruby-3.1.so.3.1.2

python3-minimal 3.11.2-1+b1 python 111 minimal subset of the Python language (default python3 version)
Pre-Depends: python3.11-minimal (>= 3.11.2-1~)
Depends: dpkg (>= 1.13.20)
usr/bin/ py3clean:7810 py3compile:13308 py3versions>../share/python3/py3versions.py python3>python3.11

python3.11 3.11.2-6+deb12u9 python 651 Interactive high-level object-oriented language (version 3.11)
Depends: python3.11-minimal (= 3.11.2-6+deb12u9), libpython3.11-stdlib (= 3.11.2-6+deb12u9), media-types | mime-support
Recommends: ca-certificates
usr/bin/ pydoc3.11:79 pygettext3.11:24235 pdb3.11>../lib/python3.11/pdb.py

libpython3-stdlib* 3.11.2-1+b1 python 27 interactive high-level object-oriented language (default python3 version)
Depends: libpython3.11-stdlib (>= 3.11.2-1~)

python3-distutils~ 3.11.2-3 python 638 distutils package for Python 3.x
Provides: python3.11-distutils
Depends: python3:any (>= 3.10.8-0~), python3:any (<< 3.12), python3-lib2to3 (= 3.11.2-3)

python3-setuptools~ 66.1.1-1+deb12u2 python 2534 Python3 Distutils Enhancements
Depends: python3-pkg-resources (= 66.1.1-1+deb12u2), python3-distutils, python3:any

python3-wheel~ 0.38.4-2 python 131 built-package format for Python
Depends: python3-distutils, python3:any

libtext-charwidth-perl* 0.04-11 perl 41 get display widths of characters on the terminal
Depends: libc6 (>= 2.4), perl-base (>= 5.36.0-4), perlapi-5.36.0

librecode0* 3.6-25 libs 1834 Shared library on which recode is based
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ librecode.so.0.0.0#1859208>librecode.so.0

cpp 4:12.2.0-3 interpreters 30 GNU C preprocessor (cpp)
Depends: cpp-12 (>= 12.2.0-1~)
Conflicts: cpp-doc (<< 1:2.95.3)
usr/bin/ cpp>cpp-12 x86_64-linux-gnu-cpp>cpp-12

gcc-12 12.2.0-14+deb12u1 devel 68236 GNU C compiler
Provides: c-compiler
Depends: cpp-12 (= 12.2.0-14+deb12u1), gcc-12-base (= 12.2.0-14+deb12u1), libcc1-0 (>= 12.2.0-14+deb12u1), binutils (>= 2.40), libgcc-12-dev (= 12.2.0-14+deb12u1), libc6 (>= 2.36), libgcc-s1 (>= 3.0), libgmp10 (>= 2:6.2.1+dfsg1), libisl23 (>= 0.15), libmpc3 (>= 1.1.0), libmpfr6 (>= 3.1.3), libstdc++6 (>= 5), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
Recommends: libc6-dev (>= 2.23-1~)
usr/bin/ x86_64-linux-gnu-gcc-12:1301496 x86_64-linux-gnu-gcc-ar-12:35368 x86_64-linux-gnu-gcc-nm-12:35368 x86_64-linux-gnu-gcc-ranlib-12:35368 x86_64-linux-gnu-gcov-12:737440 x86_64-linux-gnu-gcov-dump-12:581656 x86_64-linux-gnu-gcov-tool-12:602200 x86_64-linux-gnu-lto-dump-12:31945032 gcc-12>x86_64-linux-gnu-gcc-12 gcc-ar-12>x86_64-linux-gnu-gcc-ar-12 gcc-nm-12>x86_64-linux-gnu-gcc-nm-12 gcc-ranlib-12>x86_64-linux-gnu-gcc-ranlib-12 gcov-12>x86_64-linux-gnu-gcov-12 gcov-dump-12>x86_64-linux-gnu-gcov-dump-12 gcov-tool-12>x86_64-linux-gnu-gcov-tool-12 lto-dump-12>x86_64-linux-gnu-lto-dump-12

libc6-dev* 2.36-9+deb12u14 libdevel 11975 GNU C Library: Development Libraries and Header Files
Provides: libc-dev (= 2.36-9+deb12u14)
Depends: libc6 (= 2.36-9+deb12u14), libc-dev-bin (= 2.36-9+deb12u14), linux-libc-dev, libcrypt-dev, libnsl-dev, rpcsvc-proto
Conflicts: libc0.1-dev, libc0.3-dev, libc6.1-dev
usr/lib/x86_64-linux-gnu/ libc.so#283 libm.so#140 libBrokenLocale.so>/lib/x86_64-linux-gnu/libBrokenLocale.so.1 libanl.so>/lib/x86_64-linux-gnu/libanl.so.1 libc_malloc_debug.so>/lib/x86_64-linux-gnu/libc_malloc_debug.so.0 libmvec.so>/lib/x86_64-linux-gnu/libmvec.so.1 libnss_compat.so>/lib/x86_64-linux-gnu/libnss_compat.so.2 libnss_hesiod.so>/lib/x86_64-linux-gnu/libnss_hesiod.so.2 libresolv.so>/lib/x86_64-linux-gnu/libresolv.so.2 libthread_db.so>/lib/x86_64-linux-gnu/libthread_db.so.1

g++ 4:12.2.0-3 devel 14 GNU C++ compiler
Provides: c++-compiler, g++-x86-64-linux-gnu (= 4:12.2.0-3)
Depends: cpp (= 4:12.2.0-3), gcc (= 4:12.2.0-3), g++-12 (>= 12.2.0-1~), gcc-12 (>= 12.2.0-1~)
usr/bin/ g++>g++-12 x86_64-linux-gnu-g++>g++-12

dpkg-dev~ 1.21.23 utils 1728 Debian package development tools
Depends: perl:any, libdpkg-perl (= 1.21.23), tar (>= 1.28-1), bzip2, xz-utils (>= 5.4.0), patch (>= 2.7), make, binutils
Recommends: build-essential, gcc | c-compiler, fakeroot, gnupg | sq | sqop | pgpainless-cli, gpgv | sq | sqop | pgpainless-cli, libalgorithm-merge-perl
usr/bin/ dpkg-architecture:15202 dpkg-buildflags:8335 dpkg-buildpackage:33409 dpkg-checkbuilddeps:7624 dpkg-distaddfile:2783 dpkg-genbuildinfo:18921 dpkg-genchanges:17809 dpkg-gencontrol:14538 dpkg-gensymbols:10906 dpkg-mergechangelogs:9095 dpkg-name:6776 dpkg-parsechangelog:4947 dpkg-scanpackages:8669 dpkg-scansources:9200 dpkg-shlibdeps:31914 dpkg-source:23457 dpkg-vendor:3256

dirmngr 2.2.40-1.1+deb12u2 utils 1329 GNU privacy guard - network certificate management service
Depends: adduser, gpgconf (= 2.2.40-1.1+deb12u2), lsb-base (>= 3.2-13), init-system-helpers (>= 1.52), libassuan0 (>= 2.5.0), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgnutls30 (>= 3.7.5), libgpg-error0 (>= 1.42), libksba8 (>= 1.3.5), libldap-2.5-0 (>= 2.5.4), libnpth0 (>= 0.90)
Recommends: gnupg (= 2.2.40-1.1+deb12u2)
usr/bin/ dirmngr:600200 dirmngr-client:109432

gnupg-l10n~ 2.2.40-1.1+deb12u2 localization 4875 GNU privacy guard - localization files

gnupg-utils 2.2.40-1.1+deb12u2 utils 1837 GNU privacy guard - utility programs
Depends: libassuan0 (>= 2.5.0), libbz2-1.0, libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libksba8 (>= 1.3.5), libreadline8 (>= 6.0), zlib1g (>= 1:1.1.4)
Recommends: gpg, gpg-agent, gpgconf, gpgsm
usr/bin/ gpg-zip:3516 gpgcompose:932120 gpgparsemail:35128 gpgsplit:76352 gpgtar:151064 kbxutil:166680 lspgpot:1081 migrate-pubring-from-classic-gpg:3060 watchgnupg:18672
usr/sbin/ addgnupghome:3075 applygnupgdefaults:2217

gpg 2.2.40-1.1+deb12u2 utils 1582 GNU Privacy Guard -- minimalist public key operations
Depends: gpgconf (= 2.2.40-1.1+deb12u2), libassuan0 (>= 2.5.0), libbz2-1.0, libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libreadline8 (>= 6.0), libsqlite3-0 (>= 3.7.15), zlib1g (>= 1:1.1.4)
Recommends: gnupg (= 2.2.40-1.1+deb12u2)
usr/bin/ gpg:1108440

gpg-agent 2.2.40-1.1+deb12u2 utils 1349 GNU privacy guard - cryptographic agent
Provides: gnupg-agent
Depends: gpgconf (= 2.2.40-1.1+deb12u2), pinentry-curses | pinentry, init-system-helpers (>= 1.52), libassuan0 (>= 2.5.1), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libnpth0 (>= 0.90)
Recommends: gnupg (= 2.2.40-1.1+deb12u2)
usr/bin/ gpg-agent:435424

gpg-wks-client 2.2.40-1.1+deb12u2 utils 683 GNU privacy guard - Web Key Service client
Depends: dirmngr (= 2.2.40-1.1+deb12u2), gpg (= 2.2.40-1.1+deb12u2), gpg-agent (= 2.2.40-1.1+deb12u2), libassuan0 (>= 2.5.0), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42)
Recommends: gnupg (= 2.2.40-1.1+deb12u2)

gpg-wks-server 2.2.40-1.1+deb12u2 utils 658 GNU privacy guard - Web Key Service server
Depends: gpg (= 2.2.40-1.1+deb12u2), gpg-agent (= 2.2.40-1.1+deb12u2), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42)
Recommends: gnupg (= 2.2.40-1.1+deb12u2)
usr/bin/ gpg-wks-server:207872

gpgsm 2.2.40-1.1+deb12u2 utils 993 GNU privacy guard - S/MIME version
Depends: gpgconf (= 2.2.40-1.1+deb12u2), libassuan0 (>= 2.5.0), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libksba8 (>= 1.6.0), libreadline8 (>= 6.0)
Recommends: gnupg (= 2.2.40-1.1+deb12u2)
usr/bin/ gpgsm:540320

libpopt0* 1.19+dfsg-1 libs 245 lib for parsing cmdline parameters
Depends: libc6 (>= 2.33)
usr/lib/x86_64-linux-gnu/ libpopt.so.0.0.2#55784>libpopt.so.0

libnl-3-200* 3.7.0-0.2+b1 libs 182 library for dealing with netlink sockets
Depends: libc6 (>= 2.34)
lib/x86_64-linux-gnu/ libnl-3.so.200.26.0#139128>libnl-3.so.200

libnl-genl-3-200* 3.7.0-0.2+b1 libs 58 library for dealing with netlink sockets - generic netlink
Depends: libnl-3-200 (= 3.7.0-0.2+b1), libc6 (>= 2.4)
lib/x86_64-linux-gnu/ libnl-genl-3.so.200.26.0#28040>libnl-genl-3.so.200

libjq1* 1.6-2.1+deb12u3 libs 366 lightweight and flexible command-line JSON processor - shared library
Depends: libc6 (>= 2.36), libonig5 (>= 6.8.1)
usr/lib/x86_64-linux-gnu/ libjq.so.1.0.4#321632>libjq.so.1

libedit2* 3.1-20221030-2 libs 258 BSD editline and history libraries
Depends: libbsd0 (>= 0.1.3), libc6 (>= 2.33), libtinfo6 (>= 6)
usr/lib/x86_64-linux-gnu/ libedit.so.2.0.70#216640>libedit.so.2

libfido2-1* 1.12.0-2+b1 libs 241 library for generating and verifying FIDO 2.0 objects
Depends: libc6 (>= 2.36), libcbor0.8 (>= 0.8.0), libssl3 (>= 3.0.0), libudev1 (>= 183), zlib1g (>= 1:1.1.4)
usr/lib/x86_64-linux-gnu/ libfido2.so.1.12.0#219040>libfido2.so.1

libgssapi-krb5-2* 1.20.1-2+deb12u5 libs 425 MIT Kerberos runtime libraries - krb5 GSS-API Mechanism
Depends: libc6 (>= 2.33), libcom-err2 (>= 1.43.9), libk5crypto3 (>= 1.20), libkrb5-3 (= 1.20.1-2+deb12u5), libkrb5support0 (>= 1.15~beta1)
usr/lib/x86_64-linux-gnu/ libgssapi_krb5.so.2.2#338680>libgssapi_krb5.so.2

libmagic1* 1:5.44-3 libs 232 Recognize the type of data in a file using "magic" numbers - library
Depends: libbz2-1.0, libc6 (>= 2.33), liblzma5 (>= 5.1.1alpha+20120614), zlib1g (>= 1:1.1.4), libmagic-mgc (= 1:5.44-3)
usr/lib/x86_64-linux-gnu/ libmagic.so.1.0.0#174344>libmagic.so.1

libk5crypto3* 1.20.1-2+deb12u5 libs 261 MIT Kerberos runtime libraries - Crypto Library
Depends: libc6 (>= 2.33), libkrb5support0 (>= 1.20)
usr/lib/x86_64-linux-gnu/ libk5crypto.so.3.1#183048>libk5crypto.so.3

libkrb5-3* 1.20.1-2+deb12u5 libs 1077 MIT Kerberos runtime libraries
Depends: libc6 (>= 2.34), libcom-err2 (>= 1.43.9), libk5crypto3 (>= 1.20), libkeyutils1 (>= 1.5.9), libkrb5support0 (= 1.20.1-2+deb12u5), libssl3 (>= 3.0.0)
Recommends: krb5-locales
usr/lib/x86_64-linux-gnu/ libkrb5.so.3.3#888080>libkrb5.so.3

netbase~ 6.4 admin 36 Basic TCP/IP networking system

libc-l10n~ 2.36-9+deb12u14 localization 4350 GNU C Library: localization files

libwrap0* 7.6.q-32 libs 110 Wietse Venema's TCP wrappers library
Depends: libc6 (>= 2.33), libnsl2 (>= 1.0)
usr/lib/x86_64-linux-gnu/ libwrap.so.0.7.6#47976>libwrap.so.0

libreadline8* 8.2-1.3 libs 475 GNU readline and history libraries, run-time libraries
Depends: readline-common, libc6 (>= 2.33), libtinfo6 (>= 6)
lib/x86_64-linux-gnu/ libhistory.so.8.2#51648>libhistory.so.8 libreadline.so.8.2#354536>libreadline.so.8

perl-modules-5.36~ 5.36.0-7+deb12u4 libs 17821 Core Perl modules
Provides: perl-modules
Pre-Depends: dpkg (>= 1.17.17)
Depends: perl-base (>= 5.36.0-1)
Recommends: perl (>= 5.36.0-1)
Conflicts: perl-modules (<< 5.22.0~)

libperl5.36* 5.36.0-7+deb12u4 libs 28875 shared Perl library
Depends: libbz2-1.0, libc6 (>= 2.35), libcrypt1 (>= 1:4.1.0), libdb5.3, libgdbm-compat4 (>= 1.18-3), libgdbm6 (>= 1.21), zlib1g (>= 1:1.2.2.3), perl-modules-5.36 (>= 5.36.0-7+deb12u4)
usr/bin/ cpan5.36-x86_64-linux-gnu:8381 perl5.36-x86_64-linux-gnu:14752
usr/lib/x86_64-linux-gnu/ libperl.so.5.36.0#3823936>libperl.so.5.36

libfile-find-rule-perl~ 0.34-4~deb12u1 perl 63 module to search for files based on rules
Depends: perl:any, libnumber-compare-perl, libtext-glob-perl

libbrotli1* 1.0.9-2+deb12u1 libs 783 library implementing brotli encoder and decoder (shared libraries)
Depends: libc6 (>= 2.29)
usr/lib/x86_64-linux-gnu/ libbrotlicommon.so.1.0.9#137376>libbrotlicommon.so.1 libbrotlidec.so.1.0.9#47264>libbrotlidec.so.1 libbrotlienc.so.1.0.9#591920>libbrotlienc.so.1

libldap-2.5-0* 2.5.13+dfsg-5 libs 553 OpenLDAP libraries
Depends: libc6 (>= 2.34), libgnutls30 (>= 3.7.5), libsasl2-2 (>= 2.1.28+dfsg)
Recommends: libldap-common
Conflicts: ldap-utils (<= 2.1.23-1)
usr/lib/x86_64-linux-gnu/ liblber-2.5.so.0.1.8#63832>liblber-2.5.so.0 libldap-2.5.so.0.1.8#380432>libldap-2.5.so.0

libnghttp2-14* 1.52.0-1+deb12u3 libs 220 library implementing HTTP/2 protocol (shared library)
Depends: libc6 (>= 2.17)
usr/lib/x86_64-linux-gnu/ libnghttp2.so.14.24.1#190928>libnghttp2.so.14

librtmp1* 2.4+20151223.gitfa8646d.1-2+b2 libs 146 toolkit for RTMP streams (shared library)
Depends: libc6 (>= 2.14), libgmp10, libgnutls30 (>= 3.6.14), libhogweed6, libnettle8, zlib1g (>= 1:1.1.4)
usr/lib/x86_64-linux-gnu/ librtmp.so.1#122280

libssh2-1* 1.10.0-3+deb12u1 libs 353 SSH2 client-side library
Depends: libc6 (>= 2.14), libssl3 (>= 3.0.0), zlib1g (>= 1:1.1.4)
usr/lib/x86_64-linux-gnu/ libssh2.so.1.0.1#260552>libssh2.so.1

libtirpc-common~ 1.3.3+ds-1 libs 35 transport-independent RPC library - common files

bind9-host 1:9.18.49-1~deb12u3 net 147 DNS Lookup Utility
Provides: host
Depends: bind9-libs (= 1:9.18.49-1~deb12u3), libc6 (>= 2.34), libidn2-0 (>= 2.0.0), libjemalloc2 (>= 3.5.0)
usr/bin/ host:117456

bind9-libs* 1:9.18.49-1~deb12u3 libs 3509 Shared Libraries used by BIND 9
Depends: libuv1 (>= 1.40.0), libc6 (>= 2.34), libfstrm0 (>= 0.2.0), libgssapi-krb5-2 (>= 1.17), libjemalloc2 (>= 4.0.0), libjson-c5 (>= 0.15), libkrb5-3 (>= 1.6.dfsg.2), liblmdb0 (>= 0.9.7), libmaxminddb0 (>= 1.3.0), libnghttp2-14 (>= 1.12.0), libprotobuf-c1 (>= 1.0.1), libssl3 (>= 3.0.0), libxml2 (>= 2.7.4), zlib1g (>= 1:1.1.4)
usr/lib/x86_64-linux-gnu/ libbind9-9.18.49-1~deb12u3-Debian.so#96328 libdns-9.18.49-1~deb12u3-Debian.so#2236272 libirs-9.18.49-1~deb12u3-Debian.so#18424 libisc-9.18.49-1~deb12u3-Debian.so#625592 libisccc-9.18.49-1~deb12u3-Debian.so#39224 libisccfg-9.18.49-1~deb12u3-Debian.so#220672 libns-9.18.49-1~deb12u3-Debian.so#320328

libprotobuf-c1* 1.4.1-1+b1 libs 69 Protocol Buffers C shared library (protobuf-c)
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libprotobuf-c.so.1.0.0#42960>libprotobuf-c.so.1

libapr1* 1.7.2-3+deb12u1 libs 288 Apache Portable Runtime Library
Depends: libc6 (>= 2.34), libuuid1 (>= 2.16)
Conflicts: libapr1.0
usr/lib/x86_64-linux-gnu/ libapr-1.so.0.7.2#247136>libapr-1.so.0

libaprutil1* 1.6.3-1+deb12u1 libs 284 Apache Portable Runtime Utility Library
Depends: libapr1 (>= 1.6.2), libc6 (>= 2.25), libcrypt1 (>= 1:4.1.0), libdb5.3, libexpat1 (>= 2.0.1), libgdbm6 (>= 1.16), libssl3 (>= 3.0.0)
usr/lib/x86_64-linux-gnu/ libaprutil-1.so.0.6.3#189080>libaprutil-1.so.0

libaprutil1-dbd-sqlite3* 1.6.3-1+deb12u1 libs 48 Apache Portable Runtime Utility Library - SQLite3 Driver
Depends: libaprutil1 (= 1.6.3-1+deb12u1), libc6 (>= 2.4), libsqlite3-0 (>= 3.5.9)

libaprutil1-ldap* 1.6.3-1+deb12u1 libs 40 Apache Portable Runtime Utility Library - LDAP Driver
Depends: libaprutil1 (= 1.6.3-1+deb12u1), libc6 (>= 2.4), libldap-2.5-0 (>= 2.5.4)

libjansson4* 2.14-2 libs 101 C library for encoding, decoding and manipulating JSON data
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libjansson.so.4.14.0#59784>libjansson.so.4

liblua5.3-0* 5.3.6-2 libs 495 Shared library for the Lua interpreter version 5.3
Depends: libc6 (>= 2.34), libstdc++6 (>= 4.1.1)
usr/lib/x86_64-linux-gnu/ liblua5.3-c++.so.0.0.0#249680>liblua5.3-c++.so.0 liblua5.3.so.0.0.0#241376>liblua5.3.so.0

libxml2* 2.9.14+dfsg-1.3~deb12u6 libs 1867 GNOME XML library
Depends: libc6 (>= 2.34), libicu72 (>= 72.1~rc-1~), liblzma5 (>= 5.1.1alpha+20120614), zlib1g (>= 1:1.2.3.3)
Conflicts: w3c-dtd-xhtml
usr/lib/x86_64-linux-gnu/ libxml2.so.2.9.14#1750104>libxml2.so.2

rubygems-integration~ 1.18 ruby 26 integration of Debian Ruby packages with Rubygems
Depends: ca-certificates

libruby3.1* 3.1.7+really3.1.2-0+deb12u1 libs 25013 Libraries necessary to run Ruby 3.1
Provides: ruby-abbrev (= 0.1.0), ruby-base64 (= 0.1.1), ruby-benchmark (= 0.2.0), ruby-bigdecimal (= 3.1.1), ruby-cgi (= 0.3.5), ruby-csv (= 3.2.2), ruby-date (= 3.2.2), ruby-debug (= 1.4.0), ruby-delegate (= 0.2.0), ruby-did-you-mean (= 1.6.1), ruby-digest (= 3.1.0), ruby-drb (= 2.1.0), ruby-english (= 0.7.1), ruby-erb (= 2.2.3), ruby-error-highlight (= 0.3.0), ruby-etc (= 1.3.0), ruby-fcntl (= 1.0.1), ruby-fiddle (= 1.1.0), ruby-fileutils (= 1.6.0), ruby-find (= 0.1.1), ruby-forwardable (= 1.3.2), ruby-getoptlong (= 0.1.1), ruby-io-console (= 0.5.11), ruby-io-nonblock (= 0.1.0), ruby-io-wait (= 0.2.1), ruby-ipaddr (= 1.2.4), ruby-irb (= 1.4.1), ruby-json (= 2.6.1), ruby-logger (= 1.5.0), ruby-matrix (= 0.4.2), ruby-minitest (= 5.15.0), ruby-mutex-m (= 0.1.1), ruby-net-ftp (= 0.1.3), ruby-net-http (= 0.2.0), ruby-net-imap (= 0.2.3), ruby-net-pop (= 0.1.1), ruby-net-protocol (= 0.1.2), ruby-net-smtp (= 0.3.1), ruby-nkf (= 0.1.1), ruby-observer (= 0.1.1), ruby-open-uri (= 0.2.0), ruby-open3 (= 0.1.1), ruby-openssl (= 3.0.1), ruby-optparse (= 0.2.0), ruby-ostruct (= 0.5.2), ruby-pathname (= 0.2.0), ruby-power-assert (= 2.0.1), ruby-pp (= 0.3.0), ruby-prettyprint (= 0.1.1), ruby-prime (= 0.1.2), ruby-pstore (= 0.1.1), ruby-psych (= 4.0.3), ruby-racc (= 1.6.0), ruby-rbs (= 2.1.0), ruby-rdoc (= 6.4.1.1), ruby-readline (= 0.0.3), ruby-readline-ext (= 0.1.4), ruby-reline (= 0.3.0), ruby-resolv (= 0.2.1), ruby-resolv-replace (= 0.1.0), ruby-rexml (= 3.2.5), ruby-rinda (= 0.1.1), ruby-rss (= 0.2.9), ruby-securerandom (= 0.1.1), ruby-set (= 1.0.2), ruby-shellwords (= 0.1.0), ruby-singleton (= 0.1.1), ruby-stringio (= 3.0.1.2), ruby-strscan (= 3.0.1), ruby-syslog (= 0.1.0), ruby-tempfile (= 0.1.2), ruby-test-unit (= 3.5.3), ruby-time (= 0.2.0), ruby-timeout (= 0.2.0), ruby-tmpdir (= 0.1.2), ruby-tsort (= 0.1.0), ruby-typeprof (= 0.21.2), ruby-un (= 0.2.0), ruby-uri (= 0.11.0), ruby-weakref (= 0.1.1), ruby-yaml (= 0.2.0), ruby-zlib (= 2.1.1)
Depends: rake (>= 10.4.2), ruby-net-telnet (>= 0.1.1), ruby-xmlrpc (>= 0.3.1~), ruby-webrick (>= 1.7.0-4~), ruby-sdbm (>= 1.0.0-3~), libc6 (>= 2.35), libcrypt1 (>= 1:4.1.0), libedit2 (>= 3.1-20221030-2), libffi8 (>= 3.4), libgmp10 (>= 2:6.2.1+dfsg1), libncurses6 (>= 6), libssl3 (>= 3.0.0), libtinfo6 (>= 6), libyaml-0-2, zlib1g (>= 1:1.2.2)
usr/lib/x86_64-linux-gnu/ libruby-3.1.so.3.1.2#3869264>libruby-3.1.so.3.1

libgmp-dev* 2:6.2.1+dfsg1-1.1 libdevel 1834 Multiprecision arithmetic library developers tools
Provides: libgmp10-dev
Depends: libgmp10 (= 2:6.2.1+dfsg1-1.1), libgmpxx4ldbl (= 2:6.2.1+dfsg1-1.1)
Conflicts: libgmp10-dev
usr/lib/x86_64-linux-gnu/ libgmp.so>libgmp.so.10.4.1 libgmpxx.so>libgmpxx.so.4.6.1

python3.11-minimal 3.11.2-6+deb12u9 python 6743 Minimal subset of the Python language (version 3.11)
Pre-Depends: libc6 (>= 2.35)
Depends: libpython3.11-minimal (= 3.11.2-6+deb12u9), libexpat1 (>= 2.1~beta3), zlib1g (>= 1:1.2.0)
Recommends: python3.11
Conflicts: binfmt-support (<< 1.1.2)
usr/bin/ python3.11=python3:6831736

libpython3.11-stdlib* 3.11.2-6+deb12u9 python 8334 Interactive high-level object-oriented language (standard library, version 3.11)
Depends: libpython3.11-minimal (= 3.11.2-6+deb12u9), media-types | mime-support, libbz2-1.0, libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libdb5.3, libffi8 (>= 3.4), liblzma5 (>= 5.1.1alpha+20120614), libncursesw6 (>= 6.1), libnsl2 (>= 1.0), libreadline8 (>= 7.0~beta), libsqlite3-0 (>= 3.36.0), libtinfo6 (>= 6), libtirpc3 (>= 1.0.2), libuuid1 (>= 2.20.1)

python3-lib2to3~ 3.11.2-3 python 365 Interactive high-level object-oriented language (lib2to3)
Provides: python3.11-lib2to3
Depends: python3:any (>= 3.10.8-0~), python3:any (<< 3.12)

python3-pkg-resources~ 66.1.1-1+deb12u2 python 1052 Package Discovery and Resource Access using pkg_resources
Depends: python3:any

cpp-12 12.2.0-14+deb12u1 interpreters 33848 GNU C preprocessor
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.36), libgmp10 (>= 2:6.2.1+dfsg1), libisl23 (>= 0.15), libmpc3 (>= 1.1.0), libmpfr6 (>= 3.1.3), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
usr/bin/ x86_64-linux-gnu-cpp-12:1301496 cpp-12>x86_64-linux-gnu-cpp-12

libcc1-0* 12.2.0-14+deb12u1 libs 136 GCC cc1 plugin for GDB
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.14), libgcc-s1 (>= 3.0), libstdc++6 (>= 5.2)
usr/lib/x86_64-linux-gnu/ libcc1.so.0.0.0#126464>libcc1.so.0

binutils 2.40-2 devel 109 GNU assembler, linker and binary utilities
Provides: binutils-gold, elf-binutils
Depends: binutils-common (= 2.40-2), libbinutils (= 2.40-2), binutils-x86-64-linux-gnu (= 2.40-2)
Conflicts: binutils-mingw-w64-i686 (<< 2.23.52.20130612-1+3), binutils-mingw-w64-x86-64 (<< 2.23.52.20130612-1+3), binutils-multiarch (<< 2.27-8), modutils (<< 2.4.19-1)
usr/bin/ addr2line>x86_64-linux-gnu-addr2line ar>x86_64-linux-gnu-ar as>x86_64-linux-gnu-as c++filt>x86_64-linux-gnu-c++filt dwp>x86_64-linux-gnu-dwp elfedit>x86_64-linux-gnu-elfedit gold>x86_64-linux-gnu-gold gp-archive>x86_64-linux-gnu-gp-archive gp-collect-app>x86_64-linux-gnu-gp-collect-app gp-display-html>x86_64-linux-gnu-gp-display-html gp-display-src>x86_64-linux-gnu-gp-display-src gp-display-text>x86_64-linux-gnu-gp-display-text gprof>x86_64-linux-gnu-gprof gprofng>x86_64-linux-gnu-gprofng ld>x86_64-linux-gnu-ld ld.bfd>x86_64-linux-gnu-ld.bfd ld.gold>x86_64-linux-gnu-ld.gold nm>x86_64-linux-gnu-nm objcopy>x86_64-linux-gnu-objcopy objdump>x86_64-linux-gnu-objdump ranlib>x86_64-linux-gnu-ranlib readelf>x86_64-linux-gnu-readelf size>x86_64-linux-gnu-size strings>x86_64-linux-gnu-strings strip>x86_64-linux-gnu-strip

libgcc-12-dev* 12.2.0-14+deb12u1 libdevel 14284 GCC support library (development files)
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libgcc-s1 (>= 12.2.0-14+deb12u1), libgomp1 (>= 12.2.0-14+deb12u1), libitm1 (>= 12.2.0-14+deb12u1), libatomic1 (>= 12.2.0-14+deb12u1), libasan8 (>= 12.2.0-14+deb12u1), liblsan0 (>= 12.2.0-14+deb12u1), libtsan2 (>= 12.2.0-14+deb12u1), libubsan1 (>= 12.2.0-14+deb12u1), libquadmath0 (>= 12.2.0-14+deb12u1)
Recommends: libc6-dev (>= 2.23-1~)

libisl23* 0.25-1.1 libs 2302 manipulating sets and relations of integer points bounded by linear constraints
Depends: libc6 (>= 2.14), libgmp10 (>= 2:6.2.1+dfsg1)
usr/lib/x86_64-linux-gnu/ libisl.so.23.2.0#2139864>libisl.so.23

libmpc3* 1.3.1-1 libs 149 multiple precision complex floating-point library
Depends: libc6 (>= 2.4), libgmp10 (>= 2:6.2.1+dfsg1), libmpfr6 (>= 4.0.0)
usr/lib/x86_64-linux-gnu/ libmpc.so.3.3.1#135064>libmpc.so.3

libmpfr6* 4.2.0-1 libs 1177 multiple precision floating-point computation
Depends: libc6 (>= 2.14), libgmp10 (>= 2:6.2.1+dfsg1)
usr/lib/x86_64-linux-gnu/ libmpfr.so.6.2.0#762256>libmpfr.so.6

libc-dev-bin 2.36-9+deb12u14 libdevel 94 GNU C Library: Development binaries
Depends: libc6 (>> 2.36), libc6 (<< 2.37)
Recommends: manpages, manpages-dev, libc-devtools (>> 2.36)
usr/bin/ gencat:27392

linux-libc-dev* 6.1.192-3 devel 7191 Linux support headers for userspace development

libcrypt-dev* 1:4.4.33-2 libdevel 341 libcrypt development files
Provides: libcrypt1-dev
Depends: libcrypt1 (= 1:4.4.33-2)
Conflicts: libcrypt1-dev, libcrypt2-dev
usr/lib/x86_64-linux-gnu/ libcrypt.so>/lib/x86_64-linux-gnu/libcrypt.so.1

libnsl-dev* 1.3.0-2 libdevel 345 libnsl development files
Depends: libnsl2 (= 1.3.0-2), libtirpc-dev
usr/lib/x86_64-linux-gnu/ libnsl.so>libnsl.so.2.0.1

rpcsvc-proto 1.4.3-1 libs 246 RPC protocol compiler and definitions
Depends: libc6 (>= 2.34)
usr/bin/ rpcgen:97280

g++-12 12.2.0-14+deb12u1 devel 36161 GNU C++ compiler
Provides: c++-compiler, c++abi2-dev
Depends: gcc-12-base (= 12.2.0-14+deb12u1), gcc-12 (= 12.2.0-14+deb12u1), libstdc++-12-dev (= 12.2.0-14+deb12u1), libc6 (>= 2.36), libgmp10 (>= 2:6.2.1+dfsg1), libisl23 (>= 0.15), libmpc3 (>= 1.1.0), libmpfr6 (>= 3.1.3), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
usr/bin/ x86_64-linux-gnu-g++-12:1305592 g++-12>x86_64-linux-gnu-g++-12

libdpkg-perl~ 1.21.23 perl 1987 Dpkg perl modules
Depends: perl:any, dpkg (>= 1.18.11)
Recommends: libfile-fcntllock-perl, liblocale-gettext-perl, bzip2, xz-utils (>= 5.4.0)

patch 2.7.6-7 vcs 248 Apply a diff file to an original
Depends: libc6 (>= 2.17)
usr/bin/ patch:191936

gpgconf 2.2.40-1.1+deb12u2 utils 804 GNU privacy guard - core configuration utilities
Depends: libassuan0 (>= 2.5.0), libc6 (>= 2.34), libgcrypt20 (>= 1.10.0), libgpg-error0 (>= 1.42), libreadline8 (>= 6.0)
usr/bin/ gpg-connect-agent:158680 gpgconf:178928

libassuan0* 2.5.5-5 libs 117 IPC library for the GnuPG components
Depends: libc6 (>= 2.34), libgpg-error0 (>= 1.33)
usr/lib/x86_64-linux-gnu/ libassuan.so.0.8.5#84120>libassuan.so.0

libksba8* 1.6.3-2 libs 316 X.509 and CMS support library
Depends: libc6 (>= 2.14), libgpg-error0 (>= 1.46)
usr/lib/x86_64-linux-gnu/ libksba.so.8.14.3#268304>libksba.so.8

libnpth0* 1.6-3 libs 50 replacement for GNU Pth using system threads
Depends: libc6 (>= 2.17)
usr/lib/x86_64-linux-gnu/ libnpth.so.0.1.2#22912>libnpth.so.0

libsqlite3-0* 3.40.1-2+deb12u2 libs 1682 SQLite 3 shared library
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libsqlite3.so.0.8.6#1437848>libsqlite3.so.0

pinentry-curses 1.2.1-1 utils 140 curses-based PIN or pass-phrase entry dialog for GnuPG
Provides: pinentry
Depends: libassuan0 (>= 2.1.0), libc6 (>= 2.34), libgpg-error0 (>= 1.16), libncursesw6 (>= 6), libtinfo6 (>= 6)
usr/bin/ pinentry-curses:72264

libonig5* 6.9.8-1 libs 666 regular expressions library
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libonig.so.5.3.0#614016>libonig.so.5

libcbor0.8* 0.8.0-2+b1 libs 98 library for parsing and generating CBOR (RFC 7049)
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libcbor.so.0.8.0#69192>libcbor.so.0.8

libkrb5support0* 1.20.1-2+deb12u5 libs 134 MIT Kerberos runtime libraries - Support library
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libkrb5support.so.0.1#52224>libkrb5support.so.0

libmagic-mgc 1:5.44-3 libs 8130 File type determination library using "magic" numbers (compiled magic file)

libkeyutils1* 1.6.3-2 libs 40 Linux Key Management Utilities (library)
Depends: libc6 (>= 2.14)
lib/x86_64-linux-gnu/ libkeyutils.so.1.10#22448>libkeyutils.so.1

libnsl2* 1.3.0-2 libs 127 Public client interface for NIS(YP) and NIS+
Depends: libc6 (>= 2.14), libtirpc3 (>= 1.0.2)
usr/lib/x86_64-linux-gnu/ libnsl.so.2.0.1#97560>libnsl.so.2

readline-common~ 8.2-1.3 utils 89 GNU readline and history libraries, common files
Depends: dpkg (>= 1.15.4) | install-info
Conflicts: libreadline-common, libreadline5 (<< 5.0-11)

libgdbm-compat4* 1.23-3 libs 70 GNU dbm database routines (legacy support runtime version) 
Depends: libc6 (>= 2.33), libgdbm6 (>= 1.16)
usr/lib/x86_64-linux-gnu/ libgdbm_compat.so.4.0.0#14176>libgdbm_compat.so.4

libgdbm6* 1.23-3 libs 129 GNU dbm database routines (runtime version) 
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libgdbm.so.6.0.0#71704>libgdbm.so.6

libnumber-compare-perl~ 0.03-3 perl 19 module for performing numeric comparisons in Perl

libtext-glob-perl~ 0.11-3 perl 22 Perl module for matching globbing patterns against text

libsasl2-2* 2.1.28+dfsg-10+deb12u1 libs 167 Cyrus SASL - authentication abstraction library
Depends: libsasl2-modules-db (>= 2.1.28+dfsg-10+deb12u1), libc6 (>= 2.34)
Recommends: libsasl2-modules (>= 2.1.28+dfsg-10+deb12u1)
usr/lib/x86_64-linux-gnu/ libsasl2.so.2.0.25#113392>libsasl2.so.2

libuv1* 1.44.2-1+deb12u1 libs 294 asynchronous event notification library - runtime library
Depends: libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libuv.so.1.0.0#194488>libuv.so.1

libfstrm0* 0.6.1-1 libs 70 Frame Streams (fstrm) library
Depends: libc6 (>= 2.32)
usr/lib/x86_64-linux-gnu/ libfstrm.so.0.1.0#47096>libfstrm.so.0

libjson-c5* 0.16-2 libs 109 JSON manipulation library - shared library
Depends: libc6 (>= 2.33)
usr/lib/x86_64-linux-gnu/ libjson-c.so.5.2.0#71896>libjson-c.so.5

liblmdb0* 0.9.24-1 libs 104 Lightning Memory-Mapped Database shared library
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ liblmdb.so.0.0.0#88048>liblmdb.so.0

libmaxminddb0* 1.7.1-1 libs 76 IP geolocation database library
Depends: libc6 (>= 2.33)
usr/lib/x86_64-linux-gnu/ libmaxminddb.so.0.0.7#22368>libmaxminddb.so.0

libicu72* 72.1-3+deb12u1 libs 36170 International Components for Unicode
Depends: libc6 (>= 2.34), libgcc-s1 (>= 3.0), libstdc++6 (>= 12)
usr/lib/x86_64-linux-gnu/ libicudata.so.72.1#31262256>libicudata.so.72 libicui18n.so.72.1#3307688>libicui18n.so.72 libicuio.so.72.1#59552>libicuio.so.72 libicutest.so.72.1#81400>libicutest.so.72 libicutu.so.72.1#220072>libicutu.so.72 libicuuc.so.72.1#2078888>libicuuc.so.72

rake~ 13.0.6-3 ruby 272 ruby make-like utility
Depends: ruby:any
Recommends: zip
usr/bin/ rake:527

ruby-net-telnet~ 0.2.0-1 ruby 57 telnet client library

ruby-xmlrpc~ 0.3.2-2 ruby 104 XMLRPC library for Ruby
Depends: ruby-webrick

ruby-webrick~ 1.8.1-1 ruby 239 HTTP server toolkit in Ruby

ruby-sdbm* 1.0.0-5+b1 ruby 59 simple file-based key-value store with String keys and values
Depends: libc6 (>= 2.33), libruby3.1 (>= 3.1.2), libruby (>= 1:3.1~0), libruby (<< 1:3.2~)

libncurses6* 6.4-4 libs 335 shared libraries for terminal handling
Depends: libtinfo6 (= 6.4-4), libc6 (>= 2.34)
Recommends: libgpm2
lib/x86_64-linux-gnu/ libncurses.so.6.4#165808>libncurses.so.6
usr/lib/x86_64-linux-gnu/ libform.so.6.4#73072>libform.so.6 libmenu.so.6.4#39320>libmenu.so.6 libpanel.so.6.4#22528>libpanel.so.6

libyaml-0-2* 0.2.5-1 libs 152 Fast YAML 1.1 parser and emitter library
Depends: libc6 (>= 2.14)
usr/lib/x86_64-linux-gnu/ libyaml-0.so.2.0.9#132960>libyaml-0.so.2

libgmpxx4ldbl* 2:6.2.1+dfsg1-1.1 libs 371 Multiprecision arithmetic library (C++ bindings)
Depends: libc6 (>= 2.4), libgcc-s1 (>= 3.0), libgmp10 (>= 2:6.2.1+dfsg1), libstdc++6 (>= 5.2)
Conflicts: libgmp3, libgmpxx4
usr/lib/x86_64-linux-gnu/ libgmpxx.so.4.6.1#31096>libgmpxx.so.4

libpython3.11-minimal* 3.11.2-6+deb12u9 python 5232 Minimal subset of the Python language (version 3.11)
Depends: libc6 (>= 2.14), libssl3 (>= 3.0.0)
Recommends: libpython3.11-stdlib
Conflicts: binfmt-support (<< 1.1.2)

binutils-common* 2.40-2 devel 15021 Common files for the GNU assembler, linker and binary utilities

libbinutils* 2.40-2 devel 2469 GNU binary utilities (private shared library)
Depends: libc6 (>= 2.34), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.2.0), binutils-common (= 2.40-2)
usr/lib/x86_64-linux-gnu/ libbfd-2.40-system.so#1514448 libopcodes-2.40-system.so#895128 libsframe.so.0.0.0#102912>libsframe.so.0

binutils-x86-64-linux-gnu 2.40-2 devel 11428 GNU binary utilities, for x86-64-linux-gnu target
Depends: binutils-common (= 2.40-2), libbinutils (= 2.40-2), libc6 (>= 2.36), libctf-nobfd0 (>= 2.36), libctf0 (>= 2.36), libgcc-s1 (>= 4.2), libgprofng0 (>= 2.40-2), libjansson4 (>= 2.14), libstdc++6 (>= 5), libzstd1 (>= 1.5.2), zlib1g (>= 1:1.1.4)
usr/bin/ x86_64-linux-gnu-addr2line:23696 x86_64-linux-gnu-ar:52400 x86_64-linux-gnu-as:918952 x86_64-linux-gnu-c++filt:18952 x86_64-linux-gnu-dwp:1880736 x86_64-linux-gnu-elfedit:35872 x86_64-linux-gnu-gp-archive:162880 x86_64-linux-gnu-gp-collect-app:179480 x86_64-linux-gnu-gp-display-html:592170 x86_64-linux-gnu-gp-display-src:154432 x86_64-linux-gnu-gp-display-text:263480 x86_64-linux-gnu-gprof:110952 x86_64-linux-gnu-gprofng:150104 x86_64-linux-gnu-ld.bfd:1336592 x86_64-linux-gnu-ld.gold:3138240 x86_64-linux-gnu-nm:45088 x86_64-linux-gnu-objcopy:159400 x86_64-linux-gnu-objdump:371264 x86_64-linux-gnu-ranlib:52400 x86_64-linux-gnu-readelf:769408 x86_64-linux-gnu-size:27504 x86_64-linux-gnu-strings:31728 x86_64-linux-gnu-strip:159432 x86_64-linux-gnu-gold>x86_64-linux-gnu-ld.gold x86_64-linux-gnu-ld>x86_64-linux-gnu-ld.bfd

libgomp1* 12.2.0-14+deb12u1 libs 312 GCC OpenMP (GOMP) support library
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libgomp.so.1.0.0#290392>libgomp.so.1

libitm1* 12.2.0-14+deb12u1 libs 115 GNU Transactional Memory Library
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34)
usr/lib/x86_64-linux-gnu/ libitm.so.1.0.0#100720>libitm.so.1

libasan8* 12.2.0-14+deb12u1 libs 8017 AddressSanitizer -- a fast memory error detector
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3)
usr/lib/x86_64-linux-gnu/ libasan.so.8.0.0#8198800>libasan.so.8

liblsan0* 12.2.0-14+deb12u1 libs 2942 LeakSanitizer -- a memory leak detector (runtime)
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3)
usr/lib/x86_64-linux-gnu/ liblsan.so.0.0.0#2995512>liblsan.so.0

libtsan2* 12.2.0-14+deb12u1 libs 7815 ThreadSanitizer -- a Valgrind-based detector of data races (runtime)
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3)
usr/lib/x86_64-linux-gnu/ libtsan.so.2.0.0#7991864>libtsan.so.2

libubsan1* 12.2.0-14+deb12u1 libs 2652 UBSan -- undefined behaviour sanitizer (runtime)
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.34), libgcc-s1 (>= 3.3), libstdc++6 (>= 4.1.1)
usr/lib/x86_64-linux-gnu/ libubsan.so.1.0.0#2698376>libubsan.so.1

libquadmath0* 12.2.0-14+deb12u1 libs 292 GCC Quad-Precision Math Library
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libc6 (>= 2.23)
usr/lib/x86_64-linux-gnu/ libquadmath.so.0.0.0#285304>libquadmath.so.0

libtirpc-dev* 1.3.3+ds-1 libdevel 717 transport-independent RPC library - development files
Depends: libtirpc3 (= 1.3.3+ds-1)
usr/lib/x86_64-linux-gnu/ libtirpc.so>/lib/x86_64-linux-gnu/libtirpc.so.3.0.0

libstdc++-12-dev* 12.2.0-14+deb12u1 libdevel 19446 GNU Standard C++ Library v3 (development files)
Provides: libstdc++-dev
Depends: gcc-12-base (= 12.2.0-14+deb12u1), libgcc-12-dev (= 12.2.0-14+deb12u1), libstdc++6 (>= 12.2.0-14+deb12u1), libc6-dev (>= 2.23-1~)

libsasl2-modules-db* 2.1.28+dfsg-10+deb12u1 libs 77 Cyrus SASL - pluggable authentication modules (DB)
Depends: libc6 (>= 2.14), libdb5.3

libctf-nobfd0* 2.40-2 devel 301 Compact C Type Format library (runtime, no BFD dependency)
Depends: libc6 (>= 2.14), zlib1g (>= 1:1.2.0)
usr/lib/x86_64-linux-gnu/ libctf-nobfd.so.0.0.0#228184>libctf-nobfd.so.0

libctf0* 2.40-2 devel 232 Compact C Type Format library (runtime, BFD dependency)
Depends: libbinutils (= 2.40-2), libc6 (>= 2.33), zlib1g (>= 1:1.2.0)
usr/lib/x86_64-linux-gnu/ libctf.so.0.0.0#220192>libctf.so.0

libgprofng0* 2.40-2 devel 3958 GNU Next Generation profiler (runtime library)
Depends: libbinutils (= 2.40-2), libc6 (>= 2.34), libgcc-s1 (>= 3.3.1), libstdc++6 (>= 5.2), zlib1g (>= 1:1.1.4)
usr/lib/x86_64-linux-gnu/ libgprofng.so.0.0.0#2498152>libgprofng.so.0
`;
