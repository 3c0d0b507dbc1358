/** Variables that have no value of their own: the shell works them out when they are read. */
import { VERSION } from './dialect.ts';
import type { Shell } from './shell.ts';
import type { Variable } from './variables.ts';

export function computedScalar(sh: Shell, name: string, secondsBase: number): string | undefined {
  switch (name) {
    case 'LINENO':
      return sh.dialect === 'dash' ? undefined : String(sh.line);
    case 'RANDOM':
      return sh.dialect === 'dash' ? undefined : String(sh.vars.random.next());
  }
  if (sh.dialect !== 'bash') return undefined;
  switch (name) {
    case 'SRANDOM':
      return String(bits32(sh.sys.random(4)));
    case 'SECONDS':
      return String(secondsBase + Math.floor((sh.sys.now() - sh.started) / 1000));
    case 'EPOCHSECONDS':
      return String(Math.floor(sh.sys.now() / 1000));
    case 'EPOCHREALTIME':
      return (sh.sys.now() / 1000).toFixed(6);
    case 'BASHPID':
      return String(sh.sys.pid);
    case 'BASH_SUBSHELL':
      return String(sh.subshells);
    case 'BASH_VERSION':
      return VERSION.bash;
    case 'BASH_COMMAND':
      return sh.commandText;
    case 'BASH_EXECUTION_STRING':
      return sh.commandString;
    case 'BASH_ARGV0':
      return sh.name;
    case 'HISTCMD':
      return String(sh.history.length);
  }
  return computedArray(sh, name)?.indexed?.get(0);
}

export function computedArray(sh: Shell, name: string): Variable | undefined {
  if (sh.dialect !== 'bash') return undefined;
  switch (name) {
    case 'PIPESTATUS':
      return sh.pipeStatus ? arrayOf(sh.pipeStatus.map(String)) : arrayOf(sh.ranCommand ? [String(sh.status)] : []);
    case 'FUNCNAME':
      return sh.frames.length === 0 ? undefined : arrayOf(callStack(sh).map((call) => call.name));
    case 'BASH_LINENO':
      return arrayOf(callStack(sh).map((call) => String(call.line)));
    case 'BASH_SOURCE':
      return arrayOf(callStack(sh).map((call) => call.source));
    case 'DIRSTACK':
      return arrayOf([sh.vars.get('PWD') ?? sh.sys.cwd, ...sh.directories]);
    case 'BASH_VERSINFO':
      return arrayOf(['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu']);
    case 'GROUPS':
      return arrayOf([sh.sys.credentials.gid, ...sh.sys.credentials.groups].map(String));
  }
  return undefined;
}

export interface Call {
  /** The function, `source`, or `main`. */
  readonly name: string;
  /** Where it was called from. */
  readonly line: number;
  /** The file that holds it. */
  readonly source: string;
}

/** Innermost first; a script file is at its bottom. */
export function callStack(sh: Shell): readonly Call[] {
  const calls = [...sh.calls].reverse();
  const isFile = sh.commandString === undefined && !sh.readsInput;
  return isFile ? [...calls, { name: 'main', line: 0, source: sh.name }] : calls;
}

function arrayOf(items: readonly string[]): Variable {
  return { value: undefined, indexed: new Map(items.map((item, i) => [i, item])) };
}

/** The first four bytes as a number. */
export function bits32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}
