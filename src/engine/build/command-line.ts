/** Shell and exec form. */
import type { CommandLine } from './instructions.ts';
import { shellOf, type Config } from './state.ts';

export function resolveLine(line: CommandLine, config: Config): readonly string[] {
  return line.shell ? [...shellOf(config), ...line.words] : line.words;
}
