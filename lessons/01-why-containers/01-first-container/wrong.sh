# step: hello
# earns: ran
docker run busybox true
# undo:
docker rm $(docker ps -aq)
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
# earns: echoed/other-command
docker run busybox ls /
