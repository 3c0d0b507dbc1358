/** get.docker.com and get.docker.io: the scripts that people pipe into a shell, in our own words, and the apt repository. */
import { plainAnswer } from './answers.ts';
import { website, type FetchHandler, type InternetHost } from './host.ts';

const KEY = '36A1D7869245C8950F966E92D8576A8BA88D21E9';

const INSTALL_ON_UBUNTU = `if [ ! -e /usr/lib/apt/methods/https ]; then
  apt-get update
  apt-get install -y apt-transport-https
fi
apt-key adv --keyserver hkp://keyserver.ubuntu.com:80 --recv-keys ${KEY}
echo deb https://get.docker.com/ubuntu docker main > /etc/apt/sources.list.d/docker.list
apt-get update
apt-get install -y lxc-docker
`;

const FOR_UBUNTU = `#!/bin/sh
# Installs Docker on Ubuntu from Docker's own package repository. Run it as root:
#   curl -sSL https://get.docker.com/ubuntu/ | sudo sh
set -e
${INSTALL_ON_UBUNTU}`;

const FOR_ALL = `#!/bin/sh
# Installs Docker on the distributions that Drydock simulates. Run it as root:
#   curl -sSL https://get.docker.com/ | sudo sh
set -e
if [ "$(id -u)" != 0 ]; then
  echo 'Error: this installer needs the ability to run commands as root.' >&2
  exit 1
fi
if command -v docker >/dev/null 2>&1; then
  echo 'Warning: "docker" appears to be installed already.' >&2
fi
. /etc/os-release
case "$ID" in
  ubuntu)
${INSTALL_ON_UBUNTU.replace(/^(?=.)/gm, '    ')}    ;;
  centos)
    yum -y -q install docker
    service docker start
    ;;
  *)
    echo "Either your platform is not easily detectable or is not supported by this installer script: $ID" >&2
    exit 1
    ;;
esac
docker version
`;

/** `repository` is the static site with the apt repository below `/ubuntu`. */
export function dockerDownloads(repository: FetchHandler): InternetHost {
  return website(['get.docker.com', 'get.docker.io'], '203.0.113.20', async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/') return script(FOR_ALL);
    if (pathname === '/ubuntu' || pathname === '/ubuntu/') return script(FOR_UBUNTU);
    return repository(request);
  });
}

const script = async (content: string) => plainAnswer(200, content, { 'Content-Type': 'text/plain' });
