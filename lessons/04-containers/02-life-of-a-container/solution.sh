# step: background
docker run -d --name clock ubuntu:14.04 sh -c 'while true; do date; sleep 1; done'

# step: name-taken
docker run -d --name clock ubuntu:14.04 date # fails

# step: stop
docker stop -t 0 clock

# step: start
docker start clock

# step: remove
docker rm -f clock
