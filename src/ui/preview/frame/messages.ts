/** What the frame that shows a port and the page around it say to each other, over one MessagePort: plain data. */

/** The frame's first word, by `postMessage` to its parent: it is there. Everything else goes over the port. */
export const HELLO = 'drydock.preview.hello';

export interface PortRequest {
  readonly id: number;
  readonly method: string;
  /** Path with query, as the server gets it. The port is the page's to know, never the frame's to say. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ArrayBuffer;
}

export type FromFrame =
  | ({ readonly kind: 'fetch' } & PortRequest)
  /** A link or a form: the page makes a new frame for it. */
  | {
      readonly kind: 'navigate';
      readonly method: 'GET' | 'POST';
      readonly path: string;
      readonly body?: ArrayBuffer;
      readonly contentType?: string;
    }
  /** A link that leads away from the port. */
  | { readonly kind: 'outside'; readonly url: string }
  | { readonly kind: 'title'; readonly title: string }
  /** The answer to `alive`. */
  | { readonly kind: 'alive' };

export interface PortAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ArrayBuffer;
  /** Path with query after redirects. */
  readonly path: string;
}

export type ToFrame =
  /** The document to show; comes first. `origin` is what the frame's own addresses begin with. */
  | { readonly kind: 'document'; readonly origin: string; readonly answer: PortAnswer }
  /** Asked after every load of the frame: a document that does not answer is none of the shim's. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: PortAnswer }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };
