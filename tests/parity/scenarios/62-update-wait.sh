# update, rename, wait, restart, start, top, stats
% docker run -d --name one -m 64m busybox sleep 1000; docker run -d --name two busybox sh -c 'trap "exit 9" TERM; sleep 1000 & wait'; docker create --name late busybox sh -c 'echo run; exit 4'
$ docker update --cpus 0.5 --cpu-shares 300 one; docker inspect -f '{{.HostConfig.NanoCpus}} {{.HostConfig.CpuShares}}' one
$ docker update --memory 128m one
$ docker update --memory 128m --memory-swap 256m one; docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' one
$ docker exec one cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max
$ docker update --pids-limit 7 --memory-reservation 20m --cpuset-cpus 0 --blkio-weight 0 one; docker inspect -f '{{.HostConfig.PidsLimit}} {{.HostConfig.MemoryReservation}} {{.HostConfig.CpusetCpus}}' one
$ docker exec one cat /sys/fs/cgroup/pids.max
$ docker update --restart on-failure:3 one two; docker inspect -f '{{json .HostConfig.RestartPolicy}}' one two
$ docker update --restart on-failure:3:4 one
$ docker update --cpu-period 50000 --cpu-quota 25000 two; docker exec two cat /sys/fs/cgroup/cpu.max
$ docker update --cpus 1 two
$ docker update --cpu-period 1 two
$ docker update --memory 1 two
$ docker update --kernel-memory 10m two
$ docker update --cpuset-cpus 99 two 2>&1 | sed 's/[0-9]\+/N/g'
$ docker update --cpuset-cpus x two
$ docker update --pids-limit -1 two; docker inspect -f '{{.HostConfig.PidsLimit}}' two
$ docker update --restart always nosuch late
$ docker inspect -f '{{json .HostConfig.RestartPolicy}}' late; docker update --restart no late
$ docker run -d --rm --name rmr busybox sleep 1000 >/dev/null; docker update --restart always rmr
$ docker update -c 5 one
$ docker wait late & sleep 0.5; docker start late; wait
$ docker start -a late; echo $?
$ docker start -ai late; echo $?
$ docker logs late
$ docker wait two & docker stop two; wait
$ docker wait two late
$ docker inspect -f '{{.State.ExitCode}}' two
$ docker stop -s KILL one; docker inspect -f '{{.State.ExitCode}}' one
$ docker stop one two
$ docker start one two late
$ docker restart -s HUP -t 1 one; docker inspect -f '{{.State.Running}}' one
$ docker restart --time 0 one two
$ docker restart --timeout 0 one
$ docker stop --time 0 --timeout 1 one
$ docker stop -t -1 late; echo $?
$ docker rename two bee; docker ps --format '{{.Names}}'
$ docker rename /bee bee2; docker inspect -f '{{.Name}}' bee2
$ docker start one; docker top one | awk '{print $1, $8}'
$ docker top one -eo pid,comm | awk '{print $2}'
$ docker top one -o comm,args
$ docker top one aux | head -n 1
$ docker top one -ef | tail -n 1 | awk '{print $8, $9}'
$ docker top one -x | head -n 1
$ docker top one | head -n 1 | tr -s ' '
$ docker stats --no-stream --format '{{.Name}} {{.PIDs}}' one bee2
$ docker stats --no-stream --format 'table {{.Name}}\t{{.PIDs}}' one
$ docker stats -a --no-stream --format '{{.Name}} {{.MemPerc}}' late
#! any-numbers
$ docker stats --no-stream --format '{{.Name}} {{.CPUPerc}}' late
$ docker stats --no-stream --format json one | tr ',' '\n' | cut -d: -f1
#! any-numbers
$ docker stats --no-stream late
$ docker stats --no-stream --format '{{.Nosuch}}' one
$ docker stats --no-stream --no-trunc --format '{{.ID}}' one | wc -c
$ docker stats --no-stream --format '{{.MemUsage}}' one | sed 's/^.*\///'
$ docker pause one; docker stop -t 0 one; docker inspect -f '{{.State.Status}}' one
$ docker start one; docker pause one; docker exec one true; docker restart -t 0 one; docker kill one; docker rm one
$ docker pause nosuch bee2; docker unpause bee2 nosuch
$ docker kill -s 0 bee2; docker kill --signal SIGUSR2 bee2; sleep 0.3; docker inspect -f '{{.State.ExitCode}}' bee2
