/** The facts of Ubuntu's images: names, texts, sizes and dates. */
import type { SuiteName } from '../../packages/ubuntu/releases.ts';

export interface UbuntuImage {
  readonly suite: SuiteName;
  readonly version: string;
  /** `14.04.6 LTS, Trusty Tahr` */
  readonly title: string;
  readonly point: string;
  readonly debian: string;
  readonly tags: readonly string[];
  /** Bytes of the root file system's layer. */
  readonly bytes: number;
  readonly created: string;
  /** How `ADD` names what it brought. */
  readonly added: string;
}

export const UBUNTU_IMAGES: readonly UbuntuImage[] = [
  {
    suite: 'precise',
    version: '12.04',
    title: '12.04.5 LTS, Precise Pangolin',
    point: '12.04.5',
    debian: 'wheezy/sid',
    tags: ['12.04', 'precise'],
    bytes: 103_450_000,
    created: '2017-03-30T23:52:04Z',
    added: '56e6f4b9ccd8a4b1f2bbcd79ec5b62e5fb8ab1efbe1cb5f0bd0a18fb1c6a4d11',
  },
  {
    suite: 'trusty',
    version: '14.04',
    title: '14.04.6 LTS, Trusty Tahr',
    point: '14.04.6',
    debian: 'jessie/sid',
    tags: ['14.04', 'trusty'],
    bytes: 196_300_000,
    created: '2021-03-25T22:53:51Z',
    added: '276b5d943a4d284f8a7b249176a31f93d95e852480c2b851de287e53ff622bba',
  },
  {
    suite: 'xenial',
    version: '16.04',
    title: '16.04.7 LTS (Xenial Xerus)',
    point: '16.04.7',
    debian: 'stretch/sid',
    tags: ['16.04', 'xenial'],
    bytes: 134_800_000,
    created: '2021-08-31T01:21:29Z',
    added: '11b425d4c08e81a3e0cb2a0345d2c0d9ee9b9ef3a24d5a1c3a0b8f1a7c7bbd54',
  },
  {
    suite: 'bionic',
    version: '18.04',
    title: '18.04.6 LTS (Bionic Beaver)',
    point: '18.04.6',
    debian: 'buster/sid',
    tags: ['18.04', 'bionic'],
    bytes: 63_150_000,
    created: '2023-05-30T09:32:09Z',
    added: '3c74e7e08cbf9a876495b7cc8a8de6f7b2e2a5bb5ac27c3e4ff1d7fcd34d6b0e',
  },
  {
    suite: 'focal',
    version: '20.04',
    title: '20.04.6 LTS (Focal Fossa)',
    point: '20.04.6',
    debian: 'bullseye/sid',
    tags: ['20.04', 'focal'],
    bytes: 72_800_000,
    created: '2025-04-08T10:42:12Z',
    added: '9d282119af0c42bc823c95b4192a3350cf2cad670622017356fd2a636762e425',
  },
  {
    suite: 'jammy',
    version: '22.04',
    title: '22.04.5 LTS (Jammy Jellyfish)',
    point: '22.04.5',
    debian: 'bookworm/sid',
    tags: ['22.04', 'jammy'],
    bytes: 77_870_000,
    created: '2025-09-03T05:54:56Z',
    added: '1b6c8c9518be42fa2afe5e241ca31677fce58d27cdfa88baa91a65a259be3637',
  },
  {
    suite: 'noble',
    version: '24.04',
    title: '24.04.3 LTS (Noble Numbat)',
    point: '24.04.3',
    debian: 'trixie/sid',
    tags: ['24.04', 'noble', 'latest'],
    bytes: 78_120_000,
    created: '2025-09-02T17:28:35Z',
    added: '5b5a4c1e3f97c5d0e1f9ce6b7fb7ea9a7cc3b9ef4d5e5cd2d7c9e6aa8d4ce5ab',
  },
];

/** `14.04.6 LTS` out of `14.04.6 LTS, Trusty Tahr`. */
const shortTitle = (title: string) => title.replace(/(,| \().*$/, '');

export function releaseTexts(image: UbuntuImage): Readonly<Record<string, string>> {
  const { suite, version, title, debian } = image;
  const name = `Ubuntu ${shortTitle(title)}`;
  return {
    'etc/os-release': osRelease(image),
    'etc/lsb-release': `DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=${version}\nDISTRIB_CODENAME=${suite}\nDISTRIB_DESCRIPTION="${name}"\n`,
    'etc/debian_version': `${debian}\n`,
    'etc/issue': `${name} \\n \\l\n\n`,
    'etc/issue.net': `${name}\n`,
    ...sources(image),
  };
}

function osRelease({ suite, version, title }: UbuntuImage): string {
  const old = suite === 'precise' || suite === 'trusty';
  const pretty = suite === 'precise' ? `Ubuntu precise (${shortTitle(title)})` : `Ubuntu ${shortTitle(title)}`;
  if (old) {
    const urls =
      suite === 'precise'
        ? ''
        : 'HOME_URL="http://www.ubuntu.com/"\nSUPPORT_URL="http://help.ubuntu.com/"\nBUG_REPORT_URL="http://bugs.launchpad.net/ubuntu/"\n';
    return `NAME="Ubuntu"\nVERSION="${title}"\nID=ubuntu\nID_LIKE=debian\nPRETTY_NAME="${pretty}"\nVERSION_ID="${version}"\n${urls}`;
  }
  const urls = `HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
`;
  const privacy = 'PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"\n';
  const codename = `VERSION_CODENAME=${suite}\n`;
  if (suite === 'jammy' || suite === 'noble') {
    const logo = suite === 'noble' ? 'LOGO=ubuntu-logo\n' : '';
    return `PRETTY_NAME="${pretty}"\nNAME="Ubuntu"\nVERSION_ID="${version}"\nVERSION="${title}"\n${codename}ID=ubuntu\nID_LIKE=debian\n${urls}${privacy}UBUNTU_CODENAME=${suite}\n${logo}`;
  }
  return `NAME="Ubuntu"\nVERSION="${title}"\nID=ubuntu\nID_LIKE=debian\nPRETTY_NAME="${pretty}"\nVERSION_ID="${version}"\n${urls}${suite === 'xenial' ? '' : privacy}${codename}UBUNTU_CODENAME=${suite}\n`;
}

const COMPONENTS = 'main restricted universe multiverse';

/** apt's sources: one-line style, and since 24.04 deb822 style. */
function sources({ suite }: UbuntuImage): Readonly<Record<string, string>> {
  if (suite === 'noble') {
    const stanza = (uri: string, suites: string) =>
      `Types: deb\nURIs: ${uri}\nSuites: ${suites}\nComponents: main universe restricted multiverse\nSigned-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg\n`;
    return {
      'etc/apt/sources.list': '# Ubuntu sources have moved to /etc/apt/sources.list.d/ubuntu.sources\n',
      'etc/apt/sources.list.d/ubuntu.sources': `${stanza('http://archive.ubuntu.com/ubuntu/', 'noble noble-updates noble-backports')}\n${stanza('http://security.ubuntu.com/ubuntu/', 'noble-security')}`,
    };
  }
  const line = (host: string, name: string) => `deb http://${host}.ubuntu.com/ubuntu/ ${name} ${COMPONENTS}\n`;
  const archive = [suite, `${suite}-updates`, `${suite}-backports`].map((name) => line('archive', name)).join('');
  return { 'etc/apt/sources.list': `${archive}\n${line('security', `${suite}-security`)}` };
}
