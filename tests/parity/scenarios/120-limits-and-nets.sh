# Limits seen from inside, update, top and stats of each; networks with aliases, addresses, links and ranges once more
$ docker run --rm -m 20m --memory-reservation 10m --memory-swap 30m busybox sh -c 'cd /sys/fs/cgroup; cat memory.max memory.low memory.swap.max; ls | grep -c memory.'
$ docker run --rm -m 20m busybox cat /sys/fs/cgroup/memory.swap.max
$ docker run --rm -m 20m --memory-swap -1 busybox cat /sys/fs/cgroup/memory.swap.max
$ docker run --rm -m 20m --memory-swap 20m busybox cat /sys/fs/cgroup/memory.swap.max
$ docker run --rm --cpus 1.5 busybox cat /sys/fs/cgroup/cpu.max
$ docker run --rm --cpu-period 20000 --cpu-quota 5000 busybox cat /sys/fs/cgroup/cpu.max
$ docker run --rm --cpu-quota 7000 busybox cat /sys/fs/cgroup/cpu.max
$ docker run --rm --cpu-shares 512 busybox cat /sys/fs/cgroup/cpu.weight
$ docker run --rm --cpu-shares 2 busybox cat /sys/fs/cgroup/cpu.weight
$ docker run --rm --pids-limit 12 busybox cat /sys/fs/cgroup/pids.max
$ docker run --rm --pids-limit -1 busybox cat /sys/fs/cgroup/pids.max
$ docker run --rm --pids-limit 0 busybox cat /sys/fs/cgroup/pids.max
$ docker run --rm --cpuset-cpus 0 busybox sh -c 'cat /sys/fs/cgroup/cpuset.cpus; nproc'
$ docker run --rm --cpuset-mems 0 busybox cat /sys/fs/cgroup/cpuset.mems
$ docker run --rm --cpuset-cpus '' busybox cat /sys/fs/cgroup/cpuset.cpus
$ docker run --rm --cpuset-cpus 0-0,0 busybox nproc
$ docker run --rm --cpuset-mems 7 busybox true
$ docker run --rm --pids-limit 4 busybox sh -c 'for i in 1 2 3 4 5; do sleep 1 & done; wait' 2>&1 | tail -n 1
$ docker run --name oom -m 6m busybox sh -c 'x=a; while :; do x=$x$x; done'; echo $?
$ docker inspect oom -f '{{.State.OOMKilled}} {{.State.ExitCode}} {{.State.Status}}'
$ docker run --rm --ulimit nofile=100:200 --ulimit core=0 --ulimit cpu=9 busybox sh -c 'ulimit -n; ulimit -Hn; ulimit -c; ulimit -t'
$ docker run --rm --ulimit nofile=300:200 busybox true
$ docker run --rm --ulimit nosuch=1 busybox true
$ docker run --rm --ulimit nofile busybox true
$ docker run --rm --ulimit nofile=x busybox true
$ docker run --rm --ulimit nofile=1:2:3 busybox true
$ docker run --rm --shm-size 2m busybox df -k /dev/shm | tail -n 1 | tr -s ' ' | cut -d' ' -f 2
$ docker run --rm --shm-size 1.5m busybox true
$ docker run --rm --shm-size -1 busybox true
$ docker run --rm --ipc none busybox ls -d /dev/shm
$ docker run --rm --ipc private --shm-size 3m busybox df -k /dev/shm | tail -n 1 | tr -s ' ' | cut -d' ' -f 2
$ docker run --rm --oom-score-adj 500 busybox cat /proc/self/oom_score_adj
$ docker run --rm --sysctl net.ipv4.ip_forward=0 busybox cat /proc/sys/net/ipv4/ip_forward
$ docker run --rm --sysctl kernel.msgmax=4096 busybox cat /proc/sys/kernel/msgmax
$ docker run --rm --sysctl kernel.hostname=x busybox true
$ docker run --rm --sysctl net.nosuch=1 busybox true
$ docker run --rm --sysctl bad busybox true
$ docker run --rm --network host --sysctl net.ipv4.ip_forward=0 busybox true
$ docker run --rm --cap-drop ALL busybox grep CapEff /proc/self/status
$ docker run --rm --cap-add NET_ADMIN --cap-drop CHOWN busybox grep CapEff /proc/self/status
$ docker run --rm --cap-add nosuch busybox true
$ docker run --rm --cap-drop all --cap-add cap_chown busybox grep CapPrm /proc/self/status
$ docker run --rm -u 5 busybox grep -e CapEff -e CapBnd /proc/self/status
$ docker run --rm -u 5 --cap-add SYS_TIME busybox grep CapEff /proc/self/status
$ docker run --rm --security-opt no-new-privileges busybox grep NoNewPrivs /proc/self/status
$ docker run --rm --security-opt no-new-privileges=false busybox grep NoNewPrivs /proc/self/status
$ docker run --rm --security-opt seccomp=unconfined busybox grep '^Seccomp:' /proc/self/status
$ docker run --rm --security-opt nosuch busybox true
$ docker run --rm --security-opt nosuch=1 busybox true
$ docker run --rm --security-opt seccomp=/nosuch busybox true
$ docker run --rm --security-opt no-new-privileges=maybe busybox true
$ docker run --rm --device /dev/null:/dev/mine:r busybox ls -l /dev/mine | cut -c 1
$ docker run --rm --device /dev/nosuch busybox true
$ docker run --rm --device /dev/null:/x:q busybox true
$ docker run --rm --device '' busybox true
$ docker run --rm --device-cgroup-rule 'c 1:3 rwm' busybox true
$ docker run --rm --device-cgroup-rule x busybox true
$ docker run --rm --device-read-bps /dev/nosuch:1mb busybox true
$ docker run --rm --device-read-bps x busybox true
$ docker run --rm --device-write-iops /dev/null:-1 busybox true
$ docker run --rm --group-add 10 --group-add audio busybox id
$ docker run --rm --group-add nosuch busybox id
$ docker run --rm -u nobody --group-add 99 busybox id -G
$ docker run --rm -u 12:13 --group-add 14 busybox id
$ docker run --rm -u :5 busybox id
$ docker run --rm -u '' busybox id -u
$ docker run --rm -u root:root:x busybox id
$ docker run --rm -u -1 busybox id
$ docker run --rm -u 99999999999 busybox id
$ docker run --rm --userns host busybox true
$ docker run --rm --userns nosuch busybox true
$ docker run --rm --uts host busybox true
$ docker run --rm --uts nosuch busybox true
$ docker run --rm --uts host -h x busybox true
$ docker run --rm --pid nosuch busybox true
$ docker run --rm --pid container:nosuch busybox true
$ docker run --rm --ipc container:nosuch busybox true
$ docker run --rm --ipc nosuch busybox true
$ docker run --rm --cgroupns nosuch busybox true
$ docker run --rm --cgroup-parent /mine busybox cat /proc/self/cgroup
$ docker run --rm --isolation hyperv busybox true
$ docker run --rm --runtime nosuch busybox true
$ docker run --rm --storage-opt size=1g busybox true
% docker run -d --name sh -m 40m --ipc shareable busybox sleep 1000
$ docker run --rm --pid container:sh busybox sh -c 'ps -o pid,args | head -n 2'
$ docker run --rm --ipc container:sh busybox sh -c 'touch /dev/shm/x'
$ docker exec sh ls /dev/shm
$ docker run --rm --network container:sh busybox hostname | wc -c
$ docker run -d --name prv busybox sleep 1000 | wc -c
$ docker run --rm --ipc container:prv busybox true
$ docker run --rm --uts container:sh busybox true
$ docker update -m 30m sh
$ docker update -m 50m --memory-swap 60m sh
$ docker exec sh cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.swap.max
$ docker update --memory-swap -1 sh
$ docker exec sh cat /sys/fs/cgroup/memory.swap.max
$ docker update --memory-swap 10m sh
$ docker update --cpus .75 --pids-limit 30 --cpuset-cpus 0 sh
$ docker exec sh sh -c 'cat /sys/fs/cgroup/cpu.max /sys/fs/cgroup/pids.max /sys/fs/cgroup/cpuset.cpus'
$ docker update --cpus 0.1 --cpu-period 1000 sh
$ docker update --cpus 100 sh
$ docker update --cpus x sh
$ docker update --cpus -1 sh
$ docker update --cpu-shares -5 sh
$ docker update --cpu-rt-runtime 5 sh
$ docker update --blkio-weight 5 sh
$ docker update sh
$ docker update
$ docker update nosuch -m 8m
$ docker update -m 8m sh nosuch prv
$ docker update -m 0 sh
$ docker inspect sh -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.CpuPeriod}}'
$ docker update --restart nosuch sh
$ docker update --restart always:3 sh
$ docker update --restart on-failure:x sh
$ docker update --restart unless-stopped sh prv
$ docker inspect sh prv -f '{{.HostConfig.RestartPolicy.Name}}'
$ docker update --restart no sh prv
$ docker pause sh
$ docker update --pids-limit 40 sh
$ docker exec sh true
$ docker top sh -o pid,comm | tail -n +2 | awk '{print $2}'
$ docker stats --no-stream --format '{{.Name}} {{.PIDs}}' sh
$ docker unpause sh
$ docker exec sh cat /sys/fs/cgroup/pids.max
$ docker top sh -o pid | wc -l
$ docker top sh -o nosuch
$ docker top sh o
$ docker top sh -p 1
$ docker top sh -o comm
$ docker top sh -o pid,user,etime,args | head -n 1
$ docker top sh -eo pid,ppid,cmd | head -n 1
$ docker top sh -ef | head -n 1 | tr -s ' '
$ docker top sh auxww | head -n 1 | tr -s ' '
$ docker top sh -o 'pid,comm=NAME' | head -n 1
$ docker top oom
$ docker top nosuch
$ docker top
$ docker exec -u 7 -d sh sleep 77
$ docker top sh -o pid,uid,args | awk 'NR>1{print $2, $3, $4}' | sort
$ docker top sh -u 7 -o pid,args | awk '{print $2, $3}'
$ docker top sh --sort=-args -o pid,args | awk 'NR>1{print $2, $3}'
$ docker top sh -o pid --no-headers | wc -l
$ docker top sh -U root -o pid,args | awk '{print $2, $3}'
$ docker stats --no-stream --format '{{.Name}}|{{.Container}}|{{.MemUsage}}' oom
$ docker stats --no-stream --format 'table {{.Name}}\t{{.NetIO}}\t{{.BlockIO}}' oom
$ docker stats --no-stream --format '{{len .ID}} {{.Name}}' sh prv
$ docker stats --no-stream nosuch
$ docker stats --no-stream sh nosuch --format '{{.Name}}'
$ docker stats --no-stream -a --format '{{.Name}} {{.PIDs}}' | sort
$ docker stats --format '{{.Foo}}' --no-stream sh
$ docker stats --no-stream --no-trunc --format '{{len .Container}} {{len .ID}}' sh
$ docker rm -f sh prv oom
% docker network create --subnet 10.81.0.0/24 red; docker network create --subnet 10.82.0.0/24 --internal blue; docker network create --subnet 10.83.0.0/28 small
$ docker run -d --name a1 --network red --network-alias svc --network-alias only1 busybox sleep 1000 | wc -c
$ docker run -d --name a2 --network red --network-alias svc --ip 10.81.0.50 busybox sleep 1000 | wc -c
$ docker run --rm --network red busybox nslookup svc 127.0.0.11 | grep -c '10.81.0'
$ docker run --rm --network red busybox sh -c 'nslookup a2 | tail -n 2 | head -n 1; ping -c1 -W1 nosuch; ping -c1 -W1 only1 | head -n 1'
$ docker network connect --alias svc --alias inner blue a2
$ docker exec a2 ip -o -4 addr | awk '{print $2, $4}'
$ docker exec a2 ip route
$ docker run --rm --network blue busybox sh -c 'ip route; nslookup svc | grep -c 10.82; ping -c1 -W1 inner | head -n 1; ping -c1 -W1 10.81.0.50 2>&1 | tail -n 1'
$ docker exec a2 nslookup svc | grep -c '^Address.*10\.8'
$ docker network disconnect red a2
$ docker exec a2 ip route
$ docker exec a2 ip -o -4 addr | awk '{print $2, $4}'
$ docker network connect --ip 10.81.0.51 red a2
$ docker exec a2 ip -o -4 addr | awk '{print $2, $4}'
$ docker inspect a2 -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.Aliases}} {{$v.IPAddress}} {{json $v.IPAMConfig}} {{$v.DNSNames | len}};{{end}}'
$ docker network connect --ip 10.81.0.50 blue a1
$ docker network connect --ip 10.81.0.51 red a1
$ docker network connect red a1
$ docker network connect --ip 10.82.0.1 blue a1
$ docker network connect --ip6 fd00::1 blue a1
$ docker network connect --ip '' blue a1
$ docker network connect --alias '' --link-local-ip 169.254.9.9 bridge a1
$ docker network connect --link-local-ip x bridge a1
$ docker network disconnect blue a1
$ docker network connect --driver-opt x bridge a1
$ docker network disconnect bridge a1
$ docker create --name a3 --network red --link a1:one --link a2 busybox sh -c 'ping -c1 -W1 one | head -n 1; ping -c1 -W1 a2 | head -n 1; env | grep -c ONE; grep -c one /etc/hosts' >/dev/null
$ docker start -a a3
$ docker network connect --link a1:uno blue a3
$ docker inspect a3 -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.Links}};{{end}} {{.HostConfig.Links}}'
$ docker start -a a3
$ docker network disconnect red a3
$ docker inspect a3 -f '{{json .NetworkSettings.Networks}}' | tr ',' '\n' | grep -c Aliases
$ docker network connect red a3
$ docker start -a a3
$ docker network disconnect -f red a3
$ docker network disconnect -f red a3
$ docker network disconnect red nosuch
$ docker network disconnect nosuch a3
$ docker network disconnect
$ docker network disconnect red
$ for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do docker create --network small --name s$i busybox sleep 100 >/dev/null; done; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do docker start s$i >/dev/null; done
$ docker start s13
$ docker start s14
$ docker network inspect small -f '{{len .Containers}}'
$ docker stop -t 0 s5 >/dev/null
$ docker run --rm --network small busybox hostname -i
$ docker rm -f $(docker ps -aqf name=^s[0-9]) | wc -l
$ docker run --rm --network small --ip 10.83.0.15 busybox hostname -i
$ docker run --rm --network small --ip 10.83.0.0 busybox hostname -i
$ docker run --rm --network small --ip 10.83.0.1 busybox hostname -i
$ docker run --rm --network small --ip 10.83.0.14 busybox hostname -i
$ docker run --rm --network small --ip 010.83.0.14 busybox hostname -i
$ docker run --rm --network small --ip 10.83.0.16 busybox hostname -i
$ docker network rm red blue
$ docker rm -f a1 a2 a3
$ docker network rm red blue small red
$ docker network create --ipv6 v6
$ docker network create --ipv6 --subnet fd00:9::/64 v6 | wc -c
$ docker run --rm --network v6 --ip6 fd00:9::77 busybox sh -c 'ip -6 addr show eth0 | grep -o "inet6 fd[^ ]*"; ip -6 route | grep -o "^default via [^ ]*"'
$ docker network inspect v6 -f '{{.EnableIPv6}} {{json .IPAM.Config}}'
$ docker run --rm --network v6 --ip6 fd00:8::1 busybox true
$ docker run --rm --network v6 --ip6 1.2.3.4 busybox true
$ docker run --rm --ip6 fd00::1 busybox true
$ docker network rm v6
$ docker network create --subnet fd00:9::/64 v6only
$ docker network create --ipv6 --subnet fd00:9::/64 --gateway 10.0.0.1 v
$ docker network create --ipv6=maybe v
$ docker network create --ipv4=false v
$ docker network create --subnet fd00:9::/129 v
$ docker network create --subnet '' v
$ docker network create --subnet 0.0.0.0/0 v
$ docker network create --subnet 10.84.0.0/24 --gateway 10.84.0.0 v
$ docker network create --subnet 10.85.0.0/24 --gateway 10.85.0.255 vv
$ docker network ls -q -f name=v | wc -l
$ docker network prune -f | sort
$ docker network create -l a=1 -l b p1 | wc -c
$ docker network create -l a=2 p2 | wc -c
$ docker network prune -f --filter label=a=1
$ docker network prune -f --filter label!=a
$ docker network prune -f --filter until=1h
$ docker network prune -f --filter until=x
$ docker network prune -f --filter nosuch=1
$ docker network ls -f label=a --format '{{.Name}} {{.Labels}}'
$ docker network ls -f label=a=3 -q
$ docker network ls -f type=custom --format '{{.Name}}'
$ docker network ls -f type=builtin --format '{{.Name}}' | sort
$ docker network ls -f type=odd
$ docker network ls -f dangling=true --format '{{.Name}}'
$ docker network ls -f driver=nosuch -q
$ docker network inspect p2 -f '{{json .Labels}} {{.Scope}} {{.Attachable}} {{.Ingress}} {{json .Options}} {{json .Containers}} {{len .Id}}'
$ docker network inspect bridge -f '{{json .Options}}'
$ docker network inspect none -f '{{json .}}' | sed 's/"Created":"[^"]*"/T/; s/"Id":"[^"]*"/I/'
$ docker network inspect p2 p1 nosuch -f '{{.Name}}'
$ docker network inspect -f '{{index .Labels "a"}}{{.Peers}}' p2
$ docker network inspect -s p2
$ docker network inspect --format json p2 | cut -c 1-12
$ docker run -d --name pr -p 7001-7003:7001-7003 -p 7010:80/udp -p 127.0.0.1:7011:81 busybox sleep 1000 | wc -c
$ docker port pr
$ docker port pr 7002/tcp
$ docker port pr 80
$ docker port pr 80/udp
$ docker port pr 81/TCP
$ docker port pr x
$ docker port pr 0
$ docker ps --format '{{.Ports}}'
$ docker inspect pr -f '{{json .HostConfig.PortBindings}}'
$ docker port nosuch
$ docker port
$ docker port pr 1 2
$ docker run --rm -p 7002:1 busybox true 2>&1 | sed 's/endpoint [a-z_]* ([0-9a-f]*)/endpoint E/; s/endpoint [a-z_0-9]*/endpoint E/'
$ docker run --rm -p 7001-7002:1-3 busybox true
$ docker run --rm -p 7005-7004:1 busybox true
$ docker run --rm -p 7020-7021:1-2/sctp -p 7020:1 busybox true
$ docker run --rm -p ::1:7030:1 busybox true
$ docker run --rm -p '[::1]:7030:1' busybox true
$ docker run --rm -p localhost:7030:1 busybox true
$ docker run --rm -p 1.2.3.4.5:7030:1 busybox true
$ docker run --rm -p 0:1 busybox true
$ docker run --rm -p 7030:0 busybox true
$ docker run --rm -p :1 busybox true
$ docker run --rm -p '' busybox true
$ docker run --rm --expose 5-3 busybox true
$ docker run --rm --expose x busybox true
$ docker run --rm --expose 1/odd busybox true
$ docker run -d --name web -p 7040:8000 busybox sh -c 'mkdir /w; echo hi > /w/index.html; exec httpd -f -p 8000 -h /w' | wc -c; sleep 0.5
$ curl -s 127.0.0.1:7040
$ docker stop -t 0 web >/dev/null
$ curl -s 127.0.0.1:7040; echo $?
$ docker start web >/dev/null; sleep 0.5
$ curl -s 127.0.0.1:7040
$ docker network disconnect bridge web
$ curl -s -m 2 127.0.0.1:7040; echo $?
$ docker port web
$ docker network connect bridge web
$ docker port web
$ curl -s 127.0.0.1:7040
$ docker rm -f web pr
$ docker run --rm --dns 9.9.9.9 --dns-search ex.org --dns-option ndots:3 busybox cat /etc/resolv.conf
$ docker run --rm --network p1 --dns 9.9.9.9 --dns-search . busybox sed 's/#.*//' /etc/resolv.conf | head -n 3
$ docker run --rm --dns x busybox true
$ docker run --rm --dns-search 'a b' busybox true
$ docker run --rm --add-host a:1.2.3.4 --add-host b=::1 --add-host c:host-gateway busybox tail -n 3 /etc/hosts | sed 's/172.[0-9.]*/GW/'
$ docker run --rm --add-host a busybox true
$ docker run --rm --add-host a:b busybox true
$ docker run --rm --add-host :1.2.3.4 busybox true
$ docker run --rm -h name --domainname dom.org busybox sh -c 'hostname; hostname -f; grep name /etc/hosts | cut -f 2'
$ docker run --rm -h a.b.c busybox sh -c 'hostname; hostname -f; hostname -d'
$ docker run --rm -h 'bad name' busybox hostname
$ docker run --rm -h $(printf 'a%.0s' $(seq 65)) busybox true
$ docker run --rm -h '' busybox hostname | wc -c
$ docker run --rm --mac-address x busybox true
$ docker run --rm --mac-address 92:d0:c6:0a:29:33 busybox cat /sys/class/net/eth0/address
$ docker network rm p1 p2 bridge
$ docker network rm vv
