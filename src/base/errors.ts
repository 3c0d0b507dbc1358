/**
 * A failure that crosses rooms carries exactly one kind, after moby's errdefs. `api/server` turns the kind into an
 * HTTP status in one place; nobody else guesses.
 */
export type FailureKind =
  | 'invalid' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'notFound' // 404
  | 'conflict' // 409
  | 'notModified' // 304
  | 'noSpace' // 500, `no space left on device`
  | 'unavailable' // 503
  | 'notImplemented' // 501: what real Docker would do, and that the sandbox does not
  | 'interrupted' // 500: the tab that led went away in the middle
  | 'system'; // 500

export class FailureError extends Error {
  override name = 'FailureError';
  constructor(
    readonly kind: FailureKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
