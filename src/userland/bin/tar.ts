/** tar: create, extract, list; streaming, with gzip. */
import { utf8 } from '../../base/bytes.ts';
import { ByteReader, type ByteSource } from '../../base/streams.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { gunzipped, GzipError } from '../../base/compression/gzip-decode.ts';
import { CHUNK } from './lib/input.ts';
import { TarError } from './lib/tar-format.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { withCheckpoints } from './tar-checkpoint.ts';
import { create } from './tar-create.ts';
import { BlockReader } from './tar-blocks.ts';
import { Extractor, goingBy } from './tar-extract.ts';
import { FilterError, filterGiven, filterOfContent, throughFilter } from './tar-filter.ts';
import { testLabel } from './tar-label.ts';
import { archiveOpen } from './tar-operands.ts';
import { openIndex } from './tar-verbose.ts';
import { Selection } from './tar-selection.ts';
import { appendMembers, compareMembers, concatenate, deleteMembers } from './tar-update.ts';

const HINT = "Try 'tar --help' or 'tar --usage' for more information.\n";

const MODES: Readonly<Record<string, (t: Tool) => Promise<void>>> = {
  c: create,
  x: (t) => withArchive(t, (reader) => members(t, reader, true)),
  t: (t) => withArchive(t, (reader) => members(t, reader, false)),
  r: (t) => appendMembers(t, false),
  u: (t) => appendMembers(t, true),
  d: compareMembers,
  A: concatenate,
  delete: deleteMembers,
  'test-label': async (t) => withArchive(t, (reader) => testLabel(t, reader)),
};

const program = tool(
  {
    name: 'tar',
    usage: 'c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...',
    about: 'Create, extract, or list files from a tar file',
    options:
      'c|create x|extract|get t|list r|append- u|update- A|catenate|concatenate- d|diff|compare- delete- f|file= v|verbose z|gzip|gunzip j|bzip2 J|xz lzma Z! a|auto-compress C|directory= ' +
      'O|to-stdout k|keep-old-files o|no-same-owner m|touch p|preserve-permissions|same-permissions h|dereference exclude= X|exclude-from= ' +
      'T|files-from= strip-components= strip=- P|absolute-names- overwrite numeric-owner no-recursion owner=- group=- mtime=- sort=- ' +
      'same-owner no-same-permissions wildcards- one-file-system- totals- hard-dereference- skip-old-files- keep-newer-files- utc- remove-files- index-file=- R|block-number- b|blocking-factor=- W|verify- checkpoint=?- checkpoint-action=- sparse-version=- occurrence=?- one-top-level=?- ignore-case- backup=?- suffix=- V|label=- test-label- keep-directory-symlink- add-file=- exclude-vcs- exclude-backups- exclude-caches- exclude-caches-under- exclude-caches-all- exclude-tag=- exclude-tag-under=- exclude-tag-all=- no-ignore-case- ignore-command-error- no-ignore-command-error- clamp-mtime- pax-option=!- posix- group-map=!- owner-map=!- no-overwrite-dir- quoting-style=- record-size=!- i|ignore-zeros- selinux!- acls!- no-acls- no-seek- no-check-device- check-device- g|listed-incremental=!- G|incremental!- N|newer|after-date=- newer-mtime=- K|starting-file=- H|format=- transform|xform=- to-command= no-xattrs- xattrs- zstd! S|sparse- w|interactive! mode=- null- full-time- I|use-compress-program=- show-transformed-names|show-transformed- no-wildcards- ' +
      'wildcards-match-slash- no-wildcards-match-slash- anchored- no-anchored- restrict- no-null- verbatim-files-from- delay-directory-restore- ' +
      'ignore-failed-read- warning=- recursion- no-auto-compress- no-same-order- unlink-first|U- recursive-unlink-',
    usageStatus: 64,
    failureStatus: 2,
    from: 'GNU tar',
  },
  async (t) => {
    const modes = Object.keys(MODES).filter((key) => t.has(key));
    if (modes.length !== 1) {
      const words = modes.length
        ? "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option"
        : "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options";
      return t.usage(words, 2);
    }
    const format = t.value('H');
    if (format !== undefined && !/^(?:gnu|oldgnu|pax|posix|ustar|v7)$/.test(format) && !t.busybox)
      return t.usage(`${format}: Invalid archive format`, 2);
    if (t.has('clamp-mtime') && !t.has('mtime'))
      return t.usage('--clamp-mtime needs a date specified using --mtime', 2);
    const factor = t.value('b');
    if (factor !== undefined && !(Number(factor) > 0)) return t.usage(`${factor}: Invalid blocking factor`, 2);
    await openIndex(t);
    try {
      await MODES[modes[0] as string]?.(t);
    } catch (error) {
      if (error instanceof TarError) {
        if (t.busybox) return t.die('', error.kind === 'short' ? 'short read' : 'invalid tar magic');
        await t.err(
          error.kind === 'short'
            ? 'tar: This does not look like a tar archive\n'
            : 'tar: This does not look like a tar archive\ntar: Skipping to next header\n',
        );
        return t.die('Exiting with failure status due to previous errors', undefined, 2);
      }
      if (error instanceof GzipError) {
        await t.err(t.busybox ? `tar: ${error.message}\n` : `\ngzip: stdin: ${error.message}\n`);
        if (!t.busybox) await t.err(`tar: Child returned status ${error.status}\n`);
        return t.busybox ? 1 : t.die('Error is not recoverable: exiting now', undefined, 2);
      }
      if (error instanceof FilterError) {
        if (t.busybox) return 1;
        await t.warn(`Child returned status ${error.status}`, undefined, 2);
        return t.die('Error is not recoverable: exiting now', undefined, 2);
      }
      throw error;
    }
    if (t.status && (t.busybox || t.status > 1))
      await t.err(
        t.busybox
          ? 'tar: error exit delayed from previous errors\n'
          : 'tar: Exiting with failure status due to previous errors\n',
      );
    return t.status;
  },
);

async function lacking(sys: Sys, letter: string): Promise<number> {
  const words = `Old option '${letter}' requires an argument.`;
  await sys.write(2, utf8(`tar: ${words}\n${HINT}`));
  return 2;
}

/** The first word may be letters without a dash; their arguments follow in the letters' order. */
export const tar: Applet = (sys, argv = sys.argv) => {
  const first = argv[1];
  if (first === undefined || first.startsWith('-')) return program(sys, argv);
  const rest = argv.slice(2);
  const words: string[] = [];
  const busybox = sys.program === 'busybox';
  for (const letter of first) {
    const valued = (busybox ? 'fCXTH' : 'fCXTHbIgKLNV').includes(letter);
    const value = valued ? rest.shift() : undefined;
    if (valued && value === undefined && !busybox) return lacking(sys, letter);
    words.push(`-${letter}`, ...(value === undefined ? [] : [value]));
  }
  return program(sys, [argv[0] as string, ...words, ...rest]);
};

async function* withStart(start: Uint8Array, rest: ByteSource): AsyncGenerator<Uint8Array> {
  if (start.length) yield start;
  yield* rest;
}

/** Opens the archive that is named, unpacked when it is packed. */
async function withArchive(t: Tool, use: (reader: ByteReader) => Promise<void>): Promise<void> {
  const path = t.value('f') ?? '-';
  const fd = path === '-' ? 0 : await archiveOpen(t, path, O.RDONLY);
  const raw = new ByteReader(readAll(t, fd));
  const start = await raw.read(CHUNK);
  const found = filterOfContent(start);
  const zipped = found === 'gzip';
  const program = filterGiven(t) ?? found;
  if (program !== undefined && program !== 'gzip') {
    const missing = `tar (child): ${program}: Cannot exec: No such file or directory\ntar (child): Error is not recoverable: exiting now\n`;
    const filtered = throughFilter(t, [program, '-d'], withStart(start, raw.rest()), missing, 2);
    return use(new ByteReader(filtered));
  }
  if (t.has('z') && !zipped && start.length) throw new GzipError(t.busybox ? 'invalid magic' : 'not in gzip format');
  const content = withStart(start, raw.rest());
  const plain = zipped ? gunzipped(content) : content;
  const reader = new ByteReader(t.busybox ? plain : withCheckpoints(t, plain, 'Read'));
  if (start.length === 0) throw new TarError('short');
  return use(reader);
}

async function members(t: Tool, reader: ByteReader, extracts: boolean): Promise<void> {
  const selection = await Selection.read(t);
  const going = await goingBy(t, extracts);
  await new Extractor(t, new BlockReader(reader), selection, going).run();
  await selection.report(going.shown);
}

async function* readAll(t: Tool, fd: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await t.sys.read(fd, CHUNK * 4);
    if (bytes.length === 0) return;
    yield bytes;
    await t.sys.tick();
  }
}
