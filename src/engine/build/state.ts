/** What a build is doing: one value for the whole build, one for the stage under way. */
import type { ContainerConfig, HostConfig } from '../../api/types/container.ts';
import type { ImageId } from '../../oci/digest-types.ts';
import type { EngineContext } from '../context.ts';
import type { Say } from '../messages.ts';
import type { BuildArgs } from './build-args.ts';
import type { CacheProbe } from './cache.ts';
import type { CopySource } from './copy-source.ts';

export interface Build {
  readonly engine: EngineContext;
  readonly say: Say;
  readonly signal: AbortSignal;
  readonly escape: string;
  readonly context: CopySource;
  /** Of the step containers. */
  readonly hostConfig: HostConfig;
  readonly remove: boolean;
  readonly forceRemove: boolean;
  /** Always ask the registry for base images. */
  readonly pull: boolean;
  readonly platform: string;
  /** Registry host to credentials, as the client sent them. */
  readonly credentials: Readonly<Record<string, unknown>>;
  /** Containers of the step under way, and with `--rm=false` of all. */
  readonly containers: Set<string>;
  /** Finished stages, in order. */
  readonly finished: { readonly name: string; readonly image: ImageId | undefined }[];
}

export type Config = { -readonly [K in keyof ContainerConfig]?: ContainerConfig[K] };

export interface StageState {
  /** What the stage's image will be configured as. */
  config: Config;
  /** Undefined as long as there is only an empty root. */
  image: ImageId | undefined;
  author: string;
  /** CMD was given in this stage: ENTRYPOINT leaves it alone. */
  commandGiven: boolean;
  readonly args: BuildArgs;
  readonly cache: CacheProbe;
}

export function sayStdout(build: Build, text: string): void {
  build.say({ stream: text });
}

/** Standard error comes in red. */
export function sayStderr(build: Build, text: string): void {
  build.say({ stream: `\x1b[91m${text}\x1b[0m` });
}

const SHELL = ['/bin/sh', '-c'];

export function shellOf(config: Config): readonly string[] {
  return config.Shell?.length ? config.Shell : SHELL;
}
