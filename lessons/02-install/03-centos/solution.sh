# step: install
sudo yum install -y docker

# step: start
sudo service docker start

# step: enable
sudo chkconfig docker on

# step: hello
sudo docker run hello-world
