/** All containers of one engine: by id, by name, by prefix; the order of their creation. */
import { FailureError } from '../../base/errors.ts';
import type { Clock } from '../../base/ports.ts';
import type { Records } from '../../store/store.ts';
import { Container } from './container.ts';
import { ContainerLog, loadLogs } from './container-log.ts';
import type { ContainerRecord } from './container-record.ts';
import { logLimit } from './log-options.ts';

export class ContainerTable {
  #containers = new Map<string, Container>();
  #names = new Map<string, string>();

  constructor(
    private readonly records: Records,
    private readonly clock: Clock,
  ) {}

  async load(): Promise<void> {
    const records = await this.records.list<ContainerRecord>('containers/');
    const logs = await loadLogs(this.records);
    for (const [, record] of [...records].sort(([, a], [, b]) => a.created - b.created)) {
      const container = this.#make(record);
      container.log.load(logs.get(record.id) ?? []);
      logs.delete(record.id);
      this.#containers.set(record.id, container);
      this.#names.set(record.name, record.id);
    }
    // Of containers whose removal was broken off.
    const left = [...logs.values()].flatMap((pieces) => pieces.map(({ key }) => ({ key })));
    if (left.length) await this.records.write(left);
  }

  /** Oldest first. */
  all(): readonly Container[] {
    return [...this.#containers.values()];
  }

  get(id: string): Container | undefined {
    return this.#containers.get(id);
  }

  /** By id or name; undefined when there is none. */
  lookUp(term: string): Container | undefined {
    return this.#containers.get(term) ?? this.byName(term.replace(/^\//, ''));
  }

  /** By id, name or a unique prefix of the id. */
  find(term: string): Container {
    if (term === '') throw new FailureError('invalid', 'invalid name or ID supplied: ""');
    const exact = this.lookUp(term);
    if (exact) return exact;
    let found: Container | undefined;
    for (const [id, container] of this.#containers) {
      if (!id.startsWith(term)) continue;
      if (found) throw new FailureError('invalid', `multiple IDs found with provided prefix: ${term}`);
      found = container;
    }
    if (!found) throw new FailureError('notFound', `No such container: ${term}`);
    return found;
  }

  byName(name: string): Container | undefined {
    const id = this.#names.get(name);
    return id === undefined ? undefined : this.#containers.get(id);
  }

  nameTaken(name: string): boolean {
    return this.#names.has(name);
  }

  /** Keeps a name for a container that is being made. Fails with `conflict` when another has it. */
  reserve(name: string, id: string): void {
    const owner = this.#names.get(name);
    if (owner !== undefined && owner !== id) {
      throw new FailureError(
        'conflict',
        `Conflict. The container name "/${name}" is already in use by container "${owner}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
    }
    this.#names.set(name, id);
  }

  release(name: string): void {
    this.#names.delete(name);
  }

  /** Makes a new container durable, and visible. */
  async add(record: ContainerRecord): Promise<Container> {
    await this.#write(record, record, true);
    const container = this.#make(record);
    this.#containers.set(record.id, container);
    return container;
  }

  async save(container: Container): Promise<void> {
    await this.#write(container.record, container.record);
  }

  async forget(container: Container): Promise<void> {
    await this.#write(container.record, undefined);
    this.#containers.delete(container.id);
    this.#names.delete(container.name);
  }

  /** Of a container that is removed when it ends nothing is missed after a crash: it would be removed all the same. */
  async #write({ id, hostConfig }: ContainerRecord, value: ContainerRecord | undefined, fresh = false): Promise<void> {
    const batch = [{ key: `containers/${id}`, value, fresh }];
    if (hostConfig.AutoRemove) this.records.writeSoon(batch);
    else await this.records.write(batch);
  }

  #make(record: ContainerRecord): Container {
    const ports = { records: this.records, clock: this.clock };
    return new Container(record, new ContainerLog(record.id, ports, logLimit(record.hostConfig)));
  }
}
