/** Build arguments: what the user gave, and what ARG declared, for the whole file and for one stage. */

/** Usable without ARG, and kept out of the history unless ARG names them. */
const BUILTIN = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FTP_PROXY',
  'ftp_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
];

type Given = Readonly<Record<string, string | null>>;
type Declared = Map<string, string | undefined>;

export class BuildArgs {
  readonly #meta: Declared;
  readonly #referenced: Set<string>;
  readonly #declared: Declared = new Map();

  /** A stage starts from what the file declares above its first FROM; `parent` learns what is referenced. */
  constructor(
    private readonly given: Given,
    parent?: BuildArgs,
  ) {
    this.#meta = parent ? parent.#meta : new Map();
    this.#referenced = parent ? parent.#referenced : new Set();
  }

  declare(name: string, value: string | undefined): void {
    this.#declared.set(name, value);
    this.#referenced.add(name);
  }

  declareMeta(name: string, value: string | undefined): void {
    this.declare(name, value);
    this.#meta.set(name, value);
  }

  /** Declared above the first FROM, with values. */
  meta(): ReadonlyMap<string, string> {
    return this.#valued(this.#meta);
  }

  /** What instructions see: declared or built in, with values. */
  allowed(): ReadonlyMap<string, string> {
    return this.#valued(this.#declared);
  }

  /** `NAME=value` for RUN, without what the environment sets anyway. */
  environment(env: readonly string[]): readonly string[] {
    const set = new Set(env.map((entry) => entry.split('=', 1)[0]));
    return [...this.allowed()].filter(([name]) => !set.has(name)).map(([name, value]) => `${name}=${value}`);
  }

  /** Whether the history tells it. */
  isShown(name: string): boolean {
    return this.#declared.has(name) || !BUILTIN.includes(name);
  }

  /** Given, but neither declared anywhere nor built in. */
  unused(): readonly string[] {
    return Object.keys(this.given).filter((name) => !this.#referenced.has(name) && !BUILTIN.includes(name));
  }

  #valued(declared: Declared): ReadonlyMap<string, string> {
    const values = new Map<string, string>();
    for (const name of [...declared.keys(), ...BUILTIN]) {
      const value = this.given[name] ?? declared.get(name) ?? this.#meta.get(name);
      if (value !== undefined) values.set(name, value);
    }
    return values;
  }
}
