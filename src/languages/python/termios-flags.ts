/** The kernel's terminal attributes as the flags of `struct termios` (asm-generic/termbits.h), and back. */
import type { Termios } from '../../kernel/sys.ts';

export interface TermiosFlags {
  readonly c_iflag: number;
  readonly c_oflag: number;
  readonly c_cflag: number;
  readonly c_lflag: number;
  readonly c_cc: readonly number[];
}

const ICRNL = 0o400;
const OPOST = 0o1;
const ONLCR = 0o4;
const ISIG = 0o1;
const ICANON = 0o2;
const ECHO = 0o10;
/** IXON; CS8, CREAD and 38400 baud; ECHOE, ECHOK, ECHOCTL, ECHOKE and IEXTEN: what a new terminal of Linux has besides. */
const OTHERS = { c_iflag: 0o2000, c_cflag: 0o277, c_lflag: 0o105060 };
/** From VINTR on: ^C ^\ ^? ^U ^D, VTIME 0, VMIN 1, none, ^Q ^S ^Z, none, ^R ^O ^W ^V. */
const CHARACTERS = [3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, ...new Array<number>(16).fill(0)];

const bits = (on: boolean, flags: number): number => (on ? flags : 0);

export function termiosFlags({ canonical, echo, signals, crToNl, nlToCrNl }: Termios): TermiosFlags {
  return {
    c_iflag: OTHERS.c_iflag | bits(crToNl, ICRNL),
    c_oflag: bits(nlToCrNl, OPOST | ONLCR),
    c_cflag: OTHERS.c_cflag,
    c_lflag: OTHERS.c_lflag | bits(canonical, ICANON) | bits(echo, ECHO) | bits(signals, ISIG),
    c_cc: CHARACTERS,
  };
}

export function termiosOf({ c_iflag, c_oflag, c_lflag }: TermiosFlags): Termios {
  return {
    canonical: (c_lflag & ICANON) !== 0,
    echo: (c_lflag & ECHO) !== 0,
    signals: (c_lflag & ISIG) !== 0,
    crToNl: (c_iflag & ICRNL) !== 0,
    nlToCrNl: (c_oflag & OPOST) !== 0 && (c_oflag & ONLCR) !== 0,
  };
}
