/** How a transfer stands, and what it comes to for `-w`. */
import type { Sys } from '../../../kernel/sys.ts';
import { readText } from './body.ts';
import type { Connection } from './connect.ts';
import type { CurlError } from './errors.ts';
import { type CurlArguments, valueOf } from './options.ts';
import type { Progress } from './progress.ts';
import type { Redirects } from './redirects.ts';
import type { Answer } from './transfer.ts';
import type { CurlUrl } from './url.ts';
import type { TransferFacts } from './write-out.ts';

/** What a transfer has come to, for `-w` and for messages about time. */
export interface State {
  /** The URL as it was typed. */
  readonly given: string;
  url: CurlUrl;
  method: string;
  answer: Answer | undefined;
  connection: Connection | undefined;
  connects: number;
  readonly redirects: Redirects;
  headerBytes: number;
  requestBytes: number;
  file: string;
  readonly started: number;
  redirectMs: number;
  firstByteMs: number;
}

export function transferFacts(
  state: State,
  urlNumber: number,
  progress: Progress,
  error: CurlError | undefined,
  now: number,
): TransferFacts {
  const { answer, connection } = state;
  const times = connection?.times ?? { lookup: 0, connect: 0, tls: 0 };
  return {
    ...state,
    redirects: state.redirects.count,
    redirectUrl: state.redirects.pending,
    fields: answer?.fields ?? [],
    urlNumber,
    code: answer?.status ?? 0,
    type: answer?.headers['content-type'] ?? '',
    received: progress.received,
    sent: progress.sent,
    local: connection?.local ?? ['', 0],
    remote: connection?.remote ?? ['', 0],
    exitCode: error?.code ?? 0,
    error: error?.message ?? '',
    headers: answer?.headers ?? {},
    times: {
      ...times,
      pretransfer: Math.max(times.connect, times.tls),
      firstByte: state.firstByteMs,
      total: now - state.started,
      redirect: state.redirectMs,
    },
  };
}

/** The format of `-w`, from a file maybe: line ends of a file are no part of it. */
export async function outputFormat(sys: Sys, args: CurlArguments): Promise<string | undefined> {
  const given = valueOf(args, 'w');
  if (!given?.startsWith('@')) return given;
  return ((await readText(sys, given.slice(1))) ?? '').replace(/[\r\n]/g, '');
}
