/** nano: an editor without modes. Its parts lie in nano/. */
import { tool } from './lib/tool.ts';
import { Buffer } from './nano/buffer.ts';
import { act, type Clipboard } from './nano/commands.ts';
import { NanoScreen } from './nano/editor.ts';
import { openBuffer } from './nano/files.ts';

export const nano = tool(
  {
    name: 'nano',
    usage: '[OPTIONS] [[+LINE] FILE]...',
    about: 'Edit FILE',
    options: 'l|linenumbers w|nowrap- v|view i|autoindent',
    from: 'nano',
  },
  async (t) => {
    if (!t.sys.isatty(0) || !t.sys.isatty(1)) {
      await t.err('Standard input is not a terminal\n');
      return 1;
    }
    const s = new NanoScreen(t);
    let start: readonly [row: number, column: number] | undefined;
    for (const word of t.operands) {
      const place = /^\+(\d*)(?:,(\d+))?$/.exec(word);
      if (place) {
        start = [Number(place[1] || 1) - 1, Number(place[2] || 1) - 1];
        continue;
      }
      const buffer = await openBuffer(s, word);
      if (start) {
        buffer.moveTo(...start);
        const height = s.height;
        if (buffer.row >= height) buffer.top = Math.max(0, buffer.row - Math.floor(height / 2));
      }
      start = undefined;
      s.buffers.push(buffer);
    }
    if (s.buffers.length === 0) {
      const buffer = new Buffer(undefined, ['']);
      buffer.message = 'Welcome to nano.  For basic help, type Ctrl+G.';
      s.buffers.push(buffer);
    }
    if (s.buffers.length > 1) s.tellFile();
    const clipboard: Clipboard = { text: '', gathering: false };
    await s.keys.open();
    try {
      for (let going = true; going;) {
        const key = await s.key();
        if (key === undefined) break;
        going = await act(s, key, clipboard);
      }
    } finally {
      await t.out.flush();
      await s.keys.close();
    }
    return 0;
  },
);
