/** Questions of apt: on standard output, with the answer that Enter gives in capitals. */
import { Input } from '../../bin/lib/input.ts';
import type { AptSession } from './session.ts';

export async function confirmed(session: AptSession, question: string, yesByDefault: boolean): Promise<boolean> {
  const choice = yesByDefault ? '[Y/n]' : '[y/N]';
  const { t, style } = session;
  await t.out.text(style.oldPrompt ? `${question} ${choice}? ` : `${question}? ${choice} `);
  await t.out.flush();
  if (t.has('assume-no')) {
    await t.out.line('N');
    return false;
  }
  const answer = await new Input(t.sys, 0).line();
  if (answer === undefined) return false;
  return answer.trim() === '' ? yesByDefault : /^y/i.test(answer.trim());
}
