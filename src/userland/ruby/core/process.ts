/** Process. */
import type { Interpreter } from '../interpreter.ts';
import { RString, RSymbol } from '../values.ts';
import type { Value } from '../values.ts';

export function defineProcess(it: Interpreter): void {
  const process = it.module('Process');
  process.constants.set('CLOCK_MONOTONIC', 1n).set('CLOCK_REALTIME', 0n);
  it.singletonMethods(process, {
    pid: () => BigInt(it.sys.pid),
    ppid: () => BigInt(it.sys.ppid),
    uid: () => BigInt(it.sys.credentials.uid),
    gid: () => BigInt(it.sys.credentials.gid),
    euid: () => BigInt(it.sys.credentials.euid),
    clock_gettime: () => it.sys.now() / 1000,
    kill: ({ args }) => {
      const signal = args[0] as Value;
      const name =
        signal instanceof RString || signal instanceof RSymbol ? it.nameOf(signal).replace(/^SIG/, '') : 'TERM';
      it.sys.kill(it.int(args[1] as Value), name as 'TERM');
      return 1n;
    },
  });
}
