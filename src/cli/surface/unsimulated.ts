/** Flags that real Docker knows and the sandbox leaves out, with what they would do. */
import type { Flags } from '../flags/parse.ts';

const REFUSED: Readonly<Record<string, string>> = {
  'container start checkpoint': 'restore the processes from a checkpoint',
  'container start checkpoint-dir': 'look for the checkpoint there',
  'container run use-api-socket': 'mount the engine socket and your credentials into the container',
  'container create use-api-socket': 'mount the engine socket and your credentials into the container',
  'image build compress': 'send the build context compressed',
  'image build isolation': 'choose the isolation of build containers',
};

export function unsimulatedFlag(
  command: string,
  flags: Flags,
): { readonly flag: string; readonly instead: string } | undefined {
  for (const flag of flags.given) {
    const instead = REFUSED[`${command} ${flag}`];
    if (instead && flags.string(flag) !== 'false') return { flag, instead };
  }
  return undefined;
}
