# Words that are not commands, flags that are not flags
$ docker run --nam x busybox
$ docker run --name=
$ docker run --name= busybox echo x
$ docker run -itd
$ docker run -itq busybox
$ docker run -it=true busybox echo x
$ docker run --rm -i=false busybox echo x
$ docker run - busybox
$ docker run -- busybox echo x
$ docker run --rm -- busybox echo -- y
$ docker run --rm busybox --nosuch
$ docker run --rm -e=A=1 busybox env
$ docker run --rm -eA=1 -eB busybox env
$ docker run --rm --env=A=1 --env B busybox env
$ docker run --rm --memory=32m --memory-swap=-1 busybox echo x
$ docker run --rm --cpus=.5 busybox echo x
$ docker run --rm --cpus= busybox echo x
$ docker run --rm --memory= busybox echo x
$ docker run --rm --publish=8080:80 busybox echo x
$ docker run --rm -p8080:80 busybox echo x
$ docker run --rm --label a --label=b=c -lq=r busybox echo x
$ docker ps -a=false -q
$ docker ps -aq=x
$ docker ps --all=0
$ docker ps --all=t -q
$ docker ps -af name=x -q
$ docker ps -a -n
$ docker ps --last=1 -q
$ docker ps --filter
$ docker ps --format
$ docker ps -
$ docker ps --
$ docker ps -- x
$ docker -x
$ docker --version
$ docker --versio
$ docker -v ps
$ docker --help=false ps -q
$ docker --debug=x ps
$ docker -Dl info ps -q
$ docker help nosuch
$ docker help
$ docker help run nosuch | head -n 3
$ docker help image
$ docker help image nosuch
$ docker nosuch --help
$ docker image nosuch --help
$ docker image --nosuch
$ docker image -x ls
$ docker image ls --help | head -n 2
$ docker container
$ docker container --help | head -n 3
$ docker container run --help | head -n 3
$ docker container nosuch
$ docker system
$ docker system nosuch
$ docker network
$ docker network rm
$ docker network connect x
$ docker network connect x y z
$ docker network disconnect
$ docker network inspect
$ docker network ls x
$ docker volume rm
$ docker volume ls x
$ docker volume create a b
$ docker context
$ docker context nosuch
$ docker plugin
$ docker swarm
$ docker node
$ docker service
$ docker stack
$ docker secret
$ docker config
$ docker manifest nosuch
$ docker trust nosuch
$ docker builder nosuch
$ docker rm
$ docker kill
$ docker restart
$ docker start
$ docker pause
$ docker unpause
$ docker logs
$ docker top
$ docker port
$ docker port a b c
$ docker diff
$ docker export
$ docker import
$ docker attach
$ docker attach a b
$ docker rename a
$ docker update x
$ docker stats x y --nosuch
$ docker stats --no-stream -a
$ docker cp
$ docker events --nosuch
$ docker info extra
$ docker login a b
$ docker logout a b
$ docker pull
$ docker pull a b
$ docker push
$ docker push a b
$ docker pull busybox -q
$ docker pull -a busybox:latest
$ docker pull UPPER
$ docker pull ''
$ docker pull busybox:a:b
$ docker pull busybox@sha256:abc
$ docker pull -a -q busybox
$ docker pull --platform linux/arm64 busybox
$ docker pull --nosuch
$ docker push UPPER
$ docker push -a busybox:latest
$ docker push nosuch/x
$ docker build
$ docker build nosuch
$ docker build - < /dev/null
$ docker build --nosuch .
$ docker build -t UPPER .
$ docker build -t a:b:c .
$ docker build a b
$ docker build --memory x .
$ docker build --ulimit x .
$ docker build --add-host x .
$ docker build --iidfile id - < /dev/null; ls id
$ docker image build
$ docker PS
$ docker Run
$ docker run -IT busybox
$ docker run --RM busybox
$ docker images -F x
$ docker images --filter=dangling=true --quiet
$ docker rmi
$ docker tag a
$ docker tag a b c
$ docker save --output
$ docker load x
$ docker wait
$ docker -H
$ docker --config
$ docker --log-level=debug ps -q
