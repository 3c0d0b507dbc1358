# step: one-command
# earns: ran/no-command
docker run --name bare ubuntu:14.04
# undo:
docker rm bare
# earns: ran/on-machine
cat /etc/os-release
# earns: ran/removed
docker run --rm ubuntu:14.04 cat /etc/os-release
# earns: ran/failed
docker run ubuntu:14.04 cat /etc/os-releases # fails

# step: shell
# earns: terminal
docker run ubuntu:14.04 ls /
# earns: terminal/removed
docker run --rm -t ubuntu:14.04 /bin/bash -c 'ls /'
# earns: terminal/no-terminal
docker run ubuntu:14.04 /bin/bash
# earns: left
docker run -dt --name open ubuntu:14.04 /bin/bash
# undo:
docker rm -f open

# step: status
# earns: seven/words
docker run --name words ubuntu:14.04 exit 7 # fails
docker run ubuntu:14.04 sh -c exit 7 # fails
# undo:
docker rm words
# earns: seven/removed
docker run --rm ubuntu:14.04 sh -c 'exit 7' # fails
# earns: seven/on-machine
sh -c 'exit 7' # fails
# earns: seven
docker run ubuntu:14.04 sh -c 'exit 8' # fails

# step: not-found
# earns: not-found/no-image
docker run fortune # fails
# earns: not-found/removed
docker run --rm ubuntu:14.04 fortune # fails
# earns: not-found
docker run ubuntu:14.04 false # fails
# earns: not-found/not-executable
docker run ubuntu:14.04 /etc # fails
