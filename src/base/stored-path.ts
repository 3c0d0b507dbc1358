/**
 * Where a file of the simulated Internet lies on the server of the site. Many servers take the ending `.gz` for an encoding of
 * the transfer, and browsers then unpack what they got: nothing of it has the digest that an index names. So such a file lies
 * under a name that says nothing.
 */
export function storedPath(path: string): string {
  return /\.(gz|br|zst|Z)$/.test(path) ? `${path}.bin` : path;
}
