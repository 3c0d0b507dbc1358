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

/** Programs of images alone: the machine's files, which are made before any program is loaded, do not name them. */
export const OF_IMAGES: Readonly<Record<string, ProgramEntry>> = {
  createdb: { load: async () => (await import('../postgres/client-programs.ts')).createdb },
  createuser: { load: async () => (await import('../postgres/client-programs.ts')).createuser },
  dropdb: { load: async () => (await import('../postgres/client-programs.ts')).dropdb },
  dropuser: { load: async () => (await import('../postgres/client-programs.ts')).dropuser },
  pg_ctl: { load: async () => (await import('../postgres/pg-ctl.ts')).pgCtl },
  pg_dump: { load: async () => (await import('../postgres/dump/pg-dump.ts')).pgDump },
  pg_isready: { load: async () => (await import('../postgres/client-programs.ts')).pgIsReady },
  pg_restore: { load: async () => (await import('../postgres/dump/pg-restore.ts')).pgRestore },
  'postgres-16': { load: async () => (await import('../postgres/other-version.ts')).otherVersion },
  psql: { load: async () => (await import('../postgres/psql.ts')).psql },
};

/** busybox with a shell of one's own making. */
export function busyboxWith(ash: Program): Program {
  return busyboxProgram(APPLETS, { ash, sh: ash });
}
