// What the worker needs for the prompt travels as one chunk. Left to itself the bundler gives every set of modules that later chunks
// share a chunk of its own, and the worker would wait for fifteen answers instead of one.
import type { Rolldown } from 'vite';

type Context = { readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null };

/** Modules that `entry` (the end of its id) imports, and theirs, dynamic imports left out. */
function staticImports(start: string, context: Context): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const id of reached) for (const imported of context.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  return reached;
}

export function promptChunk(entry: string): Rolldown.OutputOptions['codeSplitting'] {
  let needed: ReadonlySet<string> | undefined;
  let start: string | undefined;
  return {
    groups: [
      {
        debugName: 'prompt',
        name: (id, context) => {
          needed ??= start === undefined ? undefined : staticImports(start, context);
          return needed?.has(id) ? 'prompt' : null;
        },
        test: (id) => {
          if (id.endsWith(entry)) start = id;
          return true;
        },
      },
    ],
  };
}
