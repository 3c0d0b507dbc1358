/** trap. */
import type { Signal } from '../../../kernel/signals.ts';
import { parseSignal, SIGNALS } from '../../../kernel/signals.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import { watchEnd } from '../exit-signals.ts';
import { plainQuoted, singleQuoted } from '../quoting.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './builtin.ts';
import { invalidOption } from './builtin.ts';

const EXTRA: Readonly<Record<string, string>> = {
  0: 'EXIT',
  EXIT: 'EXIT',
  ERR: 'ERR',
  DEBUG: 'DEBUG',
  RETURN: 'RETURN',
};

function trapName(sh: Shell, word: string): string | undefined {
  const upper = word.toUpperCase();
  const extra = EXTRA[upper] ?? EXTRA[upper.replace(/^SIG/, '')];
  if (extra && (extra === 'EXIT' || sh.dialect === 'bash' || (extra === 'ERR' && sh.dialect === 'ash'))) return extra;
  return sh.dialect === 'dash' && /^sig/i.test(word) ? undefined : parseSignal(word);
}

export const trap: Builtin = async (sh, words) => {
  let args = words.slice(1);
  if (args[0] === '-l') return listSignals(sh);
  const print = args[0] === '-p';
  if (args[0] === '--' || print) args = args.slice(1);
  const wrong = args.find((word) => trapName(sh, word) === undefined);
  if (print && wrong !== undefined) return badSignal(sh, wrong);
  if (args.length === 0 || print) {
    for (const [name, action] of [...(sh.inheritedTraps ?? sh.traps)].sort(
      ([a], [b]) => trapNumber(a) - trapNumber(b),
    )) {
      if (print && args.length > 0 && !args.some((word) => trapName(sh, word) === name)) continue;
      const shown = sh.dialect === 'bash' && name in SIGNALS ? `SIG${name}` : name;
      await sh.out(`trap -- ${(sh.dialect === 'bash' ? singleQuoted : plainQuoted)(action)} ${shown}\n`);
    }
    return 0;
  }
  if (/^-./.test(args[0] as string)) {
    return invalidOption(sh, 'trap', `-${(args[0] as string)[1]}`, USAGE);
  }
  if (args.length === 1 && wrong !== undefined && sh.dialect === 'bash') return tellUsage(sh);
  const resets = args.length === 1 || /^\d+$/.test(args[0] as string);
  const action = resets ? '-' : (args[0] as string);
  let status = 0;
  for (const word of resets ? args : args.slice(1)) {
    const name = trapName(sh, word);
    if (name === undefined) {
      status = await badSignal(sh, word);
      if (sh.dialect === 'dash') return status;
    } else setTrap(sh, name, action);
  }
  return status;
};

const USAGE = 'trap [-lp] [[arg] signal_spec ...]';

const tellUsage = (sh: Shell) => chain(sh.err(`trap: usage: ${USAGE}\n`), () => 2);

function trapNumber(name: string): number {
  if (name in SIGNALS) return SIGNALS[name as Signal].number;
  return name === 'EXIT' ? 0 : 100;
}

function badSignal(sh: Shell, word: string): Awaitable<number> {
  if (sh.dialect === 'dash') return chain(sh.err(`trap: ${word}: bad trap\n`), () => 1);
  return sh.builtinError('trap', `${word}: invalid signal specification`);
}

function setTrap(sh: Shell, name: string, action: string): void {
  sh.inheritedTraps = undefined;
  if (action === '-') sh.traps.delete(name);
  else sh.traps.set(name, action);
  if (name === 'DEBUG' || name === 'ERR') sh.watchCommands();
  if (name === 'EXIT') watchEnd(sh);
  if (!(name in SIGNALS) || name === 'KILL' || name === 'STOP') return;
  const signal = name as Signal;
  if (action === '') sh.sys.signal(signal, 'ignore');
  else if (action !== '-') sh.sys.signal(signal, (received) => void sh.pending.push(received));
  else sh.restoreSignal(signal);
}

async function listSignals(sh: Shell): Promise<number> {
  const names = Object.entries(SIGNALS).map(([name, { number }]) => `${String(number).padStart(2)}) SIG${name}`);
  for (let i = 0; i < names.length; i += 5) await sh.out(`${names.slice(i, i + 5).join('\t')}\n`);
  return 0;
}
