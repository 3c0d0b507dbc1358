# step: leave-a-mark
# earns: mark
sudo touch /srv/visited
# earns: mark/another-container
docker run --name guest ubuntu:14.04 touch /srv/visited
# earns: still-running
docker exec keeper touch /srv/visited
docker kill keeper
# undo:
docker rm keeper
docker run -d --name keeper ubuntu:14.04 sleep 1000
