# step: hello
# earns: ran
docker run busybox true
# undo:
docker rm $(docker ps -aq)
# earns: ran/removed
docker run --rm hello-world
# undo:
docker rmi hello-world
# earns: ran/only-pulled
docker pull hello-world

# step: again
# earns: twice
docker ps -a
# earns: twice/started
docker start $(docker ps -aq)

# step: another
# earns: echoed
echo hello
# earns: echoed/removed
docker run --rm busybox echo hello
# earns: echoed/other-command
docker run busybox ls /
