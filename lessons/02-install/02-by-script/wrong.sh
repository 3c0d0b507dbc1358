# step: read
# earns: saved/no-file
curl -sSL https://get.docker.com/ubuntu/
# earns: saved
echo hello > install.sh

# step: run
# earns: installed/not-root
sudo curl -sSL https://get.docker.com/ubuntu/ | sh # fails
# earns: installed/not-root
sh install.sh # fails
# earns: installed
cat install.sh

# step: hello
# earns: ran/no-sudo
docker run hello-world # fails
# earns: ran
sudo docker version
