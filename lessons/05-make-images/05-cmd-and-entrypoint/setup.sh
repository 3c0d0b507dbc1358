docker pull -q busybox
mkdir -p ~/talk
