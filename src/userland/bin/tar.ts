/** tar: create, extract, list; streaming, with gzip. */
import { utf8 } from '../../base/bytes.ts';
import { ByteReader, type ByteSource } from '../../base/streams.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { gunzipped, GzipError } from '../../base/compression/gzip-decode.ts';
import { Accounts } from './lib/accounts.ts';
import { CHUNK } from './lib/input.ts';
import { TarError } from './lib/tar-format.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { create } from './tar-create.ts';
import { Extractor } from './tar-extract.ts';
import { FilterError, filterGiven, filterOfContent, throughFilter } from './tar-filter.ts';
import { renamer } from './tar-names.ts';
import { archiveOpen, operandsInOrder } from './tar-operands.ts';
import { appendMembers, compareMembers, concatenate, deleteMembers } from './tar-update.ts';

const MODES: Readonly<Record<string, (t: Tool) => Promise<void>>> = {
  c: create,
  x: (t) => read(t, true),
  t: (t) => read(t, false),
  r: (t) => appendMembers(t, false),
  u: (t) => appendMembers(t, true),
  d: compareMembers,
  A: concatenate,
  delete: deleteMembers,
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
      'same-owner no-same-permissions wildcards- one-file-system- totals- hard-dereference- skip-old-files- keep-newer-files- utc- remove-files- index-file=!- R|block-number!- b|blocking-factor=- W|verify- checkpoint=?!- occurrence=?!- one-top-level=?!- ignore-case!- backup=?!- suffix=!- V|label=!- test-label!- keep-directory-symlink!- add-file=!- exclude-vcs!- exclude-backups!- exclude-caches!- clamp-mtime!- pax-option=!- posix- group-map=!- owner-map=!- no-overwrite-dir- quoting-style=!- record-size=!- i|ignore-zeros!- selinux!- acls!- no-acls- no-seek- no-check-device- check-device- g|listed-incremental=!- G|incremental!- N|newer|after-date=!- newer-mtime=!- K|starting-file=!- H|format=- transform|xform=- to-command=! no-xattrs- xattrs- zstd! S|sparse- w|interactive! mode=- null- full-time- I|use-compress-program=- show-transformed-names|show-transformed- no-wildcards- ' +
      'wildcards-match-slash- no-wildcards-match-slash- anchored- no-anchored- restrict- no-null- verbatim-files-from- delay-directory-restore- ' +
      'ignore-failed-read- warning=- recursion- no-auto-compress- no-same-order- unlink-first|U- recursive-unlink-',
    usageStatus: 64,
    failureStatus: 2,
    optionError: (text) => `tar: ${text}\nTry 'tar --help' or 'tar --usage' for more information.\n`,
    from: 'GNU tar',
  },
  async (t) => {
    const modes = ['c', 'x', 't', 'r', 'u', 'd', 'A', 'delete'].filter((key) => t.has(key));
    if (modes.length !== 1) {
      if (t.busybox) return t.usage('');
      const words = modes.length
        ? "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option"
        : "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options";
      await t.err(`tar: ${words}\nTry 'tar --help' or 'tar --usage' for more information.\n`);
      return 2;
    }
    const format = t.value('H');
    if (format !== undefined && !/^(?:gnu|oldgnu|pax|posix|ustar|v7)$/.test(format) && !t.busybox) {
      await t.err(`tar: ${format}: Invalid archive format\nTry 'tar --help' or 'tar --usage' for more information.\n`);
      return 2;
    }
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
  await sys.write(2, utf8(`tar: ${words}\nTry 'tar --help' or 'tar --usage' for more information.\n`));
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

async function read(t: Tool, extracts: boolean): Promise<void> {
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
    return members(t, new ByteReader(filtered), extracts);
  }
  if (t.has('z') && !zipped && start.length) throw new GzipError(t.busybox ? 'invalid magic' : 'not in gzip format');
  const content = withStart(start, raw.rest());
  const reader = new ByteReader(zipped ? gunzipped(content) : content);
  if (start.length === 0 && (t.busybox || path !== '-')) throw new TarError('short');
  return members(t, reader, extracts);
}

async function members(t: Tool, reader: ByteReader, extracts: boolean): Promise<void> {
  const wanted = new Map<string, boolean>();
  for await (const name of operandsInOrder(t)) wanted.set(name.replace(/\/$/, ''), false);
  const reading = new Extractor(t, reader, wanted, await Accounts.read(t.sys), extracts, await renamer(t));
  await reading.run();
  for (const [name, found] of wanted)
    if (!found) await t.warn(`${name}: Not found in archive`, `${name}: not found in archive`, t.busybox ? 1 : 2);
}

async function* readAll(t: Tool, fd: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await t.sys.read(fd, CHUNK * 4);
    if (bytes.length === 0) return;
    yield bytes;
    await t.sys.tick();
  }
}
