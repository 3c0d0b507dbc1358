import { expect, test } from 'vitest';
import { expandWord, expandWords, variablesOf } from './expand.ts';

const variables = variablesOf(['A=1:2:3', 'EMPTY=', 'TWO=80 90', 'PATH=/bin']);
const expand = (word: string) => expandWord(word, variables);

// Expected values were read off real Docker's classic builder.
test.each([
  ['$A-${A}', '1:2:3-1:2:3'],
  ['${x:-a$PATH}', 'a/bin'],
  ['${EMPTY-unset}|${EMPTY:-empty}', '|empty'],
  ['${A:+yes}${EMPTY:+no}${EMPTY+set}', 'yesset'],
  ['${A%:*}', '1:2'],
  ['${A%%:*}', '1'],
  ['${A#*:}', '2:3'],
  ['${A##*:}', '3'],
  ['${A/1/2}', '2:2:3'],
  ['${A//:/-}', '1-2-3'],
  ['$', '$'],
  ['$$', ''],
  ['\\$A', '$A'],
  ["'$A'", '$A'],
  ['"\\"$A\\" \\x"', '"1:2:3" \\x'],
  ['a\\ b', 'a b'],
])('%s becomes %s', (word, expected) => {
  expect(expand(word)).toBe(expected);
});

test.each([
  ['${', 'failed to process "${": syntax error: missing \'}\''],
  ['${}', 'failed to process "${}": syntax error: bad substitution'],
  ['${b', 'failed to process "${b": unsupported modifier (\ufffd) in substitution'],
  ['${x:=y}', 'failed to process "${x:=y}": unsupported modifier (:=) in substitution'],
  ['${b?err}', 'failed to process "${b?err}": b: err'],
  ['"x', 'failed to process "\\"x": unexpected end of statement while looking for matching double-quote'],
])('%s is refused', (word, message) => {
  expect(() => expand(word)).toThrow(message);
});

test('words are split after expansion, unless they are quoted', () => {
  expect(expandWords('$TWO', variables)).toEqual(['80', '90']);
  expect(expandWords('"$TWO"', variables)).toEqual(['80 90']);
  expect(expandWords('a$TWO', variables)).toEqual(['a80', '90']);
  expect(expandWords('$EMPTY', variables)).toEqual([]);
});

test('a backquote escapes where the Dockerfile says so', () => {
  expect(expandWord('a`$A c:\\d', variables, '`')).toBe('a$A c:\\d');
});
