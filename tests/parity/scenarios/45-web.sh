# A small web site and its database: networks, names, ports, volumes
$ docker network create front
$ docker network create --internal back
% mkdir html && echo '<h1>Hi</h1>' > html/index.html
$ docker run -d --name db --network back --network-alias database -v dbdata:/var/lib/db busybox sh -c 'echo rows > /var/lib/db/table; httpd -f -p 5432 -h /var/lib/db'
$ docker run -d --name web --network front -p 8085:80 -v "$PWD/html:/www:ro" --restart unless-stopped busybox httpd -f -h /www
$ docker network connect --alias site back web
% sleep 1
$ curl -s http://127.0.0.1:8085/
$ curl -s -o /dev/null -w '%{http_code}\n' http://127.0.0.1:8085/nosuch
$ docker exec web wget -qO- http://database:5432/table
$ docker exec web wget -qO- http://db:5432/table
$ docker exec db wget -qO- http://site/
$ docker exec db ping -c 1 -W 1 172.17.0.1
$ docker inspect -f '{{range $n, $e := .NetworkSettings.Networks}}{{$n}} {{json $e.Aliases}} {{json $e.DNSNames}};{{end}}' web db
$ docker inspect -f '{{json .NetworkSettings.Ports}}' web
$ docker port web
$ docker ps --format 'table {{.Names}}\t{{.Networks}}\t{{.Ports}}'
$ docker network inspect -f '{{range .Containers}}{{println .Name}}{{end}}' back | sort
$ docker network inspect -f '{{.Internal}} {{json .Options}}' back
$ docker exec web nslookup db 2>&1 | grep -v -e '^$' -e Server -e Address | head -n 3
$ docker exec web cat /etc/resolv.conf | grep -v '^#'
$ docker exec web sh -c 'grep -c . /etc/hosts'
$ docker exec web ip -o -4 addr show | grep -c eth
$ docker exec db ip route
$ docker network disconnect front web
$ curl -s -m 2 http://127.0.0.1:8085/; echo $?
$ docker network connect front web
% sleep 1
$ curl -s -m 2 http://127.0.0.1:8085/
$ docker stop -t 0 db
$ docker exec web ping -c 1 -W 1 db
$ docker start db
$ docker exec web wget -qO- -T 3 http://db:5432/table
$ docker rename db data
$ docker exec web wget -qO- -T 3 http://data:5432/table
$ docker exec web ping -c 1 -W 1 db 2>&1 | grep -c bad
$ docker run -d --name web2 --network front --network-alias pool busybox sleep 100
$ docker run -d --name web3 --network front --network-alias pool busybox sleep 100
$ docker exec web nslookup pool 2>&1 | grep -c '^Address: .*172'
$ docker run -d --name taken -p 8085:80 busybox sleep 10
$ docker rm -f taken
$ docker run --rm --network container:web busybox wget -qO- http://localhost/
$ docker network rm front back
$ docker rm -f web web2 web3 data
$ docker network rm front back
$ docker volume ls
$ docker run -d --link nosuch:db busybox true
% docker run -d --name old -e SECRET=1 busybox httpd -f -p 99
$ docker run --rm --link old:alias busybox sh -c 'grep -c alias /etc/hosts; env | grep -c ALIAS'
$ docker run --rm --link old busybox ping -c 1 -W 1 old | grep -c '1 packets received'
$ docker run -d --name ranges -p 8090-8092:90-92 busybox sleep 50
$ docker port ranges
$ docker run --rm -p 8090-8092:90 busybox true
$ docker run --rm -p 8090-8091:90-92 busybox true
$ docker run --rm -p 127.0.0.1::80 busybox true; echo $?
$ docker run -d --name v6 -p '[::1]:8099:80' busybox sleep 50 >/dev/null; docker port v6
$ docker run -d --name udp -p 8053:53/udp -p 8053:53/tcp busybox sleep 50 >/dev/null; docker port udp; docker port udp 53
$ docker run --rm -p 0:80 busybox true; echo $?
$ docker run --rm -p 80 -p 81:81/sctp busybox true; echo $?
$ docker run --rm -p host:80:80 busybox true
$ docker run --rm -p 1.2.3.4:8098:80 busybox true
$ docker run --rm --publish published=8097,target=80,protocol=tcp busybox true; echo $?
$ docker run --rm --publish published=8097,nosuch=80 busybox true
