/** DNAT rules of a namespace: ports of one of its addresses that lead to others there, and answers that come from them. */
import type { Endpoint } from './socket.ts';

export class PortFronts {
  #behind = new Map<string, number>();
  #front = new Map<string, number>();

  /** Answers what takes the rule back. */
  add(protocol: 'tcp' | 'udp', address: string, front: number, port: number): () => void {
    const behind = key(protocol, { address, port: front });
    const back = key(protocol, { address, port });
    this.#behind.set(behind, port);
    this.#front.set(back, front);
    return () => {
      this.#behind.delete(behind);
      this.#front.delete(back);
    };
  }

  /** Where what is sent to an endpoint arrives. */
  behind(protocol: 'tcp' | 'udp', to: Endpoint): Endpoint {
    const port = this.#behind.get(key(protocol, to));
    return port === undefined ? to : { ...to, port };
  }

  /** Whom receivers take for the sender. */
  front(protocol: 'tcp' | 'udp', from: Endpoint): Endpoint {
    const port = this.#front.get(key(protocol, from));
    return port === undefined ? from : { ...from, port };
  }
}

function key(protocol: string, { address, port }: Endpoint): string {
  return `${protocol} ${address} ${port}`;
}
