/** Arguments that are one of a few words, as GNU takes them: any beginning that fits one alone; else the words are listed. */
import { Quit, type Tool } from './tool.ts';

/** Each group holds words of one meaning; the first is its key. */
export type Choices = readonly (readonly string[])[];

/** The key of `word`; `context` is the option as messages name it. */
export async function choose(t: Tool, context: string, word: string, choices: Choices, status = 1): Promise<string> {
  const exact = choices.find((group) => group.includes(word));
  if (exact) return exact[0] as string;
  const fitting = choices.filter((group) => group.some((candidate) => candidate.startsWith(word)));
  if (fitting.length === 1) return (fitting[0] as readonly string[])[0] as string;
  const what = fitting.length ? 'ambiguous' : 'invalid';
  const valid = choices.map((group) => `  - ${group.map((name) => `'${name}'`).join(', ')}\n`).join('');
  await t.err(
    `${t.called}: ${what} argument ${t.quote(word)} for ${t.quote(context)}\nValid arguments are:\n${valid}Try '${t.called} --help' for more information.\n`,
  );
  throw new Quit(status);
}
