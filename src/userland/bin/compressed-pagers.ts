/** zmore, zless and xzless: more and less over what compressed files hold. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { nameExists } from '../name-exists.ts';
import { scriptOf } from './compressed-tools.ts';
import { spawnCommand, waitFor } from './lib/find-program.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

interface Piece {
  readonly file: string;
  /** What stands before the content. */
  readonly head: string;
}

/** The contents, one after another, to a pager that is started for them. `errorsToo`: it shows what readers complain of. */
async function page(
  t: Tool,
  pager: readonly string[],
  reader: readonly string[],
  pieces: readonly Piece[],
  errorsToo: boolean,
): Promise<void> {
  t.sys.signal('PIPE', 'ignore');
  const [source, sink] = t.sys.pipe();
  const signals = new Map([['PIPE', 'default']] as const);
  const child = await spawnCommand(t.sys, pager, { fds: new Map([[0, source], [1, 1], [2, 2]]), signals }); // prettier-ignore
  await t.sys.close(source);
  try {
    for (const { file, head } of pieces) {
      if (head) await t.sys.write(sink, utf8(head));
      const fds = new Map([[0, 0], [1, sink], [2, errorsToo ? sink : 2]]); // prettier-ignore
      await waitFor(t.sys, await spawnCommand(t.sys, [...reader, file], { fds, signals }));
    }
  } catch (error) {
    // Who pages has seen enough.
    if (!(error instanceof SysError) || error.errno !== 'EPIPE') throw error;
  }
  await t.sys.close(sink);
  await waitFor(t.sys, child);
}

export const zmore: Applet = tool(
  {
    name: 'zmore',
    usage: '[OPTION]... [FILE]...',
    about: 'Show what compressed FILEs hold, a screen at a time',
    rawArguments: true,
    from: 'gzip 1.12',
  },
  async (t) => {
    const [first] = t.operands;
    if (first?.startsWith('--h')) return t.out.text(await t.helpText());
    if (first?.startsWith('--v')) return t.out.text(t.versionText());
    const script = await scriptOf(t);
    if (first !== undefined && first !== '--' && /^-./.test(first)) {
      await t.err(`${script}: ${first}: unknown option; try '${script} --help' for help\n`);
      return 1;
    }
    const files = first === '--' ? t.operands.slice(1) : [...t.operands];
    if (files.length === 0 && t.sys.isatty(0)) {
      await t.err(`${script}: missing operands; try '${script} --help' for help\n`);
      return 1;
    }
    const line = ':'.repeat(14);
    const pieces = (files.length ? files : ['-']).map((file) => ({
      file,
      head: files.length > 1 ? `${line}\n${file}\n${line}\n` : '',
    }));
    const pager = ['/bin/sh', '-c', t.sys.env.get('PAGER') || 'more'];
    return page(t, pager, ['gzip', '-cdfq', '--'], pieces, true);
  },
);

/** Options go on to less; what it cannot open it tells itself. */
function lessOf(name: string, reader: readonly string[], from: string): Applet {
  return tool(
    {
      name,
      usage: '[OPTION]... [FILE]...',
      about: 'Look through what compressed FILEs hold, as less does',
      rawArguments: true,
      from,
    },
    async (t) => {
      const [first] = t.operands;
      if (first === '--help') return t.out.text(await t.helpText());
      if (first === '--version') return t.out.text(t.versionText());
      const options = t.operands.filter((word) => /^[-+]./.test(word));
      const files = t.operands.filter((word) => !/^[-+]./.test(word));
      const missing: string[] = [];
      for (const file of files) if (file !== '-' && !(await nameExists(t.sys, file))) missing.push(file);
      const there: { file: string; head: string }[] = [];
      for (const file of files.filter((name) => !missing.includes(name))) {
        const folder = file !== '-' && (await t.sys.stat(file)).type === 'directory';
        if (folder) await t.out.text(`${file} is a directory\n`);
        else there.push({ file, head: '' });
      }
      await t.out.flush();
      // Both say so: who opens the file first, and who was asked to show it.
      for (const file of missing) await waitFor(t.sys, await spawnCommand(t.sys, [...reader, file]));
      if (missing.length) await waitFor(t.sys, await spawnCommand(t.sys, ['less', ...options, ...missing]));
      if (there.length || files.length === 0)
        await page(t, ['less', ...options], reader, there.length ? there : [{ file: '-', head: '' }], false);
    },
  );
}

export const zless = lessOf('zless', ['gzip', '-cdfq', '--'], 'gzip 1.12');
export const xzless = lessOf('xzless', ['xz', '-cdfqQ', '--'], 'XZ Utils 5.4.1');
