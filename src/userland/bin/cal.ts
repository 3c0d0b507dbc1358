/** cal: months of a calendar, as Debian's (BSD's) prints them, and busybox's. Before 14 September 1752 the calendar is the Julian one. */
import { MONTHS } from './lib/strftime.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Day 0 is 1 January 1970. The day after 2 September 1752 was the 14th. */
const REFORM = Math.floor(Date.UTC(1752, 8, 14) / 86_400_000);
/** Of 1 January of year 1 by the Julian calendar. */
const JULIAN_START = -719_164;
const WEEKDAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];
const WEEKS = 6;
const LATEST = 9999;

const USAGE = `Usage: cal [general options] [-jy] [[month] year]
       cal [general options] [-j] [-m month] [year]
       ncal -C [general options] [-jy] [[month] year]
       ncal -C [general options] [-j] [-m month] [year]
       ncal [general options] [-bhJjpwySM] [-H yyyy-mm-dd] [-s country_code] [-W number of days] [[month] year]
       ncal [general options] [-Jeo] [year]
General options: [-31] [-A months] [-B months] [-d yyyy-mm]
`;
/** EX_USAGE of sysexits.h. */
const EX_USAGE = 64;

/** Number of the day, by the calendar that was in use. `month` counts from 0 and may be 12. */
function dayNumber(year: number, month: number, day: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month, day);
  const gregorian = Math.floor(at.getTime() / 86_400_000);
  if (gregorian >= REFORM) return gregorian;
  const leap = year % 4 === 0 ? 1 : 0;
  const before = [0, 31, 59 + leap, 90 + leap, 120 + leap, 151 + leap, 181 + leap, 212 + leap, 243 + leap, 273 + leap, 304 + leap, 334 + leap, 365 + leap]; // prettier-ignore
  return JULIAN_START + (year - 1) * 365 + Math.floor((year - 1) / 4) + (before[month] as number) + day - 1;
}

/** The days of a month as they are printed, with the number each has. */
function daysOf(year: number, month: number): readonly (readonly [day: number, number: number])[] {
  const first = dayNumber(year, month, 1);
  const length = Math.max(0, dayNumber(year, month + 1, 1) - first);
  // Of September 1752 eleven days were left out.
  const skips = year === 1752 && month === 8;
  return Array.from({ length }, (_, i) => [skips && i >= 2 ? i + 12 : i + 1, first + i] as const);
}

interface Form {
  readonly monday: boolean;
  /** Days by their number in the year. */
  readonly ofYear: boolean;
  readonly withYear: boolean;
}

/** A month in lines of the same width: the title, the weekdays, six weeks. */
function monthBlock(year: number, month: number, { monday, ofYear, withYear }: Form): string[] {
  const wide = ofYear ? 3 : 2;
  const width = wide * 7 + 6;
  const title = `${MONTHS[month]}${withYear ? ` ${year}` : ''}`;
  const names = monday ? [...WEEKDAYS.slice(1), 'Su'] : WEEKDAYS;
  const days = daysOf(year, month);
  const [, first = 0] = days[0] ?? [];
  // 1 January 1970 was a Thursday.
  const lead = (((first + 4 - (monday ? 1 : 0)) % 7) + 7) % 7;
  const start = dayNumber(year, 0, 1);
  const cells = [
    ...Array.from({ length: lead }, () => ''),
    ...days.map(([day, number]) => String(ofYear ? number - start + 1 : day)),
  ].map((cell) => cell.padStart(wide));
  const weeks = Array.from({ length: WEEKS }, (_, i) => cells.slice(i * 7, i * 7 + 7).join(' '));
  const head = ' '.repeat(Math.floor((width - title.length) / 2)) + title;
  return [head, names.map((name) => name.padStart(wide)).join(' '), ...weeks].map((line) => line.padEnd(width));
}

const bsd = tool(
  {
    name: 'cal',
    usage: '[general options] [-jy] [[month] year]',
    about: 'Display a calendar',
    options: '1 3 A= B= C d= h H=! j J! N! b m= y',
    from: 'bsdmainutils',
    usageStatus: EX_USAGE,
    optionError: (text) => `cal: ${text}\n${USAGE}`,
  },
  async (t) => {
    if (t.operands.length > 2 || (t.has('y') && t.operands.length === 2)) {
      await t.err(USAGE);
      return EX_USAGE;
    }
    const now = new Date(t.sys.now());
    const [asked, askedMonth] = await monthAsked(t);
    const year = asked ?? now.getUTCFullYear();
    const form = { monday: false, ofYear: t.has('j') };
    const perRow = t.has('j') ? 2 : 3;
    if (t.has('y') || (asked !== undefined && askedMonth === undefined)) {
      const width = (t.has('j') ? 27 : 20) * perRow;
      await t.out.line(' '.repeat(Math.floor((width - String(year).length) / 2)) + year);
      return rows(
        t,
        Array.from({ length: 12 }, (_, i) => monthBlock(year, i, { ...form, withYear: false })),
        perRow,
      );
    }
    const month = askedMonth ?? now.getUTCMonth();
    const before = t.has('3') ? 1 : Number(t.value('B') ?? 0);
    const after = t.has('3') ? 1 : Number(t.value('A') ?? 0);
    const blocks: string[][] = [];
    for (let at = year * 12 + month - before; at <= year * 12 + month + after; at++)
      blocks.push(monthBlock(Math.floor(at / 12), at % 12, { ...form, withYear: true }));
    await rows(t, blocks, perRow);
  },
);

async function rows(t: Tool, blocks: readonly (readonly string[])[], perRow: number): Promise<void> {
  for (let at = 0; at < blocks.length; at += perRow) {
    if (at > 0) await t.out.line('');
    const row = blocks.slice(at, at + perRow);
    for (const [i] of (row[0] as readonly string[]).entries())
      await t.out.line(row.map((block) => `${block[i]}  `).join(''));
  }
}

/** Year and month (from 0) of the command line. */
async function monthAsked(t: Tool): Promise<readonly [year: number | undefined, month: number | undefined]> {
  const [first, second] = t.operands;
  const wanted = t.value('d');
  if (wanted !== undefined) {
    const [, year, month] = /^(\d{4})-(\d\d)$/.exec(wanted) ?? [];
    if (year === undefined) return t.die(`invalid date ${wanted}`, undefined, EX_USAGE);
    return [Number(year) + Math.floor((Number(month) - 1) / 12), (Number(month) + 11) % 12];
  }
  if (t.has('m'))
    return [first === undefined ? undefined : await yearOf(t, first), await monthOf(t, t.value('m') as string)];
  if (first === undefined) return [undefined, undefined];
  if (second !== undefined) {
    const month = await monthOf(t, first);
    return [await yearOf(t, second), month];
  }
  return [await yearOf(t, first), undefined];
}

const monthNamed = (word: string) =>
  word.length < 3 ? -1 : MONTHS.findIndex((name) => name.toLowerCase().startsWith(word.toLowerCase()));

async function monthOf(t: Tool, word: string): Promise<number> {
  const month = /^\d+$/.test(word) ? Number(word) - 1 : monthNamed(word);
  if (month >= 0 && month < 12) return month;
  return t.die(`${word} is neither a month number (1..12) nor a name`, undefined, EX_USAGE);
}

async function yearOf(t: Tool, word: string): Promise<number> {
  if (!/^\d*$/.test(word)) return t.die(`not a valid year ${word}`, undefined, EX_USAGE);
  const year = Number(word);
  if (year < 1 || year > LATEST) return t.die(`year \`${word}' not in range 1..${LATEST}`, undefined, EX_USAGE);
  return year;
}

const busybox = tool(
  { name: 'cal', usage: '[-my] [[MONTH] YEAR]', about: 'Display a calendar', options: 'm y j!' },
  async (t) => {
    if (t.operands.length > 2) return t.usage('');
    const today = new Date(t.sys.now());
    const [first, second] = t.operands;
    const year = Number(second ?? first ?? today.getUTCFullYear());
    if (!(year >= 1 && year <= LATEST)) {
      const word = second ?? first ?? '';
      return t.die('', /^\d+$/.test(word) ? `number ${word} is not in 1..9999 range` : `invalid number '${word}'`);
    }
    const month = second === undefined ? today.getUTCMonth() + 1 : Number(first);
    if (!(month >= 1 && month <= 12)) return t.die('', `number ${first} is not in 1..12 range`);
    const form = { monday: t.has('m'), ofYear: false };
    if (!t.has('y') && (second !== undefined || first === undefined)) {
      for (const [i, line] of monthBlock(year, month - 1, { ...form, withYear: true }).entries())
        await t.out.line(i > 1 && line.trim() === '' ? ' '.repeat(21) : line.trimEnd());
      return;
    }
    await t.out.line(`${' '.repeat(32 - Math.ceil(String(year).length / 2))}${year}\n`);
    const blocks = Array.from({ length: 12 }, (_, i) => monthBlock(year, i, { ...form, withYear: false }));
    for (let at = 0; at < 12; at += 3)
      for (let line = 0; line < WEEKS + 2; line++)
        await t.out.line(
          blocks
            .slice(at, at + 3)
            .map((block) => block[line])
            .join('  ')
            .trimEnd(),
        );
  },
);

export const cal: typeof bsd = (sys, argv = sys.argv) => (sys.program === 'busybox' ? busybox : bsd)(sys, argv);
