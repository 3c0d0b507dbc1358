# Everything that create takes, and what inspect shows of it
% docker run -d --name up busybox sleep 100
% docker network create --subnet 10.77.0.0/24 --ipv6 --subnet fd77::/64 net77
% printf 'A=1\n' > env.list; printf 'l=2\n' > label.list; docker volume create vol1
$ docker create --help | head -n 1
$ docker run --help | head -n 1
$ docker create --name c1 --add-host a:1.2.3.4 --dns 1.1.1.1 --dns-opt x --dns-option ndots:2 --dns-search d.e --hostname h --domainname dom busybox > /dev/null; docker inspect -f '{{json .HostConfig.ExtraHosts}} {{json .HostConfig.Dns}} {{json .HostConfig.DnsOptions}} {{json .HostConfig.DnsSearch}} {{.Config.Hostname}} {{.Config.Domainname}}' c1
$ docker create --name c2 --attach stdout -a stderr --interactive --tty busybox > /dev/null; docker inspect -f '{{.Config.AttachStdin}} {{.Config.AttachStdout}} {{.Config.AttachStderr}} {{.Config.OpenStdin}} {{.Config.StdinOnce}} {{.Config.Tty}}' c2
$ docker create --name c3 --cap-add NET_ADMIN --cap-drop MKNOD --privileged --read-only --init --security-opt no-new-privileges busybox > /dev/null; docker inspect -f '{{json .HostConfig.CapAdd}} {{json .HostConfig.CapDrop}} {{.HostConfig.Privileged}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Init}} {{json .HostConfig.SecurityOpt}}' c3
$ docker create --name c4 --cidfile cid --entrypoint '/bin/echo' --env A=b --env-file env.list --label x=y --label-file label.list --user 5:6 --workdir /w --group-add 7 busybox hi > /dev/null; wc -c < cid; docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.Env}} {{json .Config.Labels}} {{.Config.User}} {{.Config.WorkingDir}} {{json .HostConfig.GroupAdd}} {{.Path}} {{.Args}}' c4
$ docker create --name c5 --expose 99 --publish 8091:80 --publish-all --network net77 --network-alias alias5 --ip 10.77.0.50 --ip6 fd77::50 --link up:u --mac-address 02:42:0a:4d:00:32 --link-local-ip 169.254.1.1 busybox > /dev/null; docker inspect -f '{{json .Config.ExposedPorts}} {{json .HostConfig.PortBindings}} {{.HostConfig.PublishAllPorts}} {{.HostConfig.NetworkMode}} {{json (index .NetworkSettings.Networks "net77").IPAMConfig}} {{json (index .NetworkSettings.Networks "net77").Links}}' c5
$ docker create --name c6 --net none --net-alias x busybox
$ docker create --name c6 --net bridge busybox > /dev/null; docker inspect -f '{{.HostConfig.NetworkMode}}' c6
$ docker create --name c7 --health-cmd true --health-interval 5s --health-timeout 2s --health-retries 4 --health-start-period 1s --health-start-interval 3s busybox > /dev/null; docker inspect -f '{{json .Config.Healthcheck}}' c7
$ docker create --name c8 --no-healthcheck --isolation default --log-driver json-file --log-opt max-size=1m --memory 32m --pids-limit 9 --shm-size 2m --stop-signal INT --stop-timeout 3 --restart on-failure:2 busybox > /dev/null; docker inspect -f '{{json .Config.Healthcheck}} {{.HostConfig.Isolation}} {{json .HostConfig.LogConfig}} {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.ShmSize}} {{.Config.StopSignal}} {{.Config.StopTimeout}} {{json .HostConfig.RestartPolicy}}' c8
$ docker create --name c9 --mount type=volume,src=vol1,dst=/v --tmpfs /t:size=1m --volume /anon --volumes-from c8 --ulimit nofile=10:20 --sysctl kernel.shmmax=1 --pid host busybox > /dev/null; docker inspect -f '{{json .HostConfig.Mounts}} {{json .HostConfig.Tmpfs}} {{json .HostConfig.VolumesFrom}} {{json .HostConfig.Ulimits}} {{json .HostConfig.Sysctls}} {{.HostConfig.PidMode}}' c9
$ docker create --name c10 --platform linux/amd64 --pull never --quiet --rm busybox > /dev/null; docker inspect -f '{{.HostConfig.AutoRemove}}' c10
$ docker create --storage-opt size=1G busybox
$ docker create --gpus all --name c11 busybox > /dev/null; docker start c11
$ docker create --pull always -q alpine > /dev/null; echo $?
$ docker create --pull missing nosuch
$ docker run --rm --cap-add SYS_ADMIN busybox sh -c 'mount -t tmpfs none /home && echo mounted'
$ docker run --rm --cap-drop ALL busybox chown nobody /tmp
$ docker run --rm --cap-drop MKNOD busybox mknod /x c 1 3
$ docker run --rm --privileged busybox sh -c 'hostname other && hostname'
$ docker run --rm busybox hostname other
$ docker run --rm --shm-size 1m busybox df -k /dev/shm
$ docker run --rm --ulimit nofile=100:200 busybox sh -c 'ulimit -n; ulimit -Hn'
$ docker run --rm --sysctl net.ipv4.ip_forward=1 --isolation default busybox true; echo $?
$ docker run -d --name h1 --health-cmd true --health-timeout 1s --health-start-period 1s --health-start-interval 1s busybox sleep 20 > /dev/null; docker inspect -f '{{json .Config.Healthcheck}}' h1
$ docker run --rm --no-healthcheck --volumes-from h1 --dns-opt ndots:1 --net bridge busybox true; echo $?
$ docker run --rm --network net77 --net-alias web --ip 10.77.0.60 --ip6 fd77::60 --link-local-ip 169.254.1.2 busybox true; echo $?
$ docker run -d --name pub --expose 99 -P busybox sleep 20 > /dev/null; docker port pub | sed 's/:[0-9]*$/:PORT/'
$ docker container inspect --size -f '{{.SizeRw}}' up
$ docker restart --time 0 up
$ docker attach --sig-proxy=false --no-stdin c2
#! any-numbers
$ docker stats --no-stream --no-trunc --format '{{.Name}}' up
$ docker events --since 0 --until 1 --filter type=container
$ docker plugin inspect --format '{{.Name}}' nosuch
$ docker plugin ls --no-trunc
$ docker search --no-trunc --limit 1 nosuchimageatall
$ docker pull --disable-content-trust busybox:1.37
$ docker push --disable-content-trust --quiet 127.0.0.1:5000/nosuch
