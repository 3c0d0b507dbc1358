# Health checks from images, restart policies, exits of every kind
% printf 'FROM busybox\nHEALTHCHECK --interval=1s --retries=1 CMD test -e /ok || { echo missing; exit 1; }\nCMD sleep 100\n' | DOCKER_BUILDKIT=0 docker build -q -t checked -
$ docker run -d --name sick checked
% sleep 3
$ docker ps --format '{{.Names}} {{.Status}}'
$ docker inspect -f '{{json .State.Health.Status}} {{(index .State.Health.Log 0).ExitCode}} {{(index .State.Health.Log 0).Output}}' sick
% docker exec sick touch /ok; sleep 2
$ docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' sick
$ docker ps -f health=healthy -q | wc -l
$ docker run -d --name off --no-healthcheck checked; docker inspect -f '{{json .Config.Healthcheck}} {{json .State.Health}}' off
$ docker run -d --name changed --health-interval 2s checked; docker inspect -f '{{json .Config.Healthcheck}}' changed
$ docker run -d --name cmdchanged --health-cmd 'exit 3' --health-retries 2 --health-interval 300ms busybox sleep 100 >/dev/null; sleep 3; docker inspect -f '{{.State.Health.Status}} {{(index .State.Health.Log 0).ExitCode}}' cmdchanged
$ docker run -d --name slowcheck --health-cmd 'sleep 5' --health-timeout 500ms --health-interval 300ms --health-retries 1 busybox sleep 100 >/dev/null; sleep 3; docker inspect -f '{{.State.Health.Status}} {{(index .State.Health.Log 0).ExitCode}} {{(index .State.Health.Log 0).Output}}' slowcheck
$ docker stop -t 0 slowcheck sick; docker inspect -f '{{.State.Health.Status}}' sick
$ docker start sick; docker inspect -f '{{.State.Health.Status}}' sick
$ docker run --name x0 busybox true; docker inspect -f '{{.State.ExitCode}} {{.State.Error}}|{{.State.OOMKilled}} {{.State.Dead}}' x0
$ docker run --name x126 busybox /etc; docker inspect -f '{{.State.ExitCode}} {{.State.Error}}' x126
$ docker run --name x127 busybox nosuch; docker inspect -f '{{.State.ExitCode}} {{.State.Error}} {{.State.Status}}' x127
$ docker run --name x137 busybox sh -c 'kill -KILL $$'; echo $?
$ docker run --name x143 busybox sh -c 'sleep 100 & kill -TERM $!; wait $!'; echo $?
$ docker run --name x139 busybox sh -c 'sh -c "kill -SEGV \$\$"'; echo $?
$ docker run --name x255 busybox sh -c 'exit 255'; echo $?
$ docker run --name x256 busybox sh -c 'exit 256'; echo $?
$ docker run -d --name never --restart no busybox false >/dev/null; sleep 1; docker inspect -f '{{.RestartCount}} {{.State.Status}}' never
$ docker run -d --name once --restart on-failure:1 busybox sh -c 'echo run; exit 2' >/dev/null; sleep 3; docker logs once; docker inspect -f '{{.RestartCount}} {{.State.ExitCode}}' once
$ docker run -d --name always --restart always busybox sh -c 'sleep 100' >/dev/null; docker kill always; sleep 1; docker inspect -f '{{.State.Status}} {{.RestartCount}}' always; docker start always; docker restart -t 0 always; docker inspect -f '{{.State.Status}} {{.RestartCount}}' always
$ timeout 20 docker run --name fg --restart always busybox echo hi; echo $?; docker rm -f fg
$ docker kill always; docker rm always; docker rm -f always
$ docker run -d --name us --restart unless-stopped busybox sleep 100 >/dev/null; docker kill us; sleep 1; docker inspect -f '{{.State.Status}} {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}' us
$ docker update --restart on-failure:4 us; docker inspect -f '{{json .HostConfig.RestartPolicy}}' us
$ docker update --restart on-failure:-1 us
$ docker update --restart '' us
$ docker run -d --name gone --rm busybox sleep 100 >/dev/null; docker update --restart always gone; docker stop -t 0 gone; sleep 1; docker ps -a -f name=gone -q
$ docker run --restart on-failure:3 --rm busybox true
$ docker run --restart no:3 busybox true
$ docker run --restart unless-stopped:3 busybox true
$ docker run --restart on-failure: busybox true
$ docker run --name trap --stop-timeout 1 -d busybox sh -c 'trap "" TERM; sleep 100' >/dev/null; docker stop trap; docker inspect -f '{{.State.ExitCode}} {{.Config.StopTimeout}}' trap
$ docker run --name handled -d busybox sh -c 'trap "echo got int; exit 9" INT; while :; do sleep 0.1; done' >/dev/null; sleep 0.5; docker kill -s INT handled; docker wait handled; docker logs handled
$ docker run -d --name hup busybox sh -c 'trap "echo reload" HUP; while :; do sleep 0.1; done' >/dev/null; sleep 0.5; docker kill -s HUP hup; sleep 0.5; docker kill --signal 1 hup; sleep 0.5; docker logs hup
$ docker kill hup handled
$ docker wait hup x126 nosuch x255
$ docker run -d --init --name initd busybox sh -c 'sleep 100' >/dev/null; docker stop -t 5 initd; docker inspect -f '{{.State.ExitCode}} {{.HostConfig.Init}}' initd
$ docker run --oom-kill-disable busybox true; echo $?
$ docker run --name first --rm -d busybox sleep 1 >/dev/null; docker wait first
$ docker create --name w busybox sh -c 'exit 5' >/dev/null; (sleep 0.5; docker start w >/dev/null) & docker wait w
