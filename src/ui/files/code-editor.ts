/** A CodeMirror editor with the page's colours and a mode by the file's name. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { javascript, json } from '@codemirror/legacy-modes/mode/javascript';
import { python } from '@codemirror/legacy-modes/mode/python';
import { ruby } from '@codemirror/legacy-modes/mode/ruby';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { html } from '@codemirror/legacy-modes/mode/xml';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface CodeEditor {
  text(): string;
  replace(text: string): void;
  focus(): void;
  destroy(): void;
}

export interface CodeEditorOptions {
  readonly path: string;
  readonly text: string;
  /** Its name for a screen reader. */
  readonly label: string;
  onchange(text: string): void;
}

type Mode = Parameters<typeof StreamLanguage.define>[0];

const MODES: readonly { readonly names: RegExp; readonly mode: Mode }[] = [
  { names: /(^|\/)(Dockerfile|Containerfile)[^/]*$|\.dockerfile$/i, mode: dockerFile },
  { names: /\.ya?ml$/i, mode: yaml },
  { names: /\.(sh|bash)$|(^|\/)\.(bash|profile)/i, mode: shell },
  { names: /\.json$/i, mode: json },
  { names: /\.m?js$/i, mode: javascript },
  { names: /\.py$/i, mode: python },
  { names: /\.(rb|ru)$|(^|\/)Gemfile$/i, mode: ruby },
  { names: /\.(html?|xml|svg)$/i, mode: html },
];

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.atom, tags.definition(tags.variableName)], color: 'var(--warn)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.attributeName, tags.tagName], color: 'var(--accent)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--terminal)', color: 'var(--text)', fontSize: '0.875rem' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--accent) 8%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 28%, transparent) !important',
  },
  '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--text)' },
});

export function createEditor(parent: HTMLElement, options: CodeEditorOptions): CodeEditor {
  const mode = MODES.find(({ names }) => names.test(options.path))?.mode;
  const extensions: Extension[] = [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
    syntaxHighlighting(colours),
    look,
    EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onchange(update.state.doc.toString());
    }),
    ...(mode ? [StreamLanguage.define(mode)] : []),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ doc: options.text, extensions }) });
  return {
    text: () => view.state.doc.toString(),
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
