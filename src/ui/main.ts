import './page.css';
import { takeLead } from './state/leader.ts';

/** Inside a frame nothing starts: a page that a container serves must not reach the sandbox through one. */
if (window.top === window.self) {
  // Browsers keep locks and storage for pages that came safely; the page says so to the others.
  const lead = isSecureContext ? takeLead() : undefined;
  void import('./page.ts').then(({ openPage }) => openPage(lead));
}
