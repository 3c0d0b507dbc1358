/** Ubuntu's images, with the layers and history that each release's builders gave them. */
import { LayerFiles } from '../../layer-files.ts';
import type { ImageRecipe, RecipeEntry, RecipeStep } from '../../recipe.ts';
import { UBUNTU_IMAGES } from './releases.ts';
import type { UbuntuImage } from './releases.ts';
import { sharedLayer } from '../shared-layer.ts';
import { ubuntuRoot } from './root.ts';
import { TWEAKS, tweaks, tweaksCommand } from './tweaks.ts';

export const ubuntuImages = (): readonly ImageRecipe[] => UBUNTU_IMAGES.map(ubuntu);

export function ubuntu(image: UbuntuImage): ImageRecipe {
  const layered = image.suite === 'precise' || image.suite === 'trusty' || image.suite === 'xenial';
  return {
    repository: 'library/ubuntu',
    tags: image.tags,
    created: image.created,
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      Cmd: ['/bin/bash'],
      ...(!layered && { Labels: LABELS(image) }),
    },
    steps: layered ? layeredSteps(image) : flatSteps(image),
  };
}

const LABELS = ({ version }: UbuntuImage) => ({
  'org.opencontainers.image.ref.name': 'ubuntu',
  'org.opencontainers.image.version': version,
});

/** What came of Dockerfiles that changed the root file system after adding it. */
function layeredSteps(image: UbuntuImage): readonly RecipeStep[] {
  const before = (seconds: number) =>
    new Date(Date.parse(image.created) - seconds * 1000).toISOString().replace('.000Z', 'Z');
  const steps: RecipeStep[] = [
    { createdBy: `/bin/sh -c #(nop) ADD file:${image.added} in / `, created: before(5), layer: rootfs(image) },
    { createdBy: tweaksCommand(), created: before(4), layer: sharedLayer(`tweaks ${image.suite}`, tweaks()) },
  ];
  if (image.suite !== 'trusty') {
    const lists = new LayerFiles().directory('var/lib/apt/lists').entries();
    steps.push({ createdBy: '/bin/sh -c rm -rf /var/lib/apt/lists/*', created: before(3), layer: lists });
  }
  if (image.suite === 'precise') {
    steps.push({ createdBy: UNCOMMENT, created: before(2), layer: uncommented(image) });
  }
  steps.push({
    createdBy: `/bin/sh -c mkdir -p /run/systemd && echo 'docker' > /run/systemd/container`,
    created: before(1),
    layer: new LayerFiles().text('run/systemd/container', 'docker\n').entries(),
  });
  return [...steps, { createdBy: '/bin/sh -c #(nop)  CMD ["/bin/bash"]' }];
}

const UNCOMMENT = `/bin/sh -c sed -i 's/^#\\s*\\(deb.*universe\\)$/\\1/g' /etc/apt/sources.list`;

function uncommented(image: UbuntuImage): readonly RecipeEntry[] {
  const sources = ubuntuRoot(image)
    .layer()
    .find(({ path }) => path === 'etc/apt/sources.list');
  return sources ? new LayerFiles().entry(sources).entries() : [];
}

/** One layer, since 18.04. */
function flatSteps(image: UbuntuImage): readonly RecipeStep[] {
  const nop = (text: string) => ({ createdBy: `/bin/sh -c #(nop) ${text}` });
  return [
    nop(' ARG RELEASE'),
    nop(' ARG LAUNCHPAD_BUILD_ARCH'),
    ...Object.entries(LABELS(image)).map(([name, value]) => nop(` LABEL ${name}=${value}`)),
    { ...nop(`ADD file:${image.added} in / `), layer: rootfs(image, true) },
    nop(' CMD ["/bin/bash"]'),
  ];
}

/** Newer root file systems have the changes for containers in them. */
function rootfs(image: UbuntuImage, tweaked = false): readonly RecipeEntry[] {
  const root = ubuntuRoot(image);
  if (tweaked) {
    for (const [path, lines] of TWEAKS) root.files.text(path.slice(1), lines.map((line) => `${line}\n`).join(''));
    root.files.text('usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    root.files.text('etc/dpkg/dpkg.cfg.d/docker-apt-speedup', 'force-unsafe-io\n');
    root.files.text('run/systemd/container', 'docker\n');
  }
  return sharedLayer(`ubuntu ${image.suite}`, root.layer());
}
