/** Questions of -i: asked on standard error, answered on standard input. */
import type { Tool } from './tool.ts';
import { Input } from './input.ts';

const answers = new WeakMap<Tool, Input>();

export async function confirm(t: Tool, question: string): Promise<boolean> {
  await t.err(question);
  let input = answers.get(t);
  if (!input) answers.set(t, (input = new Input(t.sys, 0)));
  return /^[yY]/.test((await input.line()) ?? '');
}
