/** less: files on the screen, forwards and backwards; a copy anywhere but on a terminal. Its parts lie in less/. */
import { Document } from './less/document.ts';
import { Pager } from './less/pager.ts';
import { cantOpen, eachInput } from './lib/each-input.ts';
import { passedOn, whyMissing } from './lib/paging.ts';
import { tool, type Tool } from './lib/tool.ts';

export const less = tool(
  {
    name: 'less',
    usage: '[-EFINS] [FILE]...',
    about: 'View FILE (or stdin) one screenful at a time',
    options:
      'E|QUIT-AT-EOF e|quit-at-eof F|quit-if-one-screen I|IGNORE-CASE i|ignore-case N|LINE-NUMBERS n|line-numbers M|LONG-PROMPT m|long-prompt R|RAW-CONTROL-CHARS r|raw-control-chars S|chop-long-lines X|no-init K|quit-on-intr- f|force- s|squeeze-blank-lines g|hilite-search- G|HILITE-SEARCH J- w|hilite-unread- W- c|clear-screen- C- L- Q- q- u- U- a- A- ~|tilde p|pattern= j|jump-target= x|tabs=- z|window= b|buffers=- y|max-forw-scroll=- h|max-back-scroll=- P|prompt=- o|log-file= O|LOG-FILE= k|lesskey-file=- t|tag=- T|tag-file=- D|color=- #|shift=- V-',
    usageStatus: 0,
    optionError: (text) => `${ownWords(text)}\n`,
    from: 'less',
  },
  async (t) => {
    if (t.has('V')) return t.out.text(t.versionText());
    for (const [key, value] of t.given) {
      const number = NUMBERS[key];
      if (!t.busybox && number !== undefined && !/^-?\d+$/.test(value))
        return t.err(`Number is required after -${key} (--${number})\n`);
    }
    if (t.operands.length === 0 && t.sys.isatty(0))
      return t.busybox ? t.usage('') : t.die('Missing filename ("less --help" for help)');
    if (!t.sys.isatty(1)) {
      if (!t.busybox) return passedOn(t, 'less');
      const words = { gnu: (path: string, reason: string) => `${path}: ${reason}`, busybox: cantOpen };
      return eachInput(t, t.operands, async (input) => t.out.raw(await input.rest()), words);
    }
    const starts = t.operands.filter((word) => /^\+./.test(word));
    const paths = t.operands.filter((word) => !starts.includes(word));
    const documents: (Document | string)[] = [];
    for (const path of paths.length ? paths : ['-']) {
      const opened = await open(t, path);
      if (opened instanceof Document) documents.push(opened.path === '-' ? opened : path);
      else {
        await t.err(`${opened}\n`);
        t.status = 1;
      }
    }
    const first = documents[0];
    if (first === undefined) return t.status;
    const held = new Map(documents.flatMap((one) => (typeof one === 'string' ? [] : [[one.path, one] as const])));
    const pager = new Pager(
      t,
      documents.map((one) => (typeof one === 'string' ? one : one.path)),
      async (path) => held.get(path) ?? open(t, path),
    );
    const pattern = t.value('p');
    await pager.run(starts.at(-1)?.slice(1) ?? (pattern === undefined ? undefined : `/${pattern}`));
    return 0;
  },
);

/** Options whose argument is a number. */
const NUMBERS: Readonly<Record<string, string>> = {
  b: 'buffers',
  h: 'max-back-scroll',
  y: 'max-forw-scroll',
  z: 'window',
};

/** Options whose argument is something else, by letter. */
const VALUES: Readonly<Record<string, string>> = {
  ...NUMBERS,
  j: 'jump-target',
  k: 'lesskey-file',
  o: 'log-file',
  p: 'pattern',
  t: 'tag',
  x: 'tabs',
  D: 'color',
  P: 'prompt',
  T: 'tag-file',
  '#': 'shift',
};

/** What less says of a wrong option, in place of getopt's words. */
function ownWords(text: string): string {
  const option = /'(.*?)'/.exec(text)?.[1] ?? '';
  const name = option.replace(/^-*/, '').replace(/=.*/s, '');
  if (text.includes('ambiguous')) return `${name} is an ambiguous abbreviation ("less --help" for help)`;
  if (text.includes("doesn't allow")) return `The ${name} option should not be followed by =`;
  if (!text.includes('requires an argument'))
    return `There is no ${option.startsWith('--') ? name : `-${name}`} option ("less --help" for help)`;
  const letter = Object.keys(VALUES).find((key) => key === name || VALUES[key] === name) ?? name;
  return `Value is required after -${letter} (--${VALUES[letter] ?? name})`;
}

/** A file's document, or why there is none. */
async function open(t: Tool, path: string): Promise<Document | string> {
  const missing = await whyMissing(t, path);
  if (missing !== undefined) return t.busybox ? `less: can't open '${path}': ${missing}` : `${path}: ${missing}`;
  const input = await t.input(path);
  try {
    if (!t.busybox && (await t.sys.fstat(input.fd)).type === 'directory') return `${path} is a directory`;
    return new Document(path, await input.rest());
  } finally {
    await t.done(input);
  }
}
