# Missing and surplus arguments, near-miss flags and flags in odd places, the exit status of each
% export DOCKER_BUILDKIT=0; docker run -d --name one busybox sleep 1000; docker create --name two busybox echo two; docker volume create vol; docker network create net; echo x > file
$ docker run
$ docker run --rm
$ docker run -it
$ docker run --name
$ docker run --rm --nmae x busybox true
$ docker run --rm --detatch busybox true
$ docker run -dx busybox true
$ docker run -p busybox
$ docker run --rm -e busybox true
$ docker run --rm --memory busybox true
$ docker run --rm --memory=lots busybox true
$ docker run --rm --cpus=two busybox true
$ docker run --rm --publish 80:80:80:80 busybox true
$ docker run --rm --pull=sometimes busybox true
$ docker run --rm --rm=maybe busybox true
$ docker run --rm --stop-timeout=x busybox true
$ docker run --rm --ulimit nofile=x busybox true
$ docker run --rm --ulimit nosuch=1 busybox true
$ docker run --rm --restart=sometimes busybox true
$ docker run --restart=on-failure:x busybox true
$ docker run --restart=always:3 busybox true
$ docker run --rm --add-host bad busybox true
$ docker run --rm --add-host a:b:c busybox true
$ docker run --rm --attach nosuch busybox true
$ docker run --rm --device /nosuch busybox true
$ docker run --rm --device /dev/null:/dev/x:q busybox true
$ docker run --rm --env-file nosuch busybox true
$ docker run --rm --label-file nosuch busybox true
$ docker run --rm --tmpfs rel busybox true
$ docker run --rm -v rel:rel busybox true
$ docker run --rm -v :/x busybox true
$ docker run --rm -v a:/b:c:d busybox true
$ docker run --rm --mount target=/x,type=odd busybox true
$ docker run --rm --mount x busybox true
$ docker run --rm --mount type=bind,src=/nosuch,dst=/x busybox true
$ docker run --rm --mount type=volume,dst=/x,nosuch=1 busybox true
$ docker run --rm --network busybox
$ docker run --rm --network nosuch busybox true
$ docker run --rm --network none --network bridge busybox true
$ docker run --rm --ip 1.2.3.4 busybox true
$ docker run --rm --mac-address zz busybox true
$ docker run --rm --link nosuch busybox true
$ docker run --rm --link one:a:b busybox true
$ docker run --rm --user busybox
$ docker run --rm -u nosuch busybox true
$ docker run --rm -u 1:nosuch busybox true
$ docker run --rm -w rel busybox pwd
#! timeout 90
$ docker run --rm --log-driver nosuch busybox true
$ docker run --rm --log-opt max-size busybox true
$ docker run --rm --log-opt nosuch=1 busybox true
$ docker run --rm --gpus all busybox true
$ docker run --rm --runtime nosuch busybox true
$ docker run --rm --isolation hyperv busybox true
$ docker run --rm --platform nosuch busybox true
$ docker exec
$ docker exec one
$ docker exec nosuch true
$ docker exec two true
$ docker exec -x one true
$ docker exec --usr a one true
$ docker exec -w one pwd
$ docker exec -d -e A=1 -w /tmp -u nobody --privileged one sh -c 'echo $A $(pwd) $(id -u) > /tmp/exec-d'
% sleep 0.5
$ docker exec one cat /tmp/exec-d
$ docker exec -w /nosuch one true
$ docker exec -u nosuch one true
$ docker exec one nosuch
$ docker exec one /etc/passwd
$ docker start
$ docker start nosuch
$ docker start -a one two
$ docker start -a nosuch
$ docker start --checkpoint x two
$ docker start -i one two
$ docker stop
$ docker stop -t
$ docker stop -t x one
$ docker stop --time=-1 nosuch
$ docker restart
$ docker restart nosuch -t 1
$ docker kill
$ docker kill -s
$ docker kill -s NOPE one
$ docker kill two
$ docker logs
$ docker logs one two
$ docker logs -n x one
$ docker logs --tail
$ docker logs --since x one
$ docker logs --until y one
$ docker logs --folow one
$ docker rm
$ docker rm one
$ docker rm -l one
$ docker rm -f
$ docker rm nosuch
$ docker rm -fl nosuch
$ docker rm --forc one
$ docker rmi
$ docker rmi nosuch
$ docker rmi -fx busybox
$ docker cp
$ docker cp file
$ docker cp file file
$ docker cp one:/a two:/b
$ docker cp file nosuch:/x
$ docker cp one:/nosuch .
$ docker cp nosuchfile one:/
$ docker cp a b c
$ docker cp - file
$ docker cp file one:
$ docker commit
$ docker commit nosuch
$ docker commit one UP
$ docker commit one a b
$ docker commit -c
$ docker commit -c 'NOPE x' one
$ docker commit --pause=x one
$ docker tag
$ docker tag busybox
$ docker tag busybox a b
$ docker tag nosuch a
$ docker tag busybox :x
$ docker tag busybox a:
$ docker tag busybox a@b
$ docker tag busybox sha256:x
$ docker save
$ docker save nosuch
$ docker save -o
$ docker save -o /nosuch/x busybox
$ docker load -i nosuch
$ docker load x
$ docker load < file
$ docker import
$ docker import nosuch.tar
$ docker export
$ docker export nosuch
$ docker export one two
$ docker pull
$ docker pull a b
$ docker pull UP
$ docker pull -a busybox:latest
$ docker pull busybox@sha256:x
$ docker push
$ docker push nosuch
$ docker push -a busybox:latest
$ docker push a b
$ docker inspect
$ docker inspect nosuch
$ docker inspect -f
$ docker inspect -f '{{.Nosuch}}' one
$ docker inspect --type odd one
$ docker inspect --type image one
$ docker inspect -s -f '{{.SizeRw}} {{.SizeRootFs}}' one | cut -d' ' -f 1
$ docker inspect one nosuch -f '{{.Name}}'
$ docker ps one
$ docker ps -n x
$ docker ps -f x
$ docker ps -f odd=1
$ docker ps --formt x
$ docker ps --format '{{.Nosuch}}'
$ docker ps --format '{{'
$ docker images a b
$ docker images -f x=y
$ docker network create
$ docker network create a b
#! timeout 90
$ docker network create -d nosuch z
$ docker network connect net
$ docker network connect nosuch one
$ docker network connect net nosuch
$ docker network disconnect net one
$ docker network rm
$ docker network rm bridge
$ docker volume create a b
#! timeout 90
$ docker volume create -d nosuch x
$ docker volume create 'a b'
$ docker volume inspect
$ docker volume inspect nosuch
$ docker volume rm
$ docker volume rm nosuch
$ docker volume rm -f nosuch
$ docker volume prune x
$ docker wait
$ docker wait nosuch
$ docker top
$ docker top two
$ docker top nosuch
$ docker top one -nosuch
$ docker port
$ docker port nosuch
$ docker port one 80
$ docker port one x
$ docker diff
$ docker diff nosuch
$ docker attach
$ docker attach two
$ docker attach nosuch
$ docker update
$ docker update one
$ docker update -m x one
$ docker update -m 1 one
$ docker update --cpus nosuch one
$ docker update --nosuch one
$ docker rename
$ docker rename one
$ docker rename one two
$ docker rename nosuch x
$ docker pause
$ docker pause two
$ docker unpause one
$ docker nosuch
$ docker --nosuch ps
$ docker -x
$ docker ps --
$ docker -H
$ docker -H tcp://nosuch:x ps
$ docker --context nosuch ps
$ docker -l odd ps
$ docker version x
$ docker info x
$ docker events x
$ docker build
$ docker build a b
$ docker build nosuch
$ docker build -f nosuch .
$ docker build -t UP .
$ docker context use nosuch
$ docker context create
$ docker context rm default
$ docker context inspect nosuch
$ docker login a b
$ docker logout a b
$ docker search
$ docker search a b
