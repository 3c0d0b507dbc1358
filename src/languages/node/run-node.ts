/** `node`: the worker's own JavaScript engine, with Node's modules and globals over the kernel. */
import { Buffer } from 'buffer';
import path from 'path-browserify';
import { createMD5, createSHA1, createSHA256, createSHA384, createSHA512 } from 'hash-wasm';
import { SysError } from '../../kernel/errno.ts';
import type { Guest } from '../guest/guest.ts';
import { lockDown } from '../guest/lock-down.ts';
import { builtinModules } from './builtins.ts';
import { type NodeCommand, parseNodeCommand } from './command-line.ts';
import { consoleObject } from './console.ts';
import { exposeModules } from './exposed-modules.ts';
import { EventLoop } from './event-loop.ts';
import { fetchFunction } from './http-client.ts';
import { inspect } from './inspect.ts';
import { ModuleLoader } from './module-loader.ts';
import { type NodeProcess, processObject } from './process-object.ts';
import { runRepl } from './repl.ts';
import type { Hasher } from './small-modules.ts';
import { timerFunctions } from './timers.ts';
import { uncaughtText } from './uncaught.ts';

/** Exit status after an error that nobody caught. */
const UNCAUGHT = 1;

export async function runNode(guest: Guest): Promise<void> {
  const command = parseNodeCommand(guest.start.argv);
  if ('text' in command) {
    guest.write(command.status === 0 ? 1 : 2, new TextEncoder().encode(command.text));
    guest.exit(command.status);
  }
  guest.setSignal('PIPE', 'ignore');
  const loop = new EventLoop();
  const process = processObject(guest, loop);
  const hashers = await loadHashers();
  const timers = timerFunctions(loop);
  const context = { guest, loop, lookup: (name: string) => lookUp(name) };
  const console = consoleObject(process);
  const builtin = builtinModules({
    guest,
    loop,
    net: context,
    process,
    console,
    timers,
    hashers,
    createRequire: (from) => loader.createRequire(from),
  });
  const loader = new ModuleLoader(guest, builtin);
  const lookUp = async (name: string): Promise<string> => {
    const { promises } = builtin('dns') as { promises: { lookup(name: string): Promise<{ address: string }> } };
    return (await promises.lookup(name)).address;
  };
  const fetch = fetchFunction(context);
  lockDown();
  Object.assign(globalThis, { global: globalThis, process, console, Buffer, fetch, ...timers });
  process.execArgv = [...command.execArgv];
  const file = command.file === undefined ? undefined : path.resolve(guest.start.cwd, command.file);
  process.argv = ['/usr/local/bin/node', ...(file === undefined ? [] : [file]), ...command.args];
  const fail = failing(guest, process, loader);
  loop.onThrow = (error) => fail(error, 'exception');
  guest.port.onUncaught = (error, origin) => {
    fail(error, origin);
    loop.check();
  };
  loop.onIdle = () => {
    process.emit('beforeExit', Number(process.exitCode ?? 0));
    // A listener may have begun something.
    loop.onIdle = () => void process.end();
    loop.check();
  };
  const work = begin({ guest, loop, process, loader, builtin }, command, file);
  loop.during(work).catch((error: unknown) => loop.run(() => fail(error, 'exception')));
}

interface Running {
  readonly guest: Guest;
  readonly loop: EventLoop;
  readonly process: NodeProcess;
  readonly loader: ModuleLoader;
  readonly builtin: (name: string) => unknown;
}

async function begin(
  { guest, loop, process, loader, builtin }: Running,
  command: NodeCommand,
  file: string | undefined,
): Promise<void> {
  const { cwd } = guest.start;
  for (const name of command.preload) await loader.import(name, cwd);
  const evaluate = async (code: string, id: string): Promise<void> => {
    if (command.inputIsModule) return loader.evaluateModule(code, id, cwd);
    exposeModules(loader, builtin, cwd);
    const value = loader.evaluate(command.print ? `return eval(${JSON.stringify(code)})` : code, id, cwd);
    if (command.print)
      process.stdout.write(
        `${typeof value === 'string' ? value : inspect(value, { colors: 'isTTY' in process.stdout })}\n`,
      );
  };
  const turn = (work: () => Promise<void>): Promise<void> => {
    let result: Promise<void> = Promise.resolve();
    // The program's first turn, with its ticks.
    loop.run(() => {
      result = work();
    });
    return result;
  };
  if (command.code !== undefined) await turn(() => evaluate(command.code as string, '[eval]'));
  else if (file !== undefined) {
    if (command.check) checkSyntax(guest, loader, file);
    else await turn(() => loader.runMain(file));
  } else if (guest.start.terminals[0] || command.interactive) {
    await runRepl({ guest, process, loader, builtin });
  } else {
    const input = readInput(guest);
    await turn(() => evaluate(input, '[stdin]'));
  }
}

function checkSyntax(guest: Guest, loader: ModuleLoader, file: string): void {
  guest.port.compile({ source: loader.resolution.read(file).replace(/^#!.*/, ''), parameters: [], file });
}

function readInput(guest: Guest): string {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const bytes = guest.sync.read(0, 1 << 16);
    if (bytes.length === 0) return text + decoder.decode();
    text += decoder.decode(bytes, { stream: true });
  }
}

/** Prints what nobody caught, and ends the program, unless it listens for that. */
function failing(
  guest: Guest,
  process: NodeProcess,
  loader: ModuleLoader,
): (error: unknown, origin: 'exception' | 'rejection') => void {
  const isOwn = (file: string) => file.startsWith('[') || !file.startsWith(IMPLEMENTATION);
  const source = (file: string): string | undefined => {
    if (file.startsWith('[')) return parseNodeCommandCode(guest);
    try {
      return loader.resolution.read(file);
    } catch (error) {
      if (error instanceof SysError) return undefined;
      throw error;
    }
  };
  return (error, origin) => {
    const name = origin === 'rejection' ? 'unhandledRejection' : 'uncaughtException';
    for (const event of origin === 'rejection' ? [name, 'uncaughtException'] : [name])
      if (process.emit(event, error, origin === 'rejection' ? 'unhandledRejection' : 'uncaughtException')) return;
    process.stderr.write(uncaughtText(error, { origin, isOwn, source }));
    process.exitCode = UNCAUGHT;
    process.end();
  };
}

function parseNodeCommandCode(guest: Guest): string | undefined {
  const command = parseNodeCommand(guest.start.argv);
  return 'text' in command ? undefined : command.code;
}

/** Where this very code is, headless; in a page it has an address, which is no path. */
const IMPLEMENTATION = new URL(import.meta.url).pathname.replace(/\/(dist|src)\/.*/, '/$1/');

async function loadHashers(): Promise<ReadonlyMap<string, () => Hasher>> {
  const made = await Promise.all(
    [
      ['md5', createMD5()],
      ['sha1', createSHA1()],
      ['sha256', createSHA256()],
      ['sha384', createSHA384()],
      ['sha512', createSHA512()],
    ].map(async ([name, hasher]) => [name as string, await (hasher as Promise<Hasher>)] as const),
  );
  return new Map(made.map(([name, hasher]) => [name, () => hasher]));
}
