# step: short
# earns: image
docker pull docker.io/library/alpine:latest

# step: alias
# earns: image
docker images
# earns: image/short-name
docker pull ubuntu:12.04

# step: mirror
# earns: image
docker images
# earns: image/no-port
docker pull dl.dockerpool.com/busybox # fails

# step: unknown
# earns: nowhere
docker pull busybox
# earns: plain
docker pull registry.nowhere.example/busybox # fails
