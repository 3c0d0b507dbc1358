/** tar -V: the label of an archive, which is the name of its first member. */
import type { ByteReader } from '../../base/streams.ts';
import { globRegex } from './lib/glob.ts';
import { readHeader, type TarHeader } from './lib/tar-format.ts';
import type { Tool } from './lib/tool.ts';

/** The member that says what an archive is called. */
export function labelHeader(name: string, mtime: number): TarHeader {
  const nobody = { uid: 0, gid: 0, user: '', group: '' };
  return { ...nobody, name, type: 'file', label: true, mode: 0, size: 0, mtime, link: '', major: 0, minor: 0 };
}

/** --test-label: tells the label, or whether it is one of those named. */
export async function testLabel(t: Tool, reader: ByteReader): Promise<void> {
  const header = await readHeader(reader);
  const label = header?.label ? header.name : undefined;
  if (t.operands.length === 0) return label === undefined ? undefined : t.out.line(label);
  if (label === undefined || !t.operands.includes(label)) t.status = 1;
  else if (t.has('v')) await t.out.line(label);
}

/** Ends the program where an archive is not labelled as -V says. */
export async function checkLabel(t: Tool, first: TarHeader | undefined): Promise<void> {
  const wanted = t.value('V');
  if (wanted === undefined || first === undefined) return;
  if (first.label && globRegex(wanted).test(first.name)) return;
  await t.err(
    first.label
      ? `tar: Volume '${first.name}' does not match '${wanted}'\n`
      : `tar: Archive not labeled to match '${wanted}'\n`,
  );
  return t.die('Error is not recoverable: exiting now', undefined, 2);
}
