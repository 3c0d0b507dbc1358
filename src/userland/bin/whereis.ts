/** whereis: the program, the source and the manual page of a name. */
import { SysError } from '../../kernel/errno.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Directories by kind; later ones of PATH join the programs'. */
const PLACES = {
  b: ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/usr/lib', '/usr/lib64', '/etc', '/usr/etc', '/lib', '/lib64', '/usr/games', '/usr/local/bin', '/usr/local/sbin', '/usr/local/etc', '/usr/local/lib', '/usr/include', '/usr/local', '/usr/share'],
  m: ['/usr/share/man', '/usr/share/info', '/usr/local/share/man', '/usr/local/man'],
  s: ['/usr/src', '/usr/local/src'],
} as const; // prettier-ignore
type Kind = keyof typeof PLACES;

export const whereis = tool(
  {
    name: 'whereis',
    usage: '[options] [-BMS <dir>... -f] <name>',
    about: 'Locate the binary, source, and manual-page files for a command',
    rawArguments: true,
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('not enough arguments');
    let kinds = new Set<Kind>();
    // Letters that follow a name begin a new choice.
    let chosen = false;
    const own: Partial<Record<Kind, string[]>> = {};
    let filling: string[] | undefined;
    let asked = false;
    let unusual = false;
    for (const word of t.operands) {
      if (word === '--help') return t.out.text(await t.helpText());
      if (word === '--version' || word === '-V') return t.out.text(t.versionText());
      if (/^-[BMS]$/.test(word)) {
        if (word === t.operands.at(-1)) return t.die('option -f is missing');
        filling = own[(word[1] as string).toLowerCase() as Kind] ??= [];
      } else if (word === '-f') filling = undefined;
      else if (word.startsWith('-')) {
        if (!/^-[bmsul]+$/.test(word)) return t.usage('bad usage');
        if (chosen) kinds = new Set();
        chosen = false;
        for (const letter of word.slice(1)) {
          if (letter === 'u') unusual = true;
          else if (letter in PLACES) kinds.add(letter as Kind);
        }
      } else if (filling) filling.push(word);
      else {
        asked = chosen = true;
        const name = word.slice(word.lastIndexOf('/') + 1);
        const found = await paths(t, name, kinds.size ? kinds : new Set<Kind>(['b', 'm', 's']), own);
        // What is unusual is found more than once.
        if (!unusual || found.length > 1) await t.out.line(`${name}:${found.map((path) => ` ${path}`).join('')}`);
      }
    }
    if (!asked) return t.usage('not enough arguments');
  },
);

async function paths(
  t: Tool,
  name: string,
  kinds: ReadonlySet<Kind>,
  own: Partial<Record<Kind, string[]>>,
): Promise<string[]> {
  const found: string[] = [];
  for (const kind of ['b', 'm', 's'] as const) {
    if (!kinds.has(kind)) continue;
    const path = kind === 'b' && !own.b ? (t.sys.env.get('PATH') ?? '').split(':').filter(Boolean) : [];
    for (const directory of await distinct(t, own[kind] ?? [...PLACES[kind], ...path]))
      for (const place of kind === 'm' && !own.m ? await sections(t, directory) : [directory]) {
        const names = (await entries(t, place)).filter((file) => fits(name, file, kind)).sort();
        found.push(...names.map((file) => `${place}/${file}`));
      }
  }
  return found;
}

/** Each directory once, however many links lead to it. */
async function distinct(t: Tool, directories: readonly string[]): Promise<string[]> {
  const real = new Set<string>();
  for (const directory of directories) {
    try {
      real.add(await t.sys.realpath(directory));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  return [...real];
}

async function sections(t: Tool, directory: string): Promise<string[]> {
  const names = await entries(t, directory);
  return names.filter((name) => /^man\d/.test(name)).map((name) => `${directory}/${name}`);
}

async function entries(t: Tool, directory: string): Promise<string[]> {
  try {
    return (await t.sys.readdir(directory)).map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return [];
  }
}

/** `ls`, and of pages and sources `ls.1.gz`: the name, before one suffix and that of a compression. */
function fits(name: string, file: string, kind: Kind): boolean {
  if (file === name) return true;
  const bare = file.replace(/\.(?:Z|gz|xz|bz2|zst)$/, '');
  return kind !== 'b' && (bare === name || (bare.startsWith(`${name}.`) && !bare.slice(name.length + 1).includes('.')));
}
