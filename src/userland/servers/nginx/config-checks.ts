/** What can only be said of a configuration as a whole. */
import { ConfigError, type Directive } from './config-parser.ts';
import { conditionWords } from './rewrite-condition.ts';
import { groupNames } from './regular-expression.ts';
import { parseLimit } from './request-limit.ts';
import { unknownVariable } from './variables.ts';

/** ConfigError for log formats, zones and variables that do not exist. */
export function checkAll(
  http: readonly Directive[],
  formats: ReadonlyMap<string, unknown>,
  mapped: ReadonlyMap<string, unknown>,
  zones: ReadonlyMap<string, unknown>,
): void {
  const missing = new Set<string>();
  const walk = (directives: readonly Directive[]) => {
    for (const directive of directives) {
      const { name, args, block, where } = directive;
      const [, format] = args;
      if (name === 'access_log' && format !== undefined && !format.includes('=') && !formats.has(format))
        throw new ConfigError(`unknown log format "${format}" ${where}`);
      if (name === 'limit_req') {
        const { zone } = parseLimit(directive);
        if (!zones.has(zone)) missing.add(zone);
      }
      for (const value of valuesWithVariables(directive)) {
        const unknown = unknownVariable(value, known);
        if (unknown !== undefined) throw new ConfigError(`unknown "${unknown}" variable`);
      }
      if (block && name !== 'types') walk(block);
    }
  };
  const known = new Set([...mapped.keys(), ...definedIn(http)]);
  walk(http);
  for (const zone of missing) throw new ConfigError(`zero size shared memory zone "${zone}"`, 'complete');
}

/** Variables of `set`, and groups of regular expressions that have names. */
function definedIn(directives: readonly Directive[]): readonly string[] {
  return directives.flatMap(({ name, args, block }) => [
    ...(name === 'set' ? [(args[0] as string).slice(1)] : []),
    ...(/^(location|rewrite|if|server_name)$/.test(name) ? args.flatMap(groupNames) : []),
    ...(name === 'map' ? (block ?? []).flatMap((entry) => groupNames(entry.name)) : definedIn(block ?? [])),
  ]);
}

const EXPANDED =
  /^(return|proxy_pass|proxy_set_header|add_header|try_files|set|root|alias|log_format|map|geo|split_clients|limit_req_zone|hash|error_page)$/;

/** The words of a directive in which variables stand for something; `$` in a regular expression is its end. */
function valuesWithVariables({ name, args }: Directive): readonly string[] {
  if (name === 'rewrite') return args.slice(1);
  if (name === 'if') {
    const [left = '', operator, right = ''] = conditionWords(args);
    if (/^!?-[fdex]$/.test(left)) return [operator ?? ''];
    return operator === '=' || operator === '!=' ? [left, right] : [left];
  }
  if (/^(map|geo|split_clients)$/.test(name)) return args.slice(0, -1);
  return EXPANDED.test(name) ? args : [];
}
