# step: read
# earns: saved/no-file
curl -sSL https://get.docker.com/ubuntu/
# earns: saved
echo hello > install.sh

# step: run
# earns: installed
cat install.sh

# step: hello
# earns: ran
sudo docker version
