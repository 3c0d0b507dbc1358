# Health, restarts, updates, renames, exec and attach at the edges, logs with times
% since=$(date +%s); docker run -d --name hc --health-cmd 'test -f /ok' --health-interval 1s --health-retries 2 --health-timeout 1s busybox sh -c 'sleep 4; touch /ok; sleep 1000'; sleep 1
$ docker inspect hc --format '{{.State.Health.Status}} {{json .Config.Healthcheck}}'
% sleep 2
$ docker inspect hc --format '{{.State.Health.Status}}'
% sleep 3
$ docker inspect hc --format '{{.State.Health.Status}} {{.State.Health.FailingStreak}} {{(index .State.Health.Log 0).ExitCode}}'
$ docker ps --filter health=healthy --format '{{.Names}} {{.Status}}' | sed 's/Up .* (/(/'
$ docker run --rm --health-cmd true --no-healthcheck busybox true
$ docker run --rm --health-interval 1us busybox true
$ docker run --rm --health-interval -1s busybox true
$ docker run --rm --health-retries -1 --health-cmd x busybox true
$ docker run --rm --health-timeout x busybox true
$ docker run --rm --health-start-interval 5s busybox true
$ docker create --name nh --no-healthcheck busybox true >/dev/null
$ docker inspect nh -f '{{json .Config.Healthcheck}} {{json .State.Health}}'
$ docker rm nh
$ docker rename hc hh
$ docker rename hc x
$ docker rename hh ''
$ docker rename hh hh
$ docker rename hh 'a b'
$ docker rename hh /h2
$ docker rename
$ docker rename a
$ docker ps --format '{{.Names}}'
$ docker rename h2 hc
$ docker events --since $since --until $(date +%s) --filter container=hc --filter event=rename --format '{{.Action}} {{.Actor.Attributes.oldName}} {{.Actor.Attributes.name}}' | head -n 2
$ docker update hc
$ docker update --memory 64m hc
$ docker update --memory 64m --memory-swap 128m --cpus 0.5 --pids-limit 100 --restart unless-stopped hc
$ docker inspect hc -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{.HostConfig.RestartPolicy}}'
$ docker update --restart nosuch hc
$ docker update --cpus -1 hc
$ docker update --cpus 1000 hc
$ docker update --memory x hc
$ docker update --cpu-shares 1 hc
$ docker update --cpuset-cpus 99 hc
$ docker update --blkio-weight 1 hc
$ docker update nosuch -m 64m
$ docker update
$ docker update --restart on-failure:3 hc nosuch
$ docker update --cpu-period 1 hc
$ docker update --cpu-quota 5 hc
$ docker update --pids-limit -1 hc
$ docker update --kernel-memory 5m hc
$ docker run -d --name re --restart on-failure:2 busybox sh -c 'echo try; exit 5' >/dev/null
% sleep 3
$ docker inspect re -f '{{.RestartCount}} {{.State.Status}} {{.State.ExitCode}}'
$ docker logs re
$ docker update --restart always re
$ docker rm -f re
$ docker run --rm -d --restart always busybox true
$ docker run -d --name al --restart always busybox sh -c 'echo run; sleep 1' >/dev/null
% sleep 4
$ docker logs al | uniq
$ docker stop -t 0 al
$ docker inspect al -f '{{.State.Status}}'
$ docker start al
$ docker kill al
$ docker rm -f al
$ docker exec hc sh -c 'exit 7'; echo $?
$ docker exec hc nosuch; echo $?
$ docker exec hc /etc/passwd; echo $?
$ docker exec -w /nosuch hc pwd
$ docker exec -w /tmp hc pwd
$ docker exec -u nosuch hc id
$ docker exec -u 5:6 hc id
$ docker exec -e A=1 -e B hc env | grep -E '^(A|B)='
$ docker exec --env-file nosuch hc env
$ docker exec -d hc touch /bg
% sleep 1
$ docker exec hc ls /bg
$ docker exec -d hc nosuch
$ docker exec
$ docker exec hc
$ docker exec '' ls
$ docker exec -it hc ls
$ docker exec --privileged hc grep -c . /proc/self/status >/dev/null
$ docker exec -dit hc true
$ docker exec --detach-keys x,y,z hc true
$ docker exec --detach-keys ctrl-é hc true
$ echo piped | docker exec -i hc cat
$ echo lost | docker exec hc cat
$ docker exec -i hc sh -c 'read x; echo "[$x]"' </dev/null
$ echo 'ls /etc/passwd; exit 4' | docker exec -i hc sh; echo $?
$ docker exec hc sh -c 'echo o; echo e >&2' 2>/dev/null
$ docker exec hc sh -c 'kill -9 $$'; echo $?
$ docker exec hc kill -0 1
$ docker exec hc ps -o pid,args | grep -c sleep
$ docker pause hc
$ docker exec hc true
$ docker pause hc
$ docker stop -t 0 nosuch
$ docker restart -t 0 hc
$ docker inspect hc -f '{{.State.Status}} {{.State.Paused}}'
$ docker unpause hc
$ docker kill -s HUP hc
$ docker kill -s SIGNOSUCH hc
$ docker kill -s 0 hc
$ docker kill -s 65 hc
$ docker stop -s NOSUCH hc
$ docker stop -t x hc
$ docker stop -s KILL hc
$ docker kill hc
$ docker pause hc
$ docker exec hc true
$ docker attach hc
$ docker top hc
$ docker stats --no-stream hc | tail -n 1 | cut -c 1-12
$ docker port hc
$ docker wait hc
$ docker start hc
$ docker stop -t 1 -s TERM hc
$ docker inspect hc -f '{{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Error}}'
$ docker unpause hc
% docker run -d --name lo busybox sh -c 'for i in 1 2 3 4 5; do echo out$i; sleep 0.1; echo err$i >&2; sleep 0.4; done'; docker wait lo; sleep 1.1
$ docker logs lo 2>/dev/null
$ docker logs lo 2>&1 >/dev/null
$ docker logs -n 2 lo 2>&1 | sort
$ docker logs --tail 0 lo
$ docker logs --tail all lo 2>/dev/null | wc -l
$ docker logs --tail -1 lo 2>/dev/null | wc -l
$ docker logs --tail x lo 2>/dev/null | wc -l
$ docker logs -t lo 2>/dev/null | head -n 1
$ docker logs --details lo 2>/dev/null | head -n 1
$ docker logs --since 1h lo 2>/dev/null | wc -l
$ docker logs --since 0s lo
$ docker logs --until 1h lo
$ docker logs --since abc lo
$ docker logs --until 2000-01-01 lo
$ docker logs --since 2999-01-01T00:00:00Z lo
$ docker logs --since "$(docker inspect -f '{{.State.FinishedAt}}' lo)" lo
$ docker logs --until "$(docker inspect -f '{{.State.FinishedAt}}' lo)" lo 2>/dev/null | wc -l
$ docker logs -f --since 1m --tail 1 lo
$ docker logs lo lo
$ docker logs
$ docker logs --nosuch lo
% t=$(docker logs -t lo 2>/dev/null | sed -n 3p | cut -d' ' -f 1)
$ docker logs --since $t lo 2>/dev/null
$ docker logs --until $t lo 2>/dev/null
$ docker logs --since $t --until $t lo 2>/dev/null
$ docker logs --since $t -n 1 lo
$ docker run --log-driver none --name nolog busybox echo hi
$ docker logs nolog
$ docker run --log-driver json-file --log-opt max-size=x busybox true
$ docker run --log-opt nosuch=1 busybox true
$ docker run --log-opt max-file=0 busybox true
$ docker run --name lab -l who=me -e WHERE=here --log-opt labels=who --log-opt env=WHERE --log-opt tag='{{.Name}}' busybox echo tagged
$ docker logs --details lab
$ docker run --name loc --log-driver local busybox echo local
$ docker logs -t loc | cut -d' ' -f 2
$ docker inspect loc lab -f '{{json .HostConfig.LogConfig}} {{.LogPath | len}}' | sed 's/[0-9]*$//'
$ docker run --log-driver nosuch busybox true
$ docker run --log-opt mode=odd busybox true
$ docker run --log-opt mode=non-blocking --log-opt max-buffer-size=1m --rm busybox echo buffered
$ docker run --log-opt max-buffer-size=1m --rm busybox true
$ docker run --log-opt compress=true --rm busybox true
$ docker run --log-opt labels-regex='[' --rm busybox true
$ docker run -d --name at -i busybox sh -c 'read x; echo got $x; exit 6' >/dev/null; (echo one; sleep 1) | docker attach at
% sleep 1
$ docker logs at
$ docker inspect at -f '{{.State.ExitCode}}'; timeout 2 docker start -a at </dev/null
$ docker stop -t 0 at
$ echo again | docker start -ai at
$ docker start -a at nosuch
$ docker start -i at at
$ docker start --attach nosuch
$ docker attach
$ docker attach at at
$ docker attach --detach-keys x,nosuch at
$ docker run -d --name sig busybox sh -c 'trap "echo term; exit 3" TERM; trap "echo hup" HUP; while :; do sleep 0.1; done' >/dev/null
% sleep 0.5
$ docker kill -s HUP sig
% sleep 0.5
$ docker stop sig
$ docker logs sig
$ docker inspect sig -f '{{.State.ExitCode}}'
$ docker run -d --name st --stop-signal HUP --stop-timeout 1 busybox sleep 1000 >/dev/null
$ docker stop st
$ docker inspect st -f '{{.State.ExitCode}} {{.Config.StopSignal}} {{.Config.StopTimeout}}'
$ docker rm sig st
$ docker events --since x
$ docker events --until 0s --since 0s --filter nosuch=1
$ docker events --filter type --until 0s
$ docker events --since $since --until $(date +%s) --filter label=who=me --format '{{.Action}}'
$ docker events --until 0s --format '{{.Nosuch}}' --since $since | head -n 1
$ docker events --since $since --until $(date +%s) --filter scope=swarm
$ docker events --since $since --until $(date +%s) --filter daemon=nosuch
$ docker wait
$ docker wait nosuch hc
$ docker wait lo; sleep 1.1 at
$ docker top lo
$ docker run -d --name tp busybox sh -c 'sleep 1000 & sleep 1001' >/dev/null
% sleep 0.5
$ docker top tp -eo args | sort
$ docker top tp -o user=WHO,args
$ docker top tp aux | head -n 1
$ docker top tp -nosuch
$ docker top tp -o nosuch
$ docker top tp -o args
$ docker top
$ docker stats --no-stream --format '{{.Name}} {{.ID | len}} {{.NetIO}} {{.BlockIO}} {{.PIDs}}' tp | sed 's/[0-9.]*[kM]*B/N/g; s/[0-9]*$/P/'
$ docker stats --no-stream --no-trunc --format '{{.ID}}' tp | wc -c
$ docker stats --no-stream -a --format '{{.Name}} {{.CPUPerc}} {{.MemUsage}}' lo
$ docker stats --no-stream --format 'table {{.Name}}\t{{.MemPerc}}' nosuch
$ docker stats --no-stream --format json tp | tr ',' '\n' | cut -d: -f 1
$ docker stats --no-stream --format '{{.Nosuch}}' tp
$ docker stats --no-stream --format raw tp | cut -d: -f 1
$ docker rm tp
$ docker rm -f tp nosuch
$ docker rm -fv nosuch
$ docker rm
$ docker rm -l x
$ docker rm --link a/b
$ docker rm -f lo at loc lab nolog hc | sort
