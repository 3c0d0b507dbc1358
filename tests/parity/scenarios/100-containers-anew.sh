# Containers once more: lists, execs, copies, logs, lives, in a typist's words
% docker run -d --name up -p 8081:80 -p 127.0.0.1:8082:81/udp -l a=1 -l b=x,y -v vv:/vv -w /tmp busybox sleep 1000; docker run --name gone -l a=2 busybox sh -c 'echo out; sleep 0.2; echo err >&2; exit 4'; docker create --name idle --network none busybox true; docker run -d --name sick --health-cmd 'exit 1' --health-interval 1s --health-retries 1 busybox sleep 1000; sleep 3
$ docker ps -a --format '{{.Names}}' -f health=unhealthy -f health=healthy
$ docker ps -a --format '{{.Names}}' -f health=none | sort
$ docker ps -f health=nosuch
$ docker ps --format '{{.Names}} {{.Status}}' -f name=sick | sed 's/[0-9]* seconds*/N/'
$ docker ps -a --format '{{.Names}}' -f exited=0 -f exited=4
$ docker ps -a --format '{{.Names}}' -f exited=x
$ docker ps -a --format '{{.Names}}' -f label=a -f label=b
$ docker ps -a --format '{{.Names}}' -f label=a=1 -f label=a=2
$ docker ps -a --format '{{.Names}}' -f name=up -f name=idle | sort
$ docker ps -a --format '{{.Names}}' -f 'name=^u' -f 'name=e$' | sort
$ docker ps -a -q -f 'name=['
$ docker ps -a --format '{{.Names}}' -f id=x
$ docker ps -a --format '{{.Names}}' -f id="$(docker ps -aqf name=up)"
$ docker ps -a --format '{{.Names}}' -f status=running -f name=up -f status=created
$ docker ps --format '{{.Names}}' -f status=exited
$ docker ps -a --format '{{.Names}}' -f status=removing -f status=dead -f status=restarting
$ docker ps --format '{{.Names}}' -f publish=8080-8085
$ docker ps --format '{{.Names}}' -f publish=8082/udp
$ docker ps -f publish=x
$ docker ps -f publish=80/abc
$ docker ps -f publish=99999
$ docker ps -f expose=5-2
$ docker ps -a --format '{{.Names}}' -f network=none
$ docker ps -a -q -f network=nosuch
$ docker ps --format '{{.Names}}' -f volume=vv
$ docker ps --format '{{.Names}}' -f volume=/vv
$ docker ps -q -f volume=/
$ docker ps -a -q -f ancestor=nosuch
$ docker ps -a --format '{{.Names}}' -f ancestor="$(docker images -q busybox)" | sort
$ docker ps -aq -f ancestor=busybox@sha256:00
$ docker ps -a -q -f since=nosuch
$ docker ps -a --format '{{.Names}}' -f since=gone -f before=sick
$ docker ps -a -q -f before=
$ docker ps -a -q -f is-task=true
$ docker ps -aq -f is-task=x
$ docker ps -a -f isolation=x -q
$ docker ps -f =
$ docker ps -f x=
$ docker ps -n
$ docker ps -n x
$ docker ps -n -5 --format '{{.Names}}' | sort
$ docker ps -n 0 --format '{{.Names}}'
$ docker ps --last=1 --format '{{.Names}}'
$ docker ps -l -n 3 --format '{{.Names}}'
$ docker ps -lq | wc -w
$ docker ps -a --format 'table {{.ID}}' | head -n 1
$ docker ps -a --format 'table {{.Names}}\t{{.Status}}' --no-trunc | head -n 1
$ docker ps --format '{{.Label "b"}}|{{.Labels}}' -f name=up
$ docker ps --format '{{.Ports}}' -f name=up
$ docker ps -a --format '{{.State}}' | sort | uniq -c
$ docker ps --format '{{.HealthStatus}}'
$ docker ps --format '{{.Platform}}'
$ docker container ls --all --quiet --size | wc -l
$ docker container list -aq | wc -l
$ docker container ps -aq | wc -l
$ docker ps --size=x
$ docker ps -a --filter
$ docker port up
$ docker port up 80
$ docker port up 80/tcp
$ docker port up 81/udp
$ docker port up 82
$ docker port up x
$ docker port up 80/x
$ docker port gone
$ docker port idle 80
$ docker port nosuch
$ docker port
$ docker port up 80 81
$ docker exec -it=false up pwd
$ docker exec -i up pwd </dev/null
$ docker exec up sh -c 'exit 200'
$ docker exec up sh -c 'kill -KILL $$'
$ docker exec up ''
$ docker exec up /tmp
$ docker exec up ./x
$ docker exec -w rel up pwd
$ docker exec -w '' up pwd
$ docker exec -w / up pwd
$ docker exec -e A up sh -c 'echo [$A]'
$ A=5 docker exec -e A up sh -c 'echo [$A]'
$ docker exec -e =x up env
$ docker exec -e '' up env
$ docker exec --env-file nosuch up env
% printf 'Z=1\n' > z.env
$ docker exec --env-file z.env -e Z=2 up sh -c 'echo $Z'
$ docker exec -u 5 up id
$ docker exec -u 5:6 up id
$ docker exec -u :6 up id
$ docker exec -u nobody:daemon up id
$ docker exec -u '' up id
$ docker exec -u nosuch:0 up id
$ docker exec -u 0:nosuch up id
$ docker exec --detach-keys x up true
$ docker exec --detach-keys nosuch up true
$ docker exec --detach-keys ctrl-a,x up echo ok
$ docker exec -d up nosuch
$ docker exec -d -i up true
$ docker exec -dt up true
$ docker exec --privileged=x up true
$ docker exec --nosuch up true
$ docker exec gone true
$ docker exec idle true
$ docker exec '' true
$ docker exec up
$ docker exec -t up true </dev/null
$ docker exec up -- echo hi
$ docker exec -- up echo hi
$ docker exec up sh -c 'echo $0 $1' a b
$ docker inspect -f '{{len .ExecIDs}}' up
$ docker exec -d up sleep 300
$ docker inspect -f '{{len .ExecIDs}}' up
$ docker top up -o comm | sort
$ docker top up -eo pid,comm | head -n 1
$ docker top up aux | head -n 1
$ docker top up x y
$ docker top gone
$ docker top idle
$ docker top
$ docker top up -o nosuch
$ docker logs gone
$ docker logs gone 2>/dev/null
$ docker logs --tail -1 gone 2>&1
$ docker logs --tail 0 gone
$ docker logs --tail 1 gone 2>&1
$ docker logs --tail x gone
$ docker logs --tail 1.5 gone
$ docker logs --tail '' gone 2>&1
$ docker logs -n all gone 2>&1
$ docker logs --since 0 gone 2>&1
$ docker logs --since 1h --until 0s gone
$ docker logs --since 2030-01-01 gone
$ docker logs --since x gone
$ docker logs --since -1h gone 2>&1
$ docker logs --until 5m gone 2>&1
$ docker logs --since 1.5h gone 2>&1
$ docker logs --since 2020-01-01T00:00:00Z gone 2>&1
$ docker logs --since 2020-01-01T00:00 gone 2>&1
$ docker logs --since 2020-1-1 gone
$ docker logs idle
$ docker logs -f idle
$ docker logs -ft gone 2>&1 | cut -d' ' -f 2
$ docker logs --details gone 2>&1
$ docker logs --timestamps=x gone
$ docker logs gone idle
$ docker logs ''
$ docker logs --follow=false up
$ docker run --name det --log-opt labels=a --log-opt env=B -l a=q -e B=w busybox echo hi
$ docker logs --details det
$ docker inspect -f '{{json .HostConfig.LogConfig}}' det
$ docker run --rm --log-opt nosuch=1 busybox true
$ docker run --rm --log-opt max-size=x busybox true
$ docker run --rm --log-opt max-file=0 busybox true
$ docker run --rm --log-opt max-file=x busybox true
$ docker run --rm --log-opt max-file=3 busybox true
$ docker run --rm --log-opt x busybox true
$ docker run --rm --log-opt mode=nosuch busybox true
$ docker run --rm --log-opt max-buffer-size=1m busybox true
$ docker run --log-driver local --name loc busybox echo to local
$ docker logs loc
$ docker logs -t loc | cut -c 1-4
$ docker run --log-driver none --name non busybox echo x
$ docker logs non
$ docker run --log-driver nosuch busybox x
$ docker run --log-driver syslog busybox true 2>&1 | head -c 120
$ docker run --rm --log-driver json-file --log-opt compress=true busybox true
% echo f > f; mkdir -p d/e; echo g > d/e/g; ln -s f link; ln -s nosuch broken; echo x > 'with space'
% docker cp f up:
$ docker cp f up:/tmp
$ docker cp f up:/tmp/new
% docker cp f up:/tmp/no/
$ docker cp f up:/tmp/no/x
$ docker cp f up:/etc/passwd/x
% docker cp d up:/etc/passwd
$ docker cp d up:/tmp/dd
$ docker cp d up:/tmp/dd
$ docker exec up find /tmp | sort
$ docker cp link up:/tmp/l1
$ docker cp -L link up:/tmp/l2
$ docker cp broken up:/tmp
$ docker cp -L broken up:/tmp
$ docker cp 'with space' up:/tmp
$ docker exec up ls -F /tmp | sort
$ docker cp -a f up:/tmp/own
$ docker exec up stat -c '%u %g' /tmp/own
$ docker cp up:/tmp/f -  | tar -tf -
$ docker cp up:/tmp/dd/. out
$ find out | sort
$ docker cp up:/tmp/dd out
$ find out | sort
$ docker cp up:/tmp/f out/f2
$ docker cp up:/tmp/f nosuch/
$ docker cp up:/tmp/f nosuch/x
$ docker cp up:/tmp/f f/x
$ docker cp up:/tmp/dd f
$ docker cp up:/nosuch .
$ docker cp up:/tmp/f/ .
$ docker cp up:/tmp/f/. .
$ docker cp - up:/tmp </dev/null
$ docker cp - up:/tmp/f </dev/null
$ tar -cf - f | docker cp - up:/nosuch
$ echo junk | docker cp - up:/tmp
$ docker cp - -
$ docker cp up:/a idle:/b
$ docker cp f
$ docker cp f up:/x extra
$ docker cp : x
$ docker cp f :x
$ docker cp f nosuch:/x
$ docker cp nosuch:/x f
$ docker cp f -
$ docker cp idle:/etc/hostname h
$ docker cp gone:/etc/passwd - | tar -tf -
$ docker cp f idle:/made
$ docker diff idle
$ docker cp idle:/made - | tar -xO
$ docker cp up:/proc/1/comm c1
$ docker cp f up:/proc/x
$ docker cp f up:/vv/in-volume
$ docker run --rm -v vv:/x busybox cat /x/in-volume
$ docker cp ./nosuch:x up:/tmp
$ docker cp up:tmp/f rel
$ cat rel
$ docker cp up:../tmp/f rel2
$ cat rel2
$ docker cp -q d up:/quiet
$ docker cp up:/quiet - --quiet | tar -tf - | sort
$ docker cp --archive=x f up:/
$ docker run --rm -d --name ro --read-only busybox sleep 100 >/dev/null
$ docker cp f ro:/x
$ docker cp ro:/etc/passwd - | tar -tf -
$ docker kill ro
$ docker rename up
$ docker rename up up
$ docker rename up gone
$ docker rename nosuch x
$ docker rename up -x
$ docker rename up /x
$ docker rename x up
$ docker rename up 'a b'
$ docker rename '' x
$ docker rename up x y
$ docker pause idle
$ docker pause gone
$ docker unpause up
$ docker pause up
$ docker exec up true
$ docker top up | wc -l
$ docker cp f up:/paused
$ docker rename up up2
$ docker rename up2 up
$ docker kill -s USR1 up
$ docker restart -t 0 up
$ docker pause
$ docker unpause nosuch up
$ docker kill idle
$ docker kill -s 0 up
$ docker kill -s SIGNOSUCH up
$ docker kill -s '' up
$ docker kill -s -1 up
$ docker kill -s 65 up
$ docker kill -s RTMIN+1 up
$ docker kill -s winch up
$ docker kill --signal=HUP up gone nosuch
$ docker ps -q -f name=up | wc -l
$ docker kill
$ docker stop idle
$ docker stop gone
$ docker stop -t x up
$ docker stop -t -1 -s KILL up
$ docker inspect -f '{{.State.ExitCode}}' up
$ docker stop -s NOSUCH up
$ docker stop --time 1 up
$ docker stop --timeout 1 up
$ docker start up
$ docker stop -t 0 up nosuch
$ docker stop
$ docker start -a up idle
$ docker start -i up idle
$ docker start --checkpoint x up
$ docker start --detach-keys zz up
$ docker restart up
$ docker restart -s KILL -t 1 up
$ docker restart -s x up
$ docker restart -t x up
$ docker restart idle
$ docker restart nosuch up
$ docker restart
$ docker wait gone
$ docker wait gone gone
$ docker wait nosuch gone
$ docker wait
$ { docker wait idle & sleep 1; docker start idle >/dev/null; wait; }
$ docker rm idle gone nosuch ''
$ docker rm
$ docker rm up
$ docker rm -f nosuch
% docker rm -fv up up
$ docker rm -l x
$ docker rm --link nosuch/x
$ docker update
$ docker update sick
$ docker update -m 10m sick
$ docker update --memory-swap 20m -m 15m sick
$ docker update --cpus 0.5 sick
$ docker update --cpus x sick
$ docker update --cpus 9999 sick
$ docker update --restart x sick
$ docker update --restart on-failure:2 sick
$ docker inspect -f '{{json .HostConfig.RestartPolicy}} {{.HostConfig.NanoCpus}} {{.HostConfig.Memory}}' sick
$ docker update --pids-limit x sick
$ docker update --pids-limit 50 nosuch sick
$ docker update --cpuset-cpus 1000 sick
$ docker update --cpu-shares -1 sick
$ docker update --blkio-weight 5 sick
$ docker update --kernel-memory 5m sick
$ docker update -m 1 sick
$ docker update -m -5 sick
$ docker stats --no-stream nosuch
$ docker stats --no-stream --format '{{.Name}}' sick
$ docker stats --no-stream -a --format '{{.Name}} {{.PIDs}}' loc
$ docker stats --no-stream --format 'table {{.Name}}\t{{.CPUPerc}}' loc
$ docker stats --format '{{.Nosuch}}' --no-stream sick
$ docker stats --no-stream=x
$ docker stats --no-trunc --no-stream --format '{{.ID}}' sick | wc -c
$ docker attach idle
$ docker attach loc
$ docker attach
$ docker attach sick x
$ docker attach --detach-keys x-y sick
$ docker attach --sig-proxy=x sick
$ docker pause sick
$ docker attach sick
$ docker unpause sick
$ docker container prune -f --filter until=x
$ docker container prune -f --filter nosuch=x
$ docker container prune -f --filter label=zz
$ docker container prune --filter until=1000h -f
$ docker container prune x
