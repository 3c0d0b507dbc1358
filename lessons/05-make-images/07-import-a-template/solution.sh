# step: download
wget -q https://download.openvz.org/template/precreated/ubuntu-14.04-x86_64-minimal.tar.gz

# step: import
sudo cat ubuntu-14.04-x86_64-minimal.tar.gz | sudo docker import - ubuntu:14.04-min

# step: run
docker run ubuntu:14.04-min cat /etc/lsb-release
