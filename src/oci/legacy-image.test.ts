import { expect, test } from 'vitest';
import { utf8 } from '../base/bytes.ts';
import { imageIdOf } from './config.ts';
import type { DiffId } from './digest-types.ts';
import { configOfLegacy, legacyHistory, parseLegacyJson } from './legacy-image.ts';

const DIFFS = [
  'sha256:44b8b1930c9bb0655af09cd4c25962fc1dd50ad6004956dec6a5edd0d2cbcb56',
  'sha256:df3bf4eb86519d1329a36f8df38832df6e8ff0f07ba91fc73f92e8b01e2f8617',
] as DiffId[];
const common = { os: 'linux', architecture: 'amd64' };
const json = (fields: object) => parseLegacyJson(utf8(JSON.stringify({ ...common, ...fields })));
const below = { id: 'a'.repeat(64), created: '2020-01-01T00:00:00Z', container_config: { Cmd: ['x'] } };
const above = { id: 'b'.repeat(64), parent: below.id, created: '2020-01-02T00:00:00Z', config: { Cmd: ['y'] } };

test('images of an old archive get the ids that real Docker gives them', async () => {
  const history = [legacyHistory(json(below)), legacyHistory(json(above))];
  expect(await imageIdOf(configOfLegacy(json(below), DIFFS.slice(0, 1), history.slice(0, 1)))).toBe(
    'sha256:7e01f95be7cf5b3a49e6d8b2b184a5db8d4c11c67cfd8261a3c1817563822bfc',
  );
  expect(await imageIdOf(configOfLegacy(json(above), DIFFS, history))).toBe(
    'sha256:306312d2b51d5ab54eac1896950869e35e781a9356c9374d3a1f0f19a8543897',
  );
});
