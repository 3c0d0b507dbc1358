/** tempfile and ischroot, of debianutils. */
import { SysError } from '../../kernel/errno.ts';
import { tool } from './lib/tool.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const RANDOM_LETTERS = 6;
const CREATE_EXCLUSIVE = 0o302;

const DEPRECATED = 'WARNING: tempfile is deprecated; consider using mktemp instead.\n';

const HINT = "Try `tempfile --help' for more information.\n";

export const tempfile = tool(
  {
    name: 'tempfile',
    usage: '[OPTION]',
    about: 'Create a temporary file in a safe manner',
    options: 'd|directory= m|mode= n|name= p|prefix= s|suffix=',
    from: 'debianutils',
    optionError: (text) => `${DEPRECATED}tempfile: ${text}\n${HINT}`,
  },
  async (t) => {
    await t.err(DEPRECATED);
    const mode = t.value('m') ?? '600';
    if (!/^[0-7]+$/.test(mode)) {
      await t.err(`Invalid mode \`${mode}'.  Mode must be octal.\n${HINT}`);
      return 1;
    }
    const name = t.value('n');
    const directory = t.value('d') ?? t.sys.env.get('TMPDIR') ?? '/tmp';
    const random = [...t.sys.random(RANDOM_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
    const path = name ?? `${directory}/${t.value('p') ?? 'file'}${random}${t.value('s') ?? ''}`;
    try {
      await t.sys.close(await t.sys.open(path, CREATE_EXCLUSIVE, parseInt(mode, 8)));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.err(`${name === undefined ? 'mkstemps' : 'open'}: ${error.message}\n`);
      return 1;
    }
    await t.out.line(path);
  },
);

/** What it answers: 0 in a chroot, 1 outside of any, 2 when it cannot tell. */
export const ischroot = tool(
  {
    name: 'ischroot',
    usage: '[OPTION]',
    about: 'Tell by the exit status whether this is a chroot',
    options: 'f|default-false t|default-true',
    from: 'debianutils',
  },
  async (t) => {
    if (t.has('f') && t.has('t')) {
      await t.err("Can't default to both true and false!\nTry `ischroot --help' for more information.\n");
      return 1;
    }
    try {
      const [own, first] = [await t.sys.stat('/'), await t.sys.stat('/proc/1/root/.')];
      return own.dev === first.dev && own.ino === first.ino ? 1 : 0;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.has('t') ? 0 : t.has('f') ? 1 : 2;
    }
  },
);
