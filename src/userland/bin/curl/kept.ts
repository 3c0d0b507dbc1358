/** What the transfers of a command line share: a connection that is used again, cookies, standard output. */
import type { Connection } from './connect.ts';
import type { CookieJar } from './cookies.ts';
import type { StandardOutput } from './standard-output.ts';

export interface Kept {
  readonly stdout: StandardOutput;
  connection: Connection | undefined;
  /** How many there have been. */
  connections: number;
  cookies: CookieJar | undefined;
}
