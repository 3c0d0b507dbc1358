# A stack by hand: a database that has to be healthy first, a web service beside it, a worker, a proxy, then replacing, moving and losing each of them
% docker network create --subnet 10.77.0.0/24 back >/dev/null; docker network create front >/dev/null; docker volume create data >/dev/null; w() { for i in $(seq 100); do [ "$(docker inspect -f '{{.State.Health.Status}}' "$1" 2>/dev/null)" = "$2" ] && return; sleep 0.1; done; echo "$1 never $2"; }; run() { while :; do [ "$(docker inspect -f '{{.State.Status}}' "$1")" = "$2" ] && return; sleep 0.1; done; }
$ docker run -d --name db --network back --network-alias database --ip 10.77.0.10 -v data:/data -e ROLE=db --health-cmd 'test -s /data/ready' --health-interval 300ms --health-retries 50 --label stack=shop --label tier=1 --restart unless-stopped busybox sh -c 'trap "echo bye >> /data/log; exit 0" TERM; echo up >> /data/log; (while :; do echo pong | nc -l -p 5432; done) & while :; do sleep 0.2; done' | wc -c
$ docker inspect -f '{{.State.Health.Status}}' db
$ docker run --rm --network back busybox sh -c 'nslookup database 2>/dev/null | grep -c 10.77.0.10; ping -c 1 -W 1 db >/dev/null && echo reached'
$ docker exec db sh -c 'echo yes > /data/ready'; w db healthy; docker ps --filter health=healthy --format '{{.Names}} {{.Label "tier"}}'
$ docker run --rm --network back busybox sh -c 'nc -w 2 db 5432 </dev/null'
$ docker run -d --name web --network back --network-alias site -l stack=shop -l tier=2 -e DB=database:5432 --read-only --tmpfs /tmp:size=1m busybox sh -c 'mkdir /tmp/www; echo "v1 $DB" > /tmp/www/index.html; exec httpd -f -p 80 -h /tmp/www' | wc -c
$ docker network connect --alias shop front web; docker inspect -f '{{range $n, $e := .NetworkSettings.Networks}}{{$n}}:{{range $e.Aliases}} {{.}}{{end}}; {{end}}' web | sed 's/[0-9a-f]\{12\}/ID/g'
$ sleep 0.5; docker run --rm --network front busybox wget -qO- http://shop/
$ docker run --rm --network front busybox wget -qO- -T 2 http://site/
$ docker run --rm --network front busybox ping -c 1 -W 1 db
$ docker exec web touch /etc/x
$ docker exec web sh -c 'dd if=/dev/zero of=/tmp/big bs=1k count=2000 2>&1 | tail -n 1; rm /tmp/big'
$ docker run -d --name side --network container:web -l stack=shop busybox sleep 1000 | wc -c
$ docker exec side wget -qO- http://127.0.0.1/
$ docker exec side hostname | wc -c
$ docker network connect back side
$ docker run --rm --network container:side busybox wget -qO- http://localhost/
$ docker run --rm --pid container:web busybox ps -o pid,args | grep httpd | head -n 1
$ docker run --rm --pid container:web busybox sh -c 'kill -0 1 && echo alive'
$ docker run -d --name worker --network back -l stack=shop --restart on-failure:2 --volumes-from db:ro busybox sh -c 'cat /data/log; echo x > /data/y; exit 6' | wc -c
$ run worker exited; docker inspect -f '{{.RestartCount}} {{.State.ExitCode}} {{.State.Error}}|' worker; docker logs worker 2>&1 | sort | uniq -c | sed 's/^ *//'
$ docker ps -a --filter label=stack=shop --format '{{.Names}} {{.State}}' | sort
$ docker ps -a --filter label=stack=shop --filter exited=6 --format '{{.Names}}'
$ docker ps --filter network=front --format '{{.Names}}'
$ docker ps --filter volume=data --format '{{.Names}}' | sort
$ docker ps -a --filter volume=/data --format '{{.Names}}' | sort
$ docker ps --filter since=db --filter label=tier --format '{{.Names}}'
$ docker ps -a --filter before=worker --filter status=running --format '{{.Names}}' | sort
$ docker network inspect back -f '{{len .Containers}} {{range .Containers}}{{.Name}} {{end}}' | tr ' ' '\n' | sort | tr '\n' ' '
$ docker network rm back
$ docker volume rm data
$ docker rename web web-old; docker run --rm --network front busybox wget -qO- http://web-old/
$ docker run --rm --network front busybox wget -qO- -T 2 http://web/
$ docker run -d --name web --network back --network-alias site -l stack=shop -l tier=2 busybox sh -c 'mkdir /w; echo v2 > /w/index.html; exec httpd -f -p 80 -h /w' | wc -c
$ docker network disconnect front web-old && docker network connect --alias shop front web; sleep 0.3; docker run --rm --network front busybox wget -qO- http://shop/
$ docker network disconnect front web-old
$ docker network connect front web
$ docker stop -t 1 web-old; docker inspect -f '{{.State.ExitCode}} {{.NetworkSettings.IPAddress}}|{{(index .NetworkSettings.Networks "back").IPAddress}}|' web-old
$ docker exec side wget -qO- -T 2 http://127.0.0.1/
$ docker restart -t 0 side
$ docker rm web-old; docker start side
$ docker rm -f side
$ docker cp web:/w - | tar -tf -
$ docker cp web:/w/index.html - | tar -xOf -
$ echo v3 > index.html; docker cp index.html web:/w/; docker exec web cat /w/index.html; docker diff web
$ docker commit -m 'hot fix' -a ops -c 'LABEL fixed=yes' -c 'ENV V=3' web shop:hot | cut -c 1-7
$ docker inspect -f '{{.Comment}}|{{.Author}}|{{json .Config.Labels}}|{{json .Config.Env}}|{{json .Config.Cmd}}' shop:hot
$ docker run --rm shop:hot cat /w/index.html
$ docker history --format '{{.Comment}}|{{.Size}}' shop:hot | head -n 1
$ docker tag shop:hot shop:1; docker images shop --format '{{.Tag}}' | sort
$ docker rmi shop:hot
$ docker rmi shop:1 | cut -c 1-8 | sort | uniq -c | sed 's/^ *//'
$ docker pause db; docker inspect -f '{{.State.Status}} {{.State.Paused}} {{.State.Health.Status}}' db; docker exec db true
$ docker stop -t 1 db
$ docker ps -a -f name=db --format '{{.Names}} {{.State}}'
$ docker start db; docker unpause db
$ docker exec db cat /data/log | sort | uniq -c | sed 's/^ *//'
$ docker kill -s TERM db; docker wait db; docker inspect -f '{{.State.Status}} {{.RestartCount}}' db
$ docker start db >/dev/null; docker exec db kill -TERM 1; sleep 1.5; docker inspect -f '{{.State.Status}} {{.RestartCount}}' db; docker exec db grep -c bye /data/log
$ docker update --restart no --memory 32m --memory-swap 64m db; docker inspect -f '{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' db
$ docker exec db cat /sys/fs/cgroup/memory.max
$ docker update --memory 128m db
$ docker update --cpus 0.5 --pids-limit 20 db worker; docker inspect -f '{{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}' db worker
$ docker run --rm -v data:/from -v "$PWD":/to busybox tar -cf /to/data.tar -C /from . && tar -tf data.tar | sort
$ docker volume create copy; docker run --rm -i -v copy:/d busybox tar -xf - -C /d < data.tar; docker run --rm -v copy:/d busybox sh -c 'cmp /d/ready /dev/null; ls /d'
$ docker run --rm --volumes-from db -v copy:/copy busybox sh -c 'ls -d /data /copy; diff -r /data /copy && echo same'
$ docker run --rm --volumes-from web busybox ls -d /w
$ docker run --rm --volumes-from nosuch busybox true
$ docker rm -f db; docker run --rm --network back busybox sh -c 'nslookup database 127.0.0.11 2>&1 | tail -n 1 | cut -c 1-30'
$ docker run -d --name db2 --network back --network-alias database -v copy:/data busybox sleep 1000 | wc -c
$ docker run --rm --network back busybox ping -c 1 -W 1 database | head -n 1 | sed 's/([0-9.]*)/(A)/'
$ docker network connect --ip 10.77.0.10 back db2
$ docker network disconnect -f back db2; docker network connect --ip 10.77.0.10 back db2; docker inspect -f '{{.NetworkSettings.Networks.back.IPAddress}}' db2
$ docker network connect --ip 10.77.0.10 back worker; docker start worker
$ docker run --rm --network back --ip 10.77.0.10 busybox true
$ docker run --rm --network back --ip 10.78.0.10 busybox true
$ docker run --rm --network front --ip 172.30.0.10 busybox true
$ docker run -d --name proxy --network front --network back busybox sleep 1000 | wc -c; docker inspect -f '{{range $n, $e := .NetworkSettings.Networks}}{{$n}} {{end}}' proxy
$ docker exec proxy sh -c 'ls /sys/class/net | sort | tr "\n" " "; wget -qO- http://site/'
$ docker create --name late --network back --link web:w --link db2 busybox sh -c 'wget -qO- http://w/; ping -c 1 -W 1 db2 >/dev/null && echo db2; env | grep -c DB2_' >/dev/null; docker start -a late
$ docker rename web www; docker start -a late
$ docker logs --tail 2 late; docker logs -n 0 late; docker logs late 2>&1 | wc -l
$ docker stop -t 0 $(docker ps -q --filter label=stack=shop) | wc -l
$ docker container prune -f --filter label=stack=shop | grep -c '^[0-9a-f]\{64\}'
$ docker ps -a --format '{{.Names}} {{.State}}' | sort
$ docker rm -f -v $(docker ps -aq) | wc -l; docker volume ls -q | sort; docker volume prune -f -a | tail -n 1 | sed 's/: .*//'
$ docker network prune -f | sort; docker network ls --format '{{.Name}}' | sort
