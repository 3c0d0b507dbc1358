/** hostid and dnsdomainname: what the machine is called elsewhere. */
import { hostname } from './identity.ts';
import { tool, type Applet } from './lib/tool.ts';

/** Of the address that the name resolves to, as glibc makes it. */
export const hostid = tool(
  { name: 'hostid', usage: '', about: 'Print out a unique 32-bit identifier for the machine' },
  async (t) => {
    const [extra] = t.operands;
    if (extra !== undefined && !t.busybox) return t.usage(`extra operand ${t.quote(extra)}`);
    const address = t.sys
      .interfaces()
      .find(({ loopback }) => !loopback)
      ?.addresses.find(({ address }) => address.includes('.'))?.address;
    const [a = 127, b = 0, c = 0, d = 1] = (address ?? '127.0.0.1').split('.').map(Number);
    await t.out.line([b, a, d, c].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  },
);

export const dnsdomainname: Applet = (sys) => hostname(sys, ['hostname', '-d']);
