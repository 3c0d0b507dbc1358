# contexts, config, version, swarm, plugins, trust, unknown
$ docker context ls
$ docker context show
$ docker context create c1 --docker host=tcp://127.0.0.1:1 --description 'one two'
$ docker context create c1 --docker host=tcp://127.0.0.1:1
$ docker context create c2
$ docker context create c3 --docker host=nonsense
$ docker context create c4 --docker nosuch=1
$ docker context create c5 --from c1
$ docker context create c6 --from nosuch
$ docker context create 'a b'
$ docker context create default
$ docker context create
$ docker context ls --format '{{.Name}} {{.Description}} {{.DockerEndpoint}} {{.Current}} {{.Error}}'
$ docker context ls -q
$ docker context ls --format json
$ docker context inspect c1
$ docker context inspect nosuch
$ docker context inspect default -f '{{.Name}}'
$ docker context inspect c1 -f '{{.Endpoints.docker.Host}} {{.Metadata.Description}}'
$ docker context use c1
$ docker context show
$ DOCKER_HOST= docker ps
$ DOCKER_HOST= docker context show
$ DOCKER_HOST= docker context ls
$ DOCKER_CONTEXT=nosuch DOCKER_HOST= docker ps
$ docker -c nosuch ps
$ docker --context c1 ps
$ docker -c c1 -H unix:///x ps
$ docker context rm c1
$ docker context rm -f c1
$ docker context rm nosuch default
$ docker context update c5 --description new
$ docker context update nosuch
$ docker context update c5 --docker host=tcp://x:1
$ docker context export c5 -
$ docker context export c5 c5.tar
$ docker context export c5 c5.tar
$ docker context export nosuch
$ docker context import c7 c5.tar
$ docker context import c7 c5.tar
$ docker context import c8 nosuch
$ docker context use default
$ docker context use
$ docker context rm c2 c5 c7
$ cat $DOCKER_CONFIG/config.json
$ docker --config /nosuch context ls
$ docker version --format '{{.Client.Version}} {{.Client.APIVersion}} {{.Client.Os}}/{{.Client.Arch}} {{.Client.Context}}'
$ docker version --format '{{.Server.Version}} {{.Server.APIVersion}} {{.Server.MinAPIVersion}} {{.Server.Os}} {{.Server.Experimental}}'
$ docker version -f '{{.Nosuch}}'
$ docker version extra
$ docker info --format '{{.Containers}} {{.Images}} {{.Driver}} {{.Swarm.LocalNodeState}} {{.OSType}}'
$ docker info -f '{{.Nosuch}}'
$ docker info -f '{{.ClientInfo.Context}} {{.ClientInfo.Plugins}}'
$ docker -D info | head -n 8
$ docker -l nosuch info
$ docker -H tcp://127.0.0.1:1 info
$ docker -H tcp://127.0.0.1:1 version
$ docker -H fd:// ps
$ docker -H http://127.0.0.1:1 ps
$ docker -H tcp://127.0.0.1 ps
$ docker -H '' ps -q
$ docker -H a -H b ps
$ docker --tls ps
$ docker --tlsverify ps
$ docker swarm leave
$ docker swarm join-token worker
$ docker swarm unlock-key
$ docker swarm ca
$ docker swarm update
$ docker swarm join
$ docker node ls
$ docker node inspect self
$ docker node ps
$ docker node rm x
$ docker node update x
$ docker node promote x
$ docker node demote x
$ docker service ls
$ docker service create busybox
$ docker service inspect x
$ docker service ps x
$ docker service rm x
$ docker service logs x
$ docker service scale x=1
$ docker service scale x
$ docker service update x
$ docker service rollback x
$ docker stack ls
$ docker stack deploy -c nosuch.yml s
$ docker stack rm x
$ docker stack ps x
$ docker stack services x
$ docker stack config -c nosuch.yml
$ docker secret ls
$ docker secret create x -
$ docker secret create x nosuch
$ docker secret inspect x
$ docker secret rm x
$ docker config ls
$ docker config create x nosuch
$ docker config inspect x
$ docker config rm x
$ docker plugin ls
$ docker plugin ls --format '{{.Nosuch}}'
$ docker plugin ls -f enabled=true -q
$ docker plugin inspect x
$ docker plugin rm x
$ docker plugin enable x
$ docker plugin disable x
$ docker plugin set x a=b
$ docker plugin create x nosuch
$ docker plugin upgrade x
$ docker plugin push x
$ docker checkpoint ls x
$ docker checkpoint create x y
$ docker checkpoint rm x y
$ docker checkpoint
$ docker trust inspect busybox
$ docker trust signer add x y
$ docker trust
$ docker manifest rm nosuch
$ docker manifest
$ docker compose
$ docker compose up
$ docker buildx ls
$ docker scout
$ docker model
$ docker builder
$ docker builder build
$ docker builder prune --nosuch
$ docker login -u a -p b 127.0.0.1:1
$ echo x | docker login --password-stdin 127.0.0.1:1
$ docker login -u a -p b --password-stdin
$ docker login 127.0.0.1:1
$ docker logout nosuch
$ docker logout
$ docker search
$ docker search nosuchimageatall
$ docker search --limit 1000 busybox
$ docker search --filter nosuch=1 busybox
$ docker search --format '{{.Name}}' busybox
