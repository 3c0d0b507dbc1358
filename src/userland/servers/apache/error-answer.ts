/** Answers that are no content: redirections and errors, by ErrorDocument or by Apache's own pages. */
import type { HttpResponse } from '../../../base/http/exchange.ts';
import { textAnswer } from '../lib/text-answer.ts';
import type { Exchange, Refused } from './exchange.ts';
import { errorPage } from './pages.ts';

const HTML = 'text/html; charset=iso-8859-1';

export function movedTo(exchange: Exchange, status: number, target: string): HttpResponse {
  exchange.failed = true;
  const location = target.startsWith('/') ? exchange.origin() + target : target;
  return textAnswer(status, HTML, pageOf(exchange, status, location), { location });
}

/** `within`: the answer to a request that an error itself has made (a page of ErrorDocument). */
export async function errorAnswer(
  exchange: Exchange,
  { status, headers, reason }: Refused,
  within: (uri: string) => Promise<HttpResponse | undefined>,
): Promise<HttpResponse> {
  const custom = exchange.settings.findLast(({ name, args }) => name === 'ErrorDocument' && args[0] === String(status))
    ?.args[1];
  exchange.failed = true;
  const own = (twice: boolean) => textAnswer(status, HTML, pageOf(exchange, status, '', twice, reason), headers);
  if (custom === undefined || custom === 'default')
    return reason === undefined ? own(false) : { ...own(false), reason: 'Proxy Error' };
  if (/^https?:/.test(custom)) return movedTo(exchange, 302, custom);
  if (!custom.startsWith('/')) return textAnswer(status, HTML, custom, headers);
  const page = await within(custom);
  if (!page) return own(true);
  exchange.failed = false;
  return { ...page, status, headers: { ...page.headers, ...headers } };
}

function pageOf(exchange: Exchange, status: number, location = '', twice = false, reason?: string): string {
  const { method, target } = exchange.about.request;
  return errorPage(status, {
    uri: target.replace(/\?.*$/, ''),
    method,
    location,
    twice,
    reason,
    admin: exchange.last('ServerAdmin') ?? '[no address given]',
    version: exchange.context.version,
    signature: signatureOf(exchange),
  });
}

export function signatureOf(exchange: Exchange): string {
  const { context, about } = exchange;
  const { request, local } = about;
  if (!/^(on|email)$/i.test(exchange.last('ServerSignature') ?? 'off')) return '';
  const name = (request.headers['host'] ?? local[0]).replace(/:\d+$/, '');
  return `${context.software} Server at ${name} Port ${local[1]}`;
}
