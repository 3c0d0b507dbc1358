/** What gem needs to know of a gem: from its metadata, from rubygems.org's index, from what is installed. */
export interface Specification {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly authors: readonly string[];
  readonly executables: readonly string[];
  readonly extensions: readonly string[];
  readonly dependencies: readonly Dependency[];
}

export interface Dependency {
  readonly name: string;
  /** `~> 1.4`, all of which must hold. */
  readonly requirements: readonly string[];
}

/** The YAML that gems carry, as far as it is read here. */
export function parseMetadata(yaml: string): Specification {
  const line = (key: string) => new RegExp(`^${key}: ?(.*)$`, 'm').exec(yaml)?.[1]?.replace(/^['"]|['"]$/g, '') ?? '';
  const list = (key: string) =>
    (new RegExp(`^${key}:\\n((?:- .*\\n)+)`, 'm').exec(yaml)?.[1] ?? '')
      .split('\n')
      .filter(Boolean)
      .map((item) => item.slice(2).replace(/^['"]|['"]$/g, ''));
  return {
    name: line('name'),
    version: /^version: .*\n {2}version: (.+)$/m.exec(yaml)?.[1]?.replace(/['"]/g, '') ?? '',
    summary: line('summary'),
    authors: list('authors'),
    executables: list('executables'),
    extensions: list('extensions'),
    dependencies: [...yaml.matchAll(/- !ruby\/object:Gem::Dependency\n {2}name: (.+)\n([\s\S]*?)type: :runtime/g)].map(
      ([, name = '', body = '']) => ({
        name,
        requirements: [...body.matchAll(/- - "(.+?)"\n\s+- .*\n\s+version: (.+)/g)].map(
          ([, operator = '', version = '']) => `${operator} ${version}`,
        ),
      }),
    ),
  };
}

/** The Ruby code of an installed specification. */
export function specificationCode({
  name,
  version,
  summary,
  authors,
  executables,
  extensions,
  dependencies,
}: Specification): string {
  const quoted = (items: readonly string[]) => `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
  const optional = (key: string, items: readonly string[]) => (items.length ? `  s.${key} = ${quoted(items)}\n` : '');
  const needs = dependencies.map((one) => `  s.add_runtime_dependency(%q<${one.name}>, ${quoted(one.requirements)})\n`);
  return `# -*- encoding: utf-8 -*-

Gem::Specification.new do |s|
  s.name = ${JSON.stringify(name)}
  s.version = ${JSON.stringify(version)}

  s.authors = ${quoted(authors)}
  s.summary = ${JSON.stringify(summary)}
  s.require_paths = ["lib"]
${optional('executables', executables)}${optional('extensions', extensions)}${needs.join('')}end
`;
}

/** A line of `/info/NAME`: `1.4.5 rack:~> 1.4,tilt:>= 1.3.4&~> 1.3|checksum:…`. */
export function parseInfo(
  content: string,
): readonly { readonly version: string; readonly dependencies: readonly Dependency[] }[] {
  return content
    .split('\n')
    .filter((line) => line !== '' && line !== '---')
    .map((line) => {
      const [, version = '', needs = ''] = /^(\S+) ([^|]*)/.exec(line) ?? [];
      const dependencies = needs
        .split(',')
        .filter(Boolean)
        .map((need) => {
          const [name = '', requirements = ''] = need.split(':');
          return { name, requirements: requirements.split('&') };
        });
      return { version, dependencies };
    });
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((one) => one.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = (left[i] ?? 0) - (right[i] ?? 0);
    if (order) return order;
  }
  return 0;
}

/** `~> 1.4` is at least 1.4 and below 2; `~> 1.4.2` below 1.5. */
export function satisfies(version: string, requirement: string): boolean {
  const [operator, wanted = operator] = requirement.split(' ') as [string, string?];
  const order = compareVersions(version, wanted);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case '!=':
      return order !== 0;
    case '~>': {
      const bound = wanted.split('.').slice(0, -1);
      if (bound.length) bound[bound.length - 1] = String(Number(bound.at(-1)) + 1);
      return order >= 0 && (bound.length === 0 || compareVersions(version, bound.join('.')) < 0);
    }
    default:
      return order === 0;
  }
}
