docker pull -q ubuntu:14.04
docker rm -f box 2>/dev/null
docker run -d --name box ubuntu:14.04 sleep 1000000
