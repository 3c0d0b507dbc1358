# step: logs
docker logs keeper

# step: processes
docker top keeper

# step: look-inside
docker exec keeper ls /srv/shelf

# step: leave-a-mark
docker exec keeper touch /srv/visited
