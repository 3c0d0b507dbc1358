/** Who may come in by Require and its containers, and by Order, Allow and Deny of older configurations. */
import type { ApacheDirective } from './config-parser.ts';

export interface Visitor {
  readonly address: string;
  readonly method: string;
  readonly env: ReadonlyMap<string, string>;
  /** Undefined: has not said who he is. */
  readonly user: string | undefined;
}

/** `user`: it depends on who is asking. `neutral`: the rule says nothing. */
export type Verdict = 'granted' | 'denied' | 'user' | 'neutral';

const CONTAINERS = /^Require(All|Any|None)$/;

/** Of the innermost level that says anything; 'neutral' when none does. */
export function authorization(levels: readonly (readonly ApacheDirective[])[], visitor: Visitor): Verdict {
  const rules = levels.findLast((level) => level.some(isRule))?.filter(isRule) ?? [];
  return rules.length === 0 ? 'neutral' : any(rules, visitor);
}

const isRule = ({ name }: ApacheDirective) => name === 'Require' || CONTAINERS.test(name);

function any(rules: readonly ApacheDirective[], visitor: Visitor): Verdict {
  const verdicts = rules.map((rule) => verdictOf(rule, visitor));
  if (verdicts.includes('granted')) return 'granted';
  if (verdicts.includes('user')) return 'user';
  return verdicts.includes('denied') ? 'denied' : 'neutral';
}

function all(rules: readonly ApacheDirective[], visitor: Visitor): Verdict {
  const verdicts = rules.map((rule) => verdictOf(rule, visitor));
  if (verdicts.includes('denied')) return 'denied';
  if (verdicts.includes('user')) return 'user';
  return verdicts.includes('granted') ? 'granted' : 'neutral';
}

function verdictOf({ name, args, block }: ApacheDirective, visitor: Visitor): Verdict {
  const inner = (block ?? []).filter(isRule);
  if (name === 'RequireAll') return all(inner, visitor);
  if (name === 'RequireAny') return any(inner, visitor);
  if (name === 'RequireNone') {
    const verdict = any(inner, visitor);
    return verdict === 'granted' ? 'denied' : verdict === 'user' ? 'user' : 'neutral';
  }
  const negated = args[0]?.toLowerCase() === 'not';
  const [kind = '', ...words] = negated ? args.slice(1) : args;
  const holds = requirement(kind.toLowerCase(), words, visitor);
  if (holds === 'user') return 'user';
  return negated ? (holds ? 'denied' : 'neutral') : holds ? 'granted' : 'denied';
}

function requirement(
  kind: string,
  words: readonly string[],
  { address, method, env, user }: Visitor,
): boolean | 'user' {
  if (kind === 'all') return words[0]?.toLowerCase() === 'granted';
  if (kind === 'ip') return words.some((network) => inNetwork(address, network));
  if (kind === 'host') return words.includes('localhost') && address.startsWith('127.');
  if (kind === 'local') return address.startsWith('127.') || address === '::1';
  if (kind === 'env') return words.some((name) => env.has(name));
  if (kind === 'method') return words.includes(method);
  if (user === undefined) return 'user';
  return kind === 'valid-user' || (kind === 'user' && words.includes(user));
}

/** Order, Allow and Deny of the innermost level that has any. */
export function oldAccess(levels: readonly (readonly ApacheDirective[])[], visitor: Visitor): Verdict {
  const rules = levels.findLast((level) => level.some(({ name }) => /^(Order|Allow|Deny)$/.test(name))) ?? [];
  if (rules.length === 0) return 'neutral';
  const order =
    rules
      .findLast(({ name }) => name === 'Order')
      ?.args.join('')
      .toLowerCase() ?? 'deny,allow';
  const named = (kind: string) => rules.some(({ name, args }) => name === kind && from(args.slice(1), visitor));
  if (order === 'allow,deny') return named('Allow') && !named('Deny') ? 'granted' : 'denied';
  return named('Deny') && !named('Allow') ? 'denied' : 'granted';
}

function from(words: readonly string[], { address, env }: Visitor): boolean {
  return words.some((word) => {
    const [, variable] = /^env=(.*)$/i.exec(word) ?? [];
    if (variable !== undefined) return variable.startsWith('!') ? !env.has(variable.slice(1)) : env.has(variable);
    return (
      word.toLowerCase() === 'all' || inNetwork(address, word) || (word === 'localhost' && address.startsWith('127.'))
    );
  });
}

/** `10.1`, `10.1.0.0/16` or `10.1.0.0/255.255.0.0`. */
function inNetwork(address: string, network: string): boolean {
  const [base = '', bits] = network.split('/');
  if (bits === undefined) return address === base || address.startsWith(`${base.replace(/\.$/, '')}.`);
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = bits.includes('.') ? 2 ** 32 - number(bits) : 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}
