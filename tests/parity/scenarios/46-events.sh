# Events of everything
% sleep 1; since=$(date +%s)
% docker volume create vol; docker network create net; docker run -d --name box --network net -v vol:/v -l team=a busybox sleep 100
% docker exec box true; docker exec box sleep 0.1; docker rename box case; docker pause case; docker unpause case; docker network connect bridge case; docker network disconnect bridge case
% docker commit case img:1; docker tag img:1 img:2; docker save img:1 > x.tar; docker rmi img:2; docker rmi img:1; docker load -i x.tar
% docker kill -s USR1 case; docker restart -t 0 case; docker stop -t 0 case; docker update --restart no case; docker cp case:/etc/passwd .; docker export case > /dev/null; docker start case; docker top case; docker attach --no-stdin case & docker resize 2>/dev/null; sleep 0.5; docker rm -f case; docker network rm net; docker volume rm vol
% docker run --rm --name health --health-cmd true --health-interval 1500ms busybox sleep 2.5; docker pull -q busybox:1.37; docker image prune -f; docker container prune -f; docker create --name dead busybox nosuch; docker start dead; docker rm dead
% wait; sleep 1; until=$(date +%s)
$ docker events --since $since --until $until --format '{{.Type}} {{.Action}}' --filter type=container
$ docker events --since $since --until $until --format '{{.Type}} {{.Action}}' --filter type=image
$ docker events --since $since --until $until --format '{{.Type}} {{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.type}}' --filter type=network
$ docker events --since $since --until $until --format '{{.Type}} {{.Action}} {{json .Actor.Attributes}}' --filter type=volume | sed 's/[0-9a-f]\{64\}/ID/g'
$ docker events --since $since --until $until --filter type=volume | cut -d' ' -f 2-
$ docker events --since $since --until $until --filter event=rename
$ docker events --since $since --until $until --filter event=die --format '{{.Actor.Attributes.exitCode}} {{.Actor.Attributes.name}}'
$ docker events --since $since --until $until --filter event=kill --format '{{.Actor.Attributes.signal}}'
$ docker events --since $since --until $until --filter label=team=a --format '{{.Action}}' | sort | uniq -c
$ docker events --since $since --until $until --filter label=team=b
$ docker events --since $since --until $until --filter image=busybox --filter event=create --format '{{.Actor.Attributes.name}}'
$ docker events --since $since --until $until --filter volume=vol --format '{{.Action}}'
$ docker events --since $since --until $until --filter network=net --format '{{.Action}}'
$ docker events --since $since --until $until --filter container=health --format '{{.Action}}'
$ docker events --since $since --until $until --filter container=nosuch
$ docker events --since $since --until $until --filter scope=swarm
$ docker events --since $since --until $until --filter type=daemon
$ docker events --since $since --until $until --filter type=nosuch
$ docker events --since $since --until $until --filter event=nosuch
$ docker events --since $since --until $until --filter nosuch=1
$ docker events --since $since --until $until --filter wrong
$ docker events --since $since --until $until --filter event=prune --format '{{.Type}} {{json .Actor}}'
$ docker events --since $since --until $until --filter event=exec_die --format '{{.Actor.Attributes.exitCode}}'
$ docker events --since $since --until $until --filter event=health_status --format '{{.Action}} {{.Status}}' | sort -u
$ docker events --since $since --until $until --filter event=create --format '{{.Type}} {{.Scope}} {{.From}} {{.ID}}' | wc -l
$ docker events --since $since --until $until --filter event=tag --format '{{json .}}' | tr ',' '\n' | cut -d: -f1
$ docker events --since $since --until $until --format '{{.Nosuch}}'
$ docker events --since $since --until $until --format '{{upper .Action}}' --filter event=pause
$ docker events --since 1h --until 1m --filter event=nosuch
$ docker events --since $since --until x
$ docker system events --since $since --until $until --filter event=pause --format json | wc -l
$ timeout 1 docker events; echo $?
