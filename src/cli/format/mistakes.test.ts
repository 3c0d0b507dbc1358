/** What Go's templates say of mistakes, and what docker's functions and types answer at the edges. */
import { expect, test } from 'vitest';
import { typed } from '../inspect/schema.ts';
import { compileTemplate, executeTemplate } from './template.ts';

const container = typed('container.InspectResponse', {
  Name: '/t1',
  Args: ['-c', 'a b'],
  Config: { Labels: { a: '1' }, Volumes: { '/v': {} } },
  HostConfig: { Memory: 10485760, NetworkMode: 'bridge', IpcMode: 'private', RestartPolicy: { Name: 'no' } },
  NetworkSettings: { Ports: {} },
});
const run = (source: string) => executeTemplate(compileTemplate(source), container);

// Recorded from `docker inspect --format`.
test.each([
  ['{{printf "%T" .HostConfig.Memory}} {{eq .HostConfig.Memory 10485760}}', 'int64 true'],
  ['{{index .Config.Volumes "a"}}', '{}'],
  ['{{.Config.Labels.nope.x}}', '<no value>'],
  ['{{eq .HostConfig.Binds nil}}', 'true'],
  ['{{lower "ÀB"}} {{upper "éß"}}', 'àb Éß'],
  ['{{truncate "abc" 2}} {{truncate "é" 1}}', 'ab �'],
  ['{{.HostConfig.NetworkMode.NetworkName}} {{.HostConfig.IpcMode.IsPrivate}}', 'bridge true'],
  ['{{.HostConfig.RestartPolicy.IsNone}} {{.HostConfig.RestartPolicy.IsAlways}}', 'true false'],
  ['{{with false}}a{{else with .Name}}{{.}}{{end}}', '/t1'],
])('%s', (source, output) => expect(run(source)).toBe(output));

test.each([
  ['{{$x = 1}}', ':1:7: executing "" at <1>: undefined variable: $x'],
  ['{{$x, $y := 1}}', 'too many declarations in command'],
  ['{{range $i, $x, $z := .Args}}{{end}}', 'too many declarations in range'],
  ['{{if false}}a{{else with .Name}}{{.}}{{end}}', 'unexpected <with> in input'],
  ['{{template a}}', 'unexpected "a" in template clause'],
  ['{{define a}}{{end}}', 'unexpected "a" in define clause'],
  ["{{'ab'}}", "malformed character constant: 'ab'"],
  ['{{08}}', 'integer overflow: "08"'],
  ['{{99999999999999999999}}', 'integer overflow: "99999999999999999999"'],
  ['{{eq 1}}', 'error calling eq: missing argument for comparison'],
  ['{{lt .Config.Tty 2}}', 'error calling lt: incompatible types for comparison'],
  ['{{len nil}}', 'error calling len: reflect: call of reflect.Value.Type on zero Value'],
  ['{{.Config.Labels.nope | len}}', 'error calling len: reflect: call of reflect.Value.Type on zero Value'],
  ['{{slice .Name 0 1 2}}', 'error calling slice: cannot 3-index slice a string'],
  ['{{index .Args 2}}', 'error calling index: reflect: slice index out of range'],
  ['{{index .Args 3}}', 'error calling index: index out of range: 3'],
  ['{{index .NetworkSettings.Ports "80/tcp"}}', 'error calling index: value has type string; should be nat.Port'],
  ['{{pad "x" -1 2}}', 'error calling pad: strings: negative Repeat count'],
  ['{{truncate "abc" -1}}', 'error calling truncate: runtime error: slice bounds out of range [:-1]'],
  ['{{printf 1}}', 'at <1>: expected string; found 1'],
  ['{{join "a" ","}}', `at <"a">: can't handle "a" for arg of type []string`],
])('%s is refused', (source, message) => expect(() => run(source)).toThrow(message));
