/** Cross-origin isolation, for visitors who chose what needs it (base/isolation-mark.ts). */
import { ISOLATION_MARK } from '../base/isolation-mark.ts';

/** Only these carry the policy; whatever else is of the site needs no word. */
const CARRIERS: readonly string[] = ['document', 'iframe', 'worker'];

/** The answer, with the headers of an isolated page where one is wanted. */
export async function isolated(request: Request, answer: Promise<Response> | Response): Promise<Response> {
  const response = await answer;
  if (!CARRIERS.includes(request.destination) || !(await caches.has(ISOLATION_MARK))) return response;
  const headers = new Headers(response.headers);
  headers.set('cross-origin-embedder-policy', 'require-corp');
  // A document in a frame, or a worker, opens no windows.
  if (request.destination === 'document') headers.set('cross-origin-opener-policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
