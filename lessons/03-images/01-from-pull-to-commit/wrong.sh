# step: pull
docker pull ubuntu:99.99

# step: note
sudo sh -c 'echo hello > /srv/note'

# step: commit
docker commit noted ouruser/noted
