# Archives on standard streams, several tags in one archive, imports with changes, logs by time and tail, events by filter
% mkdir -p d/sub && echo one > d/one && echo two > d/sub/two && ln -s one d/link && chmod 640 d/one && touch -d '2024-01-02 03:04:05 UTC' d/one d/sub d/sub/two d; mark=$(date +%s); docker run -d --name box --label role=box busybox sh -c 'mkdir -p /data/in; echo a > /data/a; ln -s a /data/l; ln -s /nosuch /data/dead; ln -s in /data/dir; exec sleep 1000'; docker create --name cold busybox true; sleep 0.5
$ tar -cf - d | docker cp - box:/data
$ docker exec box find /data | sort
$ tar -cf - --owner=33 --group=44 d | docker cp - box:/tmp
$ docker exec box stat -c '%u %g %a %n' /tmp/d /tmp/d/one
$ tar -cf - --owner=33 --group=44 d | docker cp -a - cold:/tmp
$ docker cp cold:/tmp/d/one - | tar -tvf - | awk '{print $1, $2, $3, $4, $6}'
$ docker cp box:/data - | tar -tf - | sort
$ docker cp box:/data/. - | tar -tf - | sort
$ docker cp box:/data/a - | tar -tvf - | awk '{print $1, $2, $3, $6}'
$ docker cp box:/data/l - | tar -tvf - | awk '{print $1, $6, $7, $8}'
$ docker cp -L box:/data/l - | tar -tvf - | awk '{print $1, $6, $7, $8}'
$ docker cp box:/data/dead - | tar -tf -
$ docker cp -L box:/data/dead -
$ docker cp box:/data/dir out1; ls -l out1 | cut -c 1
$ docker cp -L box:/data/dir out2; ls -d out2/
$ docker cp box:/data/dir/ out3; ls -d out3
$ docker cp d box:/new
$ docker cp d box:/new
$ docker exec box find /new | sort
$ docker cp d/. box:/new2
$ docker exec box find /new2 | sort
$ docker cp d/one box:/data/dir
$ docker exec box ls /data/in
$ docker cp d/one box:/data/dead 2>&1
$ docker cp d/one box:/data/l
$ docker exec box cat /data/a
$ docker cp d/one box:/etc/passwd/x
$ docker cp d box:/etc/passwd
$ docker cp box:/etc/passwd d
$ docker cp box:/data d/one
$ docker cp box:/etc d/nosuch/x
$ docker cp d/nosuch box:/
$ docker cp -q d box:/q
$ docker cp d/one box:/w/
$ docker cp d/ box:rel
$ docker exec box ls /rel
$ echo x | docker cp - box:/tmp
$ docker cp - box:/nosuch < /dev/null; tar -cf - d | docker cp - box:/etc/passwd
$ docker run --rm -v ro:/ro busybox true
$ docker create --name rod -v ro:/ro:ro busybox true > /dev/null
$ docker cp d/one rod:/ro/x
$ docker cp d/one rod:/y
$ docker create --name ror --read-only busybox > /dev/null
$ docker cp d/one ror:/x
$ docker rm rod ror
$ docker volume rm ro
#! any-order
$ docker diff cold
$ docker diff box | sort | head -n 12
$ docker export cold | tar -tf - tmp/d/one
$ docker export -o cold.tar cold; tar -tf cold.tar | grep -c .
$ docker import -c 'CMD ["cat","/tmp/d/one"]' -c 'ENV A=1 B="two words"' -c 'LABEL x=y' -c 'EXPOSE 80' -c 'WORKDIR /tmp' -c 'USER 33' -c 'VOLUME /v' -m 'by hand' cold.tar flat:1 | cut -c 1-7
$ docker run --rm flat:1
$ docker inspect flat:1 -f '{{json .Config}} {{.Comment}}' | sed 's/"Hostname":"[^"]*"/H/'
$ docker import - flat:2 < cold.tar | cut -c 1-7
$ docker import -c 'NOSUCH x' cold.tar
$ docker import -c 'RUN true' cold.tar
$ docker import -c 'ENTRYPOINT echo' cold.tar flat:3 | cut -c 1-7
$ docker import cold.tar UP; gzip -c cold.tar | docker import - flat:gz | cut -c 1-7
$ echo x | docker import - flat:bad
$ docker import --platform linux/arm64 cold.tar flat:arm | cut -c 1-7
$ docker inspect flat:arm -f '{{.Architecture}}'
$ docker history flat:1 --format '{{.CreatedBy}}|{{.Comment}}'
$ docker images flat --format '{{.Tag}}' | sort | tr '\n' ' '
$ docker images -f reference='flat:*' -f before=flat:1 -q | wc -l
$ docker tag flat:1 other/name:a
$ docker tag flat:1 other/name:b
$ docker save other/name flat:2 busybox | tar -xOf - manifest.json | tr ',' '\n' | grep -o '[a-z/]*:[a-z0-9]*"' | sort
$ docker save flat:1 | tar -tf - | sed 's/[0-9a-f]\{64\}/ID/g' | sort | uniq
$ docker save $(docker images -q flat:1) | tar -xOf - manifest.json | grep -o 'RepoTags":[^,]*'
$ docker save flat:1 | tar -xOf - repositories | sed 's/[0-9a-f]\{64\}/ID/g'
$ docker save flat:1 | tar -xOf - index.json | tr ',' '\n' | grep -o 'io.containerd.image.name[^}]*\|org.opencontainers[^}]*'
$ docker save other/name:a other/name:b -o two.tar
$ docker rmi other/name:a other/name:b
$ docker load < two.tar; gzip -k two.tar
$ docker load -q -i two.tar.gz
% tar -cf bad.tar d
$ docker load -i bad.tar
$ docker load --platform linux/arm64 -i two.tar 2>&1 | tail -n 1
$ docker run -d --name talk --log-opt labels=who --log-opt env=A --label who=me -e A=1 busybox sh -c 'for i in 1 2 3 4 5; do echo out$i; echo err$i >&2; sleep 0.3; done; printf unfinished'; docker wait talk
$ docker logs talk 2>/dev/null | tr '\n' ' '
$ docker logs talk 2>&1 >/dev/null | tr '\n' ' '
$ docker logs -n 3 talk 2>&1 | sort
$ docker logs --tail 0 talk
$ docker logs --tail all talk 2>&1 | wc -l
$ docker logs --tail -3 talk 2>&1 | wc -l
$ docker logs --details talk 2>/dev/null | head -n 1
$ docker logs -t talk 2>/dev/null | head -n 1 | cut -c 11,20,30-
$ docker logs -t --details -n 1 talk 2>/dev/null | cut -d' ' -f 2-
$ docker logs --until 1h talk
$ docker logs --since 1h -n 2 talk 2>/dev/null
$ docker logs --since 2099-01-01 talk
$ docker logs --until 2001-01-01T00:00:00Z talk
$ docker logs --since "$mark" talk 2>/dev/null | head -n 1
$ docker logs --since 0.5 talk 2>&1 | wc -l
$ docker logs --since 2001 talk
$ docker logs --since 10:00 talk
$ docker logs -f --tail 1 talk 2>/dev/null
$ docker logs --follow --until 10m talk
$ docker run -d --name tick busybox sh -c 'i=0; while sleep 0.2; do i=$((i+1)); echo $i; done' >/dev/null; timeout 2 docker logs -f tick | head -n 3; docker rm -f tick
$ docker run --log-driver none --name mute busybox echo silent
$ docker logs mute
$ docker run --log-driver local --name loc busybox echo local
$ docker logs loc
$ docker run --name few --log-opt max-size=1k --log-opt max-file=2 busybox sh -c 'for i in $(seq 60); do echo line $i; done' | tail -n 1; docker logs few | wc -l | grep -c '[0-9]'
$ docker run --name tt -t busybox sh -c 'echo a; echo b >&2' | od -c | head -n 2
$ docker logs tt 2>/dev/null | od -c | head -n 1
$ docker rm mute loc few tt talk
% sleep 1.2; now=$(date +%s); docker run --name ev --label role=ev --rm busybox true; docker network create evnet >/dev/null; docker volume create evvol >/dev/null; docker tag busybox ev:1; docker run -d --name ev2 --network evnet -v evvol:/v busybox sleep 1000 >/dev/null; docker exec ev2 true; docker exec ev2 sh -c 'exit 3'; docker pause ev2; docker unpause ev2; docker rename ev2 ev3; docker update -m 64m ev3 >/dev/null; docker kill -s USR1 ev3 >/dev/null; docker top ev3 > /dev/null; docker cp ev3:/etc/passwd - >/dev/null; docker cp d/one ev3:/; docker commit -q ev3 ev:2 >/dev/null; docker network disconnect evnet ev3; docker stop -t 0 ev3 >/dev/null; docker rm ev3; docker rmi ev:1 ev:2 >/dev/null; docker network rm evnet >/dev/null; docker volume rm evvol >/dev/null; sleep 1; til=$(date +%s)
% ev() { docker events --since $now --until $til "$@"; }
$ ev --format '{{.Type}} {{.Action}}' | sort | uniq -c | sed 's/^ *//'
$ ev -f container=ev --format '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}}'
$ ev -f label=role=ev -f event=die --format '{{json .Actor.Attributes}}'
$ ev -f label=role --format '{{.Action}}' | wc -l
$ ev -f label=nosuch
$ ev -f type=network --format '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.type}}'
$ ev -f type=volume --format '{{.Action}} {{.Actor.ID}} {{.Actor.Attributes.driver}} {{.Actor.Attributes.propagation}}'
$ ev -f type=image --format '{{.Action}} {{.Actor.Attributes.name}}'
$ ev -f image=ev:1 --format '{{.Action}}'
$ ev -f image=busybox -f event=create --format '{{.Action}} {{.From}}'
$ ev -f image=busybox:latest -f event=start --format x
$ ev -f event=exec_die --format '{{.Actor.Attributes.exitCode}}'
$ ev -f event=exec_create --format '{{.Action}}'
$ ev -f event=kill --format '{{.Actor.Attributes.signal}}'
$ ev -f event=nosuch
$ ev -f network=evnet --format '{{.Action}}'
$ ev -f volume=evvol --format '{{.Action}}'
$ ev -f scope=local -f type=container -f event=rename --format '{{.Scope}} {{.Actor.Attributes.oldName}} {{.Actor.Attributes.name}}'
$ ev -f scope=swarm
$ ev -f type=nosuch
$ ev -f daemon=x
$ ev -f plain
$ ev -f container=ev2 -f container=ev3 --format '{{.Action}}' | sort | uniq -c | sed 's/^ *//' | head -n 5
$ ev --format json -f event=update | tr ',' '\n' | cut -d: -f 1
$ ev --format '{{.Status}} {{.ID}} {{.From}} {{.TimeNano}}' -f event=pause | cut -c 1-5
$ ev --format '{{.Nosuch}}' -f event=pause
$ ev --format '{{'
$ ev -f event=unpause | sed 's/^[^ ]* //; s/[0-9a-f]\{64\}/ID/'
$ docker events --since x
$ docker events --until x --since 1
$ docker events --since 1h --until 2h --format x
$ docker events --since 2099-01-01 --until 2001-01-01
$ docker events -f
$ docker events --since $til --until $now
$ docker inspect -s box -f '{{.SizeRw}}' | grep -c '^[0-9]'
$ docker inspect box -f '{{.SizeRw}}'
$ docker ps -s --format '{{.Names}} {{.Size}}' | sed 's/[0-9.]*[kM]*B/N/g'
$ docker inspect --type container -s box cold -f '{{.Name}} {{gt .SizeRootFs 1000}}'
$ docker system df -v --format '{{range .Containers}}{{.Names}} {{.LocalVolumes}} {{.Status}}{{"\n"}}{{end}}' | sed 's/Up .*/Up/' | sort
$ docker system df -v --format '{{json .Volumes}}'
$ docker system df -v | sed 's/  .*//' | head -n 30
$ docker system df -v --format table | head -n 1
$ docker container prune -f --filter label=role=nosuch
$ docker container prune -f --filter until=1h
$ docker container prune -f --filter label!=role=box | tail -n 1 | cut -d: -f 1
$ docker image prune -af --filter until=2001-01-01
$ docker image prune -af --filter label=x=y | grep -c untagged
$ docker system prune -f --filter until=x
$ docker system prune -f --volumes --filter until=1h
