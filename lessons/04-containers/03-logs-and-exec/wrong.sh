# step: leave-a-mark
# earns: mark/on-machine
sudo touch /srv/visited
# undo:
sudo rm /srv/visited
# earns: mark/another-container
docker run --name guest ubuntu:14.04 touch /srv/visited
# earns: still-running
docker exec keeper touch /srv/visited
docker kill keeper
# undo:
docker start keeper
docker exec keeper rm /srv/visited
# earns: file
docker exec keeper mkdir /srv/visited
# undo:
docker exec keeper rmdir /srv/visited
