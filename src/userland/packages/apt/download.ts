/** `apt-get download`: one archive into the directory where the learner is. */
import { writeBytes } from '../files.ts';
import { Acquire } from './acquire.ts';
import type { AvailableVersion } from './cache.ts';
import { shownArchive } from './plan-text.ts';
import { AptFailure, type AptSession } from './session.ts';

export async function fetchTo(session: AptSession, entry: AvailableVersion, path: string): Promise<void> {
  const base = entry.source.uri.endsWith('/') ? entry.source.uri : `${entry.source.uri}/`;
  const uri = base + (entry.fields.get('Filename') ?? '');
  const acquire = new Acquire(session);
  const got = await acquire.get({ uri, shown: shownArchive(session, entry) });
  if (got.kind !== 'got') throw new AptFailure(`Failed to fetch ${uri}  ${got.kind === 'unchanged' ? '' : got.why}`);
  await writeBytes(session.sys, path, got.bytes);
  await acquire.sum();
}
