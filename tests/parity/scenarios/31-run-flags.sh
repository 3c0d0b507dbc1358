# Odd flags of run
$ docker run --rm --add-host a:1.2.3.4 --add-host=b=::1 busybox cat /etc/hosts
$ docker run --rm --hostname foo --domainname bar.com busybox hostname
$ docker run --rm -h foo busybox cat /etc/hostname
$ docker run --rm --dns 8.8.8.8 --dns-search x.y --dns-option ndots:2 busybox cat /etc/resolv.conf
$ docker run --rm --dns nosuch busybox true
$ docker run --rm --add-host foo busybox true
$ docker run --rm --add-host foo:bar busybox true
$ docker run --rm --user 1000:1000 busybox id
$ docker run --rm --user nosuch busybox id
$ docker run --rm --user root:nosuch busybox id
$ docker run --rm --group-add 5 --group-add mail -u nobody busybox id
$ docker run --rm --group-add nosuch busybox id
$ docker run --rm --read-only busybox touch /x
$ docker run --rm --read-only --tmpfs /t:rw,size=1m,mode=1777 busybox sh -c 'touch /t/x; ls /t; mount | grep " /t "'
$ docker run --rm --tmpfs relative busybox true
$ docker run --rm --tmpfs /t:nosuch busybox true
$ docker run --rm --workdir relative busybox pwd
$ docker run --rm --workdir /new/dir busybox pwd
$ docker run --rm --entrypoint echo busybox hi there
$ docker run --rm --entrypoint '' busybox echo hi
$ docker run --rm --entrypoint '' busybox
$ docker run --rm --init busybox ps -o pid,args
$ docker run --rm --cidfile cid busybox true; wc -c < cid
$ docker run --rm --cidfile cid busybox true; rm cid
$ docker run --rm --pull never nosuch
$ docker run --rm --pull sometimes busybox true
$ docker run --rm --pull always -q busybox true
$ docker run --rm --platform linux/arm64 busybox true
$ docker run --rm --platform linux/amd64 busybox echo ok
$ docker run --rm --platform nonsense busybox echo ok
$ docker run --rm --restart no busybox true
$ docker run --rm --stop-signal NOSUCH busybox true
$ docker run --rm --stop-timeout x busybox true
$ docker run --rm --shm-size 1x busybox true
$ docker run --rm --memory-swappiness 200 busybox true
$ docker run --rm --oom-score-adj 5000 busybox true
$ docker run --rm --pids-limit -5 busybox true
$ docker run --rm --cpu-shares -1 busybox true
$ docker run --rm --cpus 0.001 busybox true
$ docker run --rm --cpu-period 1 busybox true
$ docker run --rm --cpu-quota 1 busybox true
$ docker run --rm --cpus 1 --cpu-quota 5000 busybox true
$ docker run --rm --blkio-weight 5 busybox true
$ docker run --rm --device-read-bps foo busybox true
$ docker run --rm --device-read-bps /dev/sda:1x busybox true
$ docker run --rm --kernel-memory 4m busybox true
$ docker run --rm --memory 4m busybox true
$ docker run --rm --memory-reservation 64m --memory 32m busybox true
$ docker run --rm --memory-swap 64m busybox true
$ docker run --rm --security-opt nosuch busybox true
$ docker run --rm --security-opt seccomp=nosuch.json busybox true
$ docker run --rm --security-opt apparmor=unconfined busybox true
$ docker run --rm --storage-opt size=1G busybox true
$ docker run --rm --sysctl nosuch busybox true
$ docker run --rm --sysctl kernel.nosuch=1 busybox true
$ docker run --rm --ulimit nofile busybox true
$ docker run --rm --ulimit nofile=10:5 busybox true
$ docker run --rm --ulimit nofile=x busybox true
$ docker run --rm --uts host --hostname a busybox true
$ docker run --rm --uts nosuch busybox true
$ docker run --rm --ipc nosuch busybox true
$ docker run --rm --pid nosuch busybox true
$ docker run --rm --userns nosuch busybox true
$ docker run --rm --cgroupns nosuch busybox true
$ docker run --rm --network host --hostname a busybox hostname
$ docker run --rm --network container:x -p 80:80 busybox true
$ docker run --rm --network host --add-host a:1.2.3.4 busybox true
$ docker run --rm --network none --link x busybox true
$ docker run --rm --network nosuch busybox true
$ docker run --rm --network name=bridge,nosuch=1 busybox true
$ docker run --rm --network bridge --network host busybox true
$ docker run --rm --network-alias a busybox true
$ docker run --rm --mac-address 02:42:ac:11:00:99 busybox true
$ docker run --rm --expose 80-82 --expose 90/udp busybox true
$ docker run --rm --expose x busybox true
$ docker run --rm --expose 80-79 busybox true
$ docker run --rm --log-opt max-size=1k busybox true
$ docker run --rm --log-opt nosuch=1 busybox true
$ docker run --rm --log-driver none busybox echo hi
$ docker run --rm --log-driver local busybox echo hi
$ docker run --rm --label-file nosuch busybox true
$ docker run --rm --env-file /dev/null busybox true
$ docker run --rm -a stdin -a stdout busybox echo hi
$ docker run --rm -a nosuch busybox echo hi
$ docker run --rm -a stderr busybox sh -c 'echo out; echo err >&2'
$ docker run -d -it --rm --name ti busybox; docker exec ti tty; docker rm -f ti
$ docker run --rm -t busybox tty
$ docker run --rm --sig-proxy=false busybox echo hi
$ docker run --rm --detach-keys ctrl-a busybox echo hi
$ docker run --rm --detach-keys nosuch busybox echo hi
$ docker run --rm --name -x busybox true
$ docker run --rm --name a busybox true
$ docker run --rm --name 'a b' busybox true
$ docker run --rm --rm=false --name kept busybox echo kept; docker ps -aq -f name=kept | wc -l
$ docker run --rm=maybe busybox true
$ docker run --init=x busybox
$ docker run --rm --gpus all busybox true
$ docker run --rm --health-cmd true --health-interval 1us busybox true
$ docker run --rm --health-retries -1 busybox true
$ docker run --rm --health-start-period 1 busybox true
$ docker run --rm --annotation a=b busybox true
$ docker run --rm --annotation ab busybox true
$ docker run --rm -v /nosuchhost:/x:ro busybox touch /x/y
$ docker run --rm -v rel/path:/x busybox true
$ docker run --rm -v a:/x:nosuch busybox true
$ docker run --rm -v a:relative busybox true
$ docker run --rm -v /:/ busybox true
$ docker run --rm -v '' busybox true
$ docker run --rm --mount type=volume busybox true
$ docker run --rm --mount type=bind,src=/nosuchdir1,dst=/x busybox true
$ docker run --rm --mount type=bind,src=rel,dst=/x busybox true
$ docker run --rm --mount type=tmpfs,dst=/x,tmpfs-size=1m busybox df -k /x
$ docker run --rm --mount type=tmpfs,src=a,dst=/x busybox true
$ docker run --rm --mount type=bind,src=/tmp,dst=/x,readonly busybox touch /x/a
$ docker run --rm --mount type=bind,src=/tmp,dst=/x,nosuch=1 busybox true
$ docker run --rm --mount type=volume,src=v,dst=/x,volume-nocopy busybox ls /x
$ docker run --rm --mount type=volume,src=v,dst=/x,readonly=maybe busybox ls /x
$ docker run --rm --mount '' busybox true
$ docker run --rm --mount type=volume,src=v,dst=/x,volume-subpath=nosuch busybox true
