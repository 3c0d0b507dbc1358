# Standard input, terminals, detaching, signals and how a process ends
% T() { docker run -d --name "$1" busybox sh -c "$2" >/dev/null; sleep 0.3; }
$ echo in | docker run --rm busybox cat
$ echo in | docker run --rm -i busybox cat
$ echo in | docker run --rm -it busybox cat
$ echo in | docker run --rm -t busybox sh -c 'test -t 0 && echo terminal'
$ echo in | docker run --rm -a stdin -i busybox sh -c 'cat >&2'
$ docker run --rm -a stdout busybox sh -c 'echo out; echo err >&2'
$ docker run --rm -a stderr busybox sh -c 'echo out; echo err >&2'
$ docker run --rm -a stderr -a stdout busybox sh -c 'echo out' 
$ docker run --rm -a nosuch busybox true
$ docker run --rm -a STDOUT busybox echo up
$ docker run -d -a stdout busybox true
$ docker run -d --rm -it busybox true | wc -c
$ docker run --rm -d --name auto busybox sleep 0.2 > /dev/null; sleep 1.5; docker ps -aq --filter name=auto
$ docker run --rm --sig-proxy=false busybox echo x; docker run --rm --sig-proxy=nosuch busybox echo x
$ docker run --rm busybox sh -c 'kill -TERM $$; echo survived'
$ docker run --rm busybox sh -c 'kill -KILL $$; echo survived'
$ docker run --rm busybox sh -c 'trap "echo got; exit 7" TERM; kill -TERM $$; sleep 1'
$ docker run --rm --init busybox sh -c 'kill -TERM $$; echo survived'; echo $?
$ docker run --rm --init busybox sh -c 'exit 9'; echo $?
$ docker run --rm busybox sh -c 'sh -c "kill -SEGV \$\$"; echo $?'
$ docker run --rm busybox /etc/passwd; echo $?
$ docker run --rm busybox /etc; echo $?
$ docker run --rm busybox ''; echo $?
$ docker run --rm busybox ./nosuch; echo $?
$ docker run --rm -w /bin busybox ./echo relative; echo $?
$ docker run --rm -w /nosuch/made busybox pwd
$ docker run --rm -w /etc/passwd busybox pwd; echo $?
$ docker run --rm -w rel busybox pwd; echo $?
$ docker run --rm --entrypoint '' busybox echo cleared; docker run --rm --entrypoint echo busybox one two; docker run --rm --entrypoint nosuch busybox; echo $?
$ docker run --rm --entrypoint 'echo x' busybox; echo $?
$ docker run --rm -u nosuch busybox true; echo $?
$ docker run --rm -u 99999999999 busybox true; echo $?
$ docker run --rm -u 1:nosuch busybox true; echo $?
$ docker run --rm -u -1 busybox true; echo $?
$ docker run --rm -u :5 busybox id; docker run --rm -u 5: busybox id; docker run --rm -u '' busybox id -u
$ T term 'trap "echo bye; exit 3" TERM; while :; do sleep 0.1; done'; docker stop term; docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Error}}' term; docker logs term
$ T deaf 'while :; do sleep 0.1; done'; docker stop -t 1 deaf; docker inspect -f '{{.State.ExitCode}}' deaf
$ docker start deaf; docker stop -s KILL deaf; docker inspect -f '{{.State.ExitCode}}' deaf; docker start deaf; docker stop -t 0 deaf; docker stop deaf; docker stop -t x deaf; docker stop -t -1 nosuch; docker stop -s nosuch deaf
$ docker run -d --name sig --stop-signal USR1 --stop-timeout 1 busybox sh -c 'trap "echo usr1; exit 4" USR1; while :; do sleep 0.1; done' > /dev/null; sleep 0.3; docker inspect -f '{{.Config.StopSignal}} {{.Config.StopTimeout}}' sig; docker stop sig; docker logs sig; docker inspect -f '{{.State.ExitCode}}' sig
$ docker run --rm --stop-signal nosuch busybox true; docker run --rm --stop-signal 77 busybox true; docker run --rm --stop-signal SIGRTMIN+3 busybox echo ok; docker run --rm --stop-signal usr2 busybox echo ok; docker run --rm --stop-timeout x busybox true
$ docker start sig; docker kill -s HUP sig; docker wait sig; docker inspect -f '{{.State.ExitCode}}' sig
$ docker start sig; docker kill --signal SIGUSR1 sig; docker wait sig; docker kill -s '' sig; docker start sig; docker kill -s '' sig; docker kill -s STOP sig; docker kill sig; docker wait sig
$ docker start sig; docker kill -s STOP sig; docker inspect -f '{{.State.Status}}' sig; docker top sig -o stat | tail -n +2 | cut -c 1; docker kill -s CONT sig; docker rm -f sig
$ docker start nosuch term; docker start -a term deaf; docker start -i term deaf; docker start; docker start -ai nosuch; docker start --checkpoint x term
$ docker run --name ex busybox sh -c 'echo hi; exit 5'; docker start -a ex; echo $?; docker start -ai ex; echo $?; docker start ex
$ docker run -i --name reader busybox sh -c 'while read l; do echo "<$l>"; done; exit 6' < /dev/null; echo $?; printf 'a\nb\n' | docker start -ai reader; echo $?; printf 'c\n' | docker start -a reader; echo $?
$ tty docker run -it --name det --detach-keys ctrl-x,x busybox sh <<END
> echo first
> $(printf '\030x')
> END
$ docker inspect -f '{{.State.Status}}' det; docker logs det | grep -c first
$ tty docker attach --detach-keys q det <<END
> echo second
> q
> END
$ docker inspect -f '{{.State.Status}}' det
$ tty docker attach det <<END
> $(printf '\020\021')
> END
$ tty docker exec -it det sh <<END
> echo inside
> $(printf '\020\021')
> END
$ docker inspect -f '{{len .ExecIDs}} {{.State.Status}}' det
$ tty docker attach det <<END
> exit 8
> END
$ docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' det
$ tty docker run --rm -it busybox sh -c 'stty -a | head -1 | cut -d";" -f 2-3; echo $TERM; tty' <<END
> END
$ tty docker run --rm -it -e TERM=vt100 -h box busybox sh <<END
> echo \$TERM \$HOSTNAME \$(hostname)
> exit 3
> END
$ tty docker run --rm -i busybox sh -c 'test -t 0 || echo none; read a; echo "[\$a]"' <<END
> word
> END
$ docker run --rm --detach-keys '' busybox echo x; docker run --rm --detach-keys ctrl-1 busybox echo x; docker run --rm --detach-keys a busybox echo x; docker run --rm --detach-keys 'ctrl-[,ctrl-@,ctrl-^' busybox echo x; docker run --rm --detach-keys DEL busybox true
$ docker attach; docker attach nosuch; docker attach term; docker attach term ex; docker attach --nosuch term; docker pause term; docker unpause term
$ T run1 'sleep 1000'; docker pause run1; docker pause run1; docker attach run1; docker exec run1 true; docker kill -s USR1 run1; docker stop -t 1 run1; docker inspect -f '{{.State.Status}} {{.State.Paused}} {{.State.ExitCode}}' run1
$ docker start run1; docker pause run1; docker restart -t 0 run1; docker inspect -f '{{.State.Status}}' run1; docker pause run1; docker start run1; docker rm run1; docker unpause run1; docker unpause run1; docker rm -f run1; docker pause; docker pause nosuch; docker unpause nosuch
$ T talker 'i=0; while [ $i -lt 3 ]; do echo line$i; i=$((i+1)); sleep 0.4; done; exit 2'; docker attach talker; echo $?
$ T proxy 'trap "echo caught; exit 12" INT; while :; do sleep 0.1; done'; (sleep 1; docker kill -s INT proxy > /dev/null) & docker attach proxy; echo $?
$ docker run --rm --name px busybox sh -c 'trap "echo term; exit 13" TERM; echo ready; while :; do sleep 0.1; done' & P=$!; sleep 1.5; kill -TERM $P; wait $P; echo $?
$ docker run --rm --sig-proxy=false --name py busybox sh -c 'trap "exit 13" TERM; while :; do sleep 0.1; done' & P=$!; sleep 1.5; kill -TERM $P; wait $P; echo $?; docker inspect -f '{{.State.Running}}' py; docker rm -f py
$ docker run -d --restart on-failure:2 --name again busybox sh -c 'echo try; exit 1' > /dev/null; until [ "$(docker inspect -f '{{.State.Status}}' again)" = exited ]; do sleep 0.2; done; docker inspect -f '{{.RestartCount}} {{.State.Status}} {{.State.ExitCode}}' again; docker logs again
$ docker run -d --restart always --name forever busybox sh -c 'exit 0' > /dev/null; sleep 1; docker stop forever; docker inspect -f '{{.State.Status}}' forever; docker update --restart no forever; docker start forever; sleep 0.5; docker inspect -f '{{.State.Status}}' forever
$ docker run --rm --restart always busybox true; docker run --restart on-failure:x busybox true; docker run --restart :2 busybox true; docker run --restart no:2 busybox true; docker run --restart unless-stopped:1 busybox true; docker run --restart on-failure:-1 busybox true
$ docker run -d --name hc --health-cmd 'test -e /ok' --health-interval 300ms --health-retries 2 --health-timeout 5s busybox sleep 1000 > /dev/null; sleep 1.6; docker ps --filter name=hc --format '{{.Status}}' | grep -o '(.*)'; docker exec hc touch /ok; sleep 0.8; docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' hc; docker ps --filter health=healthy --format '{{.Names}}'
$ docker run --rm --no-healthcheck --health-cmd x busybox true; docker run --rm --health-interval 1 busybox true; docker run --rm --health-interval 1us busybox true; docker run --rm --health-retries -1 --health-cmd x busybox true; docker run --rm --health-start-interval 1s busybox echo ok; docker ps --filter health=nosuch
$ docker wait term nosuch ex; docker wait --nosuch term; docker wait $(docker create busybox true) & sleep 0.5; kill $!; wait; echo done
