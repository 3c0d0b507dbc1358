/** PS1 and PS2: backslash escapes, then expansions. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import { StringBuilder } from '../expand/builder.ts';
import { emitAll } from '../expand/emit.ts';
import { passwdEntry } from '../expand/tilde.ts';
import { WORDS } from '../expand/words.ts';
import { parseQuotedText } from '../parser.ts';
import { compileContext } from '../run/commands.ts';
import type { Shell } from '../shell.ts';

export const DEFAULT_PROMPT = { bash: '\\s-\\v\\$ ', ash: '\\w \\$ ', dash: '' } as const;

export async function promptText(sh: Shell, template: string): Promise<string> {
  const escaped = sh.dialect === 'dash' ? template : await escapes(sh, template);
  if (!/[$`]/.test(escaped)) return escaped;
  const { status } = sh;
  const text = await expandText(sh, escaped);
  sh.status = status;
  return text;
}

/** Expansions as inside double quotes. */
export function expandText(sh: Shell, text: string): Awaitable<string> {
  const parts = parseQuotedText(text);
  if (!parts) return text;
  const context = compileContext(sh.dialect, { text, firstLine: 1 });
  const to = new StringBuilder();
  return chain(emitAll(sh, WORDS.compileParts(parts, context, true), to), () => to.text);
}

async function escapes(sh: Shell, template: string): Promise<string> {
  let out = '';
  for (let i = 0; i < template.length; i++) {
    if (template[i] !== '\\' || i + 1 >= template.length) {
      out += template[i];
      continue;
    }
    const octal = /^[0-7]{3}/.exec(template.slice(i + 1))?.[0];
    if (octal) {
      out += String.fromCharCode(parseInt(octal, 8) & 0xff);
      i += 3;
      continue;
    }
    const letter = template[++i] as string;
    if (letter === 'D' && template[i + 1] === '{') {
      const end = template.indexOf('}', i);
      out += await timeText(sh, template.slice(i + 2, end) || '%X');
      i = end;
    } else out += quotedDollars(await escapeOf(sh, letter), letter);
  }
  return out;
}

/** A directory's `$` must not expand. */
function quotedDollars(text: string, letter: string): string {
  return 'wWuhH'.includes(letter) ? text.replace(/[\\$`]/g, '\\$&') : text;
}

async function escapeOf(sh: Shell, letter: string): Promise<string> {
  switch (letter) {
    case 'u':
      return (await passwdEntry(sh, ''))?.name ?? (sh.dialect === 'bash' ? 'I have no name!' : '?');
    case 'h':
      return sh.sys.uname().nodename.split('.', 1)[0] as string;
    case 'H':
      return sh.sys.uname().nodename;
    case 'w':
      return shortened(sh);
    case 'W': {
      const directory = shortened(sh);
      return directory === '/' || directory === '~' ? directory : (directory.split('/').at(-1) as string);
    }
    case '$':
      return sh.sys.credentials.euid === 0 ? '#' : '$';
    case '[':
      return '\x01';
    case ']':
      return '\x02';
    case 'e':
    case 'E':
      return '\x1b';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'a':
      return '\x07';
    case 't':
      return timeText(sh, '%T');
    case 'T':
      return timeText(sh, '%I:%M:%S');
    case '@':
      return timeText(sh, '%I:%M %p');
    case 'A':
      return timeText(sh, '%R');
    case 'd':
      return timeText(sh, '%a %b %e');
    case 's':
      return sh.name.replace(/^-/, '').split('/').at(-1) as string;
    case 'v':
      return (sh.vars.get('BASH_VERSION') ?? '').split('.').slice(0, 2).join('.');
    case 'V':
      return (sh.vars.get('BASH_VERSION') ?? '').split('(', 1)[0] as string;
    case 'j':
      return String(sh.jobs.all.length);
    case 'l':
      return sh.sys.ttyname(0)?.split('/').at(-1) ?? 'tty';
    case '!':
    case '#':
      return String(sh.history.length + 1);
    case '\\':
      return '\\\\';
    default:
      return `\\${letter}`;
  }
}

function shortened(sh: Shell): string {
  const directory = sh.vars.get('PWD') ?? sh.sys.cwd;
  const home = sh.vars.get('HOME');
  if (!home || home === '/') return directory;
  if (directory === home) return '~';
  return directory.startsWith(`${home}/`) ? `~${directory.slice(home.length)}` : directory;
}

/** Few prompts tell the time: its formatting comes when one does. */
async function timeText(sh: Shell, format: string): Promise<string> {
  const { strftime } = await import('../../bin/lib/strftime.ts');
  return strftime(format, sh.sys.now());
}
