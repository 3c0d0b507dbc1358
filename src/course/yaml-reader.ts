/** Typed look-ups in a YAML document. What is missing, unknown or of another type becomes a problem with file and line. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { LANGUAGES, type Localised } from './lesson.ts';
import { yamlError } from './yaml-errors.ts';

export type YamlPath = readonly (string | number)[];

export class YamlReader {
  /** There is no document: what would be found missing in it goes without saying. */
  readonly broken: boolean;
  #lines = new LineCounter();
  #document;

  constructor(
    /** As it stands in problems. */
    readonly file: string,
    text: string | undefined,
    private readonly problems: string[],
  ) {
    if (text === undefined) problems.push(`${file}: is missing`);
    this.#document = parseDocument(text ?? '{}', { lineCounter: this.#lines, prettyErrors: false });
    // One slip makes many errors below it.
    const [error] = [...this.#document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
    if (error) problems.push(`${file}:${this.#lines.linePos(error.pos[0]).line}: ${yamlError(error.code)}`);
    this.broken = text === undefined || error !== undefined;
  }

  has(at: YamlPath): boolean {
    return this.#document.hasIn(at);
  }

  /** A text with something in it. */
  text(at: YamlPath): string {
    const value = this.#scalar(at);
    if (typeof value === 'string' && value.trim() !== '') return value;
    return this.problem(at, 'should be text', '');
  }

  optionalText(at: YamlPath): string | undefined {
    return this.has(at) ? this.text(at) : undefined;
  }

  /** A text that a pattern fits. */
  name(at: YamlPath, pattern = /^[a-z0-9][a-z0-9.-]*$/): string {
    const value = this.text(at);
    if (value && !pattern.test(value)) this.problem(at, `should be like ${pattern.source}, and is '${value}'`, '');
    return value;
  }

  oneOf<T extends string>(at: YamlPath, values: readonly T[], fallback?: T): T {
    if (fallback !== undefined && !this.has(at)) return fallback;
    const value = this.#scalar(at);
    const found = values.find((known) => known === value);
    return found ?? this.problem(at, `should be one of ${values.join(', ')}`, values[0] as T);
  }

  number(at: YamlPath): number {
    const value = this.#scalar(at);
    return typeof value === 'number' ? value : this.problem(at, 'should be a number', 0);
  }

  /** The places of a list's items. */
  list(at: YamlPath, optional = false): readonly YamlPath[] {
    const node = this.#document.getIn(at, true);
    if (isSeq(node) && node.items.length) return node.items.map((_, i) => [...at, i]);
    return optional && node === undefined ? [] : this.problem(at, 'should be a list with something in it', []);
  }

  /** The places of a map's values, by key. */
  entries(at: YamlPath): readonly (readonly [string, YamlPath])[] {
    const node = this.#document.getIn(at, true);
    if (node === undefined) return [];
    if (!isMap(node)) return this.problem(at, 'should be a map', []);
    return node.items.map(({ key }) => {
      const name = String(isScalar(key) ? key.value : key);
      return [name, [...at, name]] as const;
    });
  }

  localised(at: YamlPath, others: readonly string[] = []): Localised {
    this.keys(at, [...LANGUAGES, ...others]);
    return { en: this.text([...at, 'en']), 'zh-TW': this.text([...at, 'zh-TW']) };
  }

  /** Names in a map that no lesson has are a problem: a word misspelled would otherwise be passed over. */
  keys(at: YamlPath, known: readonly string[]): void {
    const node = at.length ? this.#document.getIn(at, true) : this.#document.contents;
    if (!isMap(node)) return;
    for (const { key } of node.items) {
      const name = String(isScalar(key) ? key.value : key);
      if (!known.includes(name))
        this.problem([...at, name], `is not known here; there is ${known.join(', ')}`, undefined);
    }
  }

  /** The items of a list are told apart by a name each: one that is there twice is a problem. */
  distinct(at: YamlPath, key: string): void {
    const seen = new Set<unknown>();
    for (const item of this.has(at) ? this.list(at) : []) {
      const name = this.#scalar([...item, key]);
      if (name !== undefined && seen.has(name)) this.problem([...item, key], `is '${String(name)}' again`, undefined);
      seen.add(name);
    }
  }

  /** `file:line` of what is there, or of the nearest that is. */
  at(path: YamlPath): string {
    for (let length = path.length; length > 0; length--) {
      const parent = length > 1 ? this.#document.getIn(path.slice(0, length - 1), true) : this.#document.contents;
      const name = path[length - 1];
      const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
      const node = isScalar(pair?.key) ? pair.key : this.#document.getIn(path.slice(0, length), true);
      const range = (node as { range?: readonly number[] | null } | undefined)?.range;
      if (range) return `${this.file}:${this.#lines.linePos(range[0] as number).line}`;
    }
    return `${this.file}:1`;
  }

  problem<T>(at: YamlPath, what: string, value: T): T {
    this.problems.push(`${this.at(at)}: ${at.join('.')} ${what}`);
    return value;
  }

  #scalar(at: YamlPath): unknown {
    const node = this.#document.getIn(at, true);
    return isScalar(node) ? node.value : undefined;
  }
}
