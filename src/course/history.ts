/** What was typed in a step, as checks read it: `$HISTORY` has a line for each command, `STATUS PROMPT COMMAND`. */

export interface TypedCommand {
  readonly command: string;
  readonly status: number;
  /** `$`: on the learner's machine; `#`: inside of a container. */
  readonly prompt: '$' | '#';
  /** Where that shell stands now, for whoever wants to bring the learner back there. */
  readonly cwd?: string;
}

export function historyText(history: readonly TypedCommand[]): string {
  return history
    .map(({ status, prompt, command }) => `${status} ${prompt} ${command.trim().replace(/\s*\n\s*/g, ' ')}\n`)
    .join('');
}
