# Networks with IPv6
$ docker network create --ipv6 auto6
$ docker network create --ipv6 --subnet fd12:3456::/64 six | wc -c
$ docker network inspect -f '{{.EnableIPv6}} {{json .IPAM.Config}}' six
$ docker network create --ipv6 --subnet 10.66.0.0/24 --subnet fd00:66::/64 --gateway 10.66.0.1 --gateway fd00:66::1 both | wc -c
$ docker network inspect -f '{{.EnableIPv6}} {{json .IPAM.Config}}' both
$ docker network create --subnet fd00:77::/64 noflag | wc -c
$ docker network inspect -f '{{.EnableIPv6}} {{json .IPAM.Config}}' noflag
$ docker network ls --format '{{.Name}} {{.IPv6}}' -f name=six -f name=both -f name=noflag
$ docker run -d --name node-a --network both busybox sleep 1000 | wc -c
$ docker inspect -f '{{with index .NetworkSettings.Networks "both"}}{{.IPAddress}} {{.GlobalIPv6Address}} {{.GlobalIPv6PrefixLen}} {{.Gateway}} {{.IPv6Gateway}} {{.MacAddress}}{{end}}' node-a
$ docker run -d --name node-b --network both --ip6 fd00:66::99 --ip 10.66.0.99 busybox sleep 1000 | wc -c
$ docker inspect -f '{{with index .NetworkSettings.Networks "both"}}{{.IPAddress}} {{.GlobalIPv6Address}} {{json .IPAMConfig}}{{end}}' node-b
$ docker network inspect -f '{{range .Containers}}{{println .Name .IPv4Address .IPv6Address}}{{end}}' both | sort
$ docker run --rm --network both --ip6 fd00:67::1 busybox true
$ docker run --rm --network both --ip6 fd00:66::99 busybox true
$ docker run --rm --network both --ip6 nonsense busybox true
$ docker run --rm --ip6 fd00::1 busybox true
$ docker exec node-b ip -o -6 addr show dev eth0 | awk '{print $4}' | grep fd00
$ docker exec node-a cat /etc/hosts | grep -c fd00
$ docker exec node-a ping6 -c 1 -W 1 fd00:66::99 | grep -c '1 packets received'
$ docker exec node-a ip -6 route | grep -c default
$ docker network create --ipv6 --subnet 10.67.0.0/24 only4
$ docker network create --ipv6 --subnet fd00:66::/96 overlap
$ docker network create --ipv6 --subnet fd00:68::/64 --gateway fd00:69::1 wrong
$ docker network create --ipv6 --subnet fd00:68::/64 --ip-range fd00:68::/80 --aux-address host=fd00:68::5 ranged | wc -c
$ docker network inspect -f '{{json .IPAM.Config}}' ranged
$ docker run -d --name node-c --network ranged busybox sleep 100 >/dev/null; docker inspect -f '{{with index .NetworkSettings.Networks "ranged"}}{{.GlobalIPv6Address}} {{.IPv6Gateway}}{{end}}' node-c
$ docker network connect both node-c; docker inspect -f '{{with index .NetworkSettings.Networks "both"}}{{.GlobalIPv6Address}}{{end}}' node-c
$ docker network connect --ip6 fd12:3456::50 six node-c; docker inspect -f '{{with index .NetworkSettings.Networks "six"}}{{.GlobalIPv6Address}} {{json .IPAMConfig}}{{end}}' node-c
$ docker network disconnect both node-c; docker run --rm --network both busybox ip -o -6 addr show dev eth0 | awk '{print $4}' | grep fd00
$ docker network create --ipv6 --subnet fd00:zz::/64 bad
$ docker network create --ipv6 --subnet fd00:70::/129 bad
$ docker network create --ipv6=maybe bad
$ docker inspect -f '{{.NetworkSettings.GlobalIPv6Address}}|{{.NetworkSettings.IPv6Gateway}}|{{.NetworkSettings.GlobalIPv6PrefixLen}}' node-a
$ docker run --rm --sysctl net.ipv6.conf.all.disable_ipv6=1 busybox cat /proc/sys/net/ipv6/conf/all/disable_ipv6
$ docker run --rm busybox ip -o -6 addr show dev lo | awk '{print $4}'
$ docker rm -f node-a node-b node-c; docker network rm both six ranged noflag
