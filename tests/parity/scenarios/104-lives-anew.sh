# Terminals, lives, health, limits and watching once more
$ tty docker run -ti --rm --hostname box busybox <<END
> echo $((6*7)); stty size
> ls /nosuch
> exit 5
> END
$ tty docker run -ti --name t1 --hostname box -e PS1='> ' busybox sh <<END
> read x; echo got $x
> a word
> cat << X
> line
> X
> exit
> END
$ docker logs t1
$ docker inspect -f '{{.State.ExitCode}} {{.Config.Tty}} {{json .Config.Env}}' t1
$ docker run -dit --name t2 --hostname box busybox
$ tty docker attach t2 <<END
> echo one
> exit 7
> END
$ docker wait t2
$ docker ps -a -f name=t2 --format '{{.Names}} {{.Command}}'
$ tty docker start -ai t2 <<END
> echo back
> exit
> END
$ docker run -dit --name t3 --hostname box busybox sh
$ tty docker exec -it -e A=1 -w /tmp -u nobody t3 sh <<END
> id -un; pwd; echo $A
> tty
> exit 2
> END
$ tty docker exec -t t3 sh -c 'echo to a terminal; exit 3' <<END
> END
$ tty docker run --rm -t busybox sh -c 'stty size; tty' <<END
> END
$ docker exec t3 tty
$ docker exec -t t3 sh -c 'echo a; echo b >&2' 2>/dev/null | od -c
$ docker run --rm -t busybox echo x | od -c
$ docker exec -it t3 sh
$ docker attach t3
$ docker start -ai t3
$ tty docker run --rm -it busybox cat <<END
> typed
> END
$ docker rm -f t1 t2 t3
$ docker run -d --name trap busybox sh -c 'trap "echo INT; exit 1" INT; trap "echo HUP" HUP; trap "echo TERM; exit 2" TERM; trap "echo QUIT; exit 3" QUIT; echo ready; while :; do sleep 0.1; done'
% sleep 1
$ docker kill -s HUP trap
$ docker kill -s hup trap
$ docker kill --signal SIGHUP trap
$ docker kill -s 1 trap
% sleep 1
$ docker kill -s INT trap
$ docker wait trap
$ docker logs trap | sort | uniq -c | tr -s ' '
$ docker start trap
% sleep 1
$ docker stop trap
$ docker inspect -f '{{.State.ExitCode}} {{.State.Status}} {{.State.Running}} {{.State.Dead}} {{.State.Pid}}' trap
$ docker start trap
% sleep 1
$ docker stop -s QUIT trap
$ docker inspect -f '{{.State.ExitCode}}' trap
$ docker start trap
% sleep 1
$ docker restart -s INT -t 2 trap
% sleep 1
$ docker logs --tail 3 trap
$ docker inspect -f '{{.RestartCount}} {{.State.ExitCode}} {{.State.Restarting}} {{.State.Error}}|' trap
$ docker stop -t 0 trap
$ docker inspect -f '{{.State.ExitCode}}' trap
$ docker run -d --name sig --stop-signal KILL busybox sleep 100
$ docker stop sig
$ docker inspect -f '{{.State.ExitCode}} {{.Config.StopSignal}} {{.Config.StopTimeout}}' sig
$ docker run -d --name tim --stop-timeout 1 busybox sleep 100
$ docker stop tim
$ docker inspect -f '{{.State.ExitCode}} {{.Config.StopTimeout}}' tim
$ docker run -d --name init --init busybox sleep 100
$ docker stop init
$ docker inspect -f '{{.State.ExitCode}} {{.HostConfig.Init}}' init
$ docker run --name oom -m 20m busybox sh -c 'x=$(head -c 60000000 /dev/zero | tr "\0" a); echo ${#x}'
$ docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Status}}' oom
$ docker rm trap sig tim init oom
$ docker run -d --name p1 busybox sh -c 'i=0; while :; do i=$((i+1)); echo $i > /n; sleep 0.1; done'
% sleep 1
$ docker pause p1
$ a=$(docker cp p1:/n - | tar -xO)
% sleep 1
$ b=$(docker cp p1:/n - | tar -xO)
$ test "$a" = "$b" && echo frozen
$ docker ps --format '{{.Status}}' -f name=p1
$ docker inspect -f '{{.State.Status}} {{.State.Paused}} {{.State.Running}}' p1
$ docker stop -t 0 p1
$ docker ps -a --format '{{.Status}}' -f name=p1 | cut -c 1-10
$ docker start p1
$ docker pause p1 p1
% docker unpause p1 nosuch p1
$ docker rm p1
$ docker rm -f p1
$ docker run -d --name h1 --health-cmd 'cat /ok' --health-interval 300ms --health-timeout 2s --health-retries 2 --health-start-period 0s busybox sleep 1000
% sleep 2
$ docker inspect -f '{{.State.Health.Status}}' h1
$ docker inspect -f '{{with index .State.Health.Log 0}}{{.ExitCode}} {{.Output}}{{end}}' h1
$ docker exec h1 touch /ok
% sleep 1
$ docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' h1
$ docker inspect -f '{{json .Config.Healthcheck}}' h1
$ docker inspect -f '{{len .State.Health.Log}}' h1
$ docker stop -t 0 h1
$ docker inspect -f '{{.State.Health.Status}}' h1
$ docker ps -a -f name=h1 --format '{{.Status}}' | cut -c 1-12
$ docker run -d --name h2 --health-cmd 'sleep 5' --health-interval 300ms --health-timeout 500ms --health-retries 1 busybox sleep 1000
% sleep 3
$ docker inspect -f '{{.State.Health.Status}}' h2
$ docker inspect -f '{{with index .State.Health.Log 0}}{{.ExitCode}} {{.Output}}{{end}}' h2
$ docker run -d --name h3 --health-cmd nosuch --health-interval 300ms --health-retries 1 busybox sleep 1000
% sleep 2
$ docker inspect -f '{{with index .State.Health.Log 0}}{{.ExitCode}} {{.Output}}{{end}}' h3
$ docker run --rm --health-interval 1us busybox true
$ docker run --rm --health-timeout x busybox true
$ docker run --rm --health-retries -1 --health-cmd x busybox true
$ docker run --rm --health-retries x busybox true
$ docker run --rm --health-start-period -1s --health-cmd x busybox true
$ docker run --rm --health-start-interval 1s busybox true
$ docker run --rm --no-healthcheck --health-retries 1 busybox true
$ docker rm -f h1 h2 h3
$ docker run -d --name r1 --restart on-failure:2 busybox sh -c 'echo x; exit 3'
% sleep 4
% docker inspect -f '{{.RestartCount}} {{.State.ExitCode}} {{.State.Status}}' r1
$ docker logs r1
$ docker run -d --name r2 --restart unless-stopped busybox sh -c 'sleep 0.5; exit 0'
% sleep 3
$ docker stop -t 0 r2
$ docker inspect -f '{{.State.Status}} {{json .HostConfig.RestartPolicy}}' r2
$ docker start r2
$ docker rm r2
$ docker rm -f r2
$ docker run -d --name r3 --restart always busybox sleep 1000
$ docker kill r3
% sleep 1
$ docker inspect -f '{{.State.Status}} {{.RestartCount}}' r3
$ docker start r3
$ docker exec r3 kill -9 1
$ docker exec r3 sh -c 'kill -TERM 1'
$ docker update --restart no r3
$ docker rm -f r3
$ docker run -d --rm --name r4 busybox sleep 1000
$ docker update --restart always r4
$ docker stop -t 0 r4
% docker inspect r4
$ docker run -d --name w1 busybox sh -c 'sleep 2; exit 9'
$ docker wait w1 w1
$ docker wait w1
$ docker start w1 >/dev/null
$ docker rename w1 w2
$ docker wait w2
$ docker rm w2
$ docker run -d --rm --name w3 busybox sleep 1
$ docker wait w3
% sleep 1
$ docker wait w3
$ docker run -d --name l1 -m 64m --memory-swap 64m --cpus 1.5 --cpuset-cpus 0-1 --pids-limit 10 --cpu-shares 100 --memory-reservation 32m --oom-kill-disable --kernel-memory 40m busybox sleep 1000
$ docker run -d --name l1 -m 64m --memory-swap 64m --cpus 1.5 --cpuset-cpus 0-1 --pids-limit 10 --cpu-shares 100 --memory-reservation 32m busybox sleep 1000
$ docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.CpusetCpus}} {{.HostConfig.PidsLimit}} {{.HostConfig.CpuShares}} {{.HostConfig.MemoryReservation}} {{.HostConfig.CpuPeriod}} {{.HostConfig.CpuQuota}}' l1
$ docker exec l1 sh -c 'cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/cpu/cpu.shares /sys/fs/cgroup/cpuset/cpuset.cpus /sys/fs/cgroup/cpu/cpu.cfs_quota_us'
$ docker exec l1 sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 5 & done' 2>&1 | head -n 1
$ docker update --pids-limit 100 --cpus 0.25 --cpu-shares 1024 -m 128m --memory-swap 256m l1
$ docker exec l1 cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/cpu/cpu.cfs_quota_us
$ docker run --rm -m 5m busybox true
% docker run --rm -m 6m busybox echo ok
$ docker run --rm --memory-swap 10m busybox true
% docker run --rm -m 10m --memory-swap -1 busybox echo ok
$ docker run --rm --memory-reservation 20m -m 10m busybox true
$ docker run --rm --memory-swappiness 101 busybox true
$ docker run --rm --cpus 0.001 busybox true
$ docker run --rm --cpus -1 busybox true
$ docker run --rm --cpu-period 5 busybox true
$ docker run --rm --cpu-quota 5 busybox true
$ docker run --rm --cpus 1 --cpu-quota 50000 busybox true
$ docker run --rm --cpuset-cpus x busybox true
$ docker run --rm --cpuset-mems 5 busybox true
$ docker run --rm --pids-limit 1 busybox sh -c 'ls | cat'
$ docker run --rm --pids-limit -1 busybox echo ok
$ docker run --rm --blkio-weight 5 busybox true
$ docker run --rm --blkio-weight-device x busybox true
$ docker run --rm --device-read-bps /dev/sda:1mb:x busybox true
$ docker run --rm --device-read-bps /dev/zero:x busybox true
$ docker run --rm --device-write-iops x:5 busybox true
$ docker run --rm --oom-score-adj 2000 busybox true
$ docker run --rm --oom-score-adj 500 busybox cat /proc/self/oom_score_adj
$ docker run --rm --cgroup-parent x busybox true
$ docker run --rm --cgroupns x busybox true
$ docker run --rm --cgroupns private busybox head -n 1 /proc/self/cgroup | cut -d: -f 3
$ docker run --rm --ipc x busybox true
$ docker run --rm --ipc host busybox true
$ docker run --rm --ipc none busybox ls /dev/shm
$ docker run --rm --ipc container:nosuch busybox true
$ docker run --rm --ipc container:l1 busybox true
$ docker run --rm --pid x busybox true
$ docker run --rm --pid container:l1 busybox ps -o comm | sort | uniq -c | tr -s ' '
$ docker run --rm --uts x busybox true
$ docker run --rm --uts host --hostname x busybox true
$ docker run --rm --userns x busybox true
$ docker run --rm --userns host busybox true
$ docker run --rm --isolation x busybox true
$ docker run --rm --isolation default busybox echo ok
$ docker run --rm --runtime runc busybox echo ok
$ docker run --rm --runtime io.containerd.runc.v2 busybox echo ok
$ docker run --rm --device /dev/null:/dev/mynull busybox ls /dev/mynull
$ docker run --rm --device /dev/null:x busybox true
$ docker run --rm --device /dev/null:/dev/n:q busybox true
$ docker run --rm --device nosuch busybox true
$ docker run --rm --device-cgroup-rule x busybox true
$ docker run --rm --device-cgroup-rule 'c 1:3 rwm' busybox echo ok
$ docker run --rm --gpus all busybox true
$ docker run --rm --gpus x=y busybox true
$ docker run --rm --storage-opt size=1g busybox true
$ docker run --rm --storage-opt x busybox true
$ docker run --rm --annotation a=b busybox echo ok
$ docker run --rm --annotation x busybox true
$ docker run --rm --expose 80-90 -P busybox true
$ docker run --rm --expose x busybox true
$ docker run --rm --expose 80/sctp busybox echo ok
$ docker run --rm --expose 90-80 busybox true
$ docker run --rm -p 80-81:80-82 busybox true
$ docker run --rm -p 1.2.3:80:80 busybox true
$ docker run --rm -p :80 busybox echo ok
$ docker run --rm -p 80/tcp busybox echo ok
$ docker run --rm -p 127.0.0.1::80 busybox echo ok
$ docker run --rm -p '[::1]:8089:80' busybox echo ok
$ docker run --rm -p 0:80 busybox echo ok
$ docker run --rm -p -1:80 busybox true
$ docker run --rm -p 8070-8071:80 busybox echo ok
$ docker run --rm -p 8072:80 -p 8072:81 busybox true
$ docker run --rm --publish-all=x busybox true
$ docker run --rm -p published=8073,target=80 busybox echo ok
$ docker run --rm -p published=8073,target=x busybox true
$ docker run --rm -p mode=host busybox true
$ docker run --rm -p 192.0.2.1:8074:80 busybox true
$ docker top l1 -eo pid,args | tail -n +2 | awk '{print $2, $3}' | sort | uniq -c | tr -s ' '
$ docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' l1 | sed 's/ [^ ]* / N /'
$ docker stats --no-stream --format '{{.Nosuch}}' l1
$ docker diff l1
$ docker exec l1 sh -c 'mkdir /q; echo 1 > /q/a; rm /etc/group; chmod 600 /etc/passwd; mv /home /home2; ln -s x /link; touch /tmp/t'
$ docker diff l1 | sort
$ docker ps -s -f name=l1 --format '{{.Size}}' | sed 's/[0-9.]*[kM]*B/N/g'
$ docker inspect -s -f '{{.SizeRw}} {{gt .SizeRootFs 1000}}' l1
$ docker container inspect -s l1 -f '{{.SizeRw}}'
