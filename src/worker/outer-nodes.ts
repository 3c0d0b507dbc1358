/** The pages that offer to run node in a WebContainer: each keeps one channel open for the next process. */
import type { Channel, Serve } from '../base/mux.ts';
import type { OuterLine } from '../languages/outer/outer-node.ts';

export class OuterNodes {
  readonly #idle: { readonly channel: Channel; readonly over: () => void }[] = [];

  readonly serve: Serve = (_, channel) =>
    new Promise<void>((over) => {
      const offer = { channel, over };
      this.#idle.push(offer);
      channel.signal.addEventListener('abort', () => {
        const at = this.#idle.indexOf(offer);
        if (at >= 0) this.#idle.splice(at, 1);
        over();
      });
    });

  /** The line of a new process to the page that offered last; undefined while none does. */
  take(): OuterLine | undefined {
    const offer = this.#idle.pop();
    if (!offer) return undefined;
    const { channel, over } = offer;
    return {
      send: (message) => channel.send(message),
      messages: channel.messages,
      close: () => {
        channel.close();
        over();
      },
    };
  }
}
