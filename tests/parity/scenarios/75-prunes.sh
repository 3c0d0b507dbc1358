# Cleaning up each kind of thing, with filters, and what stays
% export DOCKER_BUILDKIT=0
% for i in 1 2 3; do docker run --name gone$i -l keep=$i busybox true; done; docker run -d --name busy -l keep=yes busybox sleep 100; docker create --name never -l never busybox true
% docker volume create -q --label keep=1 va 2>/dev/null || docker volume create --label keep=1 va; docker volume create vb; docker run --rm -v used:/u busybox true; docker run -d --name holder -v used:/u -v /anonymous busybox sleep 100; docker run --name dropped -v /anonymous2 busybox true
% docker network create --label keep=1 na; docker network create nb; docker network create nc; docker run -d --name onnet --network nc busybox sleep 100
% printf 'FROM busybox\nLABEL stage=one\nRUN echo 1 > /1\n' | docker build -q -t img:1 -; printf 'FROM busybox\nLABEL stage=two\nRUN echo 2 > /2\n' | docker build -q -t img:1 -; docker tag alpine spare:1
$ docker container prune -f --filter label=keep=1 | tail -n 1
$ docker container prune -f --filter label!=keep | grep -c -E '^[0-9a-f]{64}$'
$ docker ps -a --format '{{.Names}}' | sort
$ docker container prune -f --filter until=1h
$ docker container prune -f --filter until=nonsense
$ docker container prune -f --filter label=keep --filter label=keep=2 | wc -l
$ docker container prune --filter nosuch=1 -f
$ docker container prune --force --filter label
$ echo y | docker container prune
$ docker container prune nosuch
$ docker volume ls -q -f dangling=true | wc -l
$ docker volume prune -f --filter label=keep=2
$ docker volume prune -f | grep -c -E '^[0-9a-f]{64}$'
$ docker volume prune -f --filter all=1 --filter label=keep=1
$ docker volume prune -a -f
$ docker volume prune -f --filter until=1h
$ echo n | docker volume prune; echo $?
$ docker network prune -f --filter label=keep
$ docker network prune -f --filter until=10h
$ docker network prune --force
$ docker network prune --filter driver=bridge -f
$ docker network ls -q | wc -l
$ docker images -f dangling=true --format '{{.Repository}} {{.Tag}}'
$ docker image prune -f --filter label=stage=two
$ docker image prune -f --filter label=stage=one | grep -c deleted
$ docker image prune -f --filter dangling=false --filter label=stage=two | grep -v deleted
$ docker image prune -a -f --filter until=1h | tail -n 1
$ docker image prune -a -f --filter until=2999-01-01 | grep -v deleted
$ docker images --format '{{.Repository}}:{{.Tag}}' | sort
$ docker image prune -f -a --filter label!=x
$ docker system prune -f --filter label=nothing
$ docker system prune --volumes -f --filter until=1h
$ docker rm -f busy holder onnet; docker system prune -f | grep -v -E '^[0-9a-f]{64}$'
$ docker system prune -af --volumes | grep -v -E '^(deleted: )?(sha256:)?[0-9a-f]{64}$'
$ docker system df --format '{{.Type}} {{.TotalCount}} {{.Active}} {{.Size}} {{.Reclaimable}}'
$ docker volume ls -q; docker ps -aq; docker images -q; docker network ls --format '{{.Name}}'
$ docker builder prune -f --filter until=1h
$ docker builder prune -f --keep-storage 1GB
$ docker builder prune -f --filter nosuch=1
