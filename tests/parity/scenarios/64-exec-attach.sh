# exec and attach: flags, terminals, keys, exits
% docker run -d --name box -e BASE=1 -u 1000:1000 -w /tmp --group-add 50 busybox sleep 1000; docker run -dit --name shell busybox
$ docker exec box id
$ docker exec -u 0 box id
$ docker exec -u 7:8 box id
$ docker exec --user nobody -w / -e BASE=2 -e NEW=3 box sh -c 'id -un; pwd; echo $BASE $NEW'
$ docker exec -e BASE box sh -c 'echo "[$BASE]"'
$ BASE=out docker exec -e BASE box sh -c 'echo "[$BASE]"'
% printf 'E1=a\nE2=b c\n' > envs
$ docker exec --env-file envs -e E1=over box sh -c 'echo $E1 $E2'
$ docker exec -e =bad box true
$ docker exec -w '' box pwd
$ docker exec -w relative box pwd
$ docker exec -w /etc/passwd box pwd
$ docker exec box sh -c 'kill -9 $$'; echo $?
$ docker exec box sh -c 'exit 200'; echo $?
$ docker exec box sh -c 'echo out; echo err >&2; exit 3' 2>/dev/null; echo $?
$ printf 'a\nb\n' | docker exec -i box sh -c 'read x; echo got $x; cat'
$ printf 'a\n' | docker exec -i box head -c 1
$ docker exec -d box sh -c 'echo done > /tmp/done'; sleep 0.5; docker exec box cat /tmp/done
$ docker exec -d -e V=1 -w / -u 0 box sh -c 'echo $V $(pwd) $(id -u) > /root-done'; sleep 0.5; docker exec box cat /root-done
$ docker exec -di box cat; echo $?
$ docker exec -dt box true; echo $?
$ docker exec -t box sh -c 'test -t 1 && echo terminal; test -t 0 && echo in'
$ docker exec -it box sh
$ tty docker exec -it box sh <<END
> test -t 0 && echo yes
> echo $TERM
> exit 4
> END
$ tty docker exec -it -e TERM=dumb -u 0 box sh -c 'echo $TERM; stty size | wc -w; read line; echo "line=$line"' <<END
> typed
> END
$ tty docker attach shell <<END
> echo attached
> exit 6
> END
$ docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' shell
$ docker attach shell
$ docker start shell; docker attach --no-stdin shell & sleep 0.7; docker exec shell sh -c 'echo poke > /proc/1/fd/1'; sleep 0.3; docker kill -s KILL shell; wait; echo
$ docker run -d --name catter -i busybox cat >/dev/null; printf 'fed\n' | docker attach catter > /dev/null; sleep 0.3; docker inspect -f '{{.State.Status}}' catter; docker logs catter
$ docker run -d --name outer busybox sh -c 'sleep 1; echo later; exit 5' >/dev/null; docker attach outer; echo $?
$ docker attach outer
$ docker attach --detach-keys nosuch,key shell
$ docker run --rm --detach-keys 'ctrl-' busybox true
$ docker exec --detach-keys 'a,b' box echo keys
$ docker exec box sh -c 'grep CapEff /proc/self/status'
$ docker exec -u 0 box sh -c 'grep CapEff /proc/self/status'
$ docker exec box ps -o pid,user,args | grep -v ps
$ docker pause box; docker exec box true; docker unpause box
$ docker stop -t 0 box; docker exec box true
$ docker start box; docker exec box ls /tmp
$ docker exec box nosuch; echo $?
$ docker exec box /tmp; echo $?
$ docker exec box /tmp/done; echo $?
$ docker exec -u nosuch box true; echo $?
$ docker exec -u 0:nosuch box true; echo $?
$ docker exec box sleep 1000 & sleep 0.5; docker inspect -f '{{len .ExecIDs}}' box; docker top box -o args | tail -n 1; docker restart -t 0 box; wait; docker inspect -f '{{json .ExecIDs}}' box
$ docker exec 2>&1 | tail -n 3
$ docker container exec -it
