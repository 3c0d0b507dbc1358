/** The library `securerandom`. */
import { hex } from '../../../base/bytes.ts';
import type { Ruby } from '../ruby.ts';
import { random } from '../core/kernel.ts';
import type { Value } from '../values.ts';

export function defineSecureRandom(it: Ruby): void {
  const bytes = (args: readonly Value[]) => it.sys.random(args.length ? it.int(args[0] as Value) : 16);
  it.singletonMethods(it.module('SecureRandom'), {
    hex: ({ args }) => it.string(hex(bytes(args))),
    uuid: () => {
      const digits = hex(it.sys.random(16));
      return it.string(
        `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`,
      );
    },
    'random_number rand': ({ args }) => random(it, args[0] ?? null),
    'base64 urlsafe_base64': ({ args }) => it.string(btoa(String.fromCharCode(...bytes(args)))),
    alphanumeric: ({ args }) =>
      it.string(
        [...bytes(args)]
          .map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'[byte % 62] as string)
          .join(''),
      ),
  });
}
