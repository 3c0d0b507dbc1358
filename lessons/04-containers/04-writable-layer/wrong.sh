# step: two
# earns: left/ended
docker run -d --name left ubuntu:14.04
docker wait left
# undo:
docker rm left
# earns: left
docker run --name right ubuntu:14.04 true
# undo:
docker rm right
# earns: right
docker run -d --name left ubuntu:14.04 sleep 1000000
# earns: same-image
docker tag ubuntu:14.04 mine
docker commit left mine
docker run -d --name right mine sleep 1000000
# undo:
docker rm -f left right
# earns: same-image
docker run -d --name left mine sleep 1000000
docker run -d --name right mine sleep 1000000
# undo:
docker rm -f left right

# step: write
# earns: note/on-machine
docker exec left echo mine > note
# earns: note
docker exec left ls /srv
# earns: file
docker exec left mkdir /srv/note
# undo:
docker exec left rmdir /srv/note
# earns: note/in-right
docker exec right sh -c 'echo mine > /srv/note'
# undo:
docker exec right rm /srv/note
# earns: note/on-machine
sudo sh -c 'docker exec left echo mine > /srv/note'
# undo:
sudo rm /srv/note

# step: change-and-delete
# earns: changed
docker exec left rm /etc/group
# earns: changed/deleted
docker exec left rm /etc/os-release
# undo:
docker rm -f left
docker run -d --name left ubuntu:14.04 sleep 1000000
docker exec left touch /srv/note
# earns: deleted
docker exec left sh -c 'echo hello >> /etc/os-release'

# step: lost
# earns: empty
docker restart -t 0 left
# earns: new-left
docker rm -f left
