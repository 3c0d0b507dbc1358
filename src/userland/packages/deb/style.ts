/**
 * How the packages tools of a release speak. The database tells which release it is: Trusty's dpkg 1.17 and apt 1.0 say
 * other things than today's.
 */
import type { DpkgDatabase } from './database.ts';
import { compareVersions } from './version.ts';

export interface DebStyle {
  /** dpkg before 1.17 names the archive when it unpacks, and does not tell that it prepares to. */
  readonly namesArchive: boolean;
  /** apt before 1.1: `Hit http://…` without numbers, `The following extra packages`, no front-end lock. */
  readonly oldApt: boolean;
  /** apt before 1.0: `Do you want to continue [Y/n]?`. */
  readonly oldPrompt: boolean;
}

const NEWEST = '99';

export function styleOf(database: DpkgDatabase): DebStyle {
  const dpkg = database.get('dpkg')?.version ?? NEWEST;
  const apt = database.get('apt')?.version ?? NEWEST;
  return {
    namesArchive: compareVersions(dpkg, '1.17') < 0,
    oldApt: compareVersions(apt, '1.1') < 0,
    oldPrompt: compareVersions(apt, '1.0') < 0,
  };
}
