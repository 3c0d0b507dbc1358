import { expect, test } from 'vitest';
import { typed } from '../inspect/schema.ts';
import { compileTemplate, executeTemplate } from './template.ts';

const container = typed('container.InspectResponse', {
  Name: '/tt',
  State: { Status: 'created', StartedAt: 'S', FinishedAt: 'F' },
  Config: { Cmd: ['sleep', '5'] },
  HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 }, PortBindings: {} },
  NetworkSettings: { Ports: {} },
});

// Recorded from `docker inspect --format`.
test.each([
  ['{{printf "%v" .State}}', '&{created false false false false false 0 0  S F <nil>}'],
  ['{{.HostConfig.RestartPolicy}}', '{on-failure 3}'],
  ['{{printf "%+v" .HostConfig.RestartPolicy}}', '{Name:on-failure MaximumRetryCount:3}'],
  ['{{printf "%s" .HostConfig.RestartPolicy}}', '{on-failure %!s(int=3)}'],
  ['{{printf "%q %v" .Config.Cmd .Config.Cmd}}', '["sleep" "5"] [sleep 5]'],
  ['{{printf "%T %T %T" .Name .Config.Cmd .State}}', 'string strslice.StrSlice *container.State'],
  ['{{printf "%T %T" .NetworkSettings.Ports .HostConfig.RestartPolicy}}', 'nat.PortMap container.RestartPolicy'],
  ['{{printf "%#v %#v" .Config.Cmd .HostConfig.PortBindings}}', 'strslice.StrSlice{"sleep", "5"} nat.PortMap{}'],
  ['{{printf "%#v" .HostConfig.RestartPolicy}}', 'container.RestartPolicy{Name:"on-failure", MaximumRetryCount:3}'],
  ['{{printf "%#x %#X %#o %X" 255 255 8 "ab"}}', '0xff 0XFF 010 6162'],
  ['{{eq .State .State}} {{eq nil nil}} {{eq .State.Health nil}}', 'true true true'],
  ['{{join .Config.Cmd ","}}', 'sleep,5'],
])('%s', (source, output) => expect(executeTemplate(compileTemplate(source), container)).toBe(output));

test('lists and maps have no equal', () => {
  const failure = (source: string) => () => executeTemplate(compileTemplate(source), container);
  expect(failure('{{eq .Config.Cmd .Config.Cmd}}')).toThrow(
    'error calling eq: non-comparable type [sleep 5]: []string',
  );
  expect(failure('{{eq .Config.Cmd .Name}}')).toThrow('error calling eq: incompatible types for comparison');
});
