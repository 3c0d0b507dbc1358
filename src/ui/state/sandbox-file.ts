/**
 * Everything in one file: a tar with the learner's progress and the sandbox's own archive. What the worker exports can
 * be opened alone as well.
 */
import { concat, text, utf8 } from '../../base/bytes.ts';
import { FailureError } from '../../base/errors.ts';
import { readProgress, type Progress } from '../../course/progress.ts';
import { paddingOf, TRAILER_BYTES } from '../../oci/tar/header.ts';
import { TarScanner } from '../../oci/tar/scanner.ts';
import { encodeHeader } from '../../oci/tar/write.ts';
import { SERVICE } from '../../worker/protocol.ts';
import type { Connection } from './connection.svelte.ts';

const PROGRESS = 'progress.json';
const SANDBOX = 'sandbox.tar.gz';

/** `told` hears how many bytes there are so far. */
export async function exportSandbox(
  connection: Connection,
  progress: Progress,
  told: (bytes: number) => void,
): Promise<Blob> {
  const channel = (await connection.mux()).open(SERVICE.exportSandbox, {});
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of channel.messages as AsyncIterable<Uint8Array>) {
    parts.push(bytes);
    size += bytes.length;
    told(size);
  }
  const json = utf8(JSON.stringify(progress));
  const member = (name: string, bytes: number) =>
    encodeHeader({ name, type: 'file', mode: 0o644, uid: 0, gid: 0, mtime: Date.now(), size: bytes });
  return new Blob(
    [
      ...[member(PROGRESS, json.length), json, new Uint8Array(paddingOf(json.length)), member(SANDBOX, size)],
      ...parts,
      new Uint8Array(paddingOf(size) + TRAILER_BYTES),
    ] as BlobPart[],
    { type: 'application/x-tar' },
  );
}

/** Answers the progress in the file, if it has any. Fails, with nothing changed, when the file is damaged or another's. */
export async function importSandbox(
  connection: Connection,
  file: Blob,
  told: (bytes: number) => void,
): Promise<Progress | undefined> {
  const { progress, sandbox } = await membersOf(file);
  await connection.powerCycle(async () => {
    const channel = (await connection.mux()).open(SERVICE.importSandbox, {});
    const sending = (async () => {
      for (let at = 0; at < sandbox.size; at += STEP) {
        const bytes = new Uint8Array(await sandbox.slice(at, at + STEP).arrayBuffer());
        if (!(await channel.send(bytes))) break;
        told(at + bytes.length);
      }
      channel.end();
    })().catch((error: unknown) => channel.abort(error));
    for await (const answer of channel.messages) void answer;
    await sending;
  });
  return progress;
}

const STEP = 256 * 1024;
/** Where the sandbox begins: progress is small, and comes first. */
const HEAD = 4 * 1024 * 1024;

async function membersOf(file: Blob): Promise<{ progress: Progress | undefined; sandbox: Blob }> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  if (head[0] === 0x1f && head[1] === 0x8b) return { progress: undefined, sandbox: file };
  let name = '';
  const json: Uint8Array[] = [];
  for (const event of new TarScanner().push(head)) {
    if (event.kind === 'body') {
      if (name === PROGRESS) json.push(event.bytes);
      continue;
    }
    name = event.header.name;
    if (name !== SANDBOX) continue;
    const progress = json.length ? readProgress(JSON.parse(text(concat(json)))) : undefined;
    return { progress, sandbox: file.slice(event.offset, event.offset + event.header.size) };
  }
  throw new FailureError('invalid', 'there is no sandbox in it');
}
