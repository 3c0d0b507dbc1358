/** date: the time in any form, and times as people write them. */
import { SysError } from '../../kernel/errno.ts';
import { toText } from './lib/byte-string.ts';
import { choose } from './lib/choice.ts';
import { cantOpen } from './lib/each-input.ts';
import { parseDate, parseStamp } from './lib/parse-date.ts';
import { strftime } from './lib/strftime.ts';
import { zoneOf, type Zone } from './lib/time-zone.ts';
import { tool, type Tool } from './lib/tool.ts';

const ISO: readonly (readonly [name: string, format: string])[] = [
  ['date', '%Y-%m-%d'],
  ['hours', '%Y-%m-%dT%H%:z'],
  ['minutes', '%Y-%m-%dT%H:%M%:z'],
  ['seconds', '%Y-%m-%dT%H:%M:%S%:z'],
  ['ns', '%Y-%m-%dT%H:%M:%S,%N%:z'],
];

export const date = tool(
  {
    name: 'date',
    usage: '[OPTIONS] [+FMT] [[-s] TIME]',
    about: 'Display time (using +FMT), or set time',
    options:
      'd|date= D=! f|file=- I|iso-8601=? r|reference= R|rfc-2822|rfc-email rfc-3339=- s|set= u|utc|universal|uct debug!- resolution-',
  },
  async (t) => {
    const zone = zoneOf(t.has('u') ? 'UTC' : t.sys.env.get('TZ'));
    const operand = t.operands[0];
    if (t.has('resolution')) return void (await t.out.line('0.000000001'));
    if (!t.busybox) await checkOptions(t);
    if (t.operands.length > 1) return t.usage(`extra operand ${t.quote(t.operands[1] as string)}`);
    if (t.has('s') || (operand !== undefined && !operand.startsWith('+'))) {
      const word = t.value('s') ?? (operand as string);
      // An operand is a stamp; what `-s` takes may be said in any way.
      const wanted = (t.has('s') || t.busybox ? parseDate : parseStamp)(word, t.sys.now(), zone);
      if (wanted === undefined) return invalid(t, word);
      await t.out.line(strftime('%a %b %e %H:%M:%S %Z %Y', wanted, zone));
      return t.die('cannot set date: Operation not permitted', "can't set date: Operation not permitted");
    }
    const iso = t.value('I');
    const rfcWord = t.value('rfc-3339');
    const rfc =
      rfcWord === undefined ? undefined : await choose(t, '--rfc-3339', rfcWord, [['date'], ['seconds'], ['ns']]);
    let format = '%a %b %e %H:%M:%S %Z %Y';
    if (operand !== undefined) format = operand.slice(1);
    else if (iso !== undefined) format = await isoFormat(t, iso);
    else if (t.has('R')) format = '%a, %d %b %Y %H:%M:%S %z';
    else if (rfc !== undefined)
      format = { date: '%Y-%m-%d', seconds: '%Y-%m-%d %H:%M:%S%:z', ns: '%Y-%m-%d %H:%M:%S.%N%:z' }[rfc] ?? '%F';
    for (const ms of await timesOf(t, zone))
      await t.out.line(strftime(t.busybox ? format.replace(/%N/g, '%%N') : format, ms, zone));
  },
);

/** One source of dates, one form of output. */
async function checkOptions(t: Tool): Promise<void> {
  const sources = ['d', 'f', 'r'].filter((key) => t.has(key)).length;
  if (sources > 1) await t.usage('the options to specify dates for printing are mutually exclusive');
  if (sources && t.has('s')) await t.usage('the options to print and set the time may not be used together');
  const forms = t.given.filter(([key]) => ['I', 'R', 'rfc-3339'].includes(key)).length;
  if (t.operands.length > 1) return;
  const operand = t.operands[0];
  if (forms + (operand?.startsWith('+') ? 1 : 0) > 1) await t.die('multiple output formats specified');
  if (operand !== undefined && !operand.startsWith('+') && (sources || t.has('s')))
    await t.usage(
      `the argument ${t.q(operand)} lacks a leading '+';\nwhen using an option to specify date(s), any non-option\nargument must be a format string beginning with '+'`,
    );
}

/** The lines of a file, each a date of its own. */
async function datesOf(t: Tool, path: string, zone: Zone): Promise<number[]> {
  let lines: string[];
  try {
    const input = await t.input(path);
    lines = (await input.rest()).split('\n');
    await t.done(input);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${path}: ${error.message}`);
  }
  if (lines.at(-1) === '') lines.pop();
  const times: number[] = [];
  for (const line of lines) {
    const parsed = parseDate(toText(line), t.sys.now(), zone);
    if (parsed === undefined) await t.warn(`invalid date ${t.quote(toText(line))}`);
    else times.push(parsed);
  }
  return times;
}

async function isoFormat(t: Tool, word: string): Promise<string> {
  const found = ISO.find(([name]) => name.startsWith(word));
  if (found) return found[1];
  await t.err(
    `date: invalid argument ${t.quote(word)} for '--iso-8601'\nValid arguments are:\n${['hours', 'minutes', 'date', 'seconds', 'ns'].map((name) => `  - '${name}'\n`).join('')}Try 'date --help' for more information.\n`,
  );
  return t.sys.exit(1);
}

async function timesOf(t: Tool, zone: Zone): Promise<number[]> {
  const now = t.sys.now();
  const reference = t.value('r');
  if (reference !== undefined) {
    try {
      return [(await t.sys.stat(reference)).mtime];
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(
        `${reference}: ${error.message}`,
        cantOpen(reference, error.message).replace("can't open '", '').replace("'", ''),
      );
    }
  }
  const list = t.value('f');
  if (list !== undefined) return datesOf(t, list, zone);
  const word = t.value('d');
  if (word === undefined) return [now];
  const parsed = parseDate(word, now, zone);
  return parsed === undefined ? invalid(t, word) : [parsed];
}

function invalid(t: Tool, word: string): Promise<never> {
  return t.die(`invalid date ${t.quote(word)}`, `invalid date '${word}'`);
}
