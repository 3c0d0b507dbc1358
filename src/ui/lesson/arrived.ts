/** Whoever came by a link, whose focus went with the link, goes on from the heading. */
export function arrived(heading: HTMLElement): void {
  if (document.activeElement === document.body) heading.focus({ preventScroll: true });
}
