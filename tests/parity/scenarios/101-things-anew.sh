# Networks, volumes, events, prunes and contexts once more
$ docker network create n1 | wc -c
$ docker network create n1
$ docker network create
$ docker network create a b
$ docker network create ''
$ docker network create 'a b'
$ docker network create -- -n
$ docker network create -d nosuch n2
$ docker network create -d host n2
$ docker network create -d none n2
$ docker network create -d null n2
$ docker network create -d macvlan -o parent=nosuch0 n2 | wc -c
$ docker network create -d overlay n2
$ docker network create -d bridge -o com.docker.network.bridge.name=br-far n3 | wc -c
$ docker network create --subnet 10.77.0.0/16 n4 | wc -c
$ docker network create --subnet 10.77.1.0/24 n5
$ docker network create --subnet x n5
$ docker network create --subnet 10.78.0.0 n5
$ docker network create --subnet 10.78.0.5/24 n5
$ docker network create --subnet 10.78.0.0/40 n5
$ docker network create --subnet fd77::/64 n5
$ docker network create --subnet 10.78.0.0/24 --subnet 10.78.0.0/25 n5
$ docker network create --subnet 10.78.0.0/24 --subnet 10.79.0.0/24 n5
$ docker network create --gateway 10.78.0.1 n5
$ docker network create --subnet 10.78.0.0/24 --gateway 10.79.0.1 n5
$ docker network create --subnet 10.78.0.0/24 --gateway x n5
$ docker network create --subnet 10.78.0.0/24 --gateway 10.78.0.1 --gateway 10.78.0.2 n5
$ docker network create --ip-range 10.78.0.0/24 n5
$ docker network create --subnet 10.78.0.0/24 --ip-range 10.79.0.0/24 n5
$ docker network create --subnet 10.78.0.0/24 --ip-range x n5
$ docker network create --aux-address a=10.78.0.9 n5
$ docker network create --subnet 10.78.0.0/24 --aux-address a=10.79.0.9 n5
$ docker network create --subnet 10.78.0.0/24 --aux-address a n5
$ docker network create --subnet 10.78.0.0/24 --aux-address a=x n5
$ docker network create --ipam-driver nosuch n5
$ docker network create --ipam-opt a n5
$ docker network create --ipam-opt a=b n6 | wc -c
$ docker network create -o a n7 | wc -c
$ docker network create -o a=b -o c= n8 | wc -c
$ docker network create --label x --label y=z n9 | wc -c
$ docker network create --scope swarm n10
$ docker network create --scope x n10
$ docker network create --config-only n11 | wc -c
$ docker network create --config-from n11 n12 | wc -c
$ docker network create --config-from nosuch n13
$ docker network create --ingress n13
$ docker network create --attachable n14 | wc -c
$ docker network create --internal n15 | wc -c
$ docker network create --ipv6 n16
$ docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.IPv6}} {{.Internal}} {{.Labels}}' | sort
$ docker network ls --format '{{.IPv4}}'
$ docker network ls --format '{{.Nosuch}}'
$ docker network ls --format 'table {{.Name}}\t{{.Scope}}' | head -n 1
$ docker network ls --no-trunc -q | head -n 1 | wc -c
$ docker network ls x
$ docker network ls -f driver=host -q | wc -l
$ docker network ls -f driver=nosuch -q
$ docker network ls -f name=n1 --format '{{.Name}}' | sort
$ docker network ls -f 'name=^n1$' --format '{{.Name}}'
$ docker network ls -f label=x --format '{{.Name}}'
$ docker network ls -f label=y=z --format '{{.Name}}'
$ docker network ls -f label=y=q -q
$ docker network ls -f type=builtin --format '{{.Name}}' | sort
$ docker network ls -f type=x
$ docker network ls -f scope=local -q | wc -l
$ docker network ls -f scope=x -q
$ docker network ls -f dangling=true --format '{{.Name}}' | sort
$ docker network ls -f dangling=false -q | wc -l
$ docker network ls -f dangling=x
$ docker network ls -f id=x -q
$ docker network ls -f nosuch=x
$ docker network ls -f x
$ docker network inspect n4 -f '{{json .IPAM}} {{json .Options}} {{json .Labels}} {{.EnableIPv6}} {{.Internal}} {{.Attachable}} {{.Ingress}} {{json .ConfigFrom}} {{.ConfigOnly}}'
$ docker network inspect n8 n9 n6 n7 -f '{{json .Options}} {{json .Labels}} {{json .IPAM.Options}}'
$ docker network inspect n12 n11 -f '{{json .ConfigFrom}} {{.ConfigOnly}} {{.Driver}} {{json .IPAM.Config}}'
$ docker network inspect nosuch n1 -f '{{.Name}}'
$ docker network inspect
$ docker network inspect -v n1 -f '{{json .Services}}'
$ docker network inspect host none -f '{{json .IPAM}} {{json .Containers}}'
$ docker network inspect bridge -f '{{json .Options}}'
% docker run -d --name c1 --network n4 --ip 10.77.0.9 --network-alias al --mac-address 02:42:0a:4d:00:63 busybox sleep 1000; docker run -d --name c2 busybox sleep 1000
$ docker inspect -f '{{json .NetworkSettings.Networks.n4.IPAMConfig}} {{json .NetworkSettings.Networks.n4.Aliases}} {{.NetworkSettings.Networks.n4.IPAddress}} {{.NetworkSettings.Networks.n4.MacAddress}} {{.NetworkSettings.Networks.n4.Gateway}} {{json .NetworkSettings.Networks.n4.DNSNames}}' c1 | sed "s/\"$(docker ps -qf name=c1)\"/ID/"
$ docker network inspect n4 -f '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{.MacAddress}}{{end}}'
$ docker run --rm --network n4 --ip 10.77.0.9 busybox true
$ docker run --rm --network n4 --ip 10.99.0.1 busybox true
$ docker run --rm --network n4 --ip x busybox true
$ docker run --rm --network n1 --ip 10.77.0.10 busybox true
$ docker run --rm --network n4 --ip 10.77.0.1 busybox true
$ docker run --rm --network n4 --ip6 fd00::5 busybox true
$ docker run --rm --network host --ip 10.0.0.1 busybox true
$ docker run --rm --network none --network-alias x busybox true
$ docker run --rm --network-alias x busybox true
$ docker run --rm --network n4 --mac-address x busybox true
$ docker run --rm --network n4 --link c1:db busybox ping -c 1 -q db 2>&1 | head -n 1 | cut -d' ' -f 1-3
$ docker run --rm --network n4 --link-local-ip 169.254.1.1 busybox true
$ docker run --rm --network nosuch busybox true
$ docker run --rm --network '' busybox true
$ docker run --rm --network name=n4,alias=q,ip=10.77.0.20 busybox hostname -i
$ docker run --rm --network name=n4,nosuch=1 busybox true
$ docker run --rm --network name=n4,ip busybox true
$ docker run --rm --network alias=q busybox true
$ docker run --rm --network n4 --network n1 busybox sh -c 'ls /sys/class/net | wc -l'
$ docker run --rm --network n4 --network host busybox true
$ docker run --rm --network container: busybox true
$ docker run --rm --network container:c1 -p 80:80 busybox true
$ docker run --rm --network container:c1 --hostname x busybox true
$ docker run --rm --network container:c1 busybox hostname -i
$ docker run --rm --network container:c1 --dns 1.1.1.1 busybox true
$ docker run --rm --network container:c1 --add-host a:1.1.1.1 busybox true
$ docker network connect n4 c2
$ docker network connect n4 c2
$ docker network connect n1 c2 --ip 10.0.0.5
$ docker network connect nosuch c2
$ docker network connect n4
$ docker network connect host c2
$ docker network connect none c2
$ docker network connect n1 c2 --alias x --alias y
$ docker inspect -f '{{json .NetworkSettings.Networks.n1.Aliases}}' c2
$ docker network connect --link c1:z n6 c2
$ docker network connect --driver-opt a=b n7 c2
$ docker network connect --driver-opt a n8 c2
$ docker network connect --ip x n9 c2
$ docker network connect --mac-address x n9 c2
$ docker network connect n11 c2
$ docker network disconnect n1 c2
$ docker network disconnect n1 c2
$ docker network disconnect nosuch c2
$ docker network disconnect -f n1 nosuch
$ docker network disconnect n1
$ docker network disconnect host c2
$ docker network disconnect bridge c2
$ docker exec c2 ping -c 1 -q c1 2>&1 | sed -n 2,3p | cut -d, -f 1-3
$ docker exec c2 ping -c 1 -q al 2>&1 | sed -n 3,3p | cut -d, -f 1-3
$ docker exec c2 ping -c 1 nosuch
$ docker exec c2 nslookup c1 2>&1 | grep -c 10.77.0.9
$ docker exec c2 wget -q -T 2 -O - http://c1:1/
$ docker exec c2 cat /etc/resolv.conf | grep -v '^#'
$ docker network rm n4
$ docker network rm n1 n3 n6 nosuch
$ docker network rm
$ docker network rm bridge host
$ docker network rm -f nosuch
$ docker network rm n11
$ docker network rm n12 n11
$ docker network remove n9 n9
$ docker network rm ''
$ docker network prune -f --filter label!=zz --filter until=x
$ docker network prune -f --filter until=1000h
$ docker network prune -f --filter nosuch=1
$ docker network prune -f --filter label=q
$ docker network prune x
$ echo n | docker network prune
$ docker network prune -f | sort
$ docker volume create v1
$ docker volume create v1
$ docker volume create | wc -c
$ docker volume create a b
$ docker volume create 'a b'
$ docker volume create x
$ docker volume create -d nosuch v2
$ docker volume create -d local v2 --label l=1 --label m
$ docker volume create -o type=tmpfs -o device=tmpfs -o o=size=1m v3
$ docker volume create -o type=tmpfs v4
$ docker volume create -o nosuch=1 v5
$ docker volume create -o a v5
$ docker volume create --name v6
$ docker volume create --name v7 v7
$ docker volume create v2 --label other=1
$ docker volume create -o type=none -o o=bind -o device=/nosuch v8
$ docker volume create -o device=/nosuch v9
$ docker volume create --label '' v10
$ docker volume create -- -v
$ docker volume create .v
$ docker volume create v
$ docker volume create é
$ docker volume ls -q | grep ^v | sort
$ docker volume ls -q -f name=v1 | sort
$ docker volume ls -q -f 'name=^v1$'
$ docker volume ls -q -f label=l
$ docker volume ls -q -f label=l=2
$ docker volume ls -q -f driver=local -f name=v2
$ docker volume ls -q -f driver=x
$ docker volume ls -q -f dangling=true -f name=v1 | sort
$ docker volume ls -q -f dangling=x
$ docker volume ls -f nosuch=1
$ docker volume ls -f name
$ docker volume ls x
$ docker volume ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Labels}} {{.Links}} {{.Size}} {{.Mountpoint}} {{.Availability}} {{.Group}} {{.Status}}' -f name=v1 | sort
$ docker volume ls --format '{{.Nosuch}}'
$ docker volume ls --format 'table {{.Name}}' -f name=v2
$ docker volume ls --cluster -q | wc -l
$ docker volume inspect v2 -f '{{json .Labels}} {{json .Options}} {{.Mountpoint}}'
$ docker volume inspect v3 -f '{{json .Options}}'
$ docker volume inspect v1 nosuch -f '{{.Name}}'
$ docker volume inspect
$ docker volume inspect ''
$ docker volume inspect v1 -f '{{.Nosuch}}'
$ docker volume inspect v1 -f '{{json .UsageData}} {{json .Status}}'
$ docker run --rm -v v3:/v busybox sh -c 'df -k /v | tail -n 1 | tr -s " " | cut -d " " -f 2; mount | grep -c " /v "'
$ docker run --rm -v v8:/v busybox true
$ docker run --rm -v v9:/v busybox true
$ docker run --rm -v v4:/v busybox true
$ docker run --rm -v v1 busybox true
$ docker run --rm -v v1: busybox true
$ docker run --rm -v :/x busybox true
$ docker run --rm -v v1:x busybox true
$ docker run --rm -v v1:/ busybox true
$ docker run --rm -v v1:/x:nosuch busybox true
$ docker run --rm -v v1:/x:ro,rw busybox true
$ docker run --rm -v v1:/x:ro busybox touch /x/y
$ docker run --rm -v v1:/x:nocopy busybox true
$ docker run --rm -v 'a b:/x' busybox true
$ docker run --rm -v rel/x:/x busybox true
$ docker run --rm -v ./rel:/x busybox ls -d /x
$ ls -d rel
$ docker run --rm -v /x:/y:z busybox true
$ docker run --rm -v v1:/x -v v2:/x busybox true
$ docker run --rm -v v1:/x:/y busybox true
$ docker run --rm -v v1:/x:cached busybox true
$ docker run --rm -v v1:/x:rshared busybox true
$ docker run --rm -v v1:/x:volume-nocopy busybox true
$ docker run --rm --mount x busybox true
$ docker run --rm --mount type=volume,dst=/x busybox ls -d /x
$ docker run --rm --mount type=volume,src=v1 busybox true
$ docker run --rm --mount type=volume,src=v1,dst=x busybox true
$ docker run --rm --mount type=volume,src=v1,dst=/x,readonly busybox touch /x/a
$ docker run --rm --mount type=volume,src=v1,dst=/x,ro=maybe busybox true
$ docker run --rm --mount type=bind,src=/nosuch,dst=/x busybox true
$ docker run --rm --mount type=bind,src=rel,dst=/x busybox true
$ docker run --rm --mount type=bind,dst=/x busybox true
$ docker run --rm --mount type=tmpfs,src=a,dst=/x busybox true
$ docker run --rm --mount type=tmpfs,dst=/x,tmpfs-size=1m,tmpfs-mode=755 busybox stat -c %a /x
$ docker run --rm --mount type=tmpfs,dst=/x,tmpfs-size=q busybox true
$ docker run --rm --mount type=tmpfs,dst=/x,tmpfs-mode=9 busybox true
$ docker run --rm --mount type=volume,dst=/x,tmpfs-size=1 busybox true
$ docker run --rm --mount type=bind,src=/tmp,dst=/x,volume-nocopy busybox true
$ docker run --rm --mount type=volume,src=v1,dst=/x,bind-propagation=shared busybox true
$ docker run --rm --mount type=bind,src=/tmp,dst=/x,bind-propagation=q busybox true
% docker run --rm --mount type=volume,src=nw,dst=/x,volume-driver=nosuch busybox true
$ docker run --rm --mount type=volume,src=nv,dst=/x,volume-label=a=b,volume-opt=type=tmpfs,volume-opt=device=tmpfs busybox true
$ docker volume inspect nv -f '{{json .Labels}} {{json .Options}}'
$ docker run --rm --mount type=volume,dst=/x,nosuch=1 busybox true
$ docker run --rm --mount type=image,src=busybox,dst=/x busybox true
$ docker run --rm --mount type=npipe,src=a,dst=/x busybox true
$ docker run --rm --mount type=volume,dst=/x,consistency=q busybox true
$ docker run --rm --mount '' busybox true
$ docker run --rm --mount 'type=volume,dst="/q,r"' busybox ls -d '/q,r'
$ docker run --rm --mount type=volume,src=v1,volume-subpath=nosuch,dst=/x busybox true
$ docker run --rm --mount type=volume,src=v1,dst=/x --mount type=volume,src=v2,dst=/x busybox true
$ docker run --rm --mount type=volume,src=v1,dst=/x -v v2:/x busybox true
$ docker run --rm --mount type=volume,src=v1,dst=/ busybox true
$ docker run -d --name hold -v v1:/x busybox sleep 1000 >/dev/null
$ docker volume rm v1
$ docker volume rm -f v1
$ docker volume rm v2 v3 nosuch
$ docker volume rm
$ docker volume rm -f nosuch
$ docker volume rm ''
$ docker volume ls -q -f dangling=false
$ docker volume prune -f --filter label=zz
$ docker volume prune -f -a --filter label!=zz | tail -n 1
$ docker volume prune -f --filter until=1h
$ docker volume prune -f --filter nosuch=1
$ docker volume prune -f --filter all=x
$ docker volume prune x
$ echo n | docker volume prune
$ echo n | docker volume prune -a
$ docker volume update v1
$ docker volume update --availability drain v1
$ docker run --rm --volumes-from hold busybox ls -d /x
$ docker run --rm --volumes-from hold:ro busybox touch /x/q
$ docker run --rm --volumes-from hold:q busybox true
$ docker run --rm --volumes-from '' busybox true
$ docker run --rm --volumes-from hold:ro:x busybox true
% docker run --rm --volume-driver nosuch -v nn:/x busybox true
% from=$(date +%s); docker run --name e1 -l k=v busybox true; docker exec c1 true; docker tag busybox ev:1; docker rmi ev:1; docker network create en; docker volume create ev; docker network rm en; docker volume rm ev; docker rm e1; sleep 1; to=$(date +%s)
% docker events --since $from --until $to --format '{{.Type}} {{.Action}}'
$ docker events --since $from --until $to --filter type=image --format '{{.Action}} {{.Actor.Attributes.name}}'
$ docker events --since $from --until $to --filter event=die --format '{{.Actor.Attributes.exitCode}} {{.Actor.Attributes.k}}'
$ docker events --since $from --until $to --filter label=k=v --format '{{.Action}}'
$ docker events --since $from --until $to --filter container=e1 --filter event=start --filter event=create --format '{{.Status}} {{.From}}'
$ docker events --since $from --until $to --filter network=en --format '{{.Action}}'
$ docker events --since $from --until $to --filter volume=ev --format '{{.Action}}'
$ docker events --since $from --until $to --filter image=ev:1 --format '{{.Action}} {{.Scope}}'
$ docker events --since $from --until $to --filter scope=swarm
$ docker events --since $from --until $to --filter daemon=x
$ docker events --since $from --until $to --filter event=nosuch
$ docker events --since $from --until $to --filter type=nosuch
% docker events --since $from --until $to --filter nosuch=x
$ docker events --since x --until 1
$ docker events --since 5 --until 1
$ docker events --until x
$ docker events x
$ docker events --since $from --until $to --format '{{.Nosuch}}'
$ docker events --since $from --until $to --format '{{'
$ docker events --filter x --until 1
$ docker events --since 1h --until 59m --format x
$ docker events --since $from --until $to --filter event=pull --format json
$ docker system events --since $from --until $to --filter type=volume --filter event=destroy --format '{{json .Actor.Attributes}}'
$ docker system prune -f --filter until=x
$ docker system prune -f --filter nosuch=1
$ docker system prune -f --filter label=zz
$ docker system prune --volumes --filter until=1h -f
$ echo n | docker system prune
$ echo n | docker system prune -a --volumes
$ docker system prune x
$ docker system df x
$ docker system df --format '{{.Type}} {{.TotalCount}} {{.Active}}'
$ docker system df -v --format '{{len .Containers}} {{len .Images}}'
$ docker system df --format json | tr ',' '\n' | grep -c .
% docker builder prune -f
% docker builder prune -f --filter until=x
% docker builder prune --keep-storage x -f
% docker builder prune -a -f --filter nosuch=1
% docker builder x
$ docker system
$ docker system x
$ docker context create
$ docker context create a
$ docker context ls -q
$ docker context create a
$ docker context create b --docker host=tcp://1.2.3.4:5 --description 'a b'
$ docker context ls --format '{{.Name}} {{.DockerEndpoint}} {{.Description}}'
$ docker context create c --docker nosuch=1
$ docker context create d --docker host=nosuch
$ docker context create e --from b
$ docker context create f --from nosuch
$ docker context create g --docker from=b
$ docker context create 'x y'
$ docker context create default
$ docker context update b --description z
$ docker context update b
$ docker context update nosuch
$ docker context update b --docker host=unix:///x
$ docker context inspect b -f '{{.Name}} {{json .Metadata}} {{.Endpoints.docker.Host}} {{json .TLSMaterial}}'
$ docker context show
$ docker context use b
$ docker context use nosuch
$ docker context use
$ docker context export b -
$ docker context export nosuch
$ docker context export b f.ctx
$ docker context export b f.ctx
$ docker context import h f.ctx
$ docker context import h f.ctx
$ docker context import i nosuch.ctx
% echo junk > j.ctx
$ docker context import j j.ctx
$ docker context rm b h
$ docker context rm nosuch
$ docker context rm
$ docker context rm default
$ docker context use default
$ docker context rm -f a e g nosuch
$ docker context ls
$ docker -c nosuch ps
$ docker --context default ps -q | wc -l
