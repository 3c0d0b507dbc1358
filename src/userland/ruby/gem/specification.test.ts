import { expect, test } from 'vitest';
import { compareVersions, parseInfo, parseMetadata, satisfies } from './specification.ts';

test.each([
  ['1.6.4', '~> 1.4', true],
  ['2.0', '~> 1.4', false],
  ['1.4.9', '~> 1.4.2', true],
  ['1.5.0', '~> 1.4.2', false],
  ['1.4.1', '>= 1.3.4', true],
  ['1.10.0', '> 1.9', true],
  ['1.8.3', '= 1.8.3', true],
  ['1.8.3', '!= 1.8.3', false],
])('%s %s: %s', (version, requirement, expected) => {
  expect(satisfies(version, requirement)).toBe(expected);
});

test('versions are compared by their numbers', () => {
  expect(['1.10', '1.9.3', '1.9'].sort(compareVersions)).toEqual(['1.9', '1.9.3', '1.10']);
});

test('the compact index names versions and what they depend on', () => {
  expect(parseInfo('---\n1.8.3 |checksum:aa\n1.4.5 rack:~> 1.4,tilt:>= 1.3.4&~> 1.3|checksum:bb\n')).toEqual([
    { version: '1.8.3', dependencies: [] },
    {
      version: '1.4.5',
      dependencies: [
        { name: 'rack', requirements: ['~> 1.4'] },
        { name: 'tilt', requirements: ['>= 1.3.4', '~> 1.3'] },
      ],
    },
  ]);
});

test("a gem's metadata", () => {
  const yaml = `--- !ruby/object:Gem::Specification
name: tilt
version: !ruby/object:Gem::Version
  version: 1.4.1
authors:
- Ryan Tomayko
dependencies:
- !ruby/object:Gem::Dependency
  name: rack
  requirement: !ruby/object:Gem::Requirement
    requirements:
    - - "~>"
      - !ruby/object:Gem::Version
        version: 1.4
  type: :runtime
executables:
- tilt
extensions: []
summary: Templates
`;
  expect(parseMetadata(yaml)).toEqual({
    name: 'tilt',
    version: '1.4.1',
    summary: 'Templates',
    authors: ['Ryan Tomayko'],
    executables: ['tilt'],
    extensions: [],
    dependencies: [{ name: 'rack', requirements: ['~> 1.4'] }],
  });
});
