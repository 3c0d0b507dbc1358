/** History entries in the words of BuildKit, which builds official images. */
import type { RecipeEntry, RecipeStep } from './recipe.ts';

const COMMENT = 'buildkit.dockerfile.v0';

/** Steps of one build, all of the time `created`. */
export class DockerfileHistory {
  readonly #steps: RecipeStep[];

  constructor(
    private readonly created: string,
    before: readonly RecipeStep[] = [],
  ) {
    this.#steps = [...before];
  }

  get steps(): readonly RecipeStep[] {
    return this.#steps;
  }

  /** An instruction that changes the config only, as history has it: `EXPOSE map[80/tcp:{}]`. */
  meta(...texts: readonly string[]): this {
    for (const createdBy of texts) this.#steps.push({ created: this.created, createdBy, comment: COMMENT });
    return this;
  }

  run(command: string, layer: readonly RecipeEntry[]): this {
    return this.#layer(`RUN /bin/sh -c ${command} # buildkit`, layer);
  }

  copy(what: string, layer: readonly RecipeEntry[]): this {
    return this.#layer(`COPY ${what} # buildkit`, layer);
  }

  add(what: string, layer: readonly RecipeEntry[]): this {
    return this.#layer(`ADD ${what} # buildkit`, layer);
  }

  workdir(path: string, layer: readonly RecipeEntry[]): this {
    return this.#layer(`WORKDIR ${path}`, layer);
  }

  #layer(createdBy: string, layer: readonly RecipeEntry[]): this {
    this.#steps.push({ created: this.created, createdBy, comment: COMMENT, layer });
    return this;
  }
}
