/** patch: applies unified, context and normal diffs. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromText, toBytes, toText } from './lib/byte-string.ts';
import { BACKUP_KINDS, numbered } from './lib/backup.ts';
import { EdError, edited } from './patch/ed-script.ts';
import { parsePatch, type FilePatch, type Hunk } from './patch/parse.ts';
import { place, type Placed } from './patch/place.ts';
import { tool, type Tool } from './lib/tool.ts';

export const patch = tool(
  {
    name: 'patch',
    usage: '[OPTION]... [ORIGFILE [PATCHFILE]]',
    about: 'Apply a diff file to an original',
    options:
      'p|strip= i|input= o|output= R|reverse N|forward f|force t|batch s|silent|quiet b|backup z|suffix= B|prefix= V|version-control= d|directory= ' +
      'E|remove-empty-files F|fuzz= l|ignore-whitespace u|unified c|context n|normal e|ed- dry-run verbose r|reject-file= no-backup-if-mismatch ' +
      'backup-if-mismatch posix binary T|set-time! Z|set-utc! D|ifdef=! merge=?! follow-symlinks!',
    usageStatus: 2,
    from: 'GNU patch',
  },
  async (t) => {
    const [strip, extra] = [t.value('p'), t.operands[2]];
    if (strip !== undefined && !/^\d+$/.test(strip))
      return t.die(`**** strip count ${strip} is not a number`, `invalid number '${strip}'`, t.busybox ? 1 : 2);
    if (extra !== undefined && !t.busybox) return t.usage(`${extra}: extra operand`);
    const fuzz = t.value('F');
    if (fuzz !== undefined && !/^\d+$/.test(fuzz))
      return t.die(`**** fuzz factor ${fuzz} is not a number`, `invalid number '${fuzz}'`, 2);
    await checkBackupKind(t);
    const directory = t.value('d');
    if (directory !== undefined) await t.sys.chdir(directory);
    const source = t.value('i') ?? t.operands[1] ?? '-';
    const text = await read(t, source);
    if (text === undefined)
      return t.die(`**** Can't open patch file ${source} : No such file or directory`, undefined, 2);
    if (t.has('e')) return applyEdScript(t, text);
    const patches = parsePatch(text);
    if (patches.length === 0) {
      if (text.trim() === '') return 0;
      return t.die('**** Only garbage was found in the patch input.', undefined, 2);
    }
    for (const each of patches) {
      const status = await applyOne(t, each);
      if (status > t.status) t.status = status;
    }
    return t.status;
  },
);

async function checkBackupKind(t: Tool): Promise<void> {
  const word = t.value('V');
  if (word === undefined || BACKUP_KINDS.some((names) => names.includes(word))) return;
  const lines = BACKUP_KINDS.map((names) => `  - ${names.map((name) => `'${name}'`).join(', ')}\n`);
  await t.err(
    `patch: invalid argument '${word}' for '--version-control or -V option'\nValid arguments are:\n${lines.join('')}`,
  );
  return t.sys.exit(2);
}

/** A script names no file: the command line has to. */
async function applyEdScript(t: Tool, script: string): Promise<number | void> {
  const [path] = t.operands;
  if (path === undefined) return t.die('**** No file to patch.  Skipping patch.', undefined, 2);
  try {
    const text = edited((await read(t, path)) ?? '', script);
    if (!t.has('dry-run')) await write(t, t.value('o') ?? path, text);
  } catch (error) {
    if (!(error instanceof EdError)) throw error;
    return t.die('**** Only garbage was found in the patch input.', undefined, 2);
  }
}

/** A file's text as a byte string; undefined when it is not there. */
async function read(t: Tool, path: string): Promise<string | undefined> {
  try {
    const input = await t.input(path);
    const text = await input.rest();
    await t.done(input);
    return text;
  } catch (error) {
    if (error instanceof SysError && error.errno === 'ENOENT') return undefined;
    throw error;
  }
}

async function write(t: Tool, path: string, text: string, mode = 0o666): Promise<void> {
  const fd = await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, mode);
  await t.sys.write(fd, toBytes(text));
  await t.sys.close(fd);
}

/** The name without its first `strip` parts; undefined without -p leaves the last part alone. */
function stripped(name: string, strip: number | undefined): string | undefined {
  if (name === '/dev/null') return undefined;
  const parts = name.split(/\/+/);
  if (strip === undefined) return parts[parts.length - 1];
  return parts.length > strip ? parts.slice(strip).join('/') : undefined;
}

async function targetOf(t: Tool, { old, fresh, index }: FilePatch): Promise<string | undefined> {
  const word = t.value('p');
  const strip = word === undefined ? undefined : Number(word);
  const names = [old, fresh, index].flatMap((name) => {
    if (name === undefined) return [];
    const found = stripped(name.name, strip);
    const whole = strip === undefined && name.name !== '/dev/null' ? [name.name] : [];
    return [...(found ? [found] : []), ...whole];
  });
  for (const name of names) if (await t.sys.access(name, {})) return name;
  const creating = old?.name === '/dev/null' || old?.missing;
  return creating && fresh ? (stripped(fresh.name, strip) ?? fresh.name) : undefined;
}

const DEV_NULL = '/dev/null';

async function applyOne(t: Tool, given: FilePatch): Promise<number> {
  const target = t.operands[0] ?? (await targetOf(t, given));
  const quiet = t.has('s');
  if (target === undefined) {
    await t.out.text(`can't find file to patch at input line ${given.line}\n`);
    await t.out.text(
      `Perhaps you ${t.has('p') ? 'used the wrong -p or --strip option?' : 'should have used the -p or --strip option?'}\n` +
        `The text leading up to this was:\n--------------------------\n${given.header.map((line) => `|${toText(line)}\n`).join('')}--------------------------\n`,
    );
    await t.out.text('File to patch: \nSkip this patch? [y] \nSkipping patch.\n');
    await t.out.text(
      `${given.hunks.length} out of ${given.hunks.length} hunk${given.hunks.length > 1 ? 's' : ''} ignored\n`,
    );
    return 1;
  }
  const before = await read(t, target);
  const dry = t.has('dry-run');
  const output = t.value('o');
  const name = output === undefined ? shown(target) : `${shown(output)} (read from ${shown(target)})`;
  if (!quiet) await t.out.text(`${dry ? 'checking' : 'patching'} file ${name}\n`);
  let reverse = t.has('R');
  const lines = linesOf(before ?? '');
  let placed = placeAll(t, lines, given.hunks, reverse);
  if (placed[0]?.at === undefined && !t.has('f')) {
    // A patch that was applied before fits the other way round.
    const turned = placeAll(t, lines, given.hunks, !reverse);
    if (turned.every(({ at, fuzz }) => at !== undefined && fuzz === 0)) {
      const words = reverse ? 'Unreversed patch detected!' : 'Reversed (or previously applied) patch detected!';
      if (t.has('N')) await t.out.text(`${words}  Skipping patch.\n`);
      else if (t.has('t')) {
        await t.out.text(`${words}  Assuming -R.\n`);
        reverse = !reverse;
        placed = turned;
      } else await t.out.text(`${words}  Assume -R? [n] \nApply anyway? [n] \nSkipping patch.\n`);
      if (!t.has('t')) return rejected(t, target, given, given.hunks, reverse, 'ignored', dry);
    }
  }
  await report(t, placed, quiet);
  const failed = placed.flatMap(({ at }, i) => (at === undefined ? [given.hunks[i] as Hunk] : []));
  if (!dry) {
    const imperfect =
      placed.some(({ at, fuzz, offset }) => at !== undefined && (fuzz > 0 || offset !== 0)) || failed.length > 0;
    if (
      (t.has('b') || t.has('z') || t.has('B') || (imperfect && !t.has('no-backup-if-mismatch'))) &&
      before !== undefined &&
      !t.has('o')
    )
      await write(t, await backupName(t, target), before);
    await save(t, target, before, changed(lines, given.hunks, placed, reverse), reverse ? given.old : given.fresh);
  }
  return failed.length ? rejected(t, target, given, failed, reverse, 'FAILED', dry) : 0;
}

async function backupName(t: Tool, target: string): Promise<string> {
  const kind = BACKUP_KINDS.find((names) => names.includes(t.value('V') ?? 'existing'))?.[0];
  const numbers = kind === 'simple' ? [] : await numbered(t, target);
  if (kind === 'numbered' || numbers.length) return `${target}.~${Math.max(0, ...numbers) + 1}~`;
  return `${t.value('B') ?? ''}${target}${t.value('z') ?? (t.has('B') ? '' : '.orig')}`;
}

async function save(
  t: Tool,
  target: string,
  before: string | undefined,
  after: string,
  name: FilePatch['old'],
): Promise<void> {
  const output = t.value('o');
  if (output === '-') return void (await t.out.raw(after));
  const removed = after === '' && (name?.name === DEV_NULL || name?.missing || t.has('E'));
  if (output === undefined && removed && before !== undefined) return void (await t.sys.unlink(target));
  const path = output ?? target;
  const parts = path.split('/').slice(0, -1);
  for (let i = 1; i <= parts.length; i++) {
    const directory = parts.slice(0, i).join('/');
    if (directory && !(await t.sys.access(directory, {}))) await t.sys.mkdir(directory);
  }
  await write(t, path, after);
}

function shown(name: string): string {
  return /[^\w./+@%=:,-]/.test(name) ? `'${name}'` : name;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function placeAll(t: Tool, lines: readonly string[], hunks: readonly Hunk[], reverse: boolean): readonly Placed[] {
  return place(lines, hunks, { reverse, fuzz: Number(t.value('F') ?? 2), loose: t.has('l') });
}

async function report(t: Tool, placed: readonly Placed[], quiet: boolean): Promise<void> {
  for (const [i, { at, fuzz, offset, line }] of placed.entries()) {
    if (at === undefined) await t.out.text(`Hunk #${i + 1} FAILED at ${line}.\n`);
    else if ((fuzz || offset || t.has('verbose')) && !quiet) {
      const more = `${fuzz ? ` with fuzz ${fuzz}` : ''}${offset ? ` (offset ${offset} line${Math.abs(offset) === 1 ? '' : 's'})` : ''}`;
      await t.out.text(`Hunk #${i + 1} succeeded at ${line}${more}.\n`);
    }
  }
}

function changed(
  lines: readonly string[],
  hunks: readonly Hunk[],
  placed: readonly Placed[],
  reverse: boolean,
): string {
  let [out, from] = ['', 0];
  for (const [i, hunk] of hunks.entries()) {
    const found = placed[i] as Placed;
    if (found.at === undefined) continue;
    out += lines.slice(from, found.at).join('');
    let at = found.at;
    const body = hunk.lines.slice(found.skipStart, hunk.lines.length - found.skipEnd);
    for (const [mark, text] of body) {
      const added = mark === (reverse ? '-' : '+');
      if (added) out += text;
      else {
        // What stays is taken from the file, which may differ in blanks.
        if (mark === ' ') out += lines[at] ?? text;
        at++;
      }
    }
    from = at;
  }
  return out + lines.slice(from).join('');
}

async function rejected(
  t: Tool,
  target: string,
  given: FilePatch,
  hunks: readonly Hunk[],
  reverse: boolean,
  word: 'FAILED' | 'ignored',
  dry: boolean,
): Promise<number> {
  const file = t.value('r') ?? `${target}.rej`;
  const saving = !dry && file !== '-';
  await t.out.text(
    `${hunks.length} out of ${given.hunks.length} hunk${given.hunks.length === 1 ? '' : 's'} ${word}${saving ? ` -- saving rejects to file ${shown(file)}` : ''}\n`,
  );
  if (saving) await write(t, file, rejects(target, given, hunks, reverse));
  return 1;
}

function rejects(target: string, { old, fresh }: FilePatch, hunks: readonly Hunk[], reverse: boolean): string {
  const [from, to] = [old, fresh].map((name) => name?.spelled ?? fromText(target));
  const turned = (mark: string) => (reverse ? ({ '+': '-', '-': '+' }[mark] ?? mark) : mark);
  const bodies = hunks.map(({ oldStart, newStart, lines }) => {
    const count = (skip: string) => lines.filter(([mark]) => mark !== skip).length;
    const range = (start: number, size: number) => (size === 1 ? `${start}` : `${start},${size}`);
    const [a, b] = reverse
      ? [range(newStart, count('-')), range(oldStart, count('+'))]
      : [range(oldStart, count('+')), range(newStart, count('-'))];
    return `@@ -${a} +${b} @@\n${lines.map(([mark, text]) => turned(mark) + text).join('')}`;
  });
  return `--- ${reverse ? to : from}\n+++ ${reverse ? from : to}\n${bodies.join('')}`;
}
