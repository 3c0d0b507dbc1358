# Terminals: sizes, detaching, editing, signals
$ tty docker run -ti --rm --name t1 --hostname box busybox sh <<END
> stty size
> echo $TERM $0
> tty
> exit
> END
$ tty docker run -ti --name t2 --hostname box --detach-keys ctrl-x busybox sh <<END
> echo before
> 
> END
$ docker ps --format '{{.Names}} {{.Command}}'
$ docker inspect -f '{{.State.Running}}' t2
$ tty docker attach t2 <<END
> echo attached again
> exit 3
> END
$ docker inspect -f '{{.State.ExitCode}}' t2
$ tty docker start -ai t2 <<END
> ls -d /etc
> exit 2
> END
$ tty docker run -ti --rm --hostname box -w /tmp -u nobody busybox sh <<END
> id -un
> pwd
> touch /x
> exit
> END
$ tty docker run -ti --rm --hostname box busybox sh <<END
> nosuchcommand
> false
> echo $?
> for i in 1 2 3; do echo \$i; done
> exit 130
> END
$ tty docker run -ti --rm busybox echo just output <<END
> END
$ tty docker run -ti --rm busybox sh -c 'echo ready; cat' <<END
> typed
> 
> END
$ tty docker run --rm -i busybox sh -c 'echo ready; cat' <<END
> typed
> 
> END
$ tty docker run --rm -t busybox sh -c 'sleep 0.5; echo done' <<END
> END
% docker run -d -ti --name shell --hostname box busybox
$ tty docker exec -ti shell sh <<END
> hostname
> ps | wc -l
> exit 4
> END
$ tty docker exec -ti -e COLOR=red -w /etc shell sh -c 'echo $COLOR; pwd' <<END
> END
$ tty docker exec -t shell ls /nosuch <<END
> END
$ tty docker run --name p -ti busybox sh -c 'read -p "Name: " name; echo Hello, $name' <<END
> Ada
> END
$ tty docker rm p <<END
> END
$ tty docker container prune <<END
> n
> END
$ tty docker container prune <<END
> y
> END
$ tty docker image prune -a <<END
> n
> END
$ tty docker volume prune <<END
> y
> END
$ tty docker network prune <<END
> no
> END
$ tty docker system prune <<END
> n
> END
$ tty docker login 127.0.0.1:5000 <<END
> user
> password
> END
$ tty docker run -d busybox true <<END
> END
$ tty docker run -t --rm busybox true <<END
> END
$ tty docker run -ti --rm --pull never nosuch <<END
> END
$ tty docker pull nosuch:image <<END
> END
$ tty docker export shell <<END
> END
$ tty docker save busybox <<END
> END
$ tty docker load <<END
> END
$ tty docker logs shell <<END
> END
$ docker logs t2
$ docker logs -t t2 | cut -c 31- | head -n 2
