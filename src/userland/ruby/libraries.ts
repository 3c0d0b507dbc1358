/** Libraries that `require` finds inside the interpreter. Those of a gem are there only when the gem is installed. */
import { BENCHMARK, FILEUTILS, OSTRUCT, SET, STRINGIO } from './prelude.ts';
import type { Ruby } from './ruby.ts';

export interface Library {
  readonly load: (it: Ruby) => Promise<void>;
  /** The gem that brings it. */
  readonly gem?: string;
}

const source = (code: string): Library => ({
  load: async (it) => {
    await it.run(code, '<internal:library>');
  },
});
const nothing: Library = { load: async () => undefined };

const sinatra: Library = { gem: 'sinatra', load: async (it) => (await import('./lib/sinatra.ts')).defineSinatra(it) };

export const LIBRARIES: Readonly<Record<string, Library>> = {
  json: { load: async (it) => (await import('./core/json.ts')).defineJson(it) },
  set: source(SET),
  ostruct: source(OSTRUCT),
  stringio: source(STRINGIO),
  benchmark: source(BENCHMARK),
  fileutils: source(FILEUTILS),
  socket: { load: async (it) => (await import('./lib/socket.ts')).defineSockets(it) },
  securerandom: { load: async (it) => (await import('./lib/secure-random.ts')).defineSecureRandom(it) },
  sinatra,
  'sinatra/base': sinatra,
  rubygems: nothing,
  English: nothing,
  pp: nothing,
  time: nothing,
  rational: nothing,
  enumerator: nothing,
};
