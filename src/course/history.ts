/** What was typed in a step, as checks read it: `$HISTORY` has a line for each command, `STATUS PROMPT COMMAND`. */
import { LIMITS } from '../base/limits.ts';

export interface TypedCommand {
  readonly command: string;
  readonly status: number;
  /** `$`: on the learner's machine; `#`: inside of a container. */
  readonly prompt: '$' | '#';
  /** Where that shell stands now, for whoever wants to bring the learner back there. */
  readonly cwd?: string;
}

/** The latest of it: checks get it in their environment, where an operating system takes only so much (execve(2)). */
export function historyText(history: readonly TypedCommand[]): string {
  let text = '';
  for (const { status, prompt, command } of history.toReversed()) {
    const line = `${status} ${prompt} ${command.trim().replace(/\s*\n\s*/g, ' ')}`.slice(0, LIMITS.lessonHistoryLine);
    if (text.length + line.length >= LIMITS.lessonHistory) break;
    text = `${line}\n${text}`;
  }
  return text;
}
