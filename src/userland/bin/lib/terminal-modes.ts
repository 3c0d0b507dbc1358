/** The modes that stty knows, in the order in which it shows them (asm-generic/termbits.h, coreutils's stty). */

export const KINDS = { control: 'c_cflag', input: 'c_iflag', output: 'c_oflag', local: 'c_lflag' } as const;
export type FlagKind = keyof typeof KINDS;

export interface Mode {
  readonly name: string;
  readonly kind: FlagKind;
  readonly bits: number;
  /** One of several values of these bits; undefined: a flag. */
  readonly mask?: number;
  /** What `stty sane` makes of it; undefined: it leaves it. */
  readonly sane?: boolean;
}

/** `name=bits[/mask]`, octal; `+` and `-` in front: set or not when sane. */
const TABLE: Readonly<Record<FlagKind, string>> = {
  control:
    'parenb=400 parodd=1000 cmspar=10000000000 cs5=0/60 cs6=20/60 cs7=40/60 cs8=60/60 hupcl=2000 cstopb=100 +cread=200 clocal=4000 crtscts=20000000000',
  input:
    '-ignbrk=1 +brkint=2 ignpar=4 parmrk=10 inpck=20 istrip=40 -inlcr=100 -igncr=200 +icrnl=400 ixon=2000 -ixoff=10000 -iuclc=1000 -ixany=4000 +imaxbel=20000 -iutf8=40000',
  output:
    '+opost=1 -olcuc=2 -ocrnl=10 +onlcr=4 -onocr=20 -onlret=40 -ofill=100 -ofdel=200 -nl1=400/400 +nl0=0/400 -cr3=3000/3000 -cr2=2000/3000 -cr1=1000/3000 +cr0=0/3000 -tab3=14000/14000 -tab2=10000/14000 -tab1=4000/14000 +tab0=0/14000 -bs1=20000/20000 +bs0=0/20000 -vt1=40000/40000 +vt0=0/40000 -ff1=100000/100000 +ff0=0/100000',
  local:
    '+isig=1 +icanon=2 +iexten=100000 +echo=10 +echoe=20 +echok=40 -echonl=100 -noflsh=200 -xcase=4 -tostop=400 -echoprt=2000 +echoctl=1000 +echoke=4000 -flusho=10000 -extproc=200000',
};

export const MODES: readonly Mode[] = (Object.entries(TABLE) as [FlagKind, string][]).flatMap(([kind, words]) =>
  words.split(' ').map((word): Mode => {
    const [, sane = '', name = '', bits = '', mask] = /^([+-]?)(\w+)=(\d+)(?:\/(\d+))?$/.exec(word) ?? [];
    return {
      name,
      kind,
      bits: parseInt(bits, 8),
      ...(mask !== undefined && { mask: parseInt(mask, 8) }),
      ...(sane !== '' && { sane: sane === '+' }),
    };
  }),
);

export const SYNONYMS: Readonly<Record<string, string>> = {
  hup: 'hupcl',
  tandem: 'ixoff',
  crterase: 'echoe',
  crtkill: 'echoke',
  ctlecho: 'echoctl',
  prterase: 'echoprt',
  decctlq: 'ixany',
  tabs: 'tab0',
};

/** Words for several modes; those in parentheses change characters besides. */
export const COMBINATIONS: Readonly<Record<string, string>> = {
  '-tabs': 'tab3',
  cbreak: '-icanon',
  '-cbreak': 'icanon',
  crt: 'echoe echoctl echoke',
  '(dec)': 'echoe echoctl echoke -ixany',
  evenp: 'parenb -parodd cs7',
  parity: 'parenb -parodd cs7',
  '-evenp': '-parenb cs8',
  '-parity': '-parenb cs8',
  oddp: 'parenb parodd cs7',
  '-oddp': '-parenb cs8',
  lcase: 'xcase iuclc olcuc',
  LCASE: 'xcase iuclc olcuc',
  '-lcase': '-xcase -iuclc -olcuc',
  '-LCASE': '-xcase -iuclc -olcuc',
  litout: '-parenb -istrip -opost cs8',
  '-litout': 'parenb istrip opost cs7',
  nl: '-icrnl -onlcr',
  '-nl': 'icrnl -inlcr -igncr onlcr -ocrnl -onlret',
  pass8: '-parenb -istrip cs8',
  '-pass8': 'parenb istrip cs7',
  '(cooked)': 'brkint ignpar istrip icrnl ixon opost isig icanon',
  '(-raw)': 'brkint ignpar istrip icrnl ixon opost isig icanon',
  '(raw)':
    '-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr -icrnl -ixon -ixoff -icanon -opost -isig -iuclc -ixany -imaxbel -xcase',
  '(-cooked)':
    '-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr -icrnl -ixon -ixoff -icanon -opost -isig -iuclc -ixany -imaxbel -xcase',
};

/** By their codes. */
export const BAUDS = '0 50 75 110 134.5 150 200 300 600 1200 1800 2400 4800 9600 19200 38400'.split(' ');
