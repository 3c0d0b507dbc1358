/** The options of ps(1) that choose processes: what any of several chooses is shown. */
import { FailureError } from '../../base/errors.ts';
import type { TopProcess } from '../../oci/runtime.ts';

type Choice = (process: TopProcess, value: string) => boolean;

/** The name of the program, as long as the kernel keeps it. */
export const nameOf = ({ command }: TopProcess) => (command.split(' ')[0] ?? '').replace(/^.*\//, '').slice(0, 15);

const byPid: Choice = ({ pid }, value) => String(pid) === value;
const byParent: Choice = ({ ppid }, value) => String(ppid) === value;
const byUser: Choice = ({ user }, value) => user === value;

/** Each takes a list, in the same word or in the next. */
const CHOICES: Readonly<Record<string, Choice>> = {
  '-C': (process, value) => nameOf(process) === value,
  '-p': byPid,
  '--pid': byPid,
  '--ppid': byParent,
  '-u': byUser,
  '-U': byUser,
  '--user': byUser,
  '--User': byUser,
};

/** Who is on every machine, outside of containers too, so that ps finds something. */
const ELSEWHERE = ['1', 'root'];

export interface Selection {
  /** The words that are no choices. */
  readonly rest: readonly string[];
  /** Fails with `system` when ps finds no process. */
  choose(processes: readonly TopProcess[]): readonly TopProcess[];
}

export function selectionOf(words: readonly string[]): Selection {
  const rest: string[] = [];
  const wanted: { readonly choice: Choice; readonly value: string }[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const [, option = '', inline = ''] = /^(--[A-Za-z]+|-[CpuU])=?(.*)$/.exec(word) ?? [];
    const choice = CHOICES[option];
    const values = inline || words[i + 1];
    // Letters behind `-u` and `-p` are more options, as in `-uf`.
    if (!choice || values === undefined || (inline !== '' && /^-[puU][a-zA-Z]/.test(word))) {
      rest.push(word);
      continue;
    }
    if (!inline) i++;
    wanted.push(...values.split(',').map((value) => ({ choice, value })));
  }
  const every = rest.some((word) => /^-[eA]|^[a-z]*[ax]/.test(word));
  // ps sorts no list of ids, which is how the engine asks: it then asks for what ps shows by itself, its own user's.
  const own = rest.some((word) => /^--(sort|forest)/.test(word)) && !every;
  const all = wanted.length === 0 || rest.some((word) => /^-[eA]/.test(word));
  return {
    rest,
    choose: (processes) => {
      if (all) return own ? processes.filter(({ uid }) => uid === 0) : processes;
      const chosen = processes.filter((process) => wanted.some(({ choice, value }) => choice(process, value)));
      const found = chosen.length > 0 || wanted.some(({ value }) => ELSEWHERE.includes(value));
      if (!found) throw new FailureError('system', 'ps: exit status 1');
      return chosen;
    },
  };
}
