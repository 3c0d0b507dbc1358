/** mod_rewrite: the rules of the server before a path is known, and those of directories and .htaccess files once it is. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { SysError } from '../../../kernel/errno.ts';
import { last } from './config.ts';
import type { ApacheDirective } from './config-parser.ts';
import { movedTo } from './error-answer.ts';
import { type Exchange, Refused } from './exchange.ts';
import { conditionHolds } from './rewrite-condition.ts';
import { type RewriteRule, rulesOf } from './rewrite-rules.ts';
import { escapePath, expand, type RewriteState } from './rewrite-text.ts';

/** What the rules have made of a request; undefined: nothing. */
export type Rewritten =
  | { readonly response: HttpResponse }
  /** A URL that is fetched by proxy. */
  | { readonly proxy: string }
  /** Another URI of this server, looked up like one that was asked for. */
  | { readonly uri: string }
  /** A file of this machine. */
  | { readonly path: string }
  | undefined;

const ABSOLUTE = /^(?:(?:ajp|balancer|fcgi|ftp|h2c?|https?|ldap|scgi|uwsgi|wss?):\/\/|mailto:|news:)/i;
const MOST_ROUNDS = 32_000;

const isOn = (directives: readonly ApacheDirective[]) => /^on$/i.test(last(directives, 'RewriteEngine') ?? 'off');
const inherits = (directives: readonly ApacheDirective[], name: string) =>
  directives.some((one) => one.name === 'RewriteOptions' && one.args.some((word) => word.toLowerCase() === name));

/** The rules of a host and, where it inherits them, of the server. */
export async function rewriteInServer(exchange: Exchange): Promise<Rewritten> {
  const { config } = exchange.context;
  if (!config.modules.has('rewrite_module') || exchange.rewritten) return undefined;
  const own = exchange.host?.directives ?? config.main;
  const outer = exchange.host ? config.main : [];
  const rules = inheritedRules(own, outer);
  const state = { filename: exchange.uri, query: exchange.query };
  if (!isOn(own)) return undefined;
  const outcome = await new RewriteRun(exchange, rules, undefined, { ...state, pathInfo: '' }).run();
  if (!outcome) return undefined;
  const { filename } = outcome;
  if (outcome.proxy) return { proxy: withQuery(filename, exchange.query) };
  if (ABSOLUTE.test(filename)) return { response: away(exchange, filename, outcome, state.query) };
  if (!filename.startsWith('/')) throw new Refused(400);
  if (outcome.passthrough) return { uri: filename };
  // What begins as a path of the machine does is one; else it lies below the document root.
  const first = /^\/[^/]*/.exec(filename)?.[0] ?? '/';
  const there = first !== '/' && (await exists(exchange, first));
  return { path: there ? filename : exchange.documentRoot() + filename };
}

function inheritedRules(own: readonly ApacheDirective[], outer: readonly ApacheDirective[]): readonly RewriteRule[] {
  if (inherits(own, 'inheritbefore')) return [...rulesOf(outer), ...rulesOf(own)];
  return inherits(own, 'inherit') ? [...rulesOf(own), ...rulesOf(outer)] : rulesOf(own);
}

const hasRules = ({ directives }: { readonly directives: readonly ApacheDirective[] }) =>
  directives.some(({ name }) => name.startsWith('Rewrite'));

/** What the innermost folder with rules makes of a request. `path`: what the URI leads to. */
export async function rewriteInFolder(exchange: Exchange, path: string): Promise<Rewritten> {
  if (!exchange.context.config.modules.has('rewrite_module') || exchange.rewritten) return undefined;
  const sections = exchange.levels.slice(2);
  const at = sections.findLastIndex(hasRules);
  const level = sections[at];
  const all = sections.flatMap(({ directives }) => directives);
  if (!level || !isOn(all)) return undefined;
  const outer = sections.slice(0, at).findLast(hasRules);
  const folder = `${(level.place ?? '').replace(/\/$/, '')}/`;
  // A folder without its slash is mod_dir's to redirect.
  if (path === folder.slice(0, -1)) return undefined;
  const { filename: found, pathInfo } = await splitPath(exchange, path);
  const options = exchange.options();
  if (!options.has('followsymlinks') && !options.has('symlinksifownermatch')) {
    await exchange.error(
      'rewrite',
      `AH00670: Options FollowSymLinks and SymLinksIfOwnerMatch are both off, so the RewriteRule directive is also forbidden due to its similar ability to circumvent directory restrictions : ${found}`,
    );
    throw new Refused(403);
  }
  const base = last(all, 'RewriteBase');
  const before = exchange.query;
  const rules = inheritedRules(level.directives, outer?.directives ?? []);
  const state = { filename: found, query: exchange.query, pathInfo };
  const outcome = await new RewriteRun(exchange, rules, folder, state).run();
  if (!outcome || outcome.filename === found) return undefined;
  const { filename } = outcome;
  if (outcome.proxy) return { proxy: withQuery(filename, exchange.query) };
  if (ABSOLUTE.test(filename)) {
    const based = base === undefined ? filename : filename.replace(folder, base.replace(/\/?$/, '/'));
    return { response: away(exchange, based, outcome, before) };
  }
  if (!filename.startsWith('/')) throw new Refused(400);
  if (base !== undefined && filename.startsWith(folder))
    return { uri: base.replace(/\/?$/, '/') + filename.slice(folder.length) };
  const root = exchange.documentRoot();
  return { uri: base === undefined && filename.startsWith(`${root}/`) ? filename.slice(root.length) : filename };
}

/** The file or folder that is there, or the first name that is not; and what is left of the path. */
async function splitPath(exchange: Exchange, path: string): Promise<{ filename: string; pathInfo: string }> {
  const names = path.split('/').slice(1);
  for (let i = 1; i < names.length; i++) {
    const so = `/${names.slice(0, i).join('/')}`;
    const folder = await isFolder(exchange, so);
    if (!folder) return { filename: so, pathInfo: `/${names.slice(i).join('/')}` };
  }
  return { filename: path, pathInfo: '' };
}

async function isFolder(exchange: Exchange, path: string): Promise<boolean> {
  try {
    return (await exchange.context.sys.stat(path)).type === 'directory';
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

async function exists(exchange: Exchange, path: string): Promise<boolean> {
  return exchange.context.sys.access(path, {});
}

const withQuery = (target: string, query: string | undefined) => (query === undefined ? target : `${target}?${query}`);

/** `given`: the query of the request, which is escaped already. */
function away(exchange: Exchange, target: string, outcome: Outcome, given: string | undefined): HttpResponse {
  const [, origin = '', path = ''] = /^([a-z]+:(?:\/\/[^/?]*)?)(.*)$/is.exec(target) ?? [];
  const { query } = exchange;
  const kept = outcome.noescape || query === given;
  const location = withQuery(
    origin + (outcome.noescape ? path : escapePath(path)),
    query === undefined || kept ? query : escapePath(query),
  );
  const { status } = outcome;
  return movedTo(exchange, status >= 300 && status < 400 ? status : 302, location);
}

interface Outcome {
  readonly filename: string;
  /** Of R, for what leads elsewhere. */
  readonly status: number;
  readonly proxy: boolean;
  readonly passthrough: boolean;
  readonly noescape: boolean;
}

/** One list of rules on its way over a request. */
class RewriteRun {
  readonly #state: RewriteState;
  #status = 0;
  #passthrough = false;
  #noescape = false;
  #proxy = false;
  #changed = false;

  constructor(
    private readonly exchange: Exchange,
    private readonly rules: readonly RewriteRule[],
    /** Ends in a slash; undefined for the rules of the server. */
    private readonly folder: string | undefined,
    state: Omit<RewriteState, 'rule' | 'condition'>,
  ) {
    this.#state = { ...state, rule: undefined, condition: undefined };
  }

  /** Undefined: no rule has matched. Refused by those that force a status. */
  async run(): Promise<Outcome | undefined> {
    let rounds = 0;
    let i = 0;
    while (i < this.rules.length) {
      const rule = this.rules[i++] as RewriteRule;
      const { names, skip } = rule.flags;
      if (!(await this.#applies(rule))) {
        // The rules that are chained to one that does not match are passed over with it.
        for (let chained = names.has('chain'); chained && i < this.rules.length; i++)
          chained = (this.rules[i] as RewriteRule).flags.names.has('chain');
        continue;
      }
      this.#noescape = names.has('noescape');
      if (names.has('passthrough')) this.#passthrough = true;
      if (names.has('end')) this.exchange.rewritten = true;
      if (names.has('passthrough') || names.has('end') || names.has('proxy') || names.has('last')) break;
      if (names.has('next')) {
        if (++rounds > MOST_ROUNDS) throw new Refused(500);
        i = 0;
      }
      i += skip;
    }
    this.exchange.query = this.#state.query;
    if (!this.#changed) return undefined;
    return {
      filename: this.#state.filename,
      status: this.#status,
      proxy: this.#proxy,
      passthrough: this.#passthrough,
      noescape: this.#noescape,
    };
  }

  async #applies(rule: RewriteRule): Promise<boolean> {
    const { exchange, folder } = this;
    const state = this.#state;
    const whole = folder === undefined ? state.filename : state.filename + state.pathInfo;
    const tried = folder !== undefined && whole.startsWith(folder) ? whole.slice(folder.length) : whole;
    const match = rule.expression.exec(tried);
    if ((match !== null) === rule.negated) return false;
    state.rule = match ?? undefined;
    state.condition = undefined;
    if (!(await this.#conditions(rule))) return false;
    const { flags, target } = rule;
    const { names } = flags;
    const text = target === '-' ? undefined : expand(target, exchange, state, names.has('b'));
    this.#note(rule);
    this.#changed = true;
    if (text !== undefined) this.#substitute(rule, text);
    if (names.has('discardpath')) state.pathInfo = '';
    if (flags.status >= 300 && flags.status < 400) this.#status = flags.status;
    else if (flags.status > 0) throw new Refused(flags.status);
    return true;
  }

  async #conditions({ conditions }: RewriteRule): Promise<boolean> {
    for (let i = 0; i < conditions.length; i++) {
      const holds = await conditionHolds(conditions[i]!, this.exchange, this.#state);
      const or = conditions[i]!.or;
      if (!holds && !or) return false;
      if (holds && or) while (conditions[i]?.or) i++;
    }
    return true;
  }

  /** Variables, cookies and the type, which a rule leaves behind even when it puts nothing in place. */
  #note({ flags }: RewriteRule): void {
    const { exchange } = this;
    for (const item of flags.env) {
      const [, name = '', value = ''] = /^([^:]*)(?::(.*))?$/s.exec(expand(item, exchange, this.#state)) ?? [];
      if (name.startsWith('!')) exchange.noted.set(name.slice(1), undefined);
      else exchange.noted.set(name, value);
    }
    for (const item of flags.cookies) exchange.cookies.push(cookie(expand(item, exchange, this.#state), exchange));
    if (flags.type !== undefined) exchange.forcedType = expand(flags.type, exchange, this.#state);
  }

  #substitute({ flags }: RewriteRule, text: string): void {
    const { exchange } = this;
    const state = this.#state;
    const { names } = flags;
    const mark = names.has('qslast') ? text.lastIndexOf('?') : text.indexOf('?');
    if (names.has('qsdiscard')) state.query = undefined;
    if (mark >= 0) {
      const own = text.slice(mark + 1);
      const both = [own, state.query ?? ''].filter(Boolean).join('&');
      state.query = (names.has('qsappend') ? both : own) || undefined;
    }
    let filename = mark >= 0 ? text.slice(0, mark) : text;
    if (this.folder !== undefined && !filename.startsWith('/') && !ABSOLUTE.test(filename))
      filename = this.folder + filename;
    const full = (path: string) =>
      ABSOLUTE.test(path) ? path : exchange.origin() + (path.startsWith('/') ? path : `/${path}`);
    if (names.has('proxy')) {
      this.#proxy = true;
      state.filename = full(filename);
    } else if (names.has('redirect')) state.filename = full(filename);
    else {
      const own = `${exchange.origin()}/`;
      state.filename = filename.startsWith(own) ? filename.slice(own.length - 1) : filename;
    }
  }
}

/** `name:value:domain:minutes:path:secure:httponly` as the field Set-Cookie. */
function cookie(text: string, exchange: Exchange): string {
  const [name, value, domain, minutes, path, secure, httpOnly] = text.split(text.startsWith(';') ? ';' : ':');
  const lasts = Number(minutes ?? 0) * 60_000;
  const [, week, day, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) (\S+)/.exec(new Date(exchange.context.sys.now() + lasts).toUTCString()) ?? [];
  const parts = [
    `${name}=${value ?? ''}`,
    `path=${path || '/'}`,
    `domain=${domain ?? ''}`,
    ...(lasts > 0 ? [`expires=${week}, ${day}-${month}-${year} ${time} GMT`] : []),
    ...(/^(true|1|secure)$/i.test(secure ?? '') ? ['secure'] : []),
    ...(/^(true|1|httponly)$/i.test(httpOnly ?? '') ? ['HttpOnly'] : []),
  ];
  return parts.join('; ');
}
