/** JSON as Go's encoding/json writes it. */

/** HTML characters and the two line separators are escaped; ends without a line break. */
export function goJson(value: unknown): string {
  return JSON.stringify(value ?? null).replace(/[<>&\u2028\u2029]/g, escapeOf);
}

/** With SetEscapeHTML(false), as moby's httputils.WriteJSON writes a whole answer. */
export function plainGoJson(value: unknown): string {
  return JSON.stringify(value ?? null).replace(/[\u2028\u2029]/g, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
