/** The table of programs: name in an executable file to code. Entries are functions or loaders for code on demand. */
import type { Program, ProgramTable } from '../kernel/sys.ts';

export type ProgramEntry = Program | { readonly load: () => Promise<Program> };

/** Looks programs up in several tables, first match first. */
export function programTable(...tables: readonly Readonly<Record<string, ProgramEntry>>[]): ProgramTable {
  return (name) => {
    for (const table of tables) {
      const entry = Object.hasOwn(table, name) ? table[name] : undefined;
      if (entry) return typeof entry === 'function' ? entry : entry.load();
    }
    return undefined;
  };
}
