/** The kernel's terminal attributes as the flags of `struct termios` (asm-generic/termbits.h), and back. */
import type { Termios } from '../sys.ts';

export interface TermiosFlags {
  readonly c_iflag: number;
  readonly c_oflag: number;
  readonly c_cflag: number;
  readonly c_lflag: number;
  /** Control characters by their indexes `CC`; 0: none. */
  readonly c_cc: readonly number[];
}

export const IFLAG = {
  BRKINT: 0o2,
  ISTRIP: 0o40,
  INLCR: 0o100,
  IGNCR: 0o200,
  ICRNL: 0o400,
  IUCLC: 0o1000,
  IXON: 0o2000,
  IXANY: 0o4000,
  IMAXBEL: 0o20000,
  IUTF8: 0o40000,
} as const;

export const OFLAG = { OPOST: 0o1, ONLCR: 0o4 } as const;

export const CFLAG = { CSIZE: 0o60, CS8: 0o60, CREAD: 0o200, PARENB: 0o400 } as const;

export const LFLAG = {
  ISIG: 0o1,
  ICANON: 0o2,
  ECHO: 0o10,
  ECHOE: 0o20,
  ECHOK: 0o40,
  ECHONL: 0o100,
  NOFLSH: 0o200,
  TOSTOP: 0o400,
  ECHOCTL: 0o1000,
  ECHOKE: 0o4000,
  IEXTEN: 0o100000,
} as const;

export const CC = {
  intr: 0,
  quit: 1,
  erase: 2,
  kill: 3,
  eof: 4,
  time: 5,
  min: 6,
  swtch: 7,
  start: 8,
  stop: 9,
  susp: 10,
  eol: 11,
  rprnt: 12,
  discard: 13,
  werase: 14,
  lnext: 15,
  eol2: 16,
} as const;

/** What a terminal emulator begins with: Linux's, and characters of several bytes (IUTF8). */
export const NEW_FLAGS: TermiosFlags = {
  c_iflag: IFLAG.ICRNL | IFLAG.IXON | IFLAG.IUTF8,
  c_oflag: OFLAG.OPOST | OFLAG.ONLCR,
  c_cflag: 0o277,
  c_lflag: 0o105073,
  c_cc: [3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, ...new Array<number>(16).fill(0)],
};

const bits = (flags: number, mask: number, on: boolean): number => (on ? flags | mask : flags & ~mask);

const post = (flags: number): boolean => (flags & OFLAG.OPOST) !== 0 && (flags & OFLAG.ONLCR) !== 0;

export function termiosFlags(termios: Termios): TermiosFlags {
  const { c_iflag, c_oflag, c_cflag, c_lflag, c_cc } = termios.flags ?? NEW_FLAGS;
  const local = bits(bits(c_lflag, LFLAG.ICANON, termios.canonical), LFLAG.ECHO, termios.echo);
  return {
    c_iflag: bits(bits(c_iflag, IFLAG.ICRNL, termios.crToNl), IFLAG.IXON, termios.flowControl),
    // Only both do what the kernel knows.
    c_oflag:
      post(c_oflag) === termios.nlToCrNl
        ? c_oflag
        : bits(c_oflag, termios.nlToCrNl ? OFLAG.OPOST | OFLAG.ONLCR : OFLAG.OPOST, termios.nlToCrNl),
    c_cflag,
    c_lflag: bits(local, LFLAG.ISIG, termios.signals),
    c_cc,
  };
}

export function termiosOf(given: TermiosFlags): Termios {
  const { c_iflag, c_oflag, c_lflag } = given;
  // A pseudo terminal takes eight bits without parity, whatever is asked for.
  const flags = { ...given, c_cflag: (given.c_cflag & ~(CFLAG.CSIZE | CFLAG.PARENB)) | CFLAG.CS8 | CFLAG.CREAD };
  return {
    canonical: (c_lflag & LFLAG.ICANON) !== 0,
    echo: (c_lflag & LFLAG.ECHO) !== 0,
    signals: (c_lflag & LFLAG.ISIG) !== 0,
    crToNl: (c_iflag & IFLAG.ICRNL) !== 0,
    nlToCrNl: post(c_oflag),
    flowControl: (c_iflag & IFLAG.IXON) !== 0,
    flags,
  };
}
