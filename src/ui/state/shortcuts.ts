/** The page's keyboard shortcuts: Alt+Shift and a letter, which neither shells nor browsers use. One table, read by the help as well. */

export const SHORTCUTS = {
  lesson: 'KeyL',
  terminal: 'KeyT',
  side: 'KeyP',
  newTerminal: 'KeyN',
  splitTerminal: 'KeyS',
  nextTerminal: 'KeyO',
  help: 'KeyH',
} as const;
export type Shortcut = keyof typeof SHORTCUTS;

export function shortcutName(name: Shortcut): string {
  return `Alt+Shift+${SHORTCUTS[name].slice(3)}`;
}

export function isShortcut(event: KeyboardEvent): boolean {
  return shortcutOf(event) !== undefined;
}

export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return undefined;
  return (Object.keys(SHORTCUTS) as Shortcut[]).find((name) => SHORTCUTS[name] === event.code);
}
