# Lists of all kinds: filters, orders, formats, columns
% export DOCKER_BUILDKIT=0; docker network create --label zone=a -d bridge neta; docker network create --label zone=b --internal netb; docker volume create --label zone=a vola; docker volume create volb; docker volume create -o type=tmpfs -o device=tmpfs volc
% docker run -d --name first -v vola:/v --network neta -l zone=a -p 8123:80 busybox sleep 100; sleep 1.1; docker run --name second --network netb -l zone=b -v volb:/v:ro busybox sh -c 'exit 7'; sleep 1.1; docker create --name third --restart always -l 'zone=c d' alpine echo a-very-long-command-line that is cut somewhere in the middle; sleep 1.1; docker run -d --name fourth --health-cmd true --health-interval 200ms -p 8200-8202:80-82 -p 8300:90/udp alpine sleep 100; sleep 1
% docker tag busybox lists/one:1; docker tag busybox lists/one:2; docker tag alpine lists/two; docker commit first >/dev/null; sleep 1.1; printf 'FROM alpine\nLABEL zone=a\nRUN true\n' | docker build -q -t lists/three -
$ docker ps -a --format '{{.Names}}'
$ docker ps
$ docker ps -a --no-trunc --format '{{.Names}} {{.Command}}'
$ docker ps -n 2 --format '{{.Names}}'
$ docker ps -l
$ docker ps -aq --no-trunc | grep -c -E '^[0-9a-f]{64}$'
$ docker ps -a -f exited=7 -f exited=0 --format '{{.Names}}'
$ docker ps -a -f status=created --format '{{.Names}} {{.Status}}'
$ docker ps -a -f label=zone=a -f label=zone=b --format '{{.Names}}'
$ docker ps -a -f 'label=zone=c d' --format '{{.Labels}}'
$ docker ps -a -f name=f -f name=th --format '{{.Names}}'
$ docker ps -a -f 'name=^f' -f status=running --format '{{.Names}}'
$ docker ps -f network=neta -f network=netb --format '{{.Names}} {{.Networks}}' -a
$ docker ps -a -f volume=vola -f volume=/nosuch --format '{{.Names}} {{.Mounts}} {{.LocalVolumes}}'
$ docker ps -f publish=8200-8201 --format '{{.Names}}: {{.Ports}}'
$ docker ps -f publish=8300/udp -f expose=80-82 --format '{{.Names}}'
$ docker ps -f health=healthy -f health=none --format '{{.Names}}'
$ docker ps -a -f ancestor=busybox -f ancestor=alpine --format '{{.Names}}'
$ docker ps -a -f since=second -f before=fourth --format '{{.Names}}'
$ docker ps -a -f is-task=true; docker ps -f is-task=maybe
$ docker ps -f id=$(docker ps -qf name=first | cut -c 1-5) --format '{{.Names}}'
$ docker ps -a -f exited=x; docker ps -f publish=a; docker ps -f before=nosuch; docker ps -f health=ill
$ docker ps --format 'table {{.Names}}\t{{.Status}}\t{{.Networks}}\t{{.Label "zone"}}'
$ docker ps --format 'table {{.ID}}' | head -n 1; docker ps -q --format '{{.Names}}'; docker ps --format '{{.Names}}' -s | head -n 1
$ docker ps --format 'table {{truncate .Names 3}}\t{{upper .State}}\t{{json .Image}}'
$ docker ps --format '{{range split .Ports ", "}}{{println .}}{{end}}' -f name=fourth
#! any-order
$ docker images
$ docker images lists/one --format '{{.Tag}}'
$ docker images 'lists/*' --format '{{.Repository}}' | sort | uniq -c
$ docker images -f reference='lists/one' -f reference='*:latest' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images -a -f dangling=true -q | wc -l; docker images -f dangling=maybe
$ docker images -f label=zone --format '{{.Repository}}'; docker images -f before=lists/three --format '{{.Repository}}' | sort -u; docker images -f since=alpine --format '{{.Repository}}' | sort -u
$ docker images --no-trunc --format '{{.ID}}' busybox | cut -c 1-7; docker images --format 'table {{.Repository}}\t{{.Tag}}\t{{.Size}}\t{{.CreatedSince}}' lists/two; docker images --format '{{.Containers}} {{.SharedSize}} {{.UniqueSize}} {{.VirtualSize}}' lists/two
$ docker images nosuch; docker images lists/one lists/two; docker images -f nosuch=1; docker images lists/one:2 -q | wc -l
$ docker image ls --tree 2>&1 | head -n 1; docker images --format json lists/two | tr , '\n' | cut -d : -f 1
$ docker network ls -f driver=bridge -f label=zone --format '{{.Name}} {{.Labels}}'; docker network ls -f type=builtin --format '{{.Name}}'; docker network ls -f name=net -q | wc -l; docker network ls -f dangling=true --format '{{.Name}}'; docker network ls -f scope=local -f driver=host --format '{{.Name}} {{.IPv6}}'
$ docker network ls -f driver=overlay; docker network ls -f type=nosuch; docker network ls -f scope=nosuch; docker network ls -f id=$(docker network ls -qf name=netb) --format json | tr , '\n' | cut -d : -f 1
$ docker volume ls; docker volume ls -f driver=local -f dangling=true -q; docker volume ls -f label=zone=a -f name=vol --format '{{.Name}} {{.Labels}} {{.Scope}} {{.Links}} {{.Size}} {{.Mountpoint}} {{.Availability}} {{.Status}} {{.Group}}'
$ docker volume ls -f dangling=maybe; docker volume ls -f nosuch=1; docker volume ls --format 'table {{.Driver}}\t{{.Name}}'; docker volume ls --format json -f name=volb; docker volume ls --cluster
$ docker volume ls -q -f name=^vol; docker volume ls -q -f name=a; docker volume ls extra
