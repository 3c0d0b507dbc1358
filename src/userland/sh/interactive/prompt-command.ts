/** PROMPT_COMMAND of bash: what runs before each prompt, and leaves `$?` as it was. */
import { AbandonFlow } from '../flow.ts';
import type { Shell } from '../shell.ts';

export async function runPromptCommands(sh: Shell, commands: readonly string[]): Promise<void> {
  const { status, line } = sh;
  for (const command of commands)
    try {
      await sh.runner.evaluate(sh, command);
    } catch (error) {
      // A prompt follows all the same: asking again would fail again, for ever.
      if (!(error instanceof AbandonFlow)) throw error;
    }
  sh.status = status;
  sh.line = line;
}
