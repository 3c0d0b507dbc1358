/**
 * Zeros that are handed on without memory of their own. Most of a file of realistic size is that: who gets them knows them by
 * their buffer, and need not look at each. Bytes that were handed on are nobody's to change, and these are everybody's.
 */
const SHARED = new Uint8Array(256 * 1024);

/** The longest piece of them. */
export const ZEROS_BYTES = SHARED.length;

/** At most ZEROS_BYTES of them. */
export function zeros(length: number): Uint8Array {
  return SHARED.subarray(0, length);
}

/** `length` zeros in pieces. */
export function* zeroPieces(length: number): Generator<Uint8Array> {
  for (let missing = length; missing > 0; missing -= ZEROS_BYTES) yield zeros(missing);
}

/** They are these, and nothing else needs to be looked at; false says nothing. */
export function knownZero(bytes: Uint8Array): boolean {
  return bytes.buffer === SHARED.buffer;
}
