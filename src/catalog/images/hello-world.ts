import { LayerFiles } from '../layer-files.ts';
import type { ImageRecipe } from '../recipe.ts';

const BUILDKIT = 'buildkit.dockerfile.v0';

/** The smallest of static programs that print the greeting. */
const HELLO_BYTES = 958;

export const helloWorld = (): ImageRecipe => ({
  repository: 'library/hello-world',
  tags: ['latest', 'linux'],
  created: '2025-08-08T19:05:17Z',
  config: {
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Cmd: ['/hello'],
    WorkingDir: '/',
  },
  steps: [
    {
      createdBy: 'COPY hello / # buildkit',
      comment: BUILDKIT,
      layer: new LayerFiles().program('hello', 'hello', HELLO_BYTES).entries(),
    },
    { createdBy: 'CMD ["/hello"]', comment: BUILDKIT },
  ],
});
