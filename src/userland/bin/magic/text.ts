/** What file says of text: its encoding, its lines, and what language it may be of. */

export interface TextKind {
  /** `ASCII text`, `Unicode text, UTF-8 text`. */
  readonly words: string;
  readonly charset: string;
  /** `, with CRLF line terminators` and the like. */
  readonly lines: string;
}

/** Control characters that text has: bell, backspace, tab, newline, vertical tab, form feed, return, escape. */
const IN_TEXT = new Set([7, 8, 9, 10, 12, 13, 27]);
const LONG_LINE = 300;

/** Undefined for what is no text. `whole`: there is no more of it. */
export function textKind(bytes: Uint8Array): TextKind | undefined {
  const marked = unicodeMark(bytes);
  if (marked) return { ...marked, lines: '' };
  const ascii = bytes.every((byte) => (byte >= 32 && byte < 127) || IN_TEXT.has(byte));
  if (ascii) return { words: 'ASCII text', charset: 'us-ascii', lines: linesOf(bytes) };
  if (bytes.every((byte) => byte >= 128 || (byte >= 32 && byte < 127) || IN_TEXT.has(byte))) {
    if (isUtf8(bytes)) {
      const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
      return {
        words: mark ? 'Unicode text, UTF-8 (with BOM) text' : 'Unicode text, UTF-8 text',
        charset: 'utf-8',
        lines: linesOf(bytes),
      };
    }
    const latin = bytes.every((byte) => byte < 128 || byte >= 160);
    return {
      words: latin ? 'ISO-8859 text' : 'Non-ISO extended-ASCII text',
      charset: latin ? 'iso-8859-1' : 'unknown-8bit',
      lines: linesOf(bytes),
    };
  }
  return undefined;
}

function unicodeMark(bytes: Uint8Array): { words: string; charset: string } | undefined {
  if (bytes.length < 4) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { words: 'Unicode text, UTF-16, little-endian text', charset: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { words: 'Unicode text, UTF-16, big-endian text', charset: 'utf-16be' };
  return undefined;
}

/** A sequence that the end cuts off is none of its faults. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function linesOf(bytes: Uint8Array): string {
  let [lf, crlf, cr, longest, length] = [0, 0, 0, 0, 0];
  let [escapes, overstrikes] = [false, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    length++;
    if (byte === 27) escapes = true;
    else if (byte === 8) overstrikes = true;
    else if (byte === 13 && bytes[i + 1] === 10) {
      crlf++;
      i++;
    } else if (byte === 13) cr++;
    else if (byte === 10) lf++;
    else continue;
    if (byte === 10 || byte === 13) {
      longest = Math.max(longest, length - 1);
      length = 0;
    }
  }
  longest = Math.max(longest, length);
  const parts: string[] = [];
  if (longest > LONG_LINE) parts.push(`with very long lines (${longest})`);
  if (lf + crlf + cr === 0) parts.push('with no line terminators');
  else if (crlf || cr) {
    const kinds = [crlf && 'CRLF', cr && 'CR', lf && 'LF'].filter(Boolean);
    parts.push(`with ${kinds.join(', ')} line terminators`);
  }
  if (escapes) parts.push('with escape sequences');
  if (overstrikes) parts.push('with overstriking');
  return parts.length ? `, ${parts.join(', ')}` : '';
}

/** Interpreters by what follows `#!`. */
const SCRIPTS: readonly (readonly [pattern: RegExp, words: string, mime: string])[] = [
  [/^#! ?\/(usr\/)?bin\/sh\b/, 'POSIX shell script, %s executable', 'text/x-shellscript'],
  [/^#! ?\/(usr\/(local\/)?)?bin\/(env )?bash\b/, 'Bourne-Again shell script, %s executable', 'text/x-shellscript'],
  [/^#! ?\/(usr\/(local\/)?)?bin\/(env )?zsh\b/, 'Paul Falstad’s zsh script, %s executable', 'text/x-shellscript'],
  [/^#! ?\/(usr\/(local\/)?)?bin\/(env )?dash\b/, 'a /bin/dash script, %s executable', 'text/plain'],
  [/^#! ?\/(usr\/(local\/)?)?bin\/(env )?python[0-9.]*\b/, 'Python script, %s executable', 'text/x-script.python'],
  [/^#! ?\/(usr\/(local\/)?)?bin\/(env )?perl\b/, 'Perl script text executable', 'text/x-perl'],
  [/^#! ?\/(usr\/(local\/)?)?bin\/(env )?ruby\b/, 'Ruby script, %s executable', 'text/x-ruby'],
  [/^#! ?\/(usr\/(local\/)?)?bin\/(env )?node(js)?\b/, 'Node.js script executable, %s', 'application/javascript'],
  [/^#! ?\/(usr\/(local\/)?)?bin\/(env )?(g|m|n)?awk\b/, 'awk script, %s executable', 'text/x-awk'],
];

const LANGUAGES: readonly (readonly [pattern: RegExp, words: string, mime: string])[] = [
  [/^\s*<\?xml\s+version\s*=\s*["']([0-9.]+)/, 'XML $1 document, %s', 'text/xml'],
  [/^\s*(<!doctype html|<html|<head\b|<title\b|<body\b)/i, 'HTML document, %s', 'text/html'],
  [/^-----BEGIN CERTIFICATE-----/, 'PEM certificate', 'text/plain'],
  [/^-----BEGIN CERTIFICATE REQUEST-----/, 'PEM certificate request', 'text/plain'],
  [/^-----BEGIN RSA PRIVATE KEY-----/, 'PEM RSA private key', 'text/plain'],
  [/^-----BEGIN OPENSSH PRIVATE KEY-----/, 'OpenSSH private key', 'text/plain'],
  [/^ssh-rsa /, 'OpenSSH RSA public key', 'text/plain'],
  [/^ssh-ed25519 /, 'OpenSSH ED25519 public key', 'text/plain'],
  [/^%!PS-Adobe/, 'PostScript document text', 'application/postscript'],
  [/^\s*#include\s*[<"]/m, 'C source, %s', 'text/x-c'],
  [
    /^(def \w+\(.*\):|class \w+(\(.*\))?:|from [\w.]+ import |import \w+$)/m,
    'Python script, %s executable',
    'text/x-script.python',
  ],
  [/^diff -/, 'diff output, %s', 'text/x-diff'],
  [/^--- .+\n\+\+\+ .+\n@@/, 'unified diff output, %s', 'text/x-diff'],
];

export interface Language {
  readonly words: string;
  readonly mime: string;
  /** Its encoding is part of what is said of it. */
  readonly plain: boolean;
}

/** What the text is, with its encoding in its place. */
export function languageOf(text: string, kind: TextKind): Language | undefined {
  for (const [pattern, words, mime] of [...SCRIPTS, ...LANGUAGES]) {
    const match = pattern.exec(text);
    if (!match) continue;
    const named = words.replace('$1', match[1] ?? '');
    const plain = named.includes('%s');
    return { words: named.replace('%s', `${kind.words}`) + (plain ? kind.lines : ''), mime, plain };
  }
  if (/^\s*[[{]/.test(text) && isJson(text)) return { words: 'JSON text data', mime: 'application/json', plain: false };
  if (isTable(text)) return { words: 'CSV text', mime: 'text/csv', plain: false };
  return undefined;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** At least three lines with as many commas each. */
function isTable(text: string): boolean {
  const lines = text.split('\n').filter(Boolean).slice(0, 10);
  const commas = lines.map((line) => line.replace(/"[^"]*"/g, '').split(',').length - 1);
  return (
    lines.length >= 2 &&
    (commas[0] as number) > 0 &&
    commas.every((count) => count === commas[0]) &&
    text.endsWith('\n') &&
    lines.length >= 3
  );
}
