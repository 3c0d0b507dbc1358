# step: one
# earns: one
docker pull busybox
# earns: one/ended
docker run -d --name short busybox true
docker wait short

# step: hundred
# earns: hundred
docker run -d busybox sleep 1000000

# step: clean-up
# earns: none-left
docker rm -f $(docker ps -q | head -n 5)
# earns: none-left/only-stopped
docker kill $(docker ps -q)
