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

export interface SnapshotFiles {
  readonly runtime: Runtime;
  readonly snapshot: string;
  /** Where the daemon has the snapshot's root, as errors say it. */
  readonly rootPath: string;
}

/** Without a group, the user's name is the group's too. */
export async function parseChown(files: SnapshotFiles, chown: string): Promise<Owner> {
  const [user = '', group = user, ...more] = chown.split(':');
  if (more.length) throw new FailureError('invalid', `invalid chown string format: ${chown}`);
  return { uid: await lookUp(files, 'user', user), gid: await lookUp(files, 'group', group) };
}

/** In both files the name comes first and the number third. Fails with `invalid`. */
async function lookUp(files: SnapshotFiles, what: 'user' | 'group', name: string): Promise<number> {
  if (/^[-+]?\d+$/.test(name)) return Number(name);
  const file = what === 'user' ? '/etc/passwd' : '/etc/group';
  const fail = (reason: string): never => {
    throw new FailureError('invalid', `can't find ${what === 'user' ? 'uid' : 'gid'} for ${what} ${name}: ${reason}`);
  };
  const content = await readText(files, file);
  if (content === undefined) return fail(`open ${files.rootPath}${file}: no such file or directory`);
  for (const line of content.split('\n')) {
    const fields = line.split(':');
    if (fields[0] === name && /^\d+$/.test(fields[2] ?? '')) return Number(fields[2]);
  }
  return fail(`no such ${what}: ${name}`);
}

async function readText({ runtime, snapshot }: SnapshotFiles, path: string): Promise<string | undefined> {
  const { path: resolved, info } = await resolveInSnapshot(runtime, snapshot, path);
  if (!info) return undefined;
  const { tar } = await runtime.archive({ snapshot }, resolved);
  for await (const { header, body } of readTar(tar)) {
    if (header.type === 'file') return text(await collect(body, LIMITS.configBytes));
  }
  return '';
}
