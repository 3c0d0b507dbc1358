/** RewriteCond: whether one holds. */
import { SysError } from '../../../kernel/errno.ts';
import type { Exchange } from './exchange.ts';
import type { RewriteCondition } from './rewrite-rules.ts';
import { expand, type RewriteState } from './rewrite-text.ts';

/** What a regular expression has matched stays for `%1`. */
export async function conditionHolds(
  condition: RewriteCondition,
  exchange: Exchange,
  state: RewriteState,
): Promise<boolean> {
  const text = expand(condition.test, exchange, state);
  return (await matches(condition, text, exchange, state)) !== condition.negated;
}

async function matches(
  condition: RewriteCondition,
  text: string,
  exchange: Exchange,
  state: RewriteState,
): Promise<boolean> {
  const { kind, operator, anyCase } = condition;
  if (kind === 'file') return fileTest(exchange, operator, text);
  if (kind === 'expression') {
    const match = condition.expression?.exec(text) ?? undefined;
    if (match && !condition.negated) state.condition = match;
    return match !== undefined;
  }
  const operand = expand(condition.operand, exchange, state);
  if (kind === 'number')
    return compares(operator.slice(1), Number.parseInt(text, 10) || 0, Number.parseInt(operand, 10) || 0);
  if (operator === '=') return anyCase ? text.toLowerCase() === operand.toLowerCase() : text === operand;
  const order =
    text.length === operand.length ? (text < operand ? -1 : Number(text > operand)) : text.length - operand.length;
  return compares({ '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' }[operator] ?? 'eq', order, 0);
}

function compares(operator: string, a: number, b: number): boolean {
  const order = a - b;
  if (operator === 'lt') return order < 0;
  if (operator === 'le') return order <= 0;
  if (operator === 'gt') return order > 0;
  if (operator === 'ge') return order >= 0;
  return operator === 'ne' ? order !== 0 : order === 0;
}

async function fileTest(exchange: Exchange, operator: string, path: string): Promise<boolean> {
  const { sys } = exchange.context;
  if (path === '') return false;
  try {
    if (/^-[lLh]$/.test(operator)) return (await sys.lstat(path)).type === 'symlink';
    const { type, size, mode } = await sys.stat(path);
    if (operator === '-d') return type === 'directory';
    if (type !== 'file') return false;
    return operator === '-s' ? size > 0 : operator === '-x' ? (mode & 0o111) !== 0 : true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}
