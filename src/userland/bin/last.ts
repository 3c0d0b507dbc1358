/** last and lastb: a file of logins. Nothing here writes into one: it holds no lines, and when it began is its age. */
import { SysError } from '../../kernel/errno.ts';
import { parseDate } from './lib/parse-date.ts';
import { basename } from './lib/path.ts';
import { strftime } from './lib/strftime.ts';
import { zoneOf } from './lib/time-zone.ts';
import { tool, type Applet } from './lib/tool.ts';

const FORMATS = ['notime', 'short', 'full', 'iso'];

function logins(name: 'last' | 'lastb', usual: string): Applet {
  const run = tool(
    {
      name,
      usage: '[-HW] [-f FILE]',
      about: 'Show last logins',
      options:
        'f|file= H- W n|limit=- R|nohostname- a|hostlast- d|dns- F|fulltimes- i|ip- p|present=- s|since=- t|until=- w|fullnames- x|system- time-format=-',
      from: 'util-linux 2.38.1',
    },
    async (t) => {
      for (const [key, value] of t.given) {
        if (key === 'n' && !/^\d+$/.test(value)) return t.die(`failed to parse number: '${value}'`);
        if (['p', 's', 't'].includes(key) && (/^[a-z]$/i.test(value) || parseDate(value, t.sys.now()) === undefined))
          return t.die(`invalid time value "${value}"`);
        if (key === 'time-format' && !FORMATS.includes(value)) return t.die(`unknown time format: ${value}`);
      }
      const path = t.value('f') ?? usual;
      let began: number;
      try {
        began = (await t.sys.stat(path)).ctime;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`cannot open ${path}: ${error.message}`, `can't open '${path}': ${error.message}`);
      }
      if (t.busybox) return;
      const when = strftime('%a %b %e %H:%M:%S %Y', began, zoneOf(t.sys.env.get('TZ')));
      await t.out.text(`\n${basename(path)} begins ${when}\n`);
    },
  );
  /** A number of lines may stand alone: `-5`. */
  return (sys, argv = sys.argv) =>
    run(
      sys,
      sys.program === 'busybox'
        ? argv
        : argv.map((word, i) => (i && /^-\d+$/.test(word) ? `-n${word.slice(1)}` : word)),
    );
}

export const last = logins('last', '/var/log/wtmp');
export const lastb = logins('lastb', '/var/log/btmp');
