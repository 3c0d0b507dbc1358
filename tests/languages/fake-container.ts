/**
 * A WebContainer for tests, after the declarations of @webcontainer/api: files in memory, and one terminal for each process
 * with its combined output. Programs are functions of the test.
 */
import type { DirectoryNode, FileNode, FileSystemTree, SpawnOptions } from '@webcontainer/api';
import { utf8 } from '../../src/base/bytes.ts';
import type { Container, ContainerProcess } from '../../src/ui/webcontainer/outer-process.ts';

export interface FakeProgram {
  readonly args: readonly string[];
  readonly options: SpawnOptions;
  /** By path below the working directory of the container. */
  readonly files: Map<string, Uint8Array>;
  print(text: string): void;
  /** What was typed next; undefined at the end. */
  typed(): Promise<string | undefined>;
  /** Tells of the last size of the terminal. */
  readonly sizes: { readonly cols: number; readonly rows: number }[];
  readonly killed: Promise<void>;
  serve(port: number): void;
}

export class FakeContainer implements Container {
  readonly files = new Map<string, Uint8Array>();
  readonly links = new Map<string, string>();
  readonly folders = new Set<string>(['']);
  running = 0;
  #watchers = new Set<() => void>();
  #servers = new Set<(port: number, url: string) => void>();

  constructor(private readonly program: (io: FakeProgram) => Promise<number>) {}

  readonly fs: Container['fs'] = {
    readdir: async (path) => {
      const names = new Map<string, boolean>();
      const add = (found: string, folder: boolean) => {
        if (!found.startsWith(`${path}/`)) return;
        const [name = '', ...rest] = found.slice(path.length + 1).split('/');
        names.set(name, names.get(name) || folder || rest.length > 0);
      };
      for (const folder of this.folders) add(folder, true);
      for (const file of this.files.keys()) add(file, false);
      return [...names].map(([name, folder]) => ({ name, isDirectory: () => folder, isFile: () => !folder }));
    },
    readFile: async (path) => {
      const bytes = this.files.get(path);
      if (!bytes) throw new Error(`ENOENT: ${path}`);
      return bytes.slice();
    },
    rm: async (path) => {
      for (const held of [this.files, this.links, this.folders])
        for (const name of [...held.keys()]) if (name === path || name.startsWith(`${path}/`)) held.delete(name);
    },
    watch: (_, __, listener) => {
      this.#watchers.add(listener);
      return { close: () => this.#watchers.delete(listener) };
    },
  };

  async mount(tree: FileSystemTree | Uint8Array | ArrayBuffer): Promise<void> {
    const visit = (folder: string, nodes: FileSystemTree) => {
      for (const [name, node] of Object.entries(nodes)) {
        const path = folder ? `${folder}/${name}` : name;
        if ('directory' in node) {
          this.folders.add(path);
          visit(path, (node as DirectoryNode).directory);
        } else if ('symlink' in node.file) this.links.set(path, node.file.symlink);
        else {
          const { contents } = (node as FileNode).file;
          this.files.set(path, typeof contents === 'string' ? utf8(contents) : contents);
        }
      }
    };
    visit('', tree as FileSystemTree);
  }

  async spawn(command: string, args: string[], options: SpawnOptions): Promise<ContainerProcess> {
    if (command !== 'node') throw new Error(`jsh: command not found: ${command}`);
    const output = new TransformStream<string, string>(undefined, undefined, { highWaterMark: 1000 });
    const writer = output.writable.getWriter();
    const input = new TransformStream<string, string>(undefined, undefined, { highWaterMark: 1000 });
    const typing = input.readable.getReader();
    let kill = (): void => undefined;
    const killed = new Promise<void>((resolve) => (kill = resolve));
    const files = this.files;
    const watched: Map<string, Uint8Array> = new Proxy(files, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const answer: unknown = Reflect.apply(value, target, given);
          if (name === 'set' || name === 'delete') for (const listener of this.#watchers) listener();
          return answer;
        };
      },
    });
    const sizes: { cols: number; rows: number }[] = [];
    this.running++;
    const ended = this.program({
      args,
      options,
      files: watched,
      print: (text) => void writer.write(text),
      typed: async () => (await typing.read()).value,
      sizes,
      killed,
      serve: (port) => this.#servers.forEach((listener) => listener(port, `https://${port}.example`)),
    });
    const exit = Promise.race([ended, killed.then(() => 143)]).finally(() => {
      this.running--;
      void writer.close();
    });
    return {
      exit,
      input: input.writable,
      output: output.readable,
      kill,
      resize: (size) => void sizes.push(size),
    };
  }

  on(_: 'server-ready', listener: (port: number, url: string) => void): () => void {
    this.#servers.add(listener);
    return () => this.#servers.delete(listener);
  }
}
