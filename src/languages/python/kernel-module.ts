/** What `prelude.py` calls of the kernel: numbers, texts and bytes in, the same out; a failure is `{ errno }`. */
import { SysError } from '../../kernel/errno.ts';
import { signalByNumber } from '../../kernel/signals.ts';
import type { SocketAddress } from '../../kernel/sys.ts';
import { guestClock } from '../guest/clock.ts';
import type { Guest } from '../guest/guest.ts';
import type { KernelFs } from './kernel-fs.ts';
import { resolve } from './resolve.ts';

/** Bytes of Python, as Pyodide hands them over. */
interface PythonBytes {
  toJs(): Uint8Array;
  destroy?(): void;
}

function addressOf(host: string, port: number): SocketAddress {
  return port < 0 ? { path: host } : { address: host, port };
}

function flat(address: SocketAddress): readonly [host: string, port: number] {
  return 'path' in address ? [address.path, -1] : [address.address, address.port];
}

export function kernelModule(guest: Guest, files: KernelFs): Record<string, unknown> {
  const { sync, start } = guest;
  const failing =
    <A extends readonly never[], T>(work: (...args: A) => T) =>
    (...args: A): T | { readonly errno: string } => {
      try {
        return work(...args);
      } catch (error) {
        if (error instanceof SysError) return { errno: error.errno };
        throw error;
      }
    };
  const plain = (bytes: PythonBytes | Uint8Array): Uint8Array =>
    new Uint8Array(bytes instanceof Uint8Array ? bytes : bytes.toJs());
  const calls = {
    socket: (domain: 'inet' | 'unix', type: 'stream' | 'datagram') => sync.socket(domain, type),
    bind: (fd: number, host: string, port: number) => sync.bind(fd, addressOf(host, port)),
    listen: (fd: number, backlog: number) => sync.listen(fd, backlog),
    accept: (fd: number) => sync.accept(fd),
    connect: (fd: number, host: string, port: number) => sync.connect(fd, addressOf(host, port)),
    shutdown: (fd: number, how: 'read' | 'write' | 'both') => sync.shutdown(fd, how),
    close: (fd: number) => sync.close(fd),
    recv: (fd: number, size: number) => sync.read(fd, size),
    send: (fd: number, bytes: PythonBytes) => sync.write(fd, plain(bytes)),
    recvfrom: (fd: number, size: number) => {
      const { bytes, from } = sync.recvfrom(fd, size);
      return [bytes, ...flat(from)];
    },
    sendto: (fd: number, bytes: PythonBytes, host: string, port: number) =>
      sync.sendto(fd, plain(bytes), addressOf(host, port)),
    getsockname: (fd: number) => flat(sync.getsockname(fd)),
    getpeername: (fd: number) => flat(sync.getpeername(fd)),
    /** Descriptors that are ready, of those to read from and those to write to; a negative time waits for ever. */
    poll: (reads: readonly number[], writes: readonly number[], ms: number) => {
      const wanted = [
        ...reads.map((fd) => ({ fd, events: 'read' as const })),
        ...writes.map((fd) => ({ fd, events: 'write' as const })),
      ];
      return sync.poll(wanted, ms);
    },
    sleep: (ms: number) => sync.sleep(ms),
    kill: (pid: number, number: number) => sync.kill(pid, number === 0 ? 0 : (signalByNumber(number) ?? 'TERM')),
    /** Runs a line of the shell and waits: its exit status, negative for a signal. */
    system: (line: string) => {
      const pid = sync.spawn('/bin/sh', { argv: ['sh', '-c', line] });
      const status = sync.wait(pid)?.status;
      return status?.kind === 'exited' ? status.status : -1;
    },
  };
  return {
    ...Object.fromEntries(
      Object.entries(calls).map(([name, work]) => [name, failing(work as (...args: readonly never[]) => unknown)]),
    ),
    /** Whether the process handles a signal itself: 0 default, 1 ignored, 2 handled. */
    handle: (number: number, how: number) => {
      const signal = signalByNumber(number);
      if (signal) guest.setSignal(signal, how === 2 ? 'handle' : how === 1 ? 'ignore' : 'default');
    },
    /** The kernel's descriptor behind one of the runtime's, which numbers its own (a copy of 0 is 3, say). */
    descriptor: (fd: number) => files.kernelFd(fd) ?? fd,
    resolve: (name: string) => resolve(sync, name),
    now: () => guestClock.now(),
    home: new Map(start.env).get('HOME'),
    pid: start.pid,
    ppid: start.ppid,
    uid: start.credentials.uid,
    gid: start.credentials.gid,
    euid: start.credentials.euid,
    egid: start.credentials.egid,
    uname: [
      start.system.sysname,
      start.system.nodename,
      start.system.release,
      start.system.version,
      start.system.machine,
    ],
  };
}
