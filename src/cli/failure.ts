/** How the docker program fails: a message for standard error and an exit status. */

export class CliFailure extends Error {
  override name = 'CliFailure';
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

/** Something the sandbox leaves out, and what real Docker would have done. */
export function notSimulated(what: string, instead: string): CliFailure {
  return new CliFailure(`docker: '${what}' is not simulated in Drydock: real Docker would ${instead}`);
}
