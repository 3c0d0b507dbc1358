/** Runs something after the event loop had its turn: timers, messages and input come in between. */
interface NodeGlobals {
  readonly setImmediate?: (run: () => void) => unknown;
}

export const macrotask: (run: () => void) => void = chooseMacrotask();

function chooseMacrotask(): (run: () => void) => void {
  const { setImmediate } = globalThis as NodeGlobals;
  if (setImmediate) return (run) => void setImmediate(run);
  const queue: (() => void)[] = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => queue.shift()?.();
  return (run) => {
    queue.push(run);
    channel.port2.postMessage(null);
  };
}
