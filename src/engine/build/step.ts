/** What every step does: look into the cache, make a container, commit it. */
import { messageOf } from '../../base/errors.ts';
import { containerConfig } from '../containers/config.ts';
import type { Container } from '../containers/container.ts';
import { createContainer } from '../containers/create.ts';
import { deleteContainer } from '../containers/delete.ts';
import { shortId } from '../identifiers.ts';
import { commitContainer } from '../images/commit.ts';
import { sayStdout, shellOf, type Build, type Config, type StageState } from './state.ts';

/** The stage's configuration with a comment for its command: how steps that run nothing are told apart. */
export function withComment(config: Config, comment: string): Config {
  return { ...config, Cmd: [...shellOf(config), '#(nop) ', comment] };
}

/** As `withComment`; WORKDIR, COPY and ADD write it as one word. */
export function withCommentWord(config: Config, comment: string): Config {
  return { ...config, Cmd: [...shellOf(config), `#(nop) ${comment}`] };
}

/** Commits the configuration as it stands, unless that was done before. */
export async function commitStep(build: Build, state: StageState, comment: string): Promise<void> {
  const config = withComment(state.config, comment);
  if (await useCache(build, state, config)) return;
  const container = await createStepContainer(build, state, config);
  await commitStepContainer(build, state, container, container.record.config);
}

export async function useCache(build: Build, state: StageState, config: Config): Promise<boolean> {
  const hit = await state.cache.probe(state.image, config);
  if (!hit) return false;
  sayStdout(build, ' ---> Using cache\n');
  state.image = hit;
  return true;
}

export async function createStepContainer(build: Build, state: StageState, config: Config): Promise<Container> {
  const { engine } = build;
  const { image } = state;
  const container = await createContainer(engine, {
    config: containerConfig(config),
    hostConfig: build.hostConfig,
    image: async () => (image ? engine.images.find(image) : undefined),
  });
  build.containers.add(container.id);
  // The daemon completes a health check from the image's in place, and so the stage's own: it is one object in Go.
  if (config.Healthcheck && config.Healthcheck === state.config.Healthcheck) {
    state.config.Healthcheck = container.record.config.Healthcheck ?? config.Healthcheck;
    config.Healthcheck = state.config.Healthcheck;
  }
  sayStdout(build, ` ---> Running in ${shortId(container.id)}\n`);
  return container;
}

export async function commitStepContainer(
  build: Build,
  state: StageState,
  container: Container,
  madeWith: Config,
): Promise<void> {
  state.image = await commitContainer(build.engine, container, {
    config: containerConfig(state.config),
    containerConfig: containerConfig(madeWith),
    author: state.author,
    comment: '',
  });
}

/** Removes what the step left; what cannot be removed is told, and stays. */
export async function removeStepContainers(build: Build): Promise<void> {
  for (const id of build.containers) {
    const container = build.engine.containers.get(id);
    try {
      if (container) await deleteContainer(build.engine, container, { force: true, volumes: true });
    } catch (error) {
      sayStdout(build, `Removing intermediate container ${shortId(id)}: ${messageOf(error)}\n`);
      continue;
    }
    build.containers.delete(id);
    sayStdout(build, ` ---> Removed intermediate container ${shortId(id)}\n`);
  }
}
