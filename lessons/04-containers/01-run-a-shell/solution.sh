# step: one-command
docker run ubuntu:14.04 cat /etc/os-release

# step: shell
docker run -t ubuntu:14.04 /bin/bash -c 'ls /'

# step: status
docker run ubuntu:14.04 sh -c 'exit 7' # fails

# step: not-found
docker run ubuntu:14.04 fortune # fails
