# step: format
# earns: file/list
docker image inspect -f '{{json .RootFS.Layers}}' ubuntu:14.04 > layers.txt
# undo:
rm layers.txt
# earns: file/no-file
docker image inspect -f '{{len .RootFS.Layers}}' ubuntu:14.04
# earns: file
docker history -q ubuntu:14.04 | wc -l > layers.txt
# earns: file/empty
docker image inspect -f '{{.Layers}}' ubuntu:14.04 > layers.txt # fails
