/** The page's side of one process that runs in a WebContainer: see base/outer-node.ts. */
import type { SpawnOptions, WebContainer, WebContainerProcess } from '@webcontainer/api';
import { utf8 } from '../../base/bytes.ts';
import { messageOf } from '../../base/errors.ts';
import type { Channel } from '../../base/mux.ts';
import type { FromOuter, OuterRefusal, OuterStart, ToOuter } from '../../base/outer-node.ts';
import { type ContainerFiles, FileChanges, treeOf } from './container-files.ts';

/** The part of the API that is used: tests have it from a fake. */
export interface Container {
  readonly fs: ContainerFiles;
  mount(...args: Parameters<WebContainer['mount']>): Promise<void>;
  spawn(command: string, args: string[], options: SpawnOptions): Promise<ContainerProcess>;
  on(event: 'server-ready', listener: (port: number, url: string) => void): () => void;
}

export type ContainerProcess = Pick<WebContainerProcess, 'exit' | 'input' | 'output' | 'kill' | 'resize'>;

/** What a terminal is told, in the language of the page. */
export interface OuterWords {
  readonly starting: string;
  /** Why Drydock's own node runs the program. */
  readonly refused: Readonly<Record<OuterRefusal, string>>;
  unavailable(reason: string): string;
  serverReady(port: number): string;
}

export interface OuterHost {
  /** Rejects with an Error whose message is the reason, in the language of the page. */
  container(): Promise<Container>;
  readonly running: boolean;
  readonly words: OuterWords;
}

/** How long files rest before what changed is written back. */
const REST_MS = 300;
/** What a program wrote last may come after its end. */
const DRAIN_MS = 1000;

let processes = 0;

/** Runs the process of a channel whose first message was `first`; settles when it is over there. */
export async function runOuterProcess(first: ToOuter, channel: Channel, host: OuterHost): Promise<void> {
  const send = (message: FromOuter) => channel.send(message);
  if (first.kind === 'unsuitable') await send({ kind: 'refused', text: host.words.refused[first.why] });
  if (first.kind !== 'start') return;
  let container: Container;
  try {
    if (!host.running) await send({ kind: 'notice', text: host.words.starting });
    container = await host.container();
  } catch (error) {
    await send({ kind: 'refused', text: host.words.unavailable(messageOf(error)) });
    return;
  }
  if (channel.signal.aborted) return;
  await new OuterProcess(first, channel, container, host.words).run();
}

class OuterProcess {
  readonly #folder = `process-${++processes}`;
  readonly #changes: FileChanges;
  #writing: Promise<unknown> = Promise.resolve();
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly start: OuterStart,
    private readonly channel: Channel,
    private readonly container: Container,
    private readonly words: OuterWords,
  ) {
    this.#changes = new FileChanges(container.fs, this.#folder, start.files);
  }

  async run(): Promise<void> {
    const { container, channel, start } = this;
    await container.mount(treeOf(this.#folder, start.cwd, start.files));
    const watcher = container.fs.watch(this.#folder, { recursive: true }, () => this.#changed());
    const unheard = container.on('server-ready', (port) => {
      void this.#send({ kind: 'notice', text: this.words.serverReady(port) });
    });
    try {
      const process = await container.spawn('node', [...start.args], this.#options());
      const kill = () => process.kill();
      channel.signal.addEventListener('abort', kill);
      if (channel.signal.aborted) kill();
      await this.#send({ kind: 'started' });
      const output = this.#pass(process);
      void this.#hear(process);
      const status = await process.exit;
      channel.signal.removeEventListener('abort', kill);
      await Promise.race([output, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
      await this.#writeBack();
      await this.#send({ kind: 'exit', status: status & 0xff });
    } finally {
      clearTimeout(this.#due);
      watcher.close();
      unheard();
      await container.fs.rm(this.#folder, { recursive: true, force: true });
    }
  }

  #options(): SpawnOptions {
    const { terminal, env, cwd } = this.start;
    return {
      cwd: `${this.#folder}${cwd === '/' ? '' : cwd}`,
      // Where no terminal is, the program is not to colour what it writes for the WebContainer's own.
      env: { ...withoutPath(env), ...(!terminal && { NO_COLOR: '1', FORCE_COLOR: '0' }) },
      ...(terminal && { terminal: { cols: terminal.columns, rows: terminal.rows } }),
    };
  }

  async #pass(process: ContainerProcess): Promise<void> {
    const reader = process.output.getReader();
    let held = '';
    for (;;) {
      const { done, value = '' } = await reader.read();
      let text = held + value;
      held = '';
      if (!this.start.terminal) {
        // The WebContainer always has a terminal in between, which ends lines as terminals do.
        text = text.replaceAll('\r\n', '\n');
        if (!done && text.endsWith('\r')) [text, held] = [text.slice(0, -1), '\r'];
      }
      if (text && !(await this.#send({ kind: 'output', bytes: utf8(text) }))) return;
      if (done) return;
    }
  }

  /** Until the kernel's side closes the channel. */
  async #hear(process: ContainerProcess): Promise<void> {
    const writer = process.input.getWriter();
    const decoder = new TextDecoder();
    try {
      for await (const message of this.channel.messages as AsyncIterable<ToOuter>) {
        if (message.kind === 'input') await writer.write(decoder.decode(message.bytes, { stream: true }));
        else if (message.kind === 'resize') process.resize({ cols: message.columns, rows: message.rows });
      }
    } catch {
      // The line was lost: the signal of the channel has told so.
    }
  }

  #changed(): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => void this.#writeBack(), REST_MS);
  }

  /** One at a time, so that nothing older comes later. */
  #writeBack(): Promise<unknown> {
    this.#writing = this.#writing.then(async () => {
      const changes = await this.#changes.take();
      if (changes.length > 0) await this.#send({ kind: 'changes', changes });
    });
    return this.#writing;
  }

  #send(message: FromOuter): Promise<boolean> {
    return this.channel.send(message);
  }
}

/** The machine's PATH names nothing there. */
function withoutPath(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'PATH'));
}
