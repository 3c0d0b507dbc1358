import { expect, test } from 'vitest';
import { codeHtml } from './code-words.ts';

test('hyphens are marked, and nothing of the code becomes markup', () => {
  expect(codeHtml('docker run --rm -v a:/b my-app')).toBe(
    'docker run <span>-</span><span>-</span>rm <span>-</span>v a:/b my<span>-</span>app',
  );
  expect(codeHtml('a <b> && "c-d"')).toBe('a &lt;b&gt; &amp;&amp; &quot;c<span>-</span>d&quot;');
});
