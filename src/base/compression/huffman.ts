/** Huffman code lengths, none above a limit, with bzip2's ways between equals. */

/** A binary heap of nodes by weight, the lightest on top. */
class Heap {
  readonly #nodes: number[] = [];

  constructor(private readonly weight: (node: number) => number) {}

  get size(): number {
    return this.#nodes.length;
  }

  push(node: number): void {
    const nodes = this.#nodes;
    let at = nodes.push(node) - 1;
    for (; at > 0; at = (at - 1) >> 1) {
      const parent = nodes[(at - 1) >> 1] as number;
      if (this.weight(node) >= this.weight(parent)) break;
      nodes[at] = parent;
    }
    nodes[at] = node;
  }

  pop(): number {
    const nodes = this.#nodes;
    const top = nodes[0] as number;
    const last = nodes.pop() as number;
    if (nodes.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= nodes.length) break;
      if (child + 1 < nodes.length && this.weight(nodes[child + 1] as number) < this.weight(nodes[child] as number))
        child++;
      if (this.weight(last) < this.weight(nodes[child] as number)) break;
      nodes[at] = nodes[child] as number;
      at = child;
    }
    nodes[at] = last;
    return top;
  }
}

/** A weight is a frequency with the depth of its tree in the lowest byte, so that flat trees come first. */
function joined(a: number, b: number): number {
  return ((a & 0xffffff00) + (b & 0xffffff00)) | (1 + Math.max(a & 0xff, b & 0xff));
}

export function huffmanLengths(frequency: Int32Array, longest: number): Uint8Array {
  const weights: number[] = Array.from(frequency, (count) => Math.max(1, count) << 8);
  for (;;) {
    const lengths = treeDepths(weights);
    if (lengths.every((length) => length <= longest)) return Uint8Array.from(lengths);
    // Rarer than they are told: halved, frequencies come nearer to each other and the tree flatter.
    weights.forEach((weight, i) => (weights[i] = (1 + ((weight >> 8) >> 1)) << 8));
  }
}

function treeDepths(leaves: readonly number[]): number[] {
  const weights = [...leaves];
  const parents: number[] = [];
  const heap = new Heap((node) => weights[node] as number);
  for (let i = 0; i < leaves.length; i++) heap.push(i);
  while (heap.size > 1) {
    const [a, b] = [heap.pop(), heap.pop()];
    parents[a] = parents[b] = weights.length;
    heap.push(weights.push(joined(weights[a] as number, weights[b] as number)) - 1);
  }
  return leaves.map((_, leaf) => {
    let depth = 0;
    for (let node = parents[leaf]; node !== undefined; node = parents[node]) depth++;
    return depth;
  });
}

/** Canonical codes for lengths. */
export function codesOf(lengths: Uint8Array): Int32Array {
  const codes = new Int32Array(lengths.length);
  let next = 0;
  for (let length = Math.min(...lengths); length <= Math.max(...lengths); length++) {
    lengths.forEach((own, symbol) => {
      if (own === length) codes[symbol] = next++;
    });
    next <<= 1;
  }
  return codes;
}
