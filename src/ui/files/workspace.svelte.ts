/** The files pane's state: the tree as far as it is open, and the one file in the editor. */
import { messageOf } from '../../base/errors.ts';
import { sourceOf } from '../../base/streams.ts';
import type { PageState } from '../state/page.svelte.ts';
import { bytesOf, MachineFiles, textOf, TooLarge, type FileEntry } from './machine-files.ts';

/** Bytes of a file that the editor opens. */
export const EDITOR_LIMIT = 1024 * 1024;

export interface OpenFile {
  readonly path: string;
  /** As it is on the machine; undefined when the editor does not show it. */
  readonly saved: string | undefined;
  readonly refused?: 'large' | 'binary';
  readonly version: string;
}

export class Workspace {
  readonly files: MachineFiles;
  root = $state('');
  /** Entries of each folder that is open. */
  folders = $state.raw<Readonly<Record<string, readonly FileEntry[]>>>({});
  file = $state.raw<OpenFile | undefined>();
  /** What the editor holds. */
  draft = $state('');
  /** A command has changed the file while the editor has unsaved changes. */
  changedOutside = $state(false);
  failure = $state('');
  notice = $state('');

  constructor(private readonly page: PageState) {
    this.files = new MachineFiles(page.connection);
  }

  get dirty(): boolean {
    return this.file?.saved !== undefined && this.draft !== this.file.saved;
  }

  async start(): Promise<void> {
    await this.#try(async () => {
      this.root = await this.files.home();
      await this.#read(this.root);
    });
  }

  /** Looks again at all that is shown: after a command, or when asked. */
  async refresh(): Promise<void> {
    if (this.root === '') return;
    await this.#try(async () => {
      const known = await Promise.all(
        Object.keys(this.folders).map(
          async (path) => [path, await this.files.list(path).catch(() => undefined)] as const,
        ),
      );
      this.folders = Object.fromEntries(
        known.filter((row): row is [string, readonly FileEntry[]] => row[1] !== undefined),
      );
      await this.#followFile();
    });
  }

  async toggle(path: string): Promise<void> {
    if (this.folders[path]) {
      const { [path]: _, ...rest } = this.folders;
      this.folders = rest;
    } else await this.#try(() => this.#read(path));
  }

  async up(): Promise<void> {
    this.root = this.root.slice(0, Math.max(1, this.root.lastIndexOf('/'))) || '/';
    await this.#try(() => this.#read(this.root));
  }

  async open(path: string): Promise<void> {
    this.notice = '';
    await this.#try(async () => {
      const version = await this.files.version(path);
      this.changedOutside = false;
      try {
        const saved = textOf(await this.files.read(path, EDITOR_LIMIT));
        this.file = { path, saved, version, ...(saved === undefined && { refused: 'binary' }) };
        this.draft = saved ?? '';
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
        this.file = { path, saved: undefined, version, refused: 'large' };
      }
    });
  }

  /** A file that is not there yet: it comes to be when it is saved. */
  create(name: string): void {
    const path = name.startsWith('/') ? name : `${this.root === '/' ? '' : this.root}/${name}`;
    this.file = { path, saved: '', version: '' };
    this.draft = '';
    this.changedOutside = false;
  }

  async save(): Promise<void> {
    this.notice = '';
    const { file, draft } = this;
    if (!file || file.saved === undefined) return;
    await this.#try(async () => {
      await this.files.write(file.path, sourceOf(bytesOf(draft)));
      this.file = { path: file.path, saved: draft, version: await this.files.version(file.path) };
      this.changedOutside = false;
      this.page.changes += 1;
    });
  }

  close(): void {
    this.file = undefined;
  }

  async upload(list: Iterable<File>, folder?: string): Promise<void> {
    await this.#try(async () => {
      const into = folder ?? (await this.files.home());
      let count = 0;
      for (const file of list) {
        await this.files.write(`${into}/${file.name}`, chunks(file));
        count += 1;
      }
      this.notice = count ? this.page.messages.uploaded(count) : '';
      this.page.changes += 1;
    });
  }

  async download(path: string): Promise<void> {
    await this.#try(async () => {
      const bytes = await this.files.read(path);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([bytes as BlobPart]));
      link.download = path.slice(path.lastIndexOf('/') + 1);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href));
    });
  }

  async #read(path: string): Promise<void> {
    this.folders = { ...this.folders, [path]: await this.files.list(path) };
  }

  async #followFile(): Promise<void> {
    const { file } = this;
    if (!file) return;
    const version = await this.files.version(file.path);
    if (version === file.version || version === '') return;
    if (this.dirty) this.changedOutside = true;
    else await this.open(file.path);
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure = '';
    } catch (error) {
      this.failure = messageOf(error);
    }
  }
}

async function* chunks(file: File): AsyncGenerator<Uint8Array> {
  const STEP = 256 * 1024;
  for (let at = 0; at < file.size; at += STEP) yield new Uint8Array(await file.slice(at, at + STEP).arrayBuffer());
}
