import { expect, test } from 'vitest';
import { compileTemplate, executeTemplate } from './template.ts';

const print = (source: string) => executeTemplate(compileTemplate(source), null);

// Recorded from `docker version --format`.
test.each([
  [
    '{{1000000.0}} {{123456789.0}} {{1e20}} {{1e21}} {{1e-5}} {{0.0001}}',
    '1e+06 1.23456789e+08 1e+20 1e+21 1e-05 0.0001',
  ],
  [
    '{{printf "%g %v %#v %G %#g" 1e6 1e6 1e6 1e7 1e6}} {{1e5}} {{100000.5}}',
    '1e+06 1e+06 1e+06 1E+07 1.00000e+06 100000 100000.5',
  ],
  ['{{json 1e6}} {{json 1e21}} {{json 1e-7}}', '1000000 1e+21 1e-7'],
  [
    '{{printf "%x %X %b %+x %.3x" 1.5 0.1 1.5 100.0 3.14159}}',
    '0x1.8p+00 0X1.999999999999AP-04 6755399441055744p-52 +0x1.9p+06 0x1.922p+01',
  ],
  [
    '{{printf "%q %#q %+q %c %U %#U" 10485760 65 233 -7 -7 128512}}',
    "'�' 'A' '\\u00e9' � U+FFFFFFFFFFFFFFF9 U+1F600 '😀'",
  ],
  [
    '{{printf "%6.2f|%-8.1e|%+08.2f|% f|%08.3f" 3.14159 12345.6 -3.14159 2.5 -1.5}}',
    '  3.14|1.2e+04 |-0003.14| 2.500000|-001.500',
  ],
  ['{{printf "%#x|%#o|%#b|%O|%#X" 255 8 5 8 255}}', '0xff|010|0b101|0o10|0XFF'],
  [
    '{{printf "%5t|%-7t|%q|%x|%05s|%-05d|%+q|% x|%#x" true false "a\\tb" "hi" "ab" 42 "é" "hi" "hi"}}',
    ' true|false  |"a\\tb"|6869|000ab|42   |"\\u00e9"|68 69|0x6869',
  ],
  ['{{printf "%.1x|%.2q|%#q|%#+q" "hi" "abcd" "a`b" "é"}}', '68|"ab"|"a`b"|`é`'],
  ['{{printf "%[3]v %[1]v %v" 1 2 3}}|{{printf "%[9]d" 1}}|{{printf "%[x]d" 1}}', '3 1 2|%!d(BADINDEX)|%!d(BADINDEX)'],
  ['{{printf "%[1]*d" 5 7}}|{{printf "%[2]*[1]d" 7 5}}|{{printf "%-*d|" 5 7}}', '    7|    7|7    |'],
  [
    '{{printf "%*d" "x" 7}}|{{printf "%.*d" -1 7}}|{{printf "%[1]d %d" 1}}',
    '%!(BADWIDTH)7|%!(BADPREC)7|1 %!d(MISSING)',
  ],
  ['{{printf "%[]d" 1}}|{{printf "%[1" 1}}|{{printf "%.[1]*d" 3}}', '%!d(BADINDEX)|%!(NOVERB)|%!d(MISSING)'],
  ['{{printf "%d|%s|%v|%T|%5v" nil nil nil nil nil}}', '%!d(<nil>)|%!s(<nil>)|<nil>|<nil>|<nil>'],
  [
    '{{printf "%é %s" 1}} {{printf "%" }} {{printf "%5" 1}}',
    '%!é(int=1) %!s(MISSING) %!(NOVERB) %!(NOVERB)%!(EXTRA int=1)',
  ],
  ['{{printf "%  d|%++d|%0005d|%-010d|" 1 2 3 4}}', ' 1|+2|00003|4         |'],
  ['{{printf "%.3d|%8.3d|%-8.3d|%08.3d|%.0d|%+.0d" 5 5 5 5 0 0}}', '005|     005|005     |     005||'],
  [
    '{{printf "%6d|%6.1f|%06d|%+v|%+d" -42 -4.25 -42 -42 -42}} {{printf "%t" 1}}',
    '   -42|  -4.2|-00042|-42|-42 %!t(int=1)',
  ],
])('%s', (source, output) => expect(print(source)).toBe(output));
