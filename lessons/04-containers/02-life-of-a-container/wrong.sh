# step: background
# earns: running/flag-last
docker run -d ubuntu:14.04 --name clock sh -c 'while true; do date; sleep 1; done' # fails
# undo:
docker rm $(docker ps -lq)
# earns: running/other-name
docker run -d --name watch ubuntu:14.04 sleep 1000
# earns: running/ended
docker run -d --name clock ubuntu:14.04 date
docker wait clock
# undo:
docker rm clock

# step: name-taken
# earns: refused
docker ps
# earns: refused/other-image
docker run -d --name clock ubuntu:14 date # fails
# earns: refused/other-name
docker run -d --name clock2 ubuntu:14.04 date

# step: stop
# earns: stopped
docker ps -a
# earns: stopped/paused
docker pause clock
# undo:
docker unpause clock
# earns: stopped/removed
docker rm -f clock
# undo:
docker run -d --name clock ubuntu:14.04 sh -c 'while true; do date; sleep 1; done'

# step: start
# earns: again/an-image
docker run clock # fails
# earns: again
docker ps -a
# earns: again/made-anew
docker rm clock
docker run -d --name clock ubuntu:14.04 sleep 1000
# undo:
docker kill clock

# step: remove
# earns: gone/an-image
docker rmi clock # fails
# earns: gone
docker rm clock # fails
# earns: gone/only-stopped
docker kill clock
