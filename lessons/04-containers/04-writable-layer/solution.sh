# step: two
docker run -d --name left ubuntu:14.04 sleep 1000000
docker run -d --name right ubuntu:14.04 sleep 1000000

# step: write
docker exec left sh -c 'echo mine > /srv/note'

# step: change-and-delete
docker exec left sh -c 'echo hello >> /etc/os-release; rm /etc/group'

# step: diff
docker diff left

# step: lost
docker rm -f left
docker run -d --name left ubuntu:14.04 sleep 1000000
