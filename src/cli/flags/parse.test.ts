import { expect, test } from 'vitest';
import { parseFlagLine } from '../surface/command.ts';
import { FlagError, HelpRequest, parseFlags } from './parse.ts';

const specs = ['all,a bool', 'detach,d bool', 'env,e list', 'last,n int=-1', 'memory,m bytes', 'publish,p list'].map(
  parseFlagLine,
);
const grammar = { command: 'container run', specs, optionsFirst: false };
const parse = (...words: string[]) => parseFlags(words, grammar);
const failure = (...words: string[]) => {
  try {
    parse(...words);
  } catch (error) {
    return error instanceof FlagError ? error.message : String(error);
  }
  return undefined;
};

test('reads long and short flags, clusters, values and arguments between them', () => {
  const { flags, args } = parse('x', '-ad', '-e', 'A=1', '--env=B=2', '-p80:80', '-n=3', 'y', '--', '-z');
  expect(args).toEqual(['x', 'y', '-z']);
  expect([
    flags.bool('all'),
    flags.bool('detach'),
    flags.list('env'),
    flags.list('publish'),
    flags.number('last'),
  ]).toEqual([true, true, ['A=1', 'B=2'], ['80:80'], 3]);
});

test('another name of a flag adds to its values in the order of the line', () => {
  const aliased = [...specs, parseFlagLine('environment list hidden as=env')];
  const { flags } = parseFlags(['--environment', 'A', '-e', 'B', '--environment=C'], { ...grammar, specs: aliased });
  expect([flags.list('env'), flags.given]).toEqual([['A', 'B', 'C'], ['env']]);
});

test('leaves all after the first argument alone when options come first', () => {
  const { flags, args } = parseFlags(['-a', 'busybox', '-a', '--', '-x'], { ...grammar, optionsFirst: true });
  expect([flags.bool('all'), args]).toEqual([true, ['busybox', '-a', '--', '-x']]);
});

test('defaults stand where nothing was given', () => {
  const { flags } = parse();
  expect([flags.number('last'), flags.bool('all'), flags.list('env'), flags.changed('last')]).toEqual([
    -1,
    false,
    [],
    false,
  ]);
});

test.each([
  [['--nosuch'], 'unknown flag: --nosuch'],
  [['--no-such=5'], 'unknown flag: --no-such'],
  [['-az'], "unknown shorthand flag: 'z' in -z"],
  [['--env'], 'flag needs an argument: --env'],
  [['-ae'], "flag needs an argument: 'e' in -e"],
  [['---x'], 'bad flag syntax: ---x'],
  [['--=x'], 'bad flag syntax: --=x'],
  [['-n', 'x'], 'invalid argument "x" for "-n, --last" flag: strconv.ParseInt: parsing "x": invalid syntax'],
  [['-d=x'], 'invalid argument "x" for "-d, --detach" flag: strconv.ParseBool: parsing "x": invalid syntax'],
  [['-m', '12x'], 'invalid argument "12x" for "-m, --memory" flag: invalid suffix: \'x\''],
  [['-m', 'lots'], 'invalid argument "lots" for "-m, --memory" flag: invalid size: \'lots\''],
  [['-e', '=x'], 'invalid argument "=x" for "-e, --env" flag: invalid environment variable: =x'],
])('%j: %s', (words, message) => {
  expect(failure(...words)).toBe(message);
});

test('help is asked for by --help and, deprecated, by -h', () => {
  expect(() => parse('--help')).toThrow(new HelpRequest(false));
  expect(() => parse('-h')).toThrow(new HelpRequest(true));
});
