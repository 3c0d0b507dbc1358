/** What ubuntu:14.04 has installed: a table for `packageBlocks`. Files come from the family's packages of the same names. */
export const TRUSTY_BASE = `
adduser~ 3.113+nmu3ubuntu3 admin 595 add and remove users and groups
apt 1.0.1ubuntu2.24 admin 3563 commandline package manager
apt-transport-https 1.0.1ubuntu2.24 admin 207 https download transport for APT
apt-utils 1.0.1ubuntu2.24 admin 688 package management related utility programs
base-files! 7.2ubuntu5.6 admin 423 Debian base system miscellaneous files
base-passwd! 3.5.33 admin 191 Debian base system master password and group files
bash! 4.3-7ubuntu1.7 shells 1560 GNU Bourne Again SHell
bsdutils! 1:2.20.1-5.1ubuntu20.9 utils 152 Basic utilities from 4.4BSD-Lite
busybox-initramfs 1:1.21.0-1ubuntu1.4 shells 323 Standalone shell setup for initramfs
bzip2 1.0.6-5 utils 125 high-quality block-sorting file compressor - utilities
ca-certificates~ 20170717~14.04.2 misc 334 Common CA certificates
console-setup~ 1.70ubuntu8 utils 1405 console font and keymap setup program
coreutils! 8.21-1ubuntu5.4 utils 13818 GNU core utilities
cpio 2.11+dfsg-1ubuntu1.2 utils 313 GNU cpio -- a program to manage archives of files
cron 3.0pl1-124ubuntu2 admin 254 process scheduling daemon
dash! 0.5.7-4ubuntu1 shells 231 POSIX-compliant shell
debconf~ 1.5.51ubuntu2 admin 607 Debian configuration management system
debconf-i18n~ 1.5.51ubuntu2 admin 1232 full internationalization support for debconf
debianutils! 4.4 utils 190 Miscellaneous utilities specific to Debian
dh-python~ 1.20140128-1ubuntu8.2 python 304 Debian helper tools for packaging Python libraries and applications
diffutils! 1:3.3-1 utils 399 File comparison utilities
dmsetup 2:1.02.77-6ubuntu2 admin 188 Linux Kernel Device Mapper userspace library
dpkg! 1.17.5ubuntu5.8 admin 6215 Debian package management system
e2fslibs* 1.42.9-3ubuntu1.3 libs 401 ext2/ext3/ext4 file system libraries
e2fsprogs! 1.42.9-3ubuntu1.3 admin 2594 ext2/ext3/ext4 file system utilities
eject 2.1.5+deb1+cvs20081104-13.1ubuntu0.14.04.1 utils 188 ejects CDs and operates CD-Changers under Linux
file 1:5.14-2ubuntu3.4 utils 89 Determines file type using "magic" numbers
findutils! 4.4.2-7 utils 608 utilities for finding files--find, xargs
gcc-4.8-base* 4.8.4-2ubuntu1~14.04.4 libs 215 GCC, the GNU Compiler Collection (base package)
gcc-4.9-base* 4.9.3-0ubuntu4 libs 212 GCC, the GNU Compiler Collection (base package)
gnupg 1.4.16-1ubuntu2.6 utils 1844 GNU privacy guard - a free PGP replacement
gpgv 1.4.16-1ubuntu2.6 utils 386 GNU privacy guard - signature verification tool
grep! 2.16-1 utils 470 GNU grep, egrep and fgrep
gzip! 1.6-3ubuntu1 utils 214 GNU compression utilities
hostname! 3.15ubuntu1 admin 62 utility to set/show the host name or domain name
ifupdown 0.7.47.2ubuntu4.5 admin 231 high level tools to configure network interfaces
init-system-helpers~ 1.14ubuntu1 admin 105 helper tools for all init systems
initramfs-tools~ 0.103ubuntu4.11 utils 391 tools for generating an initramfs
initramfs-tools-bin 0.103ubuntu4.11 utils 104 binaries used by initramfs-tools
initscripts 2.88dsf-41ubuntu6.3 admin 259 scripts for initializing and shutting down the system
insserv 1.14.0-5ubuntu2 misc 187 boot sequence organizer using LSB init.d script dependency information
iproute2 3.12.0-2ubuntu1.2 net 1250 networking and traffic control tools
iputils-ping 3:20121221-4ubuntu1.1 net 151 Tools to test the reachability of network hosts
isc-dhcp-client 4.2.4-7ubuntu12.13 net 1625 ISC DHCP client
isc-dhcp-common 4.2.4-7ubuntu12.13 net 1798 common files used by all the isc-dhcp* packages
kbd 1.15.5-1ubuntu1 utils 1271 Linux console font and keytable utilities
keyboard-configuration~ 1.70ubuntu8 utils 2665 system-wide keyboard preferences
klibc-utils 2.0.3-0ubuntu1.14.04.3 libs 528 small utilities built with klibc for early boot
kmod 15-0ubuntu7 admin 235 tools for managing Linux kernel modules
krb5-locales~ 1.12+dfsg-2ubuntu5.4 localization 87 Internationalization support for MIT Kerberos
less 458-2 text 259 pager program similar to more
libacl1* 2.2.52-1 libs 72 Access control list shared library
libapt-inst1.5* 1.0.1ubuntu2.24 libs 242 deb package format runtime library
libapt-pkg4.12* 1.0.1ubuntu2.24 libs 2793 package management runtime library
libarchive-extract-perl~ 0.70-1 perl 79 generic archive extracting module
libasn1-8-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 619 Heimdal Kerberos - ASN.1 library
libattr1* 1:2.4.47-1ubuntu1 libs 61 Extended attribute shared library
libaudit-common~ 1:2.3.2-2ubuntu1 libs 52 Dynamic library for security auditing - common files
libaudit1* 1:2.3.2-2ubuntu1 libs 156 Dynamic library for security auditing
libblkid1* 2.20.1-5.1ubuntu20.9 libs 295 block device id library
libbsd0* 0.6.0-2ubuntu1 libs 137 utility functions from BSD systems - shared library
libbz2-1.0* 1.0.6-5 libs 108 high-quality block-sorting file compressor library - runtime
libc-bin! 2.19-0ubuntu6.15 libs 3538 Embedded GNU C Library: Binaries
libc6* 2.19-0ubuntu6.15 libs 10542 Embedded GNU C Library: Shared libraries
libcap2* 1:2.24-0ubuntu2 libs 59 support for getting/setting POSIX.1e capabilities
libcap2-bin 1:2.24-0ubuntu2 libs 113 basic utility programs for using capabilities
libcgmanager0* 0.24-0ubuntu7.5 libs 136 Central cgroup manager daemon (client library)
libcomerr2* 1.42.9-3ubuntu1.3 libs 103 common error description library
libcurl3-gnutls* 7.35.0-1ubuntu2.20 libs 500 easy-to-use client-side URL transfer library (GnuTLS flavour)
libdb5.3* 5.3.28-3ubuntu3.1 libs 1770 Berkeley v5.3 Database Libraries [runtime]
libdbus-1-3* 1.6.18-0ubuntu4.5 libs 385 simple interprocess messaging system (library)
libdebconfclient0* 0.187ubuntu1 libs 74 Debian Configuration Management System (C-implementation library)
libdevmapper1.02.1* 2:1.02.77-6ubuntu2 libs 386 Linux Kernel Device Mapper userspace library
libdrm2* 2.4.67-1ubuntu0.14.04.2 libs 132 Userspace interface to kernel DRM services -- runtime
libestr0 0.1.9-0ubuntu2 libs 56 Helper functions for handling strings (lib)
libexpat1* 2.1.0-4ubuntu1.4 libs 385 XML parsing C library - runtime library
libffi6* 3.1~rc1+r3.0.13-12ubuntu0.2 libs 77 Foreign Function Interface library runtime
libfribidi0* 0.19.6-1 libs 143 Free Implementation of the Unicode BiDi algorithm
libgcc1* 1:4.9.3-0ubuntu4 libs 147 GCC support library
libgcrypt11* 1.5.3-2ubuntu4.6 libs 659 LGPL Crypto library - runtime library
libgdbm3* 1.8.3-12build1 libs 78 GNU dbm database routines (runtime version)
libgnutls-openssl27* 2.12.23-12ubuntu2.8 libs 125 GNU TLS library - OpenSSL wrapper
libgnutls26* 2.12.23-12ubuntu2.8 libs 1080 GNU TLS library - runtime library
libgpg-error0* 1.12-0.2ubuntu1 libs 84 library for common error values and messages in GnuPG components
libgssapi-krb5-2* 1.12+dfsg-2ubuntu5.4 libs 377 MIT Kerberos runtime libraries - krb5 GSS-API Mechanism
libgssapi3-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 299 Heimdal Kerberos - GSSAPI support library
libhcrypto4-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 297 Heimdal Kerberos - crypto library
libheimbase1-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 106 Heimdal Kerberos - Base library
libheimntlm0-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 104 Heimdal Kerberos - NTLM support library
libhx509-5-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 331 Heimdal Kerberos - X509 support library
libidn11* 1.28-1ubuntu2.2 libs 282 GNU Libidn library, implementation of IETF IDN specifications
libjson-c2* 0.11-3ubuntu1.2 libs 84 JSON manipulation library - shared library
libjson0* 0.11-3ubuntu1.2 oldlibs 43 JSON manipulation library (transitional package)
libk5crypto3* 1.12+dfsg-2ubuntu5.4 libs 322 MIT Kerberos runtime libraries - Crypto Library
libkeyutils1* 1.5.6-1 libs 41 Linux Key Management Utilities (library)
libklibc 2.0.3-0ubuntu1.14.04.3 libs 121 minimal libc subset for use with initramfs
libkmod2* 15-0ubuntu7 libs 130 libkmod shared library
libkrb5-26-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 604 Heimdal Kerberos - libraries
libkrb5-3* 1.12+dfsg-2ubuntu5.4 libs 911 MIT Kerberos runtime libraries
libkrb5support0* 1.12+dfsg-2ubuntu5.4 libs 169 MIT Kerberos runtime libraries - Support library
libldap-2.4-2* 2.4.31-1+nmu2ubuntu8.5 libs 514 OpenLDAP libraries
liblocale-gettext-perl 1.05-7build3 perl 79 module using libc functions for internationalization in Perl
liblockfile-bin 1.09-6ubuntu1 libs 49 support binaries for and cli utilities based on liblockfile
liblockfile1* 1.09-6ubuntu1 libs 48 NFS-safe locking library
liblog-message-simple-perl~ 0.10-1 perl 50 simplified interface to Log::Message
liblzma5* 5.1.1alpha+20120614-2ubuntu2 libs 327 XZ-format compression library
libmagic1* 1:5.14-2ubuntu3.4 libs 2620 File type determination library using "magic" numbers
libmodule-pluggable-perl~ 5.1-1 perl 95 module for giving modules the ability to have plugins
libmount1* 2.20.1-5.1ubuntu20.9 libs 303 block device id library
libmpdec2* 2.4.0-6 libs 219 library for decimal floating point arithmetic (runtime library)
libncurses5* 5.9+20140118-1ubuntu1 libs 317 shared libraries for terminal handling
libncursesw5* 5.9+20140118-1ubuntu1 libs 385 shared libraries for terminal handling (wide character support)
libnewt0.52* 0.52.15-2ubuntu5 libs 187 Not Erik's Windowing Toolkit - text mode windowing with slang
libnih-dbus1* 1.0.3-4ubuntu25 libs 98 NIH D-Bus Bindings Library
libnih1* 1.0.3-4ubuntu25 libs 196 NIH Utility Library
libp11-kit0* 0.20.2-2ubuntu2 libs 270 Library for loading and coordinating access to PKCS#11 modules - runtime
libpam-cap* 1:2.24-0ubuntu2 admin 57 PAM module for implementing capabilities
libpam-modules* 1.1.8-1ubuntu2.2 admin 904 Pluggable Authentication Modules for PAM
libpam-modules-bin 1.1.8-1ubuntu2.2 admin 135 Pluggable Authentication Modules for PAM - helper binaries
libpam-runtime~ 1.1.8-1ubuntu2.2 admin 273 Runtime support for the PAM library
libpam0g* 1.1.8-1ubuntu2.2 libs 229 Pluggable Authentication Modules library
libpcre3* 1:8.31-2ubuntu2.3 libs 447 Perl 5 Compatible Regular Expression Library - runtime files
libplymouth2* 0.8.8-0ubuntu17.2 libs 305 graphical boot animation and logger - shared libraries
libpng12-0* 1.2.50-1ubuntu2.14.04.3 libs 369 PNG library - runtime
libpod-latex-perl~ 0.61-1 perl 96 module to convert Pod data to formatted LaTeX
libpopt0* 1.16-8ubuntu1 libs 136 lib for parsing cmdline parameters
libprocps3* 1:3.3.9-1ubuntu2.3 libs 116 library for accessing process information from /proc
libpython3-stdlib* 3.4.0-0ubuntu2 python 35 interactive high-level object-oriented language (default python3 version)
libpython3.4-minimal* 3.4.3-1ubuntu1~14.04.7 python 2012 Minimal subset of the Python language (version 3.4)
libpython3.4-stdlib* 3.4.3-1ubuntu1~14.04.7 python 9049 Interactive high-level object-oriented language (standard library, version 3.4)
libreadline6* 6.3-4ubuntu2 libs 388 GNU readline and history libraries, run-time libraries
libroken18-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 157 Heimdal Kerberos - roken support library
librtmp0* 2.4+20121230.gitdf6c518-1ubuntu0.1 libs 161 toolkit for RTMP streams (shared library)
libsasl2-2* 2.1.25.dfsg1-17build1 libs 175 Cyrus SASL - authentication abstraction library
libsasl2-modules* 2.1.25.dfsg1-17build1 libs 284 Cyrus SASL - pluggable authentication modules
libsasl2-modules-db* 2.1.25.dfsg1-17build1 libs 78 Cyrus SASL - pluggable authentication modules (DB)
libselinux1* 2.2.2-1ubuntu0.1 libs 198 SELinux runtime shared libraries
libsemanage-common~ 2.2-1 libs 60 Common files for SELinux policy management libraries
libsemanage1* 2.2-1 libs 273 SELinux policy management library
libsepol1* 2.2-1ubuntu0.1 libs 366 SELinux library for manipulating binary security policies
libslang2* 2.2.4-15ubuntu1 libs 1431 S-Lang programming library - runtime version
libsqlite3-0* 3.8.2-1ubuntu2.2 libs 793 SQLite 3 shared library
libss2* 1.42.9-3ubuntu1.3 libs 114 command-line interface parsing library
libssl1.0.0* 1.0.1f-1ubuntu2.27 libs 2840 Secure Sockets Layer toolkit - shared libraries
libstdc++6* 4.8.4-2ubuntu1~14.04.4 libs 1172 GNU Standard C++ Library v3
libtasn1-6* 3.4-3ubuntu0.6 libs 131 Manage ASN.1 structures (runtime)
libterm-ui-perl~ 0.42-1 perl 73 Term::ReadLine UI made easy
libtext-charwidth-perl 0.04-7build3 perl 85 get display widths of characters on the terminal
libtext-iconv-perl 1.7-5build2 perl 82 converts between character sets in Perl
libtext-soundex-perl 3.4-1build1 perl 71 implementation of the soundex algorithm
libtext-wrapi18n-perl~ 0.06-7 perl 38 internationalized substitute of Text::Wrap
libtinfo5* 5.9+20140118-1ubuntu1 libs 442 shared low-level terminfo library for terminal handling
libudev1* 204-5ubuntu20.31 libs 150 libudev shared library
libusb-0.1-4* 2:0.1.12-23.3ubuntu1 libs 73 userspace USB programming library
libustr-1.0-1* 1.0.4-3ubuntu2 libs 308 Micro string library: shared library
libuuid1* 2.20.1-5.1ubuntu20.9 libs 99 Universally Unique ID library
libwind0-heimdal* 1.6~git20131207+dfsg-1ubuntu1.2 libs 246 Heimdal Kerberos - stringprep implementation
libyaml-0-2* 0.1.4-3ubuntu3.1 libs 170 Fast YAML 1.1 parser and emitter library
locales~ 2.13+git20120306-12.1 libs 16178 common files for locale support
lockfile-progs 0.1.17 misc 71 Programs for locking and unlocking files and mailboxes
login! 1:4.1.5.1-1ubuntu9.5 admin 1146 system login tools
logrotate 3.8.7-1ubuntu1.2 admin 157 Log rotation utility
lsb-base~ 4.1+Debian11ubuntu6.2 misc 74 Linux Standard Base 4.1 init script functionality
lsb-release~ 4.1+Debian11ubuntu6.2 misc 79 Linux Standard Base version reporting utility
makedev~ 2.3.1-93ubuntu2~ubuntu14.04.1 admin 124 creates device files in /dev
mawk 1.3.3-17ubuntu2 utils 208 a pattern scanning and text processing language
mime-support~ 3.54ubuntu1.1 net 138 MIME files 'mime.types' & 'mailcap', and support programs
module-init-tools~ 15-0ubuntu7 oldlibs 29 transitional dummy package (module-init-tools to kmod)
mount! 2.20.1-5.1ubuntu20.9 admin 401 Tools for mounting and manipulating filesystems
mountall 2.53ubuntu1 admin 235 filesystem mounting tool
multiarch-support* 2.19-0ubuntu6.15 libs 203 Transitional package to ensure multiarch compatibility
ncurses-base~! 5.9+20140118-1ubuntu1 utils 352 basic terminal type definitions
ncurses-bin! 5.9+20140118-1ubuntu1 utils 539 terminal-related programs and man pages
net-tools 1.60-25ubuntu2.1 net 746 The NET-3 networking toolkit
netbase~ 5.2 admin 67 Basic TCP/IP networking system
netcat-openbsd 1.105-7ubuntu1 net 113 TCP/IP swiss army knife
ntpdate 1:4.2.6.p5+dfsg-3ubuntu2.14.04.13 net 207 client for setting system time from NTP servers
openssl 1.0.1f-1ubuntu2.27 utils 912 Secure Sockets Layer toolkit - cryptographic utility
passwd 1:4.1.5.1-1ubuntu9.5 admin 2247 change and administer password and group data
perl 5.18.2-2ubuntu1.7 perl 15915 Larry Wall's Practical Extraction and Report Language
perl-base! 5.18.2-2ubuntu1.7 perl 4987 minimal Perl system
perl-modules~ 5.18.2-2ubuntu1.7 perl 13792 Core Perl modules
plymouth 0.8.8-0ubuntu17.2 misc 507 graphical boot animation and logger - main package
procps 1:3.3.9-1ubuntu2.3 admin 585 /proc file system utilities
python3 3.4.0-0ubuntu2 python 96 interactive high-level object-oriented language (default python3 version)
python3-minimal 3.4.0-0ubuntu2 python 122 minimal subset of the Python language (default python3 version)
python3-pkg-resources~ 3.3-1ubuntu2 python 126 Package Discovery and Resource Access using pkg_resources
python3-yaml 3.10-4ubuntu0.1 python 426 YAML parser and emitter for Python3
python3.4 3.4.3-1ubuntu1~14.04.7 python 336 Interactive high-level object-oriented language (version 3.4)
python3.4-minimal 3.4.3-1ubuntu1~14.04.7 python 3907 Minimal subset of the Python language (version 3.4)
readline-common~ 6.3-4ubuntu2 utils 107 GNU readline and history libraries, common files
resolvconf~ 1.69ubuntu1.4 net 255 name server information handler
rsyslog 7.4.4-1ubuntu2.7 admin 1230 reliable system and kernel logging daemon
sed! 4.2.2-4ubuntu1 utils 836 The GNU sed stream editor
sensible-utils~ 0.0.9ubuntu0.14.04.1 utils 110 Utilities for sensible alternative selection
sudo 1.8.9p5-1ubuntu1.4 admin 1424 Provide limited super user privileges to specific users
sysv-rc~ 2.88dsf-41ubuntu6.3 admin 227 System-V-like runlevel change mechanism
sysvinit-utils! 2.88dsf-41ubuntu6.3 admin 211 System-V-like utilities
tar! 1.27.1-1ubuntu0.1 utils 792 GNU version of the tar archiving utility
tzdata~ 2019a-0ubuntu0.14.04 localization 3038 time zone and daylight-saving time data
ubuntu-advantage-tools~ 19.6~ubuntu14.04.3 misc 166 management tools for Ubuntu Advantage
ubuntu-keyring~ 2012.05.19 misc 62 GnuPG keys of the Ubuntu archive
ubuntu-minimal 1.325.1 metapackages 51 Minimal core of Ubuntu
ucf~ 3.0027+nmu1 utils 238 Update Configuration File(s): preserve user changes to config files
udev 204-5ubuntu20.31 admin 6312 /dev/ and hotplug management daemon
upstart 1.12.1-0ubuntu4.2 admin 1931 event-based init daemon
ureadahead 0.100.0-16 admin 149 Read required files in advance
util-linux! 2.20.1-5.1ubuntu20.9 utils 1496 Miscellaneous system utilities
vim-common 2:7.4.052-1ubuntu3.1 editors 332 Vi IMproved - Common files
vim-tiny 2:7.4.052-1ubuntu3.1 editors 948 Vi IMproved - enhanced vi editor - compact version
whiptail 0.52.15-2ubuntu5 utils 68 Displays user-friendly dialog boxes from shell scripts
xkb-data~ 2.10.1-1ubuntu1 x11 3528 X Keyboard Extension (XKB) configuration data
zlib1g* 1:1.2.8.dfsg-1ubuntu1.1 libs 169 compression library - runtime
`;
