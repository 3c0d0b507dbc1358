/** Programs that need what Drydock doesn't simulate yet: each says so, and what the real one would do. */
import type { Applet } from './lib/tool.ts';
import { tool } from './lib/tool.ts';

const NETWORK = 'networking between processes is not simulated in Drydock yet';

/** Name, what the real program would do, exit status. */
const TABLE: readonly (readonly [name: string, real: string, status: number])[] = [
  ['ping', 'send echo requests to the host and print the answers', 2],
  ['ping6', 'send echo requests to the host and print the answers', 2],
  ['wget', 'download the URL into a file', 4],
  ['ssh', 'open a shell on the remote host', 255],
  ['scp', 'copy files to or from the remote host', 255],
  ['nc', 'open a TCP connection and join it to its input and output', 1],
  ['telnet', 'open a TCP connection to the host', 1],
  ['ftpget', 'download a file by FTP', 1],
  ['traceroute', 'print the routers on the way to the host', 1],
  ['nslookup', 'ask the name server for the addresses of the name', 1],
  ['dig', 'ask the name server and print its answer', 9],
  ['host', 'ask the name server for the addresses of the name', 1],
  ['ip', 'show or change addresses, links and routes', 1],
  ['ifconfig', 'show or change network interfaces', 1],
  ['route', 'show or change the routing table', 1],
  ['arp', 'show or change the table of neighbours', 1],
  ['netstat', 'list sockets and connections', 1],
  ['ss', 'list sockets and connections', 1],
  ['httpd', 'serve the files below a directory over HTTP', 1],
  ['apt-get', 'install, upgrade and remove packages from the distribution’s servers', 100],
  ['apt', 'install, upgrade and remove packages from the distribution’s servers', 100],
  ['apk', 'install and remove packages from the distribution’s servers', 1],
  ['yum', 'install, upgrade and remove packages from the distribution’s servers', 1],
];

export const NOT_SIMULATED: Readonly<Record<string, Applet>> = Object.fromEntries(
  TABLE.map(([name, real, status]) => [
    name,
    tool(
      {
        name,
        usage: '[ARG]...',
        about: `Not simulated in Drydock; the real ${name} would ${real}`,
        rawArguments: true,
      },
      async (t) => {
        await t.err(`${name}: ${NETWORK}; the real ${name} would ${real}\n`);
        return status;
      },
    ),
  ]),
);
