/** What bash says of here-documents that end with the input. */
import { lineAt, type ParsedSource } from '../parser.ts';
import type { Shell } from '../shell.ts';

export async function warnOfOpenHereDocuments(sh: Shell, { openHereDocs, source }: ParsedSource): Promise<void> {
  for (const { pos, delimiter } of openHereDocs) {
    if (!delimiter?.text) continue;
    const line = lineAt(source, pos);
    sh.line = lineAt(source, source.text.replace(/\n$/, '').length);
    await sh.complain(`warning: here-document at line ${line} delimited by end-of-file (wanted \`${delimiter.value}')`);
  }
}
