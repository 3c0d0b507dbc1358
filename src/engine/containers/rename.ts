/** `POST /containers/{id}/rename`. */
import type { Call } from '../../api/calls.ts';
import { FailureError } from '../../base/errors.ts';
import type { EngineContext } from '../context.ts';
import { checkName } from './create.ts';
import { publishContainer } from './container-events.ts';
import { dnsNames } from './networking.ts';
import { bridgeName, PREDEFINED } from '../networks/network-table.ts';
import { prefixed } from './signalling.ts';

export async function containerRename(engine: EngineContext, call: Call<'containerRename'>): Promise<void> {
  const wanted = call.query.name ?? '';
  if (!wanted) throw new FailureError('invalid', 'Neither old nor new names may be empty');
  const container = engine.containers.find(call.path.id ?? '');
  const name = wanted.replace(/^\//, '');
  if (!name) throw new FailureError('invalid', 'Neither old nor new names may be empty');
  await container.lock.run(async () => {
    const old = container.name;
    if (name === old) {
      throw new FailureError('invalid', 'Renaming a container with the same name as its current name');
    }
    try {
      checkName(name, `/${name}`);
      engine.containers.reserve(name, container.id);
    } catch (error) {
      throw prefixed('Error when allocating new name: ', error);
    }
    const before = container.record;
    container.change({ name });
    container.change({
      networks: Object.fromEntries(
        Object.entries(container.record.networks).map(([network, settings]) => [
          network,
          (PREDEFINED as readonly string[]).includes(network) || !settings.DNSNames
            ? settings
            : { ...settings, DNSNames: dnsNames(container.record, settings) },
        ]),
      ),
    });
    try {
      await engine.containers.save(container);
    } catch (error) {
      container.record = before;
      engine.containers.release(name);
      throw error;
    }
    engine.containers.release(old);
    engine.networks.rename(container.id, name);
    for (const [network, { DNSNames }] of Object.entries(container.record.networks)) {
      const record = engine.networks.byName(network);
      if (record && DNSNames) container.running?.network.rename(bridgeName(record), DNSNames);
    }
    publishContainer(engine, container, 'rename', { oldName: `/${old}` });
  });
}
