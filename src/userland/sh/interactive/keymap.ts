/** What keys do: sequences of bytes to readline's functions, macros and commands of the shell. */
import { parseSequence } from './key-notation.ts';

export type Binding =
  | { readonly kind: 'function'; readonly name: string }
  /** Typed in its place. */
  | { readonly kind: 'macro'; readonly text: string }
  /** `bind -x`: run with READLINE_LINE and READLINE_POINT. */
  | { readonly kind: 'command'; readonly text: string };

export type Keymap = ReadonlyMap<string, Binding>;

/** bash's keys in its emacs mode, those of a terminal's arrows and such included. */
const EMACS = String.raw`
abort \C-g \C-x\C-g \e\C-g
accept-line \C-j \C-m
backward-char \C-b \eOD \e[D
backward-delete-char \C-h \C-?
backward-kill-line \C-x\C-?
backward-kill-word \e\C-h \e\C-?
backward-word \eb \e[1;5D \e[1;3D \e[5D
beginning-of-history \e<
beginning-of-line \C-a \eOH \e[1~ \e[H \e[7~
bracketed-paste-begin \e[200~
call-last-kbd-macro \C-xe
capitalize-word \ec
character-search \C-]
character-search-backward \e\C-]
clear-display \e\C-l
clear-screen \C-l
complete \C-i
complete-command \e!
complete-filename \e/
complete-hostname \e@
complete-into-braces \e{
complete-username \e~
complete-variable \e$
delete-char \C-d \e[3~
delete-horizontal-space \e\\
digit-argument \e- \e0 \e1 \e2 \e3 \e4 \e5 \e6 \e7 \e8 \e9
display-shell-version \C-x\C-v
downcase-word \el
dynamic-complete-history \e\C-i
edit-and-execute-command \C-x\C-e
end-kbd-macro \C-x)
end-of-history \e>
end-of-line \C-e \eOF \e[4~ \e[F \e[8~
exchange-point-and-mark \C-x\C-x
forward-char \C-f \eOC \e[C
forward-search-history \C-s
forward-word \ef \e[1;5C \e[1;3C \e[5C
glob-complete-word \eg
glob-expand-word \C-x*
glob-list-expansions \C-xg
history-expand-line \e^
insert-comment \e#
insert-completions \e*
kill-line \C-k
kill-word \ed \e[3;5~
next-history \C-n \eOB \e[B
non-incremental-forward-search-history \en
non-incremental-reverse-search-history \ep
operate-and-get-next \C-o
possible-command-completions \C-x!
possible-completions \e= \e?
possible-filename-completions \C-x/
possible-hostname-completions \C-x@
possible-username-completions \C-x~
possible-variable-completions \C-x$
previous-history \C-p \eOA \e[A
quoted-insert \C-q \C-v \e[2~
re-read-init-file \C-x\C-r
reverse-search-history \C-r
revert-line \e\C-r \er
set-mark \C-@ \e\x20
shell-expand-line \e\C-e
start-kbd-macro \C-x(
tilde-expand \e&
transpose-chars \C-t
transpose-words \et
undo \C-x\C-u \C-_
unix-line-discard \C-u
unix-word-rubout \C-w
upcase-word \eu
yank \C-y
yank-last-arg \e. \e_
yank-nth-arg \e\C-y
yank-pop \ey
`;

/** Keys of the vi mode while text is typed; its commands are in vi-mode.ts. */
const VI_INSERT = String.raw`
accept-line \C-j \C-m
backward-char \eOD \e[D
backward-delete-char \C-h \C-?
backward-word \e[1;3D \e[1;5D
beginning-of-line \eOH \e[H
complete \C-i
delete-char \e[3~
end-of-line \eOF \e[F
forward-char \eOC \e[C
forward-search-history \C-s
forward-word \e[1;3C \e[1;5C
history-search-backward \e[5~
history-search-forward \e[6~
kill-word \e[3;5~
menu-complete \C-n
menu-complete-backward \C-p
next-history \eOB \e[B
overwrite-mode \e[2~
previous-history \eOA \e[A
quoted-insert \C-v
reverse-search-history \C-r
transpose-chars \C-t
undo \C-_
unix-line-discard \C-u
unix-word-rubout \C-w
vi-eof-maybe \C-d
yank \C-y
`;

/** busybox has fewer. */
const BUSYBOX = String.raw`
accept-line \C-j \C-m
backward-char \C-b \eOD \e[D
backward-delete-char \C-h \C-?
backward-kill-word \e\C-h \e\C-?
backward-word \eb \e[1;5D \e[1;3D
beginning-of-line \C-a \eOH \e[1~ \e[H \e[7~
clear-screen \C-l
complete \C-i
delete-char \C-d \e[3~
end-of-line \C-e \eOF \e[4~ \e[F \e[8~
forward-char \C-f \eOC \e[C
forward-word \ef \e[1;5C \e[1;3C
kill-line \C-k
kill-word \ed
next-history \C-n \eOB \e[B
previous-history \C-p \eOA \e[A
unix-line-discard \C-u
unix-word-rubout \C-w
`;

/** Functions that no key has from the beginning. */
const UNBOUND = [
  'fetch-history',
  'history-search-backward',
  'history-search-forward',
  'history-substring-search-backward',
  'history-substring-search-forward',
  'kill-region',
  'kill-whole-line',
  'menu-complete',
  'menu-complete-backward',
  'overwrite-mode',
  'redraw-current-line',
  'self-insert',
  'tab-insert',
];

/** Functions of real readline that are not built here. */
export const NOT_SIMULATED: ReadonlySet<string> = new Set(
  `alias-expand-line arrow-key-prefix backward-byte copy-backward-word copy-forward-word copy-region-as-kill complete-in-braces dabbrev-expand delete-char-or-list do-lowercase-version dump-functions dump-macros dump-variables emacs-editing-mode export-completions forward-backward-delete-char forward-byte history-and-alias-expand-line insert-last-argument magic-space next-screen-line old-menu-complete previous-screen-line print-last-kbd-macro shell-backward-kill-word shell-backward-word shell-forward-word shell-kill-word shell-transpose-words skip-csi-sequence spell-correct-word tty-status universal-argument unix-filename-rubout vi-editing-mode`.split(
    /\s+/,
  ),
);

function parsed(table: string): Keymap {
  const map = new Map<string, Binding>();
  for (const line of table.trim().split('\n')) {
    const [name, ...keys] = line.split(' ') as [string, ...string[]];
    for (const key of keys) map.set(parseSequence(key), { kind: 'function', name });
  }
  return map;
}

export const EMACS_KEYMAP = parsed(EMACS);
export const VI_INSERT_KEYMAP = parsed(VI_INSERT);
export const BUSYBOX_KEYMAP = parsed(BUSYBOX);

/** What longer sequences begin with, but for escape sequences, which come whole. */
function beginningsIn(keymap: Keymap): ReadonlySet<string> {
  const sequences = [...keymap.keys()].filter((key) => !key.startsWith('\x1b'));
  return new Set(sequences.flatMap((key) => Array.from({ length: key.length - 1 }, (_, i) => key.slice(0, i + 1))));
}

export const EMACS_BEGINNINGS = beginningsIn(EMACS_KEYMAP);
export const BUSYBOX_BEGINNINGS = beginningsIn(BUSYBOX_KEYMAP);

/** Names of the vi mode's commands, which are there by their keys alone. */
const VI_COMMANDS =
  `vi-append-eol vi-append-mode vi-arg-digit vi-bWord vi-back-to-indent vi-backward-bigword vi-backward-word vi-bword vi-change-case vi-change-char vi-change-to vi-char-search vi-column vi-complete vi-delete vi-delete-to vi-eWord vi-edit-and-execute-command vi-end-bigword vi-end-word vi-eword vi-fWord vi-fetch-history vi-first-print vi-forward-bigword vi-forward-word vi-fword vi-goto-mark vi-insert-beg vi-insertion-mode vi-match vi-movement-mode vi-next-word vi-overstrike vi-overstrike-delete vi-prev-word vi-put vi-redo vi-replace vi-rubout vi-search vi-search-again vi-set-mark vi-subst vi-tilde-expand vi-undo vi-unix-word-rubout vi-yank-arg vi-yank-pop vi-yank-to`.split(
    /\s+/,
  );

/** All the names that readline knows, in order. */
export function knownFunctionNames(): readonly string[] {
  return [...new Set([...functionNames(), ...NOT_SIMULATED, ...VI_COMMANDS])].sort();
}

/** Names of the functions that there are, in order. */
export function functionNames(): readonly string[] {
  const names = new Set(UNBOUND);
  for (const binding of [...EMACS_KEYMAP.values(), ...VI_INSERT_KEYMAP.values()])
    if (binding.kind === 'function') names.add(binding.name);
  return [...names].sort();
}
