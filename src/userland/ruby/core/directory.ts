/** Dir. */
import { SysError } from '../../../kernel/errno.ts';
import type { Interpreter } from '../interpreter.ts';
import { RString } from '../values.ts';
import type { Value } from '../values.ts';
import { globPattern } from './glob-pattern.ts';
import { guarded } from './io.ts';

export function defineDirectories(it: Interpreter): void {
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
