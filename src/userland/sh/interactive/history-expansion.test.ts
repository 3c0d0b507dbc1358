import { expect, test } from 'vitest';
import { expandHistory } from './history-expansion.ts';

const HISTORY = ['docker ps -a', 'ls /tmp "a b"', 'cat x y'];

test.each([
  ['sudo !!', 'sudo cat x y'],
  ['!-2', 'ls /tmp "a b"'],
  ['!1 -q', 'docker ps -a -q'],
  ['!do', 'docker ps -a'],
  ['!?tmp?', 'ls /tmp "a b"'],
  ['less !$', 'less y'],
  ['rm !*', 'rm x y'],
  ['^cat^tac', 'tac x y'],
  ['echo "!!"', 'echo "cat x y"'],
  ['ls !$:s/y/z/', 'ls z'],
  ['echo !2:1-2', 'echo /tmp "a b"'],
  ['echo !!:2 !!:0', 'echo y cat'],
  ['cd !2:1:h', 'cd /'],
  ['!!:gs/x/q/', 'cat q y'],
])('%s', (line, text) => {
  expect(expandHistory(line, HISTORY)).toEqual({ kind: 'expanded', text });
});

test.each([
  "echo 'a!!'",
  'echo hi!',
  'if ! true; then :; fi',
  'echo \\!!',
  '[ a != b ]',
  'echo "wow!"',
  'ls [!a]*',
  'echo ${!x} $!',
])('%s stays', (line) => {
  expect(expandHistory(line, HISTORY)).toEqual({ kind: 'same' });
});

test('what is not there is named', () => {
  expect(expandHistory('!nope', HISTORY)).toEqual({ kind: 'missing', event: '!nope', reason: 'event not found' });
});

test.each(['echo ${x!}', 'echo !@#', 'echo a!,b'])('%s asks for an event that is not there', (line) => {
  expect(expandHistory(line, HISTORY)).toMatchObject({ kind: 'missing' });
});
