/** PAX extended header records: `<length> <key>=<value>\n`, where length counts the whole record. */
import { concat, text, utf8 } from '../../base/bytes.ts';
import { compareUtf8 } from '../go-json.ts';
import { invalidHeader } from './header.ts';

export type PaxRecords = ReadonlyMap<string, Uint8Array>;

/** Parses the content of an `x` or `g` header. Values are bytes: extended attributes need not be text. */
export function parsePax(bytes: Uint8Array): PaxRecords {
  const records = new Map<string, Uint8Array>();
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const digits = space < 0 ? '' : text(bytes.subarray(at, space));
    const end = at + Number(digits);
    if (!/^[0-9]{1,15}$/.test(digits) || end > bytes.length || end <= space || bytes[end - 1] !== 0x0a) {
      throw invalidHeader();
    }
    const equals = bytes.indexOf(0x3d, space);
    if (equals <= space + 1 || equals >= end) throw invalidHeader();
    const key = text(bytes.subarray(space + 1, equals));
    const value = bytes.slice(equals + 1, end - 1);
    if (key.includes('\0') || (TEXTUAL.has(key) && value.includes(0))) throw invalidHeader();
    records.set(key, value);
    at = end;
  }
  return records;
}

const TEXTUAL: ReadonlySet<string> = new Set(['path', 'linkpath', 'uname', 'gname']);

/** Records in the order of their keys, as Go's archive/tar sorts them. */
export function formatPax(records: PaxRecords): Uint8Array {
  const keys = [...records.keys()].sort(compareUtf8);
  return concat(keys.map((key) => formatRecord(key, records.get(key) as Uint8Array)));
}

function formatRecord(key: string, value: Uint8Array): Uint8Array {
  const head = utf8(` ${key}=`);
  const rest = head.length + value.length + 1;
  let size = rest + String(rest).length;
  if (size !== rest + String(size).length) size = rest + String(size).length;
  return concat([utf8(String(size)), head, value, utf8('\n')]);
}
