/** `time`. */
import { chain } from '../awaitable.ts';
import type { Run } from '../shell.ts';

export function timed(run: Run, posix: boolean): Run {
  return (sh) => {
    const start = sh.sys.now();
    return chain(run(sh), (status) => {
      const real = (sh.sys.now() - start) / 1000;
      const format = sh.vars.map.get('TIMEFORMAT')?.value;
      if (format !== undefined && !posix)
        return chain(format === '' ? undefined : sh.err(timeText(format, real)), () => status);
      const report = posix
        ? `real ${real.toFixed(2)}\nuser 0.00\nsys 0.00\n`
        : `\nreal\t${minutes(real)}\nuser\t0m0.000s\nsys\t0m0.000s\n`;
      return chain(sh.err(report), () => status);
    });
  };
}

/** TIMEFORMAT: real time, and no CPU time, which is not measured. */
function timeText(format: string, real: number): string {
  const text = format.replace(/%(\d?)(l?)([RUSP%])/g, (_all, digits: string, long: string, letter: string) => {
    if (letter === '%') return '%';
    const value = letter === 'R' ? real : 0;
    const places = digits === '' ? 3 : Number(digits);
    return long ? minutes(value) : value.toFixed(letter === 'P' ? 2 : places);
  });
  return `${text}\n`;
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}m${(seconds % 60).toFixed(3)}s`;
}
