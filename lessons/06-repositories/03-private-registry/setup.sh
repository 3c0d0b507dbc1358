docker pull -q busybox
docker pull -q registry:2
docker rm -f cook 2>/dev/null
docker run --name cook busybox sh -c 'mkdir -p /srv && echo four eggs > /srv/recipe' || exit 1
docker commit cook recipe > /dev/null && docker rm cook
