// A file that is made once the site's other files are known. Vite bundles the engine's worker with this plugin list as well: only
// the site has a page.
import type { Plugin, Rollup } from 'vite';

/** `make` answers the content of `fileName` at the site's root. */
export function siteFile(
  fileName: string,
  make: (root: string, files: Rollup.OutputBundle) => Promise<string>,
): Plugin {
  let root = '';
  return {
    name: `drydock-${fileName}`,
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    generateBundle: {
      order: 'post',
      async handler(_, files) {
        if (!('index.html' in files)) return;
        this.emitFile({ type: 'asset', fileName, source: await make(root, files) });
      },
    },
  };
}
