/** `require` and `import` over the container's files. */
import path from 'path-browserify';
import type { Guest } from '../guest/guest.ts';
import { hasModuleSyntax, IMPORT_NAME, MODULE_PARAMETERS, moduleBody, redirectImports } from './module-syntax.ts';
import { Resolution } from './module-resolution.ts';
import { codedError } from './system-error.ts';

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', IMPORT_NAME] as const;

export interface Module {
  exports: unknown;
  readonly id: string;
  readonly filename: string;
  readonly path: string;
  readonly paths: readonly string[];
  readonly children: Module[];
  readonly parent: Module | undefined;
  loaded: boolean;
  require?: unknown;
}

type Namespace = Record<string, unknown>;

export class ModuleLoader {
  readonly resolution: Resolution;
  readonly #cache: Record<string, Module> = Object.create(null) as Record<string, Module>;
  readonly #namespaces = new Map<string, Promise<Namespace>>();
  main: Module | undefined;

  constructor(
    private readonly guest: Guest,
    private readonly builtin: (name: string) => unknown,
  ) {
    this.resolution = new Resolution(guest.sync);
  }

  /** Runs the program's first file. */
  async runMain(file: string): Promise<void> {
    const resolved = this.#resolveMain(file);
    const found = 'file' in resolved ? resolved.file : file;
    if (this.#isModule(found, () => this.resolution.read(found))) await this.#namespace(found);
    else this.#load(found, undefined);
  }

  #resolveMain(file: string) {
    try {
      return this.resolution.resolve(file, '/', 'require');
    } catch (error) {
      throw Object.assign(error as object, { requireStack: [] });
    }
  }

  /** A module that is no file: of `-e`, of standard input, of the prompt. */
  virtual(
    id: string,
    directory: string,
  ): { readonly module: Module; readonly require: unknown; readonly importer: unknown } {
    const module = this.#make(id, `${directory}/${id}`, undefined);
    return { module, require: this.#requireOf(module), importer: this.#importer(directory) };
  }

  evaluate(source: string, id: string, directory: string): unknown {
    const { module, require, importer } = this.virtual(id, directory);
    const body = this.guest.port.compile({ source: redirectImports(source), parameters: [...PARAMETERS], file: id });
    return body.call(module.exports, module.exports, require, module, id, '.', importer);
  }

  async evaluateModule(source: string, id: string, directory: string): Promise<void> {
    await this.#runModule(source, `${directory}/${id}`, id);
  }

  createRequire(from: string): unknown {
    return this.#requireOf(this.#make(from, from, undefined));
  }

  #make(id: string, filename: string, parent: Module | undefined): Module {
    const directory = path.dirname(filename);
    const paths: string[] = [];
    for (let at = directory; ; at = path.dirname(at)) {
      if (path.basename(at) !== 'node_modules') paths.push(path.join(at, 'node_modules'));
      if (at === '/' || at === '.') break;
    }
    return { exports: {}, id, filename, path: directory, paths, children: [], parent, loaded: false };
  }

  #requireOf(module: Module): unknown {
    const require = (specifier: unknown): unknown => {
      if (typeof specifier !== 'string')
        throw codedError(
          'ERR_INVALID_ARG_TYPE',
          `The "id" argument must be of type string. Received ${specifier === null ? 'null' : typeof specifier}`,
          TypeError,
        );
      const resolved = this.#resolve(specifier, module);
      return 'builtin' in resolved ? this.builtin(resolved.builtin) : this.#load(resolved.file, module).exports;
    };
    const resolve = (specifier: string): string => {
      const resolved = this.#resolve(specifier, module);
      return 'builtin' in resolved ? specifier : resolved.file;
    };
    module.require = require;
    return Object.assign(require, {
      resolve: Object.assign(resolve, { paths: () => module.paths }),
      cache: this.#cache,
      main: this.main,
      extensions: {},
    });
  }

  #resolve(specifier: string, module: Module) {
    try {
      return this.resolution.resolve(specifier, module.path, 'require');
    } catch (error) {
      if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
      const stack: string[] = [];
      for (let at: Module | undefined = module; at; at = at.parent) stack.push(at.filename);
      const failed = codedError(
        'MODULE_NOT_FOUND',
        `Cannot find module '${specifier}'\nRequire stack:\n${stack.map((one) => `- ${one}`).join('\n')}`,
      );
      throw Object.assign(failed, { requireStack: stack });
    }
  }

  #isModule(file: string, source: () => string): boolean {
    if (file.endsWith('.mjs')) return true;
    if (file.endsWith('.cjs') || file.endsWith('.json')) return false;
    const type = this.resolution.packageOf(file)?.type;
    // Where package.json does not say, the syntax does.
    return type === 'module' || (type === undefined && file.endsWith('.js') && hasModuleSyntax(source()));
  }

  #load(file: string, parent: Module | undefined): Module {
    const known = this.#cache[file];
    if (known) return known;
    const source = this.resolution.read(file).replace(/^\uFEFF/, '');
    if (parent && this.#isModule(file, () => source))
      throw codedError(
        'ERR_REQUIRE_ESM',
        `require() of ES Module ${file} from ${parent.filename} not supported.\nInstead change the require of ${path.basename(file)} in ${parent.filename} to a dynamic import() which is available in all CommonJS modules.`,
      );
    const module = this.#make(parent ? file : '.', file, parent);
    this.main ??= module;
    this.#cache[file] = module;
    parent?.children.push(module);
    try {
      if (file.endsWith('.json')) module.exports = parseJson(source, file);
      else this.#run(module, source);
      module.loaded = true;
    } finally {
      // A module that failed is tried again by the next require.
      if (!module.loaded) delete this.#cache[file];
    }
    return module;
  }

  #run(module: Module, source: string): void {
    const text = redirectImports(source.replace(/^#!.*/, ''));
    const body = this.guest.port.compile({ source: text, parameters: [...PARAMETERS], file: module.filename });
    body.call(
      module.exports,
      module.exports,
      this.#requireOf(module),
      module,
      module.filename,
      module.path,
      this.#importer(module.path),
    );
  }

  /** What `import()` calls in a file of this directory. */
  #importer(directory: string): unknown {
    const load = (specifier: unknown): Promise<Namespace> => this.import(String(specifier), directory);
    const pick = (namespace: Namespace, name: string, specifier: string): unknown => {
      if (name in namespace) return namespace[name];
      throw new SyntaxError(`The requested module '${specifier}' does not provide an export named '${name}'`);
    };
    return Object.assign(load, { pick });
  }

  async import(specifier: string, directory: string): Promise<Namespace> {
    const resolved = this.resolution.resolve(specifier, directory, 'import');
    return 'builtin' in resolved ? namespaceOf(this.builtin(resolved.builtin)) : this.#namespace(resolved.file);
  }

  #namespace(file: string): Promise<Namespace> {
    const known = this.#namespaces.get(file);
    if (known) return known;
    const loading = (async () => {
      const source = this.resolution.read(file);
      if (!this.#isModule(file, () => source)) return namespaceOf(this.#load(file, undefined).exports);
      return this.#runModule(source, file, file);
    })();
    this.#namespaces.set(file, loading);
    return loading;
  }

  async #runModule(source: string, filename: string, shown: string): Promise<Namespace> {
    const namespace: Namespace = Object.create(null) as Namespace;
    Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
    const define = (name: string, get: () => unknown): void => {
      Object.defineProperty(namespace, name, { get, enumerable: true, configurable: true });
    };
    const exportAll = (other: Namespace): void => {
      for (const name of Object.keys(other))
        if (name !== 'default' && !(name in namespace)) define(name, () => other[name]);
    };
    const directory = path.dirname(filename);
    const meta = {
      url: `file://${filename}`,
      filename,
      dirname: directory,
      resolve: (specifier: string) => {
        const resolved = this.resolution.resolve(specifier, directory, 'import');
        return 'builtin' in resolved ? `node:${resolved.builtin}` : `file://${resolved.file}`;
      },
    };
    this.main ??= this.#make('.', filename, undefined);
    const text = `return (async()=>{'use strict';${moduleBody(source.replace(/^#!.*/, ''))}\n})()`;
    const body = this.guest.port.compile({ source: text, parameters: [...MODULE_PARAMETERS], file: shown });
    try {
      await body.call(undefined, this.#importer(directory), meta, define, exportAll);
    } catch (error) {
      throw explained(error, filename, this.resolution.packageOf(filename));
    }
    return namespace;
  }
}

/** Names of CommonJS that a module lacks are told with the way out, as Node does. */
function explained(error: unknown, file: string, owner: ReturnType<Resolution['packageOf']>): unknown {
  const [, name] =
    /^(require|module|exports|__filename|__dirname) is not defined$/.exec((error as Error).message) ?? [];
  if (!(error instanceof ReferenceError) || name === undefined) return error;
  const message = `${name} is not defined in ES module scope${name === 'require' ? ', you can use import instead' : ''}`;
  const why =
    owner?.type === 'module' && file.endsWith('.js')
      ? `\nThis file is being treated as an ES module because it has a '.js' file extension and '${path.join(owner.directory, 'package.json')}' contains "type": "module". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.`
      : '';
  error.stack = error.stack?.replace(error.message, message + why) ?? message;
  error.message = message + why;
  return error;
}

function parseJson(source: string, file: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    (error as Error).message = `${file}: ${(error as Error).message}`;
    throw error;
  }
}

function namespaceOf(exports: unknown): Namespace {
  const named =
    (typeof exports === 'object' && exports !== null) || typeof exports === 'function'
      ? { ...(exports as object) }
      : {};
  return { ...named, default: exports };
}
