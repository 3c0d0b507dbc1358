/**
 * The line editor's core: keys in, drawing out, no input or output of its own. The keymap says which of readline's
 * functions a key is; those that only change the line are in editing.ts.
 */
import { plain } from './columns.ts';
import { type Completion, type CompletionKey, COMPLETIONS } from './completion-keys.ts';
import { CompletionUse } from './completion-use.ts';
import { EDITS, type Editing, type KillRing } from './editing.ts';
import { type EditorOptions, type KeptState, keptState, SHELL_ACTIONS, type Step } from './editor-events.ts';
import { HistoryCursor } from './history-cursor.ts';
import { HistorySearches } from './history-searches.ts';
import { promptMarks } from './prompt-marks.ts';
import { viKey } from './vi-keys.ts';
import { ViMode } from './vi-mode.ts';
import { characterPlace } from './vi-motions.ts';
import {
  type Binding,
  BUSYBOX_BEGINNINGS,
  BUSYBOX_KEYMAP,
  EMACS_BEGINNINGS,
  EMACS_KEYMAP,
  type Keymap,
  VI_INSERT_KEYMAP,
} from './keymap.ts';
import type { Key } from './keys.ts';
import { LineScreen } from './line-screen.ts';
import { LineText } from './line-text.ts';

/** Macros within macros: one that names itself ends here. */
const MACRO_DEPTH = 16;

export class LineEditor implements Editing {
  readonly line = new LineText();
  readonly history: HistoryCursor;
  readonly kills: KillRing;
  last = '';
  overwrites = false;
  lastArg = { back: 0, size: 0 };
  readonly #screen: LineScreen;
  readonly #kept: KeptState;
  readonly #keymap: Keymap;
  readonly #beginnings: ReadonlySet<string>;
  /** The first keys of a longer binding. */
  #pending = '';
  #argument: { digits: string; negative: boolean } | undefined;
  readonly #searches: HistorySearches;
  /** The next character is taken as it is, or searched for in the line. */
  #awaits: 'quoted' | 'forward' | 'backward' | undefined;
  #awaitCount = 1;
  #recording: string | undefined;
  #depth = 0;
  readonly #vi: ViMode | undefined;
  readonly #completions: CompletionUse;

  constructor(private readonly options: EditorOptions) {
    this.#kept = options.kept ?? keptState();
    this.kills = this.#kept.kills;
    this.history = new HistoryCursor(options.history);
    this.#screen = new LineScreen(this.#promptLine, options.columns);
    if (options.vi)
      this.#vi = new ViMode(
        Object.assign(this, { change: (name: string, act: () => void) => this.#change(name, act) }),
      );
    const busybox = options.style === 'busybox';
    this.#keymap = busybox ? BUSYBOX_KEYMAP : EMACS_KEYMAP;
    this.#beginnings = busybox ? BUSYBOX_BEGINNINGS : EMACS_BEGINNINGS;
    this.#searches = new HistorySearches(this.line, this.history, this.#kept, {
      update: () => this.#update(),
      bell: this.#bell,
    });
    this.#completions = new CompletionUse(this.#completionHost());
    if (options.initial) this.line.begin(options.initial);
    if (options.startAt !== undefined) this.line.begin(this.history.recall(options.startAt, '') ?? '');
  }

  get text(): string {
    return this.line.text;
  }

  get cursor(): number {
    return this.line.cursor;
  }

  /** What stands on the screen before the first key, behind the prompt. */
  start(): string {
    return this.#update();
  }

  /** After a change of the window, or of what is above. */
  redraw(columns = this.#screen.columns): string {
    return this.#screen.drawAll(this.#shownPrompt, this.line.chars, this.line.cursor, columns);
  }

  /** Below output that came in between: prompt and line again. */
  again(): string {
    this.#screen.begin(this.#promptLine);
    return plain(this.options.prompt) + this.#update();
  }

  /** Behind the line, to a row of its own. */
  leave(): string {
    return this.#update() + this.#screen.leave();
  }

  key(key: Key): Step {
    if (key.kind === 'paste') {
      this.#searches.end();
      this.#change('bracketed-paste-begin', () => this.line.insert(key.text));
      return { output: this.#update() };
    }
    if (this.#recording !== undefined) this.#recording += key.text;
    if (this.#awaits) return this.#awaited(key.text);
    if (this.#completions.waits) return { output: this.#completions.answer(key.text) };
    const searchStep = this.#searches.plainKey(key.text);
    if (searchStep) return searchStep;
    const viStep = this.#vi && !this.#searches.narrows && viKey(key.text, this.#vi, this.#viEditor());
    if (viStep) return viStep;
    const text = this.#pending + key.text;
    const binding = this.#binding(text);
    if (!binding && this.#isPrefix(text)) {
      this.#pending = text;
      return { output: '' };
    }
    this.#pending = '';
    const narrowed = this.#searches.key(text, binding);
    if (narrowed) return narrowed;
    if (binding?.kind === 'function') return this.#call(binding.name, text);
    if (binding?.kind === 'macro') return this.#play(binding.text);
    if (binding?.kind === 'command')
      return { output: '', event: { kind: 'shell', action: 'command', text: binding.text } };
    if (text === '\x03') return this.interrupt();
    if (text < ' ' || text === '\x7f') return { output: '' };
    return this.#call('self-insert', text);
  }

  // --- completion

  /** Puts a completion in, or lists what there is. */
  complete(completion: Completion, again: boolean, mode: CompletionKey['mode'] = 'complete'): string {
    const output = this.#completions.use(completion, again, mode);
    if (this.last === '') this.last = 'complete';
    return output;
  }

  /** What `bind -x`, an editor or an expansion made of the line. */
  become(text: string, cursor = Infinity): string {
    this.#change('shell', () => this.line.set(text, cursor));
    return this.#update();
  }

  // --- keys

  #binding(text: string): Binding | undefined {
    const own = this.options.bindings;
    if (own?.has(text)) return own.get(text);
    return (this.#vi?.mode === 'insert' ? VI_INSERT_KEYMAP : this.#keymap).get(text);
  }

  #isPrefix(text: string): boolean {
    const begins = (key: string) => key.length > text.length && key.startsWith(text);
    // Escape sequences come whole.
    if (text.startsWith('\x1b') && text.length === 1) return true;
    for (const [key, binding] of this.options.bindings ?? []) if (binding && begins(key)) return true;
    return this.#beginnings.has(text);
  }

  #call(name: string, text: string): Step {
    const argument = this.#argument;
    if (name === 'digit-argument') return this.#digit(text.at(-1) as string);
    if (argument && name === 'self-insert' && /^\d$/.test(text)) return this.#digit(text);
    this.#argument = undefined;
    const digits = argument?.digits === '' ? 1 : Number(argument?.digits ?? 1);
    const count = argument?.negative ? -digits : digits;
    if (!/^menu-complete/.test(name)) this.#completions.leaveMenu();
    const edit = EDITS[name];
    if (edit) {
      if (name === 'delete-char' && this.line.length === 0 && text === '\x04')
        return { output: '', event: { kind: 'end' } };
      const done = this.#change(name, () => edit(this, count, argument !== undefined));
      const whole = this.options.style === 'busybox' && /history/.test(name);
      return { output: (whole ? this.redraw() : this.#update()) + (done === false ? this.#bell : '') };
    }
    const step = this.#special(name, text, count, argument !== undefined);
    if (!COMPLETIONS[name]) this.last = name;
    return step;
  }

  #special(name: string, text: string, count: number, counted: boolean): Step {
    const completion = COMPLETIONS[name];
    if (completion) return this.#askCompletion(name, completion);
    const action = SHELL_ACTIONS[name];
    if (action) return { output: '', event: { kind: 'shell', action, text: this.text } };
    switch (name) {
      case 'self-insert':
        return this.#type(text, Math.max(1, count));
      case 'accept-line':
        return this.#accept();
      case 'vi-eof-maybe':
        return this.line.length === 0 ? { output: '', event: { kind: 'end' } } : this.#accept();
      case 'operate-and-get-next':
        return this.#accept(this.history.at + 1);
      case 'clear-screen':
        this.#screen.begin(this.#promptLine);
        return { output: `\x1b[H\x1b[J${plain(this.options.prompt)}${this.#update()}` };
      case 'clear-display':
        this.#screen.begin(this.#promptLine);
        return { output: `\x1b[H\x1b[2J\x1b[3J${plain(this.options.prompt)}${this.#update()}` };
      case 'redraw-current-line':
        return { output: this.redraw() };
      case 'reverse-search-history':
        return this.#searches.narrow(-1);
      case 'forward-search-history':
        return this.#searches.narrow(1);
      case 'non-incremental-reverse-search-history':
        return this.#searches.plain(-1);
      case 'non-incremental-forward-search-history':
        return this.#searches.plain(1);
      case 'quoted-insert':
        this.#awaits = 'quoted';
        return { output: '' };
      case 'character-search':
      case 'character-search-backward':
        this.#awaitCount = count;
        this.#awaits = name === 'character-search' ? 'forward' : 'backward';
        return { output: '' };
      case 'insert-comment':
        return this.#comment(counted);
      case 'start-kbd-macro':
        this.#recording = '';
        return { output: '' };
      case 'end-kbd-macro':
        // The keys that end the recording are no part of it.
        this.#kept.macro = (this.#recording ?? '').slice(0, -text.length);
        this.#recording = undefined;
        return { output: '' };
      case 'call-last-kbd-macro':
        return this.#play(this.#kept.macro);
      default:
        return { output: this.#update() + this.#bell };
    }
  }

  /** Makes the line a comment; with a number, a comment a line again. */
  #comment(toggles: boolean): Step {
    const mark = this.options.variables?.get('comment-begin') ?? '#';
    if (toggles && this.text.startsWith(mark)) this.line.cut(0, mark.length);
    else this.line.replace(0, 0, mark);
    return this.#accept();
  }

  /** ^C of the terminal (or what `stty intr` says), which is raw here: not the keymap's. It is shown over the text, where the cursor is. */
  interrupt(byte = 3): Step {
    this.#searches.end();
    const output = this.#update();
    const down = this.#screen.rowsBelow;
    return {
      output: `${output}^${String.fromCharCode(byte ^ 64)}${down > 0 ? `\x1b[${down}B` : ''}`,
      event: { kind: 'interrupt' },
    };
  }

  #type(text: string, count: number): Step {
    this.#change('self-insert', () => {
      if (this.overwrites) this.line.cut(this.cursor, this.cursor + count);
      this.line.insert(text.repeat(count));
    });
    return { output: this.#update() };
  }

  /** Does something to the line that can be undone. */
  #change(name: string, act: () => boolean | void): boolean | void {
    const before = this.line.moment;
    const text = this.text;
    const at = this.history.at;
    const done = act();
    const undoing = name === 'undo' || name === 'revert-line';
    if (this.text !== text && !undoing && at === this.history.at) this.line.remember(before, name === 'self-insert');
    this.last = name;
    return done;
  }

  #askCompletion(name: string, key: CompletionKey): Step {
    if (this.#completions.inMenu && key.mode === 'menu')
      return { output: this.#completions.turn(name === 'menu-complete' ? 1 : -1) };
    const again = this.last === 'complete';
    this.last = '';
    return { output: '', event: { kind: 'complete', before: this.line.before(), again, ...key } };
  }

  #completionHost(): ConstructorParameters<typeof CompletionUse>[0] {
    const { line, options } = this;
    const screen = this.#screen;
    return {
      line,
      asks: options.style === 'readline',
      bell: this.#bell,
      get columns() {
        return screen.columns;
      },
      setting: (name) => options.variables?.get(name),
      change: (name, act) => void this.#change(name, act),
      update: () => this.#update(),
      below: () => `${screen.toEnd()}\n`,
      again: () => this.again(),
    };
  }

  #viEditor(): Parameters<typeof viKey>[2] {
    return {
      binds: (keys) => this.options.bindings?.has(keys) ?? false,
      key: (text) => this.key({ kind: 'key', text }),
      update: () => this.#update(),
      bell: this.#bell,
      play: (keys) => this.#play(keys),
      call: (name, count) => {
        if (count !== undefined) this.#argument = { digits: String(count), negative: false };
        return this.#call(name, '');
      },
      move: (by) => void this.line.go(this.cursor + by),
      search: (step, again) => this.#searches.plain(step, step === -1 ? '/' : '?', again),
    };
  }

  #accept(next?: number): Step {
    return { output: this.leave(), event: { kind: 'line', text: this.text, ...(next !== undefined && { next }) } };
  }

  #digit(char: string): Step {
    const { digits = '', negative = false } = this.#argument ?? {};
    this.#argument = char === '-' ? { digits, negative: true } : { digits: digits + char, negative };
    return { output: this.#update() };
  }

  #play(macro: string): Step {
    if (this.#depth >= MACRO_DEPTH) return { output: this.#bell };
    let output = '';
    this.#depth++;
    try {
      for (const char of unitsOf(macro)) {
        const step = this.key({ kind: 'key', text: char });
        output += step.output;
        if (step.event) return { output, event: step.event };
      }
    } finally {
      this.#depth--;
    }
    return { output };
  }

  #awaited(text: string): Step {
    const awaits = this.#awaits;
    this.#awaits = undefined;
    if (awaits === 'quoted') return this.#type(text, 1);
    return this.#charSearch(text, awaits === 'forward' ? this.#awaitCount : -this.#awaitCount);
  }

  /** To where the character comes for the `count`th time, backwards when that is negative. */
  #charSearch(char: string, count: number): Step {
    const at = characterPlace(this.line.chars, this.cursor, count, char);
    if (at === undefined) return { output: this.#bell };
    this.line.go(at);
    return { output: this.#update() };
  }

  // --- drawing

  get #promptLine(): string {
    return this.options.prompt.split('\n').at(-1) as string;
  }

  get #shownPrompt(): string {
    if (this.#searches.prompt !== undefined) return this.#searches.prompt;
    if (!this.#argument) return this.#marks + this.#promptLine;
    const { digits, negative } = this.#argument;
    return `(arg: ${negative ? '-' : ''}${digits || '1'}) `;
  }

  get #marks(): string {
    const { at, entries } = this.history;
    const modified = at < entries.length && this.text !== entries[at];
    return promptMarks(this.options.variables, modified, this.#vi?.mode);
  }

  #update(): string {
    this.#vi?.settle();
    return this.#screen.update(this.#shownPrompt, this.line.chars, this.line.cursor);
  }

  get #bell(): string {
    return this.options.variables?.get('bell-style') === 'none' || this.options.style === 'busybox' ? '' : '\x07';
  }
}

/** Single keys of a macro: characters and escape sequences. */
function unitsOf(macro: string): string[] {
  return macro.match(/\x1b(?:\[[0-9;?]*[^]|O[^]|[^])|[^]/gu) ?? [];
}
