/**
 * `--format` of commands that list things: a table, JSON, or a template for each row (cli/command/formatter).
 */
import { CliFailure } from '../failure.ts';
import { HEADER_FUNCTIONS } from './functions.ts';
import { alignTabs } from './tabwriter.ts';
import { compileTemplate, executeTemplate } from './template.ts';
import { TemplateError } from './template-lex.ts';
import { GoFunction, GoMap, GoStruct, type GoValue } from './value.ts';

export interface Listing<T> {
  /** As error texts have it, e.g. `*formatter.ContainerContext`. */
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The template behind `table`. */
  readonly table: string;
  /** In JSON fields stand sorted by name, as they are given here. */
  readonly fields: Readonly<Record<string, (row: T) => GoValue>>;
  readonly methods?: Readonly<Record<string, (row: T, args: readonly GoValue[]) => GoValue>>;
}

/** `docker ps` tries its template before it asks the engine, and words its mistakes differently. */
export type TemplateMistake = 'parsing' | 'trying';

/** `\t` and `\n`, which a shell's quotes leave as they are. */
export function unescaped(source: string): string {
  return source.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
}

/** The rows as text, each ended by a newline. */
export function formatRows<T>(
  format: string,
  listing: Listing<T>,
  rows: readonly T[],
  mistake: TemplateMistake = 'parsing',
): string {
  const isTable = format.startsWith('table');
  let source = format === 'table' ? listing.table : format === 'json' ? '{{json .}}' : format;
  // What is only tried out is read as it was written.
  if (mistake === 'parsing')
    source = unescaped(source.replace(/^table/, isTable ? '' : 'table').replace(/^ +| +$/g, ''));
  const run = (stage: 'parse' | 'execute', action: () => string) => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const what = mistake === 'trying' ? `failed to ${stage} template` : 'template parsing error';
      throw new CliFailure(`${what}: ${error.message}`);
    }
  };
  let template = compileTemplate('');
  run('parse', () => {
    template = compileTemplate(source);
    return '';
  });
  const lines = rows.map((row) => run('execute', () => `${executeTemplate(template, rowValue(listing, row))}\n`));
  if (!isTable) return lines.join('');
  const header = new GoMap(
    'formatter.SubHeaderContext',
    new Map<string, GoValue>([...Object.entries(listing.headers), ['Label', LABEL_HEADER]]),
  );
  let head = '';
  try {
    head = executeTemplate(template, header, { functions: HEADER_FUNCTIONS });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  return alignTabs(`${head}\n${lines.join('')}`);
}

/** `{{.Label "com.example.team-name"}}` is headed `team name`. */
const LABEL_HEADER = new GoFunction(
  'Label',
  1,
  ([name]) => String(name).split('.').at(-1)?.replace(/[-_]/g, ' ') ?? '',
);

/** True when the template asks for a field: docker then asks the engine for costly things. */
export function mentions(format: string, field: string): boolean {
  return new RegExp(`\\.${field}\\b`).test(format);
}

/** A row as templates see it. */
export function rowValue<T>(listing: Listing<T>, row: T): GoValue {
  const fields = Object.entries(listing.fields).map(([name, get]) => ({
    name,
    json: name as string | undefined,
    omitEmpty: false,
    get: () => get(row),
  }));
  for (const [name, call] of Object.entries(listing.methods ?? {})) {
    fields.push({
      name,
      json: undefined,
      omitEmpty: false,
      get: () => new GoFunction(name, 1, (args) => call(row, args)),
    });
  }
  return new GoStruct(listing.type, fields, false, true);
}
