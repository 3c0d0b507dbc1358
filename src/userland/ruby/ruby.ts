/** The whole interpreter: the language, the core classes, `require`, and how a program ends. */
import { text, utf8 } from '../../base/bytes.ts';
import { ERRNO, SysError, type Errno } from '../../kernel/errno.ts';
import { signalNumber, type Signal } from '../../kernel/signals.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { readAll } from '../read-all.ts';
import { exitStatus, spawnCommand } from '../bin/lib/find-program.ts';
import { constantIn } from './constants.ts';
import { ExitJump, RubyError, ThrowJump } from './control.ts';
import { defineDirectories } from './core/directory.ts';
import { defineEnumerables } from './core/enumerable.ts';
import { defineFiles } from './core/file.ts';
import { defineEnvironment, defineHashes } from './core/hash.ts';
import { defineIO } from './core/io.ts';
import { defineKernel } from './core/kernel.ts';
import { defineExceptions, defineModules } from './core/module.ts';
import { defineNumbers } from './core/numeric.ts';
import { defineProcess } from './core/process.ts';
import { defineRegexps } from './core/regexp.ts';
import { defineStrings } from './core/string.ts';
import { defineSymbols } from './core/symbol.ts';
import { defineTime } from './core/time.ts';
import type { Installation } from './installation.ts';
import { Interpreter } from './interpreter.ts';
import { LIBRARIES } from './libraries.ts';
import { PRELUDE } from './prelude.ts';
import { RClass, RObject, RString } from './values.ts';
import type { Value, RProc } from './values.ts';

export class Ruby extends Interpreter {
  readonly atExit: RProc[] = [];
  readonly #loaded = new Set<string>();
  readonly #traps = new Map<Signal, RProc>();
  readonly #pending: Signal[] = [];

  constructor(
    sys: Sys,
    readonly installation: Installation,
  ) {
    super(sys, installation.version);
  }

  static async start(sys: Sys, installation: Installation, name: string, args: readonly string[]): Promise<Ruby> {
    const it = new Ruby(sys, installation);
    for (const cls of ['NilClass', 'TrueClass', 'FalseClass']) it.define(cls);
    defineExceptions(it);
    defineModules(it);
    defineStrings(it);
    defineSymbols(it);
    defineRegexps(it);
    defineNumbers(it);
    defineEnumerables(it);
    defineHashes(it);
    defineKernel(it);
    defineIO(it);
    defineFiles(it);
    defineDirectories(it);
    defineProcess(it);
    defineTime(it);
    defineEnvironment(it);
    const constants = it.class('Object').constants;
    constants.set('ARGV', it.array(args.map(it.string))).set('RUBY_VERSION', it.string(installation.version));
    constants
      .set('RUBY_PLATFORM', it.string(installation.platform))
      .set('RUBY_ENGINE', it.string('ruby'))
      .set('RUBY_PATCHLEVEL', BigInt(installation.patch));
    constants
      .set('RUBY_RELEASE_DATE', it.string(installation.date))
      .set('RUBY_DESCRIPTION', it.string(installation.description));
    it.globals
      .set('$0', it.string(name))
      .set('$PROGRAM_NAME', it.string(name))
      .set('$,', null)
      .set('$/', it.string('\n'))
      .set('$;', null)
      .set('$$', BigInt(sys.pid));
    it.globals
      .set('$:', it.array(installation.loadPath.map(it.string)))
      .set('$LOAD_PATH', it.globals.get('$:') as Value)
      .set('$VERBOSE', false)
      .set('$DEBUG', false);
    it.define('Errno', 'Object');
    await it.run(PRELUDE, '<internal:prelude>');
    it.stack.length = 0;
    return it;
  }

  /** Runs a program to its end: the exit status. */
  async runProgram(source: string, file: string, before: () => Promise<void> = async () => undefined): Promise<number> {
    return this.#ending(async () => {
      await before();
      await this.run(source, file);
    });
  }

  async #ending(action: () => Promise<unknown>): Promise<number> {
    let status = await this.#statusOf(action);
    for (let hook = this.atExit.shift(); hook; hook = this.atExit.shift()) {
      const proc = hook;
      status = (await this.#statusOf(() => this.callProc(proc, []))) || status;
    }
    return status;
  }

  async #statusOf(action: () => Promise<unknown>): Promise<number> {
    try {
      await action();
      return 0;
    } catch (error) {
      if (error instanceof ExitJump) return error.status;
      if (error instanceof RubyError) {
        if (error.exception.cls.name === 'Interrupt') return 130;
        await this.sys.write(2, utf8(await this.report(error.exception)));
        return 1;
      }
      if (error instanceof ThrowJump) {
        await this.sys.write(
          2,
          utf8(`${this.file}: uncaught throw ${await this.inspect(error.tag)} (UncaughtThrowError)\n`),
        );
        return 1;
      }
      throw error;
    }
  }

  /** What Ruby prints of an exception that nobody rescued. */
  async report(exception: RObject): Promise<string> {
    const message = await this.text(await this.send(exception, 'message'));
    if (exception.cls.name === 'SyntaxError') return `${message}\n`;
    const trace = await this.#trace(exception);
    const [first = '', ...lines] = message.split('\n');
    const name = exception.cls.name;
    const head = message === '' ? `unhandled exception` : `${first} (${name})`;
    const more = lines.length ? `\n${lines.join('\n')}` : '';
    const from = trace
      .slice(1)
      .map((one) => `\tfrom ${one}\n`)
      .join('');
    return `${trace[0] === undefined ? '' : `${trace[0]}: `}${head}${more}\n${from}`;
  }

  async #trace(exception: RObject): Promise<readonly string[]> {
    const trace = exception.ivars.get('@backtrace') ?? null;
    if (trace === null) return [];
    return Promise.all((await this.items(trace)).map((one) => this.text(one)));
  }

  errorOf(exception: RObject): RubyError {
    return new RubyError(exception);
  }

  isError(error: unknown, cls: string): boolean {
    return error instanceof RubyError && this.isA(error.exception, this.class(cls));
  }

  constant(name: string): Promise<Value> {
    return name === 'Set' && !this.classes.has('Set') && constantIn(this.class('Object'), 'Set') === undefined
      ? this.require('set').then(() => constantIn(this.class('Object'), 'Set') ?? null)
      : Promise.resolve(constantIn(this.class('Object'), name) ?? null);
  }

  errno(name: Errno): RClass {
    const space = this.class('Errno');
    const known = space.constants.get(name);
    if (known instanceof RClass) return known;
    const cls = this.define(name, 'SystemCallError', space);
    cls.constants.set('Errno', BigInt(ERRNO[name][0]));
    return cls;
  }

  // --- files and libraries

  async readFile(path: string): Promise<string> {
    try {
      const fd = await this.sys.open(path, O.RDONLY);
      try {
        return text(await readAll(this.sys, fd));
      } finally {
        await this.sys.close(fd);
      }
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      const where = /^1\./.test(this.version) ? ` - ${path}` : ` @ rb_sysopen - ${path}`;
      throw this.errorOf(this.exception(this.errno(error.errno), `${error.message}${where}`));
    }
  }

  async require(name: string): Promise<boolean> {
    const plain = name.replace(/\.rb$/, '');
    const own = await this.#ownFile(plain);
    if (own) return this.#loadOnce(own);
    const library = LIBRARIES[plain];
    if (library && (library.gem === undefined || (await this.installation.hasGem(library.gem)))) {
      if (this.#loaded.has(plain)) return false;
      this.#loaded.add(plain);
      await library.load(this);
      return true;
    }
    if (!library && KNOWN.has(plain)) throw this.notSimulated(`the library '${plain}'`);
    const error = this.error(
      'LoadError',
      `${/^1\.8/.test(this.version) ? 'no such file to load' : 'cannot load such file'} -- ${name}`,
    );
    error.exception.ivars.set('@path', this.string(name));
    throw error;
  }

  /** A file of the program's own, by path or along the load path. */
  async #ownFile(name: string): Promise<string | undefined> {
    const absolute = /^(?:\/|\.\.?\/)/.test(name);
    const path = await this.items(this.globals.get('$:') ?? null);
    const places = absolute
      ? [name]
      : path.flatMap((one) =>
          one instanceof RString && !this.installation.loadPath.includes(one.text) ? [`${one.text}/${name}`] : [],
        );
    for (const place of places) {
      try {
        if ((await this.sys.stat(`${place}.rb`)).type === 'file') return `${place}.rb`;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
    return undefined;
  }

  async #loadOnce(path: string): Promise<boolean> {
    const real = await this.sys.realpath(path);
    if (this.#loaded.has(real)) return false;
    this.#loaded.add(real);
    await this.run(await this.readFile(path), path);
    return true;
  }

  async loadFile(path: string): Promise<boolean> {
    await this.run(await this.readFile(path), path);
    return true;
  }

  // --- children

  async backtick(command: string): Promise<Value> {
    const [reader, writer] = this.sys.pipe();
    const pid = await spawnCommand(this.sys, ['/bin/sh', '-c', command], {
      fds: new Map([
        [0, 0],
        [1, writer],
        [2, 2],
      ]),
    });
    await this.sys.close(writer);
    const output = await readAll(this.sys, reader);
    await this.sys.close(reader);
    await this.#childEnded(pid);
    return this.string(text(output));
  }

  async system(argv: readonly string[]): Promise<Value> {
    try {
      const pid = await spawnCommand(this.sys, argv.length === 1 ? ['/bin/sh', '-c', argv[0] as string] : argv);
      return (await this.#childEnded(pid)) === 0;
    } catch (error) {
      if (error instanceof SysError) return null;
      throw error;
    }
  }

  async #childEnded(pid: number): Promise<number> {
    const result = await this.sys.wait(pid);
    const status = result ? exitStatus(result.status) : 0;
    const object = new RObject(this.class('Object'));
    this.singletonMethods(object, {
      exitstatus: () => BigInt(status),
      'success?': () => status === 0,
      pid: () => BigInt(pid),
      to_i: () => BigInt(status * 256),
    });
    this.globals.set('$?', object);
    return status;
  }

  // --- signals

  trap(signal: Value, action: RProc | null): Value {
    const name = this.nameOf(typeof signal === 'bigint' ? this.string(String(signal)) : signal).replace(
      /^SIG/,
      '',
    ) as Signal;
    if ((name as string) === 'EXIT') {
      if (action) this.atExit.unshift(action);
      return null;
    }
    if (signalNumber(name) === undefined) throw this.error('ArgumentError', `unsupported signal SIG${name}`);
    if (!action) this.sys.signal(name, 'ignore');
    else {
      this.#traps.set(name, action);
      this.sys.signal(name, (got) => void this.#pending.push(got));
    }
    return this.string('DEFAULT');
  }

  /** A wait that a trapped signal interrupts: its block runs, then the wait goes on. */
  async interruptible<T>(wait: () => T | Promise<T>): Promise<T> {
    for (;;) {
      try {
        const value = await wait();
        await this.#runTraps();
        return value;
      } catch (error) {
        if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
        await this.#runTraps();
      }
    }
  }

  async #runTraps(): Promise<void> {
    for (let signal = this.#pending.shift(); signal; signal = this.#pending.shift()) {
      const proc = this.#traps.get(signal);
      if (proc) await this.callProc(proc, [BigInt(signalNumber(signal) ?? 0)]);
    }
  }
}

/** Libraries of real Ruby that are missing here, so that they are not taken for misspelt. */
const KNOWN = new Set(
  `bigdecimal bundler cgi coverage csv date delegate dbm drb erb etc expect fiber fiddle find forwardable getoptlong io/console io/wait ipaddr irb logger matrix minitest
   monitor net/ftp net/http net/https net/imap net/smtp nkf observer open-uri open3 openssl optparse pathname prime pstore psych pty rdoc readline resolv rexml/document rinda
   ripper rss shellwords singleton strscan syslog tempfile thread timeout tmpdir tsort un uri weakref webrick win32ole yaml zlib rack rake bundler/setup`.split(
    /\s+/,
  ),
);
