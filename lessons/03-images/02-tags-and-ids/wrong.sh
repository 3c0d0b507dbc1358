# step: two-names
# earns: number
docker pull ubuntu:14.04
# earns: word
docker pull ubuntu:12.04
# undo:
docker rmi ubuntu:14.04

# step: latest
# earns: latest
docker images
# earns: pulled
docker tag ubuntu:12.04 ubuntu

# step: run
# earns: container/removed
docker run --rm ubuntu:12.04 cat /etc/lsb-release
# earns: container/failed
docker run --name typo ubuntu:12.04 cat /etc/lsbrelease # fails
# undo:
docker rm typo
# earns: container
docker images
# earns: container/other-image
docker run ubuntu cat /etc/lsb-release

# step: untag
# earns: precise-gone/other-name
docker rmi ubuntu:12.04
# undo:
docker pull ubuntu:12.04
# earns: precise-gone/a-container
docker rm ubuntu:precise # fails
# earns: precise-gone
docker images
# earns: number-kept
docker rmi -f ubuntu:precise ubuntu:12.04
# undo:
docker pull ubuntu:12.04
docker tag ubuntu:12.04 ubuntu:precise

# step: in-use
# earns: refused/no-container
docker rm $(docker ps -aq)
docker rmi ubuntu:12.04
# undo:
docker run ubuntu:12.04 true
# earns: refused
docker images
# earns: refused/forced
docker rmi -f ubuntu:12.04
# undo:
docker pull ubuntu:12.04
