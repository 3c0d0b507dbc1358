/**
 * Random input with a fixed seed. A few hundred cases here; `npm run fuzz` tries 100,000 of each kind. FUZZ_SEED names
 * another seed.
 */
import { expect, test } from 'vitest';
import { memoryDriver } from '../../src/store/memory/driver.ts';
import { configOf } from '../support/archives.ts';
import { openSandbox, plantImage, type TestSandbox, type Tree } from '../support/sandbox.ts';
import { complaint, randomRequest } from './api.ts';
import { complaintOf, randomArguments } from './cli.ts';
import { Chance } from './random.ts';

const COUNT = Number(process.env.FUZZ ?? 400);
const SEED = Number(process.env.FUZZ_SEED ?? 20261128);
/** An engine is used for so many cases, then there is a new one: prunes and leftovers would dull the rest. */
const PER_ENGINE = 500;

async function engine(): Promise<TestSandbox> {
  const tree: Tree = new Map();
  await plantImage(tree, 'library/planted', 'latest', await configOf([]), []);
  const sandbox = await openSandbox(memoryDriver(), tree);
  const pull = await sandbox.client.imageCreate({ query: { fromImage: 'planted', tag: 'latest' } });
  for await (const _ of pull) continue;
  const { client } = sandbox;
  await client.volumeCreate({ body: { Name: 'data' } });
  await client.networkCreate({ body: { Name: 'net1' } });
  for (const name of ['web', 'fresh'])
    await client.containerCreate({ query: { name }, body: { Image: 'planted', Cmd: ['true'] } });
  return sandbox;
}

/** Cases run a few at a time: most of them wait. */
async function tryAll(what: (chance: Chance, sandbox: TestSandbox) => Promise<string | undefined>): Promise<void> {
  const complaints = new Set<string>();
  const chance = new Chance(SEED);
  for (let done = 0; done < COUNT; done += PER_ENGINE) {
    const sandbox = await engine();
    const size = Math.min(PER_ENGINE, COUNT - done);
    for (let i = 0; i < size; i += 25) {
      const batch = Array.from({ length: Math.min(25, size - i) }, () => what(chance, sandbox));
      for (const found of await Promise.all(batch)) if (found !== undefined) complaints.add(found);
    }
    await sandbox.close();
    if (complaints.size > 50) break;
  }
  expect([...complaints].slice(0, 20)).toEqual([]);
}

test(`${COUNT} random requests to the Engine API`, { timeout: 60_000 + COUNT * 30 }, () =>
  tryAll((chance, { api }) => complaint(api, randomRequest(chance))),
);

test(`${COUNT} random command lines`, { timeout: 60_000 + COUNT * 30 }, () =>
  tryAll((chance, { api }) => complaintOf(randomArguments(chance), api)),
);
