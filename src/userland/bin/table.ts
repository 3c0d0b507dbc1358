/** The table of programs: name in an executable file to code. */
import type { Program } from '../../kernel/sys.ts';
import type { ProgramEntry } from '../programs.ts';
import { bash, dash, shellMain } from '../sh/programs.ts';
import { APPLETS, OTHERS } from './applets.ts';
import { busyboxProgram } from './busybox.ts';

export const PROGRAMS: Readonly<Record<string, ProgramEntry>> = {
  ...APPLETS,
  ...OTHERS,
  bash,
  dash,
  busybox: busyboxWith((sys) => shellMain(sys, 'ash')),
};

/** busybox with a shell of one's own making. */
export function busyboxWith(ash: Program): Program {
  return busyboxProgram(APPLETS, { ash, sh: ash });
}
