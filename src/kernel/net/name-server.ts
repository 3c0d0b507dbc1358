/** The Internet's name servers: a question's datagram to the answer's. */
import { decodeMessage, DnsFormatError, type DnsMessage, encodeAnswer } from '../../base/dns-message.ts';
import type { Internet } from '../internet.ts';

/** Seconds. */
const RECORD_TTL = 300;

/** Undefined for what is no query: name servers don't answer that. SERVFAIL when the Internet cannot tell. */
export async function answerQuery(internet: Internet, datagram: Uint8Array): Promise<Uint8Array | undefined> {
  const query = queryOf(datagram);
  if (!query?.question) return undefined;
  const { name, type } = query.question;
  let addresses: readonly string[] | undefined;
  try {
    addresses = await internet.resolve(name.toLowerCase());
  } catch {
    return encodeAnswer(query, { code: 'SERVFAIL' });
  }
  if (!addresses) return encodeAnswer(query, { code: 'NXDOMAIN' });
  const wanted = type === 'A' || type === 'ANY' ? addresses : [];
  return encodeAnswer(query, {
    answers: wanted.map((data) => ({ name, type: 'A', ttl: RECORD_TTL, data })),
  });
}

function queryOf(datagram: Uint8Array): DnsMessage | undefined {
  try {
    const message = decodeMessage(datagram);
    return message.response ? undefined : message;
  } catch (error) {
    if (error instanceof DnsFormatError) return undefined;
    throw error;
  }
}
