# Networks with addresses and aliases, volumes with subpaths, copies and read-only mounts
% docker network create --subnet 10.61.0.0/24 --gateway 10.61.0.254 --ip-range 10.61.0.128/25 --aux-address spare=10.61.0.129 lan; docker network create back; docker network create --subnet 10.62.0.0/24 --internal hidden
$ docker run -d --name ana --network lan --ip 10.61.0.10 --network-alias web --network-alias www --hostname ahost busybox sleep 1000
$ docker run -d --name ben --network name=back,alias=bee,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians=1 --network name=lan,ip=10.61.0.20,alias=lanbee busybox sleep 1000
$ docker inspect ben --format '{{range $n, $e := .NetworkSettings.Networks}}{{$n}} {{$e.Aliases}} {{$e.IPAddress}} {{json $e.IPAMConfig}} {{json $e.DriverOpts}} {{len $e.DNSNames}};{{end}}' | sed 's/172.[0-9.]*/IP/'
$ docker exec ben nslookup web 2>&1 | grep -A2 Name
$ docker exec ben ping -c 1 -W 1 www | head -n 1
$ docker exec ana ping -c 1 -W 1 lanbee | head -n 1
$ docker exec ana ping -c 1 -W 1 bee
$ docker exec ana hostname -i
$ docker exec ben sh -c 'hostname -i | wc -w'
$ docker run --rm --network lan busybox hostname -i
$ docker run --rm --network lan --ip 10.61.0.10 busybox true
$ docker run --rm --network lan --ip 10.61.0.254 busybox true
$ docker run --rm --network lan --ip 10.99.0.1 busybox true
$ docker run --rm --network lan --ip 10.61.0.129 busybox true
$ docker run --rm --network back --ip 172.18.0.9 busybox true
$ docker run --rm --network lan --ip x busybox true
$ docker run --rm --network lan --ip6 ::1 busybox true
$ docker run --rm --network lan --mac-address 02:42:0a:00:00:99 busybox ip link show eth0 | grep -o '02:42:0a.*brd'
$ docker run --rm --network name=lan,mac-address=02:42:0a:00:00:98 busybox cat /sys/class/net/eth0/address
$ docker run --rm --network name=lan,mac-address=02:42:0a:00:00:98 --mac-address 02:42:0a:00:00:97 busybox true
$ docker run --rm --network name=lan,alias busybox true
$ docker run --rm --network name=lan,nosuch=1 busybox true
$ docker run --rm --network alias=x busybox true
$ docker run --rm --network name=lan,ip=10.61.0.30 --ip 10.61.0.31 busybox true
$ docker run --rm --network name=lan,gw-priority=x busybox true
$ docker run --rm --network lan --network lan busybox true
$ docker run --rm --network lan --network host busybox true
$ docker run --rm --network host --network-alias x busybox true
$ docker run --rm --network bridge --network-alias x busybox true
$ docker run --rm --network-alias x busybox true
$ docker run --rm --network none --ip 1.2.3.4 busybox true
$ docker run --rm --network container:ana -p 80:80 busybox true
$ docker run --rm --network container:ana --hostname x busybox true
$ docker run --rm --network container:ana --add-host x:1.1.1.1 busybox true
$ docker run --rm --network container:ana --dns 1.1.1.1 busybox true
$ docker run --rm --network container:ana busybox hostname
$ docker run --rm --network container: busybox true
$ docker run --rm --network nosuch busybox true
$ docker network connect hidden ana
$ docker network connect hidden ana
$ docker network connect --ip 10.62.0.50 --alias h1 --alias h2 --link ana:lnk --driver-opt k=v hidden ben
$ docker inspect ben --format '{{json (index .NetworkSettings.Networks "hidden").IPAMConfig}} {{(index .NetworkSettings.Networks "hidden").Aliases}} {{(index .NetworkSettings.Networks "hidden").Links}} {{(index .NetworkSettings.Networks "hidden").DriverOpts}} {{(index .NetworkSettings.Networks "hidden").Gateway}}'
$ docker exec ben ping -c 1 -W 1 lnk | head -n 1
$ docker exec ana ping -c 1 -W 1 h2 | head -n 1
$ docker exec ben ip route | grep -c default
$ docker exec ana ip route | wc -l
$ docker network connect bridge ben --alias x
$ docker network connect host ben
$ docker network connect none ben
$ docker network connect lan nosuch
$ docker network connect nosuch ben
$ docker network connect lan
$ docker network connect --ip 10.62.0.50 hidden ana
$ docker network connect --ip 9.9.9.9 back ana
$ docker network connect --link x back ana
$ docker network connect --link nosuch:y back ana
$ docker network disconnect hidden ana
$ docker network disconnect hidden ana
$ docker network disconnect -f hidden nosuch
$ docker network disconnect nosuch ana
$ docker network disconnect host ana
$ docker network disconnect bridge ana
$ docker network inspect lan --format '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{.MacAddress}}{{println}}{{end}}{{json .IPAM}} {{.Internal}} {{.Options}}' | sort
$ docker network inspect -v hidden --format '{{len .Containers}} {{.EnableIPv6}} {{.EnableIPv4}} {{.Ingress}} {{.ConfigOnly}} {{json .ConfigFrom}}'
$ docker network inspect nosuch
$ docker network inspect lan nosuch -f '{{.Name}}'
$ docker network inspect
$ docker network inspect -f '{{.Nosuch}}' lan
$ docker network inspect host -f '{{json .IPAM}} {{json .Options}} {{json .Labels}}'
$ docker network rm lan
$ docker network rm bridge host none
$ docker network rm nosuch
$ docker network rm -f nosuch
$ docker network rm
$ docker network rm back hidden nosuch2
$ docker network create lan
$ docker network create bridge
$ docker network create host
$ docker network create 'bad name'
$ docker network create -d nosuch x
$ docker network create -d host h2
$ docker network create -d null n2
$ docker network create ''
$ docker network create container:x
$ docker network create default
$ docker network create --subnet 10.61.0.0/16 x
$ docker network create --subnet 10.61.0.5 x
$ docker network create --gateway 1.2.3.4 x
$ docker network create --subnet 10.63.0.0/24 --gateway 10.64.0.1 x
$ docker network create --subnet 10.63.0.0/24 --ip-range 10.64.0.0/24 x
$ docker network create --subnet 10.63.0.0/24 --aux-address a=1.1.1.1 x
$ docker network create --subnet 10.63.0.1/24 odd
$ docker network inspect odd -f '{{json .IPAM.Config}}'
$ docker network create --subnet 10.65.0.0/31 tiny
$ docker network create --subnet 10.65.1.0/32 one
$ docker network create -o com.docker.network.bridge.name=toolonganinterface x
$ docker network create -o com.docker.network.bridge.enable_icc=maybe x
$ docker network create -o com.docker.network.driver.mtu=1400 mtu >/dev/null
$ docker run --rm --network mtu busybox cat /sys/class/net/eth0/mtu
$ docker network create -o nosuch.option=1 opt >/dev/null
$ docker network inspect opt -f '{{.Options}}'
$ docker network create --ipam-driver nosuch x
$ docker network create --ipam-opt a=b ipo >/dev/null
$ docker network inspect ipo -f '{{.IPAM.Options}}'
$ docker network create --scope odd x
$ docker network create --config-only conf >/dev/null
$ docker network create --config-from conf from >/dev/null
$ docker network inspect from -f '{{.ConfigFrom.Network}}'
$ docker run --rm --network conf busybox true
$ docker network create --config-from nosuch x
$ docker network create --attachable att >/dev/null
$ docker network create --ingress ing
% docker stop -t 0 ana ben >/dev/null
$ docker start ana ben
$ docker inspect ana ben -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' | sed 's/172.[0-9.]*/IP/g'
$ docker network disconnect lan ana
$ docker exec ana ip addr | grep -c inet
$ docker network connect lan ana
$ docker inspect ana -f '{{json .NetworkSettings.Networks.lan.Aliases}} {{.HostConfig.NetworkMode}}'
$ docker network disconnect -f lan ana
$ docker rm -f ana ben
% docker run --name fill -v seed:/d busybox sh -c 'mkdir -p /d/x/y; echo top > /d/top; echo deep > /d/x/y/deep'
$ docker run --rm --mount type=volume,src=seed,dst=/m,volume-subpath=x/y busybox ls /m
$ docker run --rm --mount type=volume,src=seed,dst=/m,volume-subpath=nosuch busybox true
$ docker run --rm --mount type=volume,src=seed,dst=/m,volume-subpath=/x busybox ls /m
$ docker run --rm --mount type=volume,src=seed,dst=/m,volume-subpath=../x busybox ls /m
$ docker run --rm --mount type=volume,src=seed,dst=/m,volume-subpath=top busybox cat /m
$ docker run --rm --mount type=volume,src=seed,dst=/m,readonly busybox sh -c 'cat /m/top; touch /m/no'
$ docker run --rm -v seed:/m:ro busybox touch /m/no
$ docker run --rm --mount source=seed,target=/m,ro=false busybox touch /m/yes
$ docker run --rm --mount source=seed,target=/m,readonly=maybe busybox true
$ docker run --rm -v plain:/etc busybox ls /etc/passwd
$ docker run --rm -v empty:/etc:nocopy busybox ls /etc
$ docker run --rm --mount type=volume,src=nc,dst=/etc,volume-nocopy busybox ls /etc/passwd
$ docker run --rm --mount type=volume,src=nc,dst=/etc,volume-nocopy=x busybox true
$ docker run --rm -v /etc:nocopy busybox true
$ docker run --rm -v $PWD:/x:nocopy busybox true
$ docker run --rm -v seed:/m:z busybox cat /m/top
$ docker run --rm -v seed:/m:ro,Z busybox cat /m/top
$ docker run --rm -v seed:/m:ro,rw busybox true
$ docker run --rm -v seed:/m:odd busybox true
$ docker run --rm -v seed:/m:cached busybox true
$ docker run --rm -v seed:/m:shared busybox true
$ docker run --rm -v seed:/m:rw:ro busybox true
$ docker run --rm -v :/m busybox true
$ docker run --rm -v seed: busybox true
$ docker run --rm -v 'bad name:/m' busybox true
$ docker run --rm -v q:/m busybox true
$ docker run --rm -v seed:m busybox true
$ docker run --rm -v seed:/ busybox true
$ docker run --rm -v ./nosuch-dir:/m busybox ls -d /m
$ ls -d nosuch-dir
$ docker run --rm --mount type=bind,src=/nosuch-src,dst=/m busybox true
$ docker run --rm --mount type=bind,src=rel,dst=/m busybox true
$ docker run --rm --mount type=odd,dst=/m busybox true
$ docker run --rm --mount dst=/m busybox sh -c 'df /m | wc -l'
$ docker run --rm --mount src=seed busybox true
$ docker run --rm --mount type=tmpfs,dst=/m,tmpfs-size=1m,tmpfs-mode=755 busybox stat -c %a /m
$ docker run --rm --mount type=tmpfs,src=x,dst=/m busybox true
$ docker run --rm --mount type=tmpfs,dst=/m,tmpfs-size=x busybox true
$ docker run --rm --mount type=volume,src=seed,dst=/m,bind-propagation=shared busybox true
$ docker run --rm --mount type=bind,src=$PWD,dst=/m,volume-nocopy busybox true
$ docker run --rm --mount type=bind,src=$PWD,dst=/m,bind-recursive=readonly busybox true
$ docker run --rm --mount 'type=volume,src="seed",dst=/m' busybox cat /m/top
$ docker run --rm --mount type=image,src=busybox,dst=/m busybox true
$ docker run --rm --mount type=volume,src=seed,dst=/m,consistency=cached busybox true
$ docker run --rm --mount '' busybox true
$ docker run --rm -v seed:/m --mount src=seed,dst=/m busybox true
$ docker run --rm -v seed:/m -v other:/m busybox true
$ docker run --rm -v seed:/m --tmpfs /m busybox true
$ docker run --rm --tmpfs /m --mount type=tmpfs,dst=/m busybox true
$ docker run --rm -v seed:/m/ -v other:/m busybox true
$ docker run --rm -v seed:/m -v other:/m/x busybox ls /m
$ docker run --rm --volumes-from fill busybox cat /d/top
$ docker run --rm --volumes-from fill:ro busybox touch /d/no
$ docker run --rm --volumes-from fill:odd busybox true
$ docker run --rm --volumes-from fill:rw,z busybox cat /d/top
$ docker run --rm --volumes-from '' busybox true
$ docker run --rm --volumes-from fill -v other:/d busybox ls /d
$ docker volume create -d nosuch x
$ docker volume create --name v1
$ docker volume create --name v1 v2
$ docker volume create a b
$ docker volume create 'bad name'
$ docker volume create x
$ docker volume create -o type=tmpfs -o device=tmpfs -o o=size=1m,uid=5 tmp
$ docker run --rm -v tmp:/m busybox stat -c %u /m
$ docker volume create -o nosuch=1 xx
$ docker volume create -o type=tmpfs xx
$ docker volume create -o o=bind xx
$ docker volume create -o type=none -o device=/nosuch-dev -o o=bind broken
$ docker run --rm -v broken:/m busybox true
$ docker volume create -l a=1 -o type=tmpfs -o device=tmpfs v1
$ docker volume inspect v1 tmp nosuch --format '{{.Name}} {{json .Options}} {{json .Labels}} {{.Scope}} {{.Mountpoint}}'
$ docker volume inspect
$ docker volume inspect nosuch
$ docker volume rm seed
$ docker volume rm v1 nosuch
$ docker volume rm -f nosuch
$ docker volume rm
$ docker volume update seed
$ docker volume update --availability drain seed
$ docker rm -v fill
$ docker volume ls -q --filter name=seed
$ docker volume rm seed seed
$ docker run -d --name anon -v /anon1 -v kept:/anon2 busybox true >/dev/null
$ docker volume ls -q --filter dangling=false | wc -l
$ docker wait anon
$ docker rm -v anon
$ docker volume ls -q | grep -c '^.\{64\}$'
$ docker volume ls -q --filter name=kept
