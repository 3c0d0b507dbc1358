/** The Burrows-Wheeler transform of a block: its rotations in order, by doubling the length that they are ordered by. */

/** Where each rotation begins, in order. `tick` is called between rounds. */
export async function sortedRotations(block: Uint8Array, tick: () => unknown): Promise<Int32Array> {
  const size = block.length;
  const order = new Int32Array(size);
  let rank = new Int32Array(size);
  let spare = new Int32Array(size);
  const counts = new Int32Array(Math.max(257, size + 1));
  for (const byte of block) counts[byte + 1] = (counts[byte + 1] as number) + 1;
  for (let byte = 0; byte < 256; byte++) counts[byte + 1] = (counts[byte + 1] as number) + (counts[byte] as number);
  for (let i = 0; i < size; i++) {
    const byte = block[i] as number;
    rank[i] = counts[byte] as number;
  }
  for (let i = 0; i < size; i++) {
    const byte = block[i] as number;
    const at = counts[byte] as number;
    order[at] = i;
    counts[byte] = at + 1;
  }
  for (let length = 1; length < size; length *= 2) {
    await tick();
    // Ordered by their second half already: the rotation `length` before each in order. Then by the first half, stably.
    for (let i = 0; i < size; i++) {
      const at = (order[i] as number) - length;
      spare[i] = at < 0 ? at + size : at;
    }
    counts.fill(0, 0, size);
    for (let i = 0; i < size; i++) {
      const at = spare[i] as number;
      const group = rank[at] as number;
      order[group + (counts[group] as number)] = at;
      counts[group] = (counts[group] as number) + 1;
    }
    await tick();
    let groups = 0;
    let [before, beforeNext] = [-1, -1];
    let first = 0;
    for (let i = 0; i < size; i++) {
      const at = order[i] as number;
      const own = rank[at] as number;
      const next = rank[at + length < size ? at + length : at + length - size] as number;
      if (own !== before || next !== beforeNext) {
        groups++;
        first = i;
        [before, beforeNext] = [own, next];
      }
      spare[at] = first;
    }
    [rank, spare] = [spare, rank];
    if (groups === size) break;
  }
  return order;
}
