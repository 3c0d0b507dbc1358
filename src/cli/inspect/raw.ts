/** Shows what the engine knows of objects: JSON with four spaces, or a template (cli/command/inspect). */
import { errorText } from '../errors.ts';
import { CliFailure } from '../failure.ts';
import { plainJson } from '../format/json.ts';
import { compileTemplate, executeTemplate } from '../format/template.ts';
import { TemplateError } from '../format/template-lex.ts';
import { untyped } from '../format/value.ts';
import type { Session } from '../session.ts';
import { typed, type Schema } from './schema.ts';

export interface Inspected {
  readonly value: unknown;
  /** How Docker's own types see it; templates try that first. */
  readonly schema?: Schema;
  /** The client keeps no more of it than its types have. */
  readonly typedOnly?: boolean;
  /** Made by the client itself, whose encoder escapes `<`, `>` and `&`. */
  readonly escapes?: boolean;
}

/** Inspects each name; what failed is told after what was found, with status 1. */
export async function inspectEach(
  session: Session,
  names: readonly string[],
  format: string,
  lookUp: (name: string) => Promise<Inspected>,
): Promise<void> {
  const render = renderer(format);
  const found: string[] = [];
  const failures: string[] = [];
  for (const name of names) {
    try {
      found.push(render(await lookUp(name)));
    } catch (error) {
      failures.push(error instanceof TemplateError ? `template parsing error: ${error.message}` : errorText(error));
    }
  }
  await session.print(output(format, found));
  if (failures.length) throw new CliFailure(failures.join('\n'));
}

function output(format: string, found: readonly string[]): string {
  if (format === 'json') return `[${found.join(',')}]\n`;
  if (format !== '') return found.length ? found.map((text) => `${text}\n`).join('') : '\n';
  if (found.length === 0) return '[]\n';
  return `[\n${found.map((text) => text.replace(/^/gm, '    ')).join(',\n')}\n]\n`;
}

function renderer(format: string): (object: Inspected) => string {
  if (format === '') return ({ value, escapes }) => plainJson(value, '    ', escapes);
  if (format === 'json') return ({ value, escapes }) => plainJson(value, '', escapes);
  let template: ReturnType<typeof compileTemplate>;
  try {
    template = compileTemplate(format);
  } catch (error) {
    if (error instanceof TemplateError) throw new CliFailure(`template parsing error: ${error.message}`, 64);
    throw error;
  }
  return ({ value, schema, typedOnly }) => {
    if (schema) {
      try {
        return executeTemplate(template, typed(schema, value));
      } catch (error) {
        if (!(error instanceof TemplateError) || typedOnly) throw error;
      }
    }
    return executeTemplate(template, untyped(value), { strictKeys: true });
  };
}
