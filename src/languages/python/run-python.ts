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
import ABSENT from './absent.py?raw';
import LINUX_ERRNO_CODE from './linux_errno.py?raw';
import { LINUX_ERRNO } from './linux-errno.ts';
import PRELUDE from './prelude.py?raw';

const PYTHON_VERSION = '3.14.2';
/** What tracebacks call code of ours; `absent.py` leaves it out of them. */
const OWN_CODE = '<drydock>';
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
  let uncaught = '';
  const told = { uncaught: (name: string) => void (uncaught = name) };
  python.registerJsModule('_kernel', { ...kernelModule(guest, files), ...told });
  const own = (code: string): unknown => python.runPython(code, { filename: OWN_CODE });
  own(ABSENT);
  own(PRELUDE);
  numberErrors(python, own);
  files.mount();
  files.connect();
  interruptible(guest, python);
  const headless = 'process' in globalThis;
  lockDown();
  // Emscripten leaves its status there when Node runs it.
  if (headless) Object.assign(globalThis, { process: {} });
  const status = runMain(guest, python);
  // As the real one, which ends itself by the signal that it did not handle.
  if (status === 1 && uncaught === 'KeyboardInterrupt') guest.raise('INT');
  guest.exit(status);
}

function numberErrors(python: Pyodide, own: (code: string) => unknown): void {
  const copy = (from: number, types: { toJs(): readonly number[] }) => copySlots(python, from, types.toJs());
  python.registerJsModule('_errno_slots', { copy });
  own(LINUX_ERRNO_CODE);
  own(
    `import _errno_slots as _slots\n_linux_errno(${JSON.stringify(LINUX_ERRNO)}, _slots.copy)\ndel _linux_errno, _slots`,
  );
  own("import sys\nsys.modules['_errno_slots'] = None\ndel sys");
}

/** Offsets of two slots in a type object of CPython on 32 bits (Include/cpython/object.h). */
const TYPE_SLOTS = { repr: 44, str: 68 } as const;

/** Gives some types the slots of another: addresses of type objects. */
function copySlots({ _module }: Pyodide, from: number, types: readonly number[]): void {
  const words = _module.HEAPU32;
  for (const type of types)
    for (const slot of Object.values(TYPE_SLOTS)) words[(type + slot) / 4] = words[(from + slot) / 4] as number;
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
