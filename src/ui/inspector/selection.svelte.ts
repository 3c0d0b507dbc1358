/** What the picture's details are about. */
import { getContext, setContext } from 'svelte';
import type { LayerNode } from './layer-tree.ts';
import { Hues } from './stacks.ts';

export type Selected =
  { readonly kind: 'layer'; readonly node: LayerNode } | { readonly kind: 'container'; readonly id: string };

const KEY = Symbol('picture');

export class Picture {
  selected = $state.raw<Selected | undefined>();
  /** Too little room for stacks side by side: they stand one above the other, within the base they share. */
  compact = $state(false);
  readonly hues = new Hues();
  /** What is drawn first was there before; what comes later is new, and glows. */
  live = false;
  readonly isLive = (): boolean => this.live;

  toggle(selected: Selected): void {
    this.selected = this.is(selected) ? undefined : selected;
  }

  is(other: Selected): boolean {
    const selected = this.selected;
    if (selected?.kind === 'layer' && other.kind === 'layer') return selected.node.key === other.node.key;
    return selected?.kind === 'container' && other.kind === 'container' && selected.id === other.id;
  }
}

export function givePicture(picture: Picture): void {
  setContext(KEY, picture);
}

export function usePicture(): Picture {
  return getContext<Picture>(KEY);
}
