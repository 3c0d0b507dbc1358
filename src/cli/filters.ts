/** `--filter key=value` as the engine takes it: JSON of key to the set of its values. */
export function filterQuery(filters: readonly string[]): { readonly filters?: string } {
  if (filters.length === 0) return {};
  const byKey: Record<string, Record<string, boolean>> = {};
  for (const filter of filters) {
    const at = filter.indexOf('=');
    const key = filter.slice(0, at);
    byKey[key] = { ...byKey[key], [filter.slice(at + 1)]: true };
  }
  const sorted = Object.fromEntries(Object.entries(byKey).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { filters: JSON.stringify(sorted) };
}
