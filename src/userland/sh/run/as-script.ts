/** Running a file that the kernel does not know how to run. */
import type { Sys } from '../../../kernel/sys.ts';
import { O } from '../../../kernel/sys.ts';
import { PROGRAM_HEADER_BYTES } from '../../../base/program-file.ts';
import type { Shell } from '../shell.ts';
import { readText } from './read-text.ts';

/** A file without `#!` that the kernel does not know how to run: a script of this shell. */
export async function runAsScript(sh: Shell, name: string, path: string, params: readonly string[]): Promise<number> {
  const head = await readHead(sh.sys, path);
  if (head.includes(0)) {
    const cause = sh.dialect === 'bash' ? 'cannot execute binary file: Exec format error' : 'Exec format error';
    await sh.complain(`${sh.dialect === 'bash' ? path : name}: ${cause}`);
    return 126;
  }
  sh.name = path;
  sh.params = [...params];
  sh.functions.clear();
  sh.frames = [];
  sh.subshells = 0;
  sh.errorName = undefined;
  sh.commandName = sh.dialect === 'ash' ? path : undefined;
  sh.speaksShortly = false;
  sh.commandString = undefined;
  for (const [variable, value] of [...sh.vars.map]) if (!value.exported) sh.vars.map.delete(variable);
  return sh.runner.evaluate(sh, await readText(sh.sys, path));
}

async function readHead(sys: Sys, path: string): Promise<Uint8Array> {
  const fd = await sys.open(path, O.RDONLY);
  try {
    const head = await sys.read(fd, PROGRAM_HEADER_BYTES);
    const end = head.indexOf(10);
    return end < 0 ? head : head.subarray(0, end);
  } finally {
    await sys.close(fd);
  }
}
