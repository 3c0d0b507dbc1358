# step: pull
# earns: image/other-image
docker pull busybox

# step: note
# earns: note/other-image
docker run --name other busybox true
# undo:
docker rm other
# earns: note/on-machine
sudo sh -c 'echo hello > /srv/note'
# undo:
sudo rm /srv/note
# earns: note/removed
docker run -d --rm --name gone ubuntu:14.04 sh -c 'echo hello > /srv/note; sleep 1000000'
# undo:
docker rm -f gone
# earns: note/removed
docker run --rm ubuntu:14.04 sh -c 'echo hello > /srv/note'
# earns: note/no-note
docker run --name forgetful ubuntu:14.04 true

# step: commit
# earns: image/no-name
docker commit noted
# undo:
docker image prune -f
# earns: image/no-tag
docker commit noted ouruser/noted
# earns: content
docker commit forgetful ouruser/noted:v1
# undo:
docker rmi ouruser/noted:v1
