/** Which file a specifier means: Node's algorithm for `require` and `import`. */
import path from 'path-browserify';
import { SysError } from '../../kernel/errno.ts';
import type { SyncSys } from '../guest/guest.ts';
import { BUILTINS } from './module-names.ts';
import { codedError } from './system-error.ts';

const EXTENSIONS = ['.js', '.json', '.node'];
const KNOWN: ReadonlySet<string> = new Set(BUILTINS);

export type Resolved = { readonly builtin: string } | { readonly file: string };

export interface PackageFile {
  readonly name?: string;
  readonly main?: string;
  readonly type?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
}

export class Resolution {
  readonly #packages = new Map<string, PackageFile | undefined>();
  readonly #files = new Map<string, 'file' | 'directory' | undefined>();

  constructor(private readonly sys: SyncSys) {}

  resolve(specifier: string, from: string, how: 'require' | 'import'): Resolved {
    if (specifier.startsWith('node:')) {
      const builtin = specifier.slice(5);
      if (!KNOWN.has(builtin)) throw codedError('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
      return { builtin };
    }
    if (KNOWN.has(specifier)) return { builtin: specifier };
    const given = specifier.startsWith('file://') ? decodeURIComponent(new URL(specifier).pathname) : specifier;
    const relative = /^(\.{0,2}\/|\.{1,2}$)/.test(given);
    const found = relative ? this.#path(path.resolve(from, given), how) : this.#package(given, from, how);
    if (found !== undefined) return { file: this.sys.realpath(found) };
    throw this.#missing(specifier, from, how);
  }

  /** The nearest package.json above a file. */
  packageOf(file: string): (PackageFile & { readonly directory: string }) | undefined {
    for (let at = path.dirname(file); ; at = path.dirname(at)) {
      const found = this.#readPackage(at);
      if (found || at === '/') return found && { ...found, directory: at };
    }
  }

  read(file: string): string {
    const fd = this.sys.open(file, 0);
    try {
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        const bytes = this.sys.read(fd, 1 << 20);
        if (bytes.length === 0) return text + decoder.decode();
        text += decoder.decode(bytes, { stream: true });
      }
    } finally {
      this.sys.close(fd);
    }
  }

  #missing(specifier: string, from: string, how: 'require' | 'import'): Error {
    if (how === 'require') return codedError('MODULE_NOT_FOUND', `Cannot find module '${specifier}'`);
    const relative = /^\.{0,2}\//.test(specifier);
    const what = relative ? `module '${path.resolve(from, specifier)}'` : `package '${specifier}'`;
    return codedError('ERR_MODULE_NOT_FOUND', `Cannot find ${what} imported from ${from}/`);
  }

  #path(target: string, how: 'require' | 'import'): string | undefined {
    if (this.#kind(target) === 'file') return target;
    // Modules name their files in full.
    if (how === 'import') return undefined;
    for (const extension of EXTENSIONS) if (this.#kind(target + extension) === 'file') return target + extension;
    return this.#kind(target) === 'directory' ? this.#directory(target) : undefined;
  }

  #directory(directory: string): string | undefined {
    const { main } = this.#readPackage(directory) ?? {};
    if (main !== undefined) {
      const named = path.resolve(directory, main);
      for (const file of [named, ...EXTENSIONS.map((extension) => named + extension), `${named}/index.js`])
        if (this.#kind(file) === 'file') return file;
    }
    for (const extension of EXTENSIONS) {
      const file = `${directory}/index${extension}`;
      if (this.#kind(file) === 'file') return file;
    }
    return undefined;
  }

  #package(specifier: string, from: string, how: 'require' | 'import'): string | undefined {
    const [name = '', below = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier)?.slice(1) ?? [];
    for (let at = from; ; at = path.dirname(at)) {
      const directory = path.join(at, 'node_modules', name);
      if (this.#kind(directory) === 'directory') {
        const { exports } = this.#readPackage(directory) ?? {};
        if (exports !== undefined) {
          const target = exported(exports, `.${below}`, how);
          if (target === undefined)
            throw codedError(
              'ERR_PACKAGE_PATH_NOT_EXPORTED',
              `Package subpath '.${below}' is not defined by "exports" in ${directory}/package.json`,
            );
          return path.join(directory, target);
        }
        if (below === '') return this.#directory(directory);
        return this.#path(directory + below, 'require');
      }
      if (at === '/') return undefined;
    }
  }

  #readPackage(directory: string): PackageFile | undefined {
    if (this.#packages.has(directory)) return this.#packages.get(directory);
    const file = path.join(directory, 'package.json');
    let found: PackageFile | undefined;
    if (this.#kind(file) === 'file') {
      try {
        found = JSON.parse(this.read(file)) as PackageFile;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw codedError('ERR_INVALID_PACKAGE_CONFIG', `Invalid package config ${file}.`);
      }
    }
    this.#packages.set(directory, found);
    return found;
  }

  #kind(target: string): 'file' | 'directory' | undefined {
    if (this.#files.has(target)) return this.#files.get(target);
    let kind: 'file' | 'directory' | undefined;
    try {
      kind = this.sys.stat(target).type === 'directory' ? 'directory' : 'file';
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    // What is missing may yet be written by the program.
    if (kind) this.#files.set(target, kind);
    return kind;
  }
}

/** The file that a package's `exports` names for a path in it, by the conditions that hold here. */
function exported(exports: unknown, subpath: string, how: 'require' | 'import'): string | undefined {
  const conditions = ['node', how, 'default'];
  const pick = (value: unknown): string | undefined => {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map(pick).find((one) => one !== undefined);
    if (typeof value !== 'object' || value === null) return undefined;
    for (const [condition, inner] of Object.entries(value)) {
      const target = conditions.includes(condition) ? pick(inner) : undefined;
      if (target !== undefined) return target;
    }
    return undefined;
  };
  const paths =
    typeof exports === 'object' &&
    exports !== null &&
    !Array.isArray(exports) &&
    Object.keys(exports)[0]?.startsWith('.');
  if (!paths) return subpath === '.' ? pick(exports) : undefined;
  const table = exports as Record<string, unknown>;
  if (subpath in table) return pick(table[subpath]);
  for (const [pattern, value] of Object.entries(table)) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined || !subpath.startsWith(before) || !subpath.endsWith(after)) continue;
    return pick(value)?.replaceAll('*', subpath.slice(before.length, subpath.length - after.length));
  }
  return undefined;
}
