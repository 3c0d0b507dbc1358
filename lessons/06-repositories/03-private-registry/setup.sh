docker pull -q busybox
docker pull -q registry:2
docker tag busybox recipe
