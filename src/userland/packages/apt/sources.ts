/** sources.list(5): one-line entries and deb822 paragraphs of /etc/apt/sources.list and /etc/apt/sources.list.d. */
import type { Sys } from '../../../kernel/sys.ts';
import { parseParagraphs } from '../deb/control.ts';
import { namesIn } from '../files.ts';
import { readTextIfAny } from '../../read-all.ts';

export interface Source {
  /** As written: `http://archive.ubuntu.com/ubuntu/`. */
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
  /** `[trusted=yes]`: the signature is not asked for. */
  readonly trusted: boolean;
}

export class SourcesError extends Error {
  override name = 'SourcesError';
}

const LIST = '/etc/apt/sources.list';

/** Source packages (`deb-src`) are left out: nothing here builds them. */
export async function readSources(sys: Sys): Promise<readonly Source[]> {
  const sources: Source[] = [];
  const main = await readTextIfAny(sys, LIST);
  if (main !== undefined) sources.push(...parseLines(main, LIST));
  for (const name of await namesIn(sys, `${LIST}.d`)) {
    const path = `${LIST}.d/${name}`;
    const content = (await readTextIfAny(sys, path)) ?? '';
    if (name.endsWith('.list')) sources.push(...parseLines(content, path));
    else if (name.endsWith('.sources')) sources.push(...parseDeb822(content));
  }
  return sources;
}

function parseLines(content: string, path: string): Source[] {
  return content.split('\n').flatMap((raw, index) => {
    const line = raw.replace(/#.*/, '').trim();
    if (line === '') return [];
    const [, type = '', options = '', rest = ''] = /^(\S+)\s*(\[[^\]]*\])?\s*(.*)$/.exec(line) ?? [];
    const where = `on line ${index + 1} in source list ${path}`;
    if (type !== 'deb' && type !== 'deb-src') throw new SourcesError(`Type '${type}' is not known ${where}`);
    const [uri, suite, ...components] = rest.split(/\s+/);
    if (!uri) throw new SourcesError(`Malformed entry ${index + 1} in list file ${path} (URI)`);
    if (!suite) throw new SourcesError(`Malformed entry ${index + 1} in list file ${path} (Suite)`);
    if (components.length === 0 && !suite.endsWith('/')) {
      throw new SourcesError(`Malformed entry ${index + 1} in list file ${path} (Component)`);
    }
    return type === 'deb' ? [{ uri, suite, components, trusted: /\btrusted=yes\b/.test(options) }] : [];
  });
}

function parseDeb822(content: string): Source[] {
  return [...parseParagraphs(content)].flatMap((fields) => {
    const words = (name: string) => (fields.get(name) ?? '').split(/\s+/).filter((word) => word !== '');
    if (!words('Types').includes('deb') || fields.get('Enabled') === 'no') return [];
    const [components, trusted] = [words('Components'), fields.get('Trusted') === 'yes'];
    return words('URIs').flatMap((uri) => words('Suites').map((suite) => ({ uri, suite, components, trusted })));
  });
}

/** The name of a file below /var/lib/apt/lists: the URI without its scheme, slashes as underscores. */
export function listName(uri: string): string {
  return uri
    .replace(/^\w+:\/\//, '')
    .replace(/_/g, '%5f')
    .replace(/\//g, '_');
}

/** Where a suite's files begin: `http://archive.ubuntu.com/ubuntu/dists/trusty/`. */
export function suiteUri({ uri, suite }: Source): string {
  const base = uri.endsWith('/') ? uri : `${uri}/`;
  return suite.endsWith('/') ? base + suite.replace(/^\//, '') : `${base}dists/${suite}/`;
}
