# step: pull
docker pull ubuntu:14.04

# step: note
docker run --name noted ubuntu:14.04 /bin/bash -c 'echo hello > /srv/note'

# step: commit
docker commit -m "Added a note" -a "Docker Newbee" noted ouruser/noted:v1
