/** procps's top on a terminal: its screen and its keys. */
import { SysError } from '../../../kernel/errno.ts';
import { parseSignal, SIGNALS } from '../../../kernel/signals.ts';
import { Accounts } from '../lib/accounts.ts';
import { Keys } from '../lib/keys.ts';
import type { Tool } from '../lib/tool.ts';
import { HELP } from './help.ts';
import { pictureOf, type Line, type Picture } from './picture.ts';
import type { Sample } from './sample.ts';
import { FIELDS, STYLES, type Field, type Style, type View } from './view.ts';

/** How long a message stays where no key comes. */
const MESSAGE_MS = 2000;

/** A message in place of what a key would do. */
class Complaint extends Error {
  override name = 'Complaint';
}

export async function runOnTerminal(t: Tool, view: View, sample: () => Promise<Sample>, rounds: number): Promise<void> {
  await new Screen(t, view, sample).run(rounds);
}

export async function findUser(t: Tool, word: string): Promise<View['user']> {
  const not = word.startsWith('!');
  const name = not ? word.slice(1) : word;
  const uid = (await Accounts.read(t.sys)).user(name)?.uid ?? (/^\d+$/.test(name) ? Number(name) : undefined);
  return uid === undefined ? undefined : { uid, not };
}

class Screen {
  readonly #keys: Keys;
  #picture: Picture | undefined;
  #sample: Sample | undefined;

  constructor(
    readonly t: Tool,
    readonly view: View,
    readonly sample: () => Promise<Sample>,
  ) {
    const bottom = () => `\x1b[${this.#size().rows};1H\x1b[K`;
    this.#keys = new Keys(t.sys, 0, {
      enter: '\x1b[H\x1b[J',
      get leave() {
        return `${bottom()}\r\n`;
      },
      get pause() {
        return bottom();
      },
      redraw: () => this.#draw(),
    });
  }

  async run(rounds: number): Promise<void> {
    await this.#keys.open();
    try {
      for (let round = 0; round < rounds; round++) {
        this.#sample = await this.sample();
        await this.#draw();
        if (round + 1 >= rounds) break;
        if (await this.#keys.arrives(this.view.delayMs)) {
          const key = await this.#keys.next();
          if (key === undefined || LEAVING.includes(key)) break;
          await this.#press(key);
        }
      }
    } finally {
      await this.t.out.flush();
      await this.#keys.close();
    }
  }

  #size(): { rows: number; columns: number } {
    const { rows, columns } = this.t.sys.windowSize(1);
    return { rows: rows || 24, columns: columns || 80 };
  }

  async #draw(): Promise<void> {
    if (!this.#sample) return;
    const { rows, columns } = this.#size();
    this.#picture = pictureOf(this.#sample, this.view, rows, columns);
    const lines = this.#picture.lines.slice(0, rows).map((line) => `${this.#styled(line)}\x1b[K`);
    await this.#write(`\x1b[H${lines.join('\r\n')}\x1b[J`);
  }

  #styled(line: Line): string {
    const colour = this.view.colour ? '\x1b[31m' : '';
    return line
      .map(([text, look]) => {
        const on = look === 'plain' ? colour : look === 'bold' ? '\x1b[1m' : `\x1b[7${this.view.colour ? ';33' : ''}m`;
        return on ? `${on}${text}\x1b[m` : text;
      })
      .join('');
  }

  async #write(text: string): Promise<void> {
    await this.t.out.text(text);
    await this.t.out.flush();
  }

  async #press(key: string): Promise<void> {
    if (key === '\x1a') return this.#keys.suspend();
    try {
      const act = Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
      if (act) await act(this.view, this);
      else throw new Complaint(ELSEWHERE.includes(key) ? `'${key}' is not simulated in Drydock` : UNKNOWN);
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      await this.#tell(`\x1b[7m ${error.message} \x1b[m`);
      await this.#keys.arrives(MESSAGE_MS);
    }
  }

  async #tell(text: string): Promise<void> {
    await this.#write(`\x1b[${(this.#picture?.messageRow ?? 0) + 1};1H\x1b[K${text}`);
  }

  /** What is typed behind a question; undefined where it is left by Escape. */
  async ask(question: string): Promise<string | undefined> {
    let typed = '';
    for (;;) {
      await this.#tell(`\x1b[1m${question}\x1b[m ${typed}`);
      const key = await this.#keys.next();
      if (key === undefined || key === 'escape') return undefined;
      if (key === '\r' || key === '\n') return typed;
      if (key === '\x7f' || key === '\b') typed = typed.slice(0, -1);
      else if (key.length === 1 && key >= ' ') typed += key;
    }
  }

  async number(question: string, kind: 'integer' | 'floating point'): Promise<number | undefined> {
    const typed = await this.ask(question);
    if (typed === undefined || typed === '') return undefined;
    if (!(kind === 'integer' ? /^[-+]?\d+$/ : /^\d*[.,]?\d+$|^\d+[.,]$/).test(typed))
      throw new Complaint(`Unacceptable ${kind}`);
    return Number(typed.replace(',', '.'));
  }

  /** A question about a task; the first one shown is meant where nothing is typed. */
  async pid(question: string): Promise<number | undefined> {
    const first = this.#picture?.tasks[0]?.pid ?? 0;
    const typed = await this.ask(`${question} [default pid = ${first}]`);
    if (typed === undefined) return undefined;
    if (typed !== '' && !/^\d+$/.test(typed)) throw new Complaint('Unacceptable integer');
    return typed === '' ? first : Number(typed);
  }

  async help(): Promise<void> {
    const seconds = (this.view.delayMs / 1000).toFixed(1);
    await this.#write(`\x1b[H\x1b[J${HELP.replace('SECONDS', seconds).replaceAll('\n', '\r\n')}`);
    for (;;) {
      const key = await this.#keys.next();
      if (key === undefined || key === 'q' || key === 'escape') break;
    }
    await this.#write('\x1b[H\x1b[J');
  }

  get tasks(): number {
    return this.#sample?.tasks.length ?? 0;
  }

  get page(): number {
    return Math.max(1, this.#size().rows - (this.#picture?.messageRow ?? 0) - 2);
  }
}

const UNKNOWN = "Unknown command - try 'h' for help";
const LEAVING = ['q', '\x03', '\x1c'];
/** What the real one has besides. */
const ELSEWHERE = [...'0234AaCEeFfGgJjLOoSvWwXYZ!&_+-\x05\x07\x0b\x0e\x0f\x12\x15', 'left', 'right'];

type Action = (view: View, screen: Screen) => void | Promise<void>;

const sortBy =
  (sort: Field): Action =>
  (view) => {
    Object.assign(view, { sort, forest: false });
  };
const beside =
  (step: number): Action =>
  (view) => {
    view.sort = FIELDS[FIELDS.indexOf(view.sort) + step] ?? view.sort;
    view.forest = false;
  };
const turn =
  (name: { [K in keyof View]: View[K] extends boolean ? K : never }[keyof View]): Action =>
  (view) => {
    view[name] = !view[name];
  };
const nextStyle = (style: Style): Style => STYLES[(STYLES.indexOf(style) + 1) % STYLES.length] as Style;
const scroll =
  (to: (from: number, page: number, tasks: number) => number): Action =>
  (view, { page, tasks }) => {
    view.from = Math.max(0, Math.min(tasks - 1, to(view.from, page, tasks)));
  };
const drawAgain: Action = () => undefined;

const help: Action = (_, screen) => screen.help();

const delay: Action = async (view, screen) => {
  const seconds = await screen.number(`Change delay from ${(view.delayMs / 1000).toFixed(1)} to`, 'floating point');
  if (seconds !== undefined) view.delayMs = seconds * 1000;
};

const most: Action = async (view, screen) => {
  const count = await screen.number(`Maximum tasks = ${view.most}, change to (0 is unlimited)`, 'integer');
  if (count !== undefined) view.most = Math.max(0, count);
};

const whose: Action = async (view, screen) => {
  const typed = await screen.ask('Which user (blank for all)');
  if (typed === undefined) return;
  const user = typed === '' ? undefined : await findUser(screen.t, typed);
  if (typed !== '' && !user) throw new Complaint('Invalid user');
  view.user = user;
};

const ACTIONS: Readonly<Record<string, Action>> = {
  ' ': drawAgain,
  '\r': drawAgain,
  '\n': drawAgain,
  '\f': drawAgain,
  h: help,
  '?': help,
  d: delay,
  s: delay,
  n: most,
  '#': most,
  M: sortBy('%MEM'),
  N: sortBy('PID'),
  P: sortBy('%CPU'),
  T: sortBy('TIME+'),
  '<': beside(-1),
  '>': beside(1),
  R: (view) => {
    view.rising = !view.rising;
    view.forest = false;
  },
  '1': turn('processors'),
  B: turn('bold'),
  H: turn('threads'),
  V: turn('forest'),
  b: turn('marksBold'),
  c: turn('lines'),
  i: turn('idle'),
  l: turn('load'),
  x: turn('sortMarked'),
  y: turn('runningMarked'),
  z: turn('colour'),
  I: (view) => {
    view.irix = !view.irix;
    throw new Complaint(`Irix mode ${view.irix ? 'On' : 'Off'}`);
  },
  t: (view) => {
    view.tasks = nextStyle(view.tasks);
  },
  m: (view) => {
    view.memory = nextStyle(view.memory);
  },
  '=': (view) => {
    Object.assign(view, { most: 0, user: undefined, idle: true, from: 0 });
  },
  up: scroll((from) => from - 1),
  down: scroll((from) => from + 1),
  pageup: scroll((from, page) => from - page),
  pagedown: scroll((from, page) => from + page),
  home: scroll(() => 0),
  end: scroll((_, page, tasks) => tasks - page),
  U: whose,
  u: whose,
  k: async (_, screen) => {
    const pid = await screen.pid('PID to signal/kill');
    if (pid === undefined) return;
    const typed = await screen.ask(`Send pid ${pid} signal [15/sigterm]`);
    if (typed === undefined) return;
    const signal = parseSignal(typed || 'TERM');
    if (!signal) throw new Complaint('Invalid signal');
    attempt(`signal pid '${pid}' with '${SIGNALS[signal].number}'`, () => screen.t.sys.kill(pid, signal));
  },
  r: async (_, screen) => {
    const pid = await screen.pid('PID to renice');
    if (pid === undefined) return;
    const value = await screen.number(`Renice PID ${pid} to value`, 'integer');
    if (value === undefined) return;
    attempt(`renice of PID ${pid} to ${value}`, () => screen.t.sys.setNiceness(pid, value));
  },
};

function attempt(what: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new Complaint(`Failed ${what}: ${error.message}`);
  }
}
