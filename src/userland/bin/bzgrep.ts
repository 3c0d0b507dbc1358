/** bzgrep, bzegrep and bzfgrep: a script of their own in bzip2, with rules that zgrep has not. */
import { nameExists } from '../name-exists.ts';
import { BZIP2, contentOf, refused } from './compressed-tools.ts';
import { spawnCommand, waitFor } from './lib/find-program.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

interface Question {
  readonly options: readonly string[];
  readonly pattern: string;
  readonly files: readonly string[];
}

function bzgrepOf(name: string, mode: readonly string[]): Applet {
  return tool(
    {
      name,
      usage: '[grep_options] pattern [files]',
      about: 'Look for a pattern in what files hold, those of bzip2 unpacked',
      rawArguments: true,
      usageStatus: 2,
      from: BZIP2.from,
    },
    async (t) => {
      const question = await questionOf(t, mode);
      if (typeof question === 'number') return question;
      if (question === undefined) {
        await t.out.text(`grep through bzip2 files\nusage: ${name} [grep_options] pattern [files]\n`);
        return 2;
      }
      let status = 0;
      for (const file of question.files.length ? question.files : ['-']) {
        status = Math.max(status, await searched(t, question, file));
      }
      return status;
    },
  );
}

/** Undefined without a pattern; a status when it cannot be. After -e and -f expressions are extended ones. */
async function questionOf(t: Tool, mode: readonly string[]): Promise<Question | number | undefined> {
  const options = [...mode];
  const words = [...t.operands];
  let pattern = '';
  let ended = false;
  while (words.length) {
    const word = words.shift() as string;
    if (ended || !word.startsWith('-')) {
      if (pattern !== '') {
        words.unshift(word);
        break;
      }
      pattern = word;
    } else if (/^--(?:d|rec)|^-[^-]*[dr]/.test(word)) return refused(t, `${word}: option not supported`);
    else if (word === '-e' || word === '-f') {
      options.push(word);
      pattern = words.shift() ?? '';
      if (mode.length === 0) options.push('-E');
    } else if (/^-[ABCm]$/.test(word)) options.push(word, words.shift() ?? '');
    else {
      ended = word === '--';
      options.push(word);
    }
  }
  return pattern === '' ? undefined : { options, pattern, files: words };
}

/** grep's status; the file's reader may fail as it likes. */
async function searched(t: Tool, { options, pattern, files }: Question, given: string): Promise<number> {
  const packed = given !== '-' && !(await nameExists(t.sys, given)) && (await nameExists(t.sys, `${given}.bz2`));
  const file = packed ? `${given}.bz2` : given;
  const has = (letter: string, long: string) =>
    options.some((word) => word.startsWith(long) || (/^-[^-]/.test(word) && word.includes(letter)));
  const listing = has('l', '--files-with-') ? 'l' : has('L', '--files-witho') ? 'L' : undefined;
  const named = has('H', '--wi') || (files.length > 1 && !has('h', '--no-f'));
  const before = options.indexOf('--') < 0 ? options : options.slice(0, options.indexOf('--'));
  const label = [...(listing ? ['-q'] : []), ...(named && !listing ? ['-H', `--label=${file}`] : [])];
  const asked = before.filter(
    (word) => word !== '-e' && word !== '-f' && !(listing && /^(-[lL]|--files-.*)$/.test(word)),
  );
  const kind = before.includes('-f') ? '-f' : '-e';
  await t.out.flush();
  const { reader, pid } = await contentOf(t, BZIP2, file);
  const fds = new Map([[0, reader], [1, 1], [2, 2]]); // prettier-ignore
  const child = await spawnCommand(t.sys, ['grep', ...label, ...asked, kind, pattern, '-'], { fds });
  await t.sys.close(reader);
  const status = await waitFor(t.sys, child);
  await waitFor(t.sys, pid);
  if (listing && (status === 0) === (listing === 'l')) await t.out.text(`${file}\n`);
  return listing === 'L' ? 0 : status;
}

export const bzgrep = bzgrepOf('bzgrep', []);
export const bzegrep = bzgrepOf('bzegrep', ['-E']);
export const bzfgrep = bzgrepOf('bzfgrep', ['-F']);
