/** Questions to the person at the terminal. */
import { text } from '../base/bytes.ts';
import type { Session } from './session.ts';

/** `… [y/N] `; anything but y is no. The end of the input is no as well. */
export async function confirm(session: Session, question: string): Promise<boolean> {
  await session.print(`${question} [y/N] `);
  const line = await readLine(session);
  return line?.trim().toLowerCase() === 'y';
}

/** A line of standard input without its end; undefined when there is none. */
export async function readLine(session: Session): Promise<string | undefined> {
  let line = '';
  for await (const chunk of lines(session)) {
    line += text(chunk);
    const at = line.indexOf('\n');
    if (at >= 0) return line.slice(0, at).replace(/\r$/, '');
  }
  return line === '' ? undefined : line;
}

/** What was read beyond a line stays for the next question. */
const INPUTS = new WeakMap<Session, AsyncIterator<Uint8Array>>();

function lines(session: Session): AsyncIterable<Uint8Array> {
  const known = INPUTS.get(session) ?? session.machine.stdin.source[Symbol.asyncIterator]();
  INPUTS.set(session, known);
  return { [Symbol.asyncIterator]: () => ({ next: () => known.next() }) };
}
