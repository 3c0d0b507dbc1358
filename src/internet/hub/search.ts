/** `docker search`: the index's list of repositories that a term finds, official ones first, then by stars. */
import type { HubRegistry } from './hub-registry.ts';
import type { TeachingTree } from './teaching-tree.ts';

export interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly star_count: number;
  readonly is_official: boolean;
  readonly is_automated: boolean;
  readonly is_trusted: boolean;
}

/** Stars and descriptions of teaching images, in our own words. */
const KNOWN: Readonly<Record<string, readonly [stars: number, description: string]>> = {
  alpine: [11_200, 'A minimal image with the Alpine package manager, a few megabytes in size'],
  busybox: [3_300, 'Many small Unix tools in one program'],
  centos: [7_800, 'The CentOS Linux distribution (no longer maintained)'],
  debian: [5_200, 'Debian, a distribution of free software'],
  golang: [4_900, 'The Go programming language with its tools'],
  'hello-world': [2_300, 'Says hello, and how it came to do so'],
  httpd: [4_800, 'The Apache HTTP server'],
  mysql: [15_600, 'A relational database server'],
  nginx: [20_300, 'A web server and reverse proxy'],
  node: [13_900, 'Node.js, a JavaScript runtime'],
  postgres: [14_200, 'A relational database server with objects'],
  python: [10_100, 'The Python programming language with its tools'],
  redis: [13_300, 'A store of data structures in memory'],
  registry: [4_000, 'A registry for images of your own'],
  ruby: [2_400, 'The Ruby programming language with its tools'],
  ubuntu: [17_300, 'Ubuntu, a Debian-based distribution'],
  'training/sinatra': [17, 'Ubuntu with Ruby, for a first web application'],
};

export async function searchHub(
  tree: TeachingTree,
  hub: HubRegistry,
  term: string,
  limit: number,
): Promise<readonly SearchResult[]> {
  const wanted = term.toLowerCase().replace(/^library\//, '');
  const names = new Set([...(await tree.repositories()), ...(await hub.pushed())]);
  const found = [...names].map(resultOf).filter(({ name, description }) => {
    return name.includes(wanted) || description.toLowerCase().includes(wanted);
  });
  found.sort(
    (a, b) =>
      Number(b.is_official) - Number(a.is_official) || b.star_count - a.star_count || (a.name < b.name ? -1 : 1),
  );
  return found.slice(0, limit);
}

function resultOf(repository: string): SearchResult {
  const official = repository.startsWith('library/');
  const name = official ? repository.slice('library/'.length) : repository;
  const [star_count, description] = KNOWN[name] ?? [0, ''];
  return { name, description, star_count, is_official: official, is_automated: false, is_trusted: false };
}
