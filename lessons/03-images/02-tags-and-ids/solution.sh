# step: two-names
docker pull ubuntu:12.04
docker pull ubuntu:precise

# step: latest
docker pull ubuntu

# step: run
docker run ubuntu:12.04 cat /etc/lsb-release

# step: untag
docker rmi ubuntu:precise

# step: in-use
docker rmi ubuntu:12.04 # fails
