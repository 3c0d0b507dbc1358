docker pull -q ubuntu:14.04
docker rm -f keeper 2>/dev/null
docker run -d --name keeper ubuntu:14.04 sh -c "
  echo 'the keeper is awake'
  echo 'ticket $ticket'
  echo 'waiting for visitors'
  mkdir /srv/shelf && touch /srv/shelf/$room
  exec sleep 1000000" || exit 1
