/** How a URL, or one try for it, ends. */

/** Exit statuses: 1 generic, 3 file, 4 network, 5 certificate, 6 authentication, 8 the server said no. */
export type Outcome = 0 | 1 | 3 | 4 | 5 | 6 | 8;

/** A try that may be made again. */
export class Again extends Error {
  constructor(readonly said: string) {
    super(said);
  }
}

/** The end of one URL. */
export class Failed extends Error {
  constructor(readonly outcome: Outcome) {
    super('failed');
  }
}
