/** File: opening, reading and changing files by their paths, and the paths themselves. */
import { utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import type { Interpreter } from '../interpreter.ts';
import type { Methods } from '../runtime.ts';
import { RArray, RHash, RString } from '../values.ts';
import type { Call, Value } from '../values.ts';
import { globPattern } from './glob-pattern.ts';
import { RIO, chomped, guarded } from './io.ts';
import { timeOf } from './time.ts';

export function defineFiles(it: Interpreter): void {
  const file = it.define('File', 'IO');
  file.constants.set('SEPARATOR', it.string('/'));
  it.singletonMethods(file, { ...files(it), ...paths(it) });
  it.singletonMethods(it.class('IO'), {
    read: files(it)['read'] as Methods[string],
    readlines: files(it)['readlines foreach'] as Methods[string],
  });
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
