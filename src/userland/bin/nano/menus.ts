/** nano's two lines of help: what keys do, by what is being asked. */

type Item = readonly [key: string, text: string];

const HELP: Item = ['^G', 'Help'];
const CANCEL: Item = ['^C', 'Cancel'];
const OLDER: Item = ['^P', 'Older'];
const NEWER: Item = ['^N', 'Newer'];
const MATCHING: readonly Item[] = [
  ['M-C', 'Case Sens'],
  ['M-R', 'Reg.exp.'],
  ['M-B', 'Backwards'],
];

export const MENUS = {
  main: [
    HELP, ['^X', 'Exit'], ['^O', 'Write Out'], ['^R', 'Read File'], ['^W', 'Where Is'], ['^\\', 'Replace'], ['^K', 'Cut'], ['^U', 'Paste'], ['^T', 'Execute'],
    ['^J', 'Justify'], ['^C', 'Location'], ['^/', 'Go To Line'], ['M-U', 'Undo'], ['M-E', 'Redo'], ['M-A', 'Set Mark'], ['M-6', 'Copy'], ['M-]', 'To Bracket'],
    ['^Q', 'Where Was'], ['M-Q', 'Previous'], ['M-W', 'Next'], ['^B', 'Back'], ['^F', 'Forward'],
  ],
  write: [HELP, CANCEL, ['M-D', 'DOS Format'], ['M-M', 'Mac Format'], ['M-A', 'Append'], ['M-P', 'Prepend'], ['M-B', 'Backup File'], ['^T', 'Browse']],
  search: [HELP, CANCEL, ...MATCHING, ['^R', 'Replace'], OLDER, NEWER, ['^T', 'Go To Line']],
  replace: [HELP, CANCEL, ...MATCHING, ['^R', 'No Replace'], OLDER, NEWER],
  replaceWith: [HELP, CANCEL, OLDER, NEWER],
  goto: [HELP, CANCEL, ['^W', 'Begin of Paragr.'], ['^O', 'End of Paragraph'], ['^Y', 'First Line'], ['^V', 'Last Line'], ['^T', 'Go To Text']],
  insert: [HELP, CANCEL, ['M-F', 'New Buffer'], ['M-N', 'No Conversion'], ['^X', 'Execute Command'], ['^T', 'Browse']],
  execute: [HELP, CANCEL, ['M-F', 'New Buffer'], ['M-\\', 'Pipe Text'], ['^S', 'Spell Check'], ['^Y', 'Linter'], ['^O', 'Formatter'], ['^Z', 'Suspend']],
} as const satisfies Record<string, readonly Item[]>; // prettier-ignore

export type Menu = keyof typeof MENUS;

/** The two lines, in columns of equal width. `closing`: ^X closes one of several files. */
export function menuLines(menu: Menu, width: number, closing: boolean): readonly [string, string] {
  const items: readonly Item[] = MENUS[menu];
  const most = Math.min(items.length, Math.floor((width + 40) / 20) * 2);
  const columns = Math.ceil(most / 2);
  const size = Math.floor(width / columns);
  const lines: [string, string] = ['', ''];
  for (let i = 0; i < most; i++) {
    const [key, text] = items[i] as Item;
    const label = closing && key === '^X' && menu === 'main' ? 'Close' : text;
    const at = Math.floor(i / 2) * size;
    const row = i % 2;
    lines[row] =
      `${(lines[row] as string).padEnd(at)}${`${key} ${label}`.slice(0, i >= most - 2 ? Math.max(size, width - at) : size)}`;
  }
  return [lines[0].slice(0, width), lines[1].slice(0, width)];
}

/** What answers a question of yes and no. */
export function answerLines(all: boolean): readonly [string, string] {
  return [all ? ' Y Yes           A All' : ' Y Yes', ' N No           ^C Cancel'];
}
