docker pull -q busybox
docker rm -f till1 till2 2>/dev/null
docker run --name till1 busybox sh -c 'mkdir -p /srv && echo 12.50 > /srv/tea'
docker commit till1 till:step
docker run --name till2 till:step sh -c 'echo 3.20 > /srv/cake'
docker commit till2 ourshop/till:v1
docker rm till1 till2
docker rmi till:step
docker tag ourshop/till:v1 ourshop/till:latest
