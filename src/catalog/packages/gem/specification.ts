/** A gem's specification: as YAML in its archive, and as the Ruby code that `gem install` writes below `specifications/`. */
import type { Gem } from './gems.ts';

/** `>= 1.3.4, ~> 1.3` taken apart. */
const requirementsOf = (text: string) =>
  text.split(', ').map((one) => one.split(' ') as [operator: string, version: string]);

export function specificationYaml(gem: Gem): string {
  const version = (value: string, at: string) => `!ruby/object:Gem::Version\n${at}  version: ${value}\n`;
  const requirement = (text: string, at: string) =>
    `!ruby/object:Gem::Requirement\n${at}  requirements:\n${requirementsOf(text)
      .map(([operator, value]) => `${at}  - - "${operator}"\n${at}    - ${version(value, `${at}    `)}`)
      .join('')}`;
  const list = (name: string, values: readonly string[]) =>
    values.length ? `${name}:\n${values.map((value) => `- ${value}\n`).join('')}` : `${name}: []\n`;
  const dependencies = gem.dependencies.map(
    ([name, text]) =>
      `- !ruby/object:Gem::Dependency\n  name: ${name}\n  requirement: ${requirement(text, '  ')}  type: :runtime\n  prerelease: false\n`,
  );
  return `--- !ruby/object:Gem::Specification
name: ${gem.name}
version: ${version(gem.version, '')}platform: ruby
${list('authors', gem.authors)}autorequire:
bindir: bin
cert_chain: []
date: ${gem.date} 00:00:00.000000000 Z
${dependencies.length ? `dependencies:\n${dependencies.join('')}` : 'dependencies: []\n'}description: ${gem.summary}
email:
${list('executables', gem.executables ?? [])}${list(
    'extensions',
    (gem.extensions ?? []).map((folder) => `${folder}/extconf.rb`),
  )}extra_rdoc_files: []
${list(
  'files',
  gem.files.map(([path]) => path),
)}homepage: ${gem.homepage}
licenses:
- ${gem.license}
metadata: {}
rdoc_options: []
require_paths:
- lib
required_ruby_version: ${requirement('>= 0', '')}required_rubygems_version: ${requirement('>= 0', '')}requirements: []
rubygems_version: 2.2.2
signing_key:
specification_version: 4
summary: ${gem.summary}
test_files: []
`;
}

export function specificationRuby(gem: Gem): string {
  const quoted = (text: string) => `"${text}"`;
  const dependencies = gem.dependencies.map(
    ([name, text]) =>
      `  s.add_runtime_dependency(%q<${name}>, [${requirementsOf(text)
        .map((pair) => quoted(pair.join(' ')))
        .join(', ')}])\n`,
  );
  return `# -*- encoding: utf-8 -*-

Gem::Specification.new do |s|
  s.name = ${quoted(gem.name)}
  s.version = ${quoted(gem.version)}

  s.authors = [${gem.authors.map(quoted).join(', ')}]
  s.date = ${quoted(gem.date)}
  s.summary = ${quoted(gem.summary)}
  s.homepage = ${quoted(gem.homepage)}
  s.licenses = [${quoted(gem.license)}]
  s.require_paths = ["lib"]
${gem.executables ? `  s.executables = [${gem.executables.map(quoted).join(', ')}]\n` : ''}${gem.extensions ? `  s.extensions = [${gem.extensions.map((folder) => quoted(`${folder}/extconf.rb`)).join(', ')}]\n` : ''}${dependencies.join('')}end
`;
}
