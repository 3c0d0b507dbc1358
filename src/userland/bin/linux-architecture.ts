/** setarch and its names linux32, linux64, i386, x86_64: which machine the kernel tells a program it runs on. */
import { runInPlace } from './lib/find-program.ts';
import { OptionError } from './lib/options.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

/** What the kernel here is already; other architectures of the real one's list would be told differently by `uname -m`. */
const OWN = new Set(['linux64', 'x86_64', 'amd64']);
const OTHERS = new Set(['linux32', 'i386', 'i486', 'i586', 'i686', 'athlon']);

const SPEC = {
  usage: '[<arch>] [options] [<program> [<argument>...]]',
  about: 'Change the reported architecture and set personality flags',
  options:
    'B|32bit F|fdpic-funcptrs I|short-inode L|addr-compat-layout R|addr-no-randomize S|whole-seconds T|sticky-timeouts X|read-implies-exec Z|mmap-page-zero 3|3gb 4gb uname-2.6 v|verbose list',
  firstOperandEnds: true,
  from: 'util-linux 2.38.1',
};

async function main(t: Tool): Promise<number | void> {
  const called = t.name;
  const words = [...t.operands];
  if (t.has('list')) return t.out.text([...OTHERS, ...OWN].map((name) => `${name}\n`).join(''));
  let architecture: string | undefined = called;
  if (called === 'setarch') architecture = words.shift();
  if (architecture === undefined && t.given.length === 0)
    return t.die('no architecture argument or personality flags specified');
  const known = architecture === undefined || OWN.has(architecture) || OTHERS.has(architecture);
  // After options a word that names none is the program.
  if (!known && t.given.length) words.unshift(architecture as string);
  else if (!known) return t.die(`${architecture}: Unrecognized architecture`);
  if (known && architecture !== undefined && OTHERS.has(architecture))
    return t.die(`another architecture than this machine's is not simulated in Drydock: ${architecture}`);
  let verbose = t.has('v');
  while (called === 'setarch' && /^-\w|^--\w/.test(words[0] ?? '')) {
    const word = words.shift() as string;
    const unknown = word.startsWith('--') ? undefined : /[^-BFILRSTXZ3v]/.exec(word)?.[0];
    if (unknown !== undefined) throw new OptionError('unknown', unknown);
    verbose ||= /^-\w*v/.test(word) || word === '--verbose';
  }
  const command = words.length ? words : ['/bin/sh'];
  if (verbose) await t.out.text(`Execute command \`${command[0]}'.\n`);
  await t.out.flush();
  return runInPlace(t, command, `failed to execute ${command[0]}`);
}

function named(name: string): Applet {
  return tool({ ...SPEC, name }, main);
}

export const setarch = named('setarch');
export const linux32 = named('linux32');
export const linux64 = named('linux64');
export const i386 = named('i386');
export const x8664 = named('x86_64');
