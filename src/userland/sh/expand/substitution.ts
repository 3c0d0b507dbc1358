/** `$(…)` and `<(…)`: a subshell whose output becomes text, or whose end of a pipe becomes a name. */
import type { Awaitable, Sys } from '../../../kernel/sys.ts';
import { O } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/errno.ts';
import { concat } from '../../../base/bytes.ts';
import type { ParsedScript, Word } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { HeldMemory } from '../../held-memory.ts';
import { decodeText } from '../text-bytes.ts';
import { runPendingTraps } from '../run/completion.ts';
import { waitFor } from '../run/waiting.ts';
import type { CompileContext, StringOf } from './emit.ts';

interface Substitution {
  readonly text: string;
  readonly script: ParsedScript | undefined;
}

export function commandSubstitution(part: Substitution, context: CompileContext): StringOf {
  const { script } = part;
  if (!script || script.commands.length === 0) return (sh) => ((sh.substitutionStatus = 0), '');
  if (script.errors?.length && context.dialect === 'bash' && part.text[0] === '`') {
    const inner = part.text.slice(1, -1).replace(/\\([$`\\])/g, '$1');
    return (sh) =>
      captureOutput(sh, (child) => child.runner.evaluate(child, inner, { origin: 'command substitution' }));
  }
  const file = soleInput(script);
  if (file && context.dialect === 'bash') {
    const path = context.words.compileString(file, context);
    return (sh) => readFile(sh, path);
  }
  const run = context.compileScript(script);
  return (sh) => captureOutput(sh, (child) => (run.tail ?? run)(child));
}

/** `$(<file)` reads the file without a process. */
function soleInput(script: ParsedScript): Word | undefined {
  const statement = script.commands.length === 1 ? script.commands[0] : undefined;
  const command = statement?.command;
  if (command?.type !== 'Command' || command.name || statement?.background) return undefined;
  const redirect = command.prefix.length === 1 && command.suffix.length === 0 ? command.prefix[0] : undefined;
  return redirect?.type === 'Redirect' && redirect.operator === '<' && !redirect.descriptor
    ? redirect.target
    : undefined;
}

async function readFile(sh: Shell, path: StringOf): Promise<string> {
  const name = await path(sh);
  try {
    const fd = await sh.sys.open(name, O.RDONLY);
    sh.substitutionStatus = 0;
    return await readText(sh.sys, fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    sh.substitutionStatus = 1;
    await sh.complain(`${name}: ${error.message}`);
    return '';
  }
}

/** Runs `body` in a subshell and answers what it wrote, without newlines at the end. */
export async function captureOutput(sh: Shell, body: (child: Shell) => Awaitable<number>): Promise<string> {
  const { sys } = sh;
  const [reader, writer] = sys.pipe();
  const pid = sh.fork(async (child) => {
    await child.sys.close(reader);
    await child.sys.dup2(writer, 1);
    if (writer !== 1) await child.sys.close(writer);
    child.inherited.add(1);
    child.substitutionDepth++;
    if (child.dialect === 'dash') child.ignoringErrors = 0;
    child.options.errexit &&= child.dialect === 'dash' || child.isShopt('inherit_errexit') || child.options.posix;
    return body(child);
  });
  await sys.close(writer);
  const text = await readText(sys, reader);
  sh.substitutionStatus = await waitFor(sh, pid);
  // ^C ends the command that it is a part of, before it has begun.
  if (sh.interrupted) await runPendingTraps(sh);
  // To bash it is `$?` for the words that follow.
  if (sh.dialect === 'bash') sh.status = sh.substitutionStatus;
  return text;
}

/** The kernel is told of output that grows large, a piece at a time. */
async function readText(sys: Sys, fd: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const held = new HeldMemory(sys);
  try {
    for (;;) {
      const chunk = await uninterrupted(() => sys.read(fd, 65536));
      if (chunk.length === 0) break;
      parts.push(chunk);
      size += chunk.length;
      held.grown(size);
    }
  } finally {
    await sys.close(fd);
    held.release();
  }
  if (parts.length === 0) return '';
  let bytes = concat(parts);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 10) end--;
  bytes = bytes.subarray(0, end);
  return decodeText(bytes.includes(0) ? bytes.filter((byte) => byte !== 0) : bytes);
}

/** A call again when a signal cut it short. */
export async function uninterrupted<T>(call: () => Awaitable<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
    }
  }
}

/** `<(…)` and `>(…)`: by code that no prompt needs. */
export function processSubstitution(
  part: Substitution & { readonly operator: '<' | '>' },
  context: CompileContext,
): StringOf {
  const run = part.script && context.compileScript(part.script);
  return async (sh) => (await import('./process-substitution.ts')).substituteProcess(sh, run, part.operator === '<');
}
