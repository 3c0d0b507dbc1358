# Images once more: tags, pulls, pushes, history, archives, listings
% reg=$REGISTRY; docker pull -q alpine:3.20; docker pull -q hello-world
% docker tag busybox "$reg/a/b:1"
$ docker tag busybox:latest mine:v1
$ docker tag busybox mine
$ docker images mine --format '{{.Repository}}:{{.Tag}}' | sort
$ docker tag busybox mine:v1 extra
$ docker tag busybox ''
$ docker tag '' mine
$ docker tag busybox mine:
$ docker tag busybox mine:-x
$ docker tag busybox mine:"$(printf 'a%.0s' $(seq 129))"
$ docker tag busybox mine:"$(printf 'a%.0s' $(seq 128))"
$ docker tag busybox Mine
$ docker tag busybox a//b
$ docker tag busybox a__b/c.d/e-f---g:x
$ docker tag busybox a_.b
$ docker tag busybox localhost/x
$ docker tag busybox localhost:70000/x
$ docker tag busybox host.example:5000/x/y:z
$ docker tag busybox docker.io/busybox:again
$ docker tag busybox index.docker.io/library/busybox:third
$ docker tag busybox docker.io/x@sha256:0000000000000000000000000000000000000000000000000000000000000000
$ docker tag busybox sha256:abc
$ docker tag busybox 0123456789012345678901234567890123456789012345678901234567890123
$ docker tag busybox:nosuch x
$ docker tag mine:v1@sha256:0000000000000000000000000000000000000000000000000000000000000000 x
$ docker images --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images busybox:* --format '{{.Tag}}' | sort
$ docker images '*' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images '*/*' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images 'mine:v?' -q | wc -l
$ docker images 'mi[a-n]e' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images 'mi[' -q
$ docker images BUSY
$ docker images -f reference=mine:v1 -f reference=alpine --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images -f dangling=true -q
$ docker images -f dangling=false -q | sort -u | wc -l
$ docker images -f dangling=x
$ docker images -f before=busybox --format '{{.Repository}}' | sort -u
$ docker images -f since=nosuch
$ docker images -f label=x -q
$ docker images -f until=1h -q | sort -u | wc -l
$ docker images -f until=x -q
$ docker images -f nosuch=1
$ docker images -f reference
$ docker images -f =x
$ docker images --no-trunc -q mine | cut -c 1-7 | sort -u
$ docker images -aq mine | sort -u | wc -c
$ docker images --digests mine | head -n 1 | tr -s ' '
$ docker images --digests --format '{{.Digest}}' mine | sort -u
$ docker images --filter reference='**' -q
$ docker images --tree
$ docker images --format '{{.ID}} {{.Repo}}'
$ docker image ls a b
$ docker image list -q nosuch
$ docker images -a -q --format x
$ docker rmi mine:v1
$ docker rmi mine:v1
$ docker rmi mine mine
$ docker rmi x y z
$ docker rmi ''
$ docker rmi BAD
$ docker rmi -f BAD nosuch
$ docker rmi "$reg/a/b:1" localhost/x host.example:5000/x/y:z a__b/c.d/e-f---g:x
$ docker image rm --no-prune busybox:third
$ docker image remove busybox:again
$ docker rmi --force nosuch:x
% docker create --name user alpine:3.20 true
$ docker rmi alpine:3.20 | sort
$ docker rmi "$(docker images -q hello-world)" | sed 's/sha256:.*/ID/'
$ docker rmi "$(docker inspect -f '{{.Image}}' user)"
$ docker rmi -f "$(docker inspect -f '{{.Image}}' user)" | sed 's/sha256:.*/ID/'
$ docker ps -a --format '{{.Image}}' | wc -c
$ docker start -a user
$ docker commit user back | wc -c
$ docker rm user
$ docker pull
$ docker pull a b
$ docker pull BAD
$ docker pull busybox:
$ docker pull ''
$ docker pull -a busybox:latest
$ docker pull -a busybox | tail -n 2
$ docker pull -aq alpine
$ docker pull busybox@sha256:123
$ docker pull busybox@sha256:0000000000000000000000000000000000000000000000000000000000000000
$ docker pull nosuch/nosuch:1
$ docker pull "$reg/nosuch"
$ docker pull "$reg/nosuch:1" -q
$ docker pull localhost:1/x
$ docker pull --platform linux/arm64 alpine:3.20 2>&1 | tail -n 1
$ docker pull --platform x/y/z/w alpine
$ docker pull --platform windows busybox 2>&1 | tail -n 1
$ docker pull https://busybox
$ docker pull -q docker.io/library/busybox:1.37
% docker tag busybox "$reg/me/box:1"
$ docker push -q "$reg/me/box:1"
$ docker push "$reg/me/box:2"
$ docker push "$reg/me/nosuch"
$ docker push "$reg/me/box" 2>&1 | tail -n 1
% docker tag busybox "$reg/me/box:2"
$ docker push -a "$reg/me/box" | grep -c digest
$ docker push -a "$reg/me/box:1"
$ docker push -aq "$reg/me/none"
$ docker push
$ docker push a b
$ docker push BAD
$ docker push busybox@sha256:0000000000000000000000000000000000000000000000000000000000000000
$ docker push --platform linux/arm64 "$reg/me/box:1"
$ docker push --platform x "$reg/me/box:1"
$ docker rmi "$reg/me/box:1" "$reg/me/box:2" | grep -c Untagged
$ docker pull "$reg/me/box:2" | tail -n 2
$ docker images --format '{{.Repository}}:{{.Tag}}' | grep me/
$ docker inspect -f '{{len .RepoTags}} {{len .RepoDigests}}' "$reg/me/box:2"
$ docker login -u x -p y "$reg"
$ docker login -u x "$reg"
$ docker login -p y "$reg"
$ docker login --password-stdin "$reg"
$ docker login -u x -p y --password-stdin "$reg"
$ docker logout "$reg"
$ docker logout nosuch.example
$ docker login -u '' -p '' localhost:1
$ docker login a b
$ docker logout a b
$ docker login http://localhost:1 -u a -p b
$ docker history busybox --format '{{.CreatedBy}}|{{.Size}}|{{.Comment}}|{{.CreatedSince}}'
$ docker history -q busybox | wc -w
$ docker history -q --no-trunc busybox | cut -c 1-7
$ docker history -H=false --format '{{.Size}}' busybox
$ docker history nosuch
$ docker history
$ docker history busybox alpine
$ docker history --format json busybox | tr ',' '\n' | cut -d: -f 1
$ docker history --format 'table {{.ID}}' busybox | head -n 1
$ docker history --human=x busybox
$ docker history --platform linux/arm64 busybox
% docker run --name change busybox sh -c 'echo hi > /new; rm /bin/yes; mkdir -p /a/b'
$ docker commit -m 'my message' -a 'Me <me@example.com>' -c 'CMD ["cat", "/new"]' -c 'ENV X=1 Y="2 3"' change chg:1 | cut -c 1-7
$ docker run --rm chg:1
$ docker inspect -f '{{.Author}}|{{.Comment}}|{{json .Config.Cmd}}|{{json .Config.Env}}|{{len .RootFS.Layers}}' chg:1
$ docker history chg:1 --format '{{.CreatedBy}}|{{.Comment}}' | head -n 1
$ docker commit -c 'RUN x' change
$ docker commit -c 'NOSUCH' change
$ docker commit -c 'EXPOSE 99999' change
$ docker commit -c 'CMD [a' change bad:1 | cut -c 1-7
$ docker commit -c 'LABEL a' change
$ docker commit -c 'FROM x' change
$ docker commit -c 'COPY a b' change
$ docker commit -c '' change | cut -c 1-7
$ docker commit change BAD
$ docker commit change a:b:c
$ docker commit change a b c
$ docker commit
$ docker commit -p=x change
$ docker commit change "x@sha256:0000000000000000000000000000000000000000000000000000000000000000"
$ docker commit -c 'WORKDIR rel' -c 'USER 5' -c 'VOLUME /v' -c 'EXPOSE 80 81/udp' -c 'STOPSIGNAL 9' -c 'HEALTHCHECK CMD true' -c 'ONBUILD RUN x' -c 'LABEL a=b' -c 'ENTRYPOINT x' change chg:2 | cut -c 1-7
$ docker inspect -f '{{json .Config.WorkingDir}} {{.Config.User}} {{json .Config.Volumes}} {{json .Config.ExposedPorts}} {{.Config.StopSignal}} {{json .Config.Healthcheck}} {{json .Config.OnBuild}} {{json .Config.Labels}} {{json .Config.Entrypoint}}' chg:2
$ docker diff change | sort
$ docker diff
$ docker diff nosuch
$ docker diff change change
$ docker save
$ docker save busybox | tar -tf - | grep -c json
$ docker save nosuch
$ docker save -o nosuch/x busybox
$ docker save -o /tmp busybox
$ docker save busybox nosuch | wc -c
$ docker save BAD | wc -c
$ docker save -o both.tar busybox alpine chg:1
$ tar -xOf both.tar manifest.json | tr ',' '\n' | grep -c RepoTags
$ tar -xOf both.tar repositories | tr ',' '\n' | wc -l
$ docker save busybox@sha256:0000000000000000000000000000000000000000000000000000000000000000 | wc -c
$ docker rmi chg:1 | sed 's/sha256:.*/ID/' | sort -u
$ docker load -i both.tar | sort
$ docker load -qi both.tar
$ docker load < both.tar | wc -l
$ docker load -i nosuch.tar
$ docker load x
$ echo junk | docker load
$ docker load -i /dev/null
$ printf '' | docker load
% mkdir t
% echo '[]' > t/manifest.json
$ tar -C t -cf - . | docker load
% echo '{}' > t/manifest.json
$ tar -C t -cf - . | docker load
% echo '[{"Config":"x.json","RepoTags":["a:b"],"Layers":["l"]}]' > t/manifest.json
% tar -C t -cf - . | docker load
% echo '{}' > t/x.json
$ tar -C t -cf - . | docker load
% rm t/manifest.json
% tar -C t -cf - . | docker load
$ docker load --platform linux/arm64 -i both.tar
$ docker save --platform linux/arm64 busybox | wc -c
$ docker save --platform x busybox
$ docker export change | tar -tf - | grep -E '^(new|a/|bin/yes)'
$ docker export
$ docker export nosuch
$ docker export -o nosuch/x change
$ docker export change change
$ docker export change | docker import - imp:1 | cut -c 1-7
$ docker run --rm imp:1 cat /new
$ docker run --rm imp:1
$ docker history imp:1 --format '{{.CreatedBy}}|{{.Comment}}'
$ docker export -o c.tar change
$ docker import c.tar | cut -c 1-7
$ docker import -m hey -c 'CMD ["cat","/new"]' c.tar imp:2 | cut -c 1-7
$ docker run --rm imp:2
$ docker history imp:2 --format '{{.Comment}}'
% gzip -k c.tar
$ docker import c.tar.gz imp:gz | cut -c 1-7
% xz -k c.tar
$ docker import c.tar.xz imp:xz | cut -c 1-7
$ docker import
$ docker import nosuch.tar
$ docker import c.tar BAD
$ docker import c.tar a b
$ docker import http://127.0.0.1:1/x
$ docker import ftp://x
$ echo junk | docker import - junk:1
$ docker import -c 'RUN x' c.tar
$ docker import --platform x/y c.tar imp:p
$ docker import --platform linux/arm64 c.tar imp:arm | cut -c 1-7
$ docker inspect -f '{{.Os}}/{{.Architecture}}/{{.Variant}}' imp:arm
% docker image inspect busybox -f '{{.Os}} {{.Architecture}} {{json .Config.Cmd}} {{.RootFS.Type}} {{.GraphDriver.Name}} {{json .Metadata.LastTagTime | len}}' | cut -c 1-60
$ docker image inspect
$ docker image inspect nosuch BAD busybox -f '{{.Os}}'
$ docker inspect --type image nosuch
$ docker image inspect --platform linux/arm64 busybox -f x
$ docker image prune -f
$ docker image prune -f --filter until=x
$ docker image prune -f --filter nosuch=1
$ docker image prune -f --filter dangling=x
$ docker image prune -f --filter label!=a
$ docker image prune x
$ echo n | docker image prune
% echo y | docker image prune -a --filter until=1000h
