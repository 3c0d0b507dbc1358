/** pr: text in pages with a header, in one column or several. */
import { fromText } from './lib/byte-string.ts';
import { SysError } from '../../kernel/errno.ts';
import { tool, type Tool } from './lib/tool.ts';
import { nextPage, RowText, type Row } from './pr/rows.ts';
import { headerLine, settingsOf, TRAILER_LINES, type Settings } from './pr/settings.ts';
import { Source } from './pr/source.ts';

const OPTIONS =
  'pages= columns= a|across c|show-control-chars d|double-space D|date-format= e|expand-tabs=? F|f|form-feed h|header= i|output-tabs=? J|join-lines l|length= m|merge n|number-lines=? N|first-line-number= o|indent= r|no-file-warnings s|separator=? S|sep-string=? t|omit-header T|omit-pagination v|show-nonprinting w|width= W|page-width=';

const inner = tool(
  {
    name: 'pr',
    usage: '[OPTION]... [FILE]...',
    about: 'Paginate or columnate FILE(s) for printing',
    options: OPTIONS,
  },
  async (t) => {
    const settings = await settingsOf(t, t.operands.length);
    const paths = t.operands.length ? t.operands : ['-'];
    const sources: Source[] = [];
    for (const path of paths) {
      const source = await sourceOf(t, path, settings);
      if (!source) continue;
      if (settings.order === 'parallel') sources.push(source);
      else await printed(t, [source], settings);
    }
    if (sources.length) await printed(t, sources, settings);
  },
);

/** `+PAGE` and `-COLUMNS` are not options as getopt knows them: here they become ones. */
export const pr: typeof inner = (sys, argv = sys.argv) => {
  const words: string[] = [];
  let rest = false;
  for (const word of argv.slice(1)) {
    rest ||= word === '--';
    const columns = rest ? null : /^-([a-zA-Z]*?)(\d+)([a-zA-Z]*)$/.exec(word);
    if (!rest && /^\+\d+(?::\d+)?$/.test(word)) words.push(`--pages=${word.slice(1)}`);
    else if (columns && /^[acdFfJmrtTv]*$/.test(columns[1] as string)) {
      const letters = `${columns[1]}${columns[3]}`;
      words.push(...(letters ? [`-${letters}`] : []), `--columns=${columns[2]}`);
    } else words.push(word);
  }
  return inner(sys, [argv[0] ?? 'pr', ...words]);
};

async function sourceOf(t: Tool, path: string, settings: Settings): Promise<Source | undefined> {
  try {
    const input = await t.input(path);
    const mtime = path === '-' ? t.sys.now() : (await t.sys.fstat(input.fd)).mtime;
    const text = await input.rest();
    await t.done(input);
    return new Source(text, { name: path === '-' ? '' : path, mtime }, settings);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.has('r')) t.status = 1;
    else await t.warn(`${t.qf(path)}: ${error.message}`);
    return undefined;
  }
}

async function printed(t: Tool, sources: readonly Source[], settings: Settings): Promise<void> {
  const writer = new RowText(settings);
  let line = 1;
  let page = 1;
  const title = fromText(settings.header ?? (settings.order === 'parallel' ? '' : (sources[0] as Source).name));
  const time = settings.order === 'parallel' ? t.sys.now() : (sources[0] as Source).mtime;
  for (; page <= settings.lastPage && !sources.every((source) => source.ended); page++) {
    if (page === settings.firstPage && settings.firstNumber !== undefined) line = settings.firstNumber;
    const rows = nextPage(sources, settings, () => line++);
    const held = sources.some((source) => source.held);
    if (page >= settings.firstPage && (rows.length || held)) {
      const header = () => headerLine(t, settings, title, time, page);
      await t.out.raw(pageText(rows, settings, writer, header, held));
    }
    const filled = rows.length === settings.body;
    for (const source of sources) source.nextPage(filled);
    await t.sys.tick();
  }
  if (page <= settings.firstPage && settings.firstPage > 1)
    await t.err(`pr: starting page number ${settings.firstPage} exceeds page count ${page - 1}\n`);
}

function pageText(
  rows: readonly Row[],
  settings: Settings,
  writer: RowText,
  header: () => string,
  held: boolean,
): string {
  const between = settings.doubled ? '\n\n' : '\n';
  const text = rows.map((row) => writer.of(row) + between).join('');
  if (!settings.extremities) return text + (held && settings.keepFormFeeds ? '\f' : '');
  const left = (settings.body - rows.length) * between.length;
  return `\n\n${header()}\n\n\n${text}${settings.formFeed ? '\f' : '\n'.repeat(left + TRAILER_LINES)}`;
}
