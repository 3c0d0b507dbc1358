/**
 * nginx.conf to a tree of directives. What nginx finds while it reads is found here, in its order and its words:
 * syntax, names, places, numbers of arguments, values.
 */
import { ERRNO, SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { expandGlob } from '../lib/expand-glob.ts';
import { readFile } from '../lib/files.ts';
import { type Context, contextIn, type DirectiveRule, DIRECTIVES, FREE_NAMES, UPSTREAM_SERVER } from './directives.ts';

export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[] | undefined;
  /** `in /etc/nginx/nginx.conf:3`, for messages. */
  readonly where: string;
}

/** The message after `[emerg] pid#pid: `. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  constructor(
    message: string,
    /** `complete`: all was read, and is right as far as it goes. */
    readonly found: 'while reading' | 'complete' = 'while reading',
  ) {
    super(message);
  }
}

interface Token {
  readonly kind: 'word' | ';' | '{' | '}' | 'end';
  readonly text: string;
  /** Where the token ends. */
  readonly line: number;
}

class Lexer {
  #at = 0;
  line = 1;

  constructor(private readonly text: string) {}

  next(): Token {
    this.#skipBlanks();
    const char = this.text[this.#at];
    if (char === undefined) return { kind: 'end', text: '', line: this.line };
    if (char === ';' || char === '{' || char === '}') {
      this.#at++;
      return { kind: char, text: char, line: this.line };
    }
    return char === '"' || char === "'" ? this.#quoted(char) : this.#word();
  }

  #skipBlanks(): void {
    for (; this.#at < this.text.length; this.#at++) {
      const char = this.text[this.#at] as string;
      if (char === '#') {
        while (this.#at < this.text.length && this.text[this.#at] !== '\n') this.#at++;
      }
      if (this.text[this.#at] === '\n') this.line++;
      else if (!/\s/.test(this.text[this.#at] ?? 'x')) return;
    }
  }

  #quoted(quote: string): Token {
    let text = '';
    for (this.#at++; this.#at < this.text.length; this.#at++) {
      const char = this.text[this.#at] as string;
      if (char === quote) {
        this.#at++;
        return { kind: 'word', text, line: this.line };
      }
      if (char === '\n') this.line++;
      text += char === '\\' ? unescape(this.text[++this.#at] ?? '') : char;
    }
    return { kind: 'end', text: 'quote', line: this.line };
  }

  #word(): Token {
    let text = '';
    for (; this.#at < this.text.length; this.#at++) {
      const char = this.text[this.#at] as string;
      if (char === '{' && text.endsWith('$')) {
        const end = this.text.indexOf('}', this.#at);
        text += this.text.slice(this.#at, end + 1);
        this.#at = end;
      } else if (/[\s;{]/.test(char)) break;
      else text += char === '\\' ? unescape(this.text[++this.#at] ?? '') : char;
    }
    return { kind: 'word', text, line: this.line };
  }
}

/** A backslash stands before quotes, blanks and letters of C; before others it stays, as in regular expressions. */
function unescape(char: string): string {
  if (char === 'n' || char === 't' || char === 'r') return { n: '\n', t: '\t', r: '\r' }[char];
  return /["'\\\s]/.test(char) ? char : `\\${char}`;
}

export interface ParsedConfig {
  readonly directives: readonly Directive[];
  /** Every file read, for `-T`. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** `globals`: the text of `-g`. */
export async function parseConfig(sys: Sys, path: string, globals: string): Promise<ParsedConfig> {
  const parser = new Parser(sys);
  const given = globals ? await parser.text(globals, undefined, 'm') : [];
  const directives = await parser.file(path, 'm', given);
  return { directives: [...given, ...directives], files: parser.files };
}

class Parser {
  readonly files: { path: string; text: string }[] = [];

  constructor(private readonly sys: Sys) {}

  async file(path: string, context: Context, before: readonly Directive[], where = ''): Promise<Directive[]> {
    let text: string;
    try {
      text = await readFile(this.sys, path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      const { errno, message } = error;
      throw new ConfigError(`open() "${path}" failed (${ERRNO[errno][0]}: ${message})${where && ` ${where}`}`);
    }
    this.files.push({ path, text });
    return this.text(text, path, context, before);
  }

  async text(
    text: string,
    path: string | undefined,
    context: Context,
    before: readonly Directive[] = [],
  ): Promise<Directive[]> {
    const lexer = new Lexer(text);
    const found: Directive[] = [];
    await this.#block(lexer, path, context, found, before, true);
    return found;
  }

  async #block(
    lexer: Lexer,
    path: string | undefined,
    context: Context,
    into: Directive[],
    before: readonly Directive[],
    outermost: boolean,
  ): Promise<void> {
    const at = (line: number) => (path === undefined ? 'in command line' : `in ${path}:${line}`);
    for (;;) {
      const words: string[] = [];
      let token = lexer.next();
      for (; token.kind === 'word'; token = lexer.next()) words.push(token.text);
      const where = at(token.line);
      if (token.kind === 'end') {
        if (path === undefined && words.length > 0)
          throw new ConfigError(`unexpected end of parameter, expecting ";" ${where}`);
        if (words.length > 0 || token.text === 'quote')
          throw new ConfigError(`unexpected end of file, expecting ";" or "}" ${where}`);
        if (!outermost) throw new ConfigError(`unexpected end of file, expecting "}" ${where}`);
        return;
      }
      if (token.kind === '}') {
        if (outermost || words.length > 0) throw new ConfigError(`unexpected "}" ${where}`);
        return;
      }
      const [name, ...args] = words;
      if (name === undefined) throw new ConfigError(`unexpected "${token.kind}" ${where}`);
      const rule = context === 'u' && name === 'server' ? UPSTREAM_SERVER : DIRECTIVES.get(name);
      check(rule, name, args, context, token.kind === '{', where, [...before, ...into]);
      if (name === 'include') {
        for (const file of await this.#included(args[0] as string)) {
          into.push(...(await this.file(file, context, [...before, ...into], where)));
        }
        continue;
      }
      if (token.kind === ';') {
        into.push({ name, args, block: undefined, where });
        continue;
      }
      if (FREE_NAMES.has(name)) {
        into.push({ name, args, block: readEntries(lexer, at), where });
        continue;
      }
      const block: Directive[] = [];
      await this.#block(lexer, path, contextIn(name, context), block, [], false);
      into.push({ name, args, block, where });
    }
  }

  #included(pattern: string): Promise<readonly string[]> {
    const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`;
    return /[*?[]/.test(path) ? expandGlob(this.sys, path) : Promise.resolve([path]);
  }
}

/** `text/html html htm;` until the closing brace: the names are free. */
function readEntries(lexer: Lexer, at: (line: number) => string): Directive[] {
  const found: Directive[] = [];
  for (;;) {
    const words: string[] = [];
    let token = lexer.next();
    for (; token.kind === 'word'; token = lexer.next()) words.push(token.text);
    const where = at(token.line);
    if (token.kind === '}' && words.length === 0) return found;
    if (token.kind === 'end') throw new ConfigError(`unexpected end of file, expecting ";" or "}" ${where}`);
    if (token.kind !== ';') throw new ConfigError(`unexpected "${token.kind}" ${where}`);
    const [name, ...args] = words;
    if (name !== undefined) found.push({ name, args, block: undefined, where });
  }
}

const SIZE = /^\d+[kKmMgG]?$/;
const TIME = /^(\d+(ms|[smhdwMy])? ?)+$/;

function check(
  rule: DirectiveRule | undefined,
  name: string,
  args: readonly string[],
  context: Context,
  block: boolean,
  where: string,
  siblings: readonly Directive[],
): void {
  if (!rule) throw new ConfigError(`unknown directive "${name}" ${where}`);
  if (!rule.contexts.includes(context)) throw new ConfigError(`"${name}" directive is not allowed here ${where}`);
  if (rule.block !== block && name !== 'include') {
    throw new ConfigError(
      rule.block
        ? `directive "${name}" has no opening "{" ${where}`
        : `directive "${name}" is not terminated by ";" ${where}`,
    );
  }
  if (args.length < rule.least || args.length > rule.most)
    throw new ConfigError(`invalid number of arguments in "${name}" directive ${where}`);
  if (!rule.simulated) throw new ConfigError(`"${name}" directive is not simulated in Drydock ${where}`);
  if (!rule.repeated && siblings.some((other) => other.name === name))
    throw new ConfigError(`"${name}" directive is duplicate ${where}`);
  const [value = ''] = args;
  if (rule.value === 'flag' && !/^(on|off)$/i.test(value))
    throw new ConfigError(`invalid value "${value}" in "${name}" directive, it must be "on" or "off" ${where}`);
  if (rule.value === 'number' && !/^\d+$/.test(value)) throw new ConfigError(`invalid number "${value}" ${where}`);
  if ((rule.value === 'size' && !SIZE.test(value)) || (rule.value === 'time' && !isTime(value)))
    throw new ConfigError(`"${name}" directive invalid value ${where}`);
}

/** `10m` in bytes. */
export function sizeOf(value: string): number {
  const unit = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[value.slice(-1).toLowerCase()] ?? 1;
  return Number.parseInt(value, 10) * unit;
}

export const isTime = (value: string): boolean => TIME.test(value);

/** `60s`, `1m`, `75` in milliseconds. */
export function timeOf(value: string): number {
  const units: Readonly<Record<string, number>> = {
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
    w: 604_800_000,
    M: 2_592_000_000,
    y: 31_536_000_000,
  };
  let total = 0;
  for (const [, number, unit = 's'] of value.matchAll(/(\d+)(ms|[smhdwMy])?/g)) {
    total += Number(number) * (units[unit] as number);
  }
  return total;
}
