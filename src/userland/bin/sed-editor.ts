/** sed at work: the cycle of reading a line, running the script over it and printing. */
import { SysError } from '../../kernel/errno.ts';
import { fromText, toText } from './lib/byte-string.ts';
import type { Input } from './lib/input.ts';
import type { Out } from './lib/out.ts';
import type { Tool } from './lib/tool.ts';
import { OutsideFiles, outputOf } from './sed-outside.ts';
import { startReplacement } from './sed-replacement.ts';
import type { Address, Command } from './sed-command.ts';
import { addedText, replaceMatches, unambiguous } from './sed-text.ts';

const STEPS_PER_TICK = 256;

export class Editor {
  #pattern = '';
  #hold = '';
  /** Whether the line that came to the hold space last had its end. */
  #holdTerminated = true;
  #lineNumber = 0;
  #input: Input | undefined;
  #next: string | undefined;
  #nextTerminated = true;
  #terminated = true;
  #files: string[];
  #current = '-';
  #out: Out;
  #appended: (() => Promise<void>)[] = [];
  #active = new Map<Command, number>();
  readonly #outside: OutsideFiles;
  #quitting = false;
  #replaced: (() => Promise<void>) | undefined;
  readonly #mark: string;

  constructor(
    readonly t: Tool,
    readonly commands: readonly Command[],
    readonly quiet: boolean,
    files: readonly string[],
  ) {
    this.#files = [...files];
    this.#out = t.out;
    this.#outside = new OutsideFiles(t);
    this.#mark = t.has('z') ? '\0' : '\n';
  }

  get #separate(): boolean {
    return this.t.has('i') || this.t.has('s');
  }

  async run(): Promise<number> {
    let status = 0;
    let steps = 0;
    let restart = false;
    for (;;) {
      if (!restart && !(await this.#readLine())) break;
      restart = false;
      const result = await this.#cycle();
      if (result === 'restart') restart = true;
      else if (result !== 'delete' && !this.quiet && result !== 'silent') await this.#print(this.#pattern);
      for (const act of this.#appended.splice(0)) await act();
      if (typeof result === 'number') {
        status = result;
        break;
      }
      if (result === 'silent') {
        status = this.#exit;
        break;
      }
      if (++steps % STEPS_PER_TICK === 0) await this.t.sys.tick();
    }
    this.#quitting = true;
    await this.#endFile();
    await this.#outside.flush();
    return status || this.t.status;
  }

  #exit = 0;

  /** Makes sure that `#next` holds the line to come; false when there is none. */
  async #look(): Promise<boolean> {
    while (this.#next === undefined) {
      if (!this.#input && !(await this.#openNext())) return false;
      const line = await (this.#input as Input).line(this.#mark);
      if (line !== undefined) {
        this.#next = line;
        this.#nextTerminated = (this.#input as Input).terminated;
        return true;
      }
      if (this.#separate) return false;
      await this.#closeInput();
    }
    return true;
  }

  async #closeInput(): Promise<void> {
    if (this.#input) await this.t.done(this.#input);
    this.#input = undefined;
  }

  async #openNext(): Promise<boolean> {
    for (let path = this.#files.shift(); path !== undefined; path = this.#files.shift()) {
      try {
        if (path !== '-' && (await this.t.sys.stat(path)).type === 'directory') {
          if (this.t.has('i') || this.t.busybox) {
            const words = `couldn't edit ${path}: not a regular file`;
            await this.t.warn(words, 'read error: Is a directory', this.t.busybox ? 1 : 4);
            continue;
          }
          await this.t.die(`read error on ${path}: Is a directory`, undefined, 4);
        }
        this.#input = await this.t.input(path);
        this.#current = path;
        if (this.t.has('i') && path !== '-') await this.#startReplacing(path);
        return true;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await this.t.warn(`can't read ${path}: ${error.message}`, `${path}: ${error.message}`, this.t.busybox ? 1 : 2);
      }
    }
    return false;
  }

  /** -i: output goes beside the file, which it replaces at its end. */
  async #startReplacing(path: string): Promise<void> {
    const replacement = await startReplacement(this.t, path);
    this.#out = replacement.out;
    this.#replaced = async () => {
      await replacement.finish();
      this.#out = this.t.out;
    };
  }

  async #endFile(): Promise<void> {
    if (this.#replaced && this.#quitting) {
      if (this.#next !== undefined) await this.#out.raw(this.#next + (this.#nextTerminated ? this.#mark : ''));
      for (
        let line = await this.#input?.line(this.#mark);
        line !== undefined;
        line = await this.#input?.line(this.#mark)
      ) {
        await this.#out.raw(line + (this.#input?.terminated ? this.#mark : ''));
      }
    }
    await this.#closeInput();
    await this.#replaced?.();
    this.#replaced = undefined;
  }

  async #readLine(): Promise<boolean> {
    if (!(await this.#look())) {
      if (!this.#separate) return false;
      if (!this.#input) return false;
      await this.#endFile();
      this.#lineNumber = 0;
      return this.#readLine();
    }
    this.#pattern = this.#next as string;
    this.#terminated = this.#nextTerminated;
    this.#next = undefined;
    this.#lineNumber++;
    return true;
  }

  async #isLast(): Promise<boolean> {
    return !(await this.#look());
  }

  #print(text: string): void | Promise<void> {
    const wrote = this.#emit(this.#out, text + (this.#terminated ? this.#mark : ''));
    if (!this.#terminated) this.#unfinished = this.#out;
    if (this.t.has('u')) return Promise.resolve(this.#out.flush());
    return wrote;
  }

  /** Where the last line printed lacks its end, as it did in the input: it gets one when more follows. */
  #unfinished: Out | undefined;

  #emit(out: Out, text: string): void | Promise<void> {
    if (this.#unfinished !== out) return out.raw(text);
    this.#unfinished = undefined;
    return out.raw(this.#mark + text);
  }

  async #matches(command: Command, at: number): Promise<boolean> {
    const { from, to } = command;
    if (!from) return true;
    if (!to) return (await this.#at(from)) !== command.negated;
    const end = this.#active.get(command);
    let inside: boolean;
    if (end === undefined) {
      inside = from.kind === 'line' && from.line === 0 ? this.#lineNumber === 1 : await this.#at(from);
      if (inside) {
        let last = Infinity;
        if (to.kind === 'line') last = to.line;
        else if (to.kind === 'plus') last = this.#lineNumber + to.count;
        else if (to.kind === 'multiple')
          last = to.count ? (Math.floor(this.#lineNumber / to.count) + 1) * to.count : this.#lineNumber;
        const zero = from.kind === 'line' && from.line === 0 && to.kind === 'regex' && (await this.#at(to));
        if (last > this.#lineNumber && !zero) this.#active.set(command, last);
      }
    } else {
      inside = true;
      const over = to.kind === 'regex' || to.kind === 'last' ? await this.#at(to) : this.#lineNumber >= end;
      if (over) this.#active.delete(command);
      if (to.kind === 'line' && this.#lineNumber > end) inside = false;
    }
    void at;
    return inside !== command.negated;
  }

  #at(address: Address): boolean | Promise<boolean> {
    switch (address.kind) {
      case 'line':
        return this.#lineNumber === address.line;
      case 'last':
        return this.#isLast();
      case 'regex':
        return this.#regex(address.regex).test(this.#pattern);
      case 'step':
        return address.step === 0
          ? this.#lineNumber === address.first
          : this.#lineNumber >= address.first && (this.#lineNumber - address.first) % address.step === 0;
      default:
        return false;
    }
  }

  #lastRegex: RegExp | undefined;
  #regex(expression: RegExp | undefined): RegExp {
    const used = expression ?? this.#lastRegex ?? /(?:)/;
    this.#lastRegex = used;
    used.lastIndex = 0;
    return used;
  }

  /** Runs the script once over the pattern space. A number: quit with it after printing. */
  async #cycle(): Promise<'print' | 'delete' | 'restart' | 'silent' | number> {
    let substituted = false;
    let jumps = 0;
    for (let at = 0; at < this.commands.length; at++) {
      const command = this.commands[at] as Command;
      if (!(await this.#matches(command, at))) {
        if (command.name === '{') at = command.target;
        continue;
      }
      switch (command.name) {
        case 's':
          if (await this.#substitute(command)) substituted = true;
          break;
        case 'b':
        case 't':
        case 'T': {
          const go = command.name === 'b' || (command.name === 't') === substituted;
          if (command.name !== 'b') substituted = false;
          if (go) at = command.target;
          if (++jumps % STEPS_PER_TICK === 0) await this.t.sys.tick();
          break;
        }
        case 'd':
          return 'delete';
        case 'D': {
          const newline = this.#pattern.indexOf(this.#mark);
          if (newline < 0) return 'delete';
          this.#pattern = this.#pattern.slice(newline + 1);
          return 'restart';
        }
        case 'n':
          if (await this.#isLast()) return this.t.busybox || !this.#separate ? 'print' : 'print';
          if (!this.quiet) await this.#print(this.#pattern);
          for (const act of this.#appended.splice(0)) await act();
          await this.#readLine();
          break;
        case 'N': {
          if (await this.#isLast()) return 'print';
          const before = this.#pattern;
          for (const act of this.#appended.splice(0)) await act();
          await this.#readLine();
          this.#pattern = before + this.#mark + this.#pattern;
          break;
        }
        case 'q':
          return command.number ?? 0;
        case 'Q':
          this.#exit = command.number ?? 0;
          return 'silent';
        case 'c': {
          const ends = !command.to || command.negated || !this.#active.has(command);
          if (ends) await this.#emit(this.#out, `${command.text}\n`);
          return 'delete';
        }
        default:
          await this.#simple(command);
      }
    }
    return 'print';
  }

  async #simple(command: Command): Promise<void> {
    switch (command.name) {
      case 'p':
        return this.#print(this.#pattern) as void;
      case 'P':
        await this.#emit(this.#out, `${this.#pattern.split(this.#mark, 1)[0]}${this.#mark}`);
        return;
      case 'h':
        this.#hold = this.#pattern;
        this.#holdTerminated = this.#terminated;
        return;
      case 'H':
        this.#hold += this.#mark + this.#pattern;
        this.#holdTerminated = this.#terminated;
        return;
      case 'g':
        this.#pattern = this.#hold;
        this.#terminated = this.#holdTerminated;
        return;
      case 'G':
        this.#pattern += this.#mark + this.#hold;
        this.#terminated = this.#holdTerminated;
        return;
      case 'x':
        [this.#pattern, this.#hold] = [this.#hold, this.#pattern];
        [this.#terminated, this.#holdTerminated] = [this.#holdTerminated, this.#terminated];
        return;
      case 'z':
        this.#pattern = '';
        return;
      case '=':
        await this.#emit(this.#out, `${this.#lineNumber}\n`);
        return;
      case 'F':
        await this.#emit(this.#out, fromText(`${this.#current}\n`));
        return;
      case 'l':
        if (!this.t.busybox)
          await this.#emit(
            this.#out,
            unambiguous(this.#pattern, command.number ?? Number(this.t.value('l') ?? 70), this.#mark),
          );
        return;
      case 'e':
        if (command.text) await this.#emit(this.#out, await outputOf(this.t, command.text));
        else this.#pattern = (await outputOf(this.t, this.#pattern)).replace(/\n$/, '');
        return;
      case 'i':
        await this.#emit(this.#out, addedText(command));
        return;
      case 'a':
        this.#appended.push(async () => this.#emit(this.#out, addedText(command)));
        return;
      case 'r':
        this.#appended.push(() => this.#copyFile(toText(command.text)));
        return;
      case 'R':
        this.#appended.push(() => this.#copyLine(toText(command.text)));
        return;
      case 'y':
        this.#pattern = this.#pattern.replace(/[\s\S]/g, (char) => command.map?.get(char) ?? char);
        return;
      case 'w':
        await this.#emit(await this.#writer(toText(command.text)), this.#pattern + this.#mark);
        return;
      case 'W':
        await this.#emit(await this.#writer(toText(command.text)), `${this.#pattern.split('\n', 1)[0]}\n`);
        return;
    }
  }

  async #copyFile(path: string): Promise<void> {
    const content = await this.#outside.whole(path);
    if (content) await this.#emit(this.#out, content);
  }

  async #copyLine(path: string): Promise<void> {
    const line = await this.#outside.line(path);
    if (line !== undefined) await this.#emit(this.#out, `${line}\n`);
  }

  async #writer(path: string): Promise<Out> {
    return path === '/dev/stdout' ? this.#out : this.#outside.writer(path);
  }

  async #substitute(command: Command): Promise<boolean> {
    const { substitution } = command;
    if (!substitution) return false;
    const expression = this.#regex(substitution.regex);
    const text = this.#pattern;
    const result = replaceMatches(text, expression, substitution);
    if (result === undefined) return false;
    this.#pattern = substitution.run ? (await outputOf(this.t, result)).replace(/\n$/, '') : result;
    if (substitution.print) await this.#print(this.#pattern);
    if (substitution.file !== undefined)
      await this.#emit(await this.#writer(toText(substitution.file)), this.#pattern + this.#mark);
    return true;
  }
}
