/** Asking for a password, as getpass does: the prompt on standard error, the answer not shown; undefined at the end of input. */
import type { Input } from './input.ts';
import type { Tool } from './tool.ts';

export async function askSecret(t: Tool, input: Input, prompt: string): Promise<string | undefined> {
  await t.err(prompt);
  const terminal = t.sys.isatty(input.fd);
  if (terminal) t.sys.tcsetattr(input.fd, { echo: false });
  const line = await input.line();
  if (terminal) {
    t.sys.tcsetattr(input.fd, { echo: true });
    await t.err('\n');
  }
  return line;
}
