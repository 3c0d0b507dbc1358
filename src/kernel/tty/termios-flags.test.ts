import { expect, test } from 'vitest';
import { DEFAULT_TERMIOS } from './line-discipline.ts';
import { IFLAG, LFLAG, OFLAG, termiosFlags, termiosOf } from './termios-flags.ts';

test.each([true, false])('what is set comes back: all %s', (on) => {
  const all = { canonical: on, echo: on, signals: on, crToNl: on, nlToCrNl: on, flowControl: on };
  expect(termiosOf(termiosFlags(all))).toMatchObject(all);
});

test('a new terminal has the flags that stty -g tells on Linux, and iutf8', () => {
  const { c_iflag, c_oflag, c_cflag, c_lflag, c_cc } = termiosFlags(DEFAULT_TERMIOS);
  const words = [c_iflag ^ IFLAG.IUTF8, c_oflag, c_cflag, c_lflag, ...c_cc.slice(0, 17)];
  expect(words.map((word) => word.toString(16)).join(':')).toBe(
    '500:5:bf:8a3b:3:1c:7f:15:4:0:1:0:11:13:1a:0:12:f:17:16:0',
  );
});

test('further flags stay when a field changes', () => {
  const flags = termiosFlags(DEFAULT_TERMIOS);
  const kept = termiosOf({ ...flags, c_lflag: flags.c_lflag | LFLAG.TOSTOP, c_oflag: OFLAG.OPOST });
  expect(kept.nlToCrNl).toBe(false);
  expect(termiosFlags({ ...kept, echo: false })).toMatchObject({
    c_lflag: (flags.c_lflag | LFLAG.TOSTOP) & ~LFLAG.ECHO,
    c_oflag: OFLAG.OPOST,
  });
});
