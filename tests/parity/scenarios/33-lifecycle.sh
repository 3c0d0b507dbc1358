# start stop restart kill wait rename update pause
% docker run -d --name web busybox sleep 100
% docker create --name fresh busybox sh -c 'echo out; exit 4'
$ docker start -a fresh
$ docker start fresh web
$ docker start nosuch fresh
$ docker start -a fresh web
$ docker start -i nosuch
$ docker start --detach-keys x web
$ docker stop -t 0 web nosuch
$ docker stop web
$ docker stop -s NOSUCH web
$ docker start web >/dev/null; docker stop -s NOSUCH web
$ docker stop -t x web
$ docker stop --time 0 web
$ docker start web; docker stop --timeout 0 -s KILL web
$ docker restart -t 0 web nosuch
$ docker restart -s KILL web
$ docker kill -s TERM web
$ docker kill -s SIGNOSUCH web
$ docker kill -s 0 web
$ docker kill --signal=KILL web fresh nosuch
$ docker kill ''
$ docker wait web
$ docker wait fresh web nosuch
$ docker wait
$ docker pause web
$ docker start web; docker pause web; docker pause web
$ docker exec web true
$ docker stop -t 0 web
$ docker unpause web
$ docker unpause fresh
$ docker start web; docker unpause web; docker pause nosuch
$ docker rename web www
$ docker rename www www
$ docker rename www fresh
$ docker rename www 'b d'
$ docker rename nosuch a
$ docker rename www /slash; docker ps --format '{{.Names}}'
$ docker rename slash web
$ docker update --restart always web
$ docker update --restart sometimes web
$ docker update --cpus 1.5 --cpu-shares 100 web; docker inspect -f '{{.HostConfig.NanoCpus}} {{.HostConfig.CpuShares}}' web
$ docker update --cpu-period 50000 --cpu-quota 25000 web
$ docker update --pids-limit 10 web fresh
$ docker update -m 20m --memory-swap -1 web
$ docker update --memory-reservation 100m web
$ docker update --blkio-weight 500 web
$ docker update --cpuset-cpus 0-99 web
$ docker update --cpuset-mems 9 web
$ docker update --kernel-memory 10m web
$ docker update --restart no web nosuch
$ docker update -m x web
$ docker attach --no-stdin fresh
$ docker attach --detach-keys 'x' fresh
$ docker attach fresh
$ docker pause web; docker attach web
$ docker restart -t 0 web
$ docker logs web
$ docker top web -eo pid,nosuch
$ docker port fresh
$ docker rm web
$ docker rm -f web nosuch
$ docker rm -l nosuch
$ docker rm -l nosuch/alias
$ docker rm -v nosuch
$ docker rm -f nosuch
$ docker rm ''
$ docker run -d --name r --restart on-failure:1 busybox false; sleep 2; docker inspect -f '{{.RestartCount}} {{.State.Status}} {{.State.ExitCode}} {{.State.Error}}' r
$ docker create --name bad busybox nosuch; docker start bad
$ docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}' bad
$ docker start -a bad
$ docker create --name e1 busybox sh -c 'exit 9'; docker start -a e1; echo $?
$ docker start -ai e1; echo $?
$ docker run --name k1 busybox sh -c 'kill -9 $$; echo alive'
$ docker run -d --name k2 --init busybox sleep 100; docker kill -s TERM k2; docker wait k2
$ docker run -d --name k3 busybox sh -c 'trap "exit 5" TERM; while :; do sleep 0.1; done'; docker stop k3; docker wait k3
$ docker run -d --name k4 --stop-signal INT --stop-timeout 1 busybox sh -c 'trap "exit 6" INT; while :; do sleep 0.1; done'; docker stop k4; docker inspect -f '{{.State.ExitCode}}' k4
$ docker ps -a --format '{{.Names}} {{.Status}}'
