/** Copy and paste, with what a browser gives for it. */

/** Copies; where the clipboard is not to be had, xterm answers the `copy` event itself. */
export function copyText(text: string): void {
  if (text === '') return;
  if (navigator.clipboard) void navigator.clipboard.writeText(text).catch(() => document.execCommand('copy'));
  else document.execCommand('copy');
}

/** Undefined where the browser does not let a page read the clipboard. */
export async function pasteFrom(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
}
