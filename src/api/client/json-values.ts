/** JSON values that follow each other in a byte stream, with or without separators, cut anywhere. */
import type { ByteSource } from '../../base/streams.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Decodes objects and arrays as soon as their last byte is there. A value cut off at the end throws. */
export async function* jsonValues(source: ByteSource): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let pending = '';
  const scanner = new ValueScanner();
  for await (const chunk of source) {
    pending += decoder.decode(chunk, { stream: true });
    for (let end = scanner.end(pending); end >= 0; end = scanner.end(pending)) {
      yield JSON.parse(pending.slice(0, end));
      pending = pending.slice(end);
    }
  }
  if (pending.trim() !== '') yield JSON.parse(pending);
}

/** Finds where a value ends, going on where it stopped when more text is there. */
class ValueScanner {
  #at = 0;
  #depth = 0;
  #inString = false;

  /** The index after the first complete value of `text`, whose start was seen before; or -1. */
  end(text: string): number {
    for (let at = this.#at; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#inString) {
        if (code === BACKSLASH) at++;
        else if (code === QUOTE) this.#inString = false;
      } else if (code === QUOTE) this.#inString = true;
      else if (code === 0x7b || code === 0x5b) this.#depth++;
      else if ((code === 0x7d || code === 0x5d) && --this.#depth <= 0) {
        this.#at = 0;
        this.#depth = 0;
        return at + 1;
      }
      this.#at = at + 1;
    }
    return -1;
  }
}
