/** Small filters of busybox: dos2unix, unix2dos, ts, uuencode, uudecode, ascii; usleep, hostid and dnsdomainname besides. */
import { hostname } from './identity.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { toBytes } from './lib/byte-string.ts';
import { strftime } from './lib/strftime.ts';
import { tool, type Applet } from './lib/tool.ts';
import { writeFile } from './lib/write-file.ts';

function lineEnds(name: 'dos2unix' | 'unix2dos', to: 'unix' | 'dos'): Applet {
  return tool(
    {
      name,
      usage: '[-ud] [FILE]',
      about: 'Convert FILE in-place between DOS and Unix line ends',
      options: 'u d',
      from: name,
    },
    async (t) => {
      const dos = t.last('u', 'd') === undefined ? to === 'dos' : t.last('u', 'd') === 'd';
      const [path] = t.operands;
      const input = await t.input(path ?? '-');
      const text = await input.rest();
      await t.done(input);
      const plain = text.replaceAll('\r\n', '\n');
      const converted = dos ? plain.replaceAll('\n', '\r\n') : plain;
      if (path === undefined) return t.out.raw(converted);
      await writeFile(t.sys, path, toBytes(converted));
    },
  );
}

export const dos2unix = lineEnds('dos2unix', 'unix');
export const unix2dos = lineEnds('unix2dos', 'dos');

export const ts = tool(
  {
    name: 'ts',
    usage: '[-is] [STRFTIME]',
    about: 'Pipe stdin to stdout, add timestamp to each line',
    options: 'i s',
    from: 'moreutils',
  },
  async (t) => {
    const relative = t.has('i') || t.has('s');
    const format = t.operands[0] ?? (relative ? '%b %d %H:%M:%S' : '%b %d %H:%M:%S');
    const input = await t.input('-');
    let from = t.sys.now();
    for (let line = await input.line(); line !== undefined; line = await input.line()) {
      const now = t.sys.now();
      await t.out.raw(`${strftime(format, relative ? now - from : now)} ${line}\n`);
      await t.out.flush();
      if (t.has('i')) from = now;
    }
  },
);

export const usleep = tool({ name: 'usleep', usage: 'N', about: 'Pause for N microseconds' }, async (t) => {
  const [word] = t.operands;
  if (word === undefined) return t.usage('missing operand');
  if (!/^\d+$/.test(word)) return t.die(`invalid number '${word}'`);
  await t.sys.sleep(Number(word) / 1000);
});

/** Of the address that the name resolves to, as glibc makes it. */
export const hostid = tool(
  { name: 'hostid', usage: '', about: 'Print out a unique 32-bit identifier for the machine' },
  async (t) => {
    const address = t.sys
      .interfaces()
      .find(({ loopback }) => !loopback)
      ?.addresses.find(({ address }) => address.includes('.'))?.address;
    const [a = 127, b = 0, c = 0, d = 1] = (address ?? '127.0.0.1').split('.').map(Number);
    await t.out.line([b, a, d, c].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  },
);

export const dnsdomainname: Applet = (sys) => hostname(sys, ['hostname', '-d']);

export const ascii = tool({ name: 'ascii', usage: '', about: 'Print the ASCII table' }, async (t) => {
  const names =
    'NUL SOH STX ETX EOT ENQ ACK BEL BS HT NL VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
      ' ',
    );
  const rows = ['Dec Hex    Dec Hex    Dec Hex  Dec Hex  Dec Hex  Dec Hex   Dec Hex   Dec Hex  '.trimEnd()];
  for (let row = 0; row < 16; row++) {
    const cells = Array.from({ length: 8 }, (_, column) => {
      const code = column * 16 + row;
      const name = code < 32 ? (names[code] as string) : code === 127 ? 'DEL' : String.fromCharCode(code);
      const number = `${String(code).padStart(3)} ${code.toString(16).toUpperCase().padStart(2, '0')}`;
      return `${column < 6 ? '' : ' '}${number} ${column === 0 || column === 1 ? name.padEnd(3) : name}`;
    });
    rows.push(cells.join(' '));
  }
  await t.out.text(`${rows.join('\n')}\n`);
});

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
    const input = await t.input(t.operands.length > 1 ? (t.operands[0] as string) : '-');
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
    const input = await t.input(t.operands[0] ?? '-');
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

export const last = tool(
  { name: 'last', usage: '[-HW] [-f FILE]', about: 'Show last logins', options: 'f= H W', from: 'util-linux' },
  async (t) => {
    const path = t.value('f') ?? '/var/log/wtmp';
    try {
      await t.sys.stat(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`cannot open ${path}: ${error.message}`, `can't open '${path}': ${error.message}`);
    }
  },
);

export const fallocate = tool(
  {
    name: 'fallocate',
    usage: '[-o OFS] -l LEN FILE',
    about: 'Preallocate space for FILE',
    options: 'o|offset= l|length= n|keep-size',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const [path] = t.operands;
    const [, digits, unit = ''] = /^(\d+)([kmgKMG]?)(?:i?B)?$/.exec(t.value('l') ?? '') ?? [];
    if (path === undefined || digits === undefined) return t.usage('no length argument specified');
    const bytes = Number(digits) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
    const from = Number(t.value('o') ?? 0);
    const fd = await t.sys.open(path, O.RDWR | O.CREAT, 0o666);
    const { size } = await t.sys.fstat(fd);
    if (!t.has('n') && size < from + bytes) await t.sys.truncate(fd, from + bytes);
    await t.sys.close(fd);
  },
);
