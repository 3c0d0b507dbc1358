/** Words on the command line that a subcommand does not take: exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
