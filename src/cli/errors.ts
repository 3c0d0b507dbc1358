/** From whatever was thrown to what docker prints and exits with. */
import { messageOf } from '../base/errors.ts';
import { CliFailure } from './failure.ts';
import { FlagError } from './flags/parse.ts';

/** The engine said no: structural, so that any client's error of that shape will do. */
export interface EngineRefusal {
  readonly name: 'ApiError';
  readonly status: number;
  readonly message: string;
}

export function isEngineRefusal(error: unknown): error is EngineRefusal & Error {
  return error instanceof Error && error.name === 'ApiError';
}

export function isNotFound(error: unknown): boolean {
  return isEngineRefusal(error) && error.status === 404;
}

/** `Error response from daemon: …` for what the engine said; other messages as they are. */
export function errorText(error: unknown): string {
  if (isEngineRefusal(error)) return `Error response from daemon: ${error.message}`;
  return messageOf(error);
}

export function exitStatusOf(error: unknown): number {
  return error instanceof CliFailure ? error.status : error instanceof FlagError ? 125 : 1;
}
