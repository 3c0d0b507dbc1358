/**
 * The text of a Dockerfile to its instructions: lines joined, comments and parser directives taken out, arguments cut
 * up by each instruction's rule. Texts of errors are those of BuildKit's parser, which the classic builder uses.
 */
import { FailureError } from '../../base/errors.ts';
import { splitArguments, splitCommand, splitWords } from './split.ts';

/** One instruction, not yet understood. */
export interface Node {
  /** As it is written. */
  readonly name: string;
  /** `--name=value`, as they are written. */
  readonly flags: readonly string[];
  /** For ENV and LABEL: name, value, name, value; for ONBUILD: the trigger's name and arguments. */
  readonly args: readonly string[];
  /** The arguments came as a JSON list. */
  readonly json: boolean;
  /** The whole instruction with its lines joined. */
  readonly original: string;
  /** Where it begins, from 1. */
  readonly line: number;
}

export interface Dockerfile {
  readonly nodes: readonly Node[];
  /** Backslash or backquote. */
  readonly escape: string;
  readonly warnings: readonly string[];
}

/** Fails with `invalid`. */
export function parseDockerfile(text: string): Dockerfile {
  const parser = new Parser(text.replace(/^\ufeff/, ''));
  const nodes = parser.parse();
  if (nodes.length === 0) throw new FailureError('invalid', 'file with no instructions');
  return { nodes, escape: parser.directives.escape, warnings: parser.warnings };
}

class Directives {
  escape = '\\';
  #done = false;
  readonly #seen = new Set<string>();

  /** `# name=value` counts only above everything else. */
  read(line: string): void {
    if (this.#done) return;
    const [, word, value = ''] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    const name = word?.toLowerCase();
    if (name !== 'escape' && name !== 'syntax') {
      this.#done = true;
      return;
    }
    if (this.#seen.has(name)) {
      throw new FailureError('invalid', `only one ${name} parser directive can be used`);
    }
    this.#seen.add(name);
    if (name === 'syntax') return;
    if (value !== '\\' && value !== '`') {
      throw new FailureError('invalid', `invalid escape token '${value}' does not match \` or \\`);
    }
    this.escape = value;
  }
}

const isComment = (line: string) => line.trimStart().startsWith('#');

class Parser {
  readonly directives = new Directives();
  readonly warnings: string[] = [];
  readonly #lines: readonly string[];
  #at = 0;

  constructor(text: string) {
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    this.#lines = lines;
  }

  parse(): readonly Node[] {
    const nodes: Node[] = [];
    while (this.#at < this.#lines.length) {
      const first = this.#read().trimStart();
      this.directives.read(first);
      const line = this.#at;
      let { text, more } = this.#continued(isComment(first) ? '' : first);
      if (!more && text === '') continue;
      let empty = false;
      while (more && this.#at < this.#lines.length) {
        const next = this.#read();
        if (isComment(next)) continue;
        if (next.trim() === '') {
          empty = true;
          continue;
        }
        const continued = this.#continued(next);
        text += continued.text;
        more = continued.more;
      }
      if (empty) this.warnings.push(`[WARNING]: Empty continuation line found in: ${text}`);
      const node = parseInstruction(text, this.directives.escape, line);
      this.#skipHeredocs(node);
      nodes.push(node);
    }
    if (this.warnings.length) {
      this.warnings.push('[WARNING]: Empty continuation lines will become errors in a future release.');
    }
    return nodes;
  }

  #read(): string {
    return (this.#lines[this.#at++] as string).replace(/\r+$/, '');
  }

  /** The escape character at a line's end joins it to the next, unless it is escaped itself. */
  #continued(line: string): { text: string; more: boolean } {
    const escape = this.directives.escape === '\\' ? '\\\\' : '`';
    const match = new RegExp(`(^|[^${escape}])${escape}[ \\t]*$`).exec(line);
    if (!match) return { text: line, more: false };
    return { text: line.slice(0, match.index) + (match[1] ?? ''), more: true };
  }

  /** The classic builder reads over here-documents and makes nothing of what is in them. */
  #skipHeredocs(node: Node): void {
    const name = node.name.toLowerCase();
    const carrier = name === 'onbuild' ? (node.args[0] ?? '').toLowerCase() : name;
    if (node.json || !['add', 'copy', 'run'].includes(carrier) || !node.original.includes('<<')) return;
    for (const word of splitWords(node.original, '\\')) {
      const heredoc = heredocOf(word);
      if (!heredoc) continue;
      for (;;) {
        if (this.#at >= this.#lines.length) throw new FailureError('invalid', 'unterminated heredoc');
        const line = this.#read();
        if ((heredoc.chomp ? line.replace(/^\t+/, '') : line) === heredoc.name) break;
      }
    }
  }
}

/** `<<EOF`, `<<-"EOF"`, `3<<EOF`. */
export function heredocOf(word: string): { readonly name: string; readonly chomp: boolean } | undefined {
  const [, dash, rest] = /^\d*<<(-?)([^<]*)$/.exec(word) ?? [];
  if (!rest || /\s/.test(rest)) return undefined;
  const name = rest.replace(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, double, single, escaped) =>
    String(double ?? single ?? escaped),
  );
  return name ? { name, chomp: dash === '-' } : undefined;
}

/** One instruction on one line; also a trigger of ONBUILD. */
export function parseInstruction(text: string, escape: string, line: number): Node {
  const { name, flags, rest } = splitCommand(text);
  if (name.toLowerCase() === 'onbuild' && rest) {
    const child = parseInstruction(rest, escape, line);
    return { name, flags, args: [child.name, ...child.args], json: false, original: text, line };
  }
  const { args, json } = splitArguments(name.toLowerCase(), rest, escape);
  return { name, flags, args, json, original: text, line };
}
