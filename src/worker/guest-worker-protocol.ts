/** What passes between the kernel's worker and a program's before the program's own line is there. */
export interface GuestWorkerStart {
  /** Address of the site, with a slash at its end. */
  readonly base: string;
  /** Of the calls that stand still. */
  readonly channel: string;
  readonly port: MessagePort;
}

export interface GuestWorkerReady {
  /** The site's service worker answers it: it can stand still. */
  readonly controlled: boolean;
}
