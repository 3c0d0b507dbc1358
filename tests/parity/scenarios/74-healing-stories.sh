# Health, restarts and exits as an operator meets them
$ docker run -d --name web --health-cmd 'wget -qO- http://127.0.0.1/ok' --health-interval 500ms --health-timeout 1s --health-start-period 1s --health-retries 3 busybox sh -c 'mkdir /w; echo fine > /w/ok; httpd -f -h /w' | wc -c
$ docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' web
% sleep 2
$ docker ps --format '{{.Names}} {{.Status}}'
$ docker inspect -f '{{with index .State.Health.Log 0}}{{.ExitCode}} {{printf "%q" .Output}}{{end}}' web | tail -c 8
% docker exec web rm /w/ok; sleep 4
$ docker inspect -f '{{.State.Health.Status}}' web
$ docker ps --filter health=unhealthy --format '{{.Names}} {{.State}}'
$ docker inspect -f '{{(index .State.Health.Log 4).Output}}' web
$ docker inspect -f '{{len .State.Health.Log}}' web
% docker exec web sh -c 'echo fine > /w/ok'; sleep 2
$ docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' web
$ docker restart -t 0 web; docker inspect -f '{{.State.Health.Status}}' web
$ docker stop -t 0 web; docker inspect -f '{{.State.Health.Status}} {{.State.ExitCode}}' web; docker ps -a -f name=web --format '{{.Status}}'
$ docker run -d --name slow --health-cmd 'sleep 5' --health-timeout 500ms --health-interval 300ms --health-retries 1 busybox sleep 100 >/dev/null; sleep 2.5; docker inspect -f '{{.State.Health.Status}} {{(index .State.Health.Log 0).ExitCode}} {{(index .State.Health.Log 0).Output}}' slow
$ docker run -d --name noprog --health-cmd nosuchprogram --health-interval 300ms --health-retries 1 busybox sleep 100 >/dev/null; sleep 1.5; docker inspect -f '{{(index .State.Health.Log 0).ExitCode}} {{(index .State.Health.Log 0).Output}}' noprog
$ docker run -d --name two --health-cmd 'exit 2' --health-interval 300ms --health-retries 1 busybox sleep 100 >/dev/null; sleep 1.5; docker inspect -f '{{.State.Health.Status}} {{(index .State.Health.Log 0).ExitCode}}' two
$ docker run --rm --health-cmd true --no-healthcheck busybox true
$ docker run --rm --health-interval 1us --health-cmd true busybox true
$ docker run --rm --health-retries -1 --health-cmd true busybox true
$ docker run -d --name flaky --restart on-failure:3 busybox sh -c 'echo run >> /runs; [ $(wc -l < /runs) -ge 3 ] && exit 0; exit 4' >/dev/null; sleep 3; docker inspect -f '{{.RestartCount}} {{.State.ExitCode}} {{.State.Status}}' flaky
$ docker cp flaky:/runs - | tar xOf - | wc -l
$ docker run -d --name sturdy --restart unless-stopped busybox sleep 100 >/dev/null; docker exec sturdy kill -TERM 1; docker kill sturdy; sleep 1; docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.RestartCount}}' sturdy
$ docker start sturdy; docker inspect -f '{{.State.Running}} {{.State.Restarting}}' sturdy
$ docker run -d --name undead --restart always busybox sh -c 'sleep 0.3; exit 5' >/dev/null; sleep 2; docker inspect -f '{{if gt .RestartCount 1}}again and again{{end}} {{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}' undead
$ docker update --restart on-failure:1 undead; docker update --restart=always:2 undead; docker update --restart bogus undead
% sleep 3
$ docker rm undead
$ docker rm -f undead; docker ps -aq -f name=undead | wc -l
$ docker run --name oom -m 16m --memory-swap 16m busybox sh -c 'x=a; while :; do x=$x$x; done'; docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' oom
$ docker run --name seg busybox sh -c 'kill -SEGV $$'; echo $?
$ docker run --name int busybox sh -c 'trap "exit 9" INT; kill -INT $$; sleep 1'; echo $?
$ docker run --rm busybox nosuch; echo $?
$ docker run --rm busybox /etc/passwd; echo $?
$ docker run --rm busybox sh -c nosuch; echo $?
$ docker ps -a -f status=exited --format '{{.Names}} {{.Status}}' | sed 's/ [0-9A-Za-z ]* ago//' | sort
$ docker run -d --name graceful --stop-signal USR1 --stop-timeout 3 busybox sh -c 'trap "echo usr1; exit 0" USR1; while :; do sleep 0.1; done' >/dev/null; sleep 0.5; docker stop graceful; docker logs graceful; docker inspect -f '{{.State.ExitCode}} {{.Config.StopSignal}} {{.Config.StopTimeout}}' graceful
$ docker run -d --init --name tini busybox sleep 100 >/dev/null; docker exec tini ps -o pid,args | head -n 2 | tail -n 1; docker stop tini; docker inspect -f '{{.State.ExitCode}} {{.HostConfig.Init}}' tini
$ docker wait seg int oom
