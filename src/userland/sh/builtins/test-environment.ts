/** What `test` and `[[` see of a shell. */
import type { Awaitable, Stat, Sys } from '../../../kernel/sys.ts';
import { attempt, chain } from '../awaitable.ts';
import { resolveReference } from '../expand/references.ts';
import type { OptionName } from '../set-options.ts';
import type { Shell } from '../shell.ts';
import { elementsOf } from '../variables.ts';
import type { TestEnvironment } from './test-primaries.ts';
import { compareStats } from './test-primaries.ts';

const environments = new WeakMap<Sys, TestEnvironment>();

export function shellTestEnvironment(sh: Shell): TestEnvironment {
  let environment = environments.get(sh.sys);
  if (!environment) environments.set(sh.sys, (environment = makeEnvironment(sh)));
  return environment;
}

function makeEnvironment(sh: Shell): TestEnvironment {
  const { sys } = sh;
  const maybe = (path: string): Awaitable<Stat | undefined> =>
    attempt<Stat | undefined>(
      () => sys.stat(path),
      () => undefined,
    );
  return {
    stat: (path) => sys.stat(path),
    lstat: (path) => sys.lstat(path),
    access: (path, mode) =>
      attempt(
        () => sys.access(path, mode),
        () => false,
      ),
    isTerminal: (fd) => {
      try {
        return sys.isatty(fd);
      } catch {
        return false;
      }
    },
    get uid() {
      return sys.credentials.euid;
    },
    get gid() {
      return sys.credentials.egid;
    },
    compareFiles: (operator, a, b) =>
      chain(maybe(a), (first) =>
        chain(maybe(b), (second) => {
          // Only bash takes a file that is not there for the oldest of all.
          if (sh.dialect !== 'bash' && !(first && second)) return false;
          return compareStats(operator, first, second);
        }),
      ),
    isSet: (name) => isSet(sh, name),
    isOn: (option) => sh.options[option as OptionName] ?? false,
  };
}

function isSet(sh: Shell, name: string): Awaitable<boolean> {
  if (/^\d+$/.test(name)) return name === '0' || sh.params[Number(name) - 1] !== undefined;
  return chain(resolveReference(sh, name), (ref) => {
    if (ref.key === '@' || ref.key === '*') return elementsOf(sh.vars.find(ref.name)).length > 0;
    return (ref.key === undefined ? sh.vars.get(ref.name) : sh.vars.element(ref.name, ref.key)) !== undefined;
  });
}
