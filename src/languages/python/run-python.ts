/**
 * `python3`: CPython compiled to WebAssembly (Pyodide), whose own main reads the command line. Files, descriptors, sockets,
 * time and signals are the kernel's: `kernel-fs.ts` below the interpreter, `prelude.py` above it.
 */
import { signalNumber } from '../../kernel/signals.ts';
import { PYODIDE } from '../assets.ts';
import { guestClock } from '../guest/clock.ts';
import type { Guest } from '../guest/guest.ts';
import { lockDown } from '../guest/lock-down.ts';
import type { Pyodide, PyodideModule } from './emscripten.ts';
import { KernelFs } from './kernel-fs.ts';
import { kernelModule } from './kernel-module.ts';
import PRELUDE from './prelude.py?raw';

const PYTHON_VERSION = '3.14.2';
const EXECUTABLE = '/usr/local/bin/python3';
/** A program that computes looks for signals this often. */
const LOOK_MS = 200;
/** No packages but the standard library: what pip would bring is not there. */
const LOCK_FILE = JSON.stringify({
  info: {
    arch: 'wasm32',
    platform: 'emscripten_5_0_3',
    version: '314.0.7',
    python: PYTHON_VERSION,
    abi_version: '2026_0',
  },
  packages: {},
});

export async function runPython(guest: Guest): Promise<void> {
  const { argv, env } = guest.start;
  if (argv.length === 2 && /^(-V|--version)$/.test(argv[1] as string)) {
    guest.write(1, new TextEncoder().encode(`Python ${PYTHON_VERSION}\n`));
    guest.exit(0);
  }
  guest.setSignal('PIPE', 'ignore');
  const { loadPyodide } = (await guest.port.module(`${PYODIDE.path}/pyodide.mjs`)) as PyodideModule;
  const python = await loadPyodide({
    indexURL: guest.port.location(`${PYODIDE.path}/`),
    lockFileContents: LOCK_FILE,
    args: argv.slice(1),
    // It begins in HOME, where relative names of the command line are looked for; `prelude.py` puts HOME right. And it is
    // not inspected after the end, which the runtime would be by default.
    env: { PYTHONINSPECT: '', ...Object.fromEntries(env), HOME: guest.start.cwd },
    _sysExecutable: EXECUTABLE,
    fullStdLib: false,
    checkAPIVersion: false,
  });
  const files = new KernelFs(guest, python.FS);
  python.registerJsModule('_kernel', kernelModule(guest, files));
  python.runPython(PRELUDE);
  files.mount();
  files.connect();
  interruptible(guest, python);
  const headless = 'process' in globalThis;
  lockDown();
  // Emscripten leaves its status there when Node runs it.
  if (headless) Object.assign(globalThis, { process: {} });
  guest.exit(runMain(guest, python));
}

/** The interpreter's own main: answers the exit status. */
function runMain(guest: Guest, python: Pyodide): number {
  let status: number;
  try {
    status = python._module._run_main();
  } catch (error) {
    const ended = (error as { status?: unknown }).status;
    if (typeof ended !== 'number') throw error;
    status = ended;
  }
  // As the real one, which ends itself by the signal that it did not handle.
  if (status === 128 + signalNumber('INT')) guest.raise('INT');
  return status;
}

/** Signals that the program handles come to it between two instructions, and break off what it waits for. */
function interruptible(guest: Guest, python: Pyodide): void {
  let pending = 0;
  let looked = guestClock.now();
  guest.setSignal('INT', 'handle');
  guest.onInterrupt = (signals) => {
    for (const signal of signals) pending = signalNumber(signal);
  };
  python.setInterruptBuffer({
    get 0() {
      if (pending === 0 && guestClock.now() - looked > LOOK_MS) {
        guest.pendingSignals();
        looked = guestClock.now();
      }
      return pending;
    },
    set 0(value: number) {
      pending = value;
    },
  });
}
