/** Who is on one network: found by container, name and address, so that the thousandth container joins as fast as the first. */

export interface Endpoint {
  readonly id: string;
  readonly containerId: string;
  readonly containerName: string;
  readonly address: number | undefined;
  /** Of IPv6. */
  readonly address6: bigint | undefined;
  readonly mac: string;
}

/** Addresses that are taken, of IPv4 as numbers or of IPv6 as bigints. */
class Taken<T extends number | bigint> {
  readonly #addresses = new Set<T>();
  /** Every address of the range below this one is taken. */
  #lowest: T | undefined;

  constructor(private readonly next: (address: T) => T) {}

  has(address: T): boolean {
    return this.#addresses.has(address);
  }

  add(address: T | undefined): void {
    if (address !== undefined) this.#addresses.add(address);
  }

  remove(address: T | undefined): void {
    if (address === undefined) return;
    this.#addresses.delete(address);
    if (this.#lowest !== undefined && address < this.#lowest) this.#lowest = address;
  }

  /** The lowest address from `from` on and before `before`, which are always the same, that is neither taken nor `reserved`. */
  free(from: T, before: T, reserved: ReadonlySet<T | undefined>): T | undefined {
    const start = this.#lowest !== undefined && this.#lowest > from ? this.#lowest : from;
    for (let address = start; address < before; address = this.next(address)) {
      if (this.#addresses.has(address) || reserved.has(address)) continue;
      this.#lowest = address;
      return address;
    }
    return undefined;
  }
}

export class Endpoints {
  readonly addresses = new Taken<number>((address) => address + 1);
  readonly addresses6 = new Taken<bigint>((address) => address + 1n);
  readonly #byContainer = new Map<string, Endpoint>();
  readonly #names = new Set<string>();

  all(): readonly Endpoint[] {
    return [...this.#byContainer.values()];
  }

  get(containerId: string): Endpoint | undefined {
    return this.#byContainer.get(containerId);
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  add(endpoint: Endpoint): void {
    this.#byContainer.set(endpoint.containerId, endpoint);
    this.#names.add(endpoint.containerName);
    this.addresses.add(endpoint.address);
    this.addresses6.add(endpoint.address6);
  }

  remove(containerId: string): void {
    const endpoint = this.#byContainer.get(containerId);
    if (!endpoint) return;
    this.#byContainer.delete(containerId);
    this.#names.delete(endpoint.containerName);
    this.addresses.remove(endpoint.address);
    this.addresses6.remove(endpoint.address6);
  }
}
