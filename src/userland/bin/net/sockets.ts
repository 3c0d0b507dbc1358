/** ss of iproute2, netstat of net-tools, and busybox's netstat. */
import type { SocketAddress, SocketInfo } from '../../../kernel/sys.ts';
import { tool, type Tool } from '../lib/tool.ts';
import { networkOf } from './interfaces.ts';

function selected(t: Tool): readonly SocketInfo[] {
  const protocols = [...(t.has('t') ? ['tcp'] : []), ...(t.has('u') ? ['udp'] : []), ...(t.has('x') ? ['unix'] : [])];
  return t.sys.sockets().filter((socket) => {
    if (protocols.length > 0 && !protocols.includes(socket.protocol)) return false;
    const listens = socket.state === 'LISTEN' || (socket.state === 'UNCONN' && !('path' in socket.local));
    return t.has('a') || (t.has('l') ? listens : !listens);
  });
}

function place(socket: SocketInfo, side: 'local' | 'peer', anyPort: string): readonly [address: string, port: string] {
  const at: SocketAddress | undefined = socket[side];
  if (at === undefined)
    return [('path' in socket.local ? '*' : socket.local.address.includes(':')) ? '*' : '0.0.0.0', anyPort];
  if ('path' in at) return [at.path || '*', String(socket.inode)];
  return [at.address, at.port === 0 ? anyPort : String(at.port)];
}

function commandOf(t: Tool, pid: number | undefined): string | undefined {
  return t.sys.processes().find((process) => process.pid === pid)?.command;
}

/** Each column as wide as what is in it. */
function columns(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows
    .map((row) => {
      const cells = row.map((cell, i) =>
        right.has(i) ? cell.padStart(widths[i] as number) : cell.padEnd(widths[i] as number),
      );
      return `${cells.join(' ').trimEnd()}\n`;
    })
    .join('');
}

export const ss = tool(
  {
    name: 'ss',
    usage: '[OPTIONS]',
    about: 'Show sockets',
    options:
      '4|ipv4 6|ipv6 a|all e|extended i|info! K|kill! l|listening m|memory! n|numeric o|options p|processes r|resolve s|summary t|tcp u|udp x|unix H|no-header w|raw',
    usageStatus: 255,
    from: 'iproute2',
    optionHelp: true,
  },
  async (t) => {
    if (t.has('s')) return summary(t);
    const sockets = selected(t);
    const mixed = [t.has('t'), t.has('u'), t.has('x')].filter(Boolean).length !== 1;
    const head = [
      ...(mixed ? ['Netid'] : []),
      'State',
      'Recv-Q',
      'Send-Q',
      'Local Address:Port',
      'Peer Address:Port',
      'Process',
    ];
    const rows = sockets.map((socket) => {
      const [local, localPort] = place(socket, 'local', '*');
      const [peer, peerPort] = place(socket, 'peer', '*');
      const user =
        t.has('p') && socket.pid !== undefined
          ? `users:(("${commandOf(t, socket.pid)}",pid=${socket.pid},fd=${socket.fd}))`
          : '';
      const kind = socket.protocol === 'unix' ? 'u_str' : socket.protocol;
      return [
        ...(mixed ? [kind] : []),
        socket.state,
        String(socket.receiveQueue),
        String(socket.sendQueue),
        `${local}:${localPort}`,
        `${peer}:${peerPort}`,
        user,
      ];
    });
    const first = mixed ? 4 : 3;
    await t.out.text(columns(t.has('H') ? rows : [head, ...rows], new Set([first, first + 1])));
    return 0;
  },
);

async function summary(t: Tool): Promise<number> {
  const all = t.sys.sockets();
  const count = (protocol: string, state?: string) =>
    all.filter((one) => one.protocol === protocol && (state === undefined || one.state === state)).length;
  const tcp = count('tcp');
  const udp = count('udp');
  const row = (name: string, total: number) =>
    `${name.padEnd(9)} ${String(total).padEnd(9)} ${String(total).padEnd(9)} 0        \n`;
  await t.out.text(
    `Total: ${all.length}\nTCP:   ${tcp} (estab ${count('tcp', 'ESTAB')}, closed 0, orphaned 0, timewait ${count('tcp', 'TIME-WAIT')})\n\n`,
  );
  await t.out.text(
    `Transport Total     IP        IPv6\n${row('RAW', 0)}${row('UDP', udp)}${row('TCP', tcp)}${row('INET', tcp + udp)}${row('FRAG', 0)}\n`,
  );
  return 0;
}

const STATES: Readonly<Record<SocketInfo['state'], string>> = {
  LISTEN: 'LISTEN',
  ESTAB: 'ESTABLISHED',
  'SYN-SENT': 'SYN_SENT',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'FIN-WAIT-2': 'FIN_WAIT2',
  'TIME-WAIT': 'TIME_WAIT',
  UNCONN: '',
};

export const netstat = tool(
  {
    name: 'netstat',
    usage: '[-ral] [-tuwx] [-enWp]',
    about: 'Display networking information',
    options:
      'a|all e|extend i|interfaces- l|listening n|numeric p|programs r|route t|tcp u|udp w|raw x|unix W|wide c! s!- v-',
    from: 'net-tools',
  },
  async (t) => {
    if (t.has('r')) return routingTable(t);
    if (t.has('i')) return interfaceTable(t);
    const unixToo = t.has('x') || !(t.has('t') || t.has('u') || t.has('w'));
    const sockets = selected(t);
    const what = t.has('a') ? 'servers and established' : t.has('l') ? 'only servers' : 'w/o servers';
    const inet = sockets.filter(({ protocol }) => protocol !== 'unix');
    if (!t.has('x') || t.has('t') || t.has('u')) {
      const program = t.has('p') ? (t.busybox ? ' PID/Program name    ' : '       PID/Program name    ') : '';
      await t.out.text(
        `Active Internet connections (${what})\nProto Recv-Q Send-Q Local Address           Foreign Address         State${t.busybox ? '      ' : ''}${program || (t.busybox ? ' ' : '      ')}\n`,
      );
      for (const socket of inet) {
        const user = socket.pid === undefined ? '-' : `${socket.pid}/${commandOf(t, socket.pid)}`;
        const at = (side: 'local' | 'peer') => place(socket, side, '*').join(':').padEnd(23);
        const state = STATES[socket.state].padEnd(11);
        const sendQueue = socket.state === 'LISTEN' ? 0 : socket.sendQueue;
        await t.out.text(
          `${socket.protocol.padEnd(5)} ${String(socket.receiveQueue).padStart(6)} ${String(sendQueue).padStart(6)} ` +
            `${at('local')} ${at('peer')} ${state}${t.busybox ? ' ' : ''}${t.has('p') ? `${t.busybox ? '' : ' '}${user.padEnd(20)}` : ''}\n`,
        );
      }
    }
    if (unixToo)
      await unixTable(
        t,
        what,
        sockets.filter(({ protocol }) => protocol === 'unix'),
      );
    return 0;
  },
);

async function unixTable(t: Tool, what: string, sockets: readonly SocketInfo[]): Promise<void> {
  await t.out.text(
    `Active UNIX domain sockets (${what})\nProto RefCnt Flags       Type       State         I-Node   Path\n`,
  );
  for (const { state, inode, local } of sockets) {
    const listens = state === 'LISTEN';
    const shown = listens ? 'LISTENING' : state === 'ESTAB' ? 'CONNECTED' : '';
    await t.out.text(
      `unix  2      [ ${listens ? 'ACC' : '   '} ]     STREAM     ${shown.padEnd(13)} ${String(inode).padEnd(8)} ${'path' in local ? local.path : ''}\n`,
    );
  }
}

async function routingTable(t: Tool): Promise<number> {
  await t.out.text(
    'Kernel IP routing table\nDestination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n',
  );
  for (const entry of t.sys.routes()) {
    const [destination, mask] = networkOf(entry);
    const shown = destination === '0.0.0.0' && !t.has('n') ? 'default' : destination;
    const flags = entry.gateway === undefined ? 'U' : 'UG';
    await t.out.text(
      `${shown.padEnd(15)} ${(entry.gateway ?? '0.0.0.0').padEnd(15)} ${mask.padEnd(15)} ${flags.padEnd(9)} 0 0          0 ${entry.interface}\n`,
    );
  }
  return 0;
}

async function interfaceTable(t: Tool): Promise<number> {
  await t.out.text(
    'Kernel Interface table\nIface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n',
  );
  for (const { name, mtu, received, sent, loopback } of t.sys.interfaces()) {
    const right = (n: number, width: number) => String(n).padStart(width);
    await t.out.text(
      `${name.padEnd(15)} ${right(mtu, 5)} ${right(received.packets, 8)}      0      0 0      ${right(sent.packets, 8)}      0      0      0 ${loopback ? 'LRU' : 'BMRU'}\n`,
    );
  }
  return 0;
}
