# Mistakes: wrong arguments, wrong flags, ambiguous and taken names
% docker run -d --name web busybox sleep 1000; docker create --name idle busybox; docker network create net; docker volume create vol
$ docker frob
$ docker container frob
$ docker image frob x
$ docker ps a b
$ docker images a b
$ docker run
$ docker run -d
$ docker run --nosuch busybox
$ docker run -z busybox
$ docker run --name
$ docker run busybox -it sh
$ docker run -p busybox
$ docker run -d --rm --restart always busybox
$ docker run -dit --name web busybox
$ docker run --restart nosuch busybox true
$ docker run --restart on-failure:x busybox true
$ docker run --restart always:3 busybox true
$ docker run --restart on-failure:-1 busybox true
$ docker run BusyBox true
$ docker run busybox: true
$ docker run busybox@sha256:abc true
$ docker run http://busybox true
$ docker run 'busy box' true
$ docker run -e true
$ docker exec -it web
$ docker exec web -it sh
$ docker exec idle ls
$ docker stop
$ docker stop nosuch web -t 0
$ docker stop -t x web
$ docker start
$ docker start -a web idle
$ docker start -i web idle
$ docker restart nosuch idle -t 0
$ docker rm
$ docker rm -f nosuch; echo $?
$ docker rm web nosuch idle
$ docker rm -l web
$ docker rename web
$ docker rename web idle2 x
$ docker rename nosuch y
$ docker rename web 'bad name'
$ docker rename web web
$ docker create --name new busybox > /dev/null; docker rename new web
$ docker kill
$ docker kill -s NOSUCH web
$ docker kill new
$ docker pause new
$ docker unpause web
$ docker wait
$ docker wait nosuch
$ docker port
$ docker port web 80
$ docker port web x
$ docker port nosuch
$ docker top
$ docker top new
$ docker top web -o nosuch
$ docker stats --no-stream nosuch
$ docker diff
$ docker diff nosuch
$ docker commit
$ docker commit web Bad:Name
$ docker commit web a b c
$ docker tag
$ docker tag busybox
$ docker tag busybox Upper
$ docker tag busybox a:b:c
$ docker tag busybox:nosuch x
$ docker tag busybox sha256:abc
$ docker rmi
$ docker rmi nosuch busybox:nosuch
$ docker rmi web
$ docker pull
$ docker pull a b
$ docker push
$ docker save
$ docker save nosuch -o x.tar
$ docker save busybox > /dev/full
$ docker load -i nosuch
$ docker load extra
$ docker load < /dev/null
$ docker import
$ docker import nosuch
$ docker import - a b c
$ docker export
$ docker export nosuch
$ docker export -o /nosuch/x web
$ docker cp web
$ docker build
$ docker build nosuch
$ docker history
$ docker history nosuch
$ docker network
$ docker network create
$ docker network create a b
$ docker network rm
$ docker network connect
$ docker network connect net
$ docker network disconnect net web
$ docker network inspect
$ docker network inspect nosuch net -f '{{.Name}}'
$ docker volume
$ docker volume rm
$ docker volume inspect
$ docker volume inspect nosuch vol -f '{{.Name}}'
$ docker volume prune extra
$ docker system
$ docker system df -x
$ docker update web
$ docker update --restart nosuch web
$ docker update --memory x web
$ docker login a b
$ docker logout a b
$ docker info extra
$ docker events extra
$ docker context use nosuch
$ docker --nosuch ps
$ docker -H nosuch://x ps
$ docker ps --filter
$ docker ps --no-trunc=maybe
$ docker ps -n
$ docker ps --last 2x
$ docker inspect
$ docker inspect web nosuch -f '{{.Name}}'
$ docker attach
$ docker attach idle
$ docker attach web nosuch
