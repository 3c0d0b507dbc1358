# step: install
# earns: installed/not-root
yum install -y docker # fails
# earns: installed/other-tool
sudo apt-get install -y docker # fails
# earns: installed/other-name
sudo yum install -y docker-ce # fails
# earns: installed
yum list docker
# earns: installed
cat /etc/redhat-release

# step: start
# earns: running/order
sudo service start docker # fails
# earns: running/systemctl-order
sudo systemctl docker start # fails
# earns: running/other-name
sudo service dockerd start # fails
# earns: running/not-root
service docker start # fails
# earns: running
sudo docker ps # fails

# step: enable
# earns: enabled/not-root
chkconfig docker on # fails
# earns: enabled/order
sudo chkconfig on docker # fails
# earns: enabled
sudo service docker status

# step: hello
# earns: ran/no-sudo
docker run hello-world # fails
# earns: ran
sudo docker ps
