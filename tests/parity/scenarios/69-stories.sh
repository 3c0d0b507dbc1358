# What people do: back up a volume, debug a crash, share files, clean up, change an image
% docker volume create db; docker run --rm -v db:/db busybox sh -c 'mkdir /db/t && echo rows > /db/t/a && chown -R 7:7 /db'
$ docker run --rm -v db:/db:ro -v "$PWD:/backup" busybox tar cf /backup/db.tar -C /db .; tar tf db.tar | sort
$ docker volume create copy; docker run --rm -v copy:/db -v "$PWD:/backup:ro" busybox tar xf /backup/db.tar -C /db; docker run --rm -v copy:/db busybox sh -c 'cat /db/t/a; stat -c %u /db/t/a'
$ docker run --rm -v db:/from:ro -v copy:/to busybox sh -c 'cp -a /from/. /to/ && diff -r /from /to && echo same'
$ docker run -d --name crash busybox sh -c 'echo starting; echo "fatal: no config" >&2; exit 12' | wc -c; docker wait crash
$ docker ps -a -f name=crash --format '{{.Status}}' | sed 's/ [0-9a-z ]* ago//'
$ docker logs crash; docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Error}}' crash
$ docker diff crash; docker commit crash crash:debug | cut -c 1-7; docker run --rm --entrypoint sh crash:debug -c 'echo inside; ls / | head -n 2'
$ docker run -d --name web -v "$PWD/site:/site" busybox sh -c 'while ! [ -e /site/go ]; do sleep 0.1; done; cat /site/go' | wc -c; ls -d site; echo going > site/go; docker wait web; docker logs web
$ docker run --rm -v "$PWD/db.tar:/f:ro" busybox sh -c 'echo x >> /f; wc -c < /f' | head -n 1
$ docker run --rm -u 7:7 -v db:/db busybox sh -c 'echo more >> /db/t/a && wc -l < /db/t/a'
$ docker run --rm -u 8:8 -v db:/db busybox sh -c 'echo more >> /db/t/a'
$ docker run --name inst busybox sh -c 'echo tool > /usr/bin/tool 2>/dev/null || { mkdir -p /usr/bin; echo tool > /usr/bin/tool; }; chmod +x /usr/bin/tool'; docker diff inst | sort; docker commit -m 'add tool' inst tools:1 >/dev/null; docker run --rm tools:1 cat /usr/bin/tool
$ docker history --format '{{.Comment}}' tools:1 | head -n 1
$ docker network create shop >/dev/null; docker run -d --name cache --network shop busybox sh -c 'while true; do echo PONG | nc -l -p 6379 > /dev/null; done' >/dev/null; sleep 0.5; docker run --rm --network shop busybox sh -c 'echo PING | nc -w 1 cache 6379'
$ docker run --rm --network shop busybox nslookup cache 2>/dev/null | grep -c '^Name'
$ docker run --rm --network shop busybox sh -c 'getent hosts cache | wc -l' 2>&1
$ docker run --rm --network shop busybox nc -w 1 cache 6380; echo $?
$ docker run --rm --network shop busybox nc -w 1 nosuch 6379; echo $?
$ docker stop -t 0 cache; docker run --rm --network shop busybox nc -w 1 cache 6379; echo $?
$ docker start cache; docker exec cache sh -c 'hostname -i | wc -w; cat /etc/hosts | wc -l'
$ docker inspect cache | grep -c '"Aliases"'
$ docker run --rm busybox sh -c 'echo $HOSTNAME | wc -c; echo $HOME; echo $PATH; pwd; whoami; umask'
$ docker run --rm busybox sh -c 'ls -a / | tr "\n" " "'
$ docker run --rm busybox ls -l /etc/resolv.conf /etc/hosts /etc/hostname | awk '{print $1, $3, $9}'
$ docker run --rm busybox mount | awk '{print $3, $5}' | grep -v -e cgroup -e mqueue
$ docker run --rm busybox sh -c 'ls /dev | grep -v core | sort | tr "\n" " "'
$ docker run --rm -t busybox ls /dev/console
$ docker run --rm busybox cat /proc/1/comm /proc/self/comm
$ docker run --rm busybox sh -c 'cat /proc/mounts | grep -c overlay; df / | tail -n 1 | awk "{print \$1, \$6}"'
$ docker run --rm busybox sh -c 'mknod /dev/x c 1 3 && ls -l /dev/x | cut -c 1'
$ docker run --rm busybox date -s 2020-01-01 2>&1 | head -n 1
$ docker run --rm busybox sh -c 'dmesg 2>&1 | head -n 1 | wc -l'
$ docker run --rm -it busybox true
$ docker run --rm -i busybox sh -c 'read a; echo got $a' <<END
> line
> END
$ seq 3 | docker run -i --rm busybox sort -r
$ docker run --rm busybox sh -c 'cat; echo eof'
$ docker run -i --rm busybox sh < /dev/null; echo $?
$ docker create -v shared:/s --name holder busybox >/dev/null; docker run --rm --volumes-from holder busybox sh -c 'echo 1 > /s/x'; docker run --rm --volumes-from holder:ro busybox sh -c 'cat /s/x; echo 2 > /s/x'
$ docker ps -aq | xargs docker rm -f | wc -l
$ docker volume ls -q | xargs docker volume rm
$ docker network ls -q --filter type=custom | xargs docker network rm | wc -l
$ docker images -q tools | xargs docker rmi -f | wc -l
$ docker system df --format '{{.Type}} {{.TotalCount}} {{.Active}}'
