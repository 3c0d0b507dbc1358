/**
 * Redirections: opening what they name, then either placing it on the shell's own descriptors (builtins, functions,
 * compound commands; undone afterwards) or in the map of descriptors that a program is started with.
 */
import type { Awaitable } from '../../../kernel/sys.ts';
import { O } from '../../../kernel/sys.ts';
import { SysError } from '../../../kernel/errno.ts';
import { attempt, chain, each } from '../awaitable.ts';
import type { HereDoc, HereString, Redirect, Redirection } from '../parser.ts';
import type { Shell } from '../shell.ts';
import type { CompileContext, StringOf } from '../expand/emit.ts';
import { compileFields, compileString } from '../expand/words.ts';

/** A redirection could not be made: the command does not run. */
export class RedirectError {
  constructor(readonly message: string) {}
}

export type Placement =
  /** `source` was opened for this and is closed once it has been placed. */
  | { readonly kind: 'open'; readonly fd: number; readonly source: number; readonly variable?: string }
  | { readonly kind: 'duplicate'; readonly fd: number; readonly source: number; readonly move: boolean }
  | { readonly kind: 'close'; readonly fd: number };

/** Answers the descriptor from which the text of a here-document can be read. */
export type Feed = (sh: Shell) => Awaitable<number>;
export type CompiledRedirect = (sh: Shell) => Awaitable<readonly Placement[]>;

export function compileRedirects(redirects: readonly Redirection[], context: CompileContext): CompiledRedirect[] {
  return redirects.map((redirect) => {
    if (redirect.type === 'HereDoc' || redirect.type === 'HereString') return hereDocument(redirect, context);
    return plainRedirect(redirect, context);
  });
}

// --- opening

function descriptorOf(redirect: Redirection, otherwise: number): { fd: number; variable?: string } {
  const { descriptor } = redirect;
  if (!descriptor) return { fd: otherwise };
  if (descriptor.type === 'FileDescriptor') return { fd: descriptor.value };
  return { fd: -1, variable: descriptor.name };
}

function plainRedirect(redirect: Redirect, context: CompileContext): CompiledRedirect {
  const target = targetOf(redirect, context);
  const { operator } = redirect;
  if (operator === '<&' || operator === '>&') return duplication(redirect, target);
  const { fd, variable } = descriptorOf(redirect, operator[0] === '<' ? 0 : 1);
  const both = operator === '&>' || operator === '&>>';
  return (sh) =>
    chain(target(sh), (path) =>
      chain(openTarget(sh, path, operator), (source) => {
        const placed: Placement = { kind: 'open', fd, source, ...(variable ? { variable } : {}) };
        return both ? [placed, { kind: 'duplicate', fd: 2, source: 1, move: false }] : [placed];
      }),
    );
}

function targetOf(redirect: Redirect, context: CompileContext): StringOf {
  const word = redirect.target;
  if (!word) return () => '';
  if (context.dialect !== 'bash' || !word.parts) return compileString(word, context);
  const fields = compileFields([word], context);
  return (sh) =>
    chain(fields(sh), (list) => {
      if (list.length !== 1) throw new RedirectError(`${word.text}: ambiguous redirect`);
      return list[0] as string;
    });
}

const FLAGS: Readonly<Record<string, number>> = {
  '<': O.RDONLY,
  '<>': O.RDWR | O.CREAT,
  '>': O.WRONLY | O.CREAT | O.TRUNC,
  '>|': O.WRONLY | O.CREAT | O.TRUNC,
  '&>': O.WRONLY | O.CREAT | O.TRUNC,
  '>>': O.WRONLY | O.CREAT | O.APPEND,
  '&>>': O.WRONLY | O.CREAT | O.APPEND,
};

function openTarget(sh: Shell, path: string, operator: string): Awaitable<number> {
  const creates = operator !== '<';
  const refuse = (error: unknown): never => {
    if (error instanceof SysError) throw new RedirectError(openFailure(sh, path, creates, error));
    throw error;
  };
  const flags = FLAGS[operator] as number;
  if (path === '') return refuse(new SysError('ENOENT'));
  if (!sh.options.noclobber || (operator !== '>' && operator !== '&>')) {
    return attempt(() => sh.sys.open(path, flags, 0o666), refuse);
  }
  return chain(existingRegular(sh, path), (exists) => {
    if (exists) throw new RedirectError(clobberText(sh, path));
    return attempt(() => sh.sys.open(path, flags, 0o666), refuse);
  });
}

function existingRegular(sh: Shell, path: string): Awaitable<boolean> {
  return attempt(
    () => chain(sh.sys.stat(path), (stat) => stat.type === 'file'),
    () => false,
  );
}

function clobberText(sh: Shell, path: string): string {
  if (sh.dialect === 'bash') return `${path}: cannot overwrite existing file`;
  return sh.dialect === 'dash' ? `cannot create ${path}: File exists` : `can't create ${path}: File exists`;
}

function openFailure(sh: Shell, path: string, creates: boolean, error: SysError): string {
  if (sh.dialect === 'bash') return `${path}: ${error.message}`;
  const missing = error.errno === 'ENOENT';
  if (sh.dialect === 'dash') {
    const cause = missing ? (creates ? 'Directory nonexistent' : 'No such file') : error.message;
    return `cannot ${creates ? 'create' : 'open'} ${path}: ${cause}`;
  }
  const cause = missing ? (creates ? 'nonexistent directory' : 'no such file') : error.message;
  return `can't ${creates ? 'create' : 'open'} ${path}: ${cause}`;
}

function duplication(redirect: Redirect, target: StringOf): CompiledRedirect {
  const { fd, variable } = descriptorOf(redirect, redirect.operator === '<&' ? 0 : 1);
  return (sh) =>
    chain(target(sh), (text): Awaitable<readonly Placement[]> => {
      if (text === '-') return [{ kind: 'close', fd: variable === undefined ? fd : Number(sh.vars.at(variable)) }];
      const number = sh.dialect === 'dash' ? /^(\d)()$/.exec(text) : /^(\d+)(-?)$/.exec(text);
      if (number) return [{ kind: 'duplicate', fd, source: Number(number[1]), move: number[2] === '-' }];
      if (redirect.operator === '>&' && fd === 1 && sh.dialect === 'bash') {
        return chain(openTarget(sh, text, '&>'), (source) => [
          { kind: 'open', fd: 1, source },
          { kind: 'duplicate', fd: 2, source: 1, move: false },
        ]);
      }
      if (sh.dialect === 'dash') return sh.fatal('Syntax error: Bad fd number', 2);
      throw new RedirectError(sh.dialect === 'bash' ? `${text}: ambiguous redirect` : 'Syntax error: Bad fd number');
    });
}

/** Compiled when first used, by code that no prompt needs. */
function hereDocument(redirect: HereDoc | HereString, context: CompileContext): CompiledRedirect {
  const { fd } = descriptorOf(redirect, 0);
  let feed: Feed | undefined;
  return (sh) => {
    const open = (compiled: Feed) => chain(compiled(sh), (source) => [{ kind: 'open', fd, source } as const]);
    if (feed) return open(feed);
    return import('./here-documents.ts').then(({ compileHereDocument }) =>
      open((feed = compileHereDocument(redirect, context))),
    );
  };
}

// --- placing

interface Saved {
  readonly fd: number;
  /** Where its old file waits; undefined when it was closed. */
  readonly copy: number | undefined;
  readonly inherited: boolean;
}

/** Runs `body` with the redirections in force. A failure throws RedirectError with everything put back. */
export function withRedirects<T>(
  sh: Shell,
  redirects: readonly CompiledRedirect[],
  body: () => Awaitable<T>,
): Awaitable<T> {
  if (redirects.length === 0) return body();
  const saved: Saved[] = [];
  const undo = (): Awaitable<void> => each(saved.reverse(), (entry) => putBack(sh, entry));
  const fail = (error: unknown): Awaitable<T> =>
    chain(undo(), () => {
      throw error;
    });
  let placed: Awaitable<void>;
  try {
    placed = placeAll(sh, redirects, saved);
  } catch (error) {
    return fail(error);
  }
  const finish = (): Awaitable<T> => {
    let result: Awaitable<T>;
    try {
      result = body();
    } catch (error) {
      return fail(error);
    }
    if (result instanceof Promise) return result.then((value) => chain(undo(), () => value), fail);
    const value = result;
    return chain(undo(), () => value);
  };
  return placed instanceof Promise ? placed.then(finish, fail) : finish();
}

/** `exec 3>file`: for good. */
export function placeForGood(sh: Shell, redirects: readonly CompiledRedirect[]): Awaitable<void> {
  return placeAll(sh, redirects, undefined);
}

function placeAll(sh: Shell, redirects: readonly CompiledRedirect[], saved: Saved[] | undefined): Awaitable<void> {
  return each(redirects, (redirect) =>
    chain(redirect(sh), (placements) => each(placements, (placement) => place(sh, placement, saved))),
  );
}

function place(sh: Shell, placement: Placement, saved: Saved[] | undefined): Awaitable<void> {
  const { sys } = sh;
  if (placement.kind === 'open' && placement.variable) {
    const fd = sys.dup(placement.source, 10);
    sh.vars.setAt(placement.variable, String(fd));
    sh.inherited.add(fd);
    return sys.close(placement.source);
  }
  const { fd } = placement;
  if (placement.kind === 'duplicate') {
    // dash finds nothing to do, and so nothing to complain of.
    if (placement.source === fd && sh.dialect === 'dash') return;
    checkOpen(sh, placement.source, fd);
  }
  if (saved && !saved.some((entry) => entry.fd === fd)) {
    const ours = placement.kind === 'open' && placement.source === fd;
    saved.push({ fd, copy: ours ? undefined : copyOf(sh, fd), inherited: sh.inherited.has(fd) });
  }
  if (placement.kind === 'close') {
    sh.inherited.delete(fd);
    return attempt(() => sys.close(fd), ignoreBadDescriptor);
  }
  sh.inherited.add(fd);
  const { source } = placement;
  if (source === fd) return;
  return chain(sys.dup2(source, fd), () => {
    if (placement.kind === 'open') return sys.close(source);
    if (!placement.move) return;
    sh.inherited.delete(source);
    return sys.close(source);
  });
}

function checkOpen(sh: Shell, fd: number, to: number): void {
  if (!sh.sys.descriptors().includes(fd)) throw new RedirectError(badDescriptor(sh, fd, to));
}

function badDescriptor(sh: Shell, fd: number, to: number): string {
  // The descriptor of the script itself is known to busybox as one that is not to be used.
  if (sh.dialect === 'ash' && fd === 10) return `${fd}: Bad file descriptor`;
  return `${sh.dialect === 'ash' ? `dup2(${fd},${to})` : fd}: Bad file descriptor`;
}

function copyOf(sh: Shell, fd: number): number | undefined {
  try {
    const copy = sh.sys.dup(fd, 10);
    sh.sys.setCloexec(copy, true);
    return copy;
  } catch (error) {
    ignoreBadDescriptor(error);
    return undefined;
  }
}

function putBack(sh: Shell, { fd, copy, inherited }: Saved): Awaitable<void> {
  if (inherited) sh.inherited.add(fd);
  else sh.inherited.delete(fd);
  if (copy === undefined) return attempt(() => sh.sys.close(fd), ignoreBadDescriptor);
  return chain(sh.sys.dup2(copy, fd), () => sh.sys.close(copy));
}

function ignoreBadDescriptor(error: unknown): void {
  if (!(error instanceof SysError) || error.errno !== 'EBADF') throw error;
}

/** The descriptors a program gets, and those that are to be closed once it has started. */
export interface DescriptorMap {
  readonly fds: Map<number, number>;
  readonly opened: number[];
}

export function plainMap(sh: Shell): Map<number, number> {
  const fds = new Map<number, number>();
  for (const fd of sh.inherited) fds.set(fd, fd);
  return fds;
}

export function descriptorMap(sh: Shell, redirects: readonly CompiledRedirect[]): Awaitable<DescriptorMap> {
  const map: DescriptorMap = { fds: plainMap(sh), opened: [] };
  if (redirects.length === 0) return map;
  const step = (redirect: CompiledRedirect): Awaitable<void> =>
    chain(redirect(sh), (placements) => {
      for (const placement of placements) enter(sh, map, placement);
    });
  return attempt(
    () => chain(each(redirects, step), () => map),
    (error) =>
      chain(closeAll(sh, map.opened), () => {
        throw error;
      }),
  );
}

function enter(sh: Shell, map: DescriptorMap, placement: Placement): void {
  const { fd } = placement;
  if (placement.kind === 'close') {
    map.fds.delete(fd);
    return;
  }
  if (placement.kind === 'open') {
    map.opened.push(placement.source);
    if (placement.variable) sh.vars.setAt(placement.variable, String(placement.source));
    else map.fds.set(fd, placement.source);
    return;
  }
  const source = map.fds.get(placement.source) ?? ownDescriptor(sh, placement.source);
  if (source === undefined && placement.source === fd && sh.dialect === 'dash') return;
  if (source === undefined) throw new RedirectError(badDescriptor(sh, placement.source, fd));
  map.fds.set(fd, source);
  if (placement.move) map.fds.delete(placement.source);
}

/** One that programs do not inherit, as those of a coproc are, can be handed to them all the same. */
function ownDescriptor(sh: Shell, fd: number): number | undefined {
  return sh.dialect === 'bash' && sh.sys.descriptors().includes(fd) ? fd : undefined;
}

export function closeAll(sh: Shell, fds: readonly number[]): Awaitable<void> {
  return each(fds, (fd) => sh.sys.close(fd));
}

/** Descriptors of a child, each from one of the shell's. */
export async function placeMap(child: Shell, fds: ReadonlyMap<number, number>): Promise<void> {
  const copies = new Map<number, number>();
  for (const [fd, source] of fds) if (fd !== source) copies.set(fd, child.sys.dup(source, 20));
  for (const [fd, copy] of copies) {
    await child.sys.dup2(copy, fd);
    await child.sys.close(copy);
  }
  child.inherited = new Set(fds.keys());
}
