/** What a pack is called: the last part of its source, without its ending. */
export function nameOf(source: string): string {
  const last = source.replace(/[?#].*$/, '').replace(/^.*\//, '');
  return last.replace(/\.(zip|tgz|tar(\.\w+)?)$/i, '') || source;
}
