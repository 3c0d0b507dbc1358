/** Who is on one network: found by container, name and address, so that the thousandth container joins as fast as the first. */

export interface Endpoint {
  readonly id: string;
  readonly containerId: string;
  readonly containerName: string;
  readonly address: number | undefined;
  readonly mac: string;
}

export class Endpoints {
  readonly #byContainer = new Map<string, Endpoint>();
  readonly #names = new Set<string>();
  readonly #addresses = new Set<number>();
  /** Every address of the range below this one is taken. */
  #lowest = 0;

  all(): readonly Endpoint[] {
    return [...this.#byContainer.values()];
  }

  get(containerId: string): Endpoint | undefined {
    return this.#byContainer.get(containerId);
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  hasAddress(address: number): boolean {
    return this.#addresses.has(address);
  }

  add(endpoint: Endpoint): void {
    this.#byContainer.set(endpoint.containerId, endpoint);
    this.#names.add(endpoint.containerName);
    if (endpoint.address !== undefined) this.#addresses.add(endpoint.address);
  }

  remove(containerId: string): void {
    const endpoint = this.#byContainer.get(containerId);
    if (!endpoint) return;
    this.#byContainer.delete(containerId);
    this.#names.delete(endpoint.containerName);
    if (endpoint.address === undefined) return;
    this.#addresses.delete(endpoint.address);
    this.#lowest = Math.min(this.#lowest, endpoint.address);
  }

  /** The lowest address from `from` on and before `before`, which are always the same, that is neither taken nor `reserved`. */
  free(from: number, before: number, reserved: ReadonlySet<number | undefined>): number | undefined {
    for (let address = Math.max(from, this.#lowest); address < before; address++) {
      if (this.#addresses.has(address) || reserved.has(address)) continue;
      this.#lowest = address;
      return address;
    }
    return undefined;
  }
}
