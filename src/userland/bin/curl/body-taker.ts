/** What a body's bytes pass on their way to the output: a limit of its size, and one of its speed. */
import type { Sys } from '../../../kernel/sys.ts';
import { CurlError } from './errors.ts';
import { bytesOf, type CurlArguments } from './options.ts';
import type { Output } from './output.ts';
import type { Progress } from './progress.ts';
import type { Answer } from './transfer.ts';

export function bodyTaker(
  sys: Sys,
  args: CurlArguments,
  { headers }: Answer,
  progress: Progress,
  output: Output,
): (bytes: Uint8Array) => Promise<void> {
  const most = bytesOf(args, 'max-filesize') ?? 0;
  const perSecond = bytesOf(args, 'limit-rate') ?? 0;
  const started = sys.now();
  const check = (size: number) => {
    if (most > 0 && size > most) throw new CurlError(63, 'Maximum file size exceeded');
  };
  check(Number(headers['content-length'] ?? 0));
  return async (bytes) => {
    check(progress.received);
    const due = perSecond > 0 ? started + ((progress.received - perSecond) * 1000) / perSecond : 0;
    if (due > sys.now()) await sys.sleep(due - sys.now());
    await output.write(bytes);
  };
}
