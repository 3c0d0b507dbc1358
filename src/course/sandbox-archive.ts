/**
 * The file in which somebody carries everything away: a tar of, in this order,
 *
 *     progress.json           what has been done of the lessons
 *     packs/<source>          each lesson pack as it came; its source is written as in an address
 *     sandbox.tar.gz          the machine and its engine (store/checkpoint-file.ts), which can be opened alone as well
 */
import { concat, text, utf8 } from '../base/bytes.ts';
import { FailureError } from '../base/errors.ts';
import { LIMITS } from '../base/limits.ts';
import { readProgress, type Progress } from './progress.ts';
import { paddingOf, TRAILER_BYTES, type TarHeader } from '../oci/tar/header.ts';
import { TarScanner } from '../oci/tar/scanner.ts';
import { encodeHeader } from '../oci/tar/write.ts';

/** A lesson pack that somebody brought. */
export interface BroughtPack {
  /** Its address, or the name of its file. */
  readonly source: string;
  /** The archive as it came. */
  readonly bytes: Uint8Array;
}

export interface SandboxArchive {
  /** Absent in a file that has the sandbox alone. */
  readonly progress: Progress | undefined;
  readonly packs: readonly BroughtPack[];
  /** What the worker exported. */
  readonly sandbox: Blob;
}

const PROGRESS = 'progress.json';
export const PACKS = 'packs/';
export const SANDBOX = 'sandbox.tar.gz';

const STEP = 256 * 1024;

export function writeSandboxArchive({ progress, packs, sandbox }: SandboxArchive, mtime: number): Blob {
  const member = (name: string, content: Blob | Uint8Array) => {
    const size = content instanceof Blob ? content.size : content.length;
    const header = encodeHeader({ name, type: 'file', mode: 0o644, uid: 0, gid: 0, mtime, size });
    return [header, content, new Uint8Array(paddingOf(size))];
  };
  const parts = [
    ...(progress ? member(PROGRESS, utf8(JSON.stringify(progress))) : []),
    ...packs.flatMap(({ source, bytes }) => member(PACKS + encodeURIComponent(source), bytes)),
    ...member(SANDBOX, sandbox),
    new Uint8Array(TRAILER_BYTES),
  ];
  return new Blob(parts as BlobPart[], { type: 'application/x-tar' });
}

/** Fails with `invalid` when there is no sandbox in it, or more beside it than there can be. */
export async function readSandboxArchive(file: Blob): Promise<SandboxArchive> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (magic[0] === 0x1f && magic[1] === 0x8b) return { progress: undefined, packs: [], sandbox: file };
  const scanner = new TarScanner();
  const members = new Map<string, Uint8Array[]>();
  let content: Uint8Array[] = [];
  for (let at = 0; at < file.size; at += STEP) {
    for (const event of scanner.push(new Uint8Array(await file.slice(at, at + STEP).arrayBuffer()))) {
      if (event.kind === 'body') {
        content.push(event.bytes.slice());
        continue;
      }
      const { header, offset } = event;
      if (header.name === SANDBOX) return { ...beside(members), sandbox: file.slice(offset, offset + header.size) };
      content = [];
      members.set(nameOf(header), content);
    }
  }
  throw new FailureError('invalid', 'there is no sandbox in it');
}

function nameOf({ name, size }: TarHeader): string {
  if (size > LIMITS.lessonPackBytes) throw new FailureError('invalid', `${name} is too large to be a lesson pack`);
  return name;
}

function beside(members: ReadonlyMap<string, readonly Uint8Array[]>): Pick<SandboxArchive, 'progress' | 'packs'> {
  const json = members.get(PROGRESS);
  const packs = [...members].filter(([name]) => name.startsWith(PACKS));
  return {
    progress: json && progressOf(concat(json)),
    packs: packs.map(([name, parts]) => ({ source: sourceOf(name.slice(PACKS.length)), bytes: concat(parts) })),
  };
}

function progressOf(bytes: Uint8Array): Progress {
  let value: unknown;
  try {
    value = JSON.parse(text(bytes));
  } catch {
    throw new FailureError('invalid', `${PROGRESS} is not JSON`);
  }
  return readProgress(value);
}

function sourceOf(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw new FailureError('invalid', `${PACKS}${name} is no name of a lesson pack`);
  }
}
