/** The root file system of an Ubuntu image. */
import { DebianRoot } from '../../debian/root.ts';
import { addConfiguration, addServices } from '../../debian/etc.ts';
import { aptAccounts, upstartAccounts } from '../../debian/standard-accounts.ts';
import { addBulk } from './bulk.ts';
import { addSkeleton } from '../../debian/skeleton.ts';
import { UBUNTU_ORIGIN } from '../../packages/ubuntu/repository.ts';
import { ubuntuKeyring } from '../../packages/ubuntu/keys.ts';
import { release } from '../../packages/ubuntu/releases.ts';
import { releaseTexts } from './releases.ts';
import type { UbuntuImage } from './releases.ts';

export function ubuntuRoot(image: UbuntuImage): DebianRoot {
  const { suite, created, bytes } = image;
  const old = suite === 'precise' || suite === 'trusty';
  const day = Math.floor(Date.parse(created) / 86_400_000);
  const root = new DebianRoot({
    origin: UBUNTU_ORIGIN,
    accounts: old ? upstartAccounts(day) : aptAccounts(day),
    mergedUsr: suite === 'focal' || suite === 'jammy' || suite === 'noble',
    minimal: !old && suite !== 'xenial',
  });
  const { files } = root;
  addSkeleton(files, root);
  root.install(release(suite).base);
  addConfiguration(files, releaseTexts(image));
  ubuntuKeyring(files, suite);
  if (old) {
    addServices(files);
    addBulk(files);
  }
  if (suite === 'noble') {
    // Since 23.04 images bring an ordinary user.
    root.addUser('ubuntu', 1000, '/home/ubuntu', '/bin/bash');
  }
  files.fit(bytes);
  return root;
}
