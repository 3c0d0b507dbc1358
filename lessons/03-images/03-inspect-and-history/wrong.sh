# step: format
# earns: file/no-file
docker image inspect -f '{{len .RootFS.Layers}}' ubuntu:14.04
# earns: file
docker history -q ubuntu:14.04 | wc -l > layers.txt
# earns: file/empty
docker image inspect -f '{{.Layers}}' ubuntu:14.04 > layers.txt # fails
