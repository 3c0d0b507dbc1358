# Back-off and counts, links, aliases, addresses, shared volumes, waits of several, updates, top, stats, templates over lists
% docker network create --subnet 10.97.0.0/24 --gateway 10.97.0.254 --ip-range 10.97.0.128/25 --aux-address printer=10.97.0.128 -o com.docker.network.bridge.enable_icc=true --label n=1 lan; docker network create --internal --subnet 10.98.0.0/28 tight; docker volume create --label v=1 shared
$ docker run -d --name ann --network lan --ip 10.97.0.10 --network-alias alpha --network-alias first --mac-address 02:42:ac:00:00:0a --hostname host-a --domainname example.org busybox sleep 1000 | wc -c
$ docker run -d --name bob --network lan --link ann:near busybox sleep 1000 | wc -c
$ docker exec ann sh -c 'hostname; hostname -f; ip -4 addr show eth0 | grep -o "inet [0-9./]*"; cat /sys/class/net/eth0/address; ip route'
$ docker exec bob sh -c 'ip -4 addr show eth0 | grep -o "inet [0-9./]*"; ping -c 1 -W 1 near | head -n 1; ping -c 1 -W 1 alpha | head -n 1; nslookup first | grep -c 10.97.0.10; grep near /etc/hosts; env | grep -i near'
$ docker run --rm --network lan --ip 10.97.0.10 busybox true
$ docker run --rm --network lan --ip 10.97.0.254 busybox true
$ docker run --rm --network lan --ip 10.97.0.128 busybox true
$ docker run --rm --network lan --ip 10.99.0.1 busybox true
$ docker run --rm --network lan --ip6 fe80::1 busybox true
$ docker run -d --name legacy -e SECRET=1 -p 127.0.0.1::80 --expose 81 busybox sleep 1000 | wc -c
$ docker run --rm --link legacy:db --link legacy busybox sh -c 'env | grep ^DB | sed "s/172[.0-9]*/IP/g; s/:[0-9]*$/:P/" | sort; grep -c legacy /etc/hosts; tail -n 1 /etc/hosts | cut -f 2'
$ docker run --rm --link nosuch:x busybox true
$ docker run --rm --network lan --link legacy:db busybox true
$ docker run --rm --network none --link ann:b busybox true
$ docker run --rm --network container:ann --link bob busybox true
$ docker run --rm --network host --link ann busybox true
$ docker stop -t 0 legacy
$ docker run --rm --link legacy busybox true
$ docker rm legacy
$ docker network connect --ip 10.98.0.5 --alias inner --link bob:bee tight ann
$ docker network connect tight bob
$ docker inspect ann -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{$v.IPPrefixLen}} {{$v.Gateway}} {{$v.Links}} {{len $v.DNSNames}}{{"\n"}}{{end}}'
$ docker exec ann ping -c 1 -W 1 bee | head -n 1
$ docker exec bob ping -c 1 -W 1 inner | head -n 1
$ docker network inspect tight -f '{{range .Containers}}{{.Name}} {{.IPv4Address}}{{"\n"}}{{end}}' | sort
$ docker network inspect lan -f '{{json .IPAM}} {{json .Options}} {{json .Labels}}'
$ docker network inspect -v lan -f '{{len .Containers}}'
$ docker network disconnect tight ann
$ docker network disconnect tight ann
$ docker network disconnect -f tight nosuch
$ docker network connect lan ann
$ docker network connect --ip 10.97.0.10 lan bob
$ docker network rm tight
$ docker network disconnect -f tight bob
$ docker network rm tight
$ docker run --rm --network tight busybox true
$ docker network create --subnet 10.97.0.0/16 z
$ docker network create --subnet 10.99.0.0/24 --gateway 10.98.0.1 z
$ docker network create --gateway 10.99.0.1 z
$ docker network create --ip-range 10.99.0.0/25 z
$ docker network create --subnet 10.99.0.0/33 z
$ docker network create --subnet 10.99.0.0/24 --subnet 10.100.0.0/24 z
$ docker network create --aux-address x=1.2.3.4 --subnet 10.99.0.0/24 z
$ docker network create -o com.docker.network.driver.mtu=x z
$ docker network create --ipam-driver null z
$ docker network rm z
$ docker run -d --name writer -v shared:/s -v /anon --tmpfs /t busybox sh -c 'echo w > /s/w; echo n > /anon/n; sleep 1000' | wc -c
% sleep 0.3
$ docker run --rm --volumes-from writer busybox sh -c 'cat /s/w /anon/n; ls -d /t'
$ docker run --rm --volumes-from writer:ro busybox touch /s/x
$ docker run --rm --volumes-from writer:rw -v shared:/other:ro busybox sh -c 'touch /s/x; ls /other'
$ docker run --rm --volumes-from nosuch busybox true
$ docker run --rm --volumes-from writer:zz busybox true
$ docker run -d --name heir --volumes-from writer -v mine:/s busybox sleep 1000 | wc -c
$ docker inspect heir -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}} {{.Mode}}{{"\n"}}{{end}}' | sort
$ docker exec heir ls /s
$ docker rm -fv heir writer
$ docker volume ls -q -f dangling=true | sed 's/^[0-9a-f]\{64\}$/ANON/' | sort
% docker run -d --name r3 --restart on-failure:3 busybox sh -c 'exit 7' >/dev/null; docker run -d --name ra --restart always busybox sh -c 'echo up; exit 0' >/dev/null; docker run -d --name no busybox false >/dev/null; sleep 5
$ docker inspect r3 -f '{{.RestartCount}} {{.State.Status}} {{.State.ExitCode}} {{.State.Restarting}}'
$ docker inspect ra -f '{{gt .RestartCount 2}} {{lt .RestartCount 9}}'
$ docker inspect no -f '{{.RestartCount}} {{.State.ExitCode}}'
$ docker start r3; sleep 5
$ docker inspect r3 -f '{{.RestartCount}}'
$ docker exec ra true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/' | cut -c 1-60
$ docker rm -f ra
$ docker ps -a -f exited=7 --format '{{.Names}} {{.Status}}' | sed 's/ [0-9a-zA-Z ]* ago/ AGO/'
$ docker run -d --name w1 busybox sh -c 'sleep 1; exit 4' >/dev/null; docker run -d --name w2 busybox sh -c 'exit 5' >/dev/null; docker wait w1 w2; docker wait w2 nosuch w1; docker wait no; (sleep 1; docker rm -f w3 >/dev/null) & docker run -d --name w3 busybox sleep 1000 >/dev/null; docker wait w3; docker rm w1 w2 r3 no
$ docker run -d --name upd -m 64m --memory-reservation 32m --cpus 0.5 --pids-limit 50 busybox sleep 1000 >/dev/null
$ docker update -m 128m upd
$ docker update -m 120m --memory-swap 128m upd
$ docker inspect upd -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.MemoryReservation}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}'
$ docker update --memory-reservation 512m upd
$ docker update --cpu-quota 1000 upd
$ docker update --cpus 0.25 upd
$ docker update --restart on-failure:2 --pids-limit 0 upd
$ docker inspect upd -f '{{json .HostConfig.RestartPolicy}} {{.HostConfig.NanoCpus}}'
$ docker stats --no-stream --format '{{.Name}} {{.PIDs}}' upd
$ docker run --rm -m 4m busybox true
$ docker run --rm -m 6m --memory-swap 5m busybox true
$ docker run --rm --memory-swap 8m busybox true
$ docker run --rm -m 8m --memory-reservation 9m busybox true
$ docker run --rm --cpus 1 --cpu-quota 1000 busybox true
$ docker run --rm --cpuset-cpus 0-99 busybox true
$ docker run --rm --cpu-period 1 busybox true
$ docker run --rm --memory-swappiness 200 busybox true
$ docker run --rm --kernel-memory 1m busybox true
$ docker run --rm --oom-kill-disable busybox true
$ docker run --rm --oom-score-adj 2000 busybox true
$ docker run --rm --blkio-weight 5 busybox true
$ docker run --rm --pids-limit -5 busybox true
$ docker run --rm --shm-size 0 busybox true
$ docker run -d --name tp busybox sh -c 'sleep 999 & exec sleep 1000' >/dev/null; sleep 0.3; docker top tp -o pid,comm | awk 'NR==1{print} NR>1{print $2}'; docker top tp -eo args | sort; docker top tp aux | head -n 1; docker top tp -o args; docker top tp -o nosuch 2>&1 | tail -n 1 | cut -c 1-40
$ docker top tp -C sleep | head -n 1
$ docker top tp --ppid 1 | head -n 1
$ docker top tp -C nosuch
$ docker top tp -e -o pid,pgid,sid,nlwp | awk 'NR==1'
$ docker rm -f tp
$ docker exec -d upd sh -c 'echo late > /tmp/late'
% sleep 0.3
$ docker exec upd cat /tmp/late
$ docker exec -e A -e B=2 -e C= upd env | grep '^[ABC]'
$ docker exec --env-file /nosuch upd true
$ docker exec -u 5:6 -w /tmp --privileged upd sh -c 'id; pwd'
$ docker exec -w rel upd pwd
$ docker exec -u root:nosuch upd true
$ docker exec -t upd sh -c 'test -t 1 && echo tty' | od -c | head -n 1; echo in | docker exec -i upd cat
$ docker exec upd sh -c 'exit 9'; echo $?
$ docker exec upd sh -c 'kill -9 $$'; echo $?
$ docker exec --detach-keys nosuch,x upd true
$ docker pause upd
$ docker exec upd true
$ docker stop -t 0 upd
$ docker start upd
$ docker pause upd
$ docker pause upd
$ docker rename upd uu
$ docker kill uu
$ docker unpause uu
$ docker restart -t 0 uu
$ docker unpause uu
$ docker rm uu
$ docker stop --signal KILL uu
$ docker stop -s NOPE uu
$ docker inspect uu -f '{{.State.ExitCode}} {{.State.Paused}}'
$ docker rm uu
$ docker run -d --name s1 --stop-signal INT --stop-timeout 1 busybox sh -c 'trap "echo int; exit 3" INT; while :; do sleep 0.1; done' >/dev/null; sleep 0.3; docker stop s1; docker logs s1; docker wait s1; docker start s1 >/dev/null; sleep 0.3; docker stop -s TERM s1; docker inspect s1 -f '{{.State.ExitCode}} {{.Config.StopSignal}} {{.Config.StopTimeout}}'; docker rm s1
$ docker run --name code busybox sh -c 'exit 300'; echo $?
$ docker run --rm busybox nosuch; echo $?
$ docker run --rm busybox /etc; echo $?
$ docker run --rm nosuch:x; echo $?
$ docker run --rm --entrypoint '' busybox
$ docker run --rm --entrypoint '' busybox echo e
$ docker run --rm --entrypoint "echo a" busybox b
$ docker run --rm busybox sh -c 'kill -TERM $$'; echo $?
$ docker start -a code; echo $?
$ docker rm code
$ docker ps -a --format '{{.Names}}|{{.Networks}}|{{.Mounts}}|{{.Ports}}|{{.State}}|{{.LocalVolumes}}|{{.Labels}}' | sort
$ docker ps -a --format '{{json .Names}} {{upper .State}} {{len .Names}} {{printf "%-5s|%5s" .Names .State}}' | sort
$ docker ps -aq --no-trunc | head -n 1 | wc -c
$ docker ps --format 'table {{.Names}}\t{{.RunningFor}}' | head -n 1
$ docker network ls --format '{{.Name}}|{{.Driver}}|{{.Scope}}|{{.Internal}}|{{.IPv6}}|{{.Labels}}' | sort
$ docker network ls --format '{{json .}}' -f name=lan | tr ',' '\n' | cut -d: -f 1 | sort
$ docker network ls -f id=zz
$ docker network ls -f driver=host -f driver=null --format '{{.Name}}' | sort
$ docker network ls -f scope=swarm -q
$ docker network ls --no-trunc -q -f name=^lan$ | wc -c
$ docker network ls --format '{{slice .ID 0 3 | len}}' -f name=lan
$ docker volume ls --format '{{.Name}}|{{.Driver}}|{{.Label "v"}}|{{.Scope}}|{{.Mountpoint}}' -f name=shared
$ docker volume ls --format 'table {{.Driver}}\t{{.Name}}' -f label=v
#! timeout 90
$ docker volume ls -f driver=nosuch
$ docker volume ls -f dangling=maybe
$ docker volume inspect shared -f '{{json .}}' | sed 's/"CreatedAt":"[^"]*"/AT/'
$ docker volume inspect shared shared -f '{{.Name}}{{with .Labels}} {{.v}}{{end}}'
$ docker images --format '{{.Repository}}{{"\t"}}{{.Tag}} {{if eq .Tag "latest"}}L{{else}}-{{end}} {{.Containers}} {{.Digest}}' | sort
$ docker images --format '{{json .}}' busybox | tr ',' '\n' | cut -d: -f 1
$ docker images --format '{{.CreatedSince | len | lt 3}}' busybox
$ docker image ls --format 'table {{.ID}}' busybox | head -n 1
$ docker history --format '{{.Size}} {{.CreatedSince | printf "%.0s"}}|{{.Comment}}' busybox
$ docker history -H=false busybox --format '{{.Size}}'
$ docker inspect ann -f '{{.Config.Image}}{{println}}{{range .Config.Env}}{{println .}}{{end}}{{join .Config.Cmd "+"}} {{title .State.Status}} {{index .Config.Cmd 1}} {{len .Mounts}} {{.HostConfig.NetworkMode}} {{not .State.Running}} {{and .State.Running (eq .Name "/ann")}}'
$ docker inspect ann -f '{{range $i, $e := .Config.Cmd}}{{$i}}={{$e}};{{end}} {{json .NetworkSettings.Ports}} {{pad .Name 1 2}}|{{split .Name "n"}} {{.State.Nosuch}}'
$ docker inspect ann -f '{{index .Config.Cmd 9}}'
$ docker inspect ann -f '{{slice .Id 0 70}}'
$ docker inspect ann -f '{{template "x"}}'
$ docker inspect ann -f '{{define "t"}}T{{.}}{{end}}{{template "t" .Name}}'
$ docker inspect ann -f '{{.Name.First}}'
$ docker inspect ann -f '{{nosuch .}}'
$ docker inspect ann -f '{{end}}'
$ docker inspect ann -f '{{if}}'
$ docker version --format '{{.Client.Version}} {{.Server.APIVersion}} {{.Server.MinAPIVersion}} {{range .Server.Components}}{{.Name}} {{end}}'
$ docker info -f '{{.Containers}} {{.Driver}} {{.OSType}} {{json .Plugins.Network}} {{.Swarm.LocalNodeState}} {{.LoggingDriver}}'
$ docker info -f '{{.Nosuch}}'
$ docker context ls --format '{{.Name}} {{.Current}}'
$ docker system info -f json | tr ',' '\n' | head -n 1 | cut -c 1-5
$ docker version -f json | tr ',' '\n' | head -n 1 | cut -c 1-11
$ docker stats --no-stream --format json ann | tr ',' '\n' | cut -d: -f 1
$ docker stats --no-stream --format '{{.Name}} {{.MemPerc}}' nosuch
$ docker container stats -a --no-stream --format '{{.Name}}' | sort
$ docker rm -f ann bob
$ docker network rm lan
$ docker volume rm shared mine
