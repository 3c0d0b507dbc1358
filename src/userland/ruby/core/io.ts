/** IO: the streams that descriptors stand for. */
import { text, utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Interpreter } from '../interpreter.ts';
import type { Methods } from '../runtime.ts';
import { RHash, RObject } from '../values.ts';
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

/** Without its end, where `chomp: true` was given. */
export const chomped = (it: Interpreter, call: Call, line: string) =>
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
