# Networks at their limits: addresses, names, links, drivers, filters, what stands in the way
% docker run -d --name base busybox sleep 1000
$ docker network create --subnet 10.60.0.0/29 tiny; for i in 1 2 3 4 5; do docker run -d --name t$i --network tiny busybox sleep 1000 >/dev/null; done; docker run --rm --network tiny busybox true
$ docker ps -a --filter network=tiny --format '{{.Names}} {{.State}}' | sort
$ docker rm -f t3 >/dev/null; docker run --rm --network tiny busybox hostname -i
$ docker run --rm --network tiny --ip 10.60.0.1 busybox true
$ docker run --rm --network tiny --ip 10.60.0.7 busybox true
$ docker run --rm --network tiny --ip 10.60.0.0 busybox true
$ docker run --rm --network tiny --ip6 fd00::1 busybox true
$ docker network create --subnet 10.61.0.1/16 hostbits
$ docker network create --subnet 10.61.0.0/31 small && docker run --rm --network small busybox true
$ docker network create --subnet 10.62.0.0/32 one
$ docker network create --subnet 10.63.0.0/24 --subnet 10.64.0.0/24 both
$ docker network create --subnet 10.63.0.0/24 --subnet 10.63.0.0/25 both
$ docker network create --subnet 10.65.0.0/24 --gateway 10.65.0.9 --gateway 10.65.0.10 gws
$ docker network create --subnet 10.65.0.0/24 --ip-range 10.65.0.0/25 --ip-range 10.65.0.128/25 ranges
$ docker network create --subnet 10.65.0.0/24 --aux-address a=10.65.0.2 --aux-address b=10.65.0.3 aux >/dev/null; docker run --rm --network aux busybox hostname -i
$ docker run --rm --network aux --ip 10.65.0.3 busybox true
$ docker network create --subnet 10.66.0.0/24 --aux-address a=10.99.0.2 aux2
$ docker network create --subnet 10.66.0.0/24 --aux-address nonsense aux2
$ docker network create --aux-address a=10.99.0.2 aux3
$ docker network create --ip-range 10.66.0.0/25 r
$ docker network create --subnet 10.66.0.0/24 --ip-range nonsense r
$ docker network create --subnet 10.66.0.0/24 --gateway nonsense r
$ docker network create --subnet 10.66.0.0/24 --gateway 10.66.0.0 gwzero
$ docker network create --subnet 10.67.0.0/24 --gateway 10.67.0.255 gwlast
$ docker network create --subnet 0.0.0.0/0 all
$ docker network create --subnet 300.0.0.0/8 x
$ docker network create --subnet 10.68.0.0 x
$ docker network create --subnet 127.0.0.0/8 loop && docker network rm loop
$ docker network create --subnet fd00:1::/64 v6without
$ docker network create --ipv6 v6auto
$ docker network create --ipv6 --subnet fd00:2::/64 --gateway fd00:2::9 v6 > /dev/null; docker run --rm --network v6 --ip6 fd00:2::77 busybox ip -6 addr show eth0 | grep -o 'fd00:2::77/64'
$ docker network create --ipam-driver nosuch x
$ docker network create --ipam-driver null nullipam && docker network inspect nullipam -f '{{json .IPAM}}'
$ docker network create --ipam-opt a=b ipamopt > /dev/null; docker network inspect ipamopt -f '{{.IPAM.Options}} {{.IPAM.Driver}}'
$ docker network create -o com.docker.network.driver.mtu=1400 mtu > /dev/null; docker run --rm --network mtu busybox cat /sys/class/net/eth0/mtu
$ docker network create -o com.docker.network.driver.mtu=x mtu2
$ docker network create -o com.docker.network.bridge.enable_icc=maybe icc
$ docker network create -o com.docker.network.bridge.name=docker0 dup
$ docker network create -o com.docker.network.bridge.name=averyveryverylongname long
$ docker network create -o nosuch=option free > /dev/null; docker network inspect free -f '{{.Options}}'
$ docker network create --label a --label b=c --label b=d lab > /dev/null; docker network inspect lab -f '{{json .Labels}}'
$ docker network create --scope swarm s
$ docker network create --scope nosuch s
$ docker network create --attachable att > /dev/null; docker network inspect att -f '{{.Attachable}} {{.Ingress}} {{.ConfigOnly}}'
$ docker network create --ingress ing
$ docker network create --config-only conf > /dev/null; docker network create --config-from conf from; docker run --rm --network conf busybox true
$ docker network create --config-from nosuch from2
$ docker network create -d overlay ov
$ docker network create -d macvlan mac && docker network inspect mac -f '{{.Driver}}'
$ docker network create -d none x
$ docker network create -d null x
$ docker network create none
$ docker network create host
$ docker network create default
$ docker network create container:x
$ docker network create ' '
$ docker network create ''
$ docker network create -- -dash
$ docker network create a b
$ docker network create tiny --label x
$ docker network ls --filter driver=bridge --filter name=tin --format '{{.Name}} {{.Driver}} {{.Scope}} {{.IPv6}} {{.Internal}} {{.Labels}}'
$ docker network ls --filter type=builtin --format '{{.Name}}' | sort
$ docker network ls --filter type=nosuch
$ docker network ls --filter dangling=maybe
$ docker network ls --filter dangling=true --filter name=lab --format '{{.Name}}'
$ docker network ls --filter scope=swarm; docker network ls --filter scope=nosuch
$ docker network ls --filter id=nosuch -q; docker network ls --filter label=b=d -q | wc -l
$ docker network ls --no-trunc --filter name=^host$ --format 'table {{.Name}}\t{{.Driver}}'
$ docker network ls --format '{{.Nosuch}}'
$ docker network ls extra
$ docker network list -q | wc -l
$ docker network inspect; docker network inspect -f '{{.Nosuch}}' host; docker network inspect -f '{{json .Containers}}' host
$ docker network inspect --scope swarm tiny
$ docker network connect --alias a --alias b tiny base; docker network connect tiny base; docker network connect tiny t1
$ docker network connect host base; docker network connect none base; docker network connect bridge base
$ docker network connect --alias x bridge t1; docker network connect --ip 172.17.0.50 bridge t2
$ docker network disconnect bridge base; docker exec base ls /sys/class/net; docker network disconnect bridge base
$ docker exec t1 nslookup t2 2>/dev/null | grep -c Address; docker exec t1 ping -c 1 -W 1 a | head -1 | cut -d' ' -f 1-2
$ docker run --rm --link t1 busybox true
$ docker run --rm --link t1:one --network tiny busybox true
$ docker run --rm --link base:b busybox true
$ docker rm -f t5 > /dev/null; docker run --rm --link t1:one --network tiny busybox ping -c 1 one | head -1 | cut -d' ' -f 1-2
$ docker run -d --name db -e A=1 --expose 5432 busybox sleep 1000 > /dev/null; docker run --rm --link db:data busybox sh -c 'env | grep DATA | sed "s/[0-9.]*:/H:/; s/=172.*/=H/"; grep data /etc/hosts | wc -w'
$ docker run --rm --link db:data --link db:data busybox true; docker run --rm --link db: busybox true; docker run --rm --link :x busybox true; docker run --rm --link a:b:c busybox true; docker run --rm --link '' busybox true
$ docker run -d --name user --link db:data busybox sleep 1000 > /dev/null; docker inspect -f '{{.HostConfig.Links}}' user; docker rm --link user/data; docker rm --link nosuch/data; docker inspect -f '{{.HostConfig.Links}}' user; docker ps --format '{{.Names}}' --filter name=db
$ docker network rm tiny; docker network rm tiny nosuch lab; docker network rm -f nosuch; docker network rm
$ docker network prune -f --filter label=nosuch; docker network prune -f --filter until=1h; docker network prune -f --filter until=x; docker network prune -f --filter nosuch=1; docker network prune -f | sort
$ docker network prune extra; docker network nosuch; docker network crate x; docker netwrok ls
