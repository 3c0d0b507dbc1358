/**
 * The long options of Debian 12's programs in the order of their own tables, as `PROGRAM --=x` lists them: an ambiguous beginning is
 * answered in that order, and an option that Drydock lacks is told from one that there is not.
 */
export const LONG_OPTIONS: Readonly<Record<string, string>> = {
  arch: 'help version',
  arp: 'verbose version all delete file numeric set protocol hw-type device help use-device symbolic',
  b2sum: 'length check ignore-missing quiet status warn strict tag zero binary text help version',
  base32: 'decode wrap ignore-garbage help version',
  base64: 'decode wrap ignore-garbage help version',
  basename: 'multiple suffix zero help version',
  basenc: 'decode wrap ignore-garbage base64 base64url base32 base32hex base16 base2msbf base2lsbf z85 help version',
  bc: 'compile help interactive mathlib quiet standard version warn',
  blkid:
    'cache-file no-encoding no-part-details garbage-collect output list-filesystems match-tag match-token list-one label uuid probe hint info size offset usages match-types version help',
  cat: 'number-nonblank number squeeze-blank show-nonprinting show-ends show-tabs show-all help version',
  chage: 'lastday expiredate help inactive list mindays maxdays root warndays iso8601',
  chcon:
    'recursive dereference no-dereference no-preserve-root preserve-root reference user role type range verbose help version',
  chgrp:
    'recursive changes dereference no-dereference no-preserve-root preserve-root quiet silent reference verbose help version',
  chmod: 'changes recursive no-preserve-root preserve-root quiet reference silent verbose help version',
  chown:
    'recursive changes dereference from no-dereference no-preserve-root preserve-root quiet silent reference verbose help version',
  chpasswd: 'crypt-method encrypted help md5 root sha-rounds',
  chroot: 'groups userspec skip-chdir help version',
  chrt: 'all-tasks batch deadline fifo idle pid help max other rr sched-runtime sched-period sched-deadline reset-on-fork verbose version',
  cksum: 'length check ignore-missing quiet status warn strict tag zero algorithm debug untagged help version',
  cmp: 'print-bytes print-chars ignore-initial verbose bytes silent quiet version help',
  column:
    'columns fillrows help json keep-empty-lines output-separator separator table table-columns table-columns-limit table-hide table-name table-noextreme table-noheadings table-order table-right table-truncate table-wrap table-empty-lines table-header-repeat tree tree-id tree-parent version',
  comm: 'check-order nocheck-order output-delimiter total zero-terminated help version',
  cp: 'archive attributes-only backup copy-contents dereference force interactive link no-clobber no-dereference no-preserve no-target-directory one-file-system parents path preserve recursive remove-destination sparse reflink strip-trailing-slashes suffix symbolic-link target-directory update verbose context help version',
  csplit: 'digits quiet silent keep-files elide-empty-files prefix suffix-format suppress-matched help version',
  cut: 'bytes characters fields delimiter only-delimited output-delimiter complement zero-terminated help version',
  date: 'date debug file iso-8601 reference resolution rfc-email rfc-822 rfc-2822 rfc-3339 set uct utc universal help version',
  dd: 'help version',
  df: 'all block-size inodes human-readable si local output portability print-type sync no-sync total type exclude-type help version',
  diff: 'binary brief changed-group-format color context ed exclude exclude-from expand-tabs forward-ed from-file help horizon-lines ifdef ignore-all-space ignore-blank-lines ignore-case ignore-file-name-case ignore-matching-lines ignore-space-change ignore-tab-expansion ignore-trailing-space inhibit-hunk-merge initial-tab label left-column line-format minimal new-file new-group-format new-line-format no-dereference no-ignore-file-name-case normal old-group-format old-line-format paginate palette rcs recursive report-identical-files sdiff-merge-assist show-c-function show-function-line side-by-side speed-large-files starting-file strip-trailing-cr suppress-blank-empty suppress-common-lines tabsize text to-file unchanged-group-format unchanged-line-format unidirectional-new-file unified version width -presume-output-tty',
  diff3:
    'diff-program easy-only ed help initial-tab label merge overlap-only show-all show-overlap strip-trailing-cr text version',
  dir: 'all escape directory dired full-time group-directories-first human-readable inode kibibytes numeric-uid-gid no-group hide-control-chars reverse size width almost-all ignore-backups classify file-type si dereference-command-line dereference-command-line-symlink-to-dir hide ignore indicator-style dereference literal quote-name quoting-style recursive format show-control-chars sort tabsize time time-style zero color hyperlink block-size context author help version',
  dircolors: 'bourne-shell csh c-shell print-database print-ls-colors help version',
  dirname: 'zero help version',
  dmesg:
    'buffer-size clear color console-level console-off console-on decode file facility follow follow-new human help json kernel level since syslog raw read-clear reltime show-delta ctime noescape notime nopager until userspace version time-format force-prefix',
  dnsdomainname: 'domain boot file fqdn all-fqdns help long short version alias ip-address all-ip-addresses nis yp',
  domainname: 'domain boot file fqdn all-fqdns help long short version alias ip-address all-ip-addresses nis yp',
  du: 'all apparent-size block-size bytes count-links dereference dereference-args exclude exclude-from files0-from human-readable inodes si max-depth null no-dereference one-file-system separate-dirs summarize total threshold time time-style help version',
  egrep:
    'basic-regexp extended-regexp fixed-regexp fixed-strings perl-regexp after-context before-context binary-files byte-offset context color colour count devices directories exclude exclude-from exclude-dir file files-with-matches files-without-match group-separator help include ignore-case no-ignore-case initial-tab label line-buffered line-number line-regexp max-count no-filename no-group-separator no-messages null null-data only-matching quiet recursive dereference-recursive regexp invert-match silent text binary unix-byte-offsets version with-filename word-regexp',
  env: 'ignore-environment null unset chdir default-signal ignore-signal block-signal list-signal-handling debug split-string help version',
  expand: 'tabs initial help version',
  factor: '-debug help version',
  fallocate:
    'help version keep-size punch-hole collapse-range dig-holes insert-range zero-range offset length posix verbose',
  fgrep:
    'basic-regexp extended-regexp fixed-regexp fixed-strings perl-regexp after-context before-context binary-files byte-offset context color colour count devices directories exclude exclude-from exclude-dir file files-with-matches files-without-match group-separator help include ignore-case no-ignore-case initial-tab label line-buffered line-number line-regexp max-count no-filename no-group-separator no-messages null null-data only-matching quiet recursive dereference-recursive regexp invert-match silent text binary unix-byte-offsets version with-filename word-regexp',
  file: 'help version magic-file uncompress uncompress-noreport brief checking-printout exclude exclude-quiet files-from separator mime apple extension mime-type mime-encoding keep-going list dereference no-dereference no-buffer no-pad print0 preserve-date parameter raw special-files no-sandbox compile debug',
  findfs: 'version help',
  findmnt:
    'all ascii bytes canonicalize direction df evaluate first-only fstab help invert json kernel list mountpoint mtab noheadings notruncate options output output-all poll pairs raw types nocanonicalize nofsroot submounts source tab-file task target timeout uniq verify version shell verbose tree real pseudo vfs-all shadowed',
  flock: 'shared exclusive unlock nonblocking nb timeout wait conflict-exit-code close no-fork verbose help version',
  fmt: 'crown-margin prefix split-only tagged-paragraph uniform-spacing width goal help version',
  fold: 'bytes spaces width help version',
  free: 'bytes kilo mega giga tera peta kibi mebi gibi tebi pebi human si lohi total committed seconds count wide help version',
  fstrim: 'all fstab help listed-in version offset length minimum verbose quiet-unsupported dry-run',
  getent: 'service no-idn no-addrconfig help usage program-name HANG version',
  getopt: 'options longoptions quiet quiet-output shell test unquoted help alternative name version',
  getty:
    '8bits autologin noreset chdir delay remote issue-file show-issue flow-control host noissue init-string noclear login-program local-line extract-baud list-speeds skip-login nonewline login-options login-pause nice chroot hangup keep-baud timeout detect-case wait-cr nohints nohostname long-hostname reload version help erase-chars kill-chars',
  gpasswd: 'add administrators delete help members root remove-password restrict',
  grep: 'basic-regexp extended-regexp fixed-regexp fixed-strings perl-regexp after-context before-context binary-files byte-offset context color colour count devices directories exclude exclude-from exclude-dir file files-with-matches files-without-match group-separator help include ignore-case no-ignore-case initial-tab label line-buffered line-number line-regexp max-count no-filename no-group-separator no-messages null null-data only-matching quiet recursive dereference-recursive regexp invert-match silent text binary unix-byte-offsets version with-filename word-regexp',
  groupadd: 'force gid help key non-unique password system root prefix users',
  groupdel: 'help force root prefix',
  groupmod: 'append gid help new-name non-unique password root prefix users',
  groups: 'help version',
  gunzip:
    'ascii to-stdout stdout decompress uncompress force help keep list license no-name name -presume-input-tty quiet silent synchronous recursive suffix test verbose version fast best lzw bits rsyncable',
  gzip: 'ascii to-stdout stdout decompress uncompress force help keep list license no-name name -presume-input-tty quiet silent synchronous recursive suffix test verbose version fast best lzw bits rsyncable',
  hd: 'one-byte-octal one-byte-char canonical two-bytes-decimal two-bytes-octal two-bytes-hex format format-file color length skip no-squeezing help version',
  head: 'bytes lines -presume-input-pipe quiet silent verbose zero-terminated help version',
  hexdump:
    'one-byte-octal one-byte-char canonical two-bytes-decimal two-bytes-octal two-bytes-hex format format-file color length skip no-squeezing help version',
  hostid: 'help version',
  hostname: 'domain boot file fqdn all-fqdns help long short version alias ip-address all-ip-addresses nis yp',
  hwclock:
    'adjust help localtime show hctosys utc version systohc debug ul-debug verbose set param-get param-set noadjfile directisa test date delay rtc adjfile systz predict get update-drift',
  i386: 'help version verbose addr-no-randomize fdpic-funcptrs mmap-page-zero addr-compat-layout read-implies-exec 32bit short-inode whole-seconds sticky-timeouts 3gb 4gb uname-2.6 list',
  iconv: 'from-code to-code list output silent verbose help usage program-name HANG version',
  id: 'context group groups name real user zero help version',
  install:
    'backup compare context directory group mode no-target-directory owner preserve-timestamps preserve-context strip strip-program suffix target-directory verbose help version',
  ionice: 'classdata class help ignore pid pgid uid version',
  ipcs: 'id queues shmems semaphores all time pid creator limits summary human bytes version help',
  join: 'ignore-case check-order nocheck-order zero-terminated header help version',
  last: 'limit help file nohostname version hostlast since until present system dns ip fulltimes fullnames time-format',
  link: 'help version',
  linux32:
    'help version verbose addr-no-randomize fdpic-funcptrs mmap-page-zero addr-compat-layout read-implies-exec 32bit short-inode whole-seconds sticky-timeouts 3gb 4gb uname-2.6 list',
  linux64:
    'help version verbose addr-no-randomize fdpic-funcptrs mmap-page-zero addr-compat-layout read-implies-exec 32bit short-inode whole-seconds sticky-timeouts 3gb 4gb uname-2.6 list',
  ln: 'backup directory no-dereference no-target-directory force interactive suffix target-directory logical physical relative symbolic verbose help version',
  locale: 'all-locales charmaps category-name keyword-name verbose help usage program-name HANG version',
  localedef:
    'charmap inputfile repertoire-map force no-hard-links prefix posix quiet verbose no-warnings warnings no-archive add-to-archive replace delete-from-archive list-archive alias-file little-endian big-endian help usage program-name HANG version',
  logger:
    'id stderr file no-act priority tag socket socket-errors udp tcp server port version help octet-count prio-prefix rfc3164 rfc5424 size msgid skip-empty sd-id sd-param journald',
  logname: 'help version',
  look: 'alternative alphanum ignore-case terminate version help',
  losetup:
    'all set-capacity detach detach-all find nooverlap help associated json list sector-size noheadings offset output output-all sizelimit partscan read-only direct-io raw show verbose version',
  ls: 'all escape directory dired full-time group-directories-first human-readable inode kibibytes numeric-uid-gid no-group hide-control-chars reverse size width almost-all ignore-backups classify file-type si dereference-command-line dereference-command-line-symlink-to-dir hide ignore indicator-style dereference literal quote-name quoting-style recursive format show-control-chars sort tabsize time time-style zero color hyperlink block-size context author help version',
  lsblk:
    'all bytes nodeps noempty discard dedup zoned help json output output-all merge perms noheadings list ascii raw inverse fs exclude include topology paths pairs scsi sort sysroot shell tree version width',
  lscpu: 'all online bytes caches offline help extended json parse sysroot physical hex version output-all',
  lslogins:
    'acc-expiration colon-separate export shell failed groups help logins supp-groups newline notruncate noheadings output output-all last raw system-accs time-format user-accs version pwd print0 wtmp-file btmp-file lastlog-file context',
  lsns: 'json task help output output-all notruncate version noheadings nowrap list raw type tree',
  lzcat:
    'compress decompress uncompress test list keep force stdout to-stdout single-stream no-sparse suffix files files0 format check ignore-check block-size block-list memlimit-compress memlimit-decompress memlimit-mt-decompress memlimit memory no-adjust threads flush-timeout extreme fast best lzma1 lzma2 x86 powerpc ia64 arm armthumb arm64 sparc delta quiet verbose no-warn robot info-memory help long-help version',
  lzma: 'compress decompress uncompress test list keep force stdout to-stdout single-stream no-sparse suffix files files0 format check ignore-check block-size block-list memlimit-compress memlimit-decompress memlimit-mt-decompress memlimit memory no-adjust threads flush-timeout extreme fast best lzma1 lzma2 x86 powerpc ia64 arm armthumb arm64 sparc delta quiet verbose no-warn robot info-memory help long-help version',
  mcookie: 'file max-size verbose version help',
  md5sum: 'check ignore-missing quiet status warn strict tag zero binary text help version',
  mesg: 'verbose version help',
  mkdir: 'context mode parents verbose help version',
  mkfifo: 'context mode help version',
  mknod: 'context mode help version',
  mkswap: 'check force quiet pagesize label swapversion uuid version help lock verbose',
  mktemp: 'directory quiet dry-run suffix tmpdir help version',
  more: 'silent logical no-pause print-over clean-print exit-on-eof squeeze plain lines version help',
  mount:
    'all fake fstab fork help no-mtab read-only ro verbose version read-write rw options test-opts types uuid label bind move rbind make-shared make-slave make-private make-unbindable make-rshared make-rslave make-rprivate make-runbindable mkdir no-canonicalize internal-only show-labels target target-prefix source options-mode options-source options-source-force namespace',
  mountpoint: 'quiet nofollow fs-devno devno help version',
  mv: 'backup context force interactive no-clobber no-target-directory strip-trailing-slashes suffix target-directory update verbose help version',
  namei: 'help version mountpoints modes owners long nolinks vertical',
  netstat:
    'ax25 version interfaces help route masquerade protocol tcp sctp udp udplite raw unix l2cap rfcomm listening all timers continuous extend programs verbose statistics wide numeric numeric-hosts numeric-ports numeric-users symbolic cache fib groups context',
  nice: 'adjustment help version',
  nisdomainname: 'domain boot file fqdn all-fqdns help long short version alias ip-address all-ip-addresses nis yp',
  nl: 'header-numbering body-numbering footer-numbering starting-line-number line-increment no-renumber join-blank-lines number-separator number-width number-format section-delimiter help version',
  nohup: 'help version',
  nproc: 'all ignore help version',
  nsenter:
    'all help version target mount uts ipc net pid user cgroup time setuid setgid root wd wdns no-fork preserve-credentials follow-context',
  numfmt:
    'from from-unit to to-unit round padding suffix grouping delimiter field debug -debug header format invalid zero-terminated help version',
  od: 'skip-bytes address-radix read-bytes format output-duplicates strings traditional width endian help version',
  passwd:
    'all delete expire help inactive keep-tokens lock mindays quiet repository root status unlock warndays maxdays',
  paste: 'serial delimiters zero-terminated help version',
  patch:
    'backup prefix context directory ifdef ed remove-empty-files force fuzz get input ignore-whitespace merge normal forward output strip reject-file reverse quiet silent batch set-time unified version version-control debug basename-prefix suffix set-utc dry-run verbose binary help backup-if-mismatch no-backup-if-mismatch posix quoting-style reject-format read-only follow-symlinks',
  pathchk: 'portability help version',
  pgrep:
    'signal ignore-ancestors count cgroup delimiter list-name list-full full pgroup group ignore-case newest oldest older parent session terminal euid uid inverse lightweight exact pidfile logpidfile echo ns nslist queue runstates help version',
  pinky: 'help version',
  pkill:
    'signal ignore-ancestors count cgroup delimiter list-name list-full full pgroup group ignore-case newest oldest older parent session terminal euid uid inverse lightweight exact pidfile logpidfile echo ns nslist queue runstates help version',
  pmap: 'extended device quiet range help version read-rc read-rc-from create-rc create-rc-to show-path',
  pr: 'pages columns across show-control-chars double-space date-format expand-tabs form-feed header output-tabs join-lines length merge number-lines first-line-number indent no-file-warnings separator sep-string omit-header omit-pagination show-nonprinting width page-width help version',
  printenv: 'null help version',
  prlimit:
    'pid output as core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack version help noheadings raw verbose',
  pstree:
    'arguments ascii compact-not color vt100 highlight-all highlight-pid long numeric-sort ns-sort show-pids show-pgids show-parents ns-changes thread-names hide-threads uid-changes unicode version security-context',
  ptx: 'auto-reference break-file flag-truncation ignore-case gap-size ignore-file macro-name only-file references right-side-refs format sentence-regexp traditional typeset-mode width word-regexp help version',
  pwd: 'logical physical help version',
  pwdx: 'version help',
  readlink: 'canonicalize canonicalize-existing canonicalize-missing no-newline quiet silent verbose zero help version',
  realpath:
    'canonicalize-existing canonicalize-missing relative-to relative-base quiet strip no-symlinks zero logical physical help version',
  'rename.ul': 'verbose version help all last no-act no-overwrite interactive symlink',
  rev: 'version help',
  rgrep:
    'basic-regexp extended-regexp fixed-regexp fixed-strings perl-regexp after-context before-context binary-files byte-offset context color colour count devices directories exclude exclude-from exclude-dir file files-with-matches files-without-match group-separator help include ignore-case no-ignore-case initial-tab label line-buffered line-number line-regexp max-count no-filename no-group-separator no-messages null null-data only-matching quiet recursive dereference-recursive regexp invert-match silent text binary unix-byte-offsets version with-filename word-regexp',
  rm: 'force interactive one-file-system no-preserve-root preserve-root -presume-input-tty recursive dir verbose help version',
  rmdir: 'ignore-fail-on-non-empty path parents verbose help version',
  route: 'ax25 extend verbose version numeric symbolic protocol cache fib help',
  'run-parts':
    'test list verbose debug report reverse umask arg help version lsbsysinit regex stdin exit-on-error new-session',
  runcon: 'role type user range compute help version',
  runuser:
    'command session-command fast login preserve-environment pty shell group supp-group user whitelist-environment help version',
  script:
    'append command echo return flush force log-in log-out log-io log-timing logging-format output-limit quiet timing version help',
  sdiff:
    'diff-program expand-tabs help ignore-all-space ignore-blank-lines ignore-case ignore-matching-lines ignore-space-change ignore-tab-expansion ignore-trailing-space left-column minimal output speed-large-files strip-trailing-cr suppress-common-lines tabsize text version width',
  sed: 'binary regexp-extended debug expression file in-place line-length null-data zero-terminated quiet posix silent sandbox separate unbuffered version help follow-symlinks',
  seq: 'equal-width format separator help version',
  setarch:
    'help version verbose addr-no-randomize fdpic-funcptrs mmap-page-zero addr-compat-layout read-implies-exec 32bit short-inode whole-seconds sticky-timeouts 3gb 4gb uname-2.6 list',
  setpriv:
    'dump nnp no-new-privs inh-caps ambient-caps list-caps ruid euid rgid egid reuid regid clear-groups keep-groups init-groups groups bounding-set securebits pdeathsig selinux-label apparmor-profile help reset-env version',
  setsid: 'ctty fork wait version help',
  sha1sum: 'check ignore-missing quiet status warn strict tag zero binary text help version',
  sha224sum: 'check ignore-missing quiet status warn strict tag zero binary text help version',
  sha256sum: 'check ignore-missing quiet status warn strict tag zero binary text help version',
  sha384sum: 'check ignore-missing quiet status warn strict tag zero binary text help version',
  sha512sum: 'check ignore-missing quiet status warn strict tag zero binary text help version',
  shred: 'exact force iterations size random-source remove verbose zero help version',
  shuf: 'echo input-range head-count output random-source repeat zero-terminated help version',
  slabtop: 'delay sort once help version',
  sleep: 'help version',
  sort: 'ignore-leading-blanks check compress-program debug dictionary-order ignore-case files0-from general-numeric-sort ignore-nonprinting key merge month-sort numeric-sort human-numeric-sort version-sort random-sort random-source sort output reverse stable batch-size buffer-size field-separator temporary-directory unique zero-terminated parallel help version',
  split:
    'bytes lines line-bytes number elide-empty-files unbuffered suffix-length additional-suffix numeric-suffixes hex-suffixes filter verbose separator -io-blksize help version',
  ss: 'numeric resolve options extended memory info processes threads bpf events dccp tcp sctp udp raw unix tipc vsock all listening ipv4 ipv6 packet family socket query summary diag filter version help context contexts net tipcinfo tos cgroup kill no-header xdp mptcp oneline inet-sockopt',
  stat: 'dereference file-system format printf terse cached help version',
  stdbuf: 'input output error help version',
  strings:
    'all bytes data encoding help include-all-whitespace output-separator print-file-name radix target unicode version',
  sum: 'sysv help version',
  swapoff: 'all help verbose version',
  swapon:
    'priority discard ifexists options summary fixpgsz all help verbose version show output-all noheadings raw bytes',
  sync: 'data file-system help version',
  sysctl: 'all deprecated dry-run binary ignore names values load quiet write system pattern help version',
  systemctl:
    'help version type property all reverse after before show-types failed full job-mode fail irreversible ignore-dependencies ignore-inhibitors check-inhibitors value user system global wait no-block legend no-legend no-pager no-wall dry-run quiet root image force no-reload kill-whom signal no-ask-password host machine runtime lines output plain state recursive with-dependencies preset-mode firmware-setup boot-loader-menu boot-loader-entry now message show-transaction what reboot-argument timestamp read-only mkdir marked',
  tac: 'before regex separator help version',
  tail: 'bytes follow lines max-unchanged-stats -disable-inotify pid -presume-input-pipe quiet retry silent sleep-interval verbose zero-terminated help version',
  tar: 'list extract get create diff compare append update catenate concatenate delete test-label sparse hole-detection sparse-version incremental listed-incremental level ignore-failed-read occurrence seek no-seek no-check-device check-device verify remove-files keep-old-files skip-old-files keep-newer-files overwrite unlink-first recursive-unlink no-overwrite-dir overwrite-dir keep-directory-symlink one-top-level to-stdout to-command ignore-command-error no-ignore-command-error owner group owner-map group-map mtime clamp-mtime mode atime-preserve touch same-owner no-same-owner numeric-owner preserve-permissions same-permissions no-same-permissions preserve-order same-order delay-directory-restore no-delay-directory-restore sort xattrs no-xattrs xattrs-include xattrs-exclude selinux no-selinux acls no-acls file force-local rmt-command rsh-command multi-volume tape-length info-script new-volume-script volno-file blocking-factor record-size ignore-zeros read-full-records format old-archive portability posix pax-option label auto-compress no-auto-compress use-compress-program bzip2 gzip gunzip ungzip compress uncompress lzip lzma lzop xz zstd one-file-system absolute-names dereference hard-dereference starting-file newer after-date newer-mtime backup suffix strip-components transform xform checkpoint checkpoint-action check-links totals utc full-time index-file block-number show-defaults show-snapshot-field-ranges show-omitted-dirs show-transformed-names show-stored-names quoting-style quote-chars no-quote-chars interactive confirmation verbose warning restrict add-file directory files-from null no-null unquote no-unquote verbatim-files-from no-verbatim-files-from exclude exclude-from exclude-caches exclude-caches-under exclude-caches-all exclude-tag exclude-ignore exclude-ignore-recursive exclude-tag-under exclude-tag-all exclude-vcs exclude-vcs-ignores exclude-backups recursion no-recursion anchored no-anchored ignore-case no-ignore-case wildcards no-wildcards wildcards-match-slash no-wildcards-match-slash help usage program-name HANG version',
  taskset: 'all-tasks pid cpu-list help version',
  tee: 'append ignore-interrupts output-error help version',
  time: 'append format help output-file portability quiet verbose version',
  timeout: 'kill-after signal verbose foreground preserve-status help version',
  touch: 'time no-create date reference no-dereference help version',
  tr: 'complement delete squeeze-repeats truncate-set1 help version',
  truncate: 'no-create io-blocks reference size help version',
  tsort: 'help version',
  tty: 'silent help version',
  umount:
    'all all-targets detach-loop fake force help internal-only lazy no-canonicalize no-mtab quiet read-only recursive test-opts types verbose version namespace',
  uname:
    'all kernel-name sysname nodename kernel-release release kernel-version machine processor hardware-platform operating-system help version',
  uncompress:
    'ascii to-stdout stdout decompress uncompress force help keep list license no-name name -presume-input-tty quiet silent synchronous recursive suffix test verbose version fast best lzw bits rsyncable',
  unexpand: 'tabs all first-only help version',
  uniq: 'count repeated all-repeated group ignore-case unique skip-fields skip-chars check-chars zero-terminated help version',
  unlink: 'help version',
  unlzma:
    'compress decompress uncompress test list keep force stdout to-stdout single-stream no-sparse suffix files files0 format check ignore-check block-size block-list memlimit-compress memlimit-decompress memlimit-mt-decompress memlimit memory no-adjust threads flush-timeout extreme fast best lzma1 lzma2 x86 powerpc ia64 arm armthumb arm64 sparc delta quiet verbose no-warn robot info-memory help long-help version',
  unshare:
    'help version mount uts ipc net pid user cgroup time fork kill-child mount-proc map-user map-users map-group map-groups map-root-user map-current-user map-auto propagation setgroups keep-caps setuid setgid root wd monotonic boottime',
  unxz: 'compress decompress uncompress test list keep force stdout to-stdout single-stream no-sparse suffix files files0 format check ignore-check block-size block-list memlimit-compress memlimit-decompress memlimit-mt-decompress memlimit memory no-adjust threads flush-timeout extreme fast best lzma1 lzma2 x86 powerpc ia64 arm armthumb arm64 sparc delta quiet verbose no-warn robot info-memory help long-help version',
  uptime: 'pretty help since version',
  useradd:
    'base-dir btrfs-subvolume-home badname comment home-dir defaults expiredate inactive add-subids-for-system gid groups help skel key no-log-init create-home no-create-home no-user-group non-unique password system root prefix shell uid user-group selinux-user',
  userdel: 'force help remove root prefix selinux-user',
  usermod:
    'append badnames comment home expiredate inactive gid groups help login lock move-home non-unique password remove root prefix shell uid unlock add-subuids del-subuids add-subgids del-subgids selinux-user',
  users: 'help version',
  vdir: 'all escape directory dired full-time group-directories-first human-readable inode kibibytes numeric-uid-gid no-group hide-control-chars reverse size width almost-all ignore-backups classify file-type si dereference-command-line dereference-command-line-symlink-to-dir hide ignore indicator-style dereference literal quote-name quoting-style recursive format show-control-chars sort tabsize time time-style zero color hyperlink block-size context author help version',
  vmstat: 'active forks slabs one-header stats disk disk-sum partition unit wide timestamp help version no-first',
  w: 'no-header no-current short from old-style ip-addr help version',
  wall: 'nobanner timeout group version help',
  watch: 'color differences help interval beep errexit chgexit equexit exec precise no-title no-wrap version',
  wc: 'bytes chars lines words debug files0-from max-line-length help version',
  wget: 'accept accept-regex adjust-extension no-adjust-extension append-output ask-password no-ask-password auth-no-challenge no-auth-no-challenge background no-background backup-converted no-backup-converted backups no-backups base bind-address body-data body-file ca-certificate ca-directory cache no-cache certificate certificate-type check-certificate no-check-certificate clobber compression config connect-timeout continue no-continue convert-file-only no-convert-file-only convert-links no-convert-links content-disposition no-content-disposition content-on-error no-content-on-error cookies no-cookies crl-file cut-dirs debug no-debug default-page delete-after no-delete-after directories no-directories directory-prefix dns-cache no-dns-cache dns-timeout domains dont-remove-listing dot-style egd-file exclude-directories exclude-domains execute follow-ftp no-follow-ftp follow-tags force-directories no-force-directories force-html no-force-html ftp-password ftp-user ftps-clear-data-connection no-ftps-clear-data-connection ftps-fallback-to-ftp no-ftps-fallback-to-ftp ftps-implicit no-ftps-implicit ftps-resume-ssl no-ftps-resume-ssl glob no-glob header help host-directories no-host-directories hsts no-hsts hsts-file html-extension no-html-extension htmlify no-htmlify http-keep-alive no-http-keep-alive http-passwd http-password http-user https-only no-https-only ignore-case no-ignore-case ignore-length no-ignore-length ignore-tags include-directories inet4-only no-inet4-only inet6-only no-inet6-only input-file iri no-iri keep-badhash no-keep-badhash keep-session-cookies no-keep-session-cookies level limit-rate load-cookies local-encoding rejected-log max-redirect method mirror no-mirror netrc no-netrc no no-clobber no-no-clobber no-config no-no-config no-parent no-no-parent output-document output-file page-requisites no-page-requisites parent passive-ftp no-passive-ftp password pinnedpubkey post-data post-file prefer-family preserve-permissions no-preserve-permissions ciphers private-key private-key-type progress show-progress no-show-progress protocol-directories no-protocol-directories proxy no-proxy proxy__compat proxy-passwd proxy-password proxy-user quiet no-quiet quota random-file random-wait no-random-wait read-timeout recursive no-recursive referer regex-type reject reject-regex relative no-relative remote-encoding remove-listing no-remove-listing report-speed no-report-speed restrict-file-names no-restrict-file-names retr-symlinks no-retr-symlinks retry-connrefused no-retry-connrefused retry-on-host-error no-retry-on-host-error retry-on-http-error save-cookies save-headers no-save-headers secure-protocol server-response no-server-response span-hosts no-span-hosts spider no-spider start-pos strict-comments no-strict-comments timeout timestamping no-timestamping if-modified-since no-if-modified-since tries unlink no-unlink trust-server-names no-trust-server-names use-askpass use-server-timestamps no-use-server-timestamps user user-agent verbose no-verbose version wait waitretry warc-cdx no-warc-cdx warc-compression no-warc-compression warc-dedup warc-digests no-warc-digests warc-file warc-header warc-keep-log no-warc-keep-log warc-max-size warc-tempdir xattr no-xattr',
  who: 'all boot count dead heading ips login lookup message mesg process runlevel short time users writable help version',
  whoami: 'help version',
  wipefs: 'all backup force help lock no-act offset parsable quiet types version json noheadings output',
  x86_64:
    'help version verbose addr-no-randomize fdpic-funcptrs mmap-page-zero addr-compat-layout read-implies-exec 32bit short-inode whole-seconds sticky-timeouts 3gb 4gb uname-2.6 list',
  xargs:
    'null arg-file delimiter eof replace max-lines max-args open-tty interactive no-run-if-empty max-chars verbose show-limits exit max-procs process-slot-var version help',
  xz: 'compress decompress uncompress test list keep force stdout to-stdout single-stream no-sparse suffix files files0 format check ignore-check block-size block-list memlimit-compress memlimit-decompress memlimit-mt-decompress memlimit memory no-adjust threads flush-timeout extreme fast best lzma1 lzma2 x86 powerpc ia64 arm armthumb arm64 sparc delta quiet verbose no-warn robot info-memory help long-help version',
  xzcat:
    'compress decompress uncompress test list keep force stdout to-stdout single-stream no-sparse suffix files files0 format check ignore-check block-size block-list memlimit-compress memlimit-decompress memlimit-mt-decompress memlimit memory no-adjust threads flush-timeout extreme fast best lzma1 lzma2 x86 powerpc ia64 arm armthumb arm64 sparc delta quiet verbose no-warn robot info-memory help long-help version',
  yes: 'help version',
  ypdomainname: 'domain boot file fqdn all-fqdns help long short version alias ip-address all-ip-addresses nis yp',
  zcat: 'ascii to-stdout stdout decompress uncompress force help keep list license no-name name -presume-input-tty quiet silent synchronous recursive suffix test verbose version fast best lzw bits rsyncable',
};
