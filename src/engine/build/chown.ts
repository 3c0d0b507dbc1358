/** `--chown=user:group`, looked up in the files of the image that is built. */
import { text } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { readTar } from '../../oci/tar/read.ts';
import type { Runtime } from '../../oci/runtime.ts';
import { resolveInSnapshot } from '../snapshot-path.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Without a group, the user's name is the group's too. */
export async function parseChown(runtime: Runtime, snapshot: string, chown: string): Promise<Owner> {
  const [user = '', group = user, ...more] = chown.split(':');
  if (more.length) throw new FailureError('invalid', `invalid chown string format: ${chown}`);
  const uid = await lookUp(runtime, snapshot, '/etc/passwd', user);
  if (uid === undefined) {
    throw new FailureError('invalid', `can't find uid for user ${user}: no such user: ${user}`);
  }
  const gid = await lookUp(runtime, snapshot, '/etc/group', group);
  if (gid === undefined) {
    throw new FailureError('invalid', `can't find gid for group ${group}: no such group: ${group}`);
  }
  return { uid, gid };
}

/** In both files the name comes first and the number third. */
async function lookUp(runtime: Runtime, snapshot: string, file: string, name: string): Promise<number | undefined> {
  if (/^[-+]?\d+$/.test(name)) return Number(name);
  for (const line of (await readText(runtime, snapshot, file)).split('\n')) {
    const fields = line.split(':');
    if (fields[0] === name && /^\d+$/.test(fields[2] ?? '')) return Number(fields[2]);
  }
  return undefined;
}

async function readText(runtime: Runtime, snapshot: string, path: string): Promise<string> {
  const { path: resolved, info } = await resolveInSnapshot(runtime, snapshot, path);
  if (!info) return '';
  const { tar } = await runtime.archive({ snapshot }, resolved);
  for await (const { header, body } of readTar(tar)) {
    if (header.type === 'file') return text(await collect(body, LIMITS.configBytes));
  }
  return '';
}
