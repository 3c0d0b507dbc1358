# run: options said every way, and what they do inside
$ docker run --rm busybox sh -c 'echo "$0" "$@"' a b c
$ docker run --rm busybox sh -ec 'false; echo no'; echo $?
$ docker run --rm -e EMPTY= -e SPACE='a b' -e 'Q="x"' -e MULTI="l1
> l2" busybox env | grep -v -e HOSTNAME -e HOME -e PATH | sort
$ docker run --rm -e =x busybox true
$ docker run --rm -e '' busybox true
$ docker run --rm --env-file - busybox env < /dev/null
% printf 'A=1\n\n  B=2\nC\n#D=4\nE = 5\n' > e1; printf 'F=\xff\n' > e2; printf 'G H=1\n' > e3; C=host; export C
$ docker run --rm --env-file e1 busybox env
$ docker run --rm --env-file e2 busybox env
$ docker run --rm --env-file e3 busybox env
$ docker run --rm --env-file e1 -e A=over busybox sh -c 'echo $A $B $C'
$ docker run --rm -l a -l b= -l c=d=e --name lab -d busybox sleep 500 >/dev/null; docker inspect -f '{{json .Config.Labels}}' lab
$ docker run --rm --label-file e1 -d busybox sleep 1 | wc -c
$ docker run --rm --label-file e3 busybox true
$ docker run --rm -h short busybox sh -c 'hostname; cat /etc/hostname; grep -c short /etc/hosts'
$ docker run --rm -h fully.qualified.name busybox hostname -f
$ docker run --rm --hostname '' busybox hostname | wc -c
$ docker run --rm --hostname -bad busybox true
$ docker run --rm --hostname $(printf 'a%.0s' $(seq 70)) busybox true
$ docker run --rm -u 5:6 --group-add 7 busybox id
$ docker run --rm -u daemon busybox id -un
$ docker run --rm -u :5 busybox id
$ docker run --rm -u 0:nosuch busybox id
$ docker run --rm -u -1 busybox id
$ docker run --rm -u 99999999999 busybox id
$ docker run --rm -w '' busybox pwd
$ docker run --rm -w / -w /tmp busybox pwd
$ docker run --rm -w /etc/hostname busybox pwd
$ docker run --rm -w /root/../tmp busybox pwd
$ docker run --rm --entrypoint '["echo","x"]' busybox y
$ docker run --rm --entrypoint 'echo x' busybox y
$ docker run --rm --entrypoint /bin/echo busybox
$ docker run --rm --add-host=one:1.1.1.1 --add-host two:host-gateway busybox sh -c 'grep -e one -e two /etc/hosts'
$ docker run --rm --add-host one=1.1.1.1 busybox grep one /etc/hosts
$ docker run --rm --add-host one:[::1] busybox grep one /etc/hosts
$ docker run --rm --add-host :1.1.1.1 busybox true
$ docker run --rm --dns 1.1.1.1 --dns 2.2.2.2 busybox grep nameserver /etc/resolv.conf
$ docker run --rm --dns-search . busybox grep -v '^#' /etc/resolv.conf
$ docker run --rm --dns-search a.b --dns-search c.d busybox grep search /etc/resolv.conf
$ docker run --rm --domainname dom.ain -h host busybox sh -c 'hostname; domainname; cat /etc/hosts | tail -n 1 | cut -f 2'
$ docker run --rm --read-only busybox sh -c 'touch /x; touch /tmp/x; touch /dev/shm/x; echo $?'
$ docker run --rm --read-only -v /data busybox sh -c 'touch /data/x && echo ok'
$ docker run --rm --cap-add ALL busybox sh -c 'mount -t tmpfs none /mnt 2>&1 || mkdir /mnt; echo $?'
$ docker run --rm --cap-drop NET_RAW busybox ping -c 1 127.0.0.1
$ docker run --rm --cap-drop CAP_CHOWN busybox chown 1 /etc/passwd
$ docker run --rm --cap-drop setuid --cap-add chown busybox su nobody -s /bin/sh -c id
$ docker run --rm --cap-add nosuch --cap-drop other busybox true
$ docker run --rm --security-opt no-new-privileges:true busybox echo ok
$ docker run --rm --security-opt label=disable busybox echo ok
$ docker run --rm --security-opt seccomp=unconfined busybox echo ok
$ docker run --rm --security-opt no-new-privileges=maybe busybox echo ok
$ docker run --rm --device /dev/null:/dev/mine busybox ls /dev/mine
$ docker run --rm --device /dev/null:/dev/mine:x busybox true
$ docker run --rm --device /dev/null:relative busybox true
$ docker run --rm --device-cgroup-rule 'c 1:3 rwm' busybox echo ok
$ docker run --rm --device-cgroup-rule nonsense busybox echo ok
$ docker run --rm --ulimit nofile=10 --ulimit core=0:0 busybox sh -c 'ulimit -n; ulimit -c'
$ docker run --rm --ulimit nofile=-1 busybox true
$ docker run --rm --sysctl kernel.domainname=x busybox cat /proc/sys/kernel/domainname
$ docker run --rm --sysctl net.core.somaxconn=77 busybox cat /proc/sys/net/core/somaxconn
$ docker run --rm --sysctl kernel.shmmax=1000 busybox cat /proc/sys/kernel/shmmax
$ docker run --rm --sysctl vm.swappiness=1 busybox true
$ docker run --rm --memory 20m --memory-swap 20m busybox cat /sys/fs/cgroup/memory.max
$ docker run --rm --cpus 1.5 busybox cat /sys/fs/cgroup/cpu.max
$ docker run --rm --pids-limit 20 busybox cat /sys/fs/cgroup/pids.max
$ docker run --rm --cpuset-cpus 0 busybox cat /sys/fs/cgroup/cpuset.cpus.effective
$ docker run --rm --cpus -1 busybox true
$ docker run --rm --memory -5 busybox true
$ docker run --rm --memory 5g --memory-swap 6g busybox echo ok
$ docker run --rm --shm-size 64k busybox sh -c 'df -k /dev/shm | tail -n 1 | awk "{print \$2}"'
$ docker run --rm --shm-size -1 busybox true
$ docker run --rm --pid host busybox true; echo $?
$ docker run --rm --ipc host busybox true; echo $?
$ docker run --rm --uts host busybox hostname | wc -l
$ docker run --rm --userns host busybox true; echo $?
$ docker run --rm --cgroupns private busybox cat /proc/self/cgroup
$ docker run --rm --pid container:lab busybox true
$ docker run -d --name pidbox busybox sleep 1234 >/dev/null; docker run --rm --pid container:pidbox busybox ps -o args | grep -c 1234
$ docker run --rm --ipc container:pidbox busybox true
$ docker run --rm --network container:pidbox -h x busybox true
$ docker run --rm --network container:pidbox -p 80:80 busybox true
$ docker run --rm --network container:pidbox --dns 1.1.1.1 busybox true
$ docker run --rm --network container:pidbox --expose 80 busybox true
$ docker run --rm --network container:pidbox --add-host a:1.1.1.1 busybox true
$ docker run --rm --network container:pidbox --mac-address 02:42:ac:11:00:55 busybox true
$ docker run --rm --network container: busybox true
$ docker run --rm --network '' busybox hostname -i | wc -l
$ docker run --rm --network none busybox sh -c 'ip -o link | wc -l; cat /etc/resolv.conf | grep -vc "^#"'
$ docker run --rm --network host busybox hostname | wc -l
$ docker run --rm -d -P --expose 70 --expose 71/udp --name expo busybox sleep 100 >/dev/null; docker port expo | cut -d: -f1; docker ps -f name=expo --format '{{.Ports}}' | sed 's/:[0-9]*->/:N->/g'
$ docker run --rm --expose 80/sctp busybox echo ok
$ docker run --rm --expose 80/nosuch busybox true
$ docker run --rm -p 127.0.0.1:80 busybox true
$ docker run --rm -p 8000-8001:80-82 busybox true
$ docker run --rm -p :80 busybox true; echo $?
$ docker run --rm -p 80:0 busybox true
$ docker run --rm -p '' busybox true
$ docker run --rm --cidfile /nosuch/cid busybox true
$ docker run --rm --cidfile e1 busybox true
$ docker run --quiet --rm hello-world | head -n 1
$ docker run --quiet --rm --pull always busybox echo q
$ docker run --rm --pull=missing busybox:1.37 echo m
$ docker run --rm --pull=never busybox:nosuch
$ docker run -it --rm busybox true < /dev/null
$ docker run -d --rm -it busybox sh -c 'exit 3' | wc -c
$ docker run -a stdin -a stdout -i --rm busybox cat < e3
$ docker run -a stdin --rm -i busybox wc -c < e3
$ docker run --rm -ai busybox
$ docker run --rm --log-driver syslog busybox true
$ docker run --rm --log-driver journald busybox true
$ docker run --rm --log-opt mode=non-blocking --log-opt max-buffer-size=1m busybox echo nb
$ docker run --rm --log-opt mode=nosuch busybox echo nb
$ docker run --rm --stop-signal 99 busybox true
$ docker run --rm --stop-timeout -1 busybox true; echo $?
$ docker run --rm --runtime runc busybox echo runc
$ docker run --rm --oom-score-adj 500 busybox cat /proc/self/oom_score_adj
$ docker run --rm --blkio-weight 5000 busybox true
$ docker run --rm --cgroup-parent /x busybox true; echo $?
$ docker run --rm --isolation process busybox true
$ docker run --rm --name same busybox true & docker run --rm --name other1 busybox true; wait
$ docker run --name $(printf 'n%.0s' $(seq 100)) --rm busybox true; echo $?
$ docker run --rm --name n busybox true
$ docker run --rm --name _x busybox true
$ docker run --rm --name a/b busybox true
$ docker run --rm --name '' busybox echo ok
