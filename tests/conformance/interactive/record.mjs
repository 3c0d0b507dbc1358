/**
 * Records what real programs show when keys are typed: `node tests/conformance/interactive/record.mjs FAMILY [NAME...]`. Each case
 * of keys/FAMILY.txt begins in bash, in a tmux of its own, of 24 rows by 80 columns, which is spoken to in its control mode. Needs tmux 3.3
 * and Debian 12's bash, dash, less, nano, vim, procps and util-linux.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAMILIES, FILES, parseCases, shown } from './cases.mjs';

const [family, ...only] = process.argv.slice(2);
const AT_ONCE = 6;
/** A screen is taken once nothing has come for so long. */
const QUIET_MS = Number(process.env.QUIET_MS ?? 600);

// What the shell left stays to be seen when it has ended.
const config = join(mkdtempSync(join(tmpdir(), 'tmux-')), 'conf');
writeFileSync(config, 'set -g remain-on-exit on\nset -g remain-on-exit-format ""\nset -g escape-time 0\n');

/** A tmux of its own with one window, by its control mode. */
class Window {
  #child;
  #rest = '';
  #answer;
  #waiting = [];
  changed = performance.now();

  constructor(name, command) {
    this.#child = spawn('tmux', ['-L', name, '-f', config, '-C', 'new-session', '-x', '80', '-y', '24', command]);
    this.#child.stdout.setEncoding('utf8').on('data', (text) => this.#read(text));
    this.ended = new Promise((resolve) => this.#child.on('exit', resolve));
    this.ready = new Promise((resolve) => this.#waiting.push(resolve));
  }

  #read(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith('%begin ')) this.#answer = [];
      else if (/^%(end|error) /.test(line)) {
        this.#waiting.shift()?.(this.#answer);
        this.#answer = undefined;
      } else if (this.#answer) this.#answer.push(line);
      else if (line.startsWith('%output ')) this.changed = performance.now();
    }
  }

  /** The lines that a command answers. */
  ask(command) {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#child.stdin.write(`${command}\n`);
    });
  }

  async quiet() {
    do await sleep(50);
    while (performance.now() - this.changed < QUIET_MS);
  }

  /** What a screen is compared by; a cursor behind the last column stands on it. */
  async seen(home) {
    await this.quiet();
    const lines = await this.ask('capture-pane -p');
    const [at] = await this.ask("display-message -p '#{cursor_y},#{cursor_x},#{pane_width}'");
    const [row, column, width] = at.split(',').map(Number);
    return shown(lines.join('\n').trimEnd(), [row, Math.min(column, width - 1)], home, family);
  }
}

let count = 0;

async function record({ name, steps }) {
  const home = mkdtempSync(join(tmpdir(), 'keys-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const alone = FAMILIES[family].alone ? 'unshare --pid --fork --mount-proc ' : '';
  const shell = `cd ${home} && exec env -i PATH=/usr/bin:/bin HOME=${home} HISTFILE= PS1='$ ' TERM=xterm LC_ALL=C.UTF-8 ${alone}bash --norc --noprofile`;
  const window = new Window(`record-${process.pid}-${count++}`, shell);
  const screens = [];
  try {
    await window.ready;
    await window.ask('refresh-client -C 80,24');
    while (!(await window.ask('capture-pane -p')).join('').startsWith('$')) await sleep(50);
    await window.quiet();
    for (const step of steps) {
      window.changed = performance.now();
      if (step.settle) await sleep(1000);
      else if (step.rows) await window.ask(`refresh-client -C ${step.columns},${step.rows}`);
      else await window.ask(`send-keys -H ${[...Buffer.from(step)].map((byte) => byte.toString(16)).join(' ')}`);
      screens.push(await window.seen(home));
    }
  } finally {
    void window.ask('kill-server');
    await window.ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  return { name, steps, screens };
}

const out = new URL(`recorded/${family}.json`, import.meta.url);
const before = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : [];
const cases = parseCases(readFileSync(new URL(`keys/${family}.txt`, import.meta.url), 'utf8'));
const recorded = new Map();
const queue = [...cases];
const save = () =>
  writeFileSync(
    out,
    `${JSON.stringify(
      cases.flatMap((item) => recorded.get(item.name) ?? []),
      null,
      1,
    )}\n`,
  );
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let item = queue.shift(); item; item = queue.shift()) {
      const known = before.find(
        (one) => one.name === item.name && JSON.stringify(one.steps) === JSON.stringify(item.steps),
      );
      recorded.set(item.name, known && !only.includes(item.name) ? known : await record(item));
      save();
    }
  }),
);
