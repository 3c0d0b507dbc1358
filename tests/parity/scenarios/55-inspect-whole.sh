# Whole answers of inspect for containers made with many flags
% docker network create --subnet 10.91.0.0/24 --gateway 10.91.0.1 apps; docker volume create data; printf 'K=v\n' > envs
$ docker create --name plain busybox > /dev/null; docker inspect plain
$ docker create --name flags -it -h box -u 5:6 -w /w -e A=b -l x=y --entrypoint /bin/sh --stop-signal INT --stop-timeout 7 busybox -c 'echo hi' > /dev/null; docker inspect -f '{{json .Config}}' flags
$ docker inspect -f '{{json .HostConfig}}' flags
$ docker create --name limits -m 64m --memory-reservation 32m --memory-swap 128m --cpus 1.5 --cpu-shares 700 --cpuset-cpus 0 --pids-limit 40 --oom-score-adj 50 --ulimit nofile=10:20 --shm-size 4m busybox > /dev/null; docker inspect -f '{{json .HostConfig}}' limits
$ docker create --name safe --read-only --cap-drop ALL --cap-add CHOWN --cap-add net_admin --security-opt no-new-privileges --security-opt seccomp=unconfined --init --tmpfs /run:size=1m --tmpfs /tmp busybox > /dev/null; docker inspect -f '{{json .HostConfig}}' safe
$ docker create --name priv --privileged --pid host --ipc host --uts host --userns host --network host busybox > /dev/null; docker inspect -f '{{json .HostConfig}}' priv
$ docker inspect -f '{{json .NetworkSettings}}' priv
$ docker create --name net --network apps --ip 10.91.0.9 --network-alias one --network-alias two --mac-address 02:42:0a:5b:00:09 -p 8077:80 --expose 90 --dns 1.1.1.1 --add-host h:1.2.3.4 busybox > /dev/null; docker inspect -f '{{json .NetworkSettings}}' net
$ docker inspect -f '{{json .HostConfig.PortBindings}} {{json .Config.ExposedPorts}} {{json .HostConfig.Dns}} {{json .HostConfig.ExtraHosts}}' net
$ docker start net; docker inspect -f '{{json .NetworkSettings}}' net
$ docker create --name vols -v data:/data -v /srv:/host:ro -v /anon --mount type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=700 --mount type=bind,src=/tmp,dst=/b,bind-propagation=rslave,readonly busybox > /dev/null; docker inspect -f '{{json .HostConfig.Binds}} {{json .HostConfig.Mounts}}' vols
$ docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.Mode}} {{.RW}} {{.Propagation}};{{end}}' vols | tr ';' '\n' | sort
$ docker create --name health --health-cmd 'test -e /x' --health-interval 3s --health-retries 2 --restart on-failure:4 --log-driver local --log-opt max-size=1m busybox > /dev/null; docker inspect -f '{{json .Config.Healthcheck}} {{json .HostConfig.RestartPolicy}} {{json .HostConfig.LogConfig}}' health
$ docker inspect -f '{{json .State}}' health
$ docker run -d --name running busybox sleep 100 > /dev/null; docker inspect -f '{{json .State}}' running | sed 's/"Pid":[0-9]*/P/'
$ docker pause running; docker inspect -f '{{json .State}}' running | sed 's/"Pid":[0-9]*/P/'; docker unpause running
$ docker kill running; docker wait running; docker inspect -f '{{json .State}}' running | sed 's/"Pid":[0-9]*/P/'
$ docker inspect running | grep -e LogPath -e HostnamePath -e ResolvConfPath -e HostsPath | sed 's/[0-9a-f]\{64\}/ID/g'
$ docker run --name failed busybox nosuch; docker inspect -f '{{json .State}}' failed
$ docker inspect -f '{{.Id}}' plain flags | wc -l
$ docker inspect -s -f '{{.SizeRw}} {{.SizeRootFs}}' running
$ docker inspect --type container -f '{{.Name}}' plain busybox
$ docker inspect --type image -f '{{.RepoTags}}' busybox plain
$ docker inspect --type volume data -f '{{.Name}} {{.Driver}} {{.Scope}} {{.Options}} {{.Labels}}'
$ docker inspect --type network apps -f '{{json .IPAM}} {{json .Options}} {{json .Labels}} {{.EnableIPv6}} {{.Ingress}} {{json .ConfigFrom}}'
$ docker inspect --type nosuch plain
$ docker inspect --type swarm x
$ docker inspect plain data apps busybox -f '{{.Name}}' 2>&1 | head -n 3
$ docker network inspect apps
$ docker volume inspect data
$ docker image inspect busybox -f '{{json .Config}} {{json .RootFS.Type}} {{.Architecture}} {{.Os}} {{json .Metadata}}' | sed 's/"LastTagTime":"[^"]*"/T/'
$ docker inspect plain -f '{{.HostConfig.Memory}} {{.HostConfig.Nosuch}}'
$ docker inspect plain -f '{{.nosuch}}'
$ docker inspect plain -f '{{json .GraphDriver.Name}} {{.Driver}} {{.Platform}} {{.MountLabel}}|{{.ProcessLabel}}|{{.AppArmorProfile}}|{{json .ExecIDs}}'
