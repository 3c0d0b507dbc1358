# Images: import with changes, commit with changes, history, filters, pruning
% export DOCKER_BUILDKIT=0; docker run --name made -e A=1 busybox sh -c 'echo x > /made; rm /etc/group'; docker export made > made.tar
$ docker import made.tar imp:1 | cut -c 1-7
$ docker import -c 'CMD ["/bin/sh", "-c", "cat /made"]' -c 'ENV B=2' --change 'LABEL l=1' -m 'a message' made.tar imp:2 | cut -c 1-7
$ docker inspect -f '{{json .Config.Cmd}} {{json .Config.Env}} {{json .Config.Labels}} {{.Comment}} {{.Author}}|{{.Parent}}|' imp:2
$ docker run --rm imp:2
$ docker run --rm imp:1
$ docker import - imp:3 < made.tar | cut -c 1-7
$ docker import -c 'RUN true' made.tar
$ docker import -c 'NOSUCH x' made.tar
$ docker import -c 'CMD' made.tar | cut -c 1-7
$ docker import --platform linux/arm64 made.tar imp:arm | cut -c 1-7; docker inspect -f '{{.Architecture}} {{.Os}}' imp:arm
$ docker import --platform nosuch made.tar
$ docker import made.tar Upper
$ docker import made.tar imp@sha256:e3ca87f3388b7d2144b52254056ed3c4eb120ec33103f0f425c6f4c4d3e40555
$ echo garbage > g; docker import g
$ docker history imp:2 --format '{{.CreatedBy}}|{{.Comment}}|{{.Size}}' 
$ docker commit -a 'Ada <ada@example.com>' -m 'first' -c 'EXPOSE 80 81/udp' -c 'USER nobody' -c 'WORKDIR /made.d' -c 'ENTRYPOINT ["echo"]' -c 'VOLUME /v' -c 'STOPSIGNAL INT' -c 'ONBUILD RUN true' -c 'HEALTHCHECK CMD true' made com:1 | cut -c 1-7
$ docker inspect -f '{{json .Config}}' com:1
$ docker inspect -f '{{.Author}} {{.Comment}} {{.Container}}' com:1 | sed 's/[0-9a-f]\{64\}/ID/'
$ docker commit -c 'COPY a b' made
$ docker commit -c 'ENV' made
$ docker commit -c 'EXPOSE x' made
$ docker commit --pause=false made com:2 | cut -c 1-7
$ docker commit nosuch com:3
$ docker history com:1
$ docker history -q com:1 | wc -l
$ docker history --no-trunc --format '{{.CreatedBy}}' com:1
$ docker history --human=false --format '{{.CreatedAt}} {{.Size}}' com:1 | cut -d' ' -f2
$ docker history --format 'table {{.ID}}\t{{.CreatedSince}}\t{{.Size}}' imp:1
$ docker history --format json imp:1 | tr ',' '\n' | cut -d: -f1
$ docker history --format '{{.Nosuch}}' imp:1
% printf 'FROM busybox\nLABEL app=x\nRUN echo a > /a\n' | docker build -q -t lab:1 -; printf 'FROM busybox\nLABEL app=y\nRUN echo b > /b\n' | docker build -q -t lab:2 -; docker tag lab:1 repo/lab:latest; docker tag lab:1 127.0.0.1:5000/lab:1
$ docker images --filter label=app --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter label=app=y --format '{{.Repository}}:{{.Tag}}'
$ docker images --filter reference='lab' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter reference='*:1' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter reference='*/lab' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter reference='**/lab' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter reference='127.0.0.1:5000/*' --format '{{.Repository}}:{{.Tag}}'
$ docker images --filter before=lab:2 --filter label=app --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images --filter since=com:1 --filter reference=lab --format '{{.Tag}}' | sort
$ docker images --filter since=nosuch
$ docker images --filter dangling=true -q | wc -l
$ docker images --filter dangling=false --filter label=app -q | sort -u | wc -l
$ docker images --filter until=1h --format '{{.Repository}}' | sort | uniq
$ docker images --filter nosuch=1
$ docker images lab:2 --format '{{.Tag}}'
$ docker images 'la*' --format '{{.Tag}}' | sort
$ docker images repo --format '{{.Tag}}'
$ docker images repo/lab nosuch
$ docker images --no-trunc --format '{{.ID}}' lab:1 | cut -c 1-7
$ docker images --digests --format '{{.Digest}}' lab:1
$ docker images --tree 2>&1 | head -n 2
$ docker images -a --filter label=app=x -q | sort -u | wc -l
$ docker image ls --format '{{.Containers}} {{.SharedSize}} {{.UniqueSize}} {{.VirtualSize}}' lab:1
$ docker image ls --format json lab:2 | tr ',' '\n' | cut -d: -f1
$ docker rmi repo/lab
$ docker rmi lab:1 127.0.0.1:5000/lab:1 | cut -c 1-14 | sort | uniq -c
$ docker rmi --no-prune lab:2 | cut -c 1-14
$ docker image prune -f | head -n 1
$ docker image prune -af --filter label!=l | cut -d: -f1 | sort | uniq -c
$ docker image rm -f com:1 | head -n 1
$ docker run --rm com:1
$ docker images -q | sort -u | wc -l
