# Networks in depth: configuration networks, scopes, addresses, names, odd values
% docker run -d --name aa busybox sleep 1000; docker run -d --name bb busybox sleep 1000
$ docker network create '  '
$ docker network create 'with space'
$ docker network create -- -dash
$ docker network create --scope global g1
$ docker network create --scope local l1
$ docker network create --scope nosuch l2
$ docker network create --scope swarm s1
$ docker network create --ingress i1
$ docker network create -d overlay --attachable o1
$ docker network create -d ipvlan ip1
$ docker network create -d macvlan -o parent=eth99 m1
$ docker network create --ipam-driver null n3
$ docker network create --config-only --subnet 10.30.0.0/24 --label x=y -o com.docker.network.driver.mtu=1400 conf
$ docker network create --config-from conf fromconf
$ docker network create --config-from conf --subnet 10.31.0.0/24 fromconf2
$ docker network create --config-from nosuch fromconf3
$ docker network create --config-from fromconf fromconf4
$ docker network create --config-only --config-from conf both
$ docker network inspect conf -f '{{.Driver}} {{.Scope}} {{.ConfigOnly}} {{json .ConfigFrom}} {{json .IPAM}} {{json .Options}} {{json .Labels}}'
$ docker network inspect fromconf -f '{{.Driver}} {{.Scope}} {{.ConfigOnly}} {{json .ConfigFrom}} {{json .IPAM}} {{json .Options}} {{json .Labels}}'
$ docker run --rm --network conf busybox true
$ docker network connect conf aa
$ docker run --rm --network fromconf busybox hostname -i
$ docker network rm conf
$ docker network rm fromconf conf
$ docker network create --subnet 10.40.0.0/24 --ip-range 10.40.0.64/30 small
$ docker run -d --name r1 --network small busybox sleep 1000 >/dev/null; docker inspect -f '{{.NetworkSettings.Networks.small.IPAddress}} {{.NetworkSettings.Networks.small.Gateway}} {{.NetworkSettings.Networks.small.IPPrefixLen}}' r1
$ docker run -d --name r2 --network small busybox sleep 1000 >/dev/null; docker run -d --name r3 --network small busybox sleep 1000 >/dev/null; docker run -d --name r4 --network small busybox sleep 1000 >/dev/null; docker run -d --name r5 --network small busybox sleep 1000
$ docker inspect -f '{{.NetworkSettings.Networks.small.IPAddress}}' r1 r2 r3 r4
$ docker run --rm --network small --ip 10.40.0.200 busybox hostname -i
$ docker run --rm --network small --ip 10.41.0.1 busybox true
$ docker run --rm --network small --ip 10.40.0.64 busybox true
$ docker run --rm --network small --ip 10.40.0.0 busybox hostname -i
$ docker run --rm --network small --ip 10.40.0.255 busybox hostname -i
$ docker run --rm --network small --ip nonsense busybox true
$ docker run --rm --network small --ip6 fd00::1 busybox true
$ docker run --rm --network l1 --ip 172.20.0.9 busybox true
$ docker network connect --ip 10.40.0.201 small aa; docker inspect -f '{{json .NetworkSettings.Networks.small.IPAMConfig}}' aa
$ docker network connect --ip 10.40.0.201 small bb
$ docker network connect --ip 10.50.0.1 small bb
$ docker network connect --ip nonsense small bb
$ docker network connect --ip6 nonsense small bb
$ docker network connect --ip 172.20.0.9 l1 bb
$ docker network connect --alias x bridge r1
$ docker network connect --link aa:al small bb; docker exec bb ping -c 1 -W 1 al | grep -c '1 packets received'
$ docker network connect host aa
$ docker network connect none aa
$ docker network disconnect host aa
$ docker network disconnect none aa
$ docker network disconnect nosuch aa
$ docker network disconnect -f small nosuch
$ docker network disconnect small aa bbb
$ docker network disconnect -f small aa
$ docker network inspect small -f '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{end}}' | tr ' ' '\n' | sort
$ docker network ls -f name=l -f driver=bridge --format '{{.Name}}'
$ docker network ls -f id=nosuch
$ docker network ls -f driver=null --format '{{.Name}}'
$ docker network ls -f scope=swarm
$ docker network ls -f scope=nosuch
$ docker network ls -f dangling=nosuch
$ docker network ls --format 'table {{.Name}}\t{{.CreatedAt}}' -f name=small | cut -c 1-14
$ docker network ls --format '{{.Nosuch}}'
$ docker network ls --format '{{json .}}' -f name=small | tr ',' '\n' | cut -d: -f1
$ docker network rm small
$ docker network rm $(docker network ls -q -f name=l1 -f name='with space')
$ docker network inspect nosuch
$ docker network inspect -f '{{.Nosuch}}' bridge
$ docker network inspect -f '{{.Name}}' bridge host none
$ docker network inspect host
$ docker network inspect none
$ docker run --rm --network name=small,alias=one,alias=two,ip=10.40.0.210 busybox hostname -i
$ docker run --rm --network name=small,ip=10.40.0.211,mac-address=02:42:0a:28:00:d3 busybox ip addr show eth0 | grep -o 02:42:0a:28:00:d3
$ docker run --rm --network small --network bridge busybox ip -o -4 addr | grep -c eth
$ docker run --rm --network small --mac-address nonsense busybox true
$ docker run -d --name multi --network bridge --network name=small,alias=z busybox sleep 100 >/dev/null; docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}}={{json $v.Aliases}} {{end}}' multi
$ docker network rm small nosuch host
$ docker network create --subnet 300.1.1.0/24 bad
$ docker network create --subnet 10.60.0.1/24 bad
$ docker network create --subnet 10.60.0.0/24 --gateway nonsense bad
$ docker network create --subnet 10.60.0.0/24 --aux-address a=10.60.0.5 --aux-address b=10.60.0.6 aux; docker network inspect -f '{{json .IPAM.Config}}' aux
$ docker network create --subnet 10.61.0.0/24 --aux-address a=10.99.0.5 aux2
$ docker network create --subnet 10.61.0.0/24 --gateway 10.61.0.1 --gateway 10.61.0.2 aux2
$ docker network create --subnet 10.61.0.0/24 --subnet 10.62.0.0/24 aux3
$ docker network create --aux-address a aux4
$ docker network create --opt com.docker.network.bridge.name=docker0 dup
$ docker network create --opt com.docker.network.bridge.name=averyveryverylongname long
$ docker network create --opt com.docker.network.driver.mtu=x mtu
$ docker network create --opt com.docker.network.bridge.enable_icc=maybe icc
$ docker network create --opt nosuch.option=1 opt; docker network inspect -f '{{json .Options}}' opt
$ docker network create --label '' lab
$ docker network create --internal int; docker run --rm --network int busybox ip route | cut -d' ' -f 2-5
$ docker network prune -f --filter label=zzz
$ docker network prune -f --filter until=nonsense
$ docker network prune -f --filter 'label!=x' | sort
$ docker network prune extra
