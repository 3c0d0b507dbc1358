# step: read
curl -sSL https://get.docker.com/ubuntu/ -o install.sh

# step: run
curl -sSL https://get.docker.com/ubuntu/ | sudo sh

# step: hello
sudo docker run hello-world
