# Sharing namespaces with another container or with the host
% docker run -d --name base -h basehost busybox sh -c 'echo here > /tmp/f; sleep 4321'
$ docker run --rm --pid container:base busybox ps -o pid,args
$ docker run --rm --pid container:base busybox sh -c 'test $$ -gt 1 && echo not one'
$ docker run --rm --pid container:base busybox sh -c 'cat /proc/1/cmdline | tr "\\0" " "'
$ docker run --rm --pid container:base busybox cat /proc/1/root/tmp/f
$ docker run --rm --pid container:base --cap-add SYS_PTRACE busybox cat /proc/1/root/tmp/f
$ docker run -d --name side --pid container:base busybox sleep 777 >/dev/null; docker exec base ps -o args | grep -c 'sleep [74]'
$ docker exec base pkill -f 'sleep 777'; sleep 0.5; docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' side
$ docker start side; docker exec side kill 1; docker inspect -f '{{.State.Status}}' base
$ docker top side -o pid,args | tail -n 1 | awk '{print $2, $3}'
$ docker inspect -f '{{.HostConfig.PidMode}}' side | sed 's/[0-9a-f]\{64\}/ID/'
$ docker stop -t 0 base; sleep 0.5; docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' side
$ docker start side
$ docker run --rm --pid container:base busybox true
$ docker start base side
$ docker run --rm --pid container:nosuch busybox true
$ docker run --rm --pid container: busybox true
$ docker run --rm --pid host busybox sh -c 'test $(ps | wc -l) -gt 3 && echo many'
$ docker run --rm --pid host busybox sh -c 'test $$ -gt 1 && echo not one'
$ docker run --rm --pid private busybox true
$ docker run --rm --ipc private busybox echo private
$ docker run --rm --ipc none busybox df /dev/shm
$ docker run --rm --ipc shareable busybox df -k /dev/shm | tail -n 1 | awk '{print $1, $2}'
$ docker run -d --name sharing --ipc shareable busybox sh -c 'echo mem > /dev/shm/seg; sleep 1000' >/dev/null; sleep 0.5; docker run --rm --ipc container:sharing busybox cat /dev/shm/seg
$ docker run --rm --ipc container:base busybox true
$ docker run --rm --ipc container:nosuch busybox true
$ docker inspect -f '{{.HostConfig.IpcMode}}' base sharing
$ docker run --rm --uts host busybox sh -c 'test -n "$(hostname)" && echo name'
$ docker run --rm --uts container:base busybox hostname
$ docker run --rm --uts host --domainname d busybox true
$ docker run --rm --userns host busybox id -u
$ docker run --rm --userns private busybox id
$ docker run --rm --cgroupns host busybox true; echo $?
$ docker run --rm --cgroupns private busybox cat /proc/1/cgroup
$ docker run --rm --cgroupns container:base busybox true
$ docker run --rm --network container:base busybox hostname
$ docker run --rm --network container:base busybox hostname -i | wc -l
$ docker run --rm --network container:base --hostname other busybox true
$ docker run --rm --network container:base --link sharing busybox true
$ docker run -d --name follower --network container:base busybox sleep 1000 >/dev/null; docker inspect -f '{{json .NetworkSettings.Networks}} {{.HostConfig.NetworkMode}}' follower | sed 's/[0-9a-f]\{64\}/ID/'
$ docker network connect bridge follower
$ docker rm -f base; docker start follower; docker restart -t 0 follower
$ docker run --rm --network container:follower busybox true
