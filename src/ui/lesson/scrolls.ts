/** A block that is wider than the pane scrolls; the keyboard must reach it then, and only then. */
export function scrolls(prose: HTMLElement): () => void {
  const blocks = [...prose.querySelectorAll('pre')];
  const look = () => {
    for (const block of blocks) {
      if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
      else block.removeAttribute('tabindex');
    }
  };
  const observer = new ResizeObserver(look);
  for (const block of blocks) observer.observe(block);
  return () => observer.disconnect();
}
