# Events with every filter, wait, kill, rename, update
% sleep 1; S=$(date +%s); docker run -d --name aa -l role=web busybox sleep 1000; docker run -d --name bb busybox sleep 1000; docker network create n1; docker volume create v1
$ docker events --since $S --until 0s --format '{{.Type}} {{.Action}}' > /dev/null; docker rename aa aa2; docker rename aa2 aa; docker pause aa; docker unpause aa; docker kill -s USR1 bb; docker exec aa true; docker network connect n1 aa; docker network disconnect n1 aa; docker tag busybox ev:1; docker rmi ev:1; docker volume rm v1; docker network rm n1
% sleep 1; U=$(date +%s)
$ docker events --since $S --until $U --filter container=aa --format '{{.Type}} {{.Action}}'
$ docker events --since $S --until $U --filter container=aa --filter type=container --format '{{.Action}} {{.Actor.Attributes.name}}'
$ docker events --since $S --until $U --filter event=pause --filter event=unpause --format '{{.Action}}'
$ docker events --since $S --until $U --filter type=network --format '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.type}}'
$ docker events --since $S --until $U --filter type=volume --format '{{.Action}} {{.Actor.ID}} {{.Actor.Attributes.driver}}'
$ docker events --since $S --until $U --filter type=image --format '{{.Action}} {{.Actor.Attributes.name}}'
$ docker events --since $S --until $U --filter label=role=web --format '{{.Action}}'
$ docker events --since $S --until $U --filter label=role --filter event=rename --format '{{json .Actor.Attributes}}'
$ docker events --since $S --until $U --filter image=busybox --filter event=kill --format '{{.Actor.Attributes.signal}}'
$ docker events --since $S --until $U --filter event=exec_start --format '{{.Action}}'
$ docker events --since $S --until $U --filter scope=local --filter type=image --format '{{.scope}} {{.Scope}}'
$ docker events --since $S --until $U --filter type=nosuch
$ docker events --since $S --until $U --filter nosuch=x
$ docker events --since $S --until $U --filter broken
$ docker events --since $S --until $U --filter daemon=x
$ docker events --since $S --until $U --filter type=network --format json | cut -d, -f 1 | sort -u
$ docker events --since $S --until $U --filter type=network | cut -d' ' -f 2-3
$ docker events --since $S --until $U --filter type=network --filter network=n1 --format '{{.Action}}'
$ docker events --since nonsense
$ docker events --since $U --until $S
$ docker events --since $S --until $U --format '{{.Nosuch}}' --filter type=volume
$ docker events --since $S --until $U --format '{{.Broken'
$ docker events extra
$ docker wait
$ docker wait nosuch
$ (sleep 1; docker kill -s TERM bb; docker kill bb) >/dev/null & docker wait bb
$ docker wait bb bb
$ docker kill bb
$ docker kill -s NOSUCH aa
$ docker kill -s 0 aa
$ docker kill -s 99 aa
$ docker kill -s SIGWINCH aa
$ docker kill --signal=10 aa; docker inspect -f '{{.State.Running}}' aa
$ docker kill nosuch aa
$ docker rename aa bb
$ docker rename aa aa
$ docker rename aa 'bad name'
$ docker rename aa -x
$ docker rename nosuch c
$ docker rename aa
$ docker rename aa ''
$ docker start aa && docker update --cpus 0.5 --memory 64m --memory-swap 128m aa && docker inspect -f '{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' aa
$ docker update --restart always aa && docker inspect -f '{{json .HostConfig.RestartPolicy}}' aa
$ docker update --restart on-failure:3 aa && docker inspect -f '{{json .HostConfig.RestartPolicy}}' aa
$ docker update --restart nonsense aa
$ docker update --restart always:3 aa
$ docker update --memory 1m aa
$ docker update --memory x aa
$ docker update --cpu-shares 512 --pids-limit 50 aa && docker inspect -f '{{.HostConfig.CpuShares}} {{.HostConfig.PidsLimit}}' aa
$ docker update --cpus 100 aa
$ docker update aa
$ docker update --cpuset-cpus 99 aa
$ docker update --memory 64m nosuch aa
$ docker update
$ docker rm -f aa bb
