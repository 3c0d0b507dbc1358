/** Which socket is bound to an inode of type socket (unix(7)); the inode outlives the socket. */
import type { Inode } from '../vfs/filesystem.ts';

export class BoundInodes<S extends object> {
  readonly #bound = new WeakMap<Inode, S>();

  /** Who is bound to the inode, if it is still open. */
  at(inode: Inode): S | undefined {
    return this.#bound.get(inode);
  }

  bind(inode: Inode, socket: S): void {
    this.#bound.set(inode, socket);
  }

  /** Forgets the socket, unless another has taken the inode since. */
  release(inode: Inode | undefined, socket: S): void {
    if (inode && this.#bound.get(inode) === socket) this.#bound.delete(inode);
  }
}
