/**
 * Records what real bash shows when keys are typed: `node tests/conformance/interactive/record.mjs [NAME...]`. Each case
 * of keys.txt runs in a tmux of its own, of 24 rows by 80 columns. Needs tmux 3.3 and bash 5.2.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FILES, parseCases, shown } from './cases.mjs';

// What the shell left stays to be seen when it has ended. A server for each case: one that ends takes a while.
const config = join(mkdtempSync(join(tmpdir(), 'tmux-')), 'conf');
writeFileSync(config, 'set -g remain-on-exit on\nset -g remain-on-exit-format ""\n');
let server = 0;
const tmux = (...args) => {
  const socket = `record-${process.pid}-${server}`;
  return execFileSync('tmux', ['-L', socket, '-f', config, ...args], { encoding: 'utf8' });
};
const screen = () => tmux('capture-pane', '-p', '-t', 'it').trimEnd();

/** Once nothing has changed for a while. */
async function quiet() {
  let before;
  for (let same = 0; same < 4;) {
    const now = screen();
    same = now === before ? same + 1 : 0;
    before = now;
    await sleep(40);
  }
  return before;
}

async function record({ name, steps }) {
  const home = mkdtempSync(join(tmpdir(), 'keys-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const shell = `cd ${home} && exec env -i PATH=/usr/bin:/bin HOME=${home} HISTFILE= PS1='$ ' TERM=xterm LC_ALL=C.UTF-8 bash --norc --noprofile`;
  tmux('new-session', '-d', '-s', 'it', '-x', '80', '-y', '24', shell);
  const screens = [];
  try {
    await quiet();
    for (const step of steps) {
      if (typeof step === 'object') tmux('resize-window', '-t', 'it', '-x', `${step.columns}`, '-y', `${step.rows}`);
      else tmux('send-keys', '-t', 'it', '-H', ...[...Buffer.from(step)].map((byte) => byte.toString(16)));
      screens.push(shown(await quiet(), home));
    }
  } finally {
    tmux('kill-server');
    server++;
    await sleep(150);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  return { name, steps, screens };
}

const out = new URL('recorded.json', import.meta.url);
const only = process.argv.slice(2);
const before = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : [];
const recorded = [];
for (const item of parseCases(readFileSync(new URL('keys.txt', import.meta.url), 'utf8'))) {
  const known = before.find(
    (one) => one.name === item.name && JSON.stringify(one.steps) === JSON.stringify(item.steps),
  );
  recorded.push(known && !only.includes(item.name) ? known : await record(item));
  writeFileSync(out, `${JSON.stringify(recorded, null, 1)}\n`);
}
