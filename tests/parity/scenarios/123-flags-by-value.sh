# Every flag of docker create with values of every kind, and what the container then is made of
% printf 'A=1\n# c\n\nB\n  C=x y \nD="q"\nHOME\n' > ef; printf 'a b=1\n' > ef2; docker create --name x0 busybox true >/dev/null; f='{{json .Config}}{{json .HostConfig}}{{json .NetworkSettings.Networks}}{{json .Mounts}} {{if lt (len .Name) 7}}{{.Name}}{{end}} {{.Platform}}'; show() { docker inspect "$1" -f "$f" | sed 's/"ContainerIDFile":"[a-z]*",//; s/[0-9a-f]\{64\}/LONGID/g; s/"Hostname":"[0-9a-f]\{12\}"/HN/; s/"Hostname":"d[a-z-]*"/HOST/; s/,"/\n"/g; s/\([]{}[]\)/\n\1\n/g'; }; show x0 > base
% t() { rm -f cid; if docker create --cidfile cid "$@" busybox true > out 2>&1; then sed '${/^[0-9a-f]*$/d}' out; show $(cat cid) > now; diff base now | grep '^[<>]'; docker rm -v $(cat cid) >/dev/null; docker volume rm v ab >/dev/null 2>&1; else sed '/^See .docker/d; s/[0-9a-f]\{64\}/LONGID/g; /^Usage/d; /^$/d; /^Run /d; s#'"$PWD"'#PWD#g' out; fi; }
$ t --add-host=a:1.2.3.4
$ t --add-host=a=::1
$ t --add-host='a:[::1]'
$ t --add-host=a
$ t --add-host=a:x
$ t --add-host=:1.2.3.4
$ t --add-host=a:host-gateway
$ t --add-host=a=1.2.3.4:5
$ t --add-host='é:1.1.1.1'
$ t --annotation=a=b
$ t --annotation=a
$ t --annotation==b
$ t --annotation=a=b=c
$ t --annotation=a.b/c=
$ t --blkio-weight=10
$ t --blkio-weight=9
$ t --blkio-weight=1001
$ t --blkio-weight=0
$ t --blkio-weight=-1
$ t --blkio-weight=1e2
$ t --blkio-weight=010
$ t --blkio-weight-device=/dev/null:5
$ t --blkio-weight-device=/dev/null:500
$ t --blkio-weight-device=x:500
$ t --blkio-weight-device=/dev/null
$ t --blkio-weight-device=/dev/null:a
$ t --blkio-weight-device=/dev/null:0
$ t --cap-add=net_admin
$ t --cap-add=CAP_NET_ADMIN
$ t --cap-add=ALL
$ t --cap-add=all
$ t --cap-add=nosuch
$ t --cap-add=
$ t --cap-add=NET_ADMIN,SYS_TIME
$ t --cap-drop=ALL
$ t --cap-drop=chown
$ t --cap-drop=CAP_
$ t --cap-drop=cap_all
$ t --cgroup-parent=/x
$ t --cgroup-parent=x/../y
$ t --cgroup-parent=x.slice
$ t --cgroup-parent=
$ t --cgroupns=host
$ t --cgroupns=private
$ t --cgroupns=x
$ t --cgroupns=
$ t --cpu-period=1000
$ t --cpu-period=999
$ t --cpu-period=1000001
$ t --cpu-period=-1
$ t --cpu-period=x
$ t --cpu-period=0
$ t --cpu-quota=1000
$ t --cpu-quota=999
$ t --cpu-quota=-1
$ t --cpu-quota=-2
$ t --cpu-quota=1e4
$ t --cpu-shares=2
$ t --cpu-shares=1
$ t --cpu-shares=-1
$ t --cpu-shares=262145
$ t --cpu-shares=0x10
$ t --cpu-shares=1_000
$ t --cpus=1.5
$ t --cpus=0.001
$ t --cpus=0.0001
$ t --cpus=-1
$ t --cpus=1e1
$ t --cpus=1/2
$ t --cpus=0
$ t --cpus=1.1234567891
$ t --cpus=.5
$ t --cpus=1.
$ t --cpus='  1'
$ t --cpus=99
$ t --cpuset-cpus=0
$ t --cpuset-cpus=0-1
$ t --cpuset-cpus=5
$ t --cpuset-cpus=1-0
$ t --cpuset-cpus=0,0
$ t --cpuset-cpus=x
$ t --cpuset-cpus=0-
$ t --cpuset-cpus=-1
$ t --cpuset-cpus=0,1-1
$ t --cpuset-mems=0
$ t --cpuset-mems=1
$ t --cpuset-mems=x
$ t --cpuset-mems=0-1
$ t --device=/dev/null
$ t --device=/dev/null:/dev/x
$ t --device=/dev/null:/dev/x:rwm
$ t --device=/dev/null:r
$ t --device=/dev/null:/dev/x:q
$ t --device=x
$ t --device=/dev/nosuch
$ t --device=/dev/null:x:m
$ t --device=a:b:c:d
$ t --device=
$ t --device-cgroup-rule='c 1:3 r'
$ t --device-cgroup-rule='a *:* rwm'
$ t --device-cgroup-rule='c 1:3'
$ t --device-cgroup-rule='x 1:3 r'
$ t --device-cgroup-rule='c *:3 mr'
$ t --device-cgroup-rule='b 1:* w'
$ t --device-read-bps=/dev/null:1mb
$ t --device-read-bps=/dev/null:1
$ t --device-read-bps=/dev/null:x
$ t --device-read-bps=null:1mb
$ t --device-read-bps=/dev/null:-1
$ t --device-read-bps=/dev/null:1.5k
$ t --device-write-iops=/dev/null:10
$ t --device-write-iops=/dev/null:-1
$ t --device-write-iops=/dev/null:1mb
$ t --device-write-iops=/dev/null:0
$ t --dns=1.1.1.1
$ t --dns=::1
$ t --dns=x
$ t --dns=1.1.1
$ t --dns=
$ t --dns='1.1.1.1 '
$ t --dns-option=ndots:2
$ t --dns-option=
$ t --dns-option='a b'
$ t --dns-search=a.b
$ t --dns-search=.
$ t --dns-search='a b'
$ t --dns-search=-x
$ t --dns-search=a..b
$ t --dns-search=A.B
$ t --domainname=x.y
$ t --domainname='a b'
$ t --domainname=
$ t --entrypoint=
$ t --entrypoint=/x
$ t --entrypoint='a b'
$ t --env=A=1
$ t --env=A
$ t --env==1
$ t --env=A=
$ t --env=A=b=c
$ t --env='A B=1'
$ t --env='É=ü'
$ t --env=
$ t --env=PATH=
$ t --expose=80
$ t --expose=80/udp
$ t --expose=80-82
$ t --expose=82-80
$ t --expose=0
$ t --expose=65535
$ t --expose=65536
$ t --expose=80/x
$ t --expose=a
$ t --expose=80-
$ t --expose=80/tcp/udp
$ t --expose=80/UDP
$ t --expose=1-3/sctp
$ t --expose=80,81
$ t --group-add=0
$ t --group-add=wheel
$ t --group-add=x
$ t --group-add=
$ t --group-add=1
$ t --group-add=-1
$ t --health-cmd=true
$ t --health-cmd=
$ t --health-cmd=none
$ t --health-cmd='["a"]'
$ t --health-interval=1s
$ t --health-interval=1ms
$ t --health-interval=999us
$ t --health-interval=0
$ t --health-interval=0s
$ t --health-interval=-1s
$ t --health-interval=1
$ t --health-interval=1h1m1.5s
$ t --health-interval=1d
$ t --health-interval=.5s
$ t --health-interval='1µs'
$ t --health-interval=' 1s'
$ t --health-retries=1
$ t --health-retries=0
$ t --health-retries=-1
$ t --health-retries=1.5
$ t --health-retries=007
$ t --health-start-interval=1ms
$ t --health-start-interval=10us
$ t --health-start-interval=-2s
$ t --health-start-period=0s
$ t --health-start-period=1ms
$ t --health-start-period=1ns
$ t --health-timeout=1ms
$ t --health-timeout=1e3s
$ t --health-timeout=2562048h
$ t --hostname=a
$ t --hostname=a.b
$ t --hostname='a b'
$ t --hostname=-a
$ t --hostname=a_b
$ t --hostname=
$ t --hostname=A
$ t --hostname=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
$ t --hostname=a/b
$ t --init=true
$ t --init=false
$ t --init=x
$ t --init=1
$ t --init=T
$ t --init=yes
$ t --ip=172.30.0.9
$ t --ip=x
$ t --ip=
$ t --ip6=::5
$ t --ip6=fe80::1
$ t --ip6=1.2.3.4
$ t --ipc=host
$ t --ipc=none
$ t --ipc=private
$ t --ipc=shareable
$ t --ipc=container:
$ t --ipc=container:x
$ t --ipc=x
$ t --ipc=host:x
$ t --ipc=
$ t --isolation=default
$ t --isolation=DEFAULT
$ t --isolation=process
$ t --isolation=x
$ t --isolation=
$ t --kernel-memory=4m
$ t --kernel-memory=1
$ t --kernel-memory=x
$ t --label=a=b
$ t --label=a
$ t --label==b
$ t --label=a=b=c
$ t --label=' a=b'
$ t --label='a b=c'
$ t --label=
$ t --label='A.b-c_d=é'
$ t --link=x
$ t --link=x:y
$ t --link=x:y:z
$ t --link=
$ t --link-local-ip=169.254.1.1
$ t --link-local-ip=x
$ t --log-driver=none
$ t --log-driver=json-file
$ t --log-driver=local
$ t --log-driver=x
$ t --log-driver=
$ t --log-opt=max-size=1m
$ t --log-opt=max-size
$ t --log-opt=max-size=-1
$ t --log-opt=max-file=2
$ t --log-opt=a=b
$ t --log-opt==
$ t --log-opt=mode=blocking
$ t --log-opt=tag=
$ t --log-opt=compress=true
$ t --log-opt=max-size=1q
$ t --log-opt='labels-regex=['
$ t --log-opt=env=A,B
$ t --mac-address=02:42:ac:11:00:02
$ t --mac-address=x
$ t --mac-address=02-42-ac-11-00-02
$ t --mac-address=0242.ac11.0002
$ t --mac-address=02:42:ac:11:00
$ t --mac-address=
$ t --mac-address=02:42:AC:11:00:0A
$ t --memory=6m
$ t --memory=5m
$ t --memory=6291456
$ t --memory=6291455
$ t --memory=1.5g
$ t --memory=1gib
$ t --memory=1kb
$ t --memory='1 m'
$ t --memory=-1
$ t --memory=0
$ t --memory=x
$ t --memory=6MB
$ t --memory=1e8
$ t --memory=0x600000
$ t --memory=9223372036854775807
$ t --memory=9223372036854775808
$ t --memory=8t
$ t --memory='6 MiB'
$ t --memory-reservation=6m
$ t --memory-reservation=5m
$ t --memory-reservation=-1
$ t --memory-reservation=x
$ t --memory-swap=6m
$ t --memory-swap=-1
$ t --memory-swap=-2
$ t --memory-swap=0
$ t --memory-swap=x
$ t --memory-swappiness=0
$ t --memory-swappiness=100
$ t --memory-swappiness=101
$ t --memory-swappiness=-1
$ t --memory-swappiness=-2
$ t --memory-swappiness=x
$ t --memory-swappiness=50
$ t --mount=type=bind,src=/,dst=/x
$ t --mount=type=bind,src=/nosuch,dst=/x
$ t --mount=type=volume,dst=/x
$ t --mount=type=tmpfs,dst=/x
$ t --mount=type=x,dst=/x
$ t --mount=dst=/x
$ t --mount=src=v,dst=x
$ t --mount=type=tmpfs,src=x,dst=/x
$ t --mount=type=bind,dst=/x
$ t --mount=type=tmpfs,dst=/x,tmpfs-size=1q
$ t --mount=type=tmpfs,dst=/x,tmpfs-mode=999
$ t --mount=type=tmpfs,dst=/x,tmpfs-mode=700
$ t --mount=type=volume,dst=/x,ro=x
$ t --mount=type=volume,dst=/x,readonly
$ t --mount=type=bind,src=/,dst=/x,bind-propagation=x
$ t --mount=type=bind,src=/,dst=/x,bind-propagation=rslave
$ t --mount=type=volume,dst=/x,bind-propagation=rslave
$ t --mount=type=volume,src=v,dst=/x,volume-nocopy
$ t --mount=type=volume,src=v,dst=/x,volume-label=a=b
$ t --mount=type=volume,src=v,dst=/x,volume-opt=a
$ t --mount=type=volume,dst=/
$ t --mount=x
$ t --mount=x=y
$ t --mount=
$ t --mount=type=volume,dst=/x,dst=/y
$ t --mount=TYPE=volume,Target=/x
$ t --mount='type=volume,"dst=/x,y"'
$ t --mount=type=image,src=busybox,dst=/x
$ t --mount=type=cluster,src=x,dst=/x
$ t --mount=type=bind,src=rel,dst=/x
$ t --mount=type=bind,src=/,dst=/x,bind-recursive=disabled
$ t --mount=type=bind,src=/,dst=/x,bind-recursive=x
$ t --mount=type=bind,src=/,dst=/x,bind-recursive=readonly
$ t --mount=type=bind,src=/,dst=/x,readonly,bind-recursive=readonly,bind-propagation=rprivate
$ t --mount=type=bind,src=/,dst=/x,bind-nonrecursive=true
$ t --mount=type=volume,src=v,dst=/x,volume-subpath=a/b
$ t --mount=type=volume,src=v,dst=/x,volume-subpath=../b
$ t --mount=type=npipe,src=x,dst=/x
$ t --mount=type=tmpfs,dst=/x,tmpfs-size=1m,readonly
$ t --mount=type=bind,src=/,dst=/x,consistency=cached
$ t --mount=type=bind,src=/,dst=/x,consistency=x
$ t --network=host
$ t --network=none
$ t --network=bridge
$ t --network=default
$ t --network=x
$ t --network=container:
$ t --network=container:x
$ t --network=name=bridge
$ t --network=name=bridge,alias=a
$ t --network=name=bridge,x=y
$ t --network=name=
$ t --network=alias=a
$ t --network=name=bridge,ip=1.2.3.4
$ t --network=name=bridge,driver-opt=a=b
$ t --network=name=bridge,driver-opt=a
$ t --network=name=bridge,mac-address=x
$ t --network=name=bridge,gw-priority=1
$ t --network=name=bridge,gw-priority=x
$ t --network=
$ t --network-alias=a
$ t --network-alias=a,b
$ t --network-alias=
$ t --no-healthcheck=true
$ t --no-healthcheck=false
$ t --no-healthcheck=maybe
$ t --oom-kill-disable=true
$ t --oom-kill-disable=false
$ t --oom-kill-disable=2
$ t --oom-score-adj=1000
$ t --oom-score-adj=1001
$ t --oom-score-adj=-1000
$ t --oom-score-adj=-1001
$ t --oom-score-adj=x
$ t --oom-score-adj=0
$ t --pid=host
$ t --pid=private
$ t --pid=container:x
$ t --pid=container:
$ t --pid=x
$ t --pid=
$ t --pids-limit=1
$ t --pids-limit=0
$ t --pids-limit=-1
$ t --pids-limit=-2
$ t --pids-limit=x
$ t --platform=linux/amd64
$ t --platform=linux
$ t --platform=amd64
$ t --platform=linux/arm64
$ t --platform=windows
$ t --platform=x/y
$ t --platform=LINUX/AMD64
$ t --platform=linux/amd64/v2
$ t --platform=linux/386
$ t --platform=a/b/c/d
$ t --platform=
$ t --privileged=true
$ t --privileged=0
$ t --privileged=on
$ t --publish=80
$ t --publish=80:80
$ t --publish=1.2.3.4:80:80
$ t --publish=127.0.0.1::80
$ t --publish='[::1]:80:80'
$ t --publish=::1:80:80
$ t --publish=80:80/udp
$ t --publish=80:80/x
$ t --publish=80-82:80-82
$ t --publish=80-82:80-81
$ t --publish=80-82:80
$ t --publish=8000-8002:80
$ t --publish=x:80
$ t --publish=80:x
$ t --publish=0:80
$ t --publish=65536:80
$ t --publish=80:65536
$ t --publish=a.b:80:80
$ t --publish=
$ t --publish=80:
$ t --publish='[::]:0:80'
$ t --publish=80/tcp:81
$ t --publish=1:2:3:4
$ t --publish=127.0.0.1:80
$ t --publish=80-
$ t --publish=::
$ t --publish=127.0.0.1:80-81:80-81/sctp
$ t --publish=published=80,target=80
$ t --publish=target=80,protocol=x
$ t --publish-all=true
$ t --publish-all=x
$ t --pull=always
$ t --pull=never
$ t --pull=missing
$ t --pull=x
$ t --pull=
$ t --read-only=true
$ t --read-only=TRUE
$ t --read-only=tRUE
$ t --restart=no
$ t --restart=always
$ t --restart=unless-stopped
$ t --restart=on-failure
$ t --restart=on-failure:3
$ t --restart=on-failure:-1
$ t --restart=on-failure:x
$ t --restart=always:1
$ t --restart=no:1
$ t --restart=x
$ t --restart=
$ t --restart=on-failure:
$ t --restart=on-failure:3:4
$ t --restart=ALWAYS
$ t --restart=:1
$ t --runtime=runc
$ t --runtime=x
$ t --runtime=io.containerd.runc.v2
$ t --runtime=
$ t --security-opt=no-new-privileges
$ t --security-opt=no-new-privileges:false
$ t --security-opt=no-new-privileges=x
$ t --security-opt=seccomp=unconfined
$ t --security-opt=seccomp:unconfined
$ t --security-opt=seccomp=/nosuch
$ t --security-opt=apparmor=x
$ t --security-opt=label=disable
$ t --security-opt=label:user:x
$ t --security-opt=label=x
$ t --security-opt=systempaths=unconfined
$ t --security-opt=x
$ t --security-opt=x=y
$ t --security-opt=label=type:t,level=s0
$ t --security-opt=seccomp=builtin
$ t --security-opt=
$ t --shm-size=1m
$ t --shm-size=0
$ t --shm-size=-1
$ t --shm-size=x
$ t --shm-size=64M
$ t --shm-size=1kb
$ t --shm-size=1.5m
$ t --stop-signal=TERM
$ t --stop-signal=SIGTERM
$ t --stop-signal=15
$ t --stop-signal=0
$ t --stop-signal=65
$ t --stop-signal=x
$ t --stop-signal=sigkill
$ t --stop-signal=RTMIN+1
$ t --stop-signal=RTMIN
$ t --stop-signal=SIGRTMAX-2
$ t --stop-signal=
$ t --stop-timeout=0
$ t --stop-timeout=-1
$ t --stop-timeout=5
$ t --stop-timeout=-2
$ t --stop-timeout=x
$ t --stop-timeout=1.5
$ t --storage-opt=size=1g
$ t --storage-opt=a=b
$ t --storage-opt=x
$ t --storage-opt=
$ t --sysctl=net.ipv4.ip_forward=1
$ t --sysctl=kernel.shm_rmid_forced=1
$ t --sysctl=kernel.x=1
$ t --sysctl=a
$ t --sysctl=a=b
$ t --sysctl=net.x
$ t --sysctl=fs.mqueue.msg_max=1
$ t --sysctl=kernel.msgmax=
$ t --sysctl=net.ipv4.ip_forward
$ t --tmpfs=/x
$ t --tmpfs=/x:size=1m
$ t --tmpfs=x
$ t --tmpfs=/x:nosuch
$ t --tmpfs=/
$ t --tmpfs=
$ t --tmpfs=/x:
$ t --tmpfs=/x:size=1m,mode=1770
$ t --tmpfs=/x:rw,noexec
$ t --tmpfs=/x:uid=1
$ t --ulimit=nofile=1
$ t --ulimit=nofile=1:2
$ t --ulimit=nofile=2:1
$ t --ulimit=nofile
$ t --ulimit=nofile=x
$ t --ulimit=x=1
$ t --ulimit=nofile=-1
$ t --ulimit=cpu=1:unlimited
$ t --ulimit=nofile=1:2:3
$ t --ulimit=NOFILE=1
$ t --ulimit=core=0
$ t --ulimit==1
$ t --ulimit=nofile=
$ t --ulimit='nofile= 5'
$ t --user=0
$ t --user=1:2
$ t --user=x
$ t --user=x:y
$ t --user=:1
$ t --user=1:
$ t --user=root:root
$ t --user=-1
$ t --user=4294967295
$ t --user=2147483648
$ t --user=
$ t --user='a b'
$ t --user=0:x
$ t --userns=host
$ t --userns=private
$ t --userns=x
$ t --userns=
$ t --uts=host
$ t --uts=x
$ t --uts=
$ t --uts=private
$ t --volume=/x
$ t --volume=v:/x
$ t --volume=/:/x
$ t --volume=v:/x:ro
$ t --volume=v:/x:q
$ t --volume=v:x
$ t --volume=x
$ t --volume=/a:/b:/c:/d
$ t --volume=v:/
$ t --volume=v:/x:ro,z
$ t --volume=v:/x:ro,rw
$ t --volume=v:/x:nocopy
$ t --volume=/:/x:nocopy
$ t --volume=v:/x:rslave
$ t --volume=/:/x:rslave
$ t --volume=/:/x:rslave,rshared
$ t --volume='v!:/x'
$ t --volume=
$ t --volume=:/x
$ t --volume=v:
$ t --volume=v:/x:
$ t --volume=/x:ro
$ t --volume=v:/x/../y
$ t --volume=.:/x
$ t --volume=./a:/x
$ t --volume='~:/x'
$ t --volume=v:/x:cached
$ t --volume='C:\\x:/y'
$ t --volume=v::/x
$ t --volume=a:/x:ro:rw
$ t --volume=/x/
$ t --volume=//x//y
$ t --volume=v:/x:delegated,ro
$ t --volume=v:/x:volume-nocopy
$ t --volume=ab:/x:private
$ t --volume-driver=local
$ t --volumes-from=x
$ t --volumes-from=x:ro
$ t --volumes-from=x:q
$ t --volumes-from=
$ t --workdir=/x
$ t --workdir=x
$ t --workdir=
$ t --workdir=/x/../y
$ t --workdir=/x/
$ t --workdir='a b'
$ t --workdir=./
$ t --name=ok
$ t --name=a
$ t --name=ab
$ t --name=-a
$ t --name='a b'
$ t --name=a/b
$ t --name=/ab
$ t --name=a.b-c_d
$ t --name=_a
$ t --name='é'
$ t --name=.a
$ t --name=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
$ t --attach=stdin
$ t --attach=STDOUT
$ t --attach=x
$ t --attach=stderr
$ t --attach=
$ docker create --cidfile '' busybox true 2>&1 | cut -c 1-70
$ docker create --cidfile /nosuch/x busybox true 2>&1 | cut -c 1-70
$ t --env-file=nosuch
$ t --env-file=ef
$ t --env-file=ef2
$ t --env-file=.
$ t --label-file=nosuch
$ t --label-file=ef
$ t --label-file=ef2
$ t --gpus=all
$ t --gpus=1
$ t --gpus=x
$ t --gpus=device=0
$ t --gpus='"device=0,1"'
$ t --gpus=driver=x,count=2
$ t --gpus=capabilities=a
$ t --gpus=
$ t --quiet=true
$ t --interactive=true
$ t --interactive=x
$ t --tty=true
$ t --tty=false
$ t --use-api-socket=false
$ t --disable-content-trust=true
$ t --disable-content-trust=x
$ t --rm=true
$ t --rm=x
$ t --memory=64m --memory-swap=32m
$ t --memory-swap=64m
$ t --memory=64m --memory-swap=64m --memory-reservation=128m
$ t --cpus=1 --cpu-period=1000
$ t --cpus=1 --cpu-quota=1000
$ t --rm --restart=always
$ t --network=host -p 80:80
$ t --network=none -p 80:80
$ t --network=host --hostname=x
$ t --network=host --dns=1.1.1.1
$ t --network=container:x0 --hostname=y
$ t --network=container:x0 -p 80
$ t --network=container:x0 --expose 80
$ t --network=container:x0 --dns 1.1.1.1
$ t --network=container:x0 --mac-address=02:42:ac:11:00:02
$ t --network=container:x0 --add-host=a:1.1.1.1
$ t --network=host --link x0
$ t --network=none --link x0
$ t --link x0
$ t --link x0:db
$ t --pid=host --privileged
$ t --pid=container:x0
$ t --ipc=container:x0
$ t --ipc=host --shm-size=1m
$ t --uts=host --hostname=x
$ t --uts=host --domainname=x
$ t --userns=host --privileged
$ t --health-cmd=true --no-healthcheck
$ t --no-healthcheck --health-interval=1s
$ t -it -d
$ t -i -t -a stdout
$ t -a stdin
$ t -t -i
$ t -e A=1 -e A=2
$ t -e A=1 --env-file ef
$ t -l a=1 -l a=2
$ t -l a=1 --label-file ef
$ t -v v:/x -v v:/x
$ t -v v:/x --mount type=volume,src=v,dst=/x
$ t -v v:/x --tmpfs /x
$ t --tmpfs /x --tmpfs /x:size=1m
$ t --mount type=tmpfs,dst=/x --tmpfs /x
$ t --volumes-from x0
$ t --volumes-from x0:ro --volumes-from x0
$ t --log-driver none --log-opt max-size=1m
$ t --log-driver local --log-opt max-size=1m
$ t --log-driver syslog --log-opt x=y
$ t --log-driver local --log-opt labels=a
$ t --log-opt mode=non-blocking --log-opt max-buffer-size=1q
$ t --log-opt max-file=2 --log-opt max-size=1k
$ t --log-opt compress=true
$ t --cap-add ALL --cap-drop chown
$ t --cap-add chown --cap-drop chown
$ t --privileged --cap-add net_admin
$ t --privileged --security-opt seccomp=unconfined
$ t --privileged --device /dev/null
$ t --network bridge --network host
$ t --network bridge --network bridge
$ t --network bridge --network none
$ t --network none --network none
$ t --network bridge --ip 172.17.0.99
$ t --ip 172.17.0.99
$ t --network-alias a
$ t --network bridge --network-alias a
$ t --network host --ip 1.2.3.4
$ t -P --expose 80
$ t -p 80 -p 80
$ t -p 80:80 -p 80:80/udp
$ t -p 8080:80 -p 8081:80
$ t -p 8080:80 -p 8080:81
$ t --entrypoint "" --entrypoint x
$ t --entrypoint /bin/sh -w /
$ t --stop-signal 9 --stop-timeout 3
$ t --init --pid=host
$ t --read-only --tmpfs /run
$ t --ulimit nofile=1 --ulimit nofile=2
$ t --ulimit nofile=1 --ulimit nproc=2:3
$ t --sysctl net.ipv4.ip_forward=1 --network host
$ t --sysctl kernel.shmmax=1 --ipc host
$ t --sysctl kernel.domainname=x --uts host
$ t --oom-kill-disable
$ t --oom-kill-disable -m 8m
$ t --cpu-rt-runtime 1
$ t --cpu-rt-period 1000
$ t --memory-swappiness 10 -m 8m
$ t --cpuset-cpus 0 --cpuset-mems 0
$ t --storage-opt size=1m --read-only
$ t --runtime runc --privileged
$ t --isolation default --init
$ t --device-cgroup-rule x
$ t --volume-driver local -v v:/q
$ t --annotation a=1 --annotation a=2
$ t --user 1 --group-add 2 --group-add 2
$ t --dns 1.1.1.1 --dns 1.1.1.1 --dns-search .
$ t --nosuch
$ t -z
$ t -m
$ t --env
$ t --memory
$ t -ti=false
$ t -it=x
$ t --tty=
$ t --publish-all=
$ t -p=80
$ t -p80
$ t -eA
$ t -e=A=1
$ t -lx=y
$ t -m8m
$ t -c 2
$ t -w/x
$ t -u1
$ t -hx
$ t -v/x
$ t --m=1
$ t --mem 5m
