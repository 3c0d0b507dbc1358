docker pull -q busybox
