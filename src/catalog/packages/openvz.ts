/** download.openvz.org: the template of Ubuntu 14.04, a root file system to be imported. */
import { LIMITS } from '../../base/limits.ts';
import { collect } from '../../base/streams.ts';
import { writeTar } from '../../oci/tar/write.ts';
import { tarInputs } from '../file-bytes.ts';
import { UBUNTU_IMAGES } from '../images/ubuntu/releases.ts';
import { ubuntuRoot } from '../images/ubuntu/root.ts';
import type { InternetSite } from '../internet-tree.ts';

const NAME = 'ubuntu-14.04-x86_64-minimal';
/** Bytes that the template unpacks to. */
const BYTES = 215_400_000;

export function openvzSites(): readonly InternetSite[] {
  const image = UBUNTU_IMAGES.find(({ suite }) => suite === 'trusty');
  if (!image) throw new Error('there is no image of trusty');
  const root = ubuntuRoot(image);
  root.files.text('etc/issue', 'Ubuntu 14.04.1 LTS \\n \\l\n\n').text('etc/hostname', 'localhost\n').fit(BYTES);
  const entries = root.layer();
  return [
    {
      host: 'download.openvz.org',
      path: 'template/precreated',
      source: entries,
      async *files({ gzip }) {
        const bytes = gzip(writeTar(tarInputs(entries, Date.parse('2014-11-11T09:12:41Z'), './')));
        yield { path: `${NAME}.tar.gz`, bytes: await collect(bytes, LIMITS.layerBytes) };
      },
    },
  ];
}
