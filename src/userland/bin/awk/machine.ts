/** The state of a running awk program: variables, record, input, output. */
import { SysError } from '../../../kernel/errno.ts';
import type { Awaitable } from '../../../kernel/sys.ts';
import { fromText, toText as fromBytes } from '../lib/byte-string.ts';
import type { Input } from '../lib/input.ts';
import { regex } from '../lib/regex.ts';
import type { Tool } from '../lib/tool.ts';
import { unescape } from './lexer.ts';
import { AwkRecord } from './record.ts';
import { Streams } from './streams.ts';
import { BUSYBOX_WHOLE, MAWK_WHOLE, toText } from './format.ts';
import { fromInput, chain, toNumber, type AwkArray, type Value } from './values.ts';

export interface Cell {
  value: Value | AwkArray;
}

export class Machine {
  readonly globals = new Map<string, Cell>();
  readonly record: AwkRecord;
  readonly streams: Streams;
  returned: Value;
  status = 0;
  seed = 0;
  previousSeed = 0;
  #input: Input | undefined;
  #argument = 1;
  #usedFile = false;
  #rest: string[] | undefined;

  readonly fs = this.cell('FS', ' ');
  readonly ofs = this.cell('OFS', ' ');
  readonly ors = this.cell('ORS', '\n');
  readonly rs = this.cell('RS', '\n');
  readonly subsep = this.cell('SUBSEP', '\x1c');
  readonly convfmt = this.cell('CONVFMT', '%.6g');
  readonly ofmt = this.cell('OFMT', '%.6g');
  readonly nr = this.cell('NR', 0);
  readonly fnr = this.cell('FNR', 0);
  readonly filename = this.cell('FILENAME', '');

  constructor(
    readonly t: Tool,
    operands: readonly string[],
  ) {
    this.streams = new Streams(t);
    this.record = new AwkRecord({
      fs: () => this.text(this.fs),
      ofs: () => this.text(this.ofs),
      paragraphs: () => this.text(this.rs) === '',
      whole: t.busybox ? BUSYBOX_WHOLE : MAWK_WHOLE,
    });
    this.cell('RSTART', 0);
    this.cell('RLENGTH', -1);
    this.cell('ARGC', operands.length + 1);
    const argv: AwkArray = new Map([['0', 'awk']]);
    operands.forEach((word, i) => argv.set(String(i + 1), fromInput(fromText(word))));
    this.cell('ARGV').value = argv;
    this.cell('ENVIRON').value = new Map(
      [...t.sys.env].map(([name, value]) => [fromText(name), fromInput(fromText(value))]),
    );
  }

  cell(name: string, value?: Value): Cell {
    let cell = this.globals.get(name);
    if (!cell) this.globals.set(name, (cell = { value }));
    return cell;
  }

  /** Below this integers print as such. */
  get whole(): number {
    return this.t.busybox ? BUSYBOX_WHOLE : MAWK_WHOLE;
  }

  text(cell: Cell): string {
    return typeof cell.value === 'string' ? cell.value : toText(cell.value as Value, '%.6g', this.whole);
  }

  string(value: Value): string {
    return typeof value === 'string' ? value : toText(value, this.text(this.convfmt), this.whole);
  }

  /** `name=value` from the command line; escapes mean what they do in strings. */
  assign(word: string): boolean {
    const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
    if (!match) return false;
    const value = fromInput(unescape(fromText(match[2] as string), !this.t.busybox));
    if (match[1] === 'NF') this.record.count = toNumber(value);
    else this.cell(match[1] as string).value = value;
    return true;
  }

  /** Reads the next record of the main input into $0. */
  nextRecord(): Awaitable<boolean> {
    return chain(this.readMain(), (line) => {
      if (line === undefined) return false;
      this.record.text = line;
      return true;
    });
  }

  /** The next record of the operands (or standard input), NR and FNR counted. */
  readMain(): Awaitable<string | undefined> {
    if (!this.#input) return this.#openNext().then((open) => (open ? this.readMain() : undefined));
    return chain(this.readFrom(this.#input), (line) => {
      if (line === undefined) return this.nextFile().then(() => this.readMain());
      this.count();
      return line;
    });
  }

  count(): void {
    this.nr.value = toNumber(this.nr.value as Value) + 1;
    this.fnr.value = toNumber(this.fnr.value as Value) + 1;
  }

  async nextFile(): Promise<void> {
    if (this.#input) await this.t.done(this.#input);
    this.#input = undefined;
    this.#rest = undefined;
  }

  async #openNext(): Promise<boolean> {
    const argv = this.cell('ARGV').value as AwkArray;
    for (; this.#argument < toNumber(this.cell('ARGC').value as Value);) {
      const word = toText(argv.get(String(this.#argument++)), '%.6g');
      if (word === '') continue;
      const name = fromBytes(word);
      if (this.assign(name)) continue;
      this.#usedFile = true;
      try {
        const input = await this.t.input(name);
        const { type } = await this.t.sys.fstat(input.fd);
        if (name !== '-' && type === 'directory') {
          if (this.t.busybox) throw new SysError('EISDIR');
          await this.t.die('read error (Is a directory)', undefined, 2);
        }
        this.#input = input;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        if (this.t.busybox) await this.t.die('', `${name}: ${error.message}`);
        // Nothing is read after it, and END is not reached.
        await this.t.err(`awk: cannot open ${name} (${error.message})\n`);
        await this.t.out.flush();
        return this.t.sys.exit(2);
      }
      this.filename.value = word;
      this.fnr.value = 0;
      return true;
    }
    if (this.#usedFile) return false;
    this.#usedFile = true;
    this.#input = await this.t.input('-');
    // mawk names it, busybox doesn't.
    if (!this.t.busybox) this.filename.value = '-';
    return true;
  }

  /** One record by RS: a character, paragraphs when empty, else a regular expression. */
  readFrom(input: Input): Awaitable<string | undefined> {
    const rs = this.text(this.rs);
    if (rs.length === 1) return input.line(rs);
    if (rs === '') return this.#paragraph(input);
    return this.#byRegex(input, rs);
  }

  async #paragraph(input: Input): Promise<string | undefined> {
    let line = await input.line();
    while (line === '') line = await input.line();
    if (line === undefined) return undefined;
    const lines: string[] = [];
    for (; line !== undefined && line !== ''; line = await input.line()) lines.push(line);
    return lines.join('\n');
  }

  async #byRegex(input: Input, rs: string): Promise<string | undefined> {
    if (!this.#rest) {
      const content = (await input.rest()).replace(/\n$/, '');
      const expression = regex(rs, { extended: true, flags: 'g' });
      this.#rest = [];
      let from = 0;
      for (const match of content.matchAll(expression)) {
        if (match[0] === '') continue;
        this.#rest.push(content.slice(from, match.index));
        from = match.index + match[0].length;
      }
      if (from < content.length) this.#rest.push(content.slice(from));
      this.#rest.reverse();
    }
    return this.#rest.pop();
  }
}
