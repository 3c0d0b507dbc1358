/** Keys in the vi mode: which are its own, and what the editor does for them. */
import type { Step } from './editor-events.ts';
import type { ViMode } from './vi-mode.ts';

/** What the editor does for keys of vi. */
export interface ViEditor {
  /** Whether `bind` gave these keys a meaning. */
  binds(keys: string): boolean;
  key(text: string): Step;
  call(name: string, count: number | undefined): Step;
  search(step: 1 | -1, again: boolean): Step;
  play(keys: string): Step;
  /** By so many characters, as far as the line reaches. */
  move(by: number): void;
  update(): string;
  readonly bell: string;
}

/** Undefined: the key is one of the keymap's. */
export function viKey(text: string, vi: ViMode, editor: ViEditor): Step | undefined {
  // An escape with a key right behind it is two keys.
  if (text.length === 2 && text.startsWith('\x1b') && !editor.binds(text)) {
    const escape = editor.key('\x1b');
    const step = editor.key(text.slice(1));
    return { ...step, output: escape.output + step.output };
  }
  if (vi.mode === 'insert') {
    if (text !== '\x1b') {
      vi.typed(text);
      return undefined;
    }
    vi.leaveInsert();
    return { output: editor.update() };
  }
  const key = /^[\b\x7f]$/.test(text) ? 'h' : text;
  // Control keys mean what they always do.
  if (key < ' ' && key !== '\x1b') return undefined;
  const result = vi.key(key);
  switch (result.kind) {
    case 'call': {
      const step = editor.call(result.name, result.count);
      if (!/history|revert/.test(result.name)) return step;
      editor.move(-Infinity);
      return { ...step, output: step.output + editor.update() };
    }
    case 'search':
      return editor.search(result.step, result.again);
    case 'play':
      return played(editor, result.keys);
    default:
      return { output: editor.update() + (result.kind === 'bell' ? editor.bell : '') };
  }
}

/** A change to other text that is made again leaves the cursor behind the text. */
function played(editor: ViEditor, keys: string): Step {
  const step = editor.play(keys);
  if (step.event || !/^\d*[cC]/.test(keys)) return step;
  editor.move(1);
  return { output: step.output + editor.update() };
}
