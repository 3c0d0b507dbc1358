import { expect, test } from 'vitest';
import { termiosFlags, termiosOf } from './termios-flags.ts';

test.each([true, false])('what is set comes back: all %s', (on) => {
  const all = { canonical: on, echo: on, signals: on, crToNl: on, nlToCrNl: on };
  expect(termiosOf(termiosFlags(all))).toEqual(all);
});

test('a new terminal has the flags that stty -g tells on Linux', () => {
  const { c_iflag, c_oflag, c_cflag, c_lflag, c_cc } = termiosFlags({
    canonical: true,
    echo: true,
    signals: true,
    crToNl: true,
    nlToCrNl: true,
  });
  const words = [c_iflag, c_oflag, c_cflag, c_lflag, ...c_cc.slice(0, 17)].map((word) => word.toString(16));
  expect(words.join(':')).toBe('500:5:bf:8a3b:3:1c:7f:15:4:0:1:0:11:13:1a:0:12:f:17:16:0');
});
