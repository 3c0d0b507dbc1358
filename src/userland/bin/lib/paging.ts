/** What less and more share: files that are not there, and what they do off a terminal. */
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import type { Tool } from './tool.ts';

/** Off a terminal they are like cat: files in turn, with what keeps them from it told in between, and all is well. */
export async function passedOn(t: Tool, name: 'less' | 'more'): Promise<number> {
  const bar = ':'.repeat(14);
  const start = name === 'less' ? /^\+./ : /^\+(?:\d|\/)/;
  const paths = t.operands.filter((word) => !start.test(word));
  for (const path of paths.length ? paths : ['-']) {
    const missing =
      path === '-' && paths.length && name === 'more' ? new SysError('ENOENT').message : await whyMissing(t, path);
    if (missing !== undefined) {
      if (name === 'less') await t.out.text(`${path}: ${missing}\n`);
      else await t.err(`more: cannot open ${path}: ${missing}\n`);
      continue;
    }
    const input = await t.input(path);
    const directory = (await t.sys.fstat(input.fd)).type === 'directory';
    if (directory) await t.out.text(name === 'less' ? `${path} is a directory\n` : `\n*** ${path}: directory ***\n\n`);
    else {
      if (name === 'more' && path !== '-') await t.out.text(`${bar}\n${path}\n${bar}\n`);
      await t.out.raw(await input.rest());
    }
    await t.done(input);
  }
  return 0;
}

export async function whyMissing(t: Tool, path: string): Promise<string | undefined> {
  if (path === '-') return undefined;
  try {
    await t.sys.close(await t.sys.open(path, O.RDONLY));
    return undefined;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return error.message;
  }
}
