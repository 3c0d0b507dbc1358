/** DNS messages (RFC 1035), as far as names and addresses of IPv4 and IPv6 need them. */

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'NS' | 'SOA' | 'MX' | 'TXT' | 'ANY';

const TYPES: Readonly<Record<RecordType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  ANY: 255,
};

export const RESPONSE_CODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'] as const;
export type ResponseCode = (typeof RESPONSE_CODES)[number];

export interface DnsQuestion {
  /** Without the final dot; as it was asked. */
  readonly name: string;
  /** A number for types that have no name here. */
  readonly type: RecordType | number;
}

export interface DnsRecord {
  readonly name: string;
  readonly type: RecordType | number;
  /** Seconds. */
  readonly ttl: number;
  /** An address, or a name for CNAME, PTR and NS; undefined for other types. */
  readonly data: string | undefined;
}

export interface DnsMessage {
  readonly id: number;
  readonly response: boolean;
  readonly authoritative: boolean;
  readonly recursionDesired: boolean;
  readonly recursionAvailable: boolean;
  readonly code: ResponseCode;
  readonly question: DnsQuestion | undefined;
  readonly answers: readonly DnsRecord[];
}

export class DnsFormatError extends Error {
  override name = 'DnsFormatError';
}

const INTERNET = 1;
const HEADER_BYTES = 12;
const MAX_NAME_BYTES = 255;
const MAX_LABEL_BYTES = 63;
/** A compressed name that jumps more often is a loop. */
const MAX_JUMPS = 64;

export function encodeQuery(id: number, question: DnsQuestion): Uint8Array {
  return encode({
    id,
    response: false,
    authoritative: false,
    recursionDesired: true,
    recursionAvailable: false,
    code: 'NOERROR',
    question,
    answers: [],
  });
}

/** The answer to a query, with its id and question. */
export function encodeAnswer(
  query: DnsMessage,
  answer: { readonly code?: ResponseCode; readonly answers?: readonly DnsRecord[]; readonly authoritative?: boolean },
): Uint8Array {
  const { code = 'NOERROR', answers = [], authoritative = false } = answer;
  return encode({ ...query, response: true, recursionAvailable: true, authoritative, code, answers });
}

function encode(message: DnsMessage): Uint8Array {
  const out: number[] = [];
  const u16 = (value: number) => out.push((value >> 8) & 0xff, value & 0xff);
  const u32 = (value: number) => (u16((value >>> 16) & 0xffff), u16(value & 0xffff));
  const { response, authoritative, recursionDesired, recursionAvailable } = message;
  u16(message.id);
  u16(
    (response ? 0x8000 : 0) |
      (authoritative ? 0x0400 : 0) |
      (recursionDesired ? 0x0100 : 0) |
      (recursionAvailable ? 0x0080 : 0) |
      RESPONSE_CODES.indexOf(message.code),
  );
  u16(message.question ? 1 : 0);
  u16(message.answers.length);
  u32(0);
  const { question } = message;
  if (question) {
    out.push(...encodeName(question.name));
    u16(numberOf(question.type));
    u16(INTERNET);
  }
  for (const record of message.answers) {
    if (record.name === question?.name) u16(0xc000 | HEADER_BYTES);
    else out.push(...encodeName(record.name));
    u16(numberOf(record.type));
    u16(INTERNET);
    u32(record.ttl);
    const data = encodeData(record);
    u16(data.length);
    out.push(...data);
  }
  return Uint8Array.from(out);
}

function encodeData({ type, data = '' }: DnsRecord): number[] {
  if (type === 'A') return data.split('.').map(Number);
  if (type === 'AAAA') return groupsOf(data).flatMap((group) => [group >> 8, group & 0xff]);
  if (type === 'CNAME' || type === 'PTR' || type === 'NS') return encodeName(data);
  throw new DnsFormatError(`no encoding for records of type ${type}`);
}

function encodeName(name: string): number[] {
  const out: number[] = [];
  for (const label of name.split('.').filter((part) => part !== '')) {
    const bytes = new TextEncoder().encode(label);
    if (bytes.length > MAX_LABEL_BYTES) throw new DnsFormatError('a label of more than 63 bytes');
    out.push(bytes.length, ...bytes);
  }
  if (out.length + 1 > MAX_NAME_BYTES) throw new DnsFormatError('a name of more than 255 bytes');
  return [...out, 0];
}

/** Fails with DnsFormatError on what is no message. */
export function decodeMessage(bytes: Uint8Array): DnsMessage {
  const reader = new Reader(bytes);
  const id = reader.u16();
  const flags = reader.u16();
  const questions = reader.u16();
  const answerCount = reader.u16();
  reader.u16();
  reader.u16();
  let question: DnsQuestion | undefined;
  for (let i = 0; i < questions; i++) {
    const asked = { name: reader.name(), type: typeOf(reader.u16()) };
    reader.u16();
    question ??= asked;
  }
  const answers = Array.from({ length: answerCount }, () => reader.record());
  return {
    id,
    response: (flags & 0x8000) !== 0,
    authoritative: (flags & 0x0400) !== 0,
    recursionDesired: (flags & 0x0100) !== 0,
    recursionAvailable: (flags & 0x0080) !== 0,
    code: RESPONSE_CODES[flags & 0xf] ?? 'SERVFAIL',
    question,
    answers,
  };
}

class Reader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  u8(): number {
    const byte = this.bytes[this.#at++];
    if (byte === undefined) throw new DnsFormatError('the message is cut off');
    return byte;
  }

  u16(): number {
    return (this.u8() << 8) | this.u8();
  }

  u32(): number {
    return this.u16() * 65_536 + this.u16();
  }

  name(): string {
    const labels: string[] = [];
    let back: number | undefined;
    for (let jumps = 0; ;) {
      const length = this.u8();
      if (length === 0) break;
      if ((length & 0xc0) === 0xc0) {
        const target = ((length & 0x3f) << 8) | this.u8();
        back ??= this.#at;
        if (++jumps > MAX_JUMPS) throw new DnsFormatError('a name without an end');
        this.#at = target;
      } else if (length > MAX_LABEL_BYTES) throw new DnsFormatError('a label of an unknown kind');
      else labels.push(this.#text(length));
    }
    if (back !== undefined) this.#at = back;
    return labels.join('.');
  }

  record(): DnsRecord {
    const name = this.name();
    const type = typeOf(this.u16());
    this.u16();
    const ttl = this.u32();
    const length = this.u16();
    const end = this.#at + length;
    const data = this.#data(type);
    this.#at = end;
    return { name, type, ttl, data };
  }

  #data(type: RecordType | number): string | undefined {
    if (type === 'A') return [this.u8(), this.u8(), this.u8(), this.u8()].join('.');
    if (type === 'AAAA') return formatGroups(Array.from({ length: 8 }, () => this.u16()));
    return type === 'CNAME' || type === 'PTR' || type === 'NS' ? this.name() : undefined;
  }

  #text(length: number): string {
    if (this.#at + length > this.bytes.length) throw new DnsFormatError('the message is cut off');
    const label = new TextDecoder().decode(this.bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return label;
  }
}

function numberOf(type: RecordType | number): number {
  return typeof type === 'number' ? type : TYPES[type];
}

function typeOf(value: number): RecordType | number {
  const found = Object.entries(TYPES).find(([, number]) => number === value);
  return found ? (found[0] as RecordType) : value;
}

/** The eight groups of an IPv6 address in text. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const start = groups(head);
  const end = tail === undefined ? [] : groups(tail);
  return [...start, ...Array<number>(Math.max(0, 8 - start.length - end.length)).fill(0), ...end];
}

/** RFC 5952: lower case, the longest run of zeros left out. */
function formatGroups(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  if (best.start < 0) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

/** `5.0.17.172.in-addr.arpa` of `172.17.0.5`, and back. */
export function reverseName(address: string): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
}

export function addressOfReverseName(name: string): string | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/i.exec(name);
  return match ? match.slice(1, 5).reverse().join('.') : undefined;
}
