# Lists with every filter and column, and prunes that spare some
% docker create --name seed -l tier=web -l rank=1 busybox true; docker run --name done3 -l tier=db busybox sh -c 'exit 3'; docker run -d --name live -l tier=web -p 8101:80 -p 8102-8104:90-92/udp --expose 7000 busybox sleep 1000; docker run -d --name idle --network none -v box:/box busybox sleep 1000; docker pause idle
$ docker ps -a --filter label=tier=web --filter label=rank --format '{{.Names}}'
$ docker ps -a --filter label=tier --filter status=exited --filter status=paused --format '{{.Names}}: {{.State}}'
$ docker ps -a --filter exited=3 --filter exited=0 --format '{{.Names}}'
$ docker ps -a --filter exited=x
$ docker ps -a --filter before=live --format '{{.Names}}'
$ docker ps -a --filter since=done3 --format '{{.Names}}'
$ docker ps -a --filter before=nosuch
$ docker ps -a --filter since=nosuch --filter before=seed
$ docker ps -a --filter name=^/li --format '{{.Names}}'
$ docker ps -a --filter name='e$' --format '{{.Names}}'
$ docker ps -a --filter 'name=['
$ docker ps -a --filter ancestor=busybox:latest --filter ancestor=nosuch -q | wc -l
$ docker ps -a --filter ancestor=nosuch
$ docker ps -a --filter volume=box --format '{{.Names}} {{.Mounts}} {{.LocalVolumes}}'
$ docker ps -a --filter volume=/box --format '{{.Names}}'
$ docker ps -a --filter network=none --format '{{.Names}} {{.Networks}}'
$ docker ps -a --filter network=nosuch
$ docker ps -a --filter publish=8103/udp --format '{{.Names}}'
$ docker ps -a --filter publish=8100-8102 --format '{{.Names}}'
$ docker ps -a --filter expose=7000 --format '{{.Names}}'
$ docker ps -a --filter expose=a
$ docker ps -a --filter publish=0
$ docker ps -a --filter publish=70000
$ docker ps -a --filter publish=80/foo
$ docker ps -a --filter health=none -q | wc -l
$ docker ps -a --filter health=bad
$ docker ps -a --filter status=sleeping
$ docker ps -a --filter is-task=true
$ docker ps -a --filter is-task=maybe
$ docker ps --filter running=1
$ docker ps --filter name
$ docker ps --filter =x
$ docker ps --filter ''
$ docker ps -l --format '{{.Names}}'
$ docker ps -n 2 --format '{{.Names}}'
$ docker ps -n 0 --format '{{.Names}}' | wc -l
$ docker ps -n -5 --format '{{.Names}}' | wc -l
$ docker ps --no-trunc --format '{{.Command}}|{{.Ports}}'
$ docker ps -a --format 'table {{.Names}}\t{{.Command}}\t{{.Label "tier"}}\t{{.Size}}' | sed 's/ *$//'
$ docker ps -as --format '{{.Names}} {{.Size}}'
$ docker ps -a --format '{{.RunningFor}}|{{.CreatedAt}}|{{.Platform}}|{{.Image}}' | head -n 1
$ docker ps --filter name=live --format '{{json .}}' | tr ',' '\n' | cut -d: -f 1
$ docker ps --format raw --filter name=live | cut -d: -f 1
$ docker ps --format 'table {{.ID}}\n'
$ docker ps --format 'table'
$ docker ps --format '{{.Nosuch}}'
$ docker ps -q --format '{{.Names}}'
$ docker ps --format table -q | wc -l
$ docker ps -aq --no-trunc | awk '{print length}' | sort -u
$ docker port live
$ docker port live 91/udp
$ docker port live 7000
% docker rm -f live idle >/dev/null
$ docker container prune -f --filter label=tier=db --filter label=rank
$ docker container prune -f --filter label!=rank | sed 's/^[0-9a-f]*$/ID/'
$ docker ps -a --format '{{.Names}}'
$ docker container prune -f --filter label=rank=2
$ docker container prune -f --filter name=seed
$ docker container prune -f --filter until=abc
$ docker container prune -f --filter until=1h --filter until=2h
$ docker container prune --filter until=0s --force | sed 's/^[0-9a-f]*$/ID/'
% docker network create --label env=dev --label owner n1; docker network create --internal n2; docker network create -d bridge --attachable=false --ipv6=false n3
#! any-order
$ docker network ls --filter type=custom --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}} {{.IPv6}} {{.Labels}}'
#! any-order
$ docker network ls --filter driver=bridge --filter driver=null --format '{{.Name}}'
$ docker network ls --filter label=env=dev -q | wc -c
$ docker network ls --filter label=env=prod -q
$ docker network ls --filter name=n --format '{{.Name}}' | sort
$ docker network ls --filter type=odd
$ docker network ls --filter dangling=odd
$ docker network ls --filter scope=global
$ docker network ls --filter scope=local -q | wc -l
$ docker network ls --filter nosuch=1
$ docker network ls --filter dangling=true --format '{{.Name}}' | sort
$ docker network ls --filter dangling=false --format '{{.Name}}' | sort
$ docker network ls --filter id=zz
$ docker network ls --no-trunc --filter name=n1 --format '{{.ID}}' | wc -c
$ docker network ls --format '{{.CreatedAt}}' --filter name=n1
$ docker network ls --format '{{json .}}' --filter name=n2 | tr ',' '\n' | cut -d: -f 1
$ docker network ls --filter name=host --format raw
$ docker network prune -f --filter label=owner
#! any-order
$ docker network prune -f --filter label!=owner
$ docker network prune -f --filter driver=bridge
$ docker network prune -f --filter until=-5m
% docker volume create -l keep=yes v1; docker volume create v2; docker volume create -l keep=no v3; docker volume create >/dev/null; docker run --name holder -v v2:/v busybox true
$ docker volume ls --filter label=keep --format '{{.Name}} {{.Labels}} {{.Driver}} {{.Scope}} {{.Mountpoint}} {{.Links}} {{.Size}} {{.Availability}} {{.Group}} {{.Status}}'
$ docker volume ls --filter dangling=true --filter name=v --format '{{.Name}}'
$ docker volume ls --filter dangling=0 --format '{{.Name}}'
$ docker volume ls --filter dangling=x
$ docker volume ls --filter name=^v --filter driver=local -q
$ docker volume ls --filter driver=nosuch -q
$ docker volume ls --filter scope=local
$ docker volume ls --format '{{json .}}' --filter name=v1
$ docker volume ls --format raw --filter name=v3
$ docker volume prune -f --filter label=keep=yes
#! any-order
$ docker volume prune -f -a --filter label!=keep | sed 's/^[0-9a-f]\{64\}$/ANON/'
$ docker volume prune -f --filter all=1 --filter label=keep=no
$ docker volume prune -f --filter all=x
$ docker volume prune -f --filter until=1h
$ docker volume prune -f --filter dangling=1
$ docker volume prune -af | sort
$ docker volume ls -q
% docker tag busybox dev/app:1; docker tag busybox dev/app:2; docker tag alpine dev/api:1; docker tag alpine localhost:5000/team/api:1; printf 'FROM busybox\nLABEL stage=test\nENV A=1\n' | DOCKER_BUILDKIT=0 docker build -q -t lab:1 - ; printf 'FROM busybox\nLABEL stage=dang\n' | DOCKER_BUILDKIT=0 docker build -q -
$ docker images --filter reference='dev/*' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter reference='*/*:1' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images 'dev/a*:2' --format '{{.Tag}}'
$ docker images '*/team/*' --format '{{.Repository}}'
$ docker images --filter label=stage --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter label=stage=dang --format '{{.Tag}} {{.Digest}}'
$ docker images --filter dangling=true --filter label=stage=test
$ docker images --filter before=lab:1 --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter since=nosuch
$ docker images --filter dangling=x
$ docker images --filter until=x
$ docker images --filter 'reference=['
$ docker images 'dev/app:nosuch'
$ docker images dev/app@sha256:1234
$ docker images --filter reference=busybox --filter reference=alpine --format '{{.Repository}}' | sort -u
$ docker images --tree | head -n 2
$ docker images -a --no-trunc --format '{{.ID}}' lab | wc -c
$ docker images --format '{{.Containers}} {{.SharedSize}} {{.UniqueSize}} {{.VirtualSize}} {{.CreatedSince}}' lab
$ docker images --format json lab | tr ',' '\n' | cut -d: -f 1
$ docker image ls --format raw lab | cut -d: -f 1
$ docker image prune -f --filter label=stage=test
$ docker image prune -f --filter label!=stage
$ docker image prune -f --filter dangling=maybe
$ docker image prune -f | grep -c deleted:
$ docker image prune -af --filter label=stage --filter until=1s | tail -n 1
$ docker images --format '{{.Repository}}:{{.Tag}}' | sort
#! any-numbers
$ docker system df -v --format '{{range .Containers}}{{.Names}} {{.Image}} {{.LocalVolumes}}{{println}}{{end}}'
$ docker system df --format '{{.Type}}|{{.TotalCount}}|{{.Active}}|{{.Reclaimable}}' | cut -d'|' -f 1-3
$ docker system df --format '{{json .}}' | head -n 1 | tr ',' '\n' | cut -d: -f 1
$ docker system df -v --format table
$ docker system df x
$ docker system prune -f --filter label=nosuch | tail -n 1
$ docker system prune -f --volumes --filter until=1h
$ docker system prune -af --filter label!=x --filter name=y
