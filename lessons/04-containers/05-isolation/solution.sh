# step: processes
docker exec box ps -e

# step: hostname
docker run -h "$room" ubuntu:14.04 hostname

# step: network
docker run -d ubuntu:14.04 sleep 1000000

# step: kernel
docker exec box uname -r
