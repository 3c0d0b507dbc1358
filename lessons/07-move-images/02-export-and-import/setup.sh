docker pull -q busybox
docker rm -f desk wood 2>/dev/null
docker run --name wood busybox sh -c 'mkdir -p /srv && echo oak > /srv/wood'
docker commit -c 'CMD ["sh"]' wood ourshop/desk:v1
docker rm wood
docker run --name desk ourshop/desk:v1 sh -c 'echo tidy > /srv/desk; rm /etc/group' || exit 1
