# step: one
docker run -d busybox sleep 1000000

# step: hundred
for i in $(seq 99); do docker run -d busybox sleep 1000000 > /dev/null; done

# step: shared
docker system df

# step: clean-up
docker rm -f $(docker ps -aq)
