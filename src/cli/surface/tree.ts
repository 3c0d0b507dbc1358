/** Finds commands by the words of the command line, as cobra does: groups, leaves and aliases within a group. */
import { CLIENT_COMMANDS } from './client.ts';
import type { CommandSource } from './command.ts';
import { CONTAINER_COMMANDS } from './container.ts';
import { IMAGE_COMMANDS } from './image.ts';
import { NETWORK_COMMANDS } from './network.ts';
import { PLUGIN_COMMANDS } from './plugin.ts';
import { REGISTRY_COMMANDS } from './registry.ts';
import { SWARM_COMMANDS } from './swarm.ts';
import { SYSTEM_COMMANDS } from './system.ts';
import { VOLUME_COMMANDS } from './volume.ts';

export const ALL_COMMANDS: readonly CommandSource[] = [
  ...CONTAINER_COMMANDS,
  ...IMAGE_COMMANDS,
  ...NETWORK_COMMANDS,
  ...VOLUME_COMMANDS,
  ...SYSTEM_COMMANDS,
  ...CLIENT_COMMANDS,
  ...REGISTRY_COMMANDS,
  ...PLUGIN_COMMANDS,
  ...SWARM_COMMANDS,
];

/** Command groups, with the sections that root help shows commands in. */
export const GROUPS = [
  'builder', 'checkpoint', 'config', 'container', 'context', 'image', 'manifest', 'network', 'node', 'plugin',
  'secret', 'service', 'stack', 'swarm', 'system', 'trust', 'trust key', 'trust signer', 'volume',
] as const; // prettier-ignore

export const COMMON_COMMANDS = [
  'run', 'exec', 'ps', 'build', 'pull', 'push', 'images', 'login', 'logout', 'search', 'version', 'info',
] as const; // prettier-ignore

/** Groups that real Docker hides while the engine is no swarm manager, and without experimental features. */
export const HIDDEN_GROUPS: ReadonlySet<string> = new Set([
  'checkpoint', 'config', 'node', 'secret', 'service', 'stack',
]); // prettier-ignore

/** Commands of swarm, which stay hidden on an engine that takes part in none, and one for other programs. */
export const HIDDEN_COMMANDS: ReadonlySet<string> = new Set([
  'swarm ca', 'system dial-stdio', 'swarm join-token', 'swarm leave', 'swarm unlock', 'swarm unlock-key', 'swarm update', 'volume update',
]); // prettier-ignore

export type Found =
  | {
      readonly kind: 'command';
      readonly path: string;
      readonly source: CommandSource;
      readonly rest: readonly string[];
    }
  | { readonly kind: 'group'; readonly path: string; readonly rest: readonly string[] };

const BY_PATH = new Map<string, { path: string; source: CommandSource }>();
for (const source of ALL_COMMANDS) {
  for (const path of source.paths) BY_PATH.set(path, { path, source });
}
for (const source of ALL_COMMANDS) {
  for (const alias of source.aliases ?? []) {
    const group = alias.split(' ').slice(0, -1).join(' ');
    const home = source.paths.find((path) => path.split(' ').slice(0, -1).join(' ') === group);
    if (group && home && !BY_PATH.has(alias)) BY_PATH.set(alias, { path: home, source });
  }
}

/** Follows words as deep as they name something. `path` is '' at the root; a group's rest begins with what it lacks. */
export function findCommand(words: readonly string[]): Found {
  let path = '';
  for (let depth = 0; depth < words.length; depth++) {
    const next = path ? `${path} ${words[depth]}` : (words[depth] as string);
    const leaf = BY_PATH.get(next);
    if (leaf) return { kind: 'command', ...leaf, rest: words.slice(depth + 1) };
    if (!(GROUPS as readonly string[]).includes(next)) return { kind: 'group', path, rest: words.slice(depth) };
    path = next;
  }
  return { kind: 'group', path, rest: [] };
}

/** Names directly below a group, in the order of help: alphabetical. */
export function childrenOf(group: string): readonly string[] {
  const prefix = group ? `${group} ` : '';
  const names = new Set<string>();
  for (const source of ALL_COMMANDS) {
    for (const path of source.paths) {
      const rest = path.startsWith(prefix) ? path.slice(prefix.length) : '';
      if (rest && !rest.includes(' ')) names.add(rest);
    }
  }
  for (const name of GROUPS) {
    const rest = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (rest && !rest.includes(' ')) names.add(rest);
  }
  return [...names].sort();
}
