/**
 * Work that this process waits for though its event loop has nothing to do: on the thread pool, or in threads of programs.
 * Reads of files Node knows of itself.
 */
let running = 0;

/** Counts something as under way; the answer says that it has ended. */
export function outsideWorkBegins(): () => void {
  let under = true;
  running++;
  return () => {
    if (under) running--;
    under = false;
  };
}

/** Closing is what reading a file as a promise ends with, modules included; Node has a name of its own for it. */
export function isWaitingForOutsideWork(): boolean {
  return (
    running > 0 || process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'CloseReq')
  );
}
