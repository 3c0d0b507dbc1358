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

export const RUNTIME_ASSETS: readonly RuntimeAssets[] = [PYODIDE];
