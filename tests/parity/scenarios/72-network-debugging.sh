# Why does it not connect? Names, networks, ports, looked at from inside and outside
% docker network create front; docker network create back --internal; docker network create --subnet 10.77.0.0/24 --ip-range 10.77.0.128/25 --gateway 10.77.0.1 --aux-address host=10.77.0.129 lab
% docker run -d --name db --network back --network-alias database busybox sh -c 'mkdir /w; echo rows > /w/index.html; httpd -f -p 5432 -h /w'
% docker run -d --name api --network front busybox sh -c 'mkdir /w; echo api > /w/index.html; httpd -f -p 80 -h /w'
% sleep 1
$ docker exec api wget -T 2 -qO- http://db:5432/
$ docker network connect --alias service back api
$ docker exec api wget -T 2 -qO- http://db:5432/
$ docker exec api wget -T 2 -qO- http://database:5432/
$ docker exec db wget -T 2 -qO- http://service/
$ docker exec db wget -T 2 -qO- http://db:9999/
$ docker exec db ping -c 1 -W 1 10.255.255.1
$ docker exec db ip route | wc -l
$ docker exec api ip route | grep -c default
$ docker exec api ip -o -4 addr show | awk '{print $2}'
$ docker exec api cat /etc/resolv.conf | grep -v -e '^#' -e '^$' -e search | head -n 1
$ docker inspect -f '{{range $n, $c := .NetworkSettings.Networks}}{{$n}} {{json $c.Aliases}}{{println}}{{end}}' api
$ docker inspect -f '{{(index .NetworkSettings.Networks "back").IPPrefixLen}} {{(index .NetworkSettings.Networks "back").Gateway}}' api
$ docker network inspect -f '{{.Internal}} {{len .Containers}} {{.EnableIPv6}} {{.Attachable}} {{.Ingress}}' back
$ docker network inspect lab -f '{{json .IPAM}}'
$ docker run -d --name one --network lab busybox sleep 100 >/dev/null; docker inspect -f '{{.NetworkSettings.Networks.lab.IPAddress}}' one
$ docker run --rm --network lab --ip 10.77.0.50 --mac-address 02:42:0a:4d:00:32 busybox sh -c 'hostname -i; cat /sys/class/net/eth0/address'
$ docker run --rm --network lab --ip 10.77.1.50 busybox true
$ docker run --rm --network lab --ip 10.77.0.128 busybox true
$ docker network connect --ip 10.77.0.60 lab api; docker exec one ping -c 1 -W 2 10.77.0.60 | grep -c '1 packets received'
$ docker network disconnect front api; docker exec api ip -o -4 addr show | awk '{print $2}'
$ docker inspect -f '{{range $n, $c := .NetworkSettings.Networks}}{{$n}} {{end}}' api
$ docker run --rm --network front --add-host backend:10.1.2.3 --dns 9.9.9.9 --dns-search corp.example --hostname box busybox sh -c 'grep backend /etc/hosts; grep -c "127.0.0.11" /etc/resolv.conf; grep search /etc/resolv.conf; hostname'
$ docker run --rm --dns 9.9.9.9 --dns-option ndots:2 --domainname example.org busybox sh -c 'grep -v "^#" /etc/resolv.conf; hostname -f'
$ docker run --rm --network container:one busybox sh -c 'ip -o -4 addr show eth0 | awk "{print \$4}"; hostname' | head -n 1
$ docker run --rm --network container:one -p 80:80 busybox true
$ docker run --rm --network container:nosuch busybox true
$ docker run --rm --network host --hostname other busybox hostname
$ docker run --rm --network none busybox ping -c 1 -W 1 127.0.0.1 | tail -n 2 | head -n 1
$ docker run --rm --network none --add-host a:1.2.3.4 busybox cat /etc/hosts
$ docker stop -t 0 db; docker exec api nslookup db 2>&1 | grep -c "can't find"
$ docker network inspect -f '{{range .Containers}}{{.Name}} {{end}}' back
$ docker network rm front back lab
$ docker network disconnect -f back api; docker network disconnect lab api; docker rm -f one; docker network rm lab
$ docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}}' --no-trunc
$ docker start db; docker inspect -f '{{.State.Running}}' db
