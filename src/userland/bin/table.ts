/** The table of programs: name in an executable file to code. */
import type { ProgramEntry } from '../programs.ts';
import { bash, dash, shellMain } from '../sh/programs.ts';
import { APPLETS, OTHERS } from './applets.ts';
import { busyboxProgram } from './busybox.ts';

export const PROGRAMS: Readonly<Record<string, ProgramEntry>> = {
  ...APPLETS,
  ...OTHERS,
  bash,
  dash,
  busybox: busyboxProgram(APPLETS, { ash: (sys) => shellMain(sys, 'ash'), sh: (sys) => shellMain(sys, 'ash') }),
};
