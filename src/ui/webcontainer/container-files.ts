/** The copies of a process's files in a WebContainer, below a folder of its own, and what became of them. */
import type { DirectoryNode, FileSystemAPI, FileSystemTree } from '@webcontainer/api';
import type { OuterChange, OuterFile } from '../../base/outer-node.ts';

/** The part of the API's files that is used. */
export interface ContainerFiles {
  readdir(path: string, options: { withFileTypes: true }): Promise<readonly FolderEntry[]>;
  readFile(path: string): Promise<Uint8Array>;
  rm: FileSystemAPI['rm'];
  watch(path: string, options: { recursive: true }, listener: () => void): { close(): void };
}

export interface FolderEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** What `mount` takes: the files below `folder`, by their absolute paths on the machine. */
export function treeOf(folder: string, cwd: string, files: readonly OuterFile[]): FileSystemTree {
  const root: FileSystemTree = {};
  const at = (path: string): FileSystemTree => {
    let tree = root;
    for (const name of path.split('/').filter(Boolean)) {
      const next = (tree[name] ??= { directory: {} }) as DirectoryNode;
      tree = next.directory;
    }
    return tree;
  };
  at(cwd);
  for (const file of files) {
    if (file.kind === 'directory') {
      at(file.path);
      continue;
    }
    const slash = file.path.lastIndexOf('/');
    const name = file.path.slice(slash + 1);
    at(file.path.slice(0, slash))[name] =
      file.kind === 'file' ? { file: { contents: file.bytes } } : { file: { symlink: file.target } };
  }
  return { [folder]: { directory: root } };
}

/** What the program changed since it was asked last. */
export class FileChanges {
  readonly #known = new Map<string, Uint8Array>();

  constructor(
    private readonly fs: ContainerFiles,
    private readonly folder: string,
    files: readonly OuterFile[],
  ) {
    for (const file of files) if (file.kind === 'file') this.#known.set(file.path, file.bytes);
  }

  async take(): Promise<readonly OuterChange[]> {
    const found = new Map<string, Uint8Array>();
    await this.#visit('', found);
    const changes: OuterChange[] = [];
    for (const [path, bytes] of found) {
      const before = this.#known.get(path);
      if (!before || !sameBytes(before, bytes)) changes.push({ path, bytes });
    }
    for (const path of this.#known.keys()) if (!found.has(path)) changes.push({ path });
    this.#known.clear();
    for (const [path, bytes] of found) this.#known.set(path, bytes);
    return changes;
  }

  async #visit(path: string, found: Map<string, Uint8Array>): Promise<void> {
    for (const entry of await this.fs.readdir(this.folder + path, { withFileTypes: true })) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) await this.#visit(inside, found);
      else if (entry.isFile()) found.set(inside, await this.fs.readFile(this.folder + inside));
    }
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
