/** apt.conf(5), as far as anything here asks for it: `Name::Of::Option "value";` in /etc/apt/apt.conf.d. */
import type { Sys } from '../../../kernel/sys.ts';
import { namesIn } from '../files.ts';
import { readTextIfAny } from '../../read-all.ts';

export interface AptConfig {
  /** `DPkg::Post-Invoke` removes the archives, as in images. */
  readonly cleansArchives: boolean;
  readonly installsRecommends: boolean;
  readonly yes: boolean;
}

export async function readAptConfig(sys: Sys): Promise<AptConfig> {
  let source = '';
  for (const name of await namesIn(sys, '/etc/apt/apt.conf.d')) {
    if (/^[\w-]+(\.conf)?$/.test(name))
      source += `${(await readTextIfAny(sys, `/etc/apt/apt.conf.d/${name}`)) ?? ''}\n`;
  }
  source += (await readTextIfAny(sys, '/etc/apt/apt.conf')) ?? '';
  const lines = source.replace(/^\s*(\/\/|#).*$/gm, '');
  return {
    cleansArchives: /DPkg::Post-Invoke\s*\{[^}]*rm -f \/var\/cache\/apt\/archives\/\*\.deb/i.test(lines),
    installsRecommends: !/APT::Install-Recommends\s+"?(0|false|no)"?/i.test(lines),
    yes: /APT::Get::Assume-Yes\s+"?(1|true|yes)"?/i.test(lines),
  };
}
