# logs: times, tails, both streams, following
% docker run -d --name talk busybox sh -c 'for i in 1 2 3; do echo out$i; sleep 0.1; echo err$i >&2; sleep 0.2; done; sleep 0.7; t=1; echo late; sleep 1000'; sleep 1.3; mark=$(date +%s.%N); sleep 1.2
$ docker logs talk 2>/dev/null
$ docker logs talk 2>&1 >/dev/null
$ docker logs --since $mark talk
$ docker logs --until $mark talk 2>/dev/null
$ docker logs --since ${mark%.*} --until 1s talk 2>/dev/null | wc -l
$ docker logs --tail 1 talk
$ docker logs --tail 3 talk
$ timeout 2 docker logs --tail=0 -f --until 1s talk; echo $?
$ docker logs --tail 2 --since 1h talk
$ docker logs --tail 1 --until $mark talk
$ docker logs -n 1 -t talk | awk '{print NF, $2}'
$ docker logs --timestamps talk 2>/dev/null | cut -c 1-2 | sort -u
$ docker logs --since 10m --until 5m talk
$ docker logs --since 2020-01-01T00:00:00 talk 2>/dev/null | wc -l
$ docker logs --since 2020-01-01T00:00:00Z --until 2020-01-01T00:00:01.5Z talk
$ docker logs --since 2020-13-01 talk
$ docker logs --since -5m talk
$ docker logs --since 1.5h talk 2>/dev/null | head -n 1
$ docker logs --since 0 talk 2>/dev/null | head -n 1
$ docker logs --until 0 talk 2>/dev/null | head -n 1
$ docker logs --since '' talk 2>/dev/null | head -n 1
$ docker logs --tail 1e3 talk
$ docker logs --tail 99999999999999999999 talk
$ docker logs --tail '' talk 2>/dev/null | wc -l
$ timeout 2 docker logs --follow --tail 1 --until 2s talk; echo $?
$ timeout 1 docker logs -f -n 1 talk; echo $?
$ docker stop -t 0 talk; docker logs -f -n 1 talk
$ docker start talk; sleep 0.2; docker logs -n 1 talk 2>/dev/null
$ docker logs talk --tail 1 2>/dev/null
$ docker logs -ft -n 0 nosuch
$ docker logs --details=false --tail 1 talk 2>/dev/null | wc -l
$ docker run --name nonl busybox printf 'a\nb\nc'; docker logs -n 1 nonl; docker logs -n 2 nonl
$ docker run --name crlf busybox printf 'a\r\nb\rc\n'; docker logs crlf | od -c | head -n 2
$ docker run --name longline busybox sh -c 'head -c 40000 /dev/zero | tr "\0" x; echo'; docker logs longline | wc -c; docker logs -t longline | wc -l; docker logs -n 1 longline | wc -c
$ docker run -t --name tty busybox sh -c 'echo a; echo b >&2'; docker logs -t tty | cut -c 32- | od -c | head -n 2
$ docker run --name labelled --log-opt tag=x --log-opt labels=a --log-opt env=E --label a=1 -e E=2 busybox echo detail; docker logs --details labelled; docker logs --details -t labelled | awk '{print NF, $2, $3}'
$ docker run --name envre --log-opt env-regex='^A' -e AB=1 -e BA=2 busybox echo regex; docker logs --details envre
$ docker run --name empty busybox true; docker logs empty | wc -c; docker logs --tail 5 empty
$ docker run --name comp --log-opt compress=true busybox true
$ docker run --name comp2 --log-opt compress=true --log-opt max-size=1k --log-opt max-file=2 busybox sh -c 'i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); done'; docker logs -n 1 comp2
$ docker run --rm --log-opt max-size=-1 busybox true
$ docker run --rm --log-opt max-file=0 busybox true
$ docker run --rm --log-driver local --log-opt labels=x busybox true
$ docker inspect -f '{{json .HostConfig.LogConfig}}' comp2 talk
