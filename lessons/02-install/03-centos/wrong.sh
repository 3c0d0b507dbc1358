# step: install
# earns: installed
yum install -y docker # fails

# step: start
# earns: running
sudo docker ps # fails

# step: enable
# earns: enabled
sudo service docker status

# step: hello
# earns: ran
sudo docker ps
