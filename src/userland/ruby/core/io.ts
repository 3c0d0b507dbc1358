/** IO, File, Dir, Process, Time: what touches the machine. */
import { text, utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import { strftime } from '../../bin/lib/strftime.ts';
import type { Interpreter } from '../interpreter.ts';
import type { Methods } from '../runtime.ts';
import { RArray, RHash, RObject, RString, RSymbol } from '../values.ts';
import type { Call, RClass, Value } from '../values.ts';
import { putsText } from './kernel.ts';

const READ_BYTES = 64 * 1024;

/** An open file, or a stream that a descriptor stands for. */
export class RIO extends RObject {
  buffer = '';
  ended = false;
  closed = false;
  line = 0;
  constructor(
    cls: RClass,
    readonly fd: number,
    readonly path: string,
  ) {
    super(cls);
  }
}

export function defineIO(it: Interpreter): void {
  const io = it.define('IO');
  io.includes.push(it.class('Enumerable'));
  it.methods(io, { ...reading(it), ...writing(it) });
  for (const [fd, name] of ['stdin', 'stdout', 'stderr'].entries()) {
    const stream = new RIO(io, fd, `<${name.toUpperCase()}>`);
    it.globals.set(`$${name}`, stream);
    it.class('Object').constants.set(name.toUpperCase(), stream);
  }
  const file = it.define('File', 'IO');
  file.constants.set('SEPARATOR', it.string('/'));
  it.singletonMethods(file, { ...files(it), ...paths(it) });
  it.singletonMethods(io, {
    read: files(it)['read'] as Methods[string],
    readlines: files(it)['readlines foreach'] as Methods[string],
  });
  defineDirectories(it);
  defineProcess(it);
}

const self = (call: Call) => call.self as RIO;

/** A failed system call as Ruby's `Errno::ENOENT`. */
export async function guarded<T>(it: Interpreter, path: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const cls = it.errno(error.errno);
    throw it.errorOf(
      it.exception(
        cls,
        `${error.message}${path ? (/^[12]\./.test(it.version) && /^1/.test(it.version) ? ` - ${path}` : ` @ rb_sysopen - ${path}`) : ''}`,
      ),
    );
  }
}

async function fill(it: Interpreter, stream: RIO): Promise<boolean> {
  if (stream.closed) throw it.error('IOError', 'closed stream');
  if (stream.ended) return false;
  const bytes = await it.interruptible(async () => it.sys.read(stream.fd, READ_BYTES));
  if (bytes.length === 0) stream.ended = true;
  stream.buffer += text(bytes);
  return bytes.length > 0;
}

export async function readLine(it: Interpreter, stream: RIO): Promise<string | undefined> {
  for (;;) {
    const end = stream.buffer.indexOf('\n');
    if (end >= 0 || stream.ended) {
      const line = end < 0 ? stream.buffer : stream.buffer.slice(0, end + 1);
      stream.buffer = stream.buffer.slice(line.length);
      stream.line++;
      return line === '' ? undefined : line;
    }
    await fill(it, stream);
  }
}

function reading(it: Interpreter): Methods {
  const next = async (call: Call) => {
    const line = await readLine(it, self(call));
    const value = line === undefined ? null : it.string(chomped(it, call, line));
    it.globals.set('$_', value);
    return value;
  };
  const all = async (call: Call) => {
    const lines: Value[] = [];
    for (let line = await readLine(it, self(call)); line !== undefined; line = await readLine(it, self(call)))
      lines.push(it.string(chomped(it, call, line)));
    return lines;
  };
  return {
    gets: next,
    readline: async (call) => {
      const line = await next(call);
      if (line === null) throw it.error('EOFError', 'end of file reached');
      return line;
    },
    'readlines to_a': async (call) => it.array(await all(call)),
    'each each_line': async (call) => {
      for (let line = await readLine(it, self(call)); line !== undefined; line = await readLine(it, self(call)))
        await it.yield(call.block, it.string(line));
      return call.self;
    },
    'read sysread readpartial': async (call) => {
      const stream = self(call);
      const size = call.args.length && call.args[0] !== null ? it.int(call.args[0] as Value) : undefined;
      if (call.name !== 'read') {
        if (stream.buffer === '' && !(await fill(it, stream))) throw it.error('EOFError', 'end of file reached');
      } else while ((size === undefined || stream.buffer.length < size) && (await fill(it, stream)));
      const taken = stream.buffer.slice(0, size);
      stream.buffer = stream.buffer.slice(taken.length);
      return taken === '' && size !== undefined ? null : it.string(taken);
    },
    getc: async (call) => {
      if (self(call).buffer === '' && !(await fill(it, self(call)))) return null;
      const [c = ''] = self(call).buffer;
      self(call).buffer = self(call).buffer.slice(c.length);
      return it.string(c);
    },
    'eof? eof': async (call) => self(call).buffer === '' && !(await fill(it, self(call))),
    lineno: (call) => BigInt(self(call).line),
    rewind: async (call) => {
      await it.sys.seek(self(call).fd, 0, 'set');
      self(call).buffer = '';
      self(call).ended = false;
      return 0n;
    },
  };
}

const chomped = (it: Interpreter, call: Call, line: string) =>
  call.args.some((one) => one instanceof RHash && one.get(it.symbol('chomp')) === true)
    ? line.replace(/\n$/, '')
    : line;

function writing(it: Interpreter): Methods {
  const write = async (call: Call, value: string) => {
    if (self(call).closed) throw it.error('IOError', 'closed stream');
    await guarded(it, '', () => it.interruptible(async () => it.sys.write(self(call).fd, utf8(value))));
  };
  return {
    'write syswrite': async (call) => {
      const value = (await Promise.all(call.args.map((one) => it.text(one)))).join('');
      await write(call, value);
      return BigInt(utf8(value).length);
    },
    puts: async (call) => {
      await write(call, await putsText(it, call.args));
      return null;
    },
    print: async (call) => {
      await write(call, (await Promise.all(call.args.map((one) => it.text(one)))).join(''));
      return null;
    },
    printf: async (call) => {
      await write(call, await it.text(await it.sendWith(it.main, 'format', call.args, undefined)));
      return null;
    },
    '<<': async (call) => {
      await write(call, await it.text(call.args[0] as Value));
      return call.self;
    },
    p: async (call) => {
      for (const one of call.args) await write(call, `${await it.inspect(one)}\n`);
      return null;
    },
    'flush fsync sync binmode set_encoding': ({ self: stream }) => stream,
    'sync=': ({ args }) => args[0] as Value,
    'tty? isatty': (call) => it.sys.isatty(self(call).fd),
    'fileno to_i': (call) => BigInt(self(call).fd),
    path: (call) => it.string(self(call).path),
    close: async (call) => {
      if (!self(call).closed) await it.sys.close(self(call).fd);
      self(call).closed = true;
      return null;
    },
    'closed?': (call) => self(call).closed,
    inspect: (call) => it.string(`#<${self(call).cls.name}:${self(call).path}>`),
  };
}

const MODES: Readonly<Record<string, number>> = {
  r: O.RDONLY,
  'r+': O.RDWR,
  w: O.WRONLY | O.CREAT | O.TRUNC,
  'w+': O.RDWR | O.CREAT | O.TRUNC,
  a: O.WRONLY | O.CREAT | O.APPEND,
  'a+': O.RDWR | O.CREAT | O.APPEND,
};

async function opened(it: Interpreter, call: Call): Promise<RIO> {
  const path = it.str(call.args[0] as Value);
  const mode = call.args[1] instanceof RString ? call.args[1].text.replace(/[bt]|:.*/g, '') : 'r';
  const flags = MODES[mode];
  if (flags === undefined) throw it.error('ArgumentError', `invalid access mode ${mode}`);
  return new RIO(it.class('File'), await guarded(it, path, () => it.sys.open(path, flags, 0o666)), path);
}

async function withFile(it: Interpreter, call: Call, stream: RIO): Promise<Value> {
  if (!call.block) return stream;
  try {
    return await it.yield(call.block, stream);
  } finally {
    if (!stream.closed) await it.sys.close(stream.fd);
    stream.closed = true;
  }
}

function files(it: Interpreter): Methods {
  const whole = async (path: string) => it.readFile(path);
  const stat = async (path: string) => {
    try {
      return await it.sys.stat(path);
    } catch (error) {
      if (error instanceof SysError) return undefined;
      throw error;
    }
  };
  const put = (flags: number) => async (call: Call) => {
    const path = it.str(call.args[0] as Value);
    const bytes = utf8(await it.text(call.args[1] as Value));
    const append =
      call.args[2] instanceof RHash && (await it.text(call.args[2].get(it.symbol('mode')) ?? null)) === 'a';
    await guarded(it, path, async () => {
      const fd = await it.sys.open(path, append ? O.WRONLY | O.CREAT | O.APPEND : flags, 0o666);
      await it.sys.write(fd, bytes);
      await it.sys.close(fd);
    });
    return BigInt(bytes.length);
  };
  const path = (call: Call) => it.str(call.args[0] as Value);
  return {
    'open new': async (call) => withFile(it, call, await opened(it, call)),
    read: async (call) => it.string(await whole(path(call))),
    binread: async (call) => it.string(await whole(path(call))),
    'readlines foreach': async (call) => {
      const lines = ((await whole(path(call))).match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) =>
        it.string(chomped(it, call, line)),
      );
      if (call.name === 'readlines') return it.array(lines);
      for (const line of lines) await it.yield(call.block, line);
      return null;
    },
    'write binwrite': put(O.WRONLY | O.CREAT | O.TRUNC),
    'exist? exists?': async (call) => (await stat(path(call))) !== undefined,
    'file?': async (call) => (await stat(path(call)))?.type === 'file',
    'directory?': async (call) => (await stat(path(call)))?.type === 'directory',
    'symlink?': async (call) => {
      try {
        return (await it.sys.lstat(path(call))).type === 'symlink';
      } catch (error) {
        if (error instanceof SysError) return false;
        throw error;
      }
    },
    'readable? writable? executable?': async (call) =>
      it.sys.access(path(call), { [call.name.slice(0, -5) === 'readabl' ? 'read' : 'write']: true }),
    size: async (call) => BigInt((await guarded(it, path(call), () => it.sys.stat(path(call)))).size),
    'size? zero? empty?': async (call) => {
      const size = (await stat(path(call)))?.size ?? 0;
      return call.name === 'size?' ? (size === 0 ? null : BigInt(size)) : size === 0;
    },
    'mtime ctime atime': async (call) =>
      timeOf(it, (await guarded(it, path(call), () => it.sys.stat(path(call)))).mtime),
    'delete unlink': async (call) => {
      for (const one of call.args) await guarded(it, it.str(one), () => it.sys.unlink(it.str(one)));
      return BigInt(call.args.length);
    },
    rename: async (call) => {
      await guarded(it, path(call), () => it.sys.rename(path(call), it.str(call.args[1] as Value)));
      return 0n;
    },
    chmod: async (call) => {
      for (const one of call.args.slice(1))
        await guarded(it, it.str(one), () => it.sys.chmod(it.str(one), it.int(call.args[0] as Value)));
      return BigInt(call.args.length - 1);
    },
    symlink: async (call) => {
      await guarded(it, path(call), () => it.sys.symlink(path(call), it.str(call.args[1] as Value)));
      return 0n;
    },
    readlink: async (call) => it.string(await guarded(it, path(call), () => it.sys.readlink(path(call)))),
    realpath: async (call) => it.string(await guarded(it, path(call), () => it.sys.realpath(path(call)))),
  };
}

function paths(it: Interpreter): Methods {
  const base = (path: string) => (path === '/' ? '/' : (path.replace(/\/+$/, '').split('/').pop() as string));
  return {
    basename: ({ args }) => {
      const name = base(it.str(args[0] as Value));
      const suffix = args[1] instanceof RString ? args[1].text : '';
      return it.string(
        suffix === '.*'
          ? name.replace(/(.)\.[^.]*$/, '$1')
          : suffix && name.endsWith(suffix)
            ? name.slice(0, -suffix.length)
            : name,
      );
    },
    dirname: ({ args }) => {
      const path = it.str(args[0] as Value).replace(/\/+$/, '');
      const at = path.lastIndexOf('/');
      return it.string(at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at));
    },
    extname: ({ args }) => it.string(/.(\.[^./]+)$/.exec(base(it.str(args[0] as Value)))?.[1] ?? ''),
    join: ({ args }) =>
      it.string(
        args
          .flatMap((one) => (one instanceof RArray ? one.items : [one]))
          .map((one) => it.str(one))
          .join('/')
          .replace(/\/+/g, '/'),
      ),
    'expand_path absolute_path': ({ args }) => {
      const path = it.str(args[0] as Value).replace(/^~(?=\/|$)/, it.sys.env.get('HOME') ?? '/root');
      const from = args[1] instanceof RString ? args[1].text : it.sys.cwd;
      const parts: string[] = [];
      for (const part of (path.startsWith('/')
        ? path
        : `${from.startsWith('/') ? from : `${it.sys.cwd}/${from}`}/${path}`
      ).split('/')) {
        if (part === '..') parts.pop();
        else if (part !== '' && part !== '.') parts.push(part);
      }
      return it.string(`/${parts.join('/')}`);
    },
    split: ({ args }) => {
      const path = it.str(args[0] as Value);
      const at = path.lastIndexOf('/');
      return it.array([it.string(at < 0 ? '.' : path.slice(0, at) || '/'), it.string(path.slice(at + 1))]);
    },
    'fnmatch fnmatch?': ({ args }) => globPattern(it.str(args[0] as Value)).test(it.str(args[1] as Value)),
  };
}

const globPattern = (glob: string) =>
  new RegExp(
    `^${glob
      .replace(/[.+^$()|\\]/g, '\\$&')
      .replace(/\*\*\//g, '(?:.*/)?')
      .replace(/(?<!\.)\*/g, '[^/]*')
      .replace(/\?(?!:)/g, '[^/]')
      .replace(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.split(',').join('|')})`)}$`,
  );

function defineDirectories(it: Interpreter): void {
  const names = async (path: string) => (await guarded(it, path, () => it.sys.readdir(path))).map(({ name }) => name);
  const walk = async (path: string): Promise<string[]> => {
    const found: string[] = [];
    for (const { name, type } of await it.sys.readdir(path || '.')) {
      if (name === '.' || name === '..') continue;
      const at = path === '' ? name : path === '/' ? `/${name}` : `${path}/${name}`;
      found.push(at);
      if (type === 'directory') found.push(...(await walk(at)));
    }
    return found;
  };
  const glob = async (pattern: string) => {
    const fixed = pattern.slice(0, pattern.search(/[*?{[]|$/));
    const root = fixed.slice(0, fixed.lastIndexOf('/') + 1).replace(/(.)\/$/, '$1');
    try {
      return (await walk(root))
        .filter((path) => globPattern(pattern).test(path) && !/(^|\/)\.[^/]/.test(path.slice(root.length)))
        .sort();
    } catch (error) {
      if (error instanceof SysError) return [];
      throw error;
    }
  };
  it.singletonMethods(it.define('Dir'), {
    'pwd getwd': () => it.string(it.sys.cwd),
    chdir: async ({ args, block }) => {
      const before = it.sys.cwd;
      const to = args.length ? it.str(args[0] as Value) : (it.sys.env.get('HOME') ?? '/');
      await guarded(it, to, () => it.sys.chdir(to));
      if (!block) return 0n;
      try {
        return await it.yield(block, it.string(to));
      } finally {
        await it.sys.chdir(before);
      }
    },
    mkdir: async ({ args }) => {
      await guarded(it, it.str(args[0] as Value), () =>
        it.sys.mkdir(it.str(args[0] as Value), args.length > 1 ? it.int(args[1] as Value) : 0o777),
      );
      return 0n;
    },
    'rmdir delete unlink': async ({ args }) => {
      await guarded(it, it.str(args[0] as Value), () => it.sys.rmdir(it.str(args[0] as Value)));
      return 0n;
    },
    entries: async ({ args }) =>
      it.array(
        ['.', '..', ...(await names(it.str(args[0] as Value))).filter((name) => name !== '.' && name !== '..')].map(
          it.string,
        ),
      ),
    children: async ({ args }) =>
      it.array((await names(it.str(args[0] as Value))).filter((name) => name !== '.' && name !== '..').map(it.string)),
    'exist? exists?': async ({ args }) => {
      try {
        return (await it.sys.stat(it.str(args[0] as Value))).type === 'directory';
      } catch (error) {
        if (error instanceof SysError) return false;
        throw error;
      }
    },
    'glob []': async ({ args, block }) => {
      const found = (
        await Promise.all(args.filter((one) => one instanceof RString).map((one) => glob(it.str(one))))
      ).flat();
      if (!block) return it.array(found.map(it.string));
      for (const one of found) await it.yield(block, it.string(one));
      return null;
    },
    home: () => it.string(it.sys.env.get('HOME') ?? '/root'),
  });
}

export function timeOf(it: Interpreter, ms: number): RObject {
  const time = new RObject(it.class('Time'));
  time.ivars.set('ms', ms);
  return time;
}

function defineProcess(it: Interpreter): void {
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
  const time = it.define('Time');
  time.includes.push(it.class('Comparable'));
  const ms = (call: Call) => (call.self as RObject).ivars.get('ms') as number;
  const date = (call: Call) => new Date(ms(call));
  const part = (get: (value: Date) => number) => (call: Call) => BigInt(get(date(call)));
  it.singletonMethods(time, {
    'now new': ({ args }) =>
      timeOf(
        it,
        args.length
          ? Date.UTC(
              it.int(args[0] as Value),
              it.int(args[1] ?? 1n) - 1,
              it.int(args[2] ?? 1n),
              it.int(args[3] ?? 0n),
              it.int(args[4] ?? 0n),
              it.int(args[5] ?? 0n),
            )
          : it.sys.now(),
      ),
    at: ({ args }) => timeOf(it, Number(args[0]) * 1000),
    'mktime local utc gm': ({ args }) =>
      timeOf(
        it,
        Date.UTC(
          it.int(args[0] as Value),
          it.int(args[1] ?? 1n) - 1,
          it.int(args[2] ?? 1n),
          it.int(args[3] ?? 0n),
          it.int(args[4] ?? 0n),
          it.int(args[5] ?? 0n),
        ),
      ),
  });
  it.methods(time, {
    year: part((value) => value.getUTCFullYear()),
    'month mon': part((value) => value.getUTCMonth() + 1),
    'day mday': part((value) => value.getUTCDate()),
    hour: part((value) => value.getUTCHours()),
    min: part((value) => value.getUTCMinutes()),
    sec: part((value) => value.getUTCSeconds()),
    wday: part((value) => value.getUTCDay()),
    yday: part((value) => Math.floor((Number(value) - Date.UTC(value.getUTCFullYear(), 0, 1)) / 86_400_000) + 1),
    usec: (call) => BigInt(Math.floor((ms(call) % 1000) * 1000)),
    nsec: (call) => BigInt(Math.floor((ms(call) % 1000) * 1e6)),
    to_i: (call) => BigInt(Math.floor(ms(call) / 1000)),
    to_f: (call) => ms(call) / 1000,
    'to_s inspect': (call) => it.string(strftime('%Y-%m-%d %H:%M:%S +0000', ms(call))),
    'iso8601 xmlschema': (call) => it.string(strftime('%Y-%m-%dT%H:%M:%SZ', ms(call))),
    strftime: (call) =>
      it.string(
        strftime(
          it.str(call.args[0] as Value).replace(/%L/g, String(date(call).getUTCMilliseconds()).padStart(3, '0')),
          ms(call),
        ),
      ),
    '-': (call) =>
      call.args[0] instanceof RObject
        ? (ms(call) - ((call.args[0].ivars.get('ms') as number | undefined) ?? 0)) / 1000
        : timeOf(it, ms(call) - Number(call.args[0]) * 1000),
    '+': (call) => timeOf(it, ms(call) + Number(call.args[0]) * 1000),
    '<=>': (call) => BigInt(Math.sign(ms(call) - ((call.args[0] as RObject).ivars.get('ms') as number))),
    'utc gmtime getutc localtime getlocal': ({ self: same }) => same,
    zone: () => it.string('UTC'),
    'monday? sunday?': (call) => date(call).getUTCDay() === (call.name === 'monday?' ? 1 : 0),
  });
}
