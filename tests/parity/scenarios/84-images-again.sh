# commit, import, save and load of several, history and inspect
% docker run --name work busybox sh -c 'echo hi > /hello; mkdir /d'; docker run -d --name runs busybox sleep 1000
$ docker commit work c:1 | cut -c 1-7
$ docker commit -a 'Ann <a@b>' -m 'first words' work c:2 >/dev/null; docker inspect -f '{{.Author}}|{{.Comment}}' c:2
$ docker commit -c 'CMD ["cat","/hello"]' -c 'ENV X=1 Y=2' -c 'EXPOSE 80 443/udp' -c 'LABEL a=b "c d"="e f"' work c:3 >/dev/null; docker inspect -f '{{json .Config.Cmd}} {{json .Config.Env}} {{json .Config.ExposedPorts}} {{json .Config.Labels}}' c:3
$ docker run --rm c:3
$ docker commit -c 'ENTRYPOINT cat' -c 'WORKDIR /d' -c 'USER nobody' -c 'STOPSIGNAL 9' -c 'VOLUME /v' work c:4 >/dev/null; docker inspect -f '{{json .Config.Entrypoint}} {{.Config.WorkingDir}} {{.Config.User}} {{.Config.StopSignal}} {{json .Config.Volumes}}' c:4
$ docker commit -c 'HEALTHCHECK CMD true' -c 'ONBUILD RUN x' work c:5 >/dev/null; docker inspect -f '{{json .Config.Healthcheck}} {{json .Config.OnBuild}}' c:5
$ docker commit -c 'RUN x' work c:6
$ docker commit -c 'FROM x' work c:6
$ docker commit -c 'NOSUCH x' work c:6
$ docker commit -c 'COPY a b' work c:6
$ docker commit -c 'CMD' work c:6
$ docker commit -c '' work c:7 | cut -c 1-6
$ docker commit -p=false runs c:8 | cut -c 1-6
$ docker commit --pause runs c:8 | cut -c 1-6
$ docker commit work UPPER
$ docker commit work a:b:c
$ docker commit work c@sha256:0000000000000000000000000000000000000000000000000000000000000000
$ docker commit nosuch x
$ docker commit work | cut -c 1-7
$ docker history c:2
$ docker history --format '{{.CreatedBy}}|{{.Comment}}|{{.Size}}' c:3
$ docker history --no-trunc --format '{{.CreatedBy}}' busybox
$ docker history -q c:2 | wc -l
$ docker history -q --no-trunc c:2 | cut -c 1-7
$ docker history -H=false --format '{{.Size}} {{.CreatedAt}}' c:2 | cut -c 1-22
$ docker history --format json c:2
$ docker history --format 'table {{.ID}}\t{{.CreatedSince}}' c:2
$ docker history nosuch
$ docker history
$ docker export work -o w.tar && docker import -m 'imported' -c 'CMD ["/bin/sh"]' -c 'ENV A=b' w.tar imp:1 | cut -c 1-7
$ docker inspect -f '{{json .Config.Cmd}} {{json .Config.Env}} {{.Comment}} {{.Os}}/{{.Architecture}}' imp:1
$ cat w.tar | docker import - imp:2 | cut -c 1-7; docker history --format '{{.Comment}} {{.CreatedBy}}' imp:2
$ docker import --platform linux/arm64 w.tar imp:3 | cut -c 1-7; docker inspect -f '{{.Os}}/{{.Architecture}}' imp:3
$ docker import --platform windows/amd64 w.tar imp:4
$ docker import --platform nonsense/x/y/z w.tar imp:4
$ docker import nosuch.tar
$ docker import -c 'RUN x' w.tar
$ echo nonsense | docker import - imp:5
$ docker import w.tar BAD
$ docker import http://127.0.0.1:1/x.tar
$ docker save c:1 c:2 imp:1 -o m.tar && tar xOf m.tar manifest.json | tr ',' '\n' | grep -c RepoTags
$ docker save busybox | tar t | grep -v -e blobs/sha256/.
$ docker save nosuch
$ docker save -o nodir/x.tar busybox
$ docker save c:1 nosuch:1 -o x.tar; ls x.tar
$ docker rmi c:1 c:2 imp:1 | grep -c Untagged
$ docker load -i m.tar
$ docker load -q < m.tar
$ docker load -i nosuch.tar
$ echo nonsense | docker load
$ docker load < /dev/null
$ docker load -i w.tar
$ docker inspect --type image work
$ docker inspect --type container c:1
$ docker inspect --type nosuch work
$ docker inspect -s work -f '{{.SizeRw}} {{.SizeRootFs}}'
$ docker inspect --type=network bridge -f '{{.Driver}}'
$ docker inspect --type volume nosuch
$ docker inspect nosuch work -f '{{.Name}}'
$ docker image inspect c:1 nosuch -f '{{.RepoTags}}'
$ docker images c --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images 'c*:[12]' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker rmi -f $(docker images -q c) >/dev/null 2>&1; docker images c
