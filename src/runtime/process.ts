/** One process of a container with its host ends: standard streams or a terminal, exit status as Docker tells it. */
import { utf8 } from '../base/bytes.ts';
import { Queue } from '../base/queue.ts';
import { LIMITS } from '../base/limits.ts';
import type { OutputChunk, RunningProcess } from '../oci/runtime.ts';
import { ERRNO, SysError } from '../kernel/errno.ts';
import type { Kernel, Namespace, Process, ProcessOptions, Terminal } from '../kernel/kernel.ts';
import { parseSignal, signalNumber } from '../kernel/signals.ts';
import type { WaitStatus } from '../kernel/sys.ts';
import type { OpenFile, Wait } from '../kernel/vfs/filesystem.ts';

/** The outside waits without a process: nothing interrupts it. */
const OUTSIDE: Wait = {
  block: (start) => new Promise((resolve, reject) => void start(resolve, reject)),
};

export interface StreamsSpec {
  readonly terminal: { readonly rows: number; readonly columns: number } | undefined;
  readonly stdin: boolean;
}

/** runc is a Go program: its threads take process ids before it becomes the container's, so that the next one after 1 is 7. */
const LAUNCHER_THREADS = 5;

/**
 * Spawns a process and wires its streams. What the kernel refuses to execute has begun all the same: by then runc stands in
 * the process's place, says why on its standard error, and exits. After other failures nothing is left open.
 */
export async function startProcess(
  kernel: Kernel,
  namespace: Namespace,
  options: Omit<ProcessOptions, 'files' | 'terminal'>,
  spec: StreamsSpec,
): Promise<RunningProcess> {
  const streams = spec.terminal ? terminalStreams(kernel, spec.terminal) : pipeStreams(kernel, spec.stdin);
  let process: Process;
  try {
    const { files, terminal } = streams;
    process = await kernel.spawn(namespace, { ...options, files, terminal, launcherThreads: LAUNCHER_THREADS });
  } catch (error) {
    if (error instanceof SysError) return failedExec(streams, options, error);
    streams.abandon();
    throw error;
  }
  const exited = process.exited.then((status) => {
    streams.ended();
    return { exitCode: exitCodeOf(status), oomKilled: false };
  });
  return {
    pid: process.pid,
    output: streams.output,
    writeStdin: streams.writeStdin,
    closeStdin: streams.closeStdin,
    resize: (rows, columns) => streams.terminal?.resize({ rows, columns }),
    kill: (word) => {
      const signal = parseSignal(word);
      if (signal) process.kill(signal);
    },
    exited,
  };
}

/** The status of a launcher whose execve(2) failed. */
const EXEC_FAILED = 1;

async function failedExec(
  { files, output, ended }: Streams,
  { path, argv: [name = ''] }: Pick<ProcessOptions, 'path' | 'argv'>,
  error: SysError,
): Promise<RunningProcess> {
  // Go's texts of errno values are glibc's in small letters.
  const why = `exec ${name.includes('/') ? name : path}: ${ERRNO[error.errno][1].toLowerCase()}\n`;
  const said = (async () => {
    await files[2]?.write(utf8(why), OUTSIDE);
    for (const file of files) await file.close();
    ended();
  })();
  return {
    pid: 0,
    output,
    writeStdin: async () => false,
    closeStdin: () => undefined,
    resize: () => undefined,
    kill: () => undefined,
    exited: said.then(() => ({ exitCode: EXEC_FAILED, oomKilled: false })),
  };
}

/** 128 + n for a signal, as a shell and Docker count. */
export function exitCodeOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.status;
  return status.kind === 'signaled' ? 128 + signalNumber(status.signal) : 0;
}

interface Streams {
  readonly files: readonly OpenFile[];
  readonly terminal: Terminal | undefined;
  readonly output: AsyncIterable<OutputChunk>;
  writeStdin(bytes: Uint8Array): Promise<boolean>;
  closeStdin(): void;
  /** The process has ended. */
  ended(): void;
  /** It never began. */
  abandon(): void;
}

function terminalStreams(kernel: Kernel, size: { rows: number; columns: number }): Streams {
  const terminal = kernel.createTerminal(size);
  return {
    files: [terminal.open(), terminal.open(), terminal.open()],
    terminal,
    output: terminalOutput(terminal),
    writeStdin: async (bytes) => {
      await terminal.input(bytes);
      return true;
    },
    // A terminal has no end of input of its own: whoever closes the connection hangs nothing up.
    closeStdin: () => undefined,
    ended: () => terminal.close(),
    abandon: () => terminal.close(),
  };
}

async function* terminalOutput(terminal: Terminal): AsyncGenerator<OutputChunk> {
  for await (const bytes of terminal.output) yield { stream: 'stdout', bytes };
}

function pipeStreams(kernel: Kernel, withStdin: boolean): Streams {
  const queue = new Queue<OutputChunk>(LIMITS.streamBufferBytes, ({ bytes }) => bytes.length);
  let open = 2;
  const closed = () => {
    open -= 1;
    if (open === 0) queue.end();
  };
  const sink = (stream: OutputChunk['stream']) =>
    kernel.createSink(async (bytes) => void (await queue.push({ stream, bytes })), closed);
  const pipe = withStdin ? kernel.createPipe() : undefined;
  let stdinClosed = false;
  const closeStdin = () => {
    if (stdinClosed) return;
    stdinClosed = true;
    void pipe?.writer.close();
  };
  return {
    files: [pipe?.reader ?? kernel.nullFile(), sink('stdout'), sink('stderr')],
    terminal: undefined,
    output: queue,
    writeStdin: async (bytes) => {
      if (!pipe || stdinClosed) return false;
      try {
        await pipe.writer.write(bytes, OUTSIDE);
        return true;
      } catch (error) {
        if (error instanceof SysError) return false;
        throw error;
      }
    },
    closeStdin,
    ended: closeStdin,
    abandon: () => {
      closeStdin();
      queue.end();
    },
  };
}
