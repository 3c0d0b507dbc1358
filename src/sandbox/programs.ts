/**
 * The programs of a sandbox. The shells are there from the start; all others are one chunk that comes when the first of
 * them is run, and the docker program another.
 */
import { isDirectory } from '../userland/is-directory.ts';
import { SysError } from '../kernel/errno.ts';
import type { Program, ProgramTable, Sys } from '../kernel/sys.ts';
import type { OuterLine } from '../languages/outer/outer-node.ts';
import type { ProgramWorkers } from '../languages/program-workers.ts';
import type { Runtime } from '../languages/protocol.ts';
import { PROGRAM_NAMES } from '../userland/bin/names.ts';
import { type ProgramEntry, programTable } from '../userland/programs.ts';
import type { Dialect } from '../userland/sh/dialect.ts';
import { shellMain } from '../userland/sh/programs.ts';

export interface ProgramOptions {
  /** Workers for programs that run in one of their own; absent: they say that there are none. */
  readonly workers?: () => Promise<ProgramWorkers>;
  /** The line of one process of `node` to a page that runs it in a WebContainer; undefined: nobody chose that. */
  readonly outerNode?: () => OuterLine | undefined;
  loadDocker(): Promise<Program>;
  loadDockerd(): Promise<Program>;
  /** What every program but the shells finds done. */
  readonly beforeOthers?: () => Promise<void>;
  /** A command typed at the prompt of any shell, on the machine or in a container, has ended. */
  readonly onCommand?: (typed: TypedLine) => void;
  /** Words that could stand next; undefined leaves it to names of files. */
  readonly complete?: (sys: Sys, words: readonly string[], word: string) => Promise<readonly string[] | undefined>;
  /** A line of help after what was typed; `setting` is the shell's variable DRYDOCK_EXPLAIN. */
  readonly explain?: (sys: Sys, typed: TypedLine, setting: string | undefined) => Promise<string | undefined>;
  /** A shell on a terminal waits for a command. */
  readonly onPrompt?: () => void;
  /** Whether a prompt can be seen already. Absent: nobody looks. */
  readonly isPromptSeen?: () => boolean;
}

export interface TypedLine {
  readonly command: string;
  readonly status: number;
  /** Of the system that it was typed on. */
  readonly hostname: string;
  /** Where the shell stands after it. */
  readonly cwd: string;
}

function typedLine(sys: Sys, command: string, status: number): TypedLine {
  return { command, status, hostname: sys.uname().nodename, cwd: sys.cwd };
}

/** Servers that come with images, and applets of busybox: nobody has installed them on the learner's machine. */
const NOT_ON_MACHINE = new Set(
  (
    'apache2 apache2ctl apachectl gem gosu htpasswd http-server httpd irb memcached nginx redis-cli redis-server ruby su-exec ' +
    'ascii dos2unix ts unix2dos usleep uudecode uuencode'
  ).split(' '),
);

export const MACHINE_PROGRAMS: readonly string[] = [
  ...PROGRAM_NAMES.filter((name) => !NOT_ON_MACHINE.has(name)),
  'docker',
  'init',
];

export function sandboxPrograms(options: ProgramOptions): ProgramTable {
  const { loadDocker, loadDockerd, beforeOthers, onCommand, onPrompt, isPromptSeen, complete, explain } = options;
  const shell =
    (dialect: Dialect): Program =>
    (sys) =>
      shellMain(sys, dialect, {
        ...(onCommand && {
          onCommand: (command, status) => onCommand(typedLine(sys, command, status)),
        }),
        ...(onPrompt && { onPrompt }),
        ...(isPromptSeen && { isPromptSeen }),
        ...(complete && { completer: (_, words, word) => complete(sys, words, word) }),
        ...(explain && {
          explain: (sh, command, status) =>
            explain(sys, typedLine(sys, command, status), sh.vars.get('DRYDOCK_EXPLAIN')),
        }),
      });
  const first = programTable({
    bash: shell('bash'),
    dash: shell('dash'),
    init,
    docker: { load: once(loadDocker) },
    registry: { load: once(async () => (await import('./registry-server/registry-program.ts')).registry) },
    dockerd: { load: once(loadDockerd) },
    ...realLanguages(options),
    // As CentOS 7 names it.
    'dockerd-current': { load: once(loadDockerd) },
  });
  const all = once(async () => {
    const [{ busyboxWith, OF_IMAGES, PROGRAMS }] = await Promise.all([
      import('../userland/bin/table.ts'),
      beforeOthers?.(),
    ]);
    return programTable({ busybox: busyboxWith(shell('ash')) }, PROGRAMS, OF_IMAGES);
  });
  let others: ProgramTable | undefined;
  return (name) => {
    const known = first(name) ?? others?.(name);
    if (known || others) return known;
    return all().then((table) => {
      others = table;
      return table(name);
    });
  };
}

/** Programs that run in a worker each. */
const LANGUAGES = { node: 'node', python3: 'python', postgres: 'postgres', initdb: 'postgres' } as const;

function realLanguages({ workers, outerNode }: ProgramOptions): Readonly<Record<string, ProgramEntry>> {
  const loaded = once(async () => {
    const [{ WorkerPrograms }, platform] = await Promise.all([
      import('../languages/worker-program.ts'),
      workers ? workers() : import('../languages/no-workers.ts').then(({ noWorkers }) => noWorkers),
    ]);
    return new WorkerPrograms(platform);
  });
  const load = async (name: string, runtime: Runtime): Promise<Program> => {
    const own = (await loaded()).program(runtime);
    if (name !== 'node' || !outerNode) return own;
    return (await import('../languages/outer/outer-node.ts')).outerNode(own, outerNode);
  };
  return Object.fromEntries(
    Object.entries(LANGUAGES).map(([name, runtime]) => [name, { load: () => load(name, runtime) }]),
  );
}

/** A load that failed (the network was away) is tried again by the next caller. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** Pid 1 of the learner's machine: starts what is to run from the start, then buries orphans for ever. */
const init: Program = async (sys) => {
  // The first machine has neither Upstart nor systemd, and its prompt is not to wait for code about them.
  if ((await isDirectory(sys, '/etc/init')) || (await isDirectory(sys, '/run/systemd/system'))) {
    const { startEnabled } = await import('../userland/services/boot.ts');
    await startEnabled(sys);
  }
  // A child that ends interrupts the sleep.
  sys.signal('CHLD', () => undefined);
  for (;;) {
    try {
      if (!(await sys.wait(-1))) await sys.sleep(REST_MS);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'ECHILD') await rest(sys);
    }
  }
};

const REST_MS = 60_000;

async function rest(sys: Sys): Promise<void> {
  try {
    await sys.sleep(REST_MS);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await sys.tick();
  }
}
