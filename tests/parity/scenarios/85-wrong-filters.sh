# Filters of each kind, right and wrong
% docker network create --label a=b n1; docker volume create --label a=b v1; docker volume create v2; docker run -d --name up -l a=b --network n1 -v v1:/d -p 127.0.0.1::80 busybox sleep 1000; docker run --name down busybox sh -c 'exit 3'; docker create --name made busybox
$ docker ps -a -f status=exited --format '{{.Names}}'
$ docker ps -a -f status=created -f status=running --format '{{.Names}}' | sort
$ docker ps -a -f status=nosuch
$ docker ps -a -f exited=3 --format '{{.Names}}'
$ docker ps -a -f exited=x
$ docker ps -a -f name=up --format '{{.Names}}'
$ docker ps -a -f 'name=^/?(up|down)$' --format '{{.Names}}' | sort
$ docker ps -a -f name='[' --format '{{.Names}}'
$ docker ps -a -f id=zzz
$ docker ps -a -f ancestor=busybox -q | wc -l
$ docker ps -a -f ancestor=nosuch
$ docker ps -a -f ancestor=busybox:nosuch
$ docker ps -a -f before=down --format '{{.Names}}'
$ docker ps -a -f since=up --format '{{.Names}}'
$ docker ps -a -f since=nosuch
$ docker ps -a -f volume=v1 --format '{{.Names}} {{.Mounts}} {{.LocalVolumes}}'
$ docker ps -a -f volume=/d --format '{{.Names}}'
$ docker ps -a -f network=n1 --format '{{.Names}} {{.Networks}}'
$ docker ps -a -f network=nosuch
$ docker ps -a -f publish=80 --format '{{.Names}}'
$ docker ps -a -f expose=80/tcp --format '{{.Names}}'
$ docker ps -a -f publish=80/nosuch
$ docker ps -a -f publish=x
$ docker ps -a -f expose=1-70000
$ docker ps -a -f health=none --format '{{.Names}}' | sort
$ docker ps -a -f health=nosuch
$ docker ps -a -f is-task=true
$ docker ps -a -f is-task=x
$ docker ps -a -f isolation=default -q | wc -l
$ docker ps -a -f nosuch=1
$ docker ps -a -f novalue
$ docker ps -a -f ''
$ docker ps -a -f =x
$ docker ps -n 2 --format '{{.Names}}'
$ docker ps -n x
$ docker ps -l --format '{{.Names}} {{.State}}'
$ docker ps -a --no-trunc -f name=made --format '{{.Command}}'
$ docker ps -as --format '{{.Names}} {{.Size}}'
$ docker ps --format 'table {{.Names}}\t{{.Nosuch}}'
$ docker ps --format '{{nosuch .Names}}'
$ docker images -f dangling=true
$ docker images -f dangling=x
$ docker images -f label=nosuch
$ docker images -f before=busybox --format '{{.Repository}}'
$ docker images -f since=nosuch
$ docker images -f reference='b*' --format '{{.Repository}}:{{.Tag}}'
$ docker images -f reference='*/*'
$ docker images -f reference='['
$ docker images -f until=1h -q
$ docker images -f until=x
$ docker images -f nosuch=1
$ docker volume ls -f dangling=true -q
$ docker volume ls -f dangling=x
$ docker volume ls -f dangling=0 -q
$ docker volume ls -f name=v -q
$ docker volume ls -f label=a -q
$ docker volume ls -f label=a=c -q
$ docker volume ls -f driver=local -q
$ docker volume ls -f driver=nosuch
$ docker volume ls -f nosuch=1
$ docker network ls -f name=n --format '{{.Name}}'
$ docker network ls -f driver=host --format '{{.Name}}'
$ docker network ls -f type=custom --format '{{.Name}}'
$ docker network ls -f type=builtin --format '{{.Name}}'
$ docker network ls -f type=x
$ docker network ls -f scope=swarm
$ docker network ls -f scope=x
$ docker network ls -f label=a=b --format '{{.Name}} {{.Labels}}'
$ docker network ls -f dangling=true --format '{{.Name}}'
$ docker network ls -f dangling=x
$ docker network ls -f id=zz -q
$ docker network ls -f nosuch=1
$ docker container prune -f --filter nosuch=1
$ docker container prune -f --filter until=x
$ docker image prune -f --filter dangling=x
$ docker volume prune -f --filter nosuch=1
$ docker volume prune -f --filter all=x
$ docker network prune -f --filter until=x
$ docker system prune -f --filter nosuch=x
$ docker container prune -f --filter label!=a=b | grep -c .
$ docker rm -f up; docker volume prune -af --filter label=a
