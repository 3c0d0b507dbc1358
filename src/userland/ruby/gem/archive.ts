/** Reads a `.gem`: a tar of `metadata.gz` and `data.tar.gz`. */
import { concat, text } from '../../../base/bytes.ts';
import { ByteReader, sourceOf, type ByteSource } from '../../../base/streams.ts';
import { gunzipped } from '../../../base/compression/gzip-decode.ts';
import { BLOCK, readHeader } from '../../bin/lib/tar-format.ts';

export interface GemFile {
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
}

export interface GemArchive {
  /** The specification, as YAML. */
  readonly metadata: string;
  readonly files: readonly GemFile[];
}

export async function readGem(bytes: Uint8Array): Promise<GemArchive> {
  const members = await tarFiles(sourceOf(bytes));
  const member = (name: string) => {
    const found = members.find(({ path }) => path === name);
    if (!found) throw new Error(`package metadata is missing: ${name}`);
    return gunzipped(sourceOf(found.content));
  };
  return { metadata: text(await whole(member('metadata.gz'))), files: await tarFiles(member('data.tar.gz')) };
}

async function tarFiles(source: ByteSource): Promise<readonly GemFile[]> {
  const reader = new ByteReader(source);
  const files: GemFile[] = [];
  for (let header = await readHeader(reader); header; header = await readHeader(reader)) {
    const content = await reader.readFully(header.size);
    await reader.skip(-header.size & (BLOCK - 1));
    if (header.type === 'file') files.push({ path: header.name, mode: header.mode, content });
  }
  return files;
}

async function whole(source: ByteSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return concat(parts);
}
