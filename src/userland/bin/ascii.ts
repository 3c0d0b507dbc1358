import { tool } from './lib/tool.ts';

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
