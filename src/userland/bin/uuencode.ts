/** uuencode and uudecode: bytes as printable lines. */
import { toBytes } from './lib/byte-string.ts';
import { cantOpen, openedInput } from './lib/each-input.ts';
import { tool } from './lib/tool.ts';
import { writeFile } from './lib/write-file.ts';

const LINE_BYTES = 45;
const SPACE = 32;

export const uuencode = tool(
  {
    name: 'uuencode',
    usage: '[-m] [FILE] STORED_FILENAME',
    about: 'Uuencode FILE (or stdin) to stdout',
    options: 'm',
    from: 'sharutils',
  },
  async (t) => {
    const name = t.operands.at(-1);
    if (name === undefined) return t.usage('missing operand');
    const input = await openedInput(t, t.operands.length > 1 ? (t.operands[0] as string) : '-', cantOpen);
    const text = await input.rest();
    await t.done(input);
    const mode = t.operands.length > 1 ? ((await t.sys.stat(t.operands[0] as string)).mode & 0o777).toString(8) : '644';
    await t.out.text(`begin${t.has('m') ? '-base64' : ''} ${mode} ${name}\n`);
    for (let at = 0; at < text.length; at += LINE_BYTES) {
      const part = text.slice(at, at + LINE_BYTES);
      await t.out.text(t.has('m') ? `${btoa(part)}\n` : `${encodeLine(part)}\n`);
    }
    await t.out.text(t.has('m') ? '====\n' : '`\nend\n');
  },
);

const digit = (value: number) => (value ? String.fromCharCode(SPACE + value) : '`');

function encodeLine(part: string): string {
  let out = digit(part.length);
  for (let i = 0; i < part.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((k) => (i + k < part.length ? part.charCodeAt(i + k) : 0));
    out += digit(a >> 2) + digit(((a & 3) << 4) | (b >> 4)) + digit(((b & 15) << 2) | (c >> 6)) + digit(c & 63);
  }
  return out;
}

export const uudecode = tool(
  { name: 'uudecode', usage: '[-o OUTFILE] [INFILE]', about: 'Uudecode a file', options: 'o=', from: 'sharutils' },
  async (t) => {
    const input = await openedInput(t, t.operands[0] ?? '-', (path, reason) => `${path}: ${reason}`);
    const lines = (await input.rest()).split('\n');
    await t.done(input);
    const first = lines.findIndex((line) => /^begin(-base64)? [0-7]+ /.test(line));
    const [, base64, mode = '644', name = ''] = /^begin(-base64)? ([0-7]+) (.*)$/.exec(lines[first] ?? '') ?? [];
    if (first < 0) return t.die("no 'begin' line");
    let out = '';
    let ended = false;
    for (const line of lines.slice(first + 1)) {
      if (line === (base64 ? '====' : 'end')) {
        ended = true;
        break;
      }
      out += base64 ? atob(line) : decodeLine(line);
    }
    if (!ended) return t.die('short file');
    const path = t.value('o') ?? name;
    if (path === '-' || path === '/dev/stdout') return t.out.raw(out);
    await writeFile(t.sys, path, toBytes(out));
    await t.sys.chmod(path, Number.parseInt(mode, 8));
  },
);

function decodeLine(line: string): string {
  const value = (at: number) => ((line.charCodeAt(at) || SPACE) - SPACE) & 63;
  const length = value(0);
  let out = '';
  for (let i = 1; out.length < length && i < line.length; i += 4) {
    const [a, b, c, d] = [value(i), value(i + 1), value(i + 2), value(i + 3)] as const;
    out += String.fromCharCode((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return out.slice(0, length);
}
