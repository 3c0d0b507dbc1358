/** What `gem install` leaves in a system, for images that have gems already. */
import type { LayerFiles } from '../../layer-files.ts';
import { gemFiles } from './files.ts';
import type { Gem } from './gems.ts';
import { specificationRuby } from './specification.ts';

/** `api` is the version of Ruby's libraries: `1.9.1`, `3.3.0`. `home` is where its gems live. */
export function installGem(files: LayerFiles, gem: Gem, api: string, home = `var/lib/gems/${api}`): void {
  const name = `${gem.name}-${gem.version}`;
  for (const entry of gemFiles(gem)) files.entry({ ...entry, path: `${home}/gems/${name}/${entry.path}` });
  files.directory(`${home}/gems/${name}`).directory(`${home}/doc`).directory(`${home}/cache`);
  files.text(`${home}/specifications/${name}.gemspec`, specificationRuby(gem));
  for (const executable of gem.executables ?? []) {
    files.text(
      `usr/local/bin/${executable}`,
      `#!/usr/bin/ruby${api}\nrequire 'rubygems'\ngem '${gem.name}'\nload Gem.bin_path('${gem.name}', '${executable}')\n`,
      { mode: 0o755 },
    );
  }
}
