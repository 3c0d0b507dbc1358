/** A machine for tests: one namespace with a root in memory, a few programs, and whatever files a test wants. */
import { concat, text, utf8 } from '../../src/base/bytes.ts';
import { type Clock, systemClock } from '../../src/base/ports.ts';
import { programHeader } from '../../src/base/program-file.ts';
import { sourceOf } from '../../src/base/streams.ts';
import { createKernel } from '../../src/kernel/create-kernel.ts';
import type { Internet } from '../../src/kernel/internet.ts';
import type { Kernel, Namespace, Process } from '../../src/kernel/kernel.ts';
import type { CgroupLimits } from '../../src/kernel/process/cgroup.ts';
import { signalNumber } from '../../src/kernel/signals.ts';
import { O, type Program, type ProgramTable, type Sys, type WaitStatus } from '../../src/kernel/sys.ts';
import { createOverlay } from '../../src/kernel/vfs/overlay.ts';
import { EMPTY_ROOT } from '../../src/runtime/image-tree.ts';
import { seededRandom } from './clock.ts';

export interface TestMachineOptions {
  /** By name; each gets an executable file in /bin. A table is taken as it is, with `bin` naming the files to make. */
  readonly programs: Readonly<Record<string, Program>> | ProgramTable;
  /** Names of further files in /bin, for programs of a table. */
  readonly bin?: readonly string[];
  /** Texts by absolute path; directories are made, `name/` is an empty directory. A string starting `#!` is executable. */
  readonly files?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly hostname?: string;
  /** Behind the machine's uplink; its programs are then in the machine's own network. */
  readonly internet?: Internet;
  readonly cgroup?: CgroupLimits;
  /** The first program that is started is the machine's first process, and may end with all others. */
  readonly alone?: boolean;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
}

export interface RunResult {
  /** 128 + n when signal n ended it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestMachine {
  readonly kernel: Kernel;
  readonly namespace: Namespace;
  /** The files with root's rights. */
  readonly files: Sys;
  /** Runs a program to its end. `argv[0]` is looked for in /bin unless it has a slash. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Starts one and leaves it; output is discarded unless given. */
  start(argv: readonly string[], options?: RunOptions & { stdout?: (bytes: Uint8Array) => void }): Promise<Process>;
  readFile(path: string): Promise<string>;
}

export async function testMachine(options: TestMachineOptions): Promise<TestMachine> {
  const { clock = systemClock, hostname = 'test' } = options;
  const given = options.programs;
  const named: Readonly<Record<string, Program>> = typeof given === 'function' ? {} : given;
  const programs: ProgramTable = (name) =>
    name === 'test-init' ? init : typeof given === 'function' ? given(name) : named[name];
  const kernel = createKernel({
    clock,
    random: seededRandom(),
    programs,
    release: '6.1.0-drydock',
    ...(options.internet && { internet: options.internet }),
  });
  const root = createOverlay({ lower: EMPTY_ROOT, clock, type: 'ext4' });
  const namespace = kernel.createNamespace({
    hostname,
    mounts: [{ target: '/', fs: root, source: 'overlay' }],
    ...(options.internet && { machine: true }),
    ...(options.cgroup && { cgroup: options.cgroup }),
  });
  const { files } = namespace;
  for (const path of ['/bin', '/dev', '/etc', '/proc', '/root', '/sys', '/tmp', '/var']) await files.mkdir(path);
  await files.chmod('/tmp', 0o1777);
  for (const name of ['test-init', ...Object.keys(named), ...(options.bin ?? [])]) {
    await writeFile(files, `/bin/${name}`, programHeader(name), 0o755);
  }
  for (const [path, content] of Object.entries(options.files ?? {})) {
    await makeParents(files, path);
    if (!path.endsWith('/')) await writeFile(files, path, utf8(content), content.startsWith('#!') ? 0o755 : 0o644);
  }
  for (const fs of ['proc', 'dev', 'sys'] as const) await namespace.mount({ target: `/${fs}`, fs });
  // Pid 1 is special; tests want their program to be an ordinary process.
  const files0 = [kernel.nullFile(), kernel.nullFile(), kernel.nullFile()];
  if (!options.alone)
    await kernel.spawn(namespace, {
      ...defaults,
      path: '/bin/test-init',
      argv: ['init'],
      env: new Map(),
      files: files0,
    });

  const start: TestMachine['start'] = async (argv, { stdout, ...run } = {}) => {
    const sink = kernel.createSink((bytes) => stdout?.(bytes));
    const stdin = run.stdin === undefined ? kernel.nullFile() : kernel.createSource(sourceOf(bytesOf(run.stdin)));
    return kernel.spawn(namespace, { ...processOptions(argv, run), files: [stdin, sink, sink] });
  };
  return {
    kernel,
    namespace,
    files,
    start,
    run: async (argv, run = {}) => {
      const output: [Uint8Array[], Uint8Array[]] = [[], []];
      const closed: Promise<void>[] = [];
      const sink = (into: Uint8Array[]) => {
        let close: () => void = () => undefined;
        closed.push(new Promise((resolve) => (close = resolve)));
        return kernel.createSink((bytes) => void into.push(bytes.slice()), close);
      };
      const stdin = run.stdin === undefined ? kernel.nullFile() : kernel.createSource(sourceOf(bytesOf(run.stdin)));
      const process = await kernel.spawn(namespace, {
        ...processOptions(argv, run),
        files: [stdin, sink(output[0]), sink(output[1])],
      });
      const status = await process.exited;
      await Promise.race([Promise.all(closed), new Promise((resolve) => setTimeout(resolve, 500))]);
      return { status: statusOf(status), stdout: text(joined(output[0])), stderr: text(joined(output[1])) };
    },
    readFile: (path) => readFile(files, path),
  };
}

export function statusOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.status;
  return status.kind === 'signaled' ? 128 + signalNumber(status.signal) : 0;
}

export async function writeFile(sys: Sys, path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const fd = await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, mode);
  await sys.write(fd, bytesOf(content));
  await sys.close(fd);
}

export async function readFile(sys: Sys, path: string): Promise<string> {
  const fd = await sys.open(path, O.RDONLY);
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = await sys.read(fd, 65_536);
    if (part.length === 0) break;
    parts.push(part);
  }
  await sys.close(fd);
  return text(joined(parts));
}

const defaults = { cwd: '/', uid: 0, gid: 0, groups: [] };

function processOptions(argv: readonly string[], run: RunOptions) {
  const path = argv[0]?.includes('/') ? argv[0] : `/bin/${argv[0]}`;
  const env = new Map(Object.entries({ PATH: '/bin', HOME: '/root', ...run.env }));
  return { ...defaults, path, argv, env, cwd: run.cwd ?? '/', uid: run.uid ?? 0, gid: run.gid ?? 0 };
}

/** Takes orphans in, for ever. */
const init: Program = async (sys) => {
  sys.signal('CHLD', 'ignore');
  await sys.sleep(Number.POSITIVE_INFINITY);
  return 0;
};

async function makeParents(sys: Sys, path: string): Promise<void> {
  const names = path.split('/').slice(1, -1);
  for (let i = 1; i <= names.length; i++) {
    const directory = `/${names.slice(0, i).join('/')}`;
    if (!(await sys.access(directory, {}))) await sys.mkdir(directory);
  }
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? utf8(content) : content;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length > 0 ? concat(parts) : new Uint8Array(0);
}
