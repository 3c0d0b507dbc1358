/** Splitting as dash and busybox do it, which know bytes alone: a letter of IFS that takes two is two marks. */
import { asBytes, fromBytes } from '../text-bytes.ts';
import { type Field, FieldBuilder } from './builder.ts';

export class ByteFieldBuilder extends FieldBuilder {
  constructor(ifs: string, extended: boolean) {
    super(asBytes(ifs), extended);
  }

  override literal(text: string): void {
    super.literal(asBytes(text));
  }

  override quoted(text: string): void {
    super.quoted(asBytes(text));
  }

  override value(text: string): void {
    super.value(asBytes(text));
  }

  override end(): readonly Field[] {
    return super.end().map(({ text, pattern }) => ({
      text: fromBytes(text),
      pattern: pattern === undefined ? undefined : fromBytes(pattern),
    }));
  }
}
