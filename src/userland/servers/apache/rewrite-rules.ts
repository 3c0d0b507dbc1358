/** RewriteCond and RewriteRule as parsed: patterns and flags (httpd, mod/mod_rewrite.html). */
import { REASONS } from '../../../base/http/server-style.ts';
import { type ApacheDirective, syntaxError } from './config-parser.ts';

export interface RewriteCondition {
  readonly test: string;
  readonly negated: boolean;
  readonly kind: 'expression' | 'text' | 'number' | 'file';
  /** `=`, `>`, `-eq`, `-f`; nothing of a regular expression. */
  readonly operator: string;
  readonly operand: string;
  readonly expression: RegExp | undefined;
  readonly or: boolean;
  readonly anyCase: boolean;
}

export interface RewriteFlags {
  readonly names: ReadonlySet<RewriteFlag>;
  /** Of R, F and G. */
  readonly status: number;
  readonly skip: number;
  readonly env: readonly string[];
  readonly cookies: readonly string[];
  readonly type: string | undefined;
}

export interface RewriteRule {
  readonly conditions: readonly RewriteCondition[];
  readonly negated: boolean;
  readonly expression: RegExp;
  /** `-`: nothing is put in place of it. */
  readonly target: string;
  readonly flags: RewriteFlags;
}

const FLAG_NAMES = {
  b: 'b',
  c: 'chain',
  chain: 'chain',
  co: 'cookie',
  cookie: 'cookie',
  dpi: 'discardpath',
  discardpath: 'discardpath',
  e: 'env',
  env: 'env',
  end: 'end',
  f: 'forbidden',
  forbidden: 'forbidden',
  g: 'gone',
  gone: 'gone',
  l: 'last',
  last: 'last',
  n: 'next',
  next: 'next',
  nc: 'nocase',
  nocase: 'nocase',
  ne: 'noescape',
  noescape: 'noescape',
  ns: 'nosubreq',
  nosubreq: 'nosubreq',
  p: 'proxy',
  proxy: 'proxy',
  pt: 'passthrough',
  passthrough: 'passthrough',
  qsa: 'qsappend',
  qsappend: 'qsappend',
  qsd: 'qsdiscard',
  qsdiscard: 'qsdiscard',
  qsl: 'qslast',
  qslast: 'qslast',
  r: 'redirect',
  redirect: 'redirect',
  s: 'skip',
  skip: 'skip',
  t: 'type',
  type: 'type',
} as const;

export type RewriteFlag = (typeof FLAG_NAMES)[keyof typeof FLAG_NAMES];

const STATUS_WORDS: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 };

const parsed = new WeakMap<readonly ApacheDirective[], readonly RewriteRule[]>();

/** The rules of one level, each with the conditions before it. ApacheConfigError by the directive that is wrong. */
export function rulesOf(directives: readonly ApacheDirective[]): readonly RewriteRule[] {
  const known = parsed.get(directives);
  if (known) return known;
  const rules: RewriteRule[] = [];
  let conditions: RewriteCondition[] = [];
  for (const directive of directives) {
    if (directive.name === 'RewriteCond') conditions.push(parseCondition(directive));
    if (directive.name !== 'RewriteRule') continue;
    rules.push({ ...parseRule(directive), conditions });
    conditions = [];
  }
  parsed.set(directives, rules);
  return rules;
}

function flagWords(directive: ApacheDirective, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const inner = /^\[(.*)\]$/s.exec(text)?.[1];
  if (inner === undefined) throw syntaxError(directive, `${directive.name}: bad flag delimiters`);
  return inner
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

/** Negated by `!`; PCRE near enough to JavaScript's own. */
function compiled(
  directive: ApacheDirective,
  pattern: string,
  anyCase: boolean,
): { negated: boolean; expression: RegExp } {
  const negated = pattern.startsWith('!');
  const source = negated ? pattern.slice(1) : pattern;
  try {
    const inline = source.startsWith('(?i)');
    return { negated, expression: new RegExp(inline ? source.slice(4) : source, anyCase || inline ? 'i' : '') };
  } catch {
    throw syntaxError(directive, `${directive.name}: cannot compile regular expression '${source}'`);
  }
}

export function parseRule(directive: ApacheDirective): Omit<RewriteRule, 'conditions'> {
  const [pattern, target, flagText] = directive.args;
  if (pattern === undefined || target === undefined)
    throw syntaxError(directive, `RewriteRule: bad argument line '${directive.args.join(' ')}'`);
  const flags = parseFlags(directive, flagText);
  return { ...compiled(directive, pattern, flags.names.has('nocase')), target, flags };
}

function parseFlags(directive: ApacheDirective, text: string | undefined): RewriteFlags {
  const names = new Set<RewriteFlag>();
  const env: string[] = [];
  const cookies: string[] = [];
  let status = 0;
  let skip = 0;
  let type: string | undefined;
  for (const word of flagWords(directive, text)) {
    const [, given = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const key = given.toLowerCase();
    if (!Object.hasOwn(FLAG_NAMES, key)) {
      const known = /^(bctls|bne|bnp|h|handler|unc|unsafeallow3f|unsafeprefixstat)$/.test(key);
      throw syntaxError(
        directive,
        known ? `RewriteRule: flag '${given}' is not simulated in Drydock` : `RewriteRule: unknown flag '${given}'`,
      );
    }
    const name = FLAG_NAMES[key as keyof typeof FLAG_NAMES];
    names.add(name);
    if (name === 'env' && value !== undefined) env.push(value);
    if (name === 'cookie' && value !== undefined) cookies.push(value);
    if (name === 'skip') skip = Number.parseInt(value ?? '', 10) || 0;
    if (name === 'type') type = value;
    if (name === 'forbidden') status = 403;
    if (name === 'gone') status = 410;
    if (name === 'redirect') status = redirectStatus(directive, value);
  }
  return { names, status, skip, env, cookies, type };
}

function redirectStatus(directive: ApacheDirective, value: string | undefined): number {
  if (value === undefined || value === '') return 302;
  const status = STATUS_WORDS[value.toLowerCase()] ?? Number(value);
  if (!Object.hasOwn(REASONS, status))
    throw syntaxError(directive, `RewriteRule: invalid HTTP response code '${value}' for flag 'R'`);
  return status;
}

export function parseCondition(directive: ApacheDirective): RewriteCondition {
  const [test, pattern, flagText] = directive.args;
  if (test === undefined || pattern === undefined)
    throw syntaxError(directive, `RewriteCond: bad argument line '${directive.args.join(' ')}'`);
  if (test === 'expr') throw syntaxError(directive, 'RewriteCond: expressions are not simulated in Drydock');
  const words = flagWords(directive, flagText);
  const unknown = words.find((word) => !/^(nc|nocase|or|ornext|nv|novary)$/i.test(word));
  if (unknown !== undefined) throw syntaxError(directive, `RewriteCond: unknown flag '${unknown}'`);
  const anyCase = words.some((word) => /^(nc|nocase)$/i.test(word));
  const shared = { test, or: words.some((word) => /^or(next)?$/i.test(word)), anyCase, expression: undefined };
  const negated = pattern.startsWith('!');
  const plain = negated ? pattern.slice(1) : pattern;
  const [, number, operand = ''] = /^(-(?:lt|le|eq|ge|gt|ne))(.*)$/s.exec(plain) ?? [];
  if (number !== undefined) return { ...shared, negated, kind: 'number', operator: number, operand };
  if (/^-[UF]$/.test(plain))
    throw syntaxError(directive, `RewriteCond: the test '${plain}' is not simulated in Drydock`);
  if (/^-[fsdxlLh]$/.test(plain)) return { ...shared, negated, kind: 'file', operator: plain, operand: '' };
  const [, operator, text = ''] = /^(<=|>=|<|>|=)(.*)$/s.exec(plain) ?? [];
  if (operator !== undefined) return { ...shared, negated, kind: 'text', operator, operand: text === '""' ? '' : text };
  return { ...shared, ...compiled(directive, pattern, anyCase), kind: 'expression', operator: '', operand: '' };
}
