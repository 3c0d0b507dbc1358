import { expect, test } from 'vitest';
import { typed } from '../inspect/schema.ts';
import { compileTemplate, executeTemplate } from './template.ts';
import { untyped } from './value.ts';

const data = untyped({
  Name: '/web',
  Args: ['-c', 'sleep 100'],
  State: { Running: true, ExitCode: 0, Health: null },
  Ports: { '80/tcp': [{ HostIp: '', HostPort: '8080' }], '53/udp': null },
  Labels: { b: '2', a: '<1>' },
});
const run = (source: string) => executeTemplate(compileTemplate(source), data, { strictKeys: true });
const failure = (source: string) => {
  try {
    return run(source);
  } catch (error) {
    return (error as Error).message;
  }
};

test.each([
  ['{{.Name}} {{.State.Running}} {{.State.Health}}', '/web true <nil>'],
  ['{{.Args}} {{.Labels}}', '[-c sleep 100] map[a:<1> b:2]'],
  ['{{json .Args}}{{json .Labels}}', '["-c","sleep 100"]{"a":"<1>","b":"2"}'],
  ['{{(index (index .Ports "80/tcp") 0).HostPort}}', '8080'],
  ['{{range $k, $v := .Labels}}{{$k}}={{$v}};{{else}}none{{end}}', 'a=<1>;b=2;'],
  ['{{range $i, $a := .Args}}{{if $i}}, {{end}}{{$a}}{{end}}', '-c, sleep 100'],
  ['{{if and .State.Running (not .State.Health)}}up{{else}}down{{end}}', 'up'],
  ['{{with .State.Health}}x{{else}}none{{end}}', 'none'],
  ['a {{- "b" -}} c', 'abc'],
  ['{{/* nothing */}}x', 'x'],
  ['{{printf "%-6s|%5d|%q|%x" .Name 42 "a\\n" "hi"}}', '/web  |   42|"a\\n"|6869'],
  ['{{.Name | upper | printf "%s-%s" "a"}}', 'a-/WEB'],
  ['{{println "a" 1 true nil}}', 'a 1 true <nil>\n'],
  ['{{print "a" "b" 1 2 true}}', 'ab1 2 true'],
  ['{{split "a/b" "/"}}{{title "abc def"}}{{pad "x" 1 2}}|{{truncate "abcdef" 3}}', '[a b]Abc Def x  |abc'],
  ['{{$x := 1}}{{range .Args}}{{$x = 2}}{{end}}{{$x}}', '2'],
  ['{{range .Args}}{{if eq . "-c"}}{{continue}}{{end}}{{.}}{{break}}{{end}}', 'sleep 100'],
])('%s', (source, output) => {
  expect(run(source)).toBe(output);
});

test('a failure knows what had been written', () => {
  const fail = () => run('{{.Name}} {{.Nosuch}} x');
  expect(fail).toThrow(expect.objectContaining({ written: '/web ' }));
});

test.each([
  ['{{.Nosuch}}', 'template: :1:2: executing "" at <.Nosuch>: map has no entry for key "Nosuch"'],
  [
    '{{.State.Nosuch.Deeper}}',
    'template: :1:8: executing "" at <.State.Nosuch.Deeper>: map has no entry for key "Nosuch"',
  ],
  [
    '{{join .Args ","}}',
    'template: :1:7: executing "" at <.Args>: wrong type for value; expected []string; got []interface {}',
  ],
  [
    '{{eq .State.ExitCode 0}}',
    'template: :1:2: executing "" at <eq .State.ExitCode 0>: error calling eq: incompatible types for comparison',
  ],
  ['{{index .Args 5}}', 'template: :1:2: executing "" at <index .Args 5>: error calling index: index out of range: 5'],
  ['{{range .Name}}x{{end}}', 'template: :1:8: executing "" at <.Name>: range can\'t iterate over /web'],
  ['{{.Name', 'template: :1: unclosed action'],
  ['{{end}}', 'template: :1: unexpected {{end}}'],
  ['{{if .Name}}', 'template: :1: unexpected EOF'],
  ['{{nosuch .Args}}', 'template: :1: function "nosuch" not defined'],
  ['{{$x}}', 'template: :1: undefined variable "$x"'],
  ['{{.Name.}}', 'template: :1: unexpected <.> in operand'],
  ['{{..Name}}', 'template: :1: unexpected . after term "."'],
  ['{{"a".b}}', 'template: :1: unexpected . after term "\\"a\\""'],
  ['{{0x}}', 'template: :1: illegal number syntax: "0x"'],
  ['{{1e}}', 'template: :1: illegal number syntax: "1e"'],
  ['{{12a}}', 'template: :1: bad number syntax: "12a"'],
  ['{{"abc}}', 'template: :1: unterminated quoted string'],
])('%s fails', (source, message) => {
  expect(failure(source)).toBe(message);
});

/** As real Docker has it: an event's action and a mode of the network are strings by names of their own. */
test('a string whose type has a name compares, counts and prints as one, and is none where a string is wanted', () => {
  const event = typed('events.Message', { Action: 'create', Type: 'container', status: 'create' });
  const ofEvent = (source: string) => executeTemplate(compileTemplate(source), event);
  expect(ofEvent('{{eq .Action "create"}} {{len .Action}} {{slice .Action 1}} {{upper .Status}}')).toBe(
    'true 6 reate CREATE',
  );
  expect(ofEvent('{{printf "%T %s" .Action .Type}}')).toBe('events.Action container');
  expect(() => ofEvent('{{upper .Action}}')).toThrow('wrong type for value; expected string; got events.Action');
  const container = typed('container.InspectResponse', { HostConfig: { NetworkMode: 'host' }, SizeRootFs: 5 });
  const ofContainer = (source: string) => executeTemplate(compileTemplate(source), container);
  expect(ofContainer('{{.HostConfig.NetworkMode.IsHost}} {{.HostConfig.NetworkMode.IsPrivate}}')).toBe('true false');
  expect(ofContainer('{{.SizeRootFs}} {{.SizeRw}} {{printf "%T" .SizeRw}}')).toBe('5 <nil> *int64');
  expect(() => ofContainer('{{gt .SizeRootFs 1}}')).toThrow('invalid type for comparison');
});
