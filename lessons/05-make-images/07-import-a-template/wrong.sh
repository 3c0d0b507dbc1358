# step: download
# earns: file/no-file
wget -q https://download.openvz.org/template/precreated/ubuntu-14.04.tar.gz # fails
# earns: file
echo hello > ubuntu-14.04-x86_64-minimal.tar.gz
# undo:
rm ubuntu-14.04-x86_64-minimal.tar.gz

# step: import
# earns: image
sudo cat ubuntu-14.04-x86_64-minimal.tar.gz | sudo docker import ubuntu:14.04-min # fails
# earns: image/no-name
tar c .profile | docker import -
# earns: whole
docker import - ubuntu:14.04-min < /dev/null
# undo:
docker rmi ubuntu:14.04-min

# step: run
# earns: ran
docker images
# earns: ran/no-command
docker run ubuntu:14.04-min # fails
