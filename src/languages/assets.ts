/**
 * The runtimes that Drydock does not write itself: files of packages, which the site serves below `languages/` and the
 * page fetches when they are first needed. The version is in the path, so that what was fetched once is good for ever.
 */
export interface RuntimeAssets {
  /** Below `languages/`. */
  readonly path: string;
  readonly package: string;
  /** Directory of the files in the package. */
  readonly from: string;
  readonly files: readonly string[];
}

export const PYODIDE: RuntimeAssets = {
  path: 'pyodide-314.0.7',
  package: 'pyodide',
  from: '',
  files: ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'pyodide-lock.json', 'python_stdlib.zip'],
};

/** Its modules import one another: the test of assets follows them. */
export const PGLITE: RuntimeAssets = {
  path: 'pglite-0.5.17',
  package: '@electric-sql/pglite',
  from: 'dist',
  files: [
    'index.js',
    'chunk-BD5WXLQO.js',
    'chunk-CTPU3OXM.js',
    'chunk-KLBW4PNS.js',
    'chunk-N66TTF7B.js',
    'chunk-UCFNZJLR.js',
    'chunk-UYHX356B.js',
    'chunk-VQDTEBLE.js',
    'chunk-Y6PULSM7.js',
    'chunk-ZSOCVAT7.js',
    'fs/memfs-frontend.js',
    'initdb.wasm',
    'pglite.data',
    'pglite.wasm',
  ],
};

export const RUNTIME_ASSETS: readonly RuntimeAssets[] = [PYODIDE, PGLITE];
