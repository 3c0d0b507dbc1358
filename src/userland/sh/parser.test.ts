import { describe, expect, test } from 'vitest';
import { parseSource } from './parser.ts';

const state = (text: string) => {
  const { incomplete, problem } = parseSource(text, 'bash');
  return incomplete ? 'incomplete' : problem ? 'wrong' : 'whole';
};

describe('a line is whole, waits for more (PS2), or is wrong', () => {
  test.each([
    'if true\n',
    'if true; then\n',
    'while a; do b\n',
    'for i in a b\n',
    'case x in\n',
    'f() {\n',
    'f()\n',
    '( a\n',
    '(\n',
    'a | ( # comment\n',
    '{ a;\n',
    'echo "a\n',
    "echo 'a\n",
    'echo $(a\n',
    'echo ${a\n',
    'echo `a\n',
    'echo $((1+\n',
    'cat <<E\nline\n',
    'a |\n',
    'a &&\n',
    'a \\\n',
    '[[ a\n',
    'x=(a\n',
    'if true # comment\n',
    'while a; do # comment\n',
  ])('%j waits', (text) => expect(state(text)).toBe('incomplete'));

  test.each([
    'a )\n',
    'done\n',
    'a | | b\n',
    'a;;b\n',
    'if then fi\n',
    'echo >\n',
    '&& a\n',
    'for i in a; do fi\n',
    'echo $(if)\n',
  ])('%j is wrong', (text) => expect(state(text)).toBe('wrong'));

  test.each([
    'a\n',
    'a &\n',
    'cat <<E\nx\nE\n',
    'echo a \\\\\n',
    '# a \\\n',
    'if a; then b; fi\n',
    '\n',
    'echo \'a\'"b"\n',
  ])('%j is whole', (text) => expect(state(text)).toBe('whole'));
});
