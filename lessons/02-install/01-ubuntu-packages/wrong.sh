# step: without
# earns: tried
ls /usr/bin

# step: key
# earns: key
sudo apt-get install apt-transport-https
# earns: key/not-root
apt-key adv --keyserver hkp://keyserver.ubuntu.com:80 --recv-keys 36A1D7869245C8950F966E92D8576A8BA88D21E9 # fails

# step: list
# earns: line/no-file
ls /etc/apt/sources.list.d
# earns: line/own-shell
sudo echo deb https://get.docker.io/ubuntu docker main > /etc/apt/sources.list.d/docker.list # fails
# earns: line/own-shell
sudo bash -c echo deb https://get.docker.io/ubuntu docker main > /etc/apt/sources.list.d/docker.list # fails
# earns: line/not-root
echo deb https://get.docker.io/ubuntu docker main | tee /etc/apt/sources.list.d/docker.list # fails
# earns: line/other-ending
echo deb https://get.docker.io/ubuntu docker main | sudo tee /etc/apt/sources.list.d/docker
# undo:
sudo rm /etc/apt/sources.list.d/docker
# earns: line
sudo bash -c "echo https://get.docker.io/ubuntu > /etc/apt/sources.list.d/docker.list"

# step: update
# earns: known/not-root
apt-get update # fails
# earns: known
sudo apt-get install -y lxc-docker # fails

# step: install
# earns: installed/not-root
apt-get install -y lxc-docker # fails
# earns: installed/other-name
sudo apt-get install -y docker-engine # fails
# earns: installed
apt-cache show lxc-docker

# step: hello
# earns: ran
sudo docker version
# earns: ran/no-sudo
docker run hello-world # fails
