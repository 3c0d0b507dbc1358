# exec, logs, cp
% docker run -d --name web -e A=1 -w /tmp busybox sh -c 'echo one; echo two >&2; echo three; sleep 100'
% docker create --name fresh busybox true
$ docker exec web pwd
$ docker exec -w /etc web pwd
$ docker exec -w /nosuch web pwd
$ docker exec -w rel web pwd
$ docker exec -e B=2 -e C web env
$ docker exec --env-file /dev/null web true
$ docker exec --env-file nosuch web true
$ docker exec -u nobody web id
$ docker exec -u nosuch web id
$ docker exec -u 12:34 web id
$ docker exec -u root:nosuch web id
$ docker exec web sh -c 'exit 7'
$ docker exec web nosuch
$ docker exec web /etc
$ docker exec web /etc/passwd
$ docker exec web ''
$ docker exec -d web sh -c 'echo bg > /bg'; sleep 1; docker exec web cat /bg
$ echo input | docker exec -i web cat
$ echo input | docker exec web cat
$ docker exec -it web true
$ docker exec -t web tty
$ docker exec --privileged web id -u
$ docker exec fresh true
$ docker exec nosuch true
$ docker exec web
$ docker exec
$ docker exec --detach-keys nosuch web true
$ docker exec --detach-keys ctrl-a web echo x
$ docker exec -d web nosuch
$ docker exec web kill -9 1; docker exec web echo alive
$ docker container exec web hostname | wc -c
$ docker logs web
$ docker logs -n 2 web
$ docker logs --tail all web
$ docker logs --tail x web
$ docker logs --tail -1 web
$ docker logs --tail 0 web
$ docker logs -t web | cut -c 1-4,31-
$ docker logs --since 1h web
$ docker logs --since 2000-01-01 --until 2000-01-02 web
$ docker logs --since nonsense web
$ docker logs --until nonsense web
$ docker logs --details web
$ docker logs fresh
$ docker logs -f fresh
$ docker logs a b
$ docker run --name lg --log-driver json-file --log-opt labels=x,y --log-opt env=A --label x=1 -e A=2 busybox echo hi; docker logs --details lg
$ docker run --name ln --log-driver none busybox echo hi; docker logs ln
$ docker run --name ll --log-driver local busybox echo local; docker logs ll
$ docker run --name lr --log-opt max-size=100 --log-opt max-file=2 busybox sh -c 'for i in 1 2 3 4 5; do echo line $i; done'; docker logs lr | tail -n 1
$ docker run --name lm --log-opt max-file=x busybox true
$ docker run --name lm2 --log-opt max-size=x busybox true
$ docker run --name lt -t busybox sh -c 'echo a; echo b >&2'; docker logs lt | od -c | head -n 3
$ docker run --name lp busybox sh -c 'printf partial'; docker logs lp; docker logs -t lp | cut -c 31-
% echo data > f; mkdir -p d/e; echo deep > d/e/g; ln -s f link
$ docker cp f web:/tmp/
$ docker cp f web:/tmp/new
$ docker cp d web:/tmp
$ docker cp d/. web:/tmp/dot; docker exec web ls /tmp/dot
$ docker cp d/. web:/tmp/; docker exec web ls /tmp
$ docker cp f web:/nosuch/x
$ docker cp f web:/nosuch/
$ docker cp f web:/tmp/f/
$ docker cp d web:/tmp/f
$ docker cp nosuch web:/tmp
$ docker cp f nosuch:/tmp
$ docker cp web:/etc/passwd .
$ docker cp web:/etc/nosuch .
$ docker cp web:/etc/passwd nosuchdir/
$ docker cp web:/etc/passwd - | tar t
$ docker cp web:/tmp/d out; find out | sort
$ docker cp web:/tmp/d/. out2; find out2 | sort
$ docker cp web:/tmp/d f
$ tar c f | docker cp - web:/root; docker exec web ls /root
$ echo garbage | docker cp - web:/root
$ docker cp - web:/root/f < f
$ docker cp - -
$ docker cp f g
$ docker cp web:/a fresh:/b
$ docker cp link web:/tmp/l1; docker exec web ls -l /tmp/l1 | cut -c 1
$ docker cp -L link web:/tmp/l2; docker exec web ls -l /tmp/l2 | cut -c 1
$ docker cp -a f web:/tmp/arch
$ docker cp -q f web:/tmp/quiet
$ docker cp fresh:/bin/true x; ls x
$ docker cp f fresh:/put; docker cp fresh:/put -  | tar xO
$ docker cp web: x
$ docker cp :/x y
$ docker cp web:rel/path x
$ docker cp f web:etc/rel; docker exec web cat /etc/rel
$ docker cp a b c
$ docker diff fresh
