/** The network of one kernel, as `Network` tells it. */
import { parseAddress, parseSubnet } from '../../base/ipv4.ts';
import { parseSubnet6 } from '../../base/ipv6.ts';
import { SysError } from '../errno.ts';
import type { BridgeOptions, EndpointOptions, Network, NetworkNamespace } from '../network.ts';
import type { InterfaceInfo } from '../sys.ts';
import { Bridge } from './bridge.ts';
import type { NetworkInterface } from './interface.ts';
import { type NetworkContext, NetworkNamespaceState, RouterNamespace } from './network-namespace.ts';
import { UPLINK } from './outside.ts';

/** Where the machine is plugged into the Internet. */
const UPLINK_ADDRESS = { address: '10.0.0.10', prefix: 24, mac: '52:54:00:12:34:56' } as const;
const UPLINK_GATEWAY = '10.0.0.1';

export class MachineNetwork implements Network {
  readonly router: RouterNamespace;
  readonly machine: NetworkNamespace;
  #bridges = new Map<string, { readonly bridge: Bridge; readonly own: NetworkInterface }>();

  constructor(private readonly context: NetworkContext) {
    this.router = new RouterNamespace(context);
    this.machine = new NamespaceHandle(this.router, this);
    if (context.internet) {
      const uplink = this.router.attach(UPLINK, UPLINK_ADDRESS);
      this.router.defaultRoute = { interface: uplink, gateway: UPLINK_GATEWAY };
    }
  }

  createNamespace(): NetworkNamespace {
    return new NamespaceHandle(new NetworkNamespaceState(this.context), this);
  }

  createBridge({ name, subnet: text, gateway, ipv6, internal, isolated, mtu }: BridgeOptions): void {
    const subnet = parseSubnet(text);
    if (!subnet || this.#bridges.has(name)) throw new SysError(subnet ? 'EEXIST' : 'EINVAL');
    const bridge = new Bridge(name, internal ?? false, isolated ?? false, mtu);
    const subnet6 = ipv6 && parseSubnet6(ipv6.subnet);
    const own = this.router.attach(bridge, {
      name,
      address: gateway,
      prefix: subnet.prefix,
      ipv6: subnet6 && { address: ipv6.gateway, prefix: subnet6.prefix },
      mac: this.#mac(gateway),
    });
    this.#bridges.set(name, { bridge, own });
    this.router.bridges.set(name, bridge);
  }

  removeBridge(name: string): void {
    const found = this.#bridges.get(name);
    if (!found) throw new SysError('ENODEV');
    if (found.bridge.size > 1) throw new SysError('EBUSY');
    this.router.detach(found.own);
    this.#bridges.delete(name);
    this.router.bridges.delete(name);
  }

  bridge(name: string): { readonly bridge: Bridge; readonly own: NetworkInterface } {
    const found = this.#bridges.get(name);
    if (!found) throw new SysError('ENODEV');
    return found;
  }

  /** As Docker makes a bridge's: `02:42` and four bytes of chance. */
  #mac(gateway: string): string {
    if (parseAddress(gateway) === undefined) throw new SysError('EINVAL');
    const bytes = [0x02, 0x42, ...this.context.random.bytes(4)];
    return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
  }
}

export class NamespaceHandle implements NetworkNamespace {
  #endpoints = new Map<string, NetworkInterface>();

  constructor(
    readonly state: NetworkNamespaceState,
    private readonly network: MachineNetwork,
  ) {}

  attach(name: string, { address, address6, mac }: EndpointOptions): void {
    const { bridge, own } = this.network.bridge(name);
    if (bridge.neighbour(address) || (address6 && bridge.neighbour(address6))) throw new SysError('EADDRINUSE');
    if (this.#endpoints.has(name)) throw new SysError('EEXIST');
    const { prefix } = own.address.subnet;
    const six = own.address6;
    const ipv6 = address6 && six ? { address: address6, prefix: six.subnet.prefix } : undefined;
    this.#endpoints.set(name, this.state.attach(bridge, { address, prefix, ipv6, mac, paired: true }));
  }

  detach(name: string): void {
    const endpoint = this.#endpoints.get(name);
    if (!endpoint) throw new SysError('ENODEV');
    this.#endpoints.delete(name);
    this.state.detach(endpoint);
  }

  setDefaultRoute(name: string | undefined): void {
    const endpoint = name === undefined ? undefined : this.#endpoints.get(name);
    if (name !== undefined && !endpoint) throw new SysError('ENODEV');
    const own = endpoint && this.network.bridge(name as string).own;
    this.state.defaultRoute = endpoint && { interface: endpoint, gateway: own?.address.address };
    const six = endpoint?.address6 && own?.address6;
    this.state.defaultRoute6 = endpoint && six && { interface: endpoint, gateway: six.address };
  }

  interfaces(): readonly InterfaceInfo[] {
    return this.state.interfaces();
  }
}
