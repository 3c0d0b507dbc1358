/** `:`, typed: the line is read, done, and stays in the last line if it has nothing to say. */
import { commandLine } from './command-line.ts';
import { runEx } from './ex.ts';
import type { Session } from './session.ts';

export async function exLine(s: Session, start: string): Promise<void> {
  const line = await commandLine(s, ':', start);
  s.message = line === undefined ? '' : `:${line}`;
  if (line === undefined) return;
  s.registers.note(':', line);
  const result = await runEx(s, line || '');
  if (result.printed && result.printed.length > 1)
    s.printed = [...(result.failed ? [] : [`:${line}`]), ...result.printed];
  else if (result.printed) s.message = result.printed[0] ?? '';
  else if (result.message !== undefined) s.message = result.message;
  s.fleeting = result.fleeting ?? false;
  s.lastEx = line || s.lastEx;
}
