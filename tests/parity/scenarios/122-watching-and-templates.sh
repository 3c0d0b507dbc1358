# Events of a day's work by filter and format, logs by time and line, and the templates' functions on everything that lists and inspects
% sleep 1; t0=$(date +%s); docker network create lan >/dev/null; docker volume create data >/dev/null; docker run -d --name web --network lan -v data:/d -p 127.0.0.1:7101:80 -l tier=front -l com.x.y=z -e A=1 busybox sh -c 'trap "exit 3" TERM; echo up; while :; do sleep 0.1; done' >/dev/null; docker exec web true; docker exec -d web sh -c 'exit 4'; docker exec web sh -c 'exit 5'; sleep 0.5; docker stop web; docker start web; sleep 0.5; docker kill -s USR1 web; sleep 0.3; docker start web; docker pause web; docker unpause web; docker rename web www; docker update --cpus 1 www; docker restart -t 5 www; docker cp www:/etc/passwd p; docker cp p www:/tmp/; docker commit www snap:1; docker tag snap:1 snap:2; docker rmi snap:1; docker network disconnect lan www; docker network connect lan www; docker export www >/dev/null; docker top www; docker rm -f www; docker run --rm --name brief -l tier=back busybox false; docker create --name bad busybox nosuch; docker start bad; docker rm bad; docker run --name hc --health-cmd 'exit 1' --health-interval 1s --health-retries 1 -d busybox sleep 3 >/dev/null; sleep 5; docker rm hc; docker volume rm data; docker network rm lan; docker rmi snap:2; sleep 1; t1=$(date +%s)
% e() { docker events --since $t0 --until $t1 "$@"; }
$ e --format '{{.Type}} {{.Action}}' -f type=container -f container=www
$ e --format '{{.Type}} {{.Action}} {{.Actor.Attributes.name}}' -f type=container -f container=brief
$ e --format '{{.Action}}' -f container=bad
$ e --format '{{.Action}}' -f container=hc | sort | uniq
$ e --format '{{.Action}} {{.Actor.Attributes.exitCode}} {{.Actor.Attributes.signal}} {{.Actor.Attributes.execID | len}}' -f event=die -f event=kill -f event=exec_die
$ e --format '{{json .Actor.Attributes}}' -f event=rename -f event=pause -f event=die -f label=tier | sed 's/"execDuration":"[0-9]*"/D/'
$ e --format '{{.Action}} {{range $k, $v := .Actor.Attributes}}{{$k}} {{end}}' -f type=network | sort | uniq -c | sed 's/^ *//'
$ e --format '{{.Action}} {{range $k, $v := .Actor.Attributes}}{{$k}}={{$v}} {{end}}' -f type=volume | sed 's/[0-9a-f]\{64\}/ID/'
$ e --format '{{.Action}} {{.Actor.ID | len}} {{json .Actor.Attributes}}' -f type=image | sed 's/sha256:[0-9a-f]*/SHA/g'
$ e -f label=tier=back --format '{{.Action}}'
$ e -f label=com.x.y --format '{{.Action}}' | wc -l
$ e -f label=tier=front -f label=com.x.y=z -f event=start --format '{{.Action}}'
$ e -f label=tier=front -f label=tier=back -f event=start --format '{{.Action}}'
$ e -f label= -f event=start
$ e -f label=nosuch
$ e -f event=health_status --format '{{.Action}}'
$ e -f 'event=health_status: unhealthy' --format '{{.Action}}'
$ e -f event=exec_create --format '{{.Action}}'
$ e -f 'event=exec_create: true' --format '{{.Action}}'
$ e -f image=busybox -f event=die --format '{{.Actor.Attributes.image}} {{.From}}'
$ e -f image=snap --format '{{.Action}}'
$ e -f image=snap:1 --format '{{.Action}}'
$ e -f image=busybox:latest -f event=create --format '{{.Action}}'
$ e -f network=lan --format '{{.Action}} {{.Actor.Attributes.type}}'
$ e -f volume=data --format '{{.Action}}'
$ e -f volume=nosuch
$ e -f network=bridge -f event=connect --format '{{.Action}}' | wc -l
$ e -f type=container -f type=volume -f event=create --format '{{.Type}}'
$ e -f type=plugin
$ e -f type=service
$ e -f type=builder
$ e -f type=config -f type=image -f event=tag --format '{{.Type}} {{.Action}}'
$ e -f node=x
$ e -f service=x
$ e -f plugin=x
$ e -f config=x
$ e -f secret=x
$ e -f nosuch=x
$ e -f type
$ e -f =x
$ e -f ''
$ e -f event=START | wc -l
$ e -f event= | wc -l
$ e -f container=
$ e -f scope=local -f event=rename --format '{{.Scope}} {{.Action}}'
$ e -f scope=x
$ e -f event=rename --format '{{upper .Action}}'
$ e -f event=rename --format '{{lower .Type}}'
$ e -f event=rename --format '{{len .Action}}'
$ e -f event=rename --format '{{printf "%s|%10s|%-12s|" .Action .Type .Scope}}'
$ e -f event=rename --format '{{eq .Action "rename"}}'
$ e -f event=rename --format '{{if eq .Type "container"}}c{{end}}'
$ e -f event=rename --format '{{join .Action ","}}'
$ e -f event=rename --format '{{title .Scope}} {{title .Status}}'
$ e -f event=rename --format '{{split .From "u"}}'
$ e -f event=rename --format '{{.Time}} {{.TimeNano}}' | wc -w
$ e -f event=rename --format '{{gt .Time 1000}} {{gt .TimeNano 5}}'
$ e -f event=rename --format '{{slice .ID 0 3 | len}}'
$ e -f event=rename --format '{{truncate .ID 4 | len}}'
$ e -f event=rename --format '{{index .Actor.Attributes "oldName"}} {{.Actor.Attributes.oldName}} {{.Actor.Attributes.nosuch}}|'
$ e -f event=rename --format '{{.Actor.Nosuch}}'
$ e -f event=rename --format '{{.Nosuch}}'
$ e -f event=rename --format '{{nosuch .ID}}'
$ e -f event=rename --format '{{.ID'
$ e -f event=rename --format json | tr ',' '\n' | sed 's/:.*//'
$ e -f event=rename --format '{{json .}}' | tr ',' '\n' | sed 's/:.*//' | head -n 3
$ e -f event=rename --format 'table {{.ID}}'
$ e -f event=rename --format raw
$ e -f event=rename --format ''  | cut -d' ' -f 2-3
$ e -f event=rename | sed 's/^[^ ]* //; s/[0-9a-f]\{64\}/ID/'
$ docker events --since $t1 --until $t0
$ docker events --since x --until $t0
$ docker events --since $t0 --until x
$ docker events --since 2030-01-01 --until 2031-01-01
$ docker events --until 1h --since 2h -f event=none
$ docker events --since -1h --until 0
$ docker events --since $t0.5 --until $t1.25 -f event=rename --format '{{.Action}}'
$ docker events x
$ docker events --since
% docker run --name lg busybox sh -c 'i=1; while [ $i -le 5 ]; do echo "line $i"; i=$((i+1)); done; echo err >&2; printf "tail"' >/dev/null 2>&1
$ docker logs lg; echo
$ docker logs lg 2>/dev/null; echo
$ docker logs lg 2>&1 >/dev/null
$ docker logs --tail 0 lg
$ docker logs --tail all lg 2>/dev/null | head -n 1
$ docker logs --tail -1 lg 2>/dev/null | wc -l
$ docker logs --tail x lg 2>/dev/null | wc -l
$ docker logs --tail 1.5 lg
$ docker logs --tail 99 lg 2>/dev/null | wc -l
$ docker logs -t lg 2>/dev/null | sed 's/^[0-9TZ:.-]* /T /'
$ docker logs --details lg 2>/dev/null | head -n 1
$ docker logs --since 1h --until 0s lg 2>/dev/null | wc -l
$ docker logs --since 2030-01-01 lg
$ docker logs --until 2001-01-01 lg
$ docker logs --since x lg
$ docker logs --until x lg
$ docker logs --since 5x lg
$ docker logs -f lg 2>/dev/null | wc -l
$ docker logs -f --until 2001-01-01 lg
$ docker logs -fn 1 lg 2>/dev/null; echo
$ docker logs lg lg
$ docker logs nosuch
$ docker logs
$ docker run -d --name ld --log-opt labels=a,b --log-opt env=X --log-opt tag='{{.Name}}/{{.ImageName}}' -l a=1 -e X=2 busybox echo hey >/dev/null
$ docker wait ld
$ docker logs --details ld
$ docker logs -t --details ld | sed 's/^[0-9TZ:.-]* /T /'
$ docker run --rm --log-opt nosuch=1 busybox true
$ docker run --rm --log-opt max-size=x busybox true
$ docker run --rm --log-opt max-file=0 busybox true
$ docker run --rm --log-opt max-file=2 busybox true
$ docker run --rm --log-driver nosuch busybox true
$ docker run --name ln --log-driver none busybox echo quiet
$ docker logs ln
$ docker run --name ll --log-driver local busybox echo loc
$ docker logs ll
$ docker inspect ln ll ld -f '{{json .HostConfig.LogConfig}} {{len .LogPath}}' | sed 's/ [0-9]*$/ N/'
$ docker run --rm --log-opt mode=odd busybox true
$ docker run --rm --log-opt mode=non-blocking --log-opt max-buffer-size=1m busybox echo ok
$ docker run --rm --log-opt max-buffer-size=1m busybox true
$ docker rm ld ln ll
% docker run -d --name t1 -l a=b -l c=d -e P=1 -e Q='two words' -v td:/td -m 10m --restart on-failure:2 --health-cmd true busybox sleep 1000 >/dev/null; docker create --name t2 -l a=z alpine true >/dev/null
% i() { docker inspect t1 -f "$@"; }
$ i '{{.Name}} {{slice .Name 1}} {{len .Id}} {{.Image | len}} {{index .Config.Labels "a"}} {{.Config.Labels.c}} {{range $k, $v := .Config.Labels}}{{$k}}:{{$v}},{{end}}'
$ i '{{range $i, $v := .Config.Env}}{{if $i}}|{{end}}{{$v}}{{end}}'
$ i '{{range .Config.Nosuch}}x{{else}}none{{end}}'
$ i '{{with .HostConfig.Binds}}{{index . 0}}{{end}}'
$ i '{{with $x := .Name}}{{$x}}{{end}} {{$.Name}}'
$ i '{{$a := 1}}{{$b := 2}}{{if lt $a $b}}less{{else if eq $a $b}}same{{else}}more{{end}}'
$ i '{{- .Name -}}   x   {{- /* c */ -}} y'
$ i '{{printf "%d %5.1f %q %v %T %x %t %05d %+d %%" .HostConfig.Memory 1.25 .Name .Args .State 255 true 42 7}}'
$ i '{{printf "%s" .HostConfig.Memory}}'
$ i '{{printf "%d" .Name}}'
$ i '{{printf "%v %v" 1}}'
$ i '{{printf "%v" 1 2}}'
$ i '{{print 1 2 "a" "b" 3}}'
$ i '{{println "x" 1}}' | wc -l
$ i '{{html "<a&b>"}} {{js "it'"'"'s"}} {{urlquery "a b&c"}}'
$ i '{{printf "%6.2f|%-6d|%6d|%c|%U|%e" 3.14159 42 42 65 65 12345.678}}'
$ i '{{printf "%8s|%-8s|%.2s" "abc" "abc" "abc"}}'
$ i '{{and 1 0}} {{or 0 "x"}} {{not true}} {{and}}'
$ i '{{and 1 0}} {{or 0 "x"}} {{not 0}} {{not ""}} {{not .Config.Env}}'
$ i '{{eq 1 1}} {{eq "a" "b" "a"}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 1.5 1.0}} {{ge "b" "a"}}'
$ i '{{eq 1 1.0}}'
$ i '{{eq .HostConfig.Memory 10485760}}'
$ i '{{gt .HostConfig.Memory 5}}'
$ i '{{lt .Name "z"}}'
$ i '{{eq .Config.Env "x"}}'
$ i '{{eq .State.Running true}}'
$ i '{{if .State.Running}}r{{end}}{{if not .State.Paused}}np{{end}}'
$ i '{{eq .Nosuch 1}}'
$ i '{{lt .Nosuch 1}}'
$ i '{{upper .Name}} {{lower "ABC"}} {{title "a b"}} {{join .Args ","}} {{split "a,b" ","}} {{pad "x" 2 3}}| {{truncate "abcdef" 3}}'
$ i '{{join .Name ","}}'
$ i '{{upper .HostConfig.Memory}}'
$ i '{{split .Name}}'
$ i '{{truncate .Name -1}}'
$ i '{{pad "x" 1}}'
$ i '{{json .State.Health.Status}} {{json .Config.Cmd}} {{json .Nosuch}} {{json "<>&"}} {{json 1.50}}'
$ i '{{json}}'
$ i '{{json 1 2}}'
$ i '{{.State | json | len}}' | wc -c
$ i '{{len .Config.Env}} {{len .Name}} {{len .NetworkSettings.Networks}}'
$ i '{{len .HostConfig.Memory}}'
$ i '{{len .Nosuch}}'
$ i '{{len nil}}'
$ i '{{index .Config.Env 0}} {{index .Config.Env 9}}'
$ i '{{index .Config.Env -1}}'
$ i '{{index .Config.Env "x"}}'
$ i '{{index .Config.Labels 1}}'
$ i '{{index .NetworkSettings.Networks "bridge" "Gateway"}}'
$ i '{{(index .NetworkSettings.Networks "bridge").Gateway}}'
$ i '{{index .Nosuch 0}}'
$ i '{{index .Name 1}}'
$ i '{{slice .Name 1 3}} {{slice .Config.Env 0 1}}'
$ i '{{slice .Name 3 1}}'
$ i '{{slice .Name 0 99}}'
$ i '{{slice .Config.Labels 0}}'
$ i '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.NetworkID | len}}{{end}}'
$ i '{{range .Mounts}}{{.Type}}:{{.Name}}{{end}}'
$ i '{{range 3}}x{{end}}'
$ i '{{range .Name}}x{{end}}'
$ i '{{range .HostConfig.Memory}}x{{break}}{{end}}'
$ i '{{range .Config.Env}}{{if eq . "P=1"}}{{continue}}{{end}}[{{.}}]{{break}}{{end}}'
$ i '{{break}}'
$ i '{{range $a, $b, $c := .Config.Env}}{{end}}'
$ i '{{$x}}'
$ i '{{$x := 1}}{{$x = 2}}{{$x}}'
$ i '{{$x = 1}}'
$ i '{{define "q"}}<{{.}}>{{end}}{{range .Config.Env}}{{template "q" .}}{{end}}'
$ i '{{template "q"}}'
$ i '{{block "b" .Name}}[{{.}}]{{end}}'
$ i '{{define "x"}}'
$ i '{{else}}'
$ i '{{if .Name}}'
$ i '{{if}}{{end}}'
$ i '{{"a\tb"}} {{`raw\t`}} {{'"'"'x'"'"'}} {{1e3}} {{0x1f}} {{0b11}} {{1_000}} {{nil}}'
$ i '{{"a\tb"}} {{`raw\t`}} {{'"'"'x'"'"'}} {{1e3}} {{0x1f}} {{0b11}} {{1_000}} {{true}}'
$ i '{{"a}}'
$ i '{{.Name'
$ i '{{.Name}'
$ i '{{}}'
$ i '{{ }}'
$ i '{{.}}' | cut -c 1-4
$ i '{{.Name | upper | printf "%s-%s" "x"}}'
$ i '{{.Name | 1}}'
$ i '{{1 | .Name}}'
$ i '{{.Name .Id}}'
$ i '{{"x" .Name}}'
$ i '{{.Config.Env.x}}'
$ i '{{.Name.x}}'
$ i '{{.HostConfig.Memory.x}}'
$ i '{{..Name}}'
$ i '{{.Name.}}'
$ i '{{.1}}'
$ i '{{@}}'
$ i '{{call .Name}}'
$ i '{{(.Name)}} {{(len .Name)}} {{((1))}}'
$ i '{{.name}}'
$ i '{{.State.startedat}}'
$ i '{{.HostConfig.RestartPolicy}} {{.HostConfig.LogConfig}} {{.State.Health.FailingStreak}}'
$ i '{{.Mounts}}' | cut -c 1-20
$ i '{{.Config.Labels}} {{.Config.Env}} {{.Config.ExposedPorts}} {{.HostConfig.PortBindings}} {{.HostConfig.Binds}} {{.GraphDriver.Name}} {{.HostConfig.Ulimits}} {{.SizeRw}} {{.ResolvConfPath | len | lt 20}}'
% p() { docker ps -a --format "$@"; }
$ p '{{.Names}}|{{.Image}}|{{.Command}}|{{.State}}|{{.Labels}}|{{.Label "a"}}|{{.Networks}}' | sort
$ p '{{upper .Names}} {{len .Names}} {{slice .ID 0 2 | len}} {{printf "%-8s|" .Names}} {{json .Labels}}' | sort
$ p '{{.Label}}'
$ p '{{.Label "a" "b"}}'
$ p '{{.Label 1}}'
$ p '{{.Nosuch}}'
$ p '{{nosuch}}'
$ p '{{.Names.x}}'
$ p '{{if eq .State "running"}}{{.Names}}{{end}}' | sort
$ p '{{len .Labels}}' | sort
$ p '{{range $i, $n := split .Names "t"}}{{$i}}{{$n}} {{end}}' | sort
$ p 'table {{.Names}}\t{{.Label "a"}}\t{{.Nosuch}}'
$ p 'table {{.Names}}\t{{.Label "a"}}' | sort
$ p 'table' | head -n 2
$ p 'table {{upper .Names}}' | sort
$ p 'raw' | head -n 3 | cut -c 1-13
$ p '{{.ID}}' --no-trunc | head -n 1 | wc -c
$ p json -q | head -n 1 | wc -c
$ p '' | head -n 1 | tr -s ' '
$ p ' ' | wc -l
$ p 'x{{"\n"}}y' | head -n 2
$ p '{{"\t"}}|\t|' | head -n 1
$ p '{{.Size}}' -s | sort | head -n 1 | cut -c 1-2
$ docker images --format '{{.Repository}}:{{.Tag}} {{.ID | len}} {{.Size | printf "%.1s" | len}} {{.SharedSize}} {{.UniqueSize}} {{.VirtualSize | len | lt 1}} {{.Containers}} {{.CreatedAt | len}}' | sort | head -n 4
$ docker images --format '{{gt .Size 1}}'
$ docker images --format '{{eq .Tag "latest"}}' | sort | uniq -c | sed 's/^ *//'
$ docker images --format 'table {{.Repository}}\t{{.Digest}}' | head -n 1
$ docker images --digests --format '{{.Digest}}' busybox | cut -c 1-7 | sort -u
$ docker images -q --format '{{.Tag}}' busybox | sort | head -n 2
$ docker network ls --format '{{gt (len .Name) 3}} {{.CreatedAt | len | lt 10}} {{.Internal}}' | sort | uniq
$ docker volume ls --format '{{.Size}} {{.Links}} {{upper .Name}}' -f name=td
$ docker volume ls --format '{{gt .Links 1}}' -f name=td
$ docker system df --format '{{.Type}}|{{.TotalCount}}|{{.Active}}'
$ docker system df --format '{{gt .TotalCount 1}}'
$ docker system df --format '{{gt .Size 1}}'
$ docker system df --format '{{upper .Type}}' | head -n 1
$ docker system df --format json | head -n 1 | tr ',' '\n' | cut -d: -f 1
$ docker system df -v --format '{{range .Containers}}{{.Names}} {{.Status | printf "%.2s"}}{{println}}{{end}}' | sort
$ docker system df -v --format '{{range .Containers}}{{.Names}}{{"\n"}}{{end}}' | sort
$ docker system df -v --format '{{range .Images}}{{.Repository}} {{end}}' | wc -w
$ docker system df -v --format '{{.Nosuch}}'
$ docker system df -v --format '{{json .}}' | cut -c 1-10
$ docker system df -v --format '{{len .Containers}} {{len .Volumes}} {{.BuildCache}}'
$ docker system df -v --format 'table {{.Type}}'
$ docker system df --format 'table {{.Type}}\t{{.Active}}' | head -n 2
$ docker ps -as --format '{{gt .SizeRootFs 1000}}'
$ docker inspect -s t1 -f '{{gt .SizeRootFs 1000}}'
$ docker inspect -s t1 -f '{{gt .SizeRootFs 1000.0}}'
$ docker inspect t1 -f '{{gt .HostConfig.Memory 1.5}}'
$ docker inspect t1 -f '{{.HostConfig.Memory}} {{.HostConfig.ShmSize}} {{.HostConfig.CpuShares}} {{.State.Pid | printf "%T"}} {{printf "%T" .HostConfig.Memory}} {{printf "%T" .HostConfig.RestartPolicy.MaximumRetryCount}}'
$ docker inspect busybox -f '{{gt .Size 5}} {{.Size | printf "%T"}}'
$ docker inspect t1 -f '{{printf "%T %T %T %T" .Config .Config.Env .Name .Mounts}}'
$ docker inspect t1 -f '{{printf "%T" .State.StartedAt}} {{printf "%T" .Created}}'
$ docker version -f '{{upper .Client.Os}} {{.Server.Os}} {{gt .Server.APIVersion 1}}'
$ docker version -f '{{range .Server.Components}}{{.Name}} {{end}} {{.Client.Nosuch}}'
$ docker version -f '{{.Server.Nosuch}}'
$ docker version -f '{{printf "%T" .Server.Experimental}} {{.Client.Context}}'
$ docker info -f '{{gt .NCPU 0}} {{printf "%T" .NCPU}} {{.MemTotal | printf "%T"}} {{.Containers}} {{.ContainersRunning}} {{.Images | lt 1}}'
$ docker info -f '{{range .Plugins.Volume}}{{.}} {{end}}{{.Swarm.LocalNodeState}} {{json .RegistryConfig.IndexConfigs | len | lt 5}} {{.ClientInfo.Context}}'
$ docker info -f '{{upper .OSType}} {{join .Plugins.Network ","}} {{.Nosuch}}'
$ docker context inspect -f '{{.Name}} {{.Endpoints.docker.SkipTLSVerify}} {{len .Endpoints}}'
$ docker context ls --format '{{.Name}} {{.Current}} {{upper .Description}}'
$ docker search --format '{{.Name}}' --limit 101 x
$ docker context inspect nosuch
$ docker rm -f t1 t2 lg
$ printf 'GET /_ping HTTP/1.1\r\nHost: d\r\n\r\nGET /v1.45/volumes HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n' | docker system dial-stdio | tr -d '\r' | grep -e '^HTTP' -e OK -e Volumes -e Connection | sed 's/^.*"Volumes".*/VOLUMES/'
$ docker -H unix:///nosuch.sock system dial-stdio </dev/null
$ docker system dial-stdio x
$ docker system dial-stdio </dev/null
$ docker system --help | grep -c dial
$ docker volume rm td
$ docker events --since $t0 --until $t1 -f event=destroy --format '{{.Actor.Attributes.name}}'
