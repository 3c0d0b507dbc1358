// What must run before the first paint stands in the page itself: the policy names its digest, and nothing waits for another answer.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const SCRIPT = 'src/ui/early.js';
const TAG = `<script vite-ignore src="/${SCRIPT}"></script>`;

export function earlyScript(): Plugin {
  let root = '';
  return {
    name: 'drydock-early-script',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => {
        const text = readFileSync(join(root, SCRIPT), 'utf8');
        const digest = createHash('sha256').update(text).digest('base64');
        const policy = "default-src 'self';";
        if (!html.includes(TAG) || !html.includes(policy)) throw new Error(`index.html lacks ${TAG} or ${policy}`);
        return html
          .replace(TAG, () => `<script>${text}</script>`)
          .replace(policy, `${policy} script-src 'self' 'sha256-${digest}';`);
      },
    },
  };
}
