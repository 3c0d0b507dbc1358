docker pull -q busybox
docker rm -f baker 2>/dev/null
docker run --name baker busybox sh -c 'mkdir -p /srv && echo flour water salt > /srv/bread' || exit 1
docker commit -c 'CMD ["cat", "/srv/bread"]' baker bread
docker rm baker
