/** locale: what language and which characters programs are told of. There are the C locale and C.UTF-8, in images and here. */
import { isUtf8 } from './lib/locale.ts';
import { tool, type Tool } from './lib/tool.ts';

const CATEGORIES =
  'CTYPE NUMERIC TIME COLLATE MONETARY MESSAGES PAPER NAME ADDRESS TELEPHONE MEASUREMENT IDENTIFICATION';
const NAMES = CATEGORIES.split(' ').map((name) => `LC_${name}`);
const KNOWN = /^(?:C|POSIX|C\.(?:utf8|UTF-8))$/;

/** By category; of the C locale, which C.UTF-8 shares. Numbers stand bare, words in quotes when names are told. */
const KEYWORDS: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  LC_NUMERIC: { decimal_point: '.', thousands_sep: '', grouping: -1 },
  LC_TIME: {
    abday: 'Sun;Mon;Tue;Wed;Thu;Fri;Sat',
    day: 'Sunday;Monday;Tuesday;Wednesday;Thursday;Friday;Saturday',
    abmon: 'Jan;Feb;Mar;Apr;May;Jun;Jul;Aug;Sep;Oct;Nov;Dec',
    mon: 'January;February;March;April;May;June;July;August;September;October;November;December',
    am_pm: 'AM;PM',
    d_t_fmt: '%a %b %e %H:%M:%S %Y',
    d_fmt: '%m/%d/%y',
    t_fmt: '%H:%M:%S',
    t_fmt_ampm: '%I:%M:%S %p',
  },
  LC_MESSAGES: { yesexpr: '^[yY]', noexpr: '^[nN]', yesstr: '', nostr: '' },
};

export const locale = tool(
  {
    name: 'locale',
    usage: 'NAME\n  or:  locale [OPTION...] [-a|-m]',
    about: 'Get locale-specific information',
    options: 'a|all-locales m|charmaps c|category-name k|keyword-name v|verbose',
    from: 'GNU libc',
    usageStatus: 64,
  },
  async (t) => {
    await complain(t);
    if (t.has('a')) return t.out.text('C\nC.utf8\nPOSIX\n');
    if (t.has('m')) return t.out.text('ANSI_X3.4-1968\nUTF-8\n');
    if (t.operands.length === 0) return t.out.text(settings(t));
    for (const name of t.operands) await tell(t, name);
  },
);

/** Names of locales that there are not. */
async function complain(t: Tool): Promise<void> {
  for (const name of ['LC_CTYPE', 'LC_MESSAGES', 'LC_ALL'])
    if (!KNOWN.test(valueOf(t, name === 'LC_ALL' ? 'LC_COLLATE' : name)))
      await t.err(`locale: Cannot set ${name} to default locale: No such file or directory\n`);
}

function valueOf({ sys: { env } }: Tool, category: string): string {
  return env.get('LC_ALL') || env.get(category) || env.get('LANG') || 'C';
}

function settings(t: Tool): string {
  const { env } = t.sys;
  const rows = NAMES.map((name) => {
    const own = !env.get('LC_ALL') && env.get(name);
    return own
      ? `${name}=${own}\n`
      : `${name}="${valueOf(t, name).replace(/^C$/, env.get('LC_ALL') || env.get('LANG') ? 'C' : 'POSIX')}"\n`;
  });
  return `LANG=${env.get('LANG') ?? ''}\nLANGUAGE=${env.get('LANGUAGE') ?? ''}\n${rows.join('')}LC_ALL=${env.get('LC_ALL') ?? ''}\n`;
}

async function tell(t: Tool, name: string): Promise<void> {
  const charmap = isUtf8(t.sys) ? 'UTF-8' : 'ANSI_X3.4-1968';
  const all: typeof KEYWORDS = { LC_CTYPE: { charmap }, ...KEYWORDS };
  const category = Object.keys(all).find((one) => one === name || Object.hasOwn(all[one] ?? {}, name));
  if (category === undefined)
    return t.warn(
      NAMES.includes(name) ? `${name}: this category is not simulated in Drydock` : `unknown name "${name}"`,
    );
  if (t.has('c')) await t.out.line(category);
  for (const [word, value] of Object.entries(all[category] ?? {})) {
    if (name !== category && name !== word) continue;
    const shown = t.has('k') ? `${word}=${typeof value === 'number' ? value : quoted(value)}` : String(value);
    await t.out.line(shown);
  }
}

/** Each item of a list in quotes of its own. */
function quoted(value: string): string {
  return `"${value}"`;
}
