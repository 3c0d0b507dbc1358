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

/** The rows as text, each ended by a newline. */
export function formatRows<T>(format: string, listing: Listing<T>, rows: readonly T[]): string {
  const isTable = format.startsWith('table');
  let source = isTable ? format.slice('table'.length) : format === 'json' ? '{{json .}}' : format;
  source = source
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
  if (isTable && source === '') source = listing.table;
  const run = (stage: string, action: () => string) => {
    try {
      return action();
    } catch (error) {
      if (error instanceof TemplateError) throw new CliFailure(`failed to ${stage} template: ${error.message}`);
      throw error;
    }
  };
  let template = compileTemplate('');
  run('parse', () => {
    template = compileTemplate(source);
    return '';
  });
  const lines = rows.map((row) => run('execute', () => `${executeTemplate(template, rowValue(listing, row))}\n`));
  if (!isTable) return lines.join('');
  const header = new GoMap('formatter.SubHeaderContext', new Map(Object.entries(listing.headers)));
  let head = '';
  try {
    head = executeTemplate(template, header, { functions: HEADER_FUNCTIONS });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  return alignTabs(`${head}\n${lines.join('')}`);
}

/** True when the template asks for a field: docker then asks the engine for costly things. */
export function mentions(format: string, field: string): boolean {
  return new RegExp(`\\.${field}\\b`).test(format);
}

function rowValue<T>(listing: Listing<T>, row: T): GoValue {
  const fields = Object.entries(listing.fields).map(([name, get]) => ({
    name,
    json: name as string | undefined,
    omitEmpty: false,
    get: () => get(row),
  }));
  for (const [name, call] of Object.entries(listing.methods ?? {})) {
    fields.push({ name, json: undefined, omitEmpty: false, get: () => new GoFunction((args) => call(row, args)) });
  }
  return new GoStruct(listing.type, fields, false, true);
}
