# step: small
docker pull busybox

# step: layers
docker pull ubuntu:14.04

# step: again
docker pull ubuntu:14.04

# step: digest
docker run $(docker image inspect -f '{{index .RepoDigests 0}}' ubuntu:14.04) cat /etc/os-release

# step: missing
docker pull ubuntu:14.4 # fails
docker pull ubunut # fails
