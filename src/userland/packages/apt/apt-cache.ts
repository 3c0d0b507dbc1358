/** apt-cache: what is known of packages, without changing anything. */
import { withQuietClusters } from './quiet.ts';
import { tool, Quit, type Applet } from '../../bin/lib/tool.ts';
import { formatParagraph, type Paragraph } from '../deb/control.ts';
import { parseRelations } from '../deb/relations.ts';
import { AptCache, type AvailableVersion } from './cache.ts';
import { AptFailure, AptSession } from './session.ts';
import { SourcesError } from './sources.ts';

const USAGE = `apt 2.6.1 (amd64), as simulated by Drydock
Usage: apt-cache [options] command
       apt-cache [options] show pkg1 [pkg2 ...]

Looks things up in the lists of packages that apt-get update has fetched.

Commands:
  search - look for words in names and descriptions
  show - show all that is known of a package
  policy - show which version would be installed, and from where
  depends - show what a package needs
  rdepends - show what needs a package
  madison - show the versions that there are
  pkgnames - list the names of all packages
`;

export const aptCache: Applet = withQuietClusters(
  tool(
    {
      name: 'apt-cache',
      usage: '[options] command',
      about: 'Shows what apt knows',
      options: 'q|quiet=? n|names-only f|full a|all-versions i|important! o|option= c|config-file=! h no-all-versions',
      usageStatus: 100,
      from: 'apt',
    },
    async (t) => {
      const [command, ...names] = t.operands;
      if (command === undefined || t.has('h')) {
        await t.out.text(USAGE);
        return command === undefined && !t.has('h') ? 1 : 0;
      }
      const session = await AptSession.open(t);
      try {
        return await run(session, command, names);
      } catch (error) {
        const messages = error instanceof AptFailure ? error.messages : sourcesMessages(error);
        for (const message of messages) session.fail(message);
        throw new Quit(await session.finish());
      }
    },
  ),
);

function sourcesMessages(error: unknown): readonly string[] {
  if (error instanceof SourcesError) return [error.message, 'The list of sources could not be read.'];
  throw error;
}

async function run(session: AptSession, command: string, names: readonly string[]): Promise<number> {
  const cache = await AptCache.read(session.sys);
  switch (command) {
    case 'search':
      return search(session, cache, names);
    case 'show':
      return show(session, cache, names);
    case 'policy':
      return policy(session, cache, names);
    case 'depends':
    case 'rdepends':
      return relations(session, cache, names, command === 'rdepends');
    case 'madison':
      return madison(session, cache, names);
    case 'pkgnames':
      for (const name of cache.names()) if (name.startsWith(names[0] ?? '')) await session.t.out.line(name);
      return session.finish();
    default:
      throw new AptFailure(`Invalid operation ${command}`);
  }
}

export const summaryOf = (fields: Paragraph) => (fields.get('Description') ?? '').split('\n')[0] as string;

/** Names of packages in which every pattern is found. */
export function found(session: AptSession, cache: AptCache, patterns: readonly string[]): readonly AvailableVersion[] {
  if (patterns.length === 0) throw new AptFailure('You must give at least one search pattern');
  const expressions = patterns.map((pattern) => {
    try {
      return new RegExp(pattern, 'i');
    } catch {
      throw new AptFailure(`Regex compilation error - ${pattern}`);
    }
  });
  const namesOnly = session.t.has('n');
  return cache.names().flatMap((name) => {
    const entry = cache.candidate(name);
    if (!entry) return [];
    const description = namesOnly ? '' : (entry.fields.get('Description') ?? '');
    return expressions.every((expression) => expression.test(name) || expression.test(description)) ? [entry] : [];
  });
}

async function search(session: AptSession, cache: AptCache, patterns: readonly string[]): Promise<number> {
  for (const { name, fields } of found(session, cache, patterns))
    await session.t.out.line(`${name} - ${summaryOf(fields)}`);
  return session.finish();
}

async function show(session: AptSession, cache: AptCache, names: readonly string[]): Promise<number> {
  let any = false;
  for (const name of names) {
    const installed = cache.database.installed(name);
    const versions = cache.versions(name);
    const shown = versions.length > 0 ? versions.map(({ fields }) => fields) : installed ? [installed.fields] : [];
    for (const fields of session.t.has('no-all-versions') ? shown.slice(0, 1) : shown) {
      any = true;
      await session.t.out.text(`${formatParagraph(fields)}\n`);
    }
    if (shown.length === 0 && names.length > 1) session.warn(`Unable to locate package ${name}`);
  }
  if (!any) throw new AptFailure('No packages found');
  return session.finish();
}

async function policy(session: AptSession, cache: AptCache, names: readonly string[]): Promise<number> {
  const { out } = session.t;
  for (const name of names) {
    if (!cache.knows(name)) continue;
    const installed = cache.database.installed(name);
    const versions = cache.versions(name);
    await out.line(`${name}:`);
    await out.line(`  Installed: ${installed?.version ?? '(none)'}`);
    await out.line(`  Candidate: ${(versions[0] ?? installed)?.version ?? '(none)'}`);
    await out.line('  Version table:');
    const local = installed && !versions.some(({ version }) => version === installed.version) ? [installed] : [];
    for (const entry of [...versions, ...local]) {
      const here = installed?.version === entry.version;
      await out.line(
        ` ${here ? '***' : '   '} ${entry.version} ${session.style.oldApt ? 0 : 'source' in entry ? 500 : 100}`,
      );
      if ('source' in entry) await out.line(`        500 ${placeOf(session, entry)}`);
      if (here) await out.line('        100 /var/lib/dpkg/status');
    }
  }
  return session.finish();
}

function placeOf(session: AptSession, { source, component }: AvailableVersion): string {
  const uri = session.style.oldApt && !source.uri.endsWith('/') ? `${source.uri}/` : source.uri;
  return `${uri} ${source.suite}/${component} amd64 Packages`;
}

const KINDS = ['Pre-Depends', 'Depends', 'Conflicts', 'Breaks', 'Suggests', 'Recommends', 'Replaces'];

async function relations(
  session: AptSession,
  cache: AptCache,
  names: readonly string[],
  reverse: boolean,
): Promise<number> {
  const { out } = session.t;
  for (const name of names) {
    if (!cache.knows(name)) throw new AptFailure('No packages found');
    const fields = cache.candidate(name)?.fields ?? cache.database.installed(name)?.fields;
    if (!fields) {
      await out.line(`<${name}>`);
      continue;
    }
    await out.line(name);
    if (reverse) {
      await out.line('Reverse Depends:');
      for (const other of cache.names()) {
        const needs = KINDS.flatMap((kind) => parseRelations(cache.candidate(other)?.fields.get(kind)).flat());
        if (needs.some((relation) => relation.name === name)) await out.line(`  ${other}`);
      }
      continue;
    }
    for (const kind of KINDS) {
      for (const group of parseRelations(fields.get(kind))) {
        for (const [index, { name: needed }] of group.entries()) {
          const shown = (cache.candidate(needed) ?? cache.database.installed(needed)) ? needed : `<${needed}>`;
          await out.line(
            ` ${index < group.length - 1 ? '|' : ' '}${kind.replace('Pre-Depends', 'PreDepends')}: ${shown}`,
          );
        }
      }
    }
  }
  return session.finish();
}

async function madison(session: AptSession, cache: AptCache, names: readonly string[]): Promise<number> {
  for (const name of names) {
    for (const entry of cache.versions(name)) {
      await session.t.out.line(`${name.padStart(10)} | ${entry.version.padStart(10)} | ${placeOf(session, entry)}`);
    }
    if (!cache.knows(name)) session.warn(`Unable to locate package ${name}`);
  }
  return session.finish();
}
