/** top: the processes that computed most, drawn again and again; procps's and busybox's. */
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { busyboxTop } from './top/busybox.ts';
import { pictureOf } from './top/picture.ts';
import { findUser, runOnTerminal } from './top/run.ts';
import { sampler } from './top/sample.ts';
import { FIELDS, type Field, type View } from './top/view.ts';

const procpsTop = tool(
  {
    name: 'top',
    usage: '[options]',
    about: 'Show a view of process activity',
    options:
      'b|batch-mode c|cmdline-toggle d|delay= E|scale-summary-mem=! e|scale-task-mem=! H|threads-show i|idle-toggle n|iterations= O|list-fields! o|sort-override= p|pid= S|accum-time-toggle! s|secure-mode! U|filter-any-user= u|filter-only-euser= w|width=? 1|single-cpu-toggle h V',
    usageStatus: 0,
    from: 'procps-ng',
    optionError: (text) => `top: ${text}\n`,
  },
  async (t) => {
    if (t.has('h')) return t.out.text(await t.helpText());
    if (t.has('V')) return t.out.text(t.versionText());
    const rounds = await roundsOf(t);
    const view = await viewOf(t);
    const width = await widthOf(t);
    if (t.operands.length) return t.die(`unknown option '${t.operands[0]}'`);
    const sample = sampler(t);
    if (!t.has('b')) {
      if (!t.sys.isatty(0) || !t.sys.isatty(1)) return t.die('failed tty get');
      return runOnTerminal(t, view, sample, rounds);
    }
    const before = t.sys.signal('INT', () => undefined);
    try {
      for (let round = 0; round < rounds; round++) {
        if (round) await t.sys.sleep(view.delayMs);
        const { lines } = pictureOf(await sample(), view, Infinity, width);
        const picture = lines.map((line) => line.map(([text]) => text).join('')).join('\n');
        await t.out.text(`${round ? '\n' : ''}${picture}\n`);
        await t.out.flush();
      }
    } finally {
      t.sys.signal('INT', before);
    }
  },
);

export const top: Applet = (sys, argv = sys.argv) =>
  sys.program === 'busybox' ? busyboxTop(sys, argv) : procpsTop(sys, withWidths(argv));

/** The width after `-w` may stand in the next word. */
function withWidths(argv: readonly string[]): string[] {
  return argv.reduce<string[]>((words, word) => {
    const last = words.at(-1) ?? '';
    return /^-[a-zA-Z1]*w$/.test(last) && !word.startsWith('-')
      ? [...words.slice(0, -1), last + word]
      : [...words, word];
  }, []);
}

async function roundsOf(t: Tool): Promise<number> {
  const word = t.value('n');
  if (word === undefined) return Infinity;
  if (!/^\d+$/.test(word) || Number(word) === 0) return t.die(`bad iterations argument '${word}'`);
  return Number(word);
}

/** Seconds, with a point or a comma. */
async function delayOf(t: Tool): Promise<number> {
  const word = t.value('d') ?? '3';
  const seconds = word.trim() === '' ? NaN : Number(word.replace(',', '.'));
  if (Number.isNaN(seconds)) return t.die(`bad delay interval '${word}'`);
  if (seconds < 0) return t.die('-d requires positive argument');
  return seconds * 1000;
}

/** Columns of a batch: the terminal's, or as -w says. */
async function widthOf(t: Tool): Promise<number> {
  const word = t.value('w');
  const terminal = (t.sys.isatty(1) && t.sys.windowSize(1).columns) || 80;
  if (word === undefined) return terminal;
  if (word === '') return 512;
  const columns = Number(word);
  if (!/^\d+$/.test(word) || columns === 0) return t.die(`bad width arg '${word}'`);
  return Math.min(512, Math.max(3, columns));
}

async function viewOf(t: Tool): Promise<View> {
  const delayMs = await delayOf(t);
  const words = t.values('p').flatMap((value) => value.split(','));
  const bad = words.find((word) => !/^\d+$/.test(word));
  if (bad !== undefined) return t.die(`bad pid '${bad}'`);
  const user = t.value('u') ?? t.value('U');
  if ([t.has('p'), t.has('u'), t.has('U')].filter(Boolean).length > 1)
    return t.die('conflicting process selections (U/p/u)');
  const [, sign, name = ''] = /^([-+]?)(.*)$/s.exec(t.value('o') ?? '%CPU') ?? [];
  if (!isField(name))
    return t.die(
      `${REAL_FIELDS.has(name) ? 'field name is not simulated in Drydock:' : 'unrecognized field name'} '${name}'`,
    );
  const view: View = {
    sort: name,
    rising: sign === '-',
    lines: t.has('c'),
    idle: !t.has('i'),
    threads: t.has('H'),
    forest: false,
    irix: true,
    processors: t.has('1'),
    load: true,
    tasks: 'numbers',
    memory: 'numbers',
    colour: false,
    bold: true,
    sortMarked: false,
    runningMarked: true,
    marksBold: true,
    user: user === undefined ? undefined : await findUser(t, user),
    // 0 is top itself.
    pids: words.map((word) => Number(word) || t.sys.pid),
    most: 0,
    from: 0,
    delayMs,
  };
  if (user !== undefined && !view.user) return t.die('Invalid user');
  return view;
}

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

/** What the real one can sort by besides, as `top -O` lists it. */
const REAL_FIELDS = new Set(
  'PPID UID RUID RUSER SUID SUSER GID GROUP PGRP TTY TPGID SID nTH P TIME SWAP CODE DATA nMaj nMin nDRT WCHAN Flags CGROUPS SUPGIDS SUPGRPS TGID OOMa OOMs ENVIRON vMj vMn USED nsIPC nsMNT nsNET nsPID nsUSER nsUTS LXC RSan RSfd RSlk RSsh CGNAME NU LOGID EXE RSS PSS PSan PSfd PSsh USS ioR ioRop ioW ioWop AGID AGNI STARTED ELAPSED %CUU %CUC nsCGROUP nsTIME'.split(
    ' ',
  ),
);
