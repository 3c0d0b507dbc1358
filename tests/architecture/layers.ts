/**
 * Which room may import which: the table of ARCHITECTURE.md as data, and a checker over source texts. It returns the
 * violations, so that a planted one can prove that it finds them.
 */
import ts from 'typescript';

const BELOW = [
  'base',
  'oci',
  'store',
  'kernel',
  'userland',
  'languages',
  'runtime',
  'registry',
  'api',
  'engine',
  'cli',
];

/** A prefix of `src/`-relative paths; the longest match decides a file's room. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  oci: ['base'],
  kernel: ['base'],
  store: ['base', 'oci'],
  registry: ['base', 'oci'],
  internet: ['base', 'oci', 'kernel', 'registry'],
  catalog: ['base', 'oci'],
  userland: ['base', 'kernel'],
  languages: ['base', 'kernel', 'userland'],
  runtime: ['base', 'oci', 'store', 'kernel'],
  'api/types': [],
  'api/transport': ['base'],
  'api/operations': ['api/types'],
  'api/calls': ['base', 'api/types', 'api/operations'],
  'api/body-shapes': ['api/operations'],
  'api/support': ['api/operations', 'api/body-shapes', 'api/server'],
  'api/client': ['base', 'api/types', 'api/operations', 'api/calls', 'api/transport'],
  'api/server': ['base', 'api/types', 'api/operations', 'api/calls', 'api/transport', 'api/body-shapes'],
  'api/port': ['base', 'api/transport'],
  engine: ['base', 'oci', 'store', 'api/types', 'api/calls', 'api/operations'],
  cli: ['base', 'oci', 'kernel', 'api/types', 'api/calls', 'api/transport', 'api/client'],
  host: ['base', 'kernel', 'userland', 'cli', 'api/transport', 'api/client'],
  course: ['base', 'oci', 'api/types', 'api/client'],
  ui: ['base', 'oci', 'api', 'course', 'worker/protocol', 'worker/entry'],
  'service-worker': ['base'],
  sandbox: [...BELOW, 'host', 'internet'],
  worker: [...BELOW, 'host', 'internet', 'course', 'sandbox'],
  node: [...BELOW, 'host', 'internet', 'course', 'sandbox', 'catalog'],
};

export interface Source {
  /** Relative to `src/`, e.g. `kernel/errno.ts`. */
  readonly path: string;
  readonly text: string;
}

export function roomOf(path: string): string | undefined {
  return Object.keys(ARROWS)
    .filter((room) => path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Every module a file names: imports, type imports, re-exports, dynamic imports. */
export function importsOf({ path, text }: Source): string[] {
  const script = path.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : text;
  return ts.preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName);
}

function resolve(from: string, specifier: string): string {
  const at = from.split('/').slice(0, -1);
  for (const part of (specifier.split('?')[0] as string).split('/')) {
    if (part === '..') at.pop();
    else if (part !== '.') at.push(part);
  }
  return at.join('/');
}

const isTest = (path: string) => path.endsWith('.test.ts');

export function violations(sources: readonly Source[]): string[] {
  const found: string[] = [];
  for (const source of sources) {
    const room = roomOf(source.path);
    if (!room) {
      found.push(`${source.path}: belongs to no room`);
      continue;
    }
    for (const specifier of importsOf(source)) {
      if (specifier.startsWith('node:') && room !== 'node' && !isTest(source.path)) {
        found.push(`${source.path}: names ${specifier}; only node does`);
      }
      if (!specifier.startsWith('.')) continue;
      const target = resolve(source.path, specifier);
      if (target.startsWith('..') || !roomOf(target)) {
        if (!isTest(source.path)) found.push(`${source.path}: imports ${specifier}, outside of the rooms`);
        continue;
      }
      const allowed = [room, ...(ARROWS[room] as string[])];
      const reached = allowed.some(
        (prefix) => target === prefix || target.startsWith(`${prefix}/`) || target.startsWith(`${prefix}.`),
      );
      if (!reached) found.push(`${source.path}: ${room} may not import ${target}`);
      if (/\/internal\//.test(target) && roomOf(target) !== room) found.push(`${source.path}: ${target} is private`);
    }
    found.push(...banned(source, room));
  }
  return [...found, ...cycles(sources)];
}

/** Names that only certain rooms may say. */
const BANNED: readonly {
  readonly word: RegExp;
  readonly only: (path: string, room: string) => boolean;
  readonly instead: string;
}[] = [
  { word: /\bindexedDB\b/, only: (path) => path.startsWith('store/indexeddb/'), instead: 'the store' },
  { word: /(?<![#.\w])(document|window)\./, only: (_, room) => room === 'ui', instead: 'a message to ui' },
  { word: /\bMath\.random\(/, only: () => false, instead: 'ports.random' },
  { word: /\bDate\.now\(|\bnew Date\(\)/, only: (_, room) => ['node', 'ui'].includes(room), instead: 'ports.clock' },
  {
    word: /\bsetTimeout\(/,
    only: (path, room) =>
      ['node', 'ui', 'worker'].includes(room) ||
      path === 'base/ports.ts' ||
      path === 'kernel/slice.ts' ||
      // Where Node's own is made.
      path.startsWith('languages/node/'),
    instead: 'ports.clock',
  },
  { word: /\bconsole\./, only: (_, room) => room === 'node', instead: 'an error that reaches the learner' },
];

function banned({ path, text }: Source, room: string): string[] {
  if (isTest(path)) return [];
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
  return BANNED.filter(({ word, only }) => word.test(code) && !only(path, room)).map(
    ({ word, instead }) => `${path}: says ${word.source}; use ${instead}`,
  );
}

/** Cycles between files, type imports left out (they vanish). */
function cycles(sources: readonly Source[]): string[] {
  const names = new Set(sources.map(({ path }) => path));
  const graph = new Map<string, string[]>();
  for (const source of sources) {
    const text = source.text.replace(/^import type [\s\S]*?;$/gm, '').replace(/^export type \{[\s\S]*?;$/gm, '');
    const targets = importsOf({ path: source.path, text }).filter((name) => name.startsWith('.'));
    graph.set(
      source.path,
      // A component may draw itself within itself.
      targets
        .map((name) => resolve(source.path, name))
        .filter((name) => names.has(name) && (name !== source.path || !name.endsWith('.svelte'))),
    );
  }
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}`);
      return;
    }
    state.set(path, 'open');
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
