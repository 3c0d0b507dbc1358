/**
 * What may stand in the HTML of a lesson from elsewhere: text with its markup, and links. No script, no style, no
 * picture, nothing that names or classes an element of the page.
 */
import createPurifier from 'dompurify';
import type { RenderedLesson } from '../../course/render.ts';
import { mapTexts } from '../../course/texts.ts';

const ALLOWED = {
  ALLOWED_TAGS: [
    'a', 'blockquote', 'br', 'code', 'del', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'kbd', 'li', 'ol', 'p', 'pre', 'span', 'strong',
    'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul',
  ],
  ALLOWED_ATTR: ['dir', 'href', 'lang', 'start', 'title'],
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|#view-)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
}; // prettier-ignore

export function sanitised(lesson: RenderedLesson): RenderedLesson {
  const purifier = createPurifier(window);
  purifier.addHook('afterSanitizeAttributes', (element) => {
    if (!/^https?:/i.test(element.getAttribute('href') ?? '')) return;
    element.setAttribute('target', '_blank');
    element.setAttribute('rel', 'noopener noreferrer');
  });
  const safe = mapTexts(lesson, (text, kind) =>
    kind === 'block' || kind === 'inline' ? purifier.sanitize(text, ALLOWED) : text,
  );
  return { ...safe, rendered: true };
}
