/** Apache's configuration files to a tree: sections, includes, variables, conditions on modules. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { expandGlob } from '../lib/expand-glob.ts';
import { readFile } from '../lib/files.ts';
import { DIRECTIVES, type KnownName, SECTIONS } from './directives.ts';

export interface ApacheDirective {
  /** As spelt in the table, whatever the file's case. */
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly ApacheDirective[] | undefined;
  readonly file: string;
  readonly line: number;
}

/** What `apachectl configtest` prints, `Syntax OK` left out. */
export class ApacheConfigError extends Error {
  override name = 'ApacheConfigError';
}

export function syntaxError({ file, line }: Pick<ApacheDirective, 'file' | 'line'>, reason: string): ApacheConfigError {
  return new ApacheConfigError(`AH00526: Syntax error on line ${line} of ${file}:\n${reason}`);
}

export interface ParseOptions {
  readonly sys: Sys;
  readonly root: string;
  /** `-D` of the command line. */
  readonly defines: ReadonlySet<string>;
  readonly version: string;
  /** The name that messages begin with. */
  readonly program: string;
}

/** Modules that are compiled in: `httpd -l` of the official image and of CentOS, and of Debian's. */
const BUILT_IN = ['core_module', 'so_module', 'http_module'];
const BUILT_IN_DEBIAN = ['watchdog_module', 'log_config_module', 'logio_module', 'version_module', 'unixd_module'];

export class ApacheParser {
  readonly builtIn: readonly string[];
  readonly modules: Set<string>;
  readonly warnings: string[] = [];
  readonly #variables: Map<string, string>;
  #serverRoot: string;
  readonly #met: { known: KnownName | undefined; given: string; file: string; line: number }[] = [];

  constructor(private readonly options: ParseOptions) {
    this.#variables = new Map(options.sys.env);
    this.#serverRoot = options.root;
    this.builtIn = options.program === 'apache2' ? [...BUILT_IN, ...BUILT_IN_DEBIAN] : BUILT_IN;
    this.modules = new Set(this.builtIn);
  }

  /** SysError when the first file cannot be read. */
  async file(path: string): Promise<readonly ApacheDirective[]> {
    const text = await readFile(this.options.sys, path);
    const lines = joinContinued(text);
    const into: ApacheDirective[] = [];
    const end = await this.#block(lines, 0, path, into, undefined);
    if (end < lines.length) {
      const closing = lines[end] as Line;
      throw syntaxError(
        { file: path, line: closing.number },
        `${closing.text} without matching <${closing.text.slice(2, -1)}> section`,
      );
    }
    return into;
  }

  async #block(
    lines: readonly Line[],
    start: number,
    file: string,
    into: ApacheDirective[],
    section: Line | undefined,
  ): Promise<number> {
    let at = start;
    for (; at < lines.length; at++) {
      const { text, number } = lines[at] as Line;
      if (text === '' || text.startsWith('#')) continue;
      if (text.startsWith('</')) {
        const name = /^<\/(\w+)>$/.exec(text)?.[1]?.toLowerCase();
        const open = /^<(\w+)/.exec(section?.text ?? '')?.[1];
        if (section && name !== open?.toLowerCase())
          throw this.#structure(file, number, `Expected </${open}> but saw ${text}`);
        return at;
      }
      if (text.startsWith('<')) at = await this.#section(lines, at, file, into);
      else await this.#directive(text, file, number, into);
    }
    if (section) {
      const open = /^<(\w+)/.exec(section.text)?.[1] ?? '';
      throw this.#structure(file, section.number, `${file}:${section.number}: <${open}> was not closed.`);
    }
    return at;
  }

  /** Of sections that do not fit, and files and modules that are not there: told by the program, not by a directive. */
  #structure(file: string, line: number, reason: string): ApacheConfigError {
    return new ApacheConfigError(`${this.options.program}: Syntax error on line ${line} of ${file}: ${reason}`);
  }

  async #section(lines: readonly Line[], at: number, file: string, into: ApacheDirective[]): Promise<number> {
    const opening = lines[at] as Line;
    const line = opening.number;
    const [, given = '', rest = ''] = /^<(\w+)\s*(.*)$/.exec(opening.text) ?? [];
    if (!opening.text.endsWith('>')) throw syntaxError({ file, line }, `<${given}> directive missing closing '>'`);
    const name = this.#known(SECTIONS, `<${given}`, file, line);
    const args = this.#words(rest.replace(/>$/, ''));
    const holds = this.#condition(name, args);
    const block: ApacheDirective[] = [];
    const target = holds === undefined ? block : holds ? into : undefined;
    const end = target ? await this.#block(lines, at + 1, file, target, opening) : skip(lines, at, given);
    if (holds === undefined) into.push({ name, args, block, file, line });
    return end;
  }

  /** As the table spells it. Whether it may be there is known once all modules are: see `check`. */
  #known(table: ReadonlyMap<string, KnownName>, given: string, file: string, line: number): string {
    const known = table.get(given.replace(/^</, '').toLowerCase());
    this.#met.push({ known, given, file, line });
    return known?.name ?? given;
  }

  /** After the last file. ApacheConfigError for the first name that no loaded module has, or that is not simulated. */
  check(): void {
    for (const { known, given, file, line } of this.#met) {
      if (!known || !this.#offers(known.module))
        throw syntaxError(
          { file, line },
          `Invalid command '${given}', perhaps misspelled or defined by a module not included in the server configuration`,
        );
      if (!known.simulated) throw syntaxError({ file, line }, `${given} is not simulated in Drydock`);
    }
  }

  /** The modules for many processes have their directives in common. */
  #offers(module: string): boolean {
    return module === 'mpm_event_module' ? this.hasProcesses : this.modules.has(module);
  }

  /** A module that makes the server's processes is loaded. */
  get hasProcesses(): boolean {
    return [...this.modules].some((module) => module.startsWith('mpm_'));
  }

  /** Undefined for sections that are no conditions. */
  #condition(name: string, args: readonly string[]): boolean | undefined {
    const [first = '', second = ''] = args;
    const wanted = first.replace(/^!/, '');
    const negated = (value: boolean) => (first.startsWith('!') ? !value : value);
    if (name === 'IfModule') {
      const module = wanted.endsWith('.c') ? `${wanted.replace(/^mod_/, '').replace(/\.c$/, '')}_module` : wanted;
      return negated(this.modules.has(module));
    }
    if (name === 'IfDefine') return negated(this.options.defines.has(wanted) || this.#variables.has(wanted));
    if (name === 'IfFile') return negated(true);
    if (name === 'IfVersion')
      return compareVersions(this.options.version, args.length > 1 ? first : '=', args.length > 1 ? second : first);
    return undefined;
  }

  async #directive(text: string, file: string, line: number, into: ApacheDirective[]): Promise<void> {
    const [given = '', ...args] = this.#words(text);
    const name = this.#known(DIRECTIVES, given, file, line);
    if (name === 'ServerRoot') this.#serverRoot = (args[0] ?? '').replace(/\/$/, '');
    if (name === 'Define') this.#variables.set(args[0] ?? '', args[1] ?? '');
    if (name === 'LoadModule') await this.#load(args, file, line);
    if (name === 'Include' || name === 'IncludeOptional') {
      await this.#include(name, args[0] ?? '', file, line, into);
      return;
    }
    into.push({ name, args, block: undefined, file, line });
  }

  /** Modules are not kept as files everywhere: a path that ends as theirs do is taken for one. */
  async #load([module = '', given = '']: readonly string[], file: string, line: number): Promise<void> {
    const path = given.startsWith('/') ? given : `${this.#serverRoot}/${given}`;
    const usual = path.endsWith(`/modules/mod_${module.replace(/_module$/, '')}.so`);
    if (!usual && !(await this.options.sys.access(path, {}))) {
      const reason = `${path}: cannot open shared object file: No such file or directory`;
      throw this.#structure(file, line, `Cannot load ${given} into server: ${reason}`);
    }
    this.modules.add(module);
  }

  async #include(name: string, pattern: string, file: string, line: number, into: ApacheDirective[]): Promise<void> {
    let path = pattern.startsWith('/') ? pattern : `${this.#serverRoot}/${pattern}`;
    if (path.endsWith('/')) path += '*';
    const globs = /[*?[]/.test(path);
    const files = globs ? await expandGlob(this.options.sys, path) : [path];
    if (files.length === 0 && name === 'Include') {
      throw this.#structure(
        file,
        line,
        `No matches for the wildcard '${path.replace(/.*\//, '')}' in '${path.replace(/\/[^/]*$/, '')}', failing (use IncludeOptional if required)`,
      );
    }
    for (const one of files) {
      try {
        into.push(...(await this.file(one)));
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        if (name === 'IncludeOptional' || (globs && error.errno === 'ENOENT')) continue;
        throw this.#structure(file, line, `Could not open configuration file ${one}: ${error.message}`);
      }
    }
  }

  /** Words with quotes taken off and `${variables}` put in. */
  #words(text: string): string[] {
    const words: string[] = [];
    for (const [, double, single, plain] of text.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:\\\s|\S)+)/g)) {
      const word = double?.replace(/\\(["\\])/g, '$1') ?? single?.replace(/\\(['\\])/g, '$1') ?? plain ?? '';
      words.push(word.replace(/\$\{(\w+)\}/g, (whole, name: string) => this.#variable(whole, name)));
    }
    return words;
  }

  #variable(whole: string, name: string): string {
    const value = this.#variables.get(name);
    if (value !== undefined) return value;
    const warning = `AH00111: Config variable \${${name}} is not defined`;
    if (!this.warnings.includes(warning)) this.warnings.push(warning);
    return whole;
  }
}

interface Line {
  readonly text: string;
  readonly number: number;
}

function joinContinued(text: string): Line[] {
  const lines: Line[] = [];
  let pending = '';
  for (const [i, raw] of text.split('\n').entries()) {
    if (raw.endsWith('\\')) {
      pending += `${raw.slice(0, -1)} `;
      continue;
    }
    lines.push({ text: (pending + raw).trim(), number: i + 1 });
    pending = '';
  }
  return lines;
}

/** The line of the matching end of a section whose condition does not hold. */
function skip(lines: readonly Line[], start: number, name: string): number {
  let depth = 0;
  for (let at = start; at < lines.length; at++) {
    const { text } = lines[at] as Line;
    if (new RegExp(`^<${name}\\b`, 'i').test(text)) depth++;
    if (new RegExp(`^</${name}>`, 'i').test(text) && --depth === 0) return at;
  }
  return lines.length;
}

function compareVersions(own: string, operator: string, wanted: string): boolean {
  const parts = (version: string) => version.split('.').map(Number);
  const [a, b] = [parts(own), parts(wanted)];
  let order = 0;
  for (let i = 0; i < b.length && order === 0; i++) order = (a[i] ?? 0) - (b[i] ?? 0);
  if (operator === '>=') return order >= 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  return operator.startsWith('!') ? order !== 0 : order === 0;
}
