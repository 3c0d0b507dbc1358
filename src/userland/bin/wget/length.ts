/** How much an answer holds, and how wget says it. */
import type { HttpAnswer } from '../lib/http-get.ts';
import { human } from './progress.ts';

/** All bytes of the file, if that is known. */
export function totalOf({ head, framing, status }: HttpAnswer): number | undefined {
  if (status === 206) return Number(/\/(\d+)$/.exec(head.headers['content-range'] ?? '')?.[1]) || undefined;
  return typeof framing === 'number' ? Number(head.headers['content-length'] ?? framing) : undefined;
}

/** `resumed` bytes are there already. */
export function lengthText(answer: HttpAnswer, resumed: number): string {
  const total = totalOf(answer);
  const type = answer.head.headers['content-type']?.replace(/;.*$/, '');
  const kind = type === undefined ? '' : ` [${type}]`;
  if (total === undefined) return `Length: unspecified${kind}`;
  const size = total >= 1024 ? ` (${human(total)})` : '';
  const left = total - resumed;
  const rest = resumed > 0 ? `, ${left}${left >= 1024 ? ` (${human(left)})` : ''} remaining` : '';
  return `Length: ${total}${size}${rest}${kind}`;
}
