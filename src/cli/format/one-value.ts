/** `--format` of commands that show one value, as version and info do. */
import { CliFailure } from '../failure.ts';
import type { Session } from '../session.ts';
import { toJson } from './json.ts';
import { compileTemplate, executeTemplate } from './template.ts';
import { TemplateError } from './template-lex.ts';
import type { GoValue } from './value.ts';

/** What came before a field that is not there stands on standard output, and ends its line, as in Docker. `name`: of the template, in errors. */
export async function printFormatted(session: Session, format: string, value: GoValue, name = ''): Promise<void> {
  if (format === 'json' || format === '{{json .}}') return session.print(`${toJson(value)}\n`);
  let text: string;
  try {
    text = executeTemplate(compileTemplate(format), value, { name });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (!error.message.includes(': executing ')) {
      const message = error.message.replace('template: :', `template: ${name}:`);
      throw new CliFailure(`template parsing error: ${message}`, 64);
    }
    await session.print(`${error.written}\n`);
    throw new CliFailure(error.message);
  }
  await session.print(`${text}\n`);
}
