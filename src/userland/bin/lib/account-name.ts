/** What names accounts may have. */

/** Debian's shadow takes all but what the files could not hold, or programs would take for something else. */
export function isAccountName(name: string): boolean {
  return name.length <= 32 && /^[^-~+:,/\s][^:,/\s]*$/.test(name);
}

/** What login.defs(5) and busybox would rather have. */
export const PLAIN_NAME = /^[a-z_][a-z0-9_.-]*\$?$/i;
