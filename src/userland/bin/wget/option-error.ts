/** What GNU wget says to options that are none. */
export function optionError(text: string): string {
  return `wget: ${text}\nUsage: wget [OPTION]... [URL]...\n\nTry \`wget --help' for more options.\n`;
}
