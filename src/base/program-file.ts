/**
 * Programs are files in layers. The executable files of teaching images are small ELF headers followed by a note that
 * names the program, then zeros up to a realistic size. Copy the file and the program goes with it; remove it and the
 * command is gone. An ELF file without the note comes from a real image: the kernel maps it by its name.
 */
import { text, utf8 } from './bytes.ts';

const MAGIC = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0];
const NOTE = 'drydock.program=';
const NOTE_OFFSET = 64;
/** Bytes from the front of a file that are enough to know what runs it. */
export const PROGRAM_HEADER_BYTES = 256;

/** The head of an executable that runs `program`; the file may be padded with zeros to any size. */
export function programHeader(program: string): Uint8Array {
  const head = new Uint8Array(PROGRAM_HEADER_BYTES);
  head.set(MAGIC);
  head.set([2, 0, 62, 0, 1, 0, 0, 0], 16); // executable, x86-64
  head.set(utf8(`${NOTE}${program}\n`), NOTE_OFFSET);
  return head;
}

export type Executable =
  | { readonly kind: 'program'; readonly name: string }
  | { readonly kind: 'script'; readonly interpreter: string; readonly argument: string | undefined }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown' };

/** What the first `PROGRAM_HEADER_BYTES` of a file say about how to run it. `unknown` is ENOEXEC. */
export function executableOf(head: Uint8Array): Executable {
  if (head[0] === 0x23 && head[1] === 0x21) {
    const line = text(head).split('\n', 1)[0] as string;
    const [, interpreter, argument] = /^#![ \t]*([^ \t]+)[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    return interpreter ? { kind: 'script', interpreter, argument: argument || undefined } : { kind: 'unknown' };
  }
  if (!MAGIC.slice(0, 4).every((byte, i) => head[i] === byte)) return { kind: 'unknown' };
  const note = text(head.subarray(NOTE_OFFSET));
  if (!note.startsWith(NOTE)) return { kind: 'foreign' };
  return { kind: 'program', name: note.slice(NOTE.length, note.indexOf('\n')) };
}
