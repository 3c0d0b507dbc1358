/** Images of Docker's own early trainings: Ubuntu 14.04 with Ruby and Sinatra, and one with Apache to build on. */
import { installGem } from '../packages/gem/install.ts';
import { GEMS } from '../packages/gem/gems.ts';
import { withDependencies } from '../packages/relations.ts';
import { release } from '../packages/ubuntu/releases.ts';
import type { ImageRecipe, RecipeStep } from '../recipe.ts';
import { UBUNTU_IMAGES } from './ubuntu/releases.ts';
import { ubuntu } from './ubuntu/ubuntu.ts';
import { ubuntuRoot } from './ubuntu/root.ts';

const trusty = UBUNTU_IMAGES.find(({ suite }) => suite === 'trusty');
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const trainingImages = (): readonly ImageRecipe[] => [sinatra(), apache()];

/** Steps of ubuntu:14.04, and its root file system to go on with. */
function onTrusty() {
  if (!trusty) throw new Error('there is no image of trusty');
  const root = ubuntuRoot(trusty);
  root.layer();
  const { base, offered } = release('trusty');
  const present = new Set(base.map(({ name }) => name));
  const install = (names: readonly string[], bytes: number) => {
    root.install(withDependencies(names, [...base, ...offered]).filter(({ name }) => !present.has(name)));
    root.files.fit(bytes);
    return root.layer();
  };
  return { root, install, steps: ubuntu(trusty).steps };
}

function sinatra(): ImageRecipe {
  const { root, install, steps } = onTrusty();
  const created = '2014-06-17T22:10:41Z';
  const nop = (text: string): RecipeStep => ({ created, createdBy: `/bin/sh -c #(nop) ${text}` });
  const run = (text: string, layer: RecipeStep['layer']): RecipeStep => ({
    created,
    createdBy: `/bin/sh -c ${text}`,
    ...(layer && { layer }),
  });
  const packages = install(['ruby', 'ruby-dev', 'gcc', 'make', 'libc6-dev'], 118_000_000);
  for (const gem of GEMS) if (gem.preinstalled) installGem(root.files, gem, '1.9.1');
  const gems = root.layer();
  root.files.directory('var/lib/apt/lists/partial');
  return {
    repository: 'training/sinatra',
    tags: ['latest'],
    created,
    config: { Env: [PATH], Cmd: ['/bin/bash'] },
    steps: [
      ...steps,
      nop('MAINTAINER Docker Education Team <education@docker.com>'),
      run('apt-get update -qq', root.layer()),
      run('apt-get install -qqy ruby ruby-dev gcc make libc6-dev', packages),
      run('gem install sinatra --no-rdoc --no-ri', gems),
    ],
  };
}

function apache(): ImageRecipe {
  const { install, steps } = onTrusty();
  const created = '2014-07-02T09:31:07Z';
  return {
    repository: 'training/apache',
    tags: ['latest'],
    created,
    config: { Env: [PATH], Cmd: ['/usr/sbin/apachectl', '-D', 'FOREGROUND'], ExposedPorts: { '80/tcp': {} } },
    steps: [
      ...steps,
      { created, createdBy: '/bin/sh -c #(nop) MAINTAINER Docker Education Team <education@docker.com>' },
      {
        created,
        createdBy: '/bin/sh -c apt-get update -qq && apt-get install -qqy apache2',
        layer: install(['apache2'], 14_400_000),
      },
      { created, createdBy: '/bin/sh -c #(nop) EXPOSE map[80/tcp:{}]' },
      { created, createdBy: '/bin/sh -c #(nop) CMD [/usr/sbin/apachectl -D FOREGROUND]' },
    ],
  };
}
