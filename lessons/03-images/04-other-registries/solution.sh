# step: short
docker pull docker.io/library/busybox:latest

# step: alias
docker pull registry.hub.docker.com/ubuntu:12.04

# step: mirror
docker pull dl.dockerpool.com:5000/busybox

# step: unknown
docker pull registry.nowhere.example/busybox # fails
docker pull registry.plain.example/busybox # fails
