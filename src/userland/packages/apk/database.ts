/** apk's database: /lib/apk/db/installed, a paragraph for each package with its files, and /etc/apk/world, what was asked for. */
import type { Sys } from '../../../kernel/sys.ts';
import { makeDirectories, replaceText } from '../files.ts';
import { readTextIfAny } from '../../read-all.ts';

const INSTALLED = '/lib/apk/db/installed';
const WORLD = '/etc/apk/world';

export interface ApkEntry {
  readonly name: string;
  readonly version: string;
  readonly depends: readonly string[];
  readonly provides: readonly string[];
  readonly summary: string;
  readonly license: string;
  readonly url: string;
  /** Bytes of the archive, and of what it installs. */
  readonly size: number;
  readonly installed: number;
  /** The paragraph's own lines. */
  readonly lines: readonly string[];
}

export function parseEntry(paragraph: string): ApkEntry | undefined {
  const lines = paragraph.split('\n').filter((line) => line !== '');
  const value = (letter: string) => lines.find((line) => line.startsWith(`${letter}:`))?.slice(2) ?? '';
  const words = (letter: string) =>
    value(letter)
      .split(' ')
      .filter((word) => word !== '');
  if (value('P') === '') return undefined;
  return {
    name: value('P'),
    version: value('V'),
    depends: words('D'),
    provides: words('p'),
    summary: value('T'),
    license: value('L'),
    url: value('U'),
    size: Number(value('S')),
    installed: Number(value('I')),
    lines,
  };
}

export const bareName = (word: string) => word.replace(/[<>=~@].*$/, '');

export class ApkDatabase {
  private constructor(
    private readonly sys: Sys,
    private entries: readonly ApkEntry[],
    readonly world: string[],
  ) {}

  static async read(sys: Sys): Promise<ApkDatabase> {
    const source = (await readTextIfAny(sys, INSTALLED)) ?? '';
    const entries = source.split('\n\n').flatMap((paragraph) => parseEntry(paragraph) ?? []);
    const world = ((await readTextIfAny(sys, WORLD)) ?? '').split(/\s+/).filter((word) => word !== '');
    return new ApkDatabase(sys, entries, world);
  }

  all(): readonly ApkEntry[] {
    return [...this.entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(name: string): ApkEntry | undefined {
    return this.entries.find((entry) => entry.name === name);
  }

  /** Absolute paths of a package's files: `F:` lines are folders, `R:` lines names in the last one. */
  paths(entry: ApkEntry): readonly string[] {
    let folder = '';
    return entry.lines.flatMap((line) => {
      if (line.startsWith('F:')) folder = line.slice(2);
      return line.startsWith('R:') ? [`/${folder === '' ? '' : `${folder}/`}${line.slice(2)}`] : [];
    });
  }

  put(entry: ApkEntry): void {
    this.entries = [...this.entries.filter(({ name }) => name !== entry.name), entry];
  }

  drop(name: string): void {
    this.entries = this.entries.filter((entry) => entry.name !== name);
  }

  async save(): Promise<void> {
    await makeDirectories(this.sys, '/lib/apk/db');
    await makeDirectories(this.sys, '/etc/apk');
    await replaceText(this.sys, INSTALLED, this.entries.map(({ lines }) => `${lines.join('\n')}\n\n`).join(''));
    await replaceText(this.sys, WORLD, this.world.map((word) => `${word}\n`).join(''));
  }

  /** `OK: 8 MiB in 15 packages` */
  sum(): string {
    const bytes = this.entries.reduce((total, { installed }) => total + installed, 0);
    return `OK: ${Math.round(bytes / 1024 / 1024)} MiB in ${this.entries.length} packages`;
  }
}

/** Whether a package is what a dependency asks for; versions are not compared, as an archive here has one of each. */
export function answers(entry: ApkEntry, dependency: string): boolean {
  const wanted = bareName(dependency);
  return entry.name === wanted || entry.provides.some((provided) => bareName(provided) === wanted);
}
