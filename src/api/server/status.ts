/** The one place that turns a kind of failure into an HTTP status. */
import { FailureError, type FailureKind } from '../../base/errors.ts';

const STATUS: Readonly<Record<FailureKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  notModified: 304,
  noSpace: 500,
  unavailable: 503,
  notImplemented: 501,
  interrupted: 500,
  system: 500,
};

/** Whatever is not a FailureError is a fault of ours: 500. */
export function statusOf(error: unknown): number {
  return error instanceof FailureError ? STATUS[error.kind] : 500;
}
