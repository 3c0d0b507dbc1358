/** What a gem unpacks to. */
import { utf8 } from '../../../base/bytes.ts';
import { LayerFiles } from '../../layer-files.ts';
import type { RecipeEntry } from '../../recipe.ts';
import type { Gem } from './gems.ts';

/** Text files begin with a line that says what stands here; spaces of the real size follow. */
export function gemFiles(gem: Gem): readonly RecipeEntry[] {
  const files = new LayerFiles();
  for (const [path, bytes] of gem.files) {
    const mode = path.startsWith('bin/') ? 0o755 : 0o644;
    if (/\.(png|rl)$/.test(path)) files.blank(path, bytes);
    else if (path.endsWith('extconf.rb'))
      files.text(path, `require 'mkmf'\ncreate_makefile '${path.split('/').slice(1, -1).join('/')}'\n`);
    else if (path.startsWith('bin/')) files.text(path, `#!/usr/bin/env ruby\nrequire '${gem.name}'\n`, { mode });
    else if (path.endsWith('.rb'))
      files.bytes(path, sized(`# ${gem.name} ${gem.version}, ${path}: built into Drydock's ruby\n`, bytes));
    else files.bytes(path, sized(`${gem.name} ${gem.version}: ${gem.summary}\n`, bytes));
  }
  return files.entries();
}

function sized(line: string, bytes: number): Uint8Array {
  const text = utf8(line);
  const whole = new Uint8Array(Math.max(bytes, text.length)).fill(10);
  whole.set(text);
  return whole;
}
