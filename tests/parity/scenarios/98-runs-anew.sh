# Running and creating: flags together, in odd places and with odd values
$ docker run --rm busybox -- echo dashes
$ docker run --rm -- busybox echo dashes
$ docker run --rm busybox echo -n no newline
$ docker run --rm busybox ''
$ docker run --rm busybox sh
$ docker run --rm busybox sh -c ''
$ docker run --rm busybox sh -c 'kill -9 $$'
$ docker run --rm busybox sh -c 'kill -TERM $$; echo still here'
$ docker run --rm --init busybox sh -c 'kill -TERM $$; echo still here'
$ docker run --rm busybox sh -c 'exit 300'
$ docker run --rm busybox sh -c 'exit -1'
$ docker run --rm busybox cat /nosuch /etc/hostname 2>&1 | wc -l
$ docker run --rm busybox /bin/sh -c 'echo $0 $# $*' name one two
$ docker run --rm -it=false busybox echo no terminal
$ docker run --rm --tty=maybe busybox true
$ docker run --rm=no busybox true
% docker run --rm=0 --name kept busybox true; docker ps -a --filter name=kept --format '{{.Names}} {{.Status}}' | sed 's/ago//; s/[0-9]* seconds*\|Less than a second/N/'
$ docker run --name kept busybox true
$ docker run --name /kept busybox true
$ docker run --name kept2/ busybox true
$ docker run --name k busybox true
$ docker run --name -k busybox true
$ docker run --name _k busybox true
$ docker run --name 1k.-_ busybox echo fine
$ docker run --name '' --rm busybox echo unnamed
$ docker run --rm --hostname '' busybox sh -c 'hostname | wc -c'
$ docker run --rm --hostname a.b.c busybox sh -c 'hostname; hostname -f; cat /etc/hostname; grep a.b.c /etc/hosts | cut -f 2'
$ docker run --rm --hostname a --domainname b.c busybox sh -c 'hostname; hostname -f; grep "a.b.c" /etc/hosts | cut -f 2; cat /proc/sys/kernel/domainname'
$ docker run --rm --hostname "$(printf 'a%.0s' $(seq 64))" busybox hostname
$ docker run --rm --hostname _ busybox hostname
$ docker run --rm --domainname 'b c' busybox cat /proc/sys/kernel/domainname
$ docker run --rm -e A= -e B busybox sh -c 'echo "[${A-unset}] [${B-unset}]"'
$ docker run --rm -e =x busybox env
$ docker run --rm -e A=1 -e A=2 busybox sh -c 'echo $A; env | grep -c ^A='
$ docker run --rm -e 'A B=c' busybox env | grep 'A B'
$ docker run --rm -e PATH=/nowhere busybox sh -c 'echo $PATH'
$ docker run --rm -e PATH=/nowhere busybox /bin/sh -c 'echo $PATH; ls'
$ docker run --rm -e PATH= busybox ls
% printf 'ONE=1\n#TWO=2\n\n  THREE=3\nFOUR\nFIVE="quoted"\nSIX=a=b\n' > a.env; printf '\357\273\277BOM=1\n' > bom.env; printf 'has space=1\n' > bad.env; printf 'A=\377\n' > latin.env; printf '=x\n' > none.env; mkdir dir.env
$ FOUR=4 docker run --rm --env-file a.env busybox sh -c 'env | grep -E "ONE|TWO|THREE|FOUR|FIVE|SIX" | sort'
$ docker run --rm --env-file bom.env busybox sh -c 'echo $BOM'
$ docker run --rm --env-file bad.env busybox env
$ docker run --rm --env-file latin.env busybox env
$ docker run --rm --env-file none.env busybox env
$ docker run --rm --env-file dir.env busybox env
$ docker run --rm --env-file a.env --env-file nosuch.env busybox env
$ docker run --rm --label-file a.env busybox true; docker run -d --name lab --label-file a.env --label ONE=one busybox true >/dev/null; docker inspect -f '{{json .Config.Labels}}' lab
$ docker run --rm --label-file bad.env busybox true
$ docker run --rm --label =x busybox true
$ docker run --rm --label '' busybox true
$ docker run --rm -w / busybox pwd; docker run --rm -w /a/../b busybox pwd; docker run --rm -w /etc/ busybox pwd; docker run --rm -w '' busybox pwd; docker run --rm -w ./x busybox pwd
$ docker run --rm -w '/with space' busybox pwd
$ docker run --rm -u : busybox id
$ docker run --rm -u :0 busybox id
$ docker run --rm -u 5: busybox id
$ docker run --rm -u nobody:nosuch busybox id
$ docker run --rm -u nobody:daemon busybox id
$ docker run --rm -u -1 busybox id
$ docker run --rm -u 4294967296 busybox id
$ docker run --rm -u 99999 busybox sh -c 'id; echo $HOME; touch /x'
$ docker run --rm --group-add nosuch busybox id
$ docker run --rm --group-add 7 --group-add daemon busybox id -G
$ docker run --rm --group-add '' busybox id -G
$ docker run --rm --entrypoint 'echo hi' busybox
$ docker run --rm --entrypoint '["echo"]' busybox hi
$ docker run --rm --entrypoint /bin/echo busybox -e 'a\tb'
$ docker run --rm --entrypoint= busybox
$ docker run --rm --add-host a busybox true
$ docker run --rm --add-host a:1.2.3 busybox true
$ docker run --rm --add-host a=10.0.0.1 --add-host b:::1 --add-host 'c=[fd00::1]' --add-host gw:host-gateway busybox sh -c 'tail -n 5 /etc/hosts | grep -v "$(hostname)"'
$ docker run --rm --add-host :1.2.3.4 busybox grep 1.2.3.4 /etc/hosts
$ docker run --rm --dns x busybox true
$ docker run --rm --dns 10.0.0.1 --dns 10.0.0.2 --dns-option ndots:3 --dns-opt timeout:1 busybox grep -v '^#' /etc/resolv.conf
$ docker run --rm --dns-search . --dns 10.0.0.1 busybox grep -v '^#' /etc/resolv.conf
$ docker run --rm --dns-search 'a b' --dns 10.0.0.1 busybox grep -v '^#' /etc/resolv.conf
$ docker run --rm --tmpfs t busybox true
$ docker run --rm --tmpfs /t:size=1m,mode=700 busybox sh -c 'stat -c %a /t; df -k /t | tail -n 1 | tr -s " " | cut -d" " -f 2'
$ docker run --rm --tmpfs /t:size=x busybox true
$ docker run --rm --tmpfs /t:nosuch busybox true
$ docker run --rm --tmpfs /t:ro busybox touch /t/x
$ docker run --rm --tmpfs /t:rw,noexec busybox sh -c 'cp /bin/echo /t; /t/echo hi'
$ docker run --rm --sysctl x busybox true
$ docker run --rm --sysctl nosuch.x=1 busybox true
$ docker run --rm --sysctl kernel.msgmax=100 busybox cat /proc/sys/kernel/msgmax
$ docker run --rm --sysctl net.nosuch=1 busybox true
$ docker run --rm --ulimit nofile busybox true
$ docker run --rm --ulimit nosuch=1 busybox true
$ docker run --rm --ulimit nofile=20:10 busybox true
$ docker run --rm --ulimit nofile=a busybox true
$ docker run --rm --ulimit nofile=1:2:3 busybox true
$ docker run --rm --ulimit core=-1 --ulimit fsize=1024 busybox sh -c 'ulimit -c; ulimit -f'
$ docker run --rm --cap-add nosuch busybox true
$ docker run --rm --cap-add net_admin --cap-drop net_raw --cap-drop CAP_MKNOD busybox grep Cap /proc/self/status
% docker run --rm --cap-add ALL --cap-drop ALL busybox grep CapEff /proc/self/status
$ docker run --rm --cap-drop all --cap-add chown busybox sh -c 'chown 5 /tmp && grep CapEff /proc/self/status'
$ docker run --rm --security-opt no-new-privileges busybox grep NoNew /proc/self/status
$ docker run --rm --security-opt nosuch busybox true
$ docker run --rm --security-opt seccomp=nosuch.json busybox true
$ docker run --rm --security-opt seccomp=unconfined --security-opt apparmor=unconfined busybox grep Seccomp: /proc/self/status
$ docker run --rm --security-opt no-new-privileges=maybe busybox true
$ docker run --rm --shm-size x busybox true
$ docker run --rm --shm-size 0 busybox df -k /dev/shm
$ docker run --rm --shm-size -1 busybox true
$ docker run --rm --stop-signal NOSUCH busybox true
$ docker run --rm --stop-timeout x busybox true
$ docker run --rm --stop-timeout -5 busybox true
$ docker run --rm --restart always busybox true
$ docker run --rm --restart nosuch busybox true
$ docker run -d --restart on-failure:x busybox true
$ docker run -d --restart on-failure:-1 busybox true
$ docker run -d --restart always:3 busybox true
$ docker run -d --restart :3 busybox true
$ docker run -d --restart no:3 busybox true
$ docker run --rm --pull never nosuch
$ docker run --rm --pull nosuch busybox true
$ docker run --rm --pull always -q busybox echo pulled
$ docker run --rm --pull missing -q alpine:3.20 echo pulled
$ docker run --rm --platform nosuch busybox true
$ docker run --rm --platform linux/arm64 --pull never busybox true
$ docker run --rm --platform linux/amd64 busybox echo right
$ docker run --cidfile id --rm busybox true; wc -c < id; docker run --cidfile id --rm busybox true
$ docker run --cidfile nosuch/id --rm busybox true
$ docker run -d -i -t --rm --name dit busybox; docker ps --filter name=dit --format '{{.Command}} {{.Names}}'; docker attach --no-stdin --sig-proxy=false nosuch; docker rm -f dit
$ docker run -a stdin -a stdout busybox echo x
$ docker run -a nosuch busybox true
$ docker run --rm -a stderr busybox sh -c 'echo out; echo err >&2'
$ docker run -d --rm busybox nosuch
$ docker create --rm --name c1 busybox nosuch; docker start c1; docker start -a c1; docker ps -a --filter name=c1 --format '{{.Status}}'
$ docker create -q busybox; docker create --pull always -q busybox | wc -c; docker create --pull x busybox
$ docker create --name c2 nosuch; docker create --name c2; docker create --nosuch busybox; docker create -d busybox
