/** `<<`, `<<-` and `<<<`: text that a command reads from a pipe. */
import type { Awaitable } from '../../../kernel/sys.ts';
import { chain } from '../awaitable.ts';
import { StringBuilder } from '../expand/builder.ts';
import type { CompileContext, StringOf } from '../expand/emit.ts';
import { emitAll } from '../expand/emit.ts';
import { compileString } from '../expand/words.ts';
import type { HereDoc, HereString } from '../parser.ts';
import { parseQuotedText } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { encodeText } from '../text-bytes.ts';
import type { Feed } from './redirections.ts';

export function compileHereDocument(redirect: HereDoc | HereString, context: CompileContext): Feed {
  if (redirect.type === 'HereDoc') {
    const text = hereDocText(redirect, context);
    return (sh) => chain(text(sh), (body) => feed(sh, body));
  }
  const text = redirect.target ? compileString(redirect.target, context) : () => '';
  return (sh) => chain(text(sh), (body) => feed(sh, `${body}\n`));
}

function hereDocText(redirect: HereDoc, context: CompileContext): StringOf {
  const strip = redirect.operator === '<<-';
  // bash ends the last line of one that the end of the input has cut off.
  const whole =
    redirect.closing || context.dialect !== 'bash' || redirect.body.text === '' || redirect.body.text.endsWith('\n');
  const body = whole ? redirect.body.text : `${redirect.body.text}\n`;
  const text = strip ? body.replace(/^\t+/gm, '') : body;
  if (redirect.delimiter?.quoted || text === '') return () => text;
  const parts = strip || !whole ? stripped(text) : redirect.body.parts;
  if (!parts) {
    const plain = text.replace(/\\([\\$`\n])/g, (_all, char: string) => (char === '\n' ? '' : char));
    return () => plain;
  }
  const emits = context.words.compileParts(parts, context, true);
  return (sh) => {
    const to = new StringBuilder();
    return chain(emitAll(sh, emits, to), () => to.text);
  };
}

function stripped(text: string) {
  const parts = parseQuotedText(text.replace(/\n$/, ''));
  if (!parts) return undefined;
  return [...parts, { type: 'Literal' as const, value: '\n', text: '\n', pos: 0, end: 0 }];
}

const PIPE_BYTES = 65536;

/** The reading end of a pipe that holds `text`; a child writes what does not fit. */
function feed(sh: Shell, text: string): Awaitable<number> {
  const bytes = encodeText(text);
  const { sys } = sh;
  const [reader, writer] = sys.pipe();
  if (bytes.length > PIPE_BYTES) {
    const pid = sys.fork(async (child) => {
      await child.close(reader);
      child.signal('PIPE', 'default');
      await child.write(writer, bytes);
      return 0;
    });
    sh.helpers.push(pid);
    return chain(sys.close(writer), () => reader);
  }
  if (bytes.length === 0) return chain(sys.close(writer), () => reader);
  return chain(sys.write(writer, bytes), () => chain(sys.close(writer), () => reader));
}
