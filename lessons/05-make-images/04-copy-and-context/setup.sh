docker pull -q busybox
head -c 5000000 /dev/urandom > ~/site/video.raw
