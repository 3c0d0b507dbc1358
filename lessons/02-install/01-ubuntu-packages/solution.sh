# step: without
docker ps # fails

# step: key
sudo apt-key adv --keyserver hkp://keyserver.ubuntu.com:80 --recv-keys 36A1D7869245C8950F966E92D8576A8BA88D21E9

# step: list
sudo bash -c "echo deb https://get.docker.io/ubuntu docker main > /etc/apt/sources.list.d/docker.list"

# step: update
sudo apt-get update

# step: install
sudo apt-get install -y lxc-docker

# step: hello
sudo docker run hello-world
