import { tick } from 'svelte';

/** After something that took the focused element away: the focus goes on there, and not at the beginning of the page. */
export async function focusOn(next: () => HTMLElement | null | undefined): Promise<void> {
  await tick();
  const at = document.activeElement;
  // What is hidden keeps the focus until the next frame.
  if (at === null || at === document.body || at.getClientRects().length === 0) next()?.focus();
}
