# step: small
# earns: image
docker images
# earns: image/other
docker pull hello-world

# step: layers
# earns: image
docker pull alpine
# earns: image/other-tag
docker tag busybox ubuntu:latest
# undo:
docker rmi ubuntu:latest

# step: again
# earns: pulled-again
docker images
# earns: pulled-again/failed
docker pull ubuntu:14.004 # fails

# step: digest
# earns: by-digest
docker images --digests
# earns: by-digest/removed
docker run --rm $(docker image inspect -f '{{index .RepoDigests 0}}' ubuntu:14.04) true
# earns: by-digest/by-tag
docker run ubuntu:14.04 cat /etc/os-release

# step: missing
# earns: no-tag
docker images
# earns: no-tag/no-name
docker pull # fails
# earns: no-tag/no-name
docker pull ubuntu: # fails
# earns: no-tag/no-name
docker pull ubuntu 14.4 # fails
# earns: no-tag/no-name
docker pull Ubuntu:14.4 # fails
# earns: no-tag/worked
docker pull alpine
# earns: no-repository
docker pull ubuntu:14.4 # fails
