/** chage: how long a password is good for (chage(1)). */
import { shadowDay } from './lib/account-dates.ts';
import { lineOf, renameInPlace } from './lib/account-lines.ts';
import { Accounts } from './lib/accounts.ts';
import { readText } from './lib/read-text.ts';
import { MONTHS } from './lib/strftime.ts';
import { tool, type Tool } from './lib/tool.ts';

const DAY_MS = 86_400_000;

const AGES: readonly (readonly [option: string, field: number])[] = [
  ['d', 2],
  ['m', 3],
  ['M', 4],
  ['W', 5],
  ['I', 6],
  ['E', 7],
];

export const chage = tool(
  {
    from: 'shadow',
    mostOperands: 1,
    usageStatus: 2,
    name: 'chage',
    usage: '[options] LOGIN',
    about: 'Change how long a password is good for',
    options: 'd|lastday= E|expiredate= i|iso8601 I|inactive= l|list m|mindays= M|maxdays= W|warndays= R|root=!',
  },
  async (t) => {
    const [name] = t.operands;
    const changes = await askedChanges(t);
    if (name === undefined) return t.usage('');
    if (t.has('l') && t.given.some(([key]) => key !== 'l' && key !== 'i'))
      return t.usage('do not include "l" with other flags');
    const accounts = await Accounts.read(t.sys);
    const user = accounts.user(name);
    if (!user) return t.die(`user '${name}' does not exist in /etc/passwd`);
    if (t.sys.credentials.euid !== 0 && !(t.has('l') && user.uid === t.sys.credentials.uid))
      return t.die('Permission denied.');
    const now = lineOf(await readText(t.sys, '/etc/shadow'), name) ?? [];
    if (t.has('l')) return printAges(t, now);
    if (changes.size === 0 && !(await ask(t, name, now, changes))) return t.die('error changing fields');
    await renameInPlace(t, '/etc/shadow', name, (fields) => {
      const all = Array.from({ length: 9 }, (_, i) => fields[i] ?? '');
      return all.map((field, i) => changes.get(i) ?? field);
    });
  },
);

async function askedChanges(t: Tool): Promise<Map<number, string>> {
  const changes = new Map<number, string>();
  for (const [key, word] of t.given) {
    const field = AGES.find(([option]) => option === key)?.[1];
    if (field === undefined) continue;
    const dated = key === 'd' || key === 'E';
    if (!dated && !/^(?:-1|\d+)$/.test(word)) return t.usage(`invalid numeric argument '${word}'`);
    const value = dated ? shadowDay(t, word) : word === '-1' ? '' : word;
    if (value === undefined) return t.usage(`invalid date '${word}'`);
    changes.set(field, value);
  }
  return changes;
}

/** What it asks for when no option says it, in this order. */
const QUESTIONS = [
  ['Minimum Password Age', 3],
  ['Maximum Password Age', 4],
  ['Last Password Change (YYYY-MM-DD)', 2],
  ['Password Expiration Warning', 5],
  ['Password Inactive', 6],
  ['Account Expiration Date (YYYY-MM-DD)', 7],
] as const;

/** False when an answer makes no sense. */
async function ask(t: Tool, name: string, fields: readonly string[], changes: Map<number, string>): Promise<boolean> {
  await t.out.line(`Changing the aging information for ${name}\nEnter the new value, or press ENTER for the default\n`);
  const input = await t.input('-');
  for (const [question, field] of QUESTIONS) {
    const dated = field === 2 || field === 7;
    const old = fields[field] || '-1';
    const shown = dated && old !== '-1' ? new Date(Number(old) * DAY_MS).toISOString().slice(0, 10) : old;
    await t.out.text(`\t${question} [${shown}]: `);
    await t.out.flush();
    const word = (await input.line())?.trim() || shown;
    if (!dated && !/^(?:-1|\d+)$/.test(word)) return false;
    const value = dated ? shadowDay(t, word) : word === '-1' ? '' : word;
    if (value === undefined) return false;
    changes.set(field, value);
  }
  return true;
}

async function printAges(t: Tool, fields: readonly string[]): Promise<void> {
  const [, , last = '', least = '', most = '', warn = '', inactive = '', expires = ''] = fields;
  const day = (count: number) => {
    const date = new Date(count * DAY_MS);
    if (t.has('i')) return date.toISOString().slice(0, 10);
    const month = (MONTHS[date.getUTCMonth()] as string).slice(0, 3);
    return `${month} ${String(date.getUTCDate()).padStart(2, '0')}, ${date.getUTCFullYear()}`;
  };
  const mustChange = last === '0';
  const ends = last !== '' && most !== '' && Number(most) < 10_000 ? Number(last) + Number(most) : undefined;
  const told = (value: string) => (mustChange ? 'password must be changed' : value);
  const rows: readonly (readonly [name: string, tabs: number, value: string])[] = [
    ['Last password change', 5, told(last === '' ? 'never' : day(Number(last)))],
    ['Password expires', 5, told(ends === undefined ? 'never' : day(ends))],
    ['Password inactive', 5, told(ends === undefined || inactive === '' ? 'never' : day(ends + Number(inactive)))],
    ['Account expires', 6, expires === '' ? 'never' : day(Number(expires))],
    ['Minimum number of days between password change', 2, least === '' ? '-1' : least],
    ['Maximum number of days between password change', 2, most === '' ? '-1' : most],
    ['Number of days of warning before password expires', 1, warn === '' ? '-1' : warn],
  ];
  for (const [name, tabs, value] of rows) await t.out.line(`${name}${'\t'.repeat(tabs)}: ${value}`);
}
