import { expect, test } from 'vitest';
import { readRecipe } from './instructions.ts';
import { parseDockerfile } from './parse.ts';

const recipe = (text: string) => readRecipe(parseDockerfile(text));

test('lines are joined, comments left out, arguments cut up by each instruction', () => {
  const { nodes, warnings } = parseDockerfile(
    '\ufeff# A comment\nFROM busybox  AS base\r\nENV A=1 \\\n  # inside\n  B="two words"\nCOPY --chown=1:2 ["a b", "/x"]\nRUN echo a \\\n\n  b\n',
  );
  expect(nodes.map(({ name, flags, args, json, line }) => ({ name, flags, args, json, line }))).toEqual([
    { name: 'FROM', flags: [], args: ['busybox', 'AS', 'base'], json: false, line: 2 },
    { name: 'ENV', flags: [], args: ['A', '1', 'B', '"two words"'], json: false, line: 3 },
    { name: 'COPY', flags: ['--chown=1:2'], args: ['a b', '/x'], json: true, line: 6 },
    { name: 'RUN', flags: [], args: ['echo a   b'], json: false, line: 7 },
  ]);
  expect(warnings).toEqual([
    '[WARNING]: Empty continuation line found in: RUN echo a   b',
    '[WARNING]: Empty continuation lines will become errors in a future release.',
  ]);
});

test('stages, the arguments above them, and what their instructions mean', () => {
  expect(
    recipe('ARG TAG=1 B\nFROM x:$TAG AS One\nEXPOSE 90 80\nHEALTHCHECK --interval=1500ms --retries=2 CMD true\nCMD\n'),
  ).toEqual({
    metaArgs: [
      {
        kind: 'arg',
        args: [
          ['TAG', '1'],
          ['B', undefined],
        ],
        code: 'ARG TAG=1 B',
      },
    ],
    stages: [
      {
        name: 'one',
        base: 'x:$TAG',
        platform: '',
        code: 'FROM x:$TAG AS One',
        instructions: [
          { kind: 'expose', ports: ['80', '90'], code: 'EXPOSE 90 80' },
          {
            kind: 'healthcheck',
            health: { Test: ['CMD-SHELL', 'true'], Interval: 1_500_000_000, Retries: 2 },
            code: 'HEALTHCHECK --interval=1500ms --retries=2 CMD true',
          },
          { kind: 'cmd', line: { words: [], shell: true }, code: 'CMD' },
        ],
      },
    ],
  });
});

test('here-documents are read over', () => {
  const { nodes } = parseDockerfile('FROM x\nRUN <<EOF\necho FROM y\nEOF\nCOPY <<-"A" <<B /d/\n\tA\nB\nCMD []\n');
  expect(nodes.map(({ original }) => original)).toEqual(['FROM x', 'RUN <<EOF', 'COPY <<-"A" <<B /d/', 'CMD []']);
});

test('directives above everything else choose the escape character', () => {
  expect(parseDockerfile('# escape=`\nFROM x\nRUN a `\n  b \\\n').nodes[1]?.original).toBe('RUN a   b \\');
  expect(parseDockerfile('# a comment\n# escape=`\nFROM x\n').escape).toBe('\\');
});

// The texts are real Docker's.
test.each([
  ['# only a comment\n', 'file with no instructions'],
  ['# escape=x\nFROM a', "invalid escape token 'x' does not match ` or \\"],
  ['# syntax=a\n# escape=`\n# escape=`\nFROM a', 'only one escape parser directive can be used'],
  ['FROM a\nENV JUST', 'ENV must have two arguments'],
  ['FROM a\nENV a=1 b', 'Syntax error - can\'t find = in "b". Must be of the form: name=value'],
  ['FROM a\nRUN [1]', 'when using JSON array syntax, arrays must be comprised of strings only'],
  ['FROM a\nRUN <<EOF\n', 'unterminated heredoc'],
  ['FROM a\nRUNN x', 'dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)'],
  ['FROM a\nfoo x', 'dockerfile parse error on line 2: unknown instruction: foo (did you mean from?)'],
  ['FROM --foo a', 'dockerfile parse error on line 1: unknown flag: foo'],
  ['FROM a\n\nWORKDIR', 'dockerfile parse error on line 3: WORKDIR requires exactly one argument'],
  ['FROM a\nHEALTHCHECK --interval=1us CMD x', 'Interval "interval" cannot be less than 1ms'],
  ['FROM a\nONBUILD FROM b', "FROM isn't allowed as an ONBUILD trigger"],
  ['RUN x', 'no build stage in current context'],
])('%j is refused', (text, message) => {
  expect(() => recipe(text)).toThrow(message);
});
