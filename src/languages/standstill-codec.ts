/**
 * Calls and answers as bytes, for carriers that know nothing else: a length, JSON, and the byte arrays that the JSON
 * points to. Maps are told apart; everything else is JSON's own.
 */
import { concat, text, utf8 } from '../base/bytes.ts';

const LENGTH_BYTES = 4;

interface Tagged {
  readonly $bytes?: readonly [offset: number, length: number];
  readonly $map?: readonly (readonly [unknown, unknown])[];
}

export function encodePlain(value: unknown): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let offset = 0;
  const json = JSON.stringify(value, function (this: Record<string, unknown>, key: string, made: unknown) {
    // What it is, not what a toJSON of its own (Buffer has one) makes of it.
    const item = this[key];
    if (item instanceof Map) return { $map: [...item] } satisfies Tagged;
    if (!(item instanceof Uint8Array)) return made;
    const place = { $bytes: [offset, item.length] } satisfies Tagged;
    parts.push(item);
    offset += item.length;
    return place;
  });
  const head = utf8(json);
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, head.length);
  return new Uint8Array(concat([length, head, ...parts]));
}

export function decodePlain(bytes: Uint8Array): unknown {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const body = bytes.subarray(LENGTH_BYTES + length);
  return JSON.parse(text(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length)), (_, item: unknown) => {
    if (typeof item !== 'object' || item === null) return item;
    const { $bytes, $map } = item as Tagged;
    if ($bytes) return body.slice($bytes[0], $bytes[0] + $bytes[1]);
    return $map ? new Map($map) : item;
  });
}
