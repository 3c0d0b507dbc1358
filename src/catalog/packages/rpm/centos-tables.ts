/**
 * CentOS 7: tables for `packageBlocks`. A line `= NAME` stands for the files of Debian's package of that name; what is `bin/` there is
 * `usr/bin/` here.
 */
export const CENTOS_BASE = `
acl 2.2.51-15.el7 System/Base 200 Access control list utilities
usr/bin/ chacl:15648 getfacl:28512 setfacl:36824
audit-libs 2.8.5-4.el7 Development/Libraries 256 Dynamic library for libaudit
basesystem~ 10.0-7.el7.centos System/Base 1 The skeleton package which defines a simple CentOS Linux system
bash 4.2.46-35.el7_9 System/Shells 3515 The GNU Bourne Again shell
Provides: /bin/sh, /bin/bash
usr/bin/ bash:964536 sh>bash alias:29 bg:26 cd:26 command:31 fc:26 fg:26 getopts:31 jobs:28 read:28 umask:29 unalias:31 wait:28
bind-license~ 32:9.11.4-26.P2.el7_9.9 System/Daemons 27 License of the BIND DNS suite
binutils 2.27-44.base.el7_9.1 Development/Tools 25000 A GNU collection of binary utilities
usr/bin/ ar:62744 as:386000 ld:1100000 nm:46000 objdump:330000 readelf:500000 size:29000 strings:29000 strip:240000
bzip2-libs 1.0.6-13.el7 System/Libraries 66 Libraries for applications using bzip2
ca-certificates~ 2020.2.41-70.0.el7_8 System/Base 920 The Mozilla CA root certificate bundle
etc/pki/tls/certs/ ca-bundle.crt
usr/bin/ update-ca-trust:933
centos-release 7-9.2009.0.el7.centos System/Base 45 CentOS Linux release file
chkconfig 1.7.6-1.el7 System/Base 782 A system tool for maintaining the /etc/rc*.d hierarchy
usr/sbin/ chkconfig:41360 alternatives=update-alternatives:29104 update-alternatives>alternatives
coreutils 8.22-24.el7_9.2 System/Base 14000 A set of basic GNU tools commonly used in shell scripts
= coreutils
cpio 2.11-28.el7 Applications/Archiving 690 A GNU archiving program
usr/bin/ cpio:129000
cracklib 2.9.0-11.el7 System/Libraries 198 A password-checking library
cracklib-dicts 2.9.0-11.el7 System/Libraries 9300 The standard CrackLib dictionaries
cryptsetup-libs 2.0.3-6.el7 System/Libraries 1200 Cryptsetup shared library
curl 7.29.0-59.el7_9.1 Applications/Internet 527 A utility for getting files from remote servers (FTP, HTTP, and others)
Depends: libcurl
usr/bin/ curl:156600
cyrus-sasl-lib 2.1.26-24.el7_9 System/Libraries 380 Shared libraries needed by applications which use Cyrus SASL
dbus 1:1.10.24-15.el7 System/Base 600 D-BUS message bus
usr/bin/ dbus-daemon:450000
dbus-glib 0.100-7.el7 System/Libraries 290 GLib bindings for D-Bus
dbus-libs 1:1.10.24-15.el7 System/Libraries 360 Libraries for accessing D-BUS
dbus-python 1.1.1-9.el7 System/Libraries 690 D-Bus Python Bindings
device-mapper 7:1.02.170-6.el7_9.5 System/Base 340 Device mapper utility
usr/sbin/ dmsetup:154000
device-mapper-libs 7:1.02.170-6.el7_9.5 System/Libraries 400 Device-mapper shared library
diffutils 3.3-5.el7 Applications/Text 1000 A GNU collection of diff utilities
= diffutils
dracut 033-572.el7 System/Base 900 Initramfs generator using udev
elfutils-default-yama-scope~ 0.176-5.el7 Development/Tools 2 Default yama attach scope sysctl setting
elfutils-libelf 0.176-5.el7 Development/Tools 910 Library to read and write ELF files
elfutils-libs 0.176-5.el7 Development/Tools 800 Libraries to handle compiled objects
expat 2.1.0-15.el7_9 System/Libraries 210 An XML parser library
file-libs 5.11-37.el7 System/Libraries 2700 Libraries for applications using libmagic
filesystem 3.2-25.el7 System/Base 1 The basic directory layout for a Linux system
findutils 1:4.5.11-6.el7 Applications/File 1800 The GNU versions of find utilities (find and xargs)
= findutils
gawk 4.0.2-4.el7_3.1 Applications/Text 2400 The GNU version of the AWK text processing utility
usr/bin/ gawk=awk:428464 awk>gawk
gdbm 1.10-8.el7 System/Libraries 190 A GNU set of database routines which use extensible hashing
glib2 2.56.1-9.el7_9 System/Libraries 11800 A library of handy utility functions
glibc 2.17-326.el7_9 System/Libraries 13500 The GNU libc libraries
usr/sbin/ ldconfig:985000
usr/lib64/ libc-2.17.so#2156664>libc.so.6 ld-2.17.so#163312>ld-linux-x86-64.so.2 libm-2.17.so#1136944>libm.so.6 libpthread-2.17.so#142144>libpthread.so.0
glibc-common 2.17-326.el7_9 System/Libraries 117000 Common binaries and locale data for glibc
usr/bin/ getconf:30000 getent:26936 iconv:60000 ldd:5302 locale:38000 localedef:326000
usr/lib/locale/ locale-archive*
gmp 1:6.0.0-15.el7 System/Libraries 650 A GNU arbitrary precision library
gnupg2 2.0.22-5.el7_5 Applications/System 6300 Utility for secure communication and data storage
usr/bin/ gpg2=gpg:755112 gpg>gpg2 gpgv2=gpgv:360000 gpg-agent:300000
gobject-introspection 1.56.1-1.el7 System/Libraries 850 Introspection system for GObject-based libraries
gpgme 1.3.2-5.el7 Applications/System 560 GnuPG Made Easy - high level crypto API
grep 2.20-3.el7 Applications/Text 1180 Pattern matching utilities
= grep
gzip 1.5-10.el7 Applications/File 240 The GNU data compression program
= gzip
hardlink 1:1.0-19.el7 System/Base 16 Create a tree of hardlinks
hostname 3.13-3.el7_7.1 System/Base 20 Utility to set/show the host name or domain name
= hostname
info 5.1-5.el7 System/Base 480 A stand-alone TTY-based reader for GNU texinfo documentation
usr/bin/ info:250000
iputils 20160308-10.el7 System/Base 350 Network monitoring tools including ping
usr/bin/ ping:66176 ping6>ping arping:23000 tracepath:15000 clockdiff:15000
json-c 0.11-4.el7_0 System/Libraries 70 A JSON implementation in C
keyutils-libs 1.5.8-3.el7 System/Base 42 Key utilities library
kmod 20-28.el7 System/Base 260 Linux kernel module management utilities
usr/bin/ kmod:130000
usr/sbin/ depmod>../bin/kmod insmod>../bin/kmod lsmod>../bin/kmod modinfo>../bin/kmod modprobe>../bin/kmod rmmod>../bin/kmod
kmod-libs 20-28.el7 System/Libraries 91 Libraries to handle kernel module loading and unloading
kpartx 0.4.9-136.el7_9 System/Base 85 Partition device manager for device-mapper devices
krb5-libs 1.15.1-55.el7_9 System/Libraries 2200 The non-admin shared libraries used by Kerberos 5
libacl 2.2.51-15.el7 System/Libraries 37 Dynamic library for access control list support
libassuan 2.1.0-3.el7 System/Libraries 150 GnuPG IPC library
libattr 2.4.46-13.el7 System/Libraries 20 Dynamic library for extended attribute support
libblkid 2.23.2-65.el7_9.1 System/Libraries 300 Block device ID library
libcap 2.22-11.el7 System/Libraries 110 Library for getting and setting POSIX.1e capabilities
usr/sbin/ capsh:20000 getcap:12000 setcap:12000
libcap-ng 0.7.5-4.el7 System/Libraries 50 An alternate posix capabilities library
libcom_err 1.42.9-19.el7 System/Libraries 60 Common error description library
libcurl 7.29.0-59.el7_9.1 Development/Libraries 430 A library for getting files from web servers
libdb 5.3.21-25.el7 System/Libraries 1800 The Berkeley DB database library for C
libdb-utils 5.3.21-25.el7 Applications/Databases 330 Command line tools for managing Berkeley DB databases
libffi 3.0.13-19.el7 System/Libraries 48 A portable foreign function interface library
libgcc 4.8.5-44.el7 System/Libraries 180 GCC version 4.8 shared support library
libgcrypt 1.5.3-14.el7 System/Libraries 580 A general-purpose cryptography library
libgpg-error 1.12-3.el7 System/Libraries 230 Library for error values used by GnuPG components
libidn 1.28-4.el7 System/Libraries 700 Internationalized Domain Name support library
libmount 2.23.2-65.el7_9.1 System/Libraries 330 Device mounting library
libpwquality 1.2.3-5.el7 System/Base 340 A library for password generation and password quality checking
libselinux 2.5-15.el7 System/Libraries 217 SELinux library and simple utilities
libsemanage 2.5-14.el7 System/Libraries 290 SELinux binary policy manipulation library
libsepol 2.5-10.el7 System/Libraries 670 SELinux binary policy manipulation library
libsmartcols 2.23.2-65.el7_9.1 System/Libraries 160 Formatting library for ls-like programs
libssh2 1.8.0-4.el7 System/Libraries 200 A library implementing the SSH2 protocol
libstdc++ 4.8.5-44.el7 System/Libraries 1000 GNU Standard C++ Library
libtasn1 4.10-1.el7 System/Libraries 440 The ASN.1 library used in GNUTLS
libuser 0.60-9.el7 System/Base 1900 A user and group account administration library
usr/sbin/ lchage:30000 lgroupadd:13000 luseradd:30000 luserdel:13000
libutempter 1.1.6-4.el7 System/Libraries 50 A privileged helper for utmp/wtmp updates
libuuid 2.23.2-65.el7_9.1 System/Libraries 22 Universally unique ID library
libverto 0.2.5-4.el7 System/Libraries 25 Main loop abstraction library
libxml2 2.9.1-6.el7_9.6 Development/Libraries 1750 Library providing XML and HTML support
libxml2-python 2.9.1-6.el7_9.6 Development/Libraries 1400 Python bindings for the libxml2 library
lua 5.1.4-15.el7 Development/Languages 640 Powerful light-weight programming language
usr/bin/ lua:185000
lz4 1.8.3-1.el7 Applications/System 370 Extremely fast compression algorithm
ncurses 5.9-14.20130511.el7_4 System/Base 430 Ncurses support utilities
usr/bin/ clear:7000 infocmp:60000 reset>tset tic:60000 tput:15000 tset:19000
ncurses-base~ 5.9-14.20130511.el7_4 System/Base 220 Descriptions of common terminals
ncurses-libs 5.9-14.20130511.el7_4 System/Libraries 990 Ncurses libraries
nspr 4.34.0-3.1.el7_9 System/Libraries 290 Netscape Portable Runtime
nss 3.79.0-5.el7_9 System/Libraries 2700 Network Security Services
nss-pem 1.0.3-7.el7_9.1 System/Libraries 210 PEM file reader for Network Security Services
nss-softokn 3.79.0-4.el7_9 System/Libraries 1500 Network Security Services Softoken Module
nss-softokn-freebl 3.79.0-4.el7_9 System/Base 900 Freebl library for the Network Security Services
nss-sysinit 3.79.0-5.el7_9 System/Base 14 System NSS Initialization
nss-tools 3.79.0-5.el7_9 System/Base 2000 Tools for the Network Security Services
nss-util 3.79.0-1.el7_9 System/Libraries 200 Network Security Services Utilities Library
openldap 2.4.44-25.el7_9 System/Daemons 1040 LDAP support libraries
openssl-libs 1:1.0.2k-26.el7_9 System/Libraries 3100 A general purpose cryptography library with TLS implementation
p11-kit 0.23.5-3.el7 System/Libraries 1300 Library for loading and sharing PKCS#11 modules
p11-kit-trust 0.23.5-3.el7 System/Libraries 390 System trust module from p11-kit
pam 1.1.8-23.el7 System/Base 2600 An extensible library which provides authentication for applications
passwd 0.79-6.el7 System/Base 430 An utility for setting or changing passwords using PAM
usr/bin/ passwd:27856!4755
pcre 8.32-17.el7 System/Libraries 1480 Perl-compatible regular expression library
pinentry 0.8.1-17.el7 Applications/System 170 Collection of simple PIN or passphrase entry dialogs
pkgconfig 1:0.27.1-4.el7 Development/Tools 110 A tool for determining compilation options
usr/bin/ pkg-config:43000
popt 1.13-16.el7 System/Libraries 88 C library for parsing command line parameters
procps-ng 3.3.10-28.el7 Applications/System 880 System and process monitoring utilities
= procps
pth 2.0.7-23.el7 System/Libraries 270 The GNU Portable Threads library
pygpgme 0.3-9.el7 Development/Languages 200 Python module for working with OpenPGP messages
pyliblzma 0.5.3-11.el7 Development/Libraries 190 Python bindings for lzma
python 2.7.5-92.el7_9 Development/Languages 81 An interpreted, interactive, object-oriented programming language
usr/bin/ python>python2 python2>python2.7 python2.7=python3:7144
python-chardet~ 2.2.1-3.el7 Development/Languages 1200 Character encoding auto-detection in Python
python-gobject-base 3.22.0-1.el7_4.1 System/Libraries 1100 Python 2 bindings for GObject Introspection base package
python-iniparse~ 0.4-9.el7 Development/Libraries 120 Python Module for Accessing and Modifying Configuration Data in INI files
python-kitchen~ 1.1.1-5.el7 Development/Languages 1500 Small, useful pieces of code to make python coding easier
python-libs 2.7.5-92.el7_9 Applications/System 24600 Runtime libraries for Python
python-pycurl 7.19.0-19.el7 Development/Languages 240 A Python interface to libcurl
python-urlgrabber~ 3.10-10.el7 Development/Libraries 500 A high-level cross-protocol url-grabber
pyxattr 0.5.1-5.el7 Development/Libraries 66 Extended attributes library wrapper for Python
qrencode-libs 3.4.1-3.el7 Development/Libraries 130 QR Code encoding library - Shared libraries
readline 6.2-11.el7 System/Libraries 470 A library for editing typed command lines
rootfiles~ 8.1-11.el7 System/Base 1 The basic required files for the root user's directory
rpm 4.11.3-48.el7_9 System/Base 2600 The RPM package management system
usr/bin/ rpm:20392 rpm2cpio:11600 rpmdb:11600 rpmkeys:11600 rpmquery>../../bin/rpm rpmverify>../../bin/rpm
rpm-build-libs 4.11.3-48.el7_9 System/Libraries 165 Libraries for building and signing RPM packages
rpm-libs 4.11.3-48.el7_9 System/Libraries 614 Libraries for manipulating RPM packages
rpm-python 4.11.3-48.el7_9 Development/Libraries 150 Python bindings for apps which will manipulate RPM packages
sed 4.2.2-7.el7 Applications/Text 590 A GNU stream text editor
usr/bin/ sed:76016
setup~ 2.8.71-11.el7 System/Base 1 A set of system configuration and setup files
shadow-utils 2:4.6-5.el7 System/Base 3600 Utilities for managing accounts and shadow password files
usr/bin/ chage:74000!4755 gpasswd:78000!4755 lastlog:20000 newgrp:41000!4755 sg>newgrp
usr/sbin/ adduser>useradd chpasswd:54000 groupadd:66000 groupdel:66000 groupmod:70000 grpck:53000 pwck:49000 pwconv:41000 useradd:118000 userdel:79000 usermod:114000
shared-mime-info 1.8-5.el7 System/Base 2300 Shared MIME information database
sqlite 3.7.17-8.el7_7.1 Applications/Databases 810 Library that implements an embeddable SQL database engine
systemd 219-78.el7_9.9 System/Base 24500 A System and Service Manager
usr/bin/ systemctl:402000 journalctl:340000 loginctl:390000 hostnamectl:350000
usr/sbin/ init>../lib/systemd/systemd halt>../bin/systemctl reboot>../bin/systemctl shutdown>../bin/systemctl
usr/lib/systemd/ systemd:1523568
systemd-libs 219-78.el7_9.9 System/Libraries 1260 systemd libraries
tar 2:1.26-35.el7 Applications/Archiving 2800 A GNU file archiving program
usr/bin/ tar:346136 gtar>tar
tzdata~ 2024a-1.el7 System/Base 2000 Timezone data
ustr 1.0.4-16.el7 System/Libraries 280 String library, very low memory overhead, simple to import
util-linux 2.23.2-65.el7_9.1 System/Base 8300 A collection of basic system utilities
= util-linux
= mount
usr/bin/ kill:36000 logger:24000 login:37000 more:41000 su:32000!4755
vim-minimal 2:7.4.629-8.el7_9 Applications/Editors 896 A minimal version of the VIM editor
usr/bin/ vi:917168 ex>vi rvi>vi view>vi
xz 5.2.2-2.el7_9 Applications/File 780 LZMA compression utilities
usr/bin/ xz:71000 unxz>xz xzcat>xz
xz-libs 5.2.2-2.el7_9 System/Libraries 240 Libraries for decoding LZMA compression
yum~ 3.4.3-168.el7.centos System/Base 5500 RPM package installer/updater/manager
usr/bin/ yum:801
yum-metadata-parser 1.1.4-10.el7 Development/Libraries 60 A fast metadata parser for yum
yum-plugin-fastestmirror~ 1.1.31-54.el7_8 System/Base 53 Yum plugin which chooses fastest repository from a mirrorlist
yum-plugin-ovl~ 1.1.31-54.el7_8 System/Base 22 Yum plugin to work around overlayfs issues
yum-utils~ 1.1.31-54.el7_8 Development/Tools 340 Utilities based around the yum package manager
zlib 1.2.7-21.el7_9 System/Libraries 91 The compression and decompression library
`;

/** The repository `base`, as far as learners ask for it; `extras` has what is below. */
export const CENTOS_OFFERED = `
apr 1.4.8-7.el7 System/Libraries 220 Apache Portable Runtime library
apr-util 1.5.2-6.el7_9.1 System/Libraries 200 Apache Portable Runtime Utility library
Depends: apr
bind-utils 32:9.11.4-26.P2.el7_9.15 Applications/System 450 Utilities for querying DNS name servers
usr/bin/ dig:140000 host:130000 nslookup:130000 nsupdate:70000
epel-release~ 7-11 System/Base 25 Extra Packages for Enterprise Linux repository configuration
gcc 4.8.5-44.el7 Development/Languages 37500 Various compilers (C, C++, Objective-C, Java, ...)
Depends: binutils, glibc
usr/bin/ gcc:768608 cc>gcc
git 1.8.3.1-25.el7_9 Development/Tools 22500 Fast Version Control System
usr/bin/ git:1520000
gpm-libs 1.20.7-6.el7 System/Libraries 68 Dynamic library for for the gpm
httpd 2.4.6-99.el7.centos.1 System/Daemons 9800 Apache HTTP Server
Depends: httpd-tools, mailcap, apr, apr-util, systemd
usr/sbin/ httpd=apache2:523688 apachectl:4234 fcgistarter:11000 suexec:15000
etc/httpd/conf/ httpd.conf
etc/httpd/conf.d/ welcome.conf
etc/httpd/conf.modules.d/ 00-base.conf
usr/lib/systemd/system/ httpd.service
var/www/html/
var/www/cgi-bin/
usr/share/httpd/noindex/ index.html
@group apache 48
@user apache apache /usr/share/httpd /sbin/nologin 48
@directory /var/log/httpd 700 root:root
@directory /run/httpd 710 root:apache
httpd-tools 2.4.6-99.el7.centos.1 Applications/Internet 170 Tools for use with the Apache HTTP Server
usr/bin/ ab:60000 htpasswd:30000 htdigest:17000 logresolve:15000
initscripts 9.49.53-1.el7_9.1 System/Base 1400 Basic support for legacy System V init scripts
usr/sbin/ service:3100 sysctl>../bin/sysctl
iproute 4.11.0-30.el7 Applications/System 1800 Advanced IP routing and network device configuration tools
usr/sbin/ ip:452000 ss:133000 tc:345000 bridge:72000
less 458-10.el7_9 Applications/Text 210 A text file browser similar to more, but better
usr/bin/ less:158240
lsof 4.87-6.el7 Development/Debuggers 930 A utility which lists open files on a Linux/UNIX system
usr/sbin/ lsof:150000
mailcap~ 2.1.41-2.el7 System/Base 62 Helper application and MIME type associations for file types
etc/ mime.types
make 1:3.82-24.el7 Development/Tools 1100 A GNU tool which simplifies the build process for users
usr/bin/ make:182000
nano 2.3.1-10.el7 Applications/Editors 1600 A small text editor
usr/bin/ nano:206000
etc/ nanorc
net-tools 2.0-0.25.20131004git.el7 System/Base 900 Basic networking tools
= net-tools
nmap-ncat 2:6.40-19.el7 Applications/System 420 Nmap's Netcat replacement
usr/bin/ ncat=nc:380000 nc>ncat
psmisc 22.20-17.el7 Applications/System 480 Utilities for managing processes on your system
usr/bin/ killall:27000 pstree:27000 fuser:36000
ruby 2.0.0.648-39.el7_9 Development/Languages 70 An interpreter of object-oriented scripting language
Depends: ruby-libs, rubygems
usr/bin/ ruby:7184 erb:5000 testrb:300
ruby-irb~ 2.0.0.648-39.el7_9 Development/Languages 180 The Interactive Ruby
Depends: ruby-libs
usr/bin/ irb:384
ruby-libs 2.0.0.648-39.el7_9 Development/Libraries 9600 Libraries necessary to run Ruby
rubygems~ 2.0.14.1-39.el7_9 Development/Libraries 840 The Ruby standard for packaging ruby libraries
usr/bin/ gem:620
sudo 1.8.23-10.el7_9.3 Applications/System 3000 Allows restricted root access for specified users
usr/bin/ sudo:147336!4111 sudoedit>sudo
etc/sudoers.d/
telnet 1:0.17-66.el7 Applications/Internet 113 The client program for the Telnet remote login protocol
usr/bin/ telnet:106000
tree 1.6.0-10.el7 Applications/File 85 File system tree viewer
usr/bin/ tree:62000
unzip 6.0-24.el7_9 Applications/Archiving 365 A utility for unpacking zip files
usr/bin/ unzip:185000
vim-common 2:7.4.629-8.el7_9 Applications/Editors 22000 The common files needed by any version of the VIM editor
Depends: vim-filesystem
vim-enhanced 2:7.4.629-8.el7_9 Applications/Editors 2200 A version of the VIM editor which includes recent enhancements
Depends: vim-common, gpm-libs
usr/bin/ vim:2289600 rvim>vim vimdiff>vim
vim-filesystem 2:7.4.629-8.el7_9 Applications/Editors 5 VIM filesystem layout
wget 1.14-18.el7_6.1 Applications/Internet 2000 A utility for retrieving files using the HTTP or FTP protocols
usr/bin/ wget:448000
which 2.20-7.el7 Applications/System 75 Displays where a particular program in your path is located
usr/bin/ which:24000
`;

/** The repository `extras`. */
export const CENTOS_EXTRAS = `
docker 2:1.13.1-209.git7d71120.el7.centos Unspecified 65000 Automates deployment of containerized applications
Depends: docker-common, docker-client, container-selinux, iptables
usr/bin/ dockerd-current:54000000
usr/lib/systemd/system/ docker.service
etc/sysconfig/ docker docker-network docker-storage
etc/docker/ daemon.json
@group dockerroot
docker-client 2:1.13.1-209.git7d71120.el7.centos Unspecified 13000 Client side files for Docker
Depends: docker-common
usr/bin/ docker-current=docker:13000000 docker>docker-current
docker-common 2:1.13.1-209.git7d71120.el7.centos Unspecified 4500 Common files for docker and docker-latest
container-selinux~ 2:2.119.2-1.911c772.el7_8 Unspecified 43 SELinux policies for container runtimes
iptables 1.4.21-35.el7 System/Base 1500 Tools for managing Linux kernel packet filtering capabilities
usr/sbin/ iptables:93000 xtables-multi:93000
`;
