# step: hello
docker run hello-world

# step: again
docker run hello-world

# step: another
docker run busybox echo hello from $learner
