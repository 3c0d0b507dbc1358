# A day's events, told and filtered
% export DOCKER_BUILDKIT=0; sleep 1; t0=$(date +%s)
% docker network create lan; docker volume create vol; docker run -d --name web --network lan -l role=front -v vol:/v busybox sh -c 'trap "exit 0" TERM; while :; do sleep 0.1; done'; docker exec web true; docker exec -it web true 2>/dev/null; docker rename web www; docker pause www; docker unpause www; docker update -m 32m --memory-swap 32m www; docker network create side; docker network connect side www; docker network disconnect side www; docker cp www:/etc/passwd p; docker cp p www:/p; docker commit www snap:1; docker tag snap:1 snap:2; docker rmi snap:1; docker restart -t 1 www; docker kill -s USR1 www; docker export www > /dev/null; docker stop -t 1 www; docker rm www; docker rmi snap:2; docker network rm lan side; docker volume rm vol; docker pull -q hello-world; docker save -o h.tar hello-world; docker rmi hello-world; docker load -q -i h.tar; docker run --rm --name short busybox sh -c 'exit 3'; printf 'FROM busybox\nLABEL a=b\n' | docker build -q -t built -; echo x | docker import - imp:1; docker create --name fresh busybox true; docker rm fresh
% sleep 1; t1=$(date +%s)
$ docker events --since $t0 --until $t1 --filter type=container --format '{{.Action}} {{.Actor.Attributes.name}}'
$ docker events --since $t0 --until $t1 --filter type=network --format '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.type}}'
$ docker events --since $t0 --until $t1 --filter type=volume --format '{{.Action}} {{.Actor.ID}} {{.Actor.Attributes.destination}} {{.Actor.Attributes.propagation}} {{index .Actor.Attributes "read/write"}}'
$ docker events --since $t0 --until $t1 --filter type=image --format '{{.Action}} {{.Actor.Attributes.name}}'
$ docker events --since $t0 --until $t1 --filter type=builder --format '{{.Type}} {{.Action}}'
$ docker events --since $t0 --until $t1 --filter event=die --format '{{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}} {{.Actor.Attributes.image}}'
$ docker events --since $t0 --until $t1 --filter event=kill --format '{{.Actor.Attributes.name}} {{.Actor.Attributes.signal}}'
$ docker events --since $t0 --until $t1 -f event=rename --format '{{json .Actor.Attributes}}'
$ docker events --since $t0 --until $t1 -f container=www --format '{{.Action}}' | wc -l
$ docker events --since $t0 --until $t1 -f container=web --format '{{.Action}}' | sort | uniq -c
$ docker events --since $t0 --until $t1 -f label=role=front -f event=start -f event=stop --format '{{.Action}}'
$ docker events --since $t0 --until $t1 -f label=role=back
$ docker events --since $t0 --until $t1 -f label=a --format '{{.Type}} {{.Action}}'
$ docker events --since $t0 --until $t1 -f image=busybox -f event=create --format '{{.Actor.Attributes.name}}'
$ docker events --since $t0 --until $t1 -f image=hello-world --format '{{.Type}} {{.Action}}'
$ docker events --since $t0 --until $t1 -f network=side --format '{{.Action}}'
$ docker events --since $t0 --until $t1 -f volume=vol --format '{{.Action}} {{.Scope}}'
$ docker events --since $t0 --until $t1 -f scope=swarm
$ docker events --since $t0 --until $t1 -f scope=local -f event=tag --format '{{.Scope}} {{.Action}} {{.Actor.Attributes.name}}'
$ docker events --since $t0 --until $t1 -f daemon=nosuch | wc -l
$ docker events --since $t0 --until $t1 -f event=exec_start --format '{{.Action}}'
$ docker events --since $t0 --until $t1 -f event=exec_die --format '{{.Actor.Attributes.exitCode}}'
$ docker events --since $t0 --until $t1 -f type=container -f event=create --format '{{.Status}} {{.From}} {{len .ID}} {{len .Actor.ID}} {{.TimeNano | printf "%T"}}'
$ docker events --since $t0 --until $t1 -f event=update
$ docker events --since $t0 --until $t1 -f event=connect --format '{{json .Actor.Attributes.container}}' | sort -u | wc -l
$ docker events --since $t0 --until $t1 -f event=archive-path -f event=extract-to-dir -f event=copy --format '{{.Action}} {{.Actor.Attributes.name}}'
$ docker events --since $t0 --until $t1 -f event=load -f event=save -f event=import --format '{{.Action}}'
$ docker events --since $t0 --until $t1 -f type=container -f event=destroy
$ docker events --since $t0 --until $t1 -f type=nosuch
$ docker events --since $t0 --until $t1 -f nosuch=1
$ docker events --since $t0 --until $t1 -f event
$ docker events --since $t0 --until $t1 --format '{{.Nosuch}}'
$ docker events --since $t0 --until $t1 --format json -f event=commit | head -c 20; echo
$ docker events --since $t0 --until $t1 --format 'table {{.Action}}\t{{.Type}}' -f event=commit
$ docker events --since $((t1+100)) --until $t1
$ docker events --since 10m --until 0s -f event=commit --format '{{.Action}}'
$ docker events --since 2020-01-01 --until 2020-01-02T00:00:00
$ docker system events --until $t1 --since $t0 -f type=image -f event=untag --format '{{.Action}} {{.Actor.Attributes.name}}'
