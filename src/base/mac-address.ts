/** Hardware addresses of six, eight or twenty bytes, in the three spellings that Go's net.ParseMAC reads. */
export function isMacAddress(text: string): boolean {
  const pairs =
    /^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2})*$/i.test(text) && [6, 8, 20].includes((text.length + 1) / 3);
  return pairs || /^([0-9a-f]{4}\.){2}[0-9a-f]{4}((\.[0-9a-f]{4})|(\.[0-9a-f]{4}){7})?$/i.test(text);
}
