/** zgrep, zcmp, zdiff and the like of bzip2 and xz: grep, cmp and diff over what compressed files hold. */
import { SysError } from '../../kernel/errno.ts';
import { nameExists } from '../name-exists.ts';
import { findAll, spawnCommand, waitFor } from './lib/find-program.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

interface Family {
  readonly prefix: 'z' | 'bz' | 'xz';
  /** What writes the content of a file, or the file itself when it is not compressed. */
  readonly reader: readonly string[];
  readonly suffix: RegExp;
  readonly from: string;
}

const GZIP: Family = {
  prefix: 'z',
  reader: ['gzip', '-cdfq', '--'],
  suffix: /\.(?:gz|z|Z)$|\.t(gz|az)$/,
  from: 'gzip 1.12',
};
export const BZIP2: Family = { prefix: 'bz', reader: ['bzip2', '-cdfq', '--'], suffix: /\.bz2$/, from: 'bzip2 1.0.8' };
const XZ: Family = { prefix: 'xz', reader: ['xz', '-cdfq', '--'], suffix: /\.(?:xz|lzma)$/, from: 'XZ Utils 5.4.1' };

/** What would need names of files, or read other ones. */
const UNSUPPORTED = /^(?:-[drRzZ]|--(?:di|exc|inc|rec|nu))/;

/** Letters of grep that take the next word. */
const GREP_ARGUMENTS = /^-[a-zA-Z]*[ABCDXdefm]$/;

function grepOf(family: Family, mode: readonly string[] = [], name = `${family.prefix}grep`): Applet {
  return tool(
    {
      name,
      usage: '[OPTION]... [-e] PATTERN [FILE]...',
      about: 'Look for instances of PATTERN in what FILEs hold',
      rawArguments: true,
      usageStatus: 2,
      from: family.from,
    },
    async (t) => {
      const options: string[] = [...mode];
      const words = [...t.operands];
      const files: string[] = [];
      let pattern = false;
      while (words.length) {
        const word = words.shift() as string;
        if (word === '--help') return t.out.text(await t.helpText());
        if (word === '--version' || word === '-V') return t.out.text(t.versionText());
        if (word === '--') break;
        if (!/^-./.test(word)) {
          files.push(word);
          continue;
        }
        if (UNSUPPORTED.test(word)) return refused(t, `${word}: option not supported`);
        options.push(word);
        pattern ||= /^-[a-zA-Z]*[ef]|^--(?:regexp|file)/.test(word);
        if (GREP_ARGUMENTS.test(word) && words.length) options.push(words.shift() as string);
      }
      files.push(...words);
      if (!pattern) {
        const word = files.shift();
        if (word === undefined) {
          const path = await scriptOf(t);
          return refused(t, `missing pattern; try \`${path} --help' for help`, family === GZIP ? ': 188: 1' : '');
        }
        options.push('-e', word);
      }
      const named = files.length > 1 && !options.some((word) => /^-[a-zA-Z]*h|^--no-filename/.test(word));
      let status = 1;
      for (const file of files.length ? files : ['-']) {
        const label = file === '-' ? [] : [`--label=${file}`, ...(named ? ['-H'] : [])];
        status = combined(status, await piped(t, family, file, ['grep', ...label, ...options, '-']));
      }
      return status;
    },
  );
}

/** It is a script: messages begin with its path, and what the shell's own \`:?\` says with its line too. */
export async function refused(t: Tool, text: string, at = ''): Promise<number> {
  await t.err(`${await scriptOf(t)}${at}: ${text}\n`);
  return 2;
}

export async function scriptOf(t: Tool): Promise<string> {
  return (await findAll(t.sys, t.name))[0] ?? t.name;
}

/** Found anywhere is found; trouble is trouble. */
function combined(before: number, one: number): number {
  return one > 1 || before > 1 ? Math.max(before, one) : Math.min(before, one);
}

/** The command's status, or 2 when the file could not be read. */
async function piped(t: Tool, family: Family, file: string, command: readonly string[]): Promise<number> {
  await t.out.flush();
  const { reader, pid } = await contentOf(t, family, file);
  const child = await spawnCommand(t.sys, command, { fds: new Map([[0, reader], [1, 1], [2, 2]]) }); // prettier-ignore
  await t.sys.close(reader);
  const status = await waitFor(t.sys, child);
  const read = await waitFor(t.sys, pid);
  // 2 is a warning.
  return read === 0 || read === 2 || read > 128 ? status : 2;
}

/** Starts the reader of a file; its end of the pipe, and the process to wait for. */
export async function contentOf(t: Tool, { reader: command }: Pick<Family, 'reader'>, file: string) {
  const [reader, writer] = t.sys.pipe();
  const pid = await spawnCommand(t.sys, [...command, file], { fds: new Map([[0, 0], [1, writer], [2, 2]]) }); // prettier-ignore
  await t.sys.close(writer);
  return { reader, pid };
}

function compareOf(family: Family, program: 'cmp' | 'diff'): Applet {
  return tool(
    {
      name: family.prefix + program,
      usage: '[OPTION]... FILE1 [FILE2]',
      about: `Compare what FILE1 and FILE2 hold, using ${program}`,
      rawArguments: true,
      usageStatus: 2,
      from: family.from,
    },
    async (t) => {
      const options = t.operands.filter((word) => /^-./.test(word));
      const files = t.operands.filter((word) => !/^-./.test(word));
      if (options.includes('--help')) return t.out.text(await t.helpText());
      if (options.includes('--version')) return t.out.text(t.versionText());
      const [first, second = first?.replace(family.suffix, (_, tar: string | undefined) => (tar ? '.tar' : ''))] =
        files;
      if (first === undefined || second === undefined)
        return t.die('invalid number of operands; try `' + `${t.name} --help' for help`, undefined, 2);
      if (files.length === 1 && second === first)
        return t.die(`${first}: unknown compressed file extension`, undefined, 2);
      if (files.length > 2)
        return t.die('invalid number of operands; try `' + `${t.name} --help' for help`, undefined, 2);
      for (const file of [first, second])
        if (file !== '-' && !(await nameExists(t.sys, file))) {
          await t.err(`${family.reader[0]}: ${file}: ${new SysError('ENOENT').message}\n`);
          return 2;
        }
      return compare(t, family, [program, ...options], first, second);
    },
  );
}

/** The descriptor that the first is on when both come from pipes. */
const FIRST = 5;

/** The first on standard input; where the second is compressed too, that is there and the first on a descriptor of its own. */
async function compare(
  t: Tool,
  family: Family,
  command: readonly string[],
  first: string,
  second: string,
): Promise<number> {
  const one = await contentOf(t, family, first);
  const other = family.suffix.test(second) ? await contentOf(t, family, second) : undefined;
  const inputs = other ? [[0, other.reader], [FIRST, one.reader]] as const : [[0, one.reader]] as const; // prettier-ignore
  const names = other ? [`/dev/fd/${FIRST}`, '-'] : ['-', second];
  const child = await spawnCommand(t.sys, [...command, ...names], { fds: new Map([...inputs, [1, 1], [2, 2]]) });
  await t.sys.close(one.reader);
  if (other) await t.sys.close(other.reader);
  const status = await waitFor(t.sys, child);
  await waitFor(t.sys, one.pid);
  if (other) await waitFor(t.sys, other.pid);
  return status;
}

export const zgrep = grepOf(GZIP);
export const zegrep = grepOf(GZIP, ['-E'], 'zegrep');
export const zfgrep = grepOf(GZIP, ['-F'], 'zfgrep');
export const xzgrep = grepOf(XZ);
export const zcmp = compareOf(GZIP, 'cmp');
export const zdiff = compareOf(GZIP, 'diff');
export const bzcmp = compareOf(BZIP2, 'cmp');
export const bzdiff = compareOf(BZIP2, 'diff');
export const xzcmp = compareOf(XZ, 'cmp');
export const xzdiff = compareOf(XZ, 'diff');
