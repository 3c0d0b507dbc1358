/** Which open files lsof is asked for. */
import type { SocketInfo } from '../../../kernel/sys.ts';
import type { OpenedFile } from '../lib/open-files.ts';

export interface Choice {
  readonly fits: (file: OpenedFile, socket: SocketInfo | undefined) => boolean;
  /** It only leaves something out: what other choices took must fit it too. */
  readonly narrows: boolean;
}

/** `1,2,^3`: those that are one of the words, and none of those behind `^`. */
export function lists(values: readonly string[], is: (file: OpenedFile, word: string) => boolean): Choice {
  const words = values.flatMap((value) => value.split(','));
  const wanted = words.filter((word) => !word.startsWith('^'));
  const unwanted = words.filter((word) => word.startsWith('^')).map((word) => word.slice(1));
  return {
    fits: (file) =>
      (wanted.length === 0 || wanted.some((word) => is(file, word))) && !unwanted.some((word) => is(file, word)),
    narrows: wanted.length === 0,
  };
}

/** `-i [46][PROTOCOL][@HOST][:PORTS]`, and `-s PROTOCOL:STATES`. */
export function internetFilter(word: string, states: readonly string[]): Choice['fits'] {
  const [, version, protocol, host, ports] = /^([46])?(tcp|udp)?(?:@(\[[^\]]*\]|[^:]*))?(?::(.*))?$/i.exec(word) ?? [];
  const wantedPorts = ports?.split(',').map((range) => range.split('-').map(Number));
  const fitsState = (socket: SocketInfo) =>
    states.every((one) => {
      const [kind = '', names = ''] = one.split(':');
      const state = socket.state === 'ESTAB' ? 'ESTABLISHED' : socket.state.replace('-', '_');
      return kind.toLowerCase() !== socket.protocol || names.toUpperCase().split(',').includes(state);
    });
  return (_, socket) => {
    if (!socket || socket.protocol === 'unix' || !fitsState(socket)) return false;
    const ends = [socket.local, socket.peer].flatMap((end) => (end && 'address' in end ? [end] : []));
    const six = ends[0]?.address.includes(':') ?? false;
    if (version !== undefined && (version === '6') !== six) return false;
    if (protocol !== undefined && protocol.toLowerCase() !== socket.protocol) return false;
    if (host !== undefined && !ends.some(({ address }) => address === host.replace('localhost', '127.0.0.1')))
      return false;
    return (
      !wantedPorts || ends.some(({ port }) => wantedPorts.some(([from = 0, to = from]) => port >= from && port <= to))
    );
  };
}
