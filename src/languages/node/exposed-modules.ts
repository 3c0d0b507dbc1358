import type { ModuleLoader } from './module-loader.ts';

/** `-e` and the prompt have Node's modules as globals. */
export function exposeModules(loader: ModuleLoader, builtin: (name: string) => unknown, cwd: string): void {
  const { require, module } = loader.virtual('[eval]', cwd);
  Object.assign(globalThis, { require, module });
  for (const name of [
    'assert',
    'buffer',
    'child_process',
    'crypto',
    'dns',
    'events',
    'fs',
    'http',
    'net',
    'os',
    'path',
    'querystring',
    'readline',
    'stream',
    'string_decoder',
    'timers',
    'tty',
    'url',
    'util',
  ]) {
    if (name in globalThis) continue;
    Object.defineProperty(globalThis, name, {
      get: () => builtin(name),
      set: (value: unknown) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true }),
      configurable: true,
    });
  }
}
