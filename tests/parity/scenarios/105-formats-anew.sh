# Formats, helps and mistakes of the command line once more
$ docker run -d --name one -l a=1 -l b=2 -e X=y -p 127.0.0.1:8091:80 -v dat:/d --tmpfs /t -m 64m --cpus 0.5 --restart on-failure:3 --hostname h --network-alias al busybox sleep 1000; docker run -d --name one -l a=1 -l b=2 -e X=y -p 127.0.0.1:8091:80 -v dat:/d --tmpfs /t -m 64m --cpus 0.5 --restart on-failure:3 --hostname h busybox sleep 1000; docker create --name two --entrypoint '' busybox true
$ docker inspect one --format '{{.State.Status | printf "%-10s|"}}{{.Name | printf "%q"}}'
$ docker inspect one --format '{{range $p, $b := .NetworkSettings.Ports}}{{$p}} -> {{range $b}}{{.HostIp}}:{{.HostPort}}{{end}}{{end}}'
$ docker inspect one --format '{{range .Mounts}}{{.Type}} {{.Name}} {{.Destination}} {{.Driver}} {{.RW}} {{.Propagation}}|{{end}}'
$ docker inspect one --format '{{json .Mounts}}'
$ docker inspect one --format '{{json .HostConfig.RestartPolicy}} {{json .HostConfig.Tmpfs}} {{json .HostConfig.PortBindings}} {{json .HostConfig.Binds}}'
$ docker inspect one --format '{{json .Config}}' | tr ',' '\n' | grep -v -e Hostname
$ docker inspect one --format '{{json .NetworkSettings.Networks}}' | tr ',' '\n' | cut -d: -f 1 | tr '\n' ' '
$ docker inspect one --format '{{.Config.Labels}} {{.Config.Env}} {{.Config.Cmd}} {{.Config.Entrypoint}} {{.Args}} {{.Config.ExposedPorts}}'
$ docker inspect one --format '{{.HostConfig.RestartPolicy}} {{.HostConfig.LogConfig}} {{.HostConfig.Tmpfs}} {{.State.Health}} {{.HostConfig.Init}} {{.HostConfig.PidsLimit}}'
$ docker inspect one --format '{{.HostConfig.PortBindings}} {{.NetworkSettings.Ports}}'
$ docker inspect one --format '{{.NetworkSettings.Bridge}}|{{.NetworkSettings.IPPrefixLen}}|{{.NetworkSettings.SandboxID | len}}|{{.NetworkSettings.GlobalIPv6Address}}|{{.NetworkSettings.Networks.bridge.DriverOpts}}'
$ docker inspect one --format '{{.State}}' | cut -c 1-40
$ docker inspect one --format '{{.GraphDriver.Name}} {{range $k, $v := .GraphDriver.Data}}{{$k}} {{end}}'
$ docker inspect one --format '{{printf "%T|%T|%T|%T|%T" .Name .State.Pid .Config.Labels .Config.Cmd .State}}'
$ docker inspect one --format '{{printf "%v|%+v|%#v" .HostConfig.RestartPolicy .HostConfig.RestartPolicy .HostConfig.RestartPolicy}}'
$ docker inspect one --format '{{printf "%v %d %s %q %x" .Config.Cmd .HostConfig.Memory .Config.Cmd .Config.Cmd .Name}}'
$ docker inspect one --format '{{printf "%t %5t %v" .State.Running .State.Paused true}}|{{printf "%6.2f %e %g" 3.14159 1234.5678 0.00001}}|{{printf "%08b %o %#x %+d" 5 8 255 7}}'
$ docker inspect one --format '{{eq .State.Status "running" "paused"}} {{ne 1 2}} {{lt "a" "b"}} {{and true 0 1}} {{or "" "x"}} {{not ""}} {{len "é"}} {{len .Config.Labels}}'
$ docker inspect one --format '{{eq 1 "1"}}'
$ docker inspect one --format '{{eq .Config.Labels .Config.Labels}}'
$ docker inspect one --format '{{lt true false}}'
$ docker inspect one --format '{{len 5}}'
$ docker inspect one --format '{{index .Config.Labels "a"}} {{index .Config.Env 0}} {{index .Config.Env 9}}'
$ docker inspect one --format '{{index .Mounts 0 "Type"}}'
$ docker inspect one --format '{{slice .Id 0 5 | len}} {{slice .Config.Cmd 1}} {{slice .Config.Cmd 2 1}}'
$ docker inspect one --format '{{with .Config.Labels}}{{.a}}{{else with .Name}}x{{end}}'
$ docker inspect one --format '{{if .State.Nosuch}}a{{else}}b{{end}}'
$ docker inspect one --format '{{.HostConfig.Nosuch}}'
$ docker inspect one --format '{{.Config.Labels.nosuch}} {{.Config.Labels.a}}'
$ docker inspect one --format '{{range .Config.Labels}}{{.}},{{end}} {{range $i, $e := .Config.Env}}{{$i}}={{$e}};{{break}}{{end}}'
$ docker inspect one --format '{{range 3}}x{{end}}'
$ docker inspect one --format '{{range .Name}}x{{end}}'
$ docker inspect one --format '{{split .Name "/" | len}} {{join (split "a,b,c" ",") "-"}} {{title "hello world"}} {{truncate "abcdef" 2}} {{pad "x" 3 1}}|'
$ docker inspect one --format '{{json .Name}} {{json 1.50}} {{json nil}}'
$ docker inspect one --format '{{json (split "a b" " ")}} {{upper (index .Config.Cmd 0)}} {{lower "ÀB"}} {{println "a" 1 true}}'
$ docker inspect one --format '{{- "  x  " -}} {{"\u00e9\x41\t|"}} {{`a\n`}} {{'"'x'"'}}'
% docker inspect one --format '{{$x := "a"}}{{if true}}{{$x = "b"}}{{end}}{{$x}} {{$}}' | cut -c 1-10
$ docker inspect one --format '{{nosuch}}'
$ docker inspect one --format '{{.Name.}}'
$ docker inspect one --format '{{..Name}}'
$ docker inspect one --format '{{.Name}'
$ docker inspect one --format '{{if}}{{end}}'
$ docker inspect one --format '{{$y}}'
$ docker inspect one --format '{{define "a"}}{{.}}{{end}}{{template "a" 5}}{{template "b"}}'
$ docker inspect one --format '{{1 | 2}}'
$ docker inspect one --format '{{printf}}'
$ docker inspect one --format '{{"a" "b"}}'
$ docker inspect one --format '{{.Name "x"}}'
$ docker inspect one --format '{{break}}'
$ docker inspect one --format '{{/* c */}}{{- /* d */ -}} z'
$ docker inspect one --format '{{/* unclosed'
$ docker inspect one --format '{{len}}'
$ docker inspect one --format '{{0x}} {{1e}} {{08}}'
$ docker inspect one --format '{{(.State).Status}} {{((.Config)).Image}} {{(index .Mounts 0).Name}}'
$ docker inspect one two nosuch --format '{{.Name}}'
$ docker inspect -s one --format '{{.SizeRw}}'
$ docker inspect --type volume dat --format '{{.Name}} {{.Labels}} {{.Options}} {{json .Labels}} {{json .Options}}'
$ docker inspect --type network bridge --format '{{.Name}} {{.Labels}} {{json .IPAM.Options}}'
$ docker inspect --type image one
$ docker inspect --type container busybox
$ docker inspect --type plugin x
$ docker inspect --type node x
$ docker inspect --type '' one
$ docker inspect busybox --format '{{.RepoTags}} {{.Parent}}|{{.Comment}}|{{.Author}}|{{.DockerVersion}}|{{.Config.Cmd}} {{.Config.Env}} {{.Os}}/{{.Architecture}}{{.Variant}} {{len .RootFS.Layers}} {{.GraphDriver.Name}} {{.Container}}'
$ docker inspect two --format '{{json .Config.Entrypoint}} {{.Path}} {{json .Args}} {{json .Config.Volumes}} {{.State.StartedAt}} {{.State.FinishedAt}} {{json .State.Health}} {{json .NetworkSettings.Ports}} {{.ResolvConfPath}}|{{.HostnamePath}}|{{.LogPath}}'
$ docker ps -a --format 'table {{.Names}}\t{{.Image}}\t{{.State}}'
$ docker ps -a --format 'table {{.Names | upper}}\t{{.Label "a"}}'
$ docker ps --format 'table {{.Ports}}'
$ docker ps -a --format '{{.Names}} {{.State}} {{.Mounts}} {{.Networks}} {{.LocalVolumes}} {{.Size}}'
$ docker ps --format 'x{{.ID | len}}'
$ docker ps --format '{{.CreatedAt | len}}'
$ docker ps --format '{{.RunningFor}}' | sed 's/[0-9]* seconds*\|Less than a second\|About a minute/N/'
$ docker ps --format 'table'
$ docker ps --format 'json' -f name=one | tr ',' '\n' | cut -d: -f 1 | sort | tr '\n' ' '
$ docker ps --format '{{json .Labels}} {{json .Ports}}'
$ docker ps --format '{{.}}' | cut -c 1-5
$ docker ps --format 'table{{.Names}}'
$ docker ps --format 'table {{.Names}} is {{.State}}'
$ docker ps -q --format '{{.Names}}'
$ docker ps --no-trunc -q | head -n 1 | wc -c
$ docker ps --format pretty
$ docker ps --format '\t{{.Names}}\n'
$ docker ps --format '{{range .}}x{{end}}'
$ docker ps --format '{{if eq .Names "one"}}yes{{end}}'
$ docker ps --format '{{.Names}}{{/*c*/}}'
$ docker ps --format "{{println .Names}}"
$ docker ps --format '{{slice .ID 0 2 | len}}'
$ docker ps --format '{{.Label}}'
$ docker ps --format '{{.Nosuch}}'
$ docker ps --format '{{.Names.x}}'
$ docker ps --format '{{'
$ docker images --format 'table {{.Repository}}\t{{.Tag}}' busybox
$ docker images --format '{{.Repository}} {{.Tag}} {{.Digest}} {{.CreatedSince}} {{.Size}}' nosuch
$ docker images busybox --format '{{json .}}' | tr ',' '\n' | cut -d: -f 1 | sort | tr '\n' ' '
$ docker images --format '{{.ID | len}}' busybox
$ docker images --no-trunc --format '{{.ID | len}}' busybox
$ docker images --format 'table' busybox
$ docker images --format raw -q busybox | cut -c 1-8
$ docker images --format json -q busybox | cut -c 1-3
$ docker volume ls --format json | tr ',' '\n' | cut -d: -f 1 | sort | tr '\n' ' '
$ docker volume ls --format 'table {{.Name}}\t{{.Links}}'
$ docker volume ls --format raw
$ docker volume ls -q --format x
$ docker network ls --format raw -f name=host
$ docker network ls --format 'table {{.ID | len}}' | head -n 1
$ docker network ls --format '{{.CreatedAt | len}}' -f name=host
$ docker network ls -q --format '{{.Name}}' | wc -l
$ docker system df --format 'table {{.Type}}\t{{.TotalCount}}' | cut -c 1-15
$ docker system df --format json | head -n 1 | tr ',' '\n' | cut -d: -f 1
$ docker system df --format '{{.Reclaimable}}' | wc -l
$ docker system df -v --format json | cut -c 1-20
$ docker system df --format raw | head -n 1
$ docker history --format raw busybox
$ docker history --format json --no-trunc busybox | cut -c 1-30
$ docker history -q --format '{{.ID}}' busybox
$ docker stats --no-stream --format json one | cut -c 1-12
$ docker stats --no-stream --format 'table {{.Name}}\t{{.PIDs}}'
% docker stats --no-stream --format 'table' one
$ docker info --format '{{.Driver}} {{.NCPU | le 1}} {{.Swarm.LocalNodeState}} {{.LoggingDriver}} {{.CgroupDriver}} {{json .Plugins.Log}} {{.ClientInfo.Debug}} {{len .Warnings}}'
$ docker info --format json | cut -c 1-6
$ docker info -f '{{.Nosuch}}'
$ docker info -f '{{'
$ docker info x
$ docker version --format '{{.Client.Os}}/{{.Server.Arch}} {{(index .Server.Components 0).Name}} {{.Server.MinAPIVersion}} {{.Server.Experimental}}'
$ docker version --format '{{json .Client}}' | tr ',' '\n' | cut -d: -f 1
$ docker version x
$ docker version --format '{{.Nosuch}}'
$ docker version --format '{{'
$ docker version -f 'table {{.Client.Version}}'
$ docker search --format '{{.Name}}'
$ docker search ''
$ docker search --limit 0 x
$ docker search --limit 101 x
$ docker search --filter x y
$ docker search --filter stars=x y
$ docker search --no-trunc
$ docker context ls --format json
$ docker context ls --format 'table {{.Name}}'
$ docker context inspect --format '{{json .Metadata}}'
$ docker context inspect --format '{{.Name}} {{.Endpoints.docker.Host | len | lt 5}} {{json .TLSMaterial}} {{json .Storage}}'
$ docker context inspect --format '{{.Nosuch}}'
$ docker context show x
$ docker context inspect nosuch default --format '{{.Name}}'
$ docker plugin ls
$ docker plugin ls --format json
$ docker plugin ls -q
$ docker plugin inspect x
$ docker plugin rm x
$ docker plugin enable x
$ docker plugin disable x
$ docker plugin ls -f x=y
$ docker plugin ls --format '{{.Nosuch}}'
$ docker node ls
$ docker service ls
$ docker stack ls
$ docker secret ls
$ docker config ls
$ docker swarm leave
$ docker swarm x
$ docker swarm
$ docker service create busybox
$ docker node inspect self
$ docker swarm ca
$ docker swarm join-token worker
$ docker swarm unlock-key
$ docker swarm update
$ docker secret create a -
$ docker stack deploy x
$ docker checkpoint ls one
$ docker checkpoint create one x
$ docker trust inspect busybox
$ docker manifest inspect nosuch.invalid/x 2>&1 | cut -c 1-30
$ docker run -d -name x busybox
$ docker run -d --nmae x busybox
$ docker ps -al1
$ docker ps --all=yes
$ docker ps -aqn
$ docker run -itx busybox
$ docker run - busybox
$ docker run --
$ docker run -e
$ docker run --env
$ docker run --memory= busybox true
$ docker run --rm -v= busybox true
$ docker run -h
$ docker ps -h | head -n 3
$ docker -h | head -n 3
$ docker --help x | head -n 3
$ docker help x
$ docker help run x | head -n 1
$ docker help | head -n 3
$ docker run --help=x busybox
$ docker --version
$ docker --version x
$ docker -vx
$ docker version --help | head -n 3
$ docker container
$ docker container --help | head -n 3
$ docker container x --help | head -n 3
$ docker container ls --help | head -n 3
$ docker image x y
$ docker volume x
$ docker network x
$ docker system x
$ docker builder x 2>&1 | head -n 1
$ docker context x
$ docker plugin x
$ docker manifest
$ docker trust
$ docker checkpoint x
$ docker PS
$ docker p
$ docker psx
$ docker
$ docker ''
$ docker run ''
$ docker --debug ps -q | wc -l
$ docker -D ps -q | wc -l
$ docker -l debug ps -q | wc -l
$ docker -l nosuch ps
$ docker --log-level=x ps
$ docker --tls=x ps
$ docker --tlsverify ps -q 2>&1 | head -n 1 | cut -c 1-60
$ docker -H x ps
$ docker -H tcp:// ps 2>&1 | cut -c 1-60
$ docker -H tcp://x:y ps
$ docker -H ssh:// ps
$ docker -H http://127.0.0.1:1 ps
$ docker -H npipe://x ps
$ docker -H fd:// ps
$ docker -H unix://nosuch ps
$ docker -H /nosuch ps
$ docker -H tcp://127.0.0.1:1/x ps
$ docker -H 127.0.0.1:1 ps
$ docker -H a -H b ps
$ DOCKER_HOST=x docker ps
$ DOCKER_HOST= docker -H unix:///nosuch ps
$ DOCKER_CONTEXT=nosuch docker ps
$ DOCKER_CONTEXT=default docker ps -q | wc -l
$ DOCKER_API_VERSION=1.23 docker ps
$ DOCKER_API_VERSION=1.99 docker ps
$ DOCKER_API_VERSION=x docker ps
$ DOCKER_API_VERSION=1.40 docker ps -q | wc -l
$ docker --config /nosuch ps -q | wc -l
$ docker --config ps
$ DOCKER_CONFIG=/nosuch docker context ls -q
$ docker --context nosuch ps
$ docker -c default -H unix:///x ps
$ DOCKER_TLS_VERIFY=1 docker ps 2>&1 | head -n 1 | cut -c 1-60
$ DOCKER_CLI_HINTS=x docker ps -q | wc -l
$ DOCKER_CERT_PATH=/nosuch docker --tls ps 2>&1 | head -n 1 | cut -c 1-60
$ DOCKER_HIDE_LEGACY_COMMANDS=1 docker | grep -c -w ps
$ DOCKER_DEFAULT_PLATFORM=x/y/z/w docker run --rm busybox true
$ DOCKER_DEFAULT_PLATFORM=linux/amd64 docker run --rm busybox echo ok
$ DOCKER_CONTENT_TRUST=x docker pull -q busybox
$ DOCKER_CONTENT_TRUST=0 docker pull -q busybox
% mkdir cfg
% echo '{' > cfg/config.json
$ docker --config cfg ps -q 2>&1 | head -n 1
% echo '{"psFormat":"{{.Names}}!"}' > cfg/config.json
$ docker --config cfg ps
$ docker --config cfg ps -q | wc -w
% echo '{"detachKeys":"x-"}' > cfg/config.json
$ docker --config cfg attach one
% echo '{"HttpHeaders":{"A":"b"},"imagesFormat":"{{.Repository}}?"}' > cfg/config.json
$ docker --config cfg images busybox
% echo '{"proxies":{"default":{"httpProxy":"http://p:1","noProxy":"n"}}}' > cfg/config.json
$ docker --config cfg run --rm busybox sh -c 'echo $HTTP_PROXY $http_proxy $no_proxy'
% echo '{"currentContext":"nosuch"}' > cfg/config.json
$ docker --config cfg context show
$ DOCKER_HOST= docker --config cfg ps
% echo '{"aliases":{"builder":"x"},"nosuch":1}' > cfg/config.json
$ docker --config cfg ps -q | wc -w
% echo '[]' > cfg/config.json
$ docker --config cfg ps -q 2>&1 | head -n 1
