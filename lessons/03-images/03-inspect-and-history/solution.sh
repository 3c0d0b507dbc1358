# step: inspect
docker image inspect ubuntu:14.04

# step: history
docker history ubuntu:14.04

# step: format
docker image inspect -f '{{len .RootFS.Layers}}' ubuntu:14.04 > layers.txt
