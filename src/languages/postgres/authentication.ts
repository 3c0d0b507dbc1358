/** Who a client is: what pg_hba.conf asks for, and the questions and answers of the protocol. */
import { text, toBase64, utf8 } from '../../base/bytes.ts';
import { systemRandom } from '../../base/ports.ts';
import { FieldReader, message, type ReportFields, type WireMessage } from '../../base/postgres/wire.ts';
import { MECHANISM, parseVerifier, ScramClient, ScramServer } from '../../base/postgres/scram.ts';
import { type AccessRule, accessRule, type Newcomer } from './host-access.ts';

const AUTH = { cleartext: 3, sasl: 10, saslContinue: 11, saslFinal: 12 } as const;
const NONCE_BYTES = 18;

export interface Conversation {
  send(bytes: Uint8Array): Promise<void>;
  /** The next message; undefined when the client has gone. */
  receive(): Promise<WireMessage | undefined>;
}

/** What the server keeps of a role: undefined when there is none of the name. */
export interface Role {
  readonly login: boolean;
  readonly secret: string | undefined;
}

/** The reasons go to the log alone. */
export interface Refusal {
  readonly fields: ReportFields;
  readonly detail?: string;
}

/** Undefined when the client is who it says; `gone` when it left meanwhile. */
export async function authenticate(
  who: Newcomer,
  rules: readonly AccessRule[],
  role: Role | undefined,
  systemUser: string | undefined,
  talk: Conversation,
): Promise<Refusal | 'gone' | undefined> {
  const rule = accessRule(rules, who);
  if (!rule || rule.method === 'reject') return { fields: noEntry(who, rule) };
  switch (rule.method) {
    case 'trust':
      return undefined;
    case 'peer':
      return systemUser === who.user ? undefined : { fields: failed(who, 'Peer') };
    case 'scram-sha-256':
    case 'md5':
      return scram(who, role, talk);
    case 'password':
      return cleartext(who, role, talk);
    default:
      return {
        fields: fatal('0A000', `the authentication method "${rule.method}" is not simulated in Drydock`),
      };
  }
}

async function scram(who: Newcomer, role: Role | undefined, talk: Conversation): Promise<Refusal | 'gone' | undefined> {
  const verifier = parseVerifier(role?.secret ?? '');
  await talk.send(message('R', AUTH.sasl, MECHANISM, new Uint8Array(1)));
  const first = await talk.receive();
  if (first?.type !== 'p') return 'gone';
  // An unknown role is asked like a known one, and refused in the end.
  const shown = verifier ?? { iterations: 4096, salt: random(), storedKey: random(), serverKey: random() };
  const server = new ScramServer(shown, toBase64(systemRandom.bytes(NONCE_BYTES)));
  const reader = new FieldReader(first.body);
  reader.string();
  await talk.send(message('R', AUTH.saslContinue, utf8(server.challenge(text(reader.take(reader.int32()))))));
  const last = await talk.receive();
  if (last?.type !== 'p') return 'gone';
  const final = await server.finish(text(last.body));
  if (!final || !verifier) return { fields: failed(who, 'password'), detail: whyNot(who, role) };
  await talk.send(message('R', AUTH.saslFinal, utf8(final)));
  return undefined;
}

/** The password itself: it is proven against what is kept as a client would prove it. */
async function cleartext(
  who: Newcomer,
  role: Role | undefined,
  talk: Conversation,
): Promise<Refusal | 'gone' | undefined> {
  await talk.send(message('R', AUTH.cleartext));
  const answer = await talk.receive();
  if (answer?.type !== 'p') return 'gone';
  const verifier = parseVerifier(role?.secret ?? '');
  if (verifier) {
    const server = new ScramServer(verifier, toBase64(systemRandom.bytes(NONCE_BYTES)));
    const client = new ScramClient(new FieldReader(answer.body).string(), toBase64(systemRandom.bytes(NONCE_BYTES)));
    if (await server.finish(await client.answer(server.challenge(client.first)))) return undefined;
  }
  return { fields: failed(who, 'password'), detail: whyNot(who, role) };
}

const random = () => systemRandom.bytes(32);

function whyNot({ user }: Newcomer, role: Role | undefined): string {
  if (!role) return `Role "${user}" does not exist.`;
  if (role.secret === undefined) return `User "${user}" has no password assigned.`;
  return `Password does not match for user "${user}".`;
}

export function fatal(code: string, words: string): ReportFields {
  return { S: 'FATAL', V: 'FATAL', C: code, M: words };
}

function failed({ user }: Newcomer, kind: 'Peer' | 'password'): ReportFields {
  return kind === 'Peer'
    ? fatal('28000', `Peer authentication failed for user "${user}"`)
    : fatal('28P01', `password authentication failed for user "${user}"`);
}

function noEntry({ address, user, database }: Newcomer, rule: AccessRule | undefined): ReportFields {
  const words = rule ? 'pg_hba.conf rejects connection for' : 'no pg_hba.conf entry for';
  const from = address === undefined ? '[local]' : address;
  return fatal('28000', `${words} host "${from}", user "${user}", database "${database}", no encryption`);
}

/** Names and values of the message that begins a connection. */
export function startupFields(body: Uint8Array): ReadonlyMap<string, string> {
  const reader = new FieldReader(body);
  reader.int32();
  const fields = new Map<string, string>();
  while (reader.left > 1) fields.set(reader.string(), reader.string());
  return fields;
}
