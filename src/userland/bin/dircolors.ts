/** dircolors: the colours of `ls`, as a line for the shell, from its own database or from a file. */
import { SysError } from '../../kernel/errno.ts';
import { globRegex } from './lib/glob.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Keyword of the database and code of LS_COLORS, in the order of GNU's. */
const CODES: Readonly<Record<string, string>> = {
  NORMAL: 'no', NORM: 'no', FILE: 'fi', RESET: 'rs', DIR: 'di', LNK: 'ln', LINK: 'ln', SYMLINK: 'ln', ORPHAN: 'or', MISSING: 'mi',
  FIFO: 'pi', PIPE: 'pi', SOCK: 'so', BLK: 'bd', BLOCK: 'bd', CHR: 'cd', CHAR: 'cd', DOOR: 'do', EXEC: 'ex', LEFT: 'lc', LEFTCODE: 'lc',
  RIGHT: 'rc', RIGHTCODE: 'rc', END: 'ec', ENDCODE: 'ec', SUID: 'su', SETUID: 'su', SGID: 'sg', SETGID: 'sg', STICKY: 'st',
  OTHER_WRITABLE: 'ow', OWR: 'ow', STICKY_OTHER_WRITABLE: 'tw', OWT: 'tw', CAPABILITY: 'ca', MULTIHARDLINK: 'mh', CLRTOEOL: 'cl',
}; // prettier-ignore

/** GNU's built-in database: file types, then extensions by what they hold. */
const TYPES =
  'RESET 0,DIR 01;34,LINK 01;36,MULTIHARDLINK 00,FIFO 40;33,SOCK 01;35,DOOR 01;35,BLK 40;33;01,CHR 40;33;01,ORPHAN 40;31;01,MISSING 00,' +
  'SETUID 37;41,SETGID 30;43,CAPABILITY 00,STICKY_OTHER_WRITABLE 30;42,OTHER_WRITABLE 34;42,STICKY 37;44,EXEC 01;32';
const EXTENSIONS: readonly (readonly [color: string, names: string])[] = [
  [
    '01;31',
    '.tar .tgz .arc .arj .taz .lha .lz4 .lzh .lzma .tlz .txz .tzo .t7z .zip .z .dz .gz .lrz .lz .lzo .xz .zst .tzst .bz2 .bz .tbz .tbz2 .tz .deb ' +
      '.rpm .jar .war .ear .sar .rar .alz .ace .zoo .cpio .7z .rz .cab .wim .swm .dwm .esd',
  ],
  [
    '01;35',
    '.avif .jpg .jpeg .mjpg .mjpeg .gif .bmp .pbm .pgm .ppm .tga .xbm .xpm .tif .tiff .png .svg .svgz .mng .pcx .mov .mpg .mpeg .m2v .mkv .webm ' +
      '.webp .ogm .mp4 .m4v .mp4v .vob .qt .nuv .wmv .asf .rm .rmvb .flc .avi .fli .flv .gl .dl .xcf .xwd .yuv .cgm .emf .ogv .ogx',
  ],
  ['00;36', '.aac .au .flac .m4a .mid .midi .mka .mp3 .mpc .ogg .ra .wav .oga .opus .spx .xspf'],
  [
    '00;90',
    '*~ *# .bak .old .orig .part .rej .swp .tmp .dpkg-dist .dpkg-old .ucf-dist .ucf-new .ucf-old .rpmnew .rpmorig .rpmsave',
  ],
];
const TERMINALS =
  'Eterm ansi *color* con[0-9]*x[0-9]* cons25 console cygwin *direct* dtterm gnome hurd jfbterm konsole kterm linux linux-c mlterm putty rxvt* ' +
  'screen* st terminator tmux* vt100 xterm*';

function database(): string {
  const lines = [
    ...TERMINALS.split(' ').map((name) => `TERM ${name}`),
    ...TYPES.split(','),
    ...EXTENSIONS.flatMap(([color, names]) => names.split(' ').map((name) => `${name} ${color}`)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

export const dircolors = tool(
  {
    name: 'dircolors',
    usage: '[OPTION]... [FILE]',
    about: 'Output commands to set the LS_COLORS environment variable',
    options: 'b|sh|bourne-shell c|csh|c-shell p|print-database print-ls-colors',
  },
  async (t) => {
    const [path, extra] = t.operands;
    const shown = t.has('print-ls-colors');
    if ((t.has('p') || shown) && (t.has('b') || t.has('c')))
      return t.usage('the options to output non shell syntax,\nand to select a shell syntax are mutually exclusive');
    if (t.has('p') && shown) return t.usage('options --print-database and --print-ls-colors are mutually exclusive');
    const unwanted = t.has('p') ? path : extra;
    if (unwanted !== undefined)
      return t.usage(
        `extra operand ${t.quote(unwanted)}${t.has('p') ? '\nfile operands cannot be combined with --print-database (-p)' : ''}`,
      );
    if (t.has('p')) return t.out.text(database());
    const syntax = shown ? undefined : await shellSyntax(t);
    const entries = await parsed(t, path);
    if (!entries) return 1;
    if (shown) {
      for (const [code, color] of entries) await t.out.line(`\x1b[${color}m${code}\t${color}\x1b[0m`);
      return;
    }
    const value = entries.map(([code, color]) => `${escaped(code)}=${escaped(color)}:`).join('');
    return t.out.line(syntax === 'c' ? `setenv LS_COLORS '${value}'` : `LS_COLORS='${value}';\nexport LS_COLORS`);
  },
);

async function shellSyntax(t: Tool): Promise<'b' | 'c'> {
  const asked = t.last('b', 'c');
  if (asked !== undefined) return asked as 'b' | 'c';
  const shell = t.sys.env.get('SHELL');
  if (!shell) return t.die('no SHELL environment variable, and no shell type option given');
  return /(?:^|\/)t?csh$/.test(shell) ? 'c' : 'b';
}

/** A directory holds nothing, and that goes unsaid. */
async function wholeText(t: Tool, path: string): Promise<string> {
  const input = await t.input(path);
  try {
    return (await t.sys.fstat(input.fd)).type === 'directory' ? '' : await input.rest();
  } finally {
    await t.done(input);
  }
}

/** Codes and colours; undefined when lines were wrong, which has been said. */
async function parsed(t: Tool, path: string | undefined): Promise<(readonly [string, string])[] | undefined> {
  let text: string;
  try {
    text = path === undefined ? database() : await wholeText(t, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${t.qf(path ?? '')}: ${error.message}`);
  }
  const terminal = t.sys.env.get('TERM') || 'none';
  const entries: (readonly [string, string])[] = [];
  // Whether what follows is for this terminal: TERM lines in a row are alternatives.
  let state: 'anywhere' | 'no' | 'yes' | 'sure' = 'anywhere';
  let wrong = false;
  for (const [i, line] of text.split('\n').entries()) {
    const [, keyword, rest = ''] = /^\s*([^\s#]\S*)\s*([^#]*)/.exec(line) ?? [];
    if (keyword === undefined) continue;
    const color = rest.trimEnd();
    const where = `${path === '-' ? '-' : t.qf(path ?? '<internal>')}:${i + 1}`;
    if (color === '') {
      await t.warn(`${where}: invalid line;  missing second token`);
      wrong = true;
      continue;
    }
    if (/^TERM$/i.test(keyword)) {
      if (state !== 'sure') state = globRegex(color).test(terminal) ? 'sure' : 'no';
      continue;
    }
    if (state === 'sure') state = 'yes';
    if (state === 'no') continue;
    const code = Object.hasOwn(CODES, keyword.toUpperCase()) ? CODES[keyword.toUpperCase()] : undefined;
    if (keyword.startsWith('.')) entries.push([`*${keyword}`, color]);
    else if (keyword.startsWith('*')) entries.push([keyword, color]);
    else if (code !== undefined) entries.push([code, color]);
    else if (state === 'yes' && !/^(?:OPTIONS|COLOR|EIGHTBIT)$/i.test(keyword)) {
      await t.warn(`${where}: unrecognized keyword ${keyword}`);
      wrong = true;
    }
  }
  return wrong ? undefined : entries;
}

/** For the quotes of the shell; colons and equals signs would end an entry. */
function escaped(text: string): string {
  let [out, open] = ['', true];
  for (const char of text) {
    if (char === "'") out += "'\\'";
    if ((char === ':' || char === '=') && open) out += '\\';
    open = char === '\\' || char === '^' ? !open : true;
    out += char;
  }
  return out;
}
