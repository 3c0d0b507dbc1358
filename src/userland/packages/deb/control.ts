/** Control files (deb-control(5)): paragraphs of fields, in their order; a line that begins with a blank continues one. */

export type Paragraph = ReadonlyMap<string, string>;

/** Field names keep their spelling; a continued value keeps its line breaks and the blank that begins each line. */
export function* parseParagraphs(source: string): Generator<Paragraph> {
  let fields = new Map<string, string>();
  let last = '';
  for (const line of source.split('\n')) {
    if (line.trim() === '') {
      if (fields.size > 0) yield fields;
      fields = new Map();
      continue;
    }
    if (line.startsWith('#')) continue;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      fields.set(last, `${fields.get(last) ?? ''}\n${line}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    last = line.slice(0, colon);
    fields.set(last, line.slice(colon + 1).trim());
  }
  if (fields.size > 0) yield fields;
}

export function formatParagraph(paragraph: Paragraph): string {
  return [...paragraph].map(([name, value]) => `${name}:${value.startsWith('\n') ? '' : ' '}${value}\n`).join('');
}
