/** How psql ends. */
export const STATUS = { fine: 0, failed: 1, connection: 2, script: 3 } as const;

/** Ends the program from wherever it is. */
export class EndOfPsql extends Error {
  override name = 'EndOfPsql';
  constructor(readonly status: number) {
    super();
  }
}
