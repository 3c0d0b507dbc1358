/** The calls on sockets load when the first socket is made: no prompt needs them. */
import type { Awaitable } from './sys.ts';
import { SysError } from './errno.ts';
import type { Process } from './process/process.ts';
import type * as SocketCalls from './socket-calls.ts';

let loaded: typeof SocketCalls | undefined;

export function socketCalls(): Awaitable<typeof SocketCalls> {
  return (
    loaded ??
    import('./socket-calls.ts').then((calls) => {
      loaded = calls;
      return calls;
    })
  );
}

/** For calls on a descriptor, which is no socket as long as none was ever made: EBADF or ENOTSOCK. */
export function socketCallsOn(process: Process, fd: number): typeof SocketCalls {
  if (loaded) return loaded;
  process.files.get(fd);
  throw new SysError('ENOTSOCK');
}

export function anySocketCalls(): typeof SocketCalls | undefined {
  return loaded;
}
