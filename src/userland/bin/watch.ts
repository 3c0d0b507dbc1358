/** watch: what a command writes, again and again, on a screen of its own. */
import { SysError } from '../../kernel/errno.ts';
import { decodeText } from '../sh/text-bytes.ts';
import { charWidth } from '../sh/interactive/width.ts';
import { commandOutput } from './lib/command-output.ts';
import { strftime } from './lib/strftime.ts';
import { tool, type Tool } from './lib/tool.ts';

export const watch = tool(
  {
    name: 'watch',
    usage: '[-n SEC] [-t] PROG ARGS',
    about: 'Run PROG periodically',
    options:
      'n|interval= t|no-title d|differences=?- e|errexit g|chgexit b|beep- x|exec c|color w|no-wrap p|precise- q|equexit=!- v-',
    firstOperandEnds: true,
    from: 'procps-ng',
  },
  async (t) => {
    if (t.has('v') && !t.busybox) return t.out.text(t.versionText());
    const interval = t.value('n') ?? '2';
    const seconds = interval.trim() === '' ? NaN : Number(interval);
    if (interval === '') return t.die("failed to parse argument: ''", "invalid number ''");
    if (t.operands.length === 0) {
      return t.usage('');
    }
    if (!(seconds >= 0))
      return t.die(`failed to parse argument: '${t.value('n')}': Invalid argument`, `invalid number '${t.value('n')}'`);
    const own = !t.busybox;
    let left: number | undefined;
    t.sys.signal('INT', () => {
      left = own ? 0 : 130;
    });
    if (own) await t.out.raw('\x1b[?1049h');
    try {
      let before: string | undefined;
      while (left === undefined) {
        const argv = t.has('x') ? [...t.operands] : ['sh', '-c', t.operands.join(' ')];
        const { bytes, status } = await commandOutput(t.sys, argv);
        const text = decodeText(bytes);
        await draw(t, text, seconds);
        if (left !== undefined) break;
        if (status && t.has('e')) {
          await pressedKey(t);
          return 8;
        }
        if (t.has('g') && before !== undefined && before !== text) return 0;
        before = text;
        await untilNext(t, Math.max(100, seconds * 1000), () => draw(t, text, seconds));
      }
      return left;
    } finally {
      if (own) await t.out.raw('\x1b[?1049l');
      await t.out.flush();
    }
  },
);

async function draw(t: Tool, text: string, seconds: number): Promise<void> {
  const size = t.sys.windowSize(1);
  const [rows, columns] = [size.rows || 24, size.columns || 80];
  const title = t.has('t') ? [] : [heading(t, seconds, columns), ''];
  const lines = [...title, ...wrapped(text, columns, t.has('w'), t.has('c'))].slice(0, rows);
  const corner = t.busybox ? '' : `\x1b[${rows};${columns}H`;
  await t.out.text(`\x1b[H\x1b[J${lines.join('\r\n')}${t.busybox ? '\r\n' : ''}${corner}`);
  await t.out.flush();
}

function heading(t: Tool, seconds: number, columns: number): string {
  const title = `Every ${t.busybox ? seconds : seconds.toFixed(1)}s: ${t.operands.join(' ')}`;
  const right = t.busybox
    ? strftime('%Y-%m-%d %H:%M:%S', t.sys.now())
    : `${t.sys.uname().nodename}: ${strftime('%c', t.sys.now())}`;
  return `${title}${' '.repeat(Math.max(1, columns - title.length - right.length))}${right}`.slice(0, columns);
}

/** Lines as the screen has room for them: long ones go on in the next, or are cut off. */
function wrapped(text: string, columns: number, cut: boolean, colours: boolean): string[] {
  const rows: string[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    let [row, width] = ['', 0];
    for (let at = 0; at < line.length;) {
      const sequence = colours ? /^\x1b\[[\d;]*m/.exec(line.slice(at))?.[0] : undefined;
      if (sequence) {
        row += sequence;
        at += sequence.length;
        continue;
      }
      const char = String.fromCodePoint(line.codePointAt(at) as number);
      at += char.length;
      // An escape's bracket stands for both of its signs, as the real one shows it.
      const shown =
        char === '\x1b'
          ? '^'
          : char === '\t'
            ? ' '.repeat(8 - (width % 8))
            : char < ' ' || char === '\x7f'
              ? `^${String.fromCharCode(char.charCodeAt(0) ^ 64)}`
              : char;
      const size = shown.length > 1 ? shown.length : charWidth(shown);
      if (width + size > columns) {
        if (cut) break;
        rows.push(row);
        [row, width] = ['', 0];
      }
      row += shown;
      width += size;
    }
    rows.push(colours ? `${row}\x1b[m` : row);
  }
  return rows;
}

/** What -e says when the command fails; a key ends it. */
async function pressedKey(t: Tool): Promise<void> {
  const { rows } = t.sys.windowSize(1);
  await t.out.text(`\x1b[${rows || 24};1Hcommand exit with a non-zero status, press a key to exit`);
  await t.out.flush();
  if (!t.sys.isatty(0)) return;
  const saved = t.sys.tcgetattr(0);
  t.sys.tcsetattr(0, { canonical: false, echo: false });
  try {
    await t.sys.read(0, 1);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
  } finally {
    t.sys.tcsetattr(0, saved);
  }
}

/** Until the next run is due, or a signal came; another size of the window draws at once. */
async function untilNext(t: Tool, ms: number, redraw: () => Promise<void>): Promise<void> {
  let resized = false;
  const before = t.sys.signal('WINCH', () => {
    resized = true;
  });
  try {
    await t.sys.sleep(ms);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
    if (resized) await redraw();
  } finally {
    t.sys.signal('WINCH', before);
  }
}
