/** What of docker's surface works here, from the tables that the program itself runs by. */
import { HANDLERS, INSTEAD } from '../registry.ts';
import { SWARM_HANDLERS } from '../system/swarm.ts';
import { newerOrSame } from '../help.ts';
import { API_VERSION } from '../version.ts';
import { flagsOf, type CommandSource, type FlagSpec } from './command.ts';
import { CLI_PLUGINS } from './cli-plugins.ts';
import { ALL_COMMANDS } from './tree.ts';
import { isRecorded, refusal } from './unsimulated.ts';

/**
 * - `works`: does what real Docker does.
 * - `recorded`: taken, kept and shown by inspect; the sandbox has nothing that it would act on.
 * - `answers`: what is said is what real Docker says on one engine outside of a swarm, and all it can say there.
 * - `refused`: parses; then it is told that this is not simulated, and what real Docker would do.
 */
export type Support = 'works' | 'recorded' | 'answers' | 'refused';

export interface FlagSupport {
  /** `--name`, `-n` first where there is one. */
  readonly flag: string;
  readonly long: string;
  readonly support: Support;
  readonly says: string;
}

export interface CommandSupport {
  readonly command: string;
  /** Names the command in tables. */
  readonly key: string;
  readonly support: Support;
  readonly says: string;
  readonly flags: readonly FlagSupport[];
}

export function commandSupport(): readonly CommandSupport[] {
  const plugins = Object.entries(CLI_PLUGINS).map(([name, says]): CommandSupport => ({
    command: `docker ${name}`,
    key: name,
    support: 'refused',
    says,
    flags: [],
  }));
  return [...[...ALL_COMMANDS].map(supportOf), ...plugins].sort((a, b) => (a.command < b.command ? -1 : 1));
}

/** Commands of families that a single engine without plugins, signatures and manifest lists can only answer. */
const ANSWERS = /^(trust|manifest|plugin (?!ls$|inspect$)|volume update$)/;

function supportOf(source: CommandSource): CommandSupport {
  const key = source.paths[0] as string;
  const command = `docker ${source.paths.join(', docker ')}`;
  const whole = (support: Support, says = '') => ({
    command,
    key,
    support,
    says,
    flags: flagsOf(source).map((flag) => flagSupport(key, flag, support)),
  });
  if (source.experimental) return whole('answers', 'needs a daemon with experimental features');
  if (!HANDLERS[key]) return whole('refused', INSTEAD[key.split(' ')[0] as string] ?? '');
  if (key in SWARM_HANDLERS) return whole('answers', 'needs a swarm manager');
  return ANSWERS.test(key) ? whole('answers') : whole('works');
}

function flagSupport(key: string, flag: FlagSpec, command: Support): FlagSupport {
  const name = `${flag.short ? `-${flag.short}, ` : ''}--${flag.long}`;
  const says = (support: Support, text = ''): FlagSupport => ({ flag: name, long: flag.long, support, says: text });
  const refused = refusal(key, flag.long);
  if (refused !== undefined) return says('refused', refused);
  if (command !== 'works') return says(command);
  if (flag.minApi && !newerOrSame(API_VERSION, flag.minApi)) return says('answers', `needs API ${flag.minApi}`);
  if (flag.os && flag.os !== 'linux') return says('answers', `needs an engine on ${flag.os}`);
  if (flag.experimental) return says('answers', 'needs a daemon with experimental features');
  if (flag.swarm) return says('answers', 'needs a swarm manager');
  return says(isRecorded(key, flag.long) ? 'recorded' : 'works');
}
