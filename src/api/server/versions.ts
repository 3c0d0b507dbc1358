/** What an older version of the API than the newest changes, loaded when a request asks for one. */
import { isBelow } from '../../base/versions.ts';
import { API_VERSION } from '../operations.ts';
import type * as older from './older-versions.ts';

/** Undefined for the newest, which a request without a version has. */
export async function olderVersion(version: string | undefined): Promise<typeof older | undefined> {
  return isBelow(version, API_VERSION) ? import('./older-versions.ts') : undefined;
}
