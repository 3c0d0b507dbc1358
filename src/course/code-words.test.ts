import { expect, test } from 'vitest';
import { codeHtml } from './code-words.ts';

test('words with hyphens stay whole, and nothing of the code becomes markup', () => {
  expect(codeHtml('docker run --rm -v a:/b my-app')).toBe(
    'docker run <span>--rm</span> <span>-v</span> a:/b <span>my-app</span>',
  );
  expect(codeHtml('a <b> && "c-d"')).toBe('a &lt;b&gt; &amp;&amp; <span>&quot;c-d&quot;</span>');
});
