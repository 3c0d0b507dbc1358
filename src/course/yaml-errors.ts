/** What is wrong with a YAML document, by the code of its reader's error, in words that authors of lessons know. */
import type { ErrorCode } from 'yaml';

/** Where authors most often forgot to quote. */
const QUOTING = ' (quote a text that begins with a backtick, or holds a colon and a blank)';

const WORDS: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'a backslash in double quotes means nothing here; single quotes keep it',
  BAD_INDENT: 'the indentation fits nothing above, or a bracket is not closed',
  BAD_SCALAR_START: `a text cannot begin with this character${QUOTING}`,
  BLOCK_AS_IMPLICIT_KEY: `there is a colon too many in this line${QUOTING}`,
  BLOCK_IN_FLOW: 'a list or map over several lines cannot stand in brackets',
  DUPLICATE_KEY: 'this name is there twice',
  MISSING_CHAR: 'a quote, a bracket, a colon or a comma is missing',
  MULTILINE_IMPLICIT_KEY: 'there is no colon behind this name, or a text goes on without being indented',
  TAB_AS_INDENT: 'indentation is made of blanks, not of tabs',
  UNEXPECTED_TOKEN: 'this belongs to nothing above',
};

export function yamlError(code: ErrorCode): string {
  return WORDS[code] ?? 'is not YAML';
}
