import type { Duplex } from '../base/duplex.ts';
import type { ByteSource } from '../base/streams.ts';
import { after } from './awaitable.ts';
import { SysError } from './errno.ts';
import { NullFile, SinkFile, SourceFile } from './host-files.ts';
import type {
  Kernel,
  KernelOptions,
  Namespace,
  NamespaceOptions,
  Process,
  ProcessOptions,
  Terminal,
} from './kernel.ts';
import type { Network } from './network.ts';
import { Pipe, PipeFile } from './pipe.ts';
import { spawnOutside } from './process-calls.ts';
import { Machine } from './process/machine.ts';
import { NamespaceState } from './process/namespace.ts';
import { processInfo } from './process/process-info.ts';
import type { Process as ProcessState } from './process/process.ts';
import { socketCalls } from './later-sockets.ts';
import { type Awaitable, O, type ProcessInfo, type WaitStatus, type WindowSize } from './sys.ts';
import { SystemCalls } from './system-calls.ts';
import { Tty } from './tty/terminal.ts';
import type { OpenFile } from './vfs/filesystem.ts';

export function createKernel(options: KernelOptions): Kernel {
  return new KernelState(new Machine(options, (process) => new SystemCalls(process)));
}

class KernelState implements Kernel {
  constructor(private readonly machine: Machine) {}

  get network(): Network {
    return this.machine.network;
  }

  createNamespace(options: NamespaceOptions): Namespace {
    return new NamespaceState(this.machine, options);
  }

  spawn(namespace: Namespace, options: ProcessOptions): Awaitable<Process> {
    if (!(namespace instanceof NamespaceState)) throw new SysError('EINVAL');
    return after(namespace.mounted, () => after(spawnOutside(namespace, options), handle));
  }

  listenUnix(namespace: Namespace, path: string, accept: (connection: Duplex) => void): Awaitable<{ close(): void }> {
    if (!(namespace instanceof NamespaceState)) throw new SysError('EINVAL');
    return after(socketCalls(), (calls) => calls.listenUnix(namespace, path, accept));
  }

  createTerminal(size: WindowSize): Terminal {
    return new Tty(size);
  }

  createPipe(): { readonly reader: OpenFile; readonly writer: OpenFile } {
    const pipe = new Pipe();
    const now = this.machine.clock.now();
    const reader = new PipeFile(pipe, O.RDONLY, undefined, now);
    return { reader, writer: new PipeFile(pipe, O.WRONLY, undefined, now) };
  }

  createSink(write: (bytes: Uint8Array) => Awaitable<void>, closed?: () => void): OpenFile {
    return new SinkFile(write, closed);
  }

  createSource(source: ByteSource): OpenFile {
    return new SourceFile(source);
  }

  nullFile(): OpenFile {
    return new NullFile();
  }

  processes(): readonly ProcessInfo[] {
    return [...this.machine.processes.values()].map((process) => processInfo(process, true));
  }
}

function handle(process: ProcessState): Process {
  const exited = new Promise<WaitStatus>((resolve) => {
    if (process.ended) resolve(process.ended);
    else process.onEnd = resolve;
  });
  return { pid: process.pid, exited, kill: (signal) => process.raise(signal) };
}
