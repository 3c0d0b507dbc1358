/**
 * What makes the old images big: locales, time zones, modules of Perl and Python that nobody opens. Groups of files share a total,
 * spread unevenly over the names; contents are zeros.
 */
import type { LayerFiles } from '../../layer-files.ts';
import { checksum } from '../../packages/documentation.ts';

export function addBulk(files: LayerFiles): void {
  for (const group of GROUPS) addGroup(files, group);
}

interface Group {
  readonly directory: string;
  readonly names: string;
  readonly suffix: string;
  readonly bytes: number;
}

function addGroup(files: LayerFiles, { directory, names, suffix, bytes }: Group): void {
  const list = names.trim().split(/\s+/);
  const weights = list.map((name) => 1 + (checksum(name) % 7));
  const unit = bytes / weights.reduce((sum, weight) => sum + weight, 0);
  list.forEach((name, i) => files.blank(`${directory}/${name}${suffix}`, Math.round(unit * (weights[i] as number))));
}

const GROUPS: readonly Group[] = [
  {
    directory: 'usr/lib/x86_64-linux-gnu/gconv',
    suffix: '.so',
    bytes: 8_100_000,
    names: `ANSI_X3.110 ARMSCII-8 ASMO_449 BIG5 BIG5HKSCS BRF CP10007 CP1125 CP1250 CP1251 CP1252 CP1253 CP1254 CP1255 CP1256
      CP1257 CP1258 CP737 CP775 CP932 CWI DEC-MCS EBCDIC-AT-DE EBCDIC-DK-NO EBCDIC-ES EBCDIC-FR EBCDIC-IT EBCDIC-UK EBCDIC-US
      EUC-CN EUC-JISX0213 EUC-JP EUC-JP-MS EUC-KR EUC-TW GB18030 GBBIG5 GBGBK GBK GEORGIAN-ACADEMY GEORGIAN-PS GREEK-CCITT
      GREEK7 GREEK7-OLD HP-GREEK8 HP-ROMAN8 HP-ROMAN9 HP-THAI8 HP-TURKISH8 IBM037 IBM038 IBM1004 IBM1008 IBM1025 IBM1026
      IBM1046 IBM1047 IBM1097 IBM1112 IBM1122 IBM1123 IBM1124 IBM1129 IBM1130 IBM1132 IBM1133 IBM1137 IBM1140 IBM1364 IBM1371
      IBM1388 IBM1390 IBM1399 IBM256 IBM273 IBM277 IBM278 IBM280 IBM284 IBM285 IBM290 IBM297 IBM420 IBM424 IBM437 IBM500 IBM850
      IBM851 IBM852 IBM855 IBM857 IBM860 IBM861 IBM862 IBM863 IBM864 IBM865 IBM866 IBM868 IBM869 IBM870 IBM871 IBM874 IBM875
      IBM880 IBM891 IBM918 IBM930 IBM932 IBM933 IBM935 IBM937 IBM939 IBM943 INIS ISO-2022-CN ISO-2022-JP ISO-2022-KR ISO-IR-197
      ISO-IR-209 ISO646 ISO8859-1 ISO8859-10 ISO8859-11 ISO8859-13 ISO8859-14 ISO8859-15 ISO8859-16 ISO8859-2 ISO8859-3 ISO8859-4
      ISO8859-5 ISO8859-6 ISO8859-7 ISO8859-8 ISO8859-9 ISO_10367-BOX ISO_5427 ISO_6937 JOHAB KOI-8 KOI8-R KOI8-T KOI8-U LATIN-GREEK
      MAC-IS MAC-UK MACINTOSH MIK NATS-DANO NATS-SEFI PT154 RK1048 SAMI-WS2 SHIFT_JISX0213 SJIS T.61 TCVN5712-1 TIS-620 TSCII UHC
      UNICODE UTF-16 UTF-32 UTF-7 VISCII libCNS libGB libISOIR165 libJIS libJISX0213 libKSC`,
  },
  {
    directory: 'usr/lib/python3.4',
    suffix: '.py',
    bytes: 11_800_000,
    names: `__future__ _bootlocale _collections_abc _markupbase _osx_support _pyio _sitebuiltins _strptime _threading_local _weakrefset abc
      aifc argparse ast asynchat asyncore base64 bdb binhex bisect bz2 cProfile calendar cgi cgitb chunk cmd code codecs codeop
      colorsys compileall configparser contextlib copy copyreg crypt csv datetime decimal difflib dis doctest dummy_threading
      enum filecmp fileinput fnmatch formatter fractions ftplib functools genericpath getopt getpass gettext glob gzip hashlib
      heapq hmac imaplib imghdr imp inspect io ipaddress keyword linecache locale lzma macpath mailbox mailcap mimetypes
      modulefinder netrc nntplib ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pipes
      pkgutil platform plistlib poplib posixpath pprint profile pstats pty py_compile pyclbr pydoc queue quopri random re
      reprlib rlcompleter runpy sched selectors shelve shlex shutil site smtpd smtplib sndhdr socket socketserver sre_compile
      sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symbol symtable sysconfig tabnanny
      tarfile telnetlib tempfile textwrap this threading timeit token tokenize trace traceback tracemalloc tty types uu uuid
      warnings wave weakref webbrowser xdrlib zipfile`,
  },
  {
    directory: 'usr/lib/python3.4/lib-dynload',
    suffix: '.cpython-34m-x86_64-linux-gnu.so',
    bytes: 3_900_000,
    names: `_bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _crypt _csv _ctypes _curses _curses_panel
      _decimal _hashlib _json _lsprof _lzma _multibytecodec _multiprocessing _opcode _sqlite3 _ssl audioop mmap nis ossaudiodev
      parser readline resource termios`,
  },
  {
    directory: 'usr/share/perl/5.18.2',
    suffix: '.pm',
    bytes: 14_600_000,
    names: `AnyDBM_File AutoLoader AutoSplit B/Debug B/Deparse Benchmark CGI CORE CPAN CPAN/Meta CPAN/Shell CPANPLUS Carp Class/Struct
      Compress/Zlib DB DBM_Filter Digest Digest/base Dumpvalue English Env ExtUtils/Command ExtUtils/Install ExtUtils/MakeMaker
      ExtUtils/Manifest ExtUtils/ParseXS ExtUtils/Typemaps Fatal File/Basename File/Compare File/Copy File/Fetch File/Find
      File/Path File/Temp File/stat FileCache FileHandle Filter/Simple FindBin Getopt/Long Getopt/Std HTTP/Tiny I18N/LangTags
      IO/Compress/Gzip IO/Socket/IP IO/Uncompress/Gunzip IO/Zlib IPC/Cmd IPC/Open2 IPC/Open3 JSON/PP Locale/Maketext Log/Message
      Math/BigFloat Math/BigInt Math/BigRat Math/Complex Math/Trig Memoize Module/Build Module/CoreList Module/Load Module/Metadata
      Net/Cmd Net/FTP Net/HTTP Net/Ping Net/SMTP Net/hostent NEXT Object/Accessor Package/Constants Params/Check Parse/CPAN/Meta
      Perl/OSType PerlIO/via/QuotedPrint Pod/Checker Pod/Escapes Pod/Html Pod/Man Pod/Parser Pod/Perldoc Pod/Simple Pod/Text
      Pod/Usage Safe Search/Dict SelectSaver SelfLoader Symbol TAP/Harness Term/ANSIColor Term/Cap Term/Complete Term/ReadLine
      Term/UI Test Test/Builder Test/Harness Test/More Test/Simple Text/Abbrev Text/Balanced Text/ParseWords Text/Tabs Text/Wrap
      Thread/Queue Thread/Semaphore Tie/Array Tie/File Tie/Handle Tie/Hash Tie/Memoize Tie/RefHash Tie/Scalar Time/Local Time/gmtime
      UNIVERSAL Unicode/Collate Unicode/UCD User/grent User/pwent XSLoader autodie autouse base bigint bignum bigrat blib bytes
      charnames constant deprecate diagnostics experimental feature fields filetest if integer less locale overload parent perl5db
      sigtrap sort strict subs utf8 vars version vmsish warnings`,
  },
  {
    directory: 'usr/lib/perl/5.18.2',
    suffix: '.pm',
    bytes: 15_400_000,
    names: `B Compress/Raw/Bzip2 Compress/Raw/Zlib Config Config_heavy Cwd DB_File Data/Dumper Devel/PPPort Devel/Peek Digest/MD5
      Digest/SHA DynaLoader Encode Encode/CN Encode/JP Encode/KR Encode/TW Errno Fcntl File/Glob File/Spec Filter/Util/Call GDBM_File
      Hash/Util I18N/Langinfo IO IO/File IO/Handle IO/Socket IPC/Msg IPC/SysV List/Util MIME/Base64 NDBM_File O ODBM_File Opcode
      POSIX PerlIO/encoding PerlIO/scalar SDBM_File Scalar/Util Socket Storable Sys/Hostname Sys/Syslog Text/Soundex Tie/Hash/NamedCapture
      Time/HiRes Time/Piece Unicode/Normalize arybase attributes encoding lib mro ops re threads threads/shared`,
  },
  {
    directory: 'usr/share/perl/5.18.2/unicore',
    suffix: '.pl',
    bytes: 5_200_000,
    names: `Blocks CombiningClass Decomposition Heavy Name To/Age To/Bc To/Bmg To/Bpb To/Ccc To/Cf To/Ea To/Gc To/GCB To/Hst To/InPC To/Jg
      To/Jt To/Lb To/Lc To/Lower To/NFCQC To/Nt To/Nv To/SB To/Sc To/Scx To/Tc To/Title To/Uc To/Upper To/WB UCD`,
  },
  {
    directory: 'usr/share/i18n/locales',
    suffix: '',
    bytes: 12_300_000,
    names: `aa_DJ aa_ER af_ZA am_ET an_ES ar_AE ar_EG ar_IN ar_SA as_IN ast_ES az_AZ be_BY bem_ZM ber_DZ bg_BG bho_IN bn_BD bn_IN bo_CN
      br_FR brx_IN bs_BA ca_ES crh_UA cs_CZ csb_PL cv_RU cy_GB da_DK de_AT de_BE de_CH de_DE de_LU dv_MV dz_BT el_CY el_GR en_AG
      en_AU en_BW en_CA en_DK en_GB en_HK en_IE en_IN en_NG en_NZ en_PH en_SG en_US en_ZA en_ZM en_ZW es_AR es_CL es_CO es_ES es_MX
      es_PE es_US et_EE eu_ES fa_IR ff_SN fi_FI fil_PH fo_FO fr_BE fr_CA fr_CH fr_FR fr_LU fur_IT fy_NL ga_IE gd_GB gez_ET gl_ES
      gu_IN gv_GB ha_NG he_IL hi_IN hne_IN hr_HR hsb_DE ht_HT hu_HU hy_AM i18n id_ID ig_NG ik_CA is_IS iso14651_t1 iso14651_t1_common
      it_CH it_IT iu_CA ja_JP ka_GE kk_KZ kl_GL km_KH kn_IN ko_KR kok_IN ks_IN ku_TR kw_GB ky_KG lb_LU lg_UG li_NL lij_IT lo_LA lt_LT
      lv_LV mai_IN mg_MG mhr_RU mi_NZ mk_MK ml_IN mn_MN mr_IN ms_MY mt_MT my_MM nan_TW@latin nb_NO nds_DE ne_NP nl_BE nl_NL nn_NO nr_ZA
      nso_ZA oc_FR om_ET or_IN os_RU pa_IN pa_PK pap_AN pl_PL ps_AF pt_BR pt_PT ro_RO ru_RU ru_UA rw_RW sa_IN sc_IT sd_IN se_NO shs_CA
      si_LK sid_ET sk_SK sl_SI so_DJ so_SO sq_AL sr_ME sr_RS ss_ZA st_ZA sv_FI sv_SE sw_KE sw_TZ ta_IN ta_LK te_IN tg_TJ th_TH ti_ER
      tig_ER tk_TM tl_PH tn_ZA tr_CY tr_TR ts_ZA tt_RU ug_CN uk_UA unm_US ur_IN ur_PK uz_UZ ve_ZA vi_VN wa_BE wae_CH wo_SN xh_ZA yi_US
      yo_NG yue_HK zh_CN zh_HK zh_SG zh_TW zu_ZA`,
  },
  {
    directory: 'usr/share/i18n/charmaps',
    suffix: '.gz',
    bytes: 2_900_000,
    names: `ANSI_X3.4-1968 ARMSCII-8 BIG5 BIG5-HKSCS CP1250 CP1251 CP1252 CP1253 CP1254 CP1255 CP1256 CP1257 CP1258 CP949 EUC-JP
      EUC-KR EUC-TW GB18030 GB2312 GBK GEORGIAN-PS IBM437 IBM850 IBM852 IBM855 IBM866 ISO-8859-1 ISO-8859-10 ISO-8859-13 ISO-8859-14
      ISO-8859-15 ISO-8859-2 ISO-8859-3 ISO-8859-5 ISO-8859-6 ISO-8859-7 ISO-8859-8 ISO-8859-9 JOHAB KOI8-R KOI8-T KOI8-U MACINTOSH
      PT154 RK1048 SHIFT_JIS TCVN5712-1 TIS-620 UTF-8 WINDOWS-31J`,
  },
  {
    directory: 'usr/share/zoneinfo',
    suffix: '',
    bytes: 2_600_000,
    names: `Africa/Abidjan Africa/Accra Africa/Algiers Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos Africa/Nairobi
      America/Anchorage America/Argentina/Buenos_Aires America/Bogota America/Caracas America/Chicago America/Denver America/Halifax
      America/Havana America/Lima America/Los_Angeles America/Mexico_City America/New_York America/Phoenix America/Santiago
      America/Sao_Paulo America/St_Johns America/Toronto America/Vancouver Antarctica/McMurdo Asia/Baghdad Asia/Bangkok Asia/Dhaka
      Asia/Dubai Asia/Ho_Chi_Minh Asia/Hong_Kong Asia/Jakarta Asia/Jerusalem Asia/Kabul Asia/Karachi Asia/Kathmandu Asia/Kolkata
      Asia/Kuala_Lumpur Asia/Manila Asia/Novosibirsk Asia/Riyadh Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Tashkent
      Asia/Tehran Asia/Tokyo Asia/Vladivostok Asia/Yangon Atlantic/Azores Atlantic/Reykjavik Australia/Adelaide Australia/Brisbane
      Australia/Melbourne Australia/Perth Australia/Sydney CET EET EST EST5EDT Etc/GMT Etc/UTC Europe/Amsterdam Europe/Athens
      Europe/Berlin Europe/Brussels Europe/Bucharest Europe/Budapest Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul
      Europe/Kiev Europe/Lisbon Europe/London Europe/Madrid Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Europe/Rome
      Europe/Stockholm Europe/Vienna Europe/Warsaw Europe/Zurich GMT HST Indian/Maldives Indian/Mauritius MET MST MST7MDT
      PST8PDT Pacific/Auckland Pacific/Fiji Pacific/Guam Pacific/Honolulu Pacific/Tongatapu UTC WET zone.tab`,
  },
  {
    directory: 'usr/share/X11/xkb/symbols',
    suffix: '',
    bytes: 2_900_000,
    names: `af al altwin am ara at az ba bd be bg br brai bt bw by ca capslock cd ch cm cn compose cz de dk ee epo es et eurosign fi fo fr
      gb ge gh gn gr group hr hu ie il in iq ir is it jp ke keypad kg kh kr kz la latam latin level3 lk lt lv ma md me mk ml mm mn mt
      mv nbsp ng nl no np pc ph pk pl pt ro rs ru se shift si sk sn srvr_ctrl sy terminate th tj tm tr tw typo tz ua us uz vn za`,
  },
  {
    directory: 'lib/udev/hwdb.d',
    suffix: '.hwdb',
    bytes: 5_300_000,
    names: `20-OUI 20-acpi-vendor 20-bluetooth-vendor-product 20-pci-classes 20-pci-vendor-model 20-sdio-classes 20-sdio-vendor-model
      20-usb-classes 20-usb-vendor-model 60-keyboard`,
  },
  {
    directory: 'usr/share/man/man1',
    suffix: '.1.gz',
    bytes: 3_700_000,
    names: `apropos apt awk base64 basename bash bashbug bunzip2 bzip2 cal cat chage chfn chgrp chmod chown chrt chsh cmp comm cp
      cpio csplit cut dash date dd df diff dir dircolors dirname du echo ed egrep env expand expr factor false fgrep file find fmt
      fold free gpg grep groups gunzip gzip head hexdump hostid hostname iconv id infocmp install ionice join kill killall last ldd
      less link ln locale login logger logname look ls lscpu man mawk md5sum mesg mkdir mkfifo mknod mktemp more mount mv nano
      netstat newgrp nice nl nohup nproc od openssl passwd paste patch perl pgrep pinky pr printenv printf ps ptx pwd python3
      readlink realpath rename rev rm rmdir script sed seq setsid sha1sum shred shuf sleep sort split stat stdbuf stty su sudo sum
      sync tac tail tar tee test time timeout top touch tput tr true truncate tsort tty uname unexpand uniq unlink uptime users vdir
      vi view w watch wc whereis which who whoami write xargs xxd yes zcat`,
  },
  {
    directory: 'usr/share/man/man8',
    suffix: '.8.gz',
    bytes: 3_300_000,
    names: `adduser agetty apt-get blkid chroot cron debugfs deluser dmesg dpkg-divert dumpe2fs e2fsck fdisk fsck getty groupadd halt
      hwclock ifconfig ifup init insmod ip ldconfig logrotate losetup lsmod mkfs mkswap modprobe mount netstat nologin ping poweroff
      reboot route rsyslogd runlevel shutdown ss start-stop-daemon sulogin swapon sysctl tc tune2fs udevadm umount update-rc.d useradd
      userdel usermod vipw visudo`,
  },
  {
    directory: 'usr/share/consolefonts',
    suffix: '.psf.gz',
    bytes: 1_900_000,
    names: `Arabic-Fixed15 Arabic-VGA16 CyrAsia-Fixed16 CyrAsia-TerminusBold20 CyrKoi-Terminus16 CyrSlav-VGA16 Ethiopian-Fixed15
      FullCyrAsia-Fixed16 FullGreek-Terminus16 Georgian-Fixed16 Greek-Fixed16 Greek-VGA16 Hebrew-Fixed15 Lao-Fixed16 Lat15-Fixed16
      Lat15-Terminus16 Lat15-VGA16 Lat2-Fixed16 Lat2-Terminus16 Lat38-VGA16 Lat7-Terminus16 Thai-Fixed16 Uni1-Fixed16 Uni2-Terminus16
      Uni2-VGA16 Uni3-TerminusBold16 Vietnamese-Fixed16`,
  },
  {
    directory: 'usr/share/ca-certificates/mozilla',
    suffix: '.crt',
    bytes: 230_000,
    names: `AddTrust_External_Root AffirmTrust_Commercial Amazon_Root_CA_1 Baltimore_CyberTrust_Root Certum_Root_CA
      Comodo_AAA_Services_root Cybertrust_Global_Root DST_Root_CA_X3 DigiCert_Assured_ID_Root_CA DigiCert_Global_Root_CA
      DigiCert_High_Assurance_EV_Root_CA Entrust_Root_Certification_Authority GlobalSign_Root_CA Go_Daddy_Class_2_CA ISRG_Root_X1
      QuoVadis_Root_CA_2 Secure_Global_CA Starfield_Class_2_CA SwissSign_Gold_CA_-_G2 VeriSign_Universal_Root_Certification_Authority
      thawte_Primary_Root_CA`,
  },
  {
    directory: 'usr/lib/locale',
    suffix: '',
    bytes: 1_700_000,
    names:
      'C.UTF-8/LC_ADDRESS C.UTF-8/LC_COLLATE C.UTF-8/LC_CTYPE C.UTF-8/LC_IDENTIFICATION C.UTF-8/LC_MONETARY C.UTF-8/LC_NUMERIC C.UTF-8/LC_TIME',
  },
];
