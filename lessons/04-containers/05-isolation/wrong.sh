# step: hostname
# earns: named
docker exec box hostname
# earns: named/only-name
docker run --name "$room" ubuntu:14.04 hostname

# step: network
# earns: second
docker run ubuntu:14.04 hostname -i
# earns: second
docker run -d --network none ubuntu:14.04 sleep 1000000
