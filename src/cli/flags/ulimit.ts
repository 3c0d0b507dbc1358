/** `--ulimit name=soft[:hard]`. */
import { parseInteger } from './numbers.ts';

export interface Ulimit {
  readonly Name: string;
  readonly Hard: number;
  readonly Soft: number;
}

const NAMES = [
  'as', 'core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio',
  'rttime', 'sigpending', 'stack',
]; // prettier-ignore

export function parseUlimit(text: string): Ulimit {
  const at = text.indexOf('=');
  if (at < 0) throw new Error(`invalid ulimit argument: ${text}`);
  const Name = text.slice(0, at);
  const limits = text.slice(at + 1).split(':');
  if (!NAMES.includes(Name)) throw new Error(`invalid ulimit type: ${Name}`);
  if (limits.length > 2)
    throw new Error(`too many limit value arguments - ${text.slice(at + 1)}, can only have up to two, \`soft[:hard]\``);
  const Soft = parseInteger(limits[0] as string);
  const Hard = limits[1] === undefined ? Soft : parseInteger(limits[1]);
  if (Hard !== -1) {
    if (Soft === -1)
      throw new Error(
        `ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: ${Hard}`,
      );
    if (Soft > Hard) throw new Error(`ulimit soft limit must be less than or equal to hard limit: ${Soft} > ${Hard}`);
  }
  return { Name, Hard, Soft };
}
