# Networks: connecting, aliases, addresses, filters, inspecting verbosely
% docker network create --subnet 10.95.0.0/16 --ip-range 10.95.5.0/24 --gateway 10.95.0.1 --label kind=test --label x big; docker network create --internal -o com.docker.network.driver.mtu=1400 quiet; docker run -d --name node-a --network big busybox sleep 1000; docker run -d --name node-b busybox sleep 1000
$ docker inspect -f '{{json (index .NetworkSettings.Networks "big")}}' node-a
$ docker network connect --ip 10.95.7.7 --alias bb --alias bbb big node-b; docker inspect -f '{{json (index .NetworkSettings.Networks "big")}}' node-b
$ docker network connect big node-b
$ docker network connect --ip 10.95.7.7 big node-a
$ docker exec node-a ping -c 1 -W 1 bbb | head -n 1
$ docker exec node-b ping -c 1 -W 1 node-a | tail -n 2 | head -n 1
$ docker exec node-b ip -o -4 addr | awk '{print $2, $4}' | grep -v 172
$ docker exec node-b ip route | grep 10.95
#! any-order
$ docker network inspect big
$ docker network inspect -v quiet
$ docker network inspect big quiet -f '{{.Name}} {{.Internal}} {{len .Containers}} {{.Scope}} {{.Attachable}}'
$ docker network connect --ip 10.96.0.1 big node-b
$ docker network connect --ip nonsense quiet node-b
$ docker network connect --ip 10.95.7.8 quiet node-b
$ docker network connect host node-b
$ docker network connect none node-b
$ docker network connect --link node-a:aa quiet node-b; docker inspect -f '{{json (index .NetworkSettings.Networks "quiet").Links}}' node-b
$ docker exec node-b sh -c 'cat /sys/class/net/eth2/mtu'
$ docker network disconnect quiet node-b; docker network disconnect quiet node-b
$ docker network disconnect -f quiet nosuch
$ docker network disconnect nosuch node-b
$ docker network disconnect big node-b; docker exec node-b ip -o -4 addr | awk '{print $2}' | sort
$ docker network disconnect bridge node-b; docker exec node-b ip -o -4 addr | awk '{print $2}'; docker inspect -f '{{json .NetworkSettings.Networks}}' node-b
$ docker network connect big node-b; docker exec node-b hostname -i; docker restart -t 0 node-b; docker exec node-b hostname -i | cut -d. -f 1-2
$ docker run --rm --network big --network quiet busybox ip -o -4 addr | awk '{print $2}' | sort
$ docker run --rm --network name=big,alias=n1,ip=10.95.9.9 busybox hostname -i
$ docker run --rm --network name=big,mac-address=02:42:0a:5f:09:09 busybox cat /sys/class/net/eth0/address
$ docker run --rm --network name=big,ip=10.95.9.9 --ip 10.95.9.8 busybox hostname -i
$ docker run --rm --network name=nosuch busybox true
$ docker run --rm --network big:alias busybox true
$ docker run --rm --network big --link node-a:linked busybox sh -c 'ping -c 1 -W 1 linked | grep -c received'
$ docker run --rm --network quiet busybox ip route
$ docker run --rm --network quiet busybox ping -c 1 -W 1 10.95.0.1 2>&1 | tail -n 1
$ docker run --rm --network big --hostname hosty busybox sh -c 'grep hosty /etc/hosts | cut -f 2; cat /etc/resolv.conf | grep ^nameserver'
$ docker run --rm --network big --dns 9.9.9.9 busybox sh -c 'grep -v ^# /etc/resolv.conf'
$ docker create --name node-c --network big --ip 10.95.20.20 busybox sleep 100 >/dev/null; docker network inspect big -f '{{len .Containers}}'; docker start node-c; docker network inspect big -f '{{len .Containers}}'
$ docker run --rm --network big --ip 10.95.20.20 busybox true
$ docker network rm big
$ docker network ls --filter label=kind --format '{{.Name}}'
$ docker network ls --filter label=kind=other --format '{{.Name}}'
$ docker network ls --filter name=^bi --format '{{.Name}}'
$ docker network ls --filter driver=null --format '{{.Name}}'
$ docker network ls --filter id=zzz -q
$ docker network ls --filter dangling=true --format '{{.Name}}'
$ docker network ls --filter scope=nosuch
$ docker network ls --filter dangling=maybe
$ docker network ls --format 'table {{.Name}}\t{{.Driver}}\t{{.Label "kind"}}' | grep -e NAME -e big
$ docker network ls --format json --filter name=big | tr ',' '\n' | cut -d: -f1
$ docker network prune -f --filter label=nosuch
$ docker network prune -f --filter label!=kind
$ docker network prune </dev/null
$ docker network create -o com.docker.network.bridge.name=br-mine -o com.docker.network.bridge.enable_ip_masquerade=false mine >/dev/null; docker network inspect -f '{{json .Options}}' mine
$ docker network create -o com.docker.network.bridge.name=br-mine mine2
$ docker network create --subnet 10.97.0.0/24 --aux-address one=10.97.0.2 --aux-address two=10.97.0.3 aux >/dev/null; docker run --rm --network aux busybox hostname -i; docker network inspect -f '{{json .IPAM.Config}}' aux
$ docker network create --subnet 10.98.0.0/30 tiny >/dev/null; docker run -d --name t1 --network tiny busybox sleep 100 | wc -c; docker run -d --name t2 --network tiny busybox sleep 100
$ docker network create --subnet 10.99.0.0/24 --ip-range 10.99.0.0/30 few >/dev/null; for i in 1 2 3 4; do docker run -d --name f$i --network few busybox sleep 100 2>&1 | grep -o 'no available.*'; done
$ docker network create --label '' lab; docker network create --label a lab2 >/dev/null; docker network inspect -f '{{json .Labels}}' lab2
$ docker network create -d nosuch x
$ docker network create --scope nosuch x
$ docker network create 12345678901234567890123456789012345678901234567890123456789012345 | wc -c
$ docker network create a/b
