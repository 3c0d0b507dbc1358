# Wrong flags, wrong counts of words and wrong values for every command
% docker run -d --name cc busybox sleep 1000; docker volume create vo; docker network create ne
$ docker attach --nosuch
$ docker commit --nosuch
$ docker cp --nosuch
$ docker create --nosuch
$ docker diff --nosuch
$ docker events --nosuch
$ docker exec --nosuch
$ docker export --nosuch
$ docker history --nosuch
$ docker images --nosuch
$ docker import --nosuch
$ docker info --nosuch
$ docker inspect --nosuch
$ docker kill --nosuch
$ docker load --nosuch
$ docker login --nosuch
$ docker logout --nosuch
$ docker logs --nosuch
$ docker pause --nosuch
$ docker port --nosuch
$ docker ps --nosuch
$ docker pull --nosuch
$ docker push --nosuch
$ docker rename --nosuch
$ docker restart --nosuch
$ docker rm --nosuch
$ docker rmi --nosuch
$ docker run --nosuch
$ docker save --nosuch
$ docker search --nosuch
$ docker start --nosuch
$ docker stats --nosuch
$ docker stop --nosuch
$ docker tag --nosuch
$ docker top --nosuch
$ docker unpause --nosuch
$ docker update --nosuch
$ docker version --nosuch
$ docker wait --nosuch
$ docker container ls --nosuch
$ docker container prune --nosuch
$ docker image ls --nosuch
$ docker image prune --nosuch
$ docker image rm --nosuch
$ docker network create --nosuch
$ docker network ls --nosuch
$ docker network rm --nosuch
$ docker network prune --nosuch
$ docker network inspect --nosuch
$ docker volume create --nosuch
$ docker volume ls --nosuch
$ docker volume rm --nosuch
$ docker volume prune --nosuch
$ docker volume inspect --nosuch
$ docker system df --nosuch
$ docker system prune --nosuch
$ docker system info --nosuch
$ docker system events --nosuch
$ docker context ls --nosuch
$ docker context create --nosuch
$ docker context use --nosuch
$ docker context rm --nosuch
$ docker context show --nosuch
$ docker context inspect --nosuch
$ docker context update --nosuch
$ docker context export --nosuch
$ docker context import --nosuch
$ docker manifest inspect --nosuch
$ docker plugin ls --nosuch
$ docker plugin install --nosuch
$ docker node ls --nosuch
$ docker service ls --nosuch
$ docker stack ls --nosuch
$ docker secret ls --nosuch
$ docker config ls --nosuch
$ docker trust inspect --nosuch
$ docker checkpoint ls --nosuch
$ docker -x
$ docker --nosuch ps
$ docker ps -z
$ docker ps -aqz
$ docker ps extra
$ docker ps -n
$ docker ps -n x
$ docker ps --last=
$ docker ps --all=maybe
$ docker ps --filter
$ docker images a b
$ docker run
$ docker run -it
$ docker run -p
$ docker run -px busybox
$ docker run --name
$ docker run --name=a
$ docker run -e
$ docker run --memory=1x busybox
$ docker run --cpus=x busybox
$ docker run --cpu-shares=x busybox
$ docker run --pids-limit=x busybox
$ docker run --oom-score-adj=5000 busybox
$ docker run --oom-score-adj=x busybox
$ docker run --memory-swappiness=101 busybox true
$ docker run --blkio-weight=5 busybox true
$ docker run --blkio-weight=70000 busybox true
$ docker run --blkio-weight-device=x busybox true
$ docker run --device-read-bps=/dev/x busybox true
$ docker run --device-read-bps=/dev/null:x busybox true
$ docker run --device-cgroup-rule=x busybox true
$ docker run --device=x busybox true
$ docker run --device=/dev/null:/dev/n:xyz busybox true
$ docker run --gpus=x busybox true
$ docker run --gpus=all busybox true
$ docker run --ipc=nosuch busybox true
$ docker run --ipc=container:nosuch busybox true
$ docker run --ipc=container: busybox true
$ docker run --pid=x busybox true
$ docker run --uts=x busybox true
$ docker run --userns=x busybox true
$ docker run --cgroupns=x busybox true
$ docker run --cgroup-parent=/x --rm busybox echo in
$ docker run --isolation=x busybox true
$ docker run --runtime=x busybox true
$ docker run --annotation x busybox true
$ docker run --annotation a=b --rm busybox echo annotated
$ docker run --storage-opt x busybox true
$ docker run --storage-opt size=1g busybox true
$ docker run --stop-signal '' --rm busybox echo none
$ docker run --link cc:x:y busybox true
$ docker run --link cc: --rm busybox true
$ docker run --link :x busybox true
$ docker run -p 80:80:80:80 busybox true
$ docker run -p x:80 busybox true
$ docker run -p 80:x busybox true
$ docker run -p 70000:80 busybox true
$ docker run -p 80-82:80-81 busybox true
$ docker run -p 80/odd busybox true
$ docker run -p 1.2.3:80:80 busybox true
$ docker run -p '' busybox true
$ docker run -p ::80 --rm busybox echo fine
$ docker run -p '[::1]:8199:80' --rm busybox echo v6
$ docker run -p 8190-8195:80 --rm busybox echo range
$ docker run -p published=8181,target=80,protocol=tcp --rm busybox echo long
$ docker run -p target=x busybox true
$ docker run -p target=80,odd=1 busybox true
$ docker run --expose x busybox true
$ docker run --expose 80-70 busybox true
$ docker run --expose 80/odd busybox true
$ docker run --publish-all=x busybox true
$ docker run --pull= busybox true
$ docker run --platform=a/b/c/d busybox true
$ docker run --detach-keys=ctrl-1 -it busybox true
$ docker run --detach-keys=ctrl-1 busybox true
$ docker run -d -a stdout busybox true
$ docker run -d --attach stdout --name da busybox true
$ docker run --privileged=x busybox true
$ docker run --cidfile= --rm busybox echo nofile
$ docker run --help=x
$ docker run --read-only=x busybox
$ docker run --no-healthcheck --health-cmd=x busybox true
$ docker run busybox@sha256:abc true
$ docker run busybox: true
$ docker run :latest true
$ docker run http://busybox true
$ docker run busybox/ true
$ docker run -- -x
$ docker run ./busybox true
$ docker create
$ docker create --nosuch busybox
$ docker create --name cc busybox
$ docker create -v /nosuch:relative --name cc busybox
$ docker create --mount type=bind,src=/nosuch,dst=/x --name cc busybox
$ docker create --network nosuch --name cc busybox
$ docker exec -x cc ls
$ docker exec cc
$ docker exec --env x
$ docker exec --index 1 cc ls
$ docker kill
$ docker kill cc nosuch -s NOSUCH
$ docker stop
$ docker stop --time x cc
$ docker stop --timeout x cc
$ docker restart -s NOSUCH cc
$ docker logs --tail
$ docker logs cc --since
$ docker inspect
$ docker inspect --type x cc
$ docker inspect --type cc cc
$ docker inspect -f '{{' cc
$ docker inspect -f '' cc | head -n 2
$ docker inspect -f json cc | cut -c 1-7
$ docker inspect -s busybox | grep -c Size
$ docker inspect '' 
$ docker inspect cc '' nosuch -f '{{.Name}}'
$ docker tag
$ docker tag busybox
$ docker tag busybox X
$ docker tag busybox a@sha256:0000000000000000000000000000000000000000000000000000000000000000
$ docker tag nosuch x
$ docker tag busybox ''
$ docker tag '' x
$ docker rmi
$ docker rmi nosuch busybox:nosuch
$ docker rmi ''
$ docker rmi Bad
$ docker rmi -f --no-prune nosuch
$ docker pull
$ docker pull a b
$ docker pull -a busybox:latest
$ docker pull busybox@sha256:abc
$ docker pull busybox:
$ docker pull Busybox
$ docker pull -q nosuch
$ docker pull localhost:5000/nosuch
$ docker pull --platform x busybox
$ docker pull --platform linux/arm64 busybox 2>&1 | tail -n 1
$ docker pull --disable-content-trust=x busybox
$ docker push
$ docker push busybox:nosuch
$ docker push nosuch
$ docker push -a busybox:latest
$ docker push -a nosuch
$ docker push localhost:5000/nosuch
$ docker push x@sha256:0000000000000000000000000000000000000000000000000000000000000000
$ docker search
$ docker search --limit x a
$ docker search --limit 200 a
$ docker search --filter x a
$ docker search --filter nosuch=1 a
$ docker search --filter stars=x a
$ docker search -f is-official=x a
$ docker login -u a
$ docker login -p b
$ docker login -u a -p b --password-stdin
$ docker login --password-stdin
$ docker login -u a --password-stdin </dev/null
$ docker login -u a -p b localhost:5000
$ docker login a b
$ docker login -u '' -p x localhost:5000
$ docker logout a b
$ docker logout localhost:5000
$ docker logout localhost:5000
$ docker logout
$ docker volume
$ docker volume nosuch
$ docker volume create -o x
$ docker volume create -o '' vv
$ docker volume create -l ''
$ docker volume create --driver
$ docker network nosuch
$ docker network connect --ip x ne cc
$ docker network connect --ip 1.2.3.4 ne cc
$ docker network connect --driver-opt x ne cc
$ docker network connect --gw-priority x ne cc
$ docker network create --subnet x y
$ docker network create --opt x y
$ docker network create --label '' y
$ docker network create --ipv6 --subnet fd00::/64 --subnet fd00:0:0:1::/64 y
$ docker network create --aux-address x y
$ docker network create --gateway 10.0.0.1 --gateway 10.0.0.2 --subnet 10.0.0.0/24 y
$ docker network create --ip-range 10.0.0.0/25 y
$ docker container
$ docker container nosuch
$ docker container ls nosuch
$ docker image nosuch
$ docker system nosuch
$ docker system prune -f --filter x
$ docker system df --format '{{.Nosuch}}'
$ docker system df --nosuch
$ docker context nosuch
$ docker context create
$ docker context create default
$ docker context create 'a b'
$ docker context create x --docker host=nonsense
$ docker context create x --docker host=ftp://x
$ docker context create x --docker nosuch=1
$ docker context create x --docker host
$ docker context create x --from nosuch
$ docker context create ok --description 'a <b> & c' --docker host=tcp://1.2.3.4:5
$ docker context create ok
$ docker context inspect ok | grep -e Desc -e Host
$ docker context ls --format '{{.Name}} {{.Description}} {{.DockerEndpoint}} {{.Current}}'
$ docker context update nosuch
$ docker context update ok --description new
$ docker context export ok - | tar t
$ docker context export ok ok.ctx
$ docker context export ok ok.ctx
$ docker context export nosuch
$ docker context import two ok.ctx
$ docker context import two ok.ctx
$ docker context import three nosuch
$ docker context use nosuch
$ docker context rm default
$ docker context rm nosuch ok two
$ docker --context nosuch ps
$ docker -c nosuch -H tcp://x ps
$ docker -H x://y ps
$ docker -H tcp://127.0.0.1:1 ps
$ docker -H unix:///nosuch ps
$ docker -l x ps
$ docker --log-level
$ docker -D version --format '{{.Client.Version}}'
$ docker --tlsverify -H tcp://127.0.0.1:1 ps
$ docker --tlscacert nosuch ps
$ docker --config nosuch ps -q | wc -l
$ docker version --format '{{.Nosuch}}'
$ docker version -f '{{.Server.Os}} {{.Client.Os}} {{.Server.MinAPIVersion}}'
$ docker version extra
$ docker info --format '{{.Nosuch}}'
$ docker info -f '{{.OSType}} {{.Driver}} {{.Containers}} {{.Images}} {{.Swarm.LocalNodeState}} {{.DefaultRuntime}} {{.LoggingDriver}}'
$ docker info extra
$ docker help nosuch
$ docker help ps nosuch
$ docker ps --help=x
$ docker ps --help=false -q | wc -l
$ docker swarm leave
$ docker node ls
$ docker service create busybox
$ docker service ls
$ docker stack ls
$ docker stack deploy x
$ docker secret create a b
$ docker secret ls
$ docker config ls
$ docker swarm ca
$ docker swarm unlock-key
$ docker plugin ls
$ docker plugin inspect nosuch
$ docker plugin rm nosuch
$ docker plugin enable nosuch
$ docker plugin disable nosuch
$ docker plugin set nosuch
$ docker checkpoint create cc x
$ docker checkpoint ls cc
$ docker trust inspect nosuch
$ docker wait cc nosuch --x
$ docker events --since
$ docker stats --no-stream --nosuch
$ docker stats --no-stream cc nosuch
$ docker export cc -o
$ docker import - Bad:x </dev/null
$ docker commit cc Bad
$ docker update cc --restart
$ docker update -m 1 cc
$ docker cp cc:/x
$ docker cp nosuch:/x y
$ docker cp x nosuch:/y
$ docker cp cc:/etc/passwd nodir/y/z
$ docker rename cc n/a
$ docker port cc 80/odd
$ docker port cc x/tcp
$ docker port cc 0
$ docker port cc 70000
#! any-numbers
$ docker top cc -x
