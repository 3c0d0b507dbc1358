# volumes, networks, prune, df, context, events
$ docker volume create
$ docker volume create v1 --label a=b --label c
$ docker volume create v1
$ docker volume create -o type=tmpfs -o device=tmpfs -o o=size=1m v3
$ docker volume create -o nosuch=1 v4
$ docker volume create 'a b'
$ docker volume create a
$ docker volume create --driver local --opt type=none --opt o=bind --opt device=/tmp v5
$ docker volume create --scope single v6
$ docker volume create --group g v7
$ docker volume create one two
$ docker volume ls -q | grep -v -E '^[0-9a-f]{64}$'
$ docker volume ls -f name=v
$ docker volume ls -f name=v1 -f driver=local
$ docker volume ls -f label=a
$ docker volume ls -f label=a=x
$ docker volume ls -f dangling=true -q | wc -l
$ docker volume ls -f dangling=x
$ docker volume ls -f nosuch=x
$ docker volume ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Labels}} {{.Mountpoint}} {{.Availability}} {{.Links}} {{.Size}} {{.Group}} {{.Status}}' -f name=v1
$ docker volume ls --format '{{.Label "a"}}' -f name=v1
$ docker volume ls --format json -f name=v1
$ docker volume ls --format 'table {{.Name}}' -f name=v3
$ docker volume ls --cluster
$ docker volume inspect v1 v3
$ docker volume inspect -f '{{.Options}}' v3
$ docker volume update v1 --availability drain
$ docker run --rm -v v3:/x busybox df -k /x
$ docker run -d --name u -v v1:/d -v /anon busybox sleep 100
$ docker volume rm v1
$ docker volume rm -f v1 nosuch
$ docker volume rm nosuch v3
$ docker rm -f -v u; docker volume ls -q | grep -c -E '^[0-9a-f]{64}$'
$ docker volume prune -f
$ docker volume prune -f -a
$ docker volume prune -f --filter label=x
$ docker volume prune -f --filter nosuch=x
$ docker volume prune -f -a --filter all=1
$ echo n | docker volume prune
$ docker volume ls
$ docker network create n1 --label a=b -o com.docker.network.bridge.name=br-x1
$ docker network create n1
$ docker network create --subnet 10.1.0.0/33 n3
$ docker network create --subnet 10.1.0.0/24 --gateway 10.2.0.1 n3
$ docker network create --subnet 10.1.0.0/24 --ip-range 10.2.0.0/28 n3
$ docker network create --subnet 10.1.0.0/24 --subnet 10.1.0.0/16 n3
$ docker network create --gateway 10.1.0.1 n3
$ docker network create --internal --attachable --ipv6 --subnet fd00::/64 n4
$ docker network create bridge
$ docker network create host
$ docker network create ''
$ docker network create 'a b'
$ docker network create --scope swarm n5
$ docker network create --ingress n5
$ docker network create -d overlay n6
$ docker network create -d host n7
$ docker network create -d null n8
$ docker network create -d macvlan n9
$ docker network create --config-only cfg
$ docker network create --config-from cfg n10
$ docker network ls
$ docker network ls -q | wc -l
$ docker network ls -f driver=bridge --format '{{.Name}}'
$ docker network ls -f type=custom --format '{{.Name}}'
$ docker network ls -f type=builtin --format '{{.Name}}'
$ docker network ls -f type=x
$ docker network ls -f label=a --format '{{.Name}}'
$ docker network ls -f scope=local --format '{{.Name}}'
$ docker network ls -f dangling=true --format '{{.Name}}'
$ docker network ls -f name=n --format '{{.Name}} {{.Driver}} {{.Scope}} {{.IPv6}} {{.Internal}} {{.Labels}} {{.IPv4}}'
$ docker network ls -f nosuch=x
$ docker network ls --format json -f name=n1
$ docker network ls --no-trunc --format '{{.ID}}' -f name=n1 | wc -c
$ docker network rm n4 nosuch n1
$ docker network rm -f nosuch
$ docker network rm bridge
#! any-order
$ docker network prune -f
$ docker network prune -f --filter until=1h
$ docker network prune -f --filter nosuch=1
$ docker network connect nosuch c
$ docker network disconnect bridge nosuch
$ docker system df
#! any-order
$ docker system df -v
$ docker system df --format '{{.Type}}: {{.TotalCount}} {{.Active}} {{.Size}} {{.Reclaimable}}'
$ docker system df --format json
$ docker system df -v --format '{{json .}}' | head -c 10
$ docker system df --format '{{.Nosuch}}'
$ docker container prune -f
$ docker container prune -f --filter until=1h
$ docker container prune -f --filter nosuch=1
$ docker container prune --filter label=x < /dev/null
$ docker system prune -f
$ echo n | docker system prune
$ echo n | docker system prune -a --volumes
$ docker system prune -f --filter label=x --volumes
$ docker system prune -f --filter until=24h --volumes
$ docker system prune -f --filter nosuch=1
$ docker builder prune -f
$ docker system events --since 0 --until 1
$ docker events --since 10 --until 5
$ docker events --format nosuch --since 1 --until 2
