/**
 * What the learner's shells offer around docker: names on Tab, and one line after a near miss. Both are code of the docker
 * program's chunk, and come when they are first needed.
 */
import type { Transport } from '../api/transport.ts';
import type { NearMiss } from '../cli/explain.ts';
import type { Sys } from '../kernel/sys.ts';
import type { ProgramOptions } from './programs.ts';

const DOCKER = /^\s*(sudo\s+)?docker\b/;
/** Of a command that the shell does not find: it may have been meant for docker. */
const NOT_FOUND = 127;

export function assistance(options: {
  connect(sys: Sys): Promise<Transport>;
  /** Shows near misses beside the terminal. Otherwise, and for a shell that sets DRYDOCK_EXPLAIN, they are a line in it. */
  readonly onNearMiss?: ((miss: NearMiss) => void) | undefined;
}): Required<Pick<ProgramOptions, 'complete' | 'explain'>> {
  const client = async (sys: Sys) => {
    const { createClient } = await import('../api/client/create-client.ts');
    return createClient(await options.connect(sys));
  };
  return {
    complete: async (sys, words, word) => {
      const own = words[0] === 'sudo' ? words.slice(1) : words;
      if (own[0] !== 'docker') return undefined;
      const { completeDocker } = await import('../cli/complete.ts');
      return completeDocker(own, word, await client(sys));
    },
    explain: async (sys, { command, status }, setting) => {
      const { onNearMiss } = options;
      const inTerminal = setting !== undefined && setting !== '' && setting !== '0';
      if (!DOCKER.test(command) && status !== NOT_FOUND) return undefined;
      if (!inTerminal && !onNearMiss) return undefined;
      const finding = (async () => {
        const { explainDocker } = await import('../cli/explain.ts');
        return explainDocker({ text: command, status }, await client(sys));
        // Help that cannot be had is no help; the command's own words stand above.
      })().catch(() => undefined);
      if (inTerminal) return (await finding)?.en;
      // The prompt does not wait for it.
      void finding.then((miss) => miss && onNearMiss?.(miss));
      return undefined;
    },
  };
}
