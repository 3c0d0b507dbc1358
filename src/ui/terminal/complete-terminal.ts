/** What a terminal is given once its prompt is there: links, and text that no key has typed. */
import { WebLinksAddon } from '@xterm/addon-web-links';
import type { Terminal } from '@xterm/xterm';
import { openLink } from './links.ts';

export function completeTerminal(terminal: Terminal, openPort: (port: number) => void): void {
  terminal.loadAddon(new WebLinksAddon((_, uri) => openLink(uri, openPort)));
  const { textarea } = terminal;
  if (textarea) heedInsertedText(terminal, textarea);
}

/**
 * For a screen reader xterm leaves what is typed in its text field, and passes over the field's own events, since each key has
 * been heard already. Dictation and panels of emoji press no key.
 */
function heedInsertedText(terminal: Terminal, field: HTMLTextAreaElement): void {
  let struck = false;
  field.addEventListener('keydown', ({ key, isComposing, keyCode }) => {
    // 229: an input method works on it, and xterm compares the field before and after.
    if (key.length === 1 || isComposing || keyCode === 229) struck = true;
  });
  for (const type of ['keyup', 'blur']) field.addEventListener(type, () => (struck = false));
  field.addEventListener('input', (event) => {
    const { data, inputType } = event as InputEvent;
    if (terminal.options.screenReaderMode && inputType === 'insertText' && data && !struck) terminal.input(data);
  });
}
