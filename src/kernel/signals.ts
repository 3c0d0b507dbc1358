/** Signals of Linux x86-64: number and default action (signal(7)). */
export const SIGNALS = {
  HUP: { number: 1, action: 'terminate', text: 'Hangup' },
  INT: { number: 2, action: 'terminate', text: 'Interrupt' },
  QUIT: { number: 3, action: 'core', text: 'Quit' },
  ILL: { number: 4, action: 'core', text: 'Illegal instruction' },
  TRAP: { number: 5, action: 'core', text: 'Trace/breakpoint trap' },
  ABRT: { number: 6, action: 'core', text: 'Aborted' },
  BUS: { number: 7, action: 'core', text: 'Bus error' },
  FPE: { number: 8, action: 'core', text: 'Floating point exception' },
  KILL: { number: 9, action: 'terminate', text: 'Killed' },
  USR1: { number: 10, action: 'terminate', text: 'User defined signal 1' },
  SEGV: { number: 11, action: 'core', text: 'Segmentation fault' },
  USR2: { number: 12, action: 'terminate', text: 'User defined signal 2' },
  PIPE: { number: 13, action: 'terminate', text: 'Broken pipe' },
  ALRM: { number: 14, action: 'terminate', text: 'Alarm clock' },
  TERM: { number: 15, action: 'terminate', text: 'Terminated' },
  STKFLT: { number: 16, action: 'terminate', text: 'Stack fault' },
  CHLD: { number: 17, action: 'ignore', text: 'Child exited' },
  CONT: { number: 18, action: 'continue', text: 'Continued' },
  STOP: { number: 19, action: 'stop', text: 'Stopped (signal)' },
  TSTP: { number: 20, action: 'stop', text: 'Stopped' },
  TTIN: { number: 21, action: 'stop', text: 'Stopped (tty input)' },
  TTOU: { number: 22, action: 'stop', text: 'Stopped (tty output)' },
  URG: { number: 23, action: 'ignore', text: 'Urgent I/O condition' },
  XCPU: { number: 24, action: 'core', text: 'CPU time limit exceeded' },
  XFSZ: { number: 25, action: 'core', text: 'File size limit exceeded' },
  VTALRM: { number: 26, action: 'terminate', text: 'Virtual timer expired' },
  PROF: { number: 27, action: 'terminate', text: 'Profiling timer expired' },
  WINCH: { number: 28, action: 'ignore', text: 'Window changed' },
  IO: { number: 29, action: 'terminate', text: 'I/O possible' },
  PWR: { number: 30, action: 'terminate', text: 'Power failure' },
  SYS: { number: 31, action: 'core', text: 'Bad system call' },
} as const;

/** A signal by its name without SIG. */
export type Signal = keyof typeof SIGNALS;

export function signalNumber(signal: Signal): number {
  return SIGNALS[signal].number;
}

export function signalByNumber(number: number): Signal | undefined {
  return (Object.keys(SIGNALS) as Signal[]).find((name) => SIGNALS[name].number === number);
}

/** `TERM`, `SIGTERM`, `sigterm` and `15` are the same; undefined when there is no such signal. */
export function parseSignal(word: string): Signal | undefined {
  if (/^\d+$/.test(word)) return signalByNumber(Number(word));
  const name = word.toUpperCase().replace(/^SIG/, '');
  return name in SIGNALS ? (name as Signal) : undefined;
}
