# Files in and out: cp, diff, commit, export, import, save and load in many forms
% docker run -d --name app busybox sh -c 'mkdir -p /data/sub; echo one > /data/one; echo two > /data/sub/two; ln -s one /data/link; ln -s /nowhere /data/dead; sleep 1000'; sleep 1; mkdir -p tree/deep; echo a > tree/a; echo b > tree/deep/b; ln -s a tree/l; echo solo > solo
$ docker cp app:/data/one - | tar tf -
$ docker cp app:/data - | tar tf - | sort
$ docker cp app:/data/. - | tar tf - | sort
$ docker cp app:/data/sub/ - | tar tf -
$ docker cp app:data/one got
$ cat got
$ docker cp app:/data/one ./
$ cat one
$ docker cp app:/data/one .
$ ls
$ docker cp app:/data/link got-link
$ ls -l got-link | cut -c 1
$ readlink got-link
$ docker cp -L app:/data/link got-file
$ cat got-file
$ docker cp -L app:/data/dead x
$ docker cp app:/data/dead dead
$ readlink dead
$ docker cp app:/data/nosuch x
$ docker cp app:/data/one/ x
$ docker cp app:/data/one/more x
$ docker cp app:/nosuch/ x
$ docker cp app:/data/one nodir/x
$ docker cp app:/data/one solo/
$ docker cp app:/data solo
$ docker cp app:/data tree/newdir && ls -R tree/newdir | sort | head -n 8
$ docker cp solo app:/data/renamed
$ docker exec app cat /data/renamed
$ docker cp solo app:/data/
$ docker exec app ls /data
$ docker cp solo app:/data/nodir/
$ docker cp solo app:/nodir/x
$ docker cp tree app:/
$ docker exec app find /tree | sort
$ docker cp tree app:/fresh
$ docker exec app find /fresh | sort
$ docker cp tree/. app:/fresh2
$ docker exec app find /fresh2 | sort
$ docker cp tree app:/data/one
$ docker cp tree/ app:/data/sub/two/
$ docker cp nosuch app:/
$ docker cp nosuch/ app:/x
$ docker cp solo/ app:/x
$ docker cp solo app:
$ docker cp solo app:.
$ docker exec app ls -d /solo
$ docker cp app: all 2>&1 | head -n 1
$ ls all | head -n 3
$ docker cp app:/data/one app:/data/two
$ docker cp solo solo2
$ docker cp - - </dev/null
$ docker cp -
$ docker cp a b c
$ docker cp '' app:/
$ docker cp app:/data/one ''
$ echo nonsense | docker cp - app:/data
$ tar cf - solo | docker cp - app:/data/one
$ tar cf - solo | docker cp - app:/data/nosuch
$ tar czf - solo tree | docker cp - app:/tmp
$ docker exec app ls /tmp
$ docker cp -q solo app:/tmp
$ docker cp --quiet app:/tmp/solo quiet
$ docker cp solo app:/tmp/x 2>&1 | cat
$ docker cp app:/tmp/x y
$ docker cp -a solo app:/tmp/owned
$ docker exec app stat -c '%u:%g %a' /tmp/owned
% chmod 4711 solo
$ docker cp solo app:/tmp/suid
$ docker exec app stat -c %a /tmp/suid
$ docker cp -aL app:/tmp/suid back
$ stat -c %a back
$ docker cp solo app:/proc/x
$ docker cp app:/proc/version -  | tar tf -
$ docker cp app:/etc/hostname - | tar tf -
$ docker cp app:/dev/null nul
$ docker cp solo app:/dev/shm/
$ docker exec app ls /dev/shm
$ docker diff app | sort
$ docker diff
$ docker diff app app
$ docker diff nosuch
$ docker container diff app | grep -c '^A'
% docker create --name ro --read-only -v vol:/vol -v $PWD/tree:/bind:ro busybox cat /vol/solo /bind/a
$ docker cp solo ro:/
$ docker cp solo ro:/vol/
$ docker cp solo ro:/bind/
$ docker cp ro:/bind/a - | tar xO
$ docker start -a ro
$ docker cp ro:/vol/solo - | tar tf -
$ docker diff ro | sort
$ docker commit app snap:1 | cut -c 1-7
$ docker commit -m 'a message' -a 'Ann <a@b>' -p=false app snap:2 >/dev/null
$ docker inspect snap:2 --format '{{.Comment}}|{{.Author}}|{{json .Config.Cmd}}|{{.Container}}|{{.Parent}}' | cut -c 1-60
$ docker commit -c 'CMD ["echo","hi"]' -c 'ENV A=1 B="two words"' -c 'EXPOSE 80 90/udp' -c 'LABEL x=y "z w"=q' -c 'USER 5' -c 'WORKDIR /data' -c 'VOLUME ["/v1","/v2"]' -c 'ENTRYPOINT []' -c 'STOPSIGNAL 9' -c 'HEALTHCHECK --interval=5s CMD true' -c 'ONBUILD RUN true' app full >/dev/null
$ docker inspect full --format '{{json .Config.Cmd}} {{json .Config.Env}} {{json .Config.ExposedPorts}} {{json .Config.Labels}} {{.Config.User}} {{.Config.WorkingDir}} {{json .Config.Volumes}} {{json .Config.Entrypoint}} {{.Config.StopSignal}} {{json .Config.Healthcheck}} {{json .Config.OnBuild}}'
$ docker commit -c 'RUN true' app x
$ docker commit -c 'nosuch' app x
$ docker commit -c 'FROM x' app x
$ docker commit -c 'CMD' app x
$ docker commit -c '' app x:empty | cut -c 1-7
$ docker commit -c 'ENV A' app x
$ docker commit -c 'COPY a b' app x
$ docker commit -c 'EXPOSE x' app x
$ docker commit -c "$(printf 'ENV C=3\nCMD true')" app multi | cut -c 1-7
$ docker inspect multi -f '{{json .Config.Env}} {{json .Config.Cmd}}'
$ docker commit app Bad/Name
$ docker commit app a:b:c
$ docker commit app 'a b'
$ docker commit app sha256:abc
$ docker commit nosuch x
$ docker commit
$ docker commit app a b
$ docker commit --pause app | wc -c
$ docker commit --change 'CMD x' --message m ro kept >/dev/null
$ docker history kept --format '{{.CreatedBy}}|{{.Comment}}' | head -n 1
$ docker history --no-trunc snap:2 --format '{{.CreatedBy}}|{{.Comment}}' | head -n 1
$ docker run --rm snap:1 ls /data
$ docker run --rm full
$ docker run --rm multi sh -c 'echo $C'
$ docker export app | tar tf - | grep -E '^(data|fresh2)/' | sort
$ docker export -o app.tar app
$ tar tf app.tar | grep -c data
$ docker export app >/dev/null
$ docker export
$ docker export nosuch
$ docker export -o nodir/x app
$ docker export -o tree app
$ docker export ro | tar tf - | grep -E '^(vol|bind)'
$ docker import app.tar | cut -c 1-7
$ docker import app.tar flat:1 >/dev/null
$ docker inspect flat:1 --format '{{json .Config.Cmd}}|{{.Comment}}|{{len .RootFS.Layers}}|{{.Os}}/{{.Architecture}}'
$ cat app.tar | docker import -m hello -c 'CMD ["cat","/data/one"]' - flat:2 >/dev/null
$ docker run --rm flat:2
$ docker history flat:2 --format '{{.Comment}}|{{.CreatedBy}}'
$ docker run --rm flat:1
$ docker run --rm flat:1 cat /data/one
$ docker import nosuch.tar
$ docker import - x </dev/null
$ docker import solo bad
$ docker import http://nosuch.example/x.tar
$ docker import http://
$ docker import --platform linux/arm64 app.tar arm >/dev/null
$ docker inspect arm -f '{{.Architecture}}'
$ docker import --platform odd app.tar odd
$ docker import app.tar UP
$ docker import app.tar a:b:c
$ docker import
$ docker import -c 'RUN x' app.tar y
$ docker import -c nosuch app.tar y
$ gzip -c app.tar | docker import - zipped | cut -c 1-7
$ bzip2 -c app.tar | docker import - b2 | cut -c 1-7
$ xz -c app.tar | docker import - xz | cut -c 1-7
$ docker save snap:1 snap:2 | tar tf - | grep -v blobs/
$ docker save snap:1 | tar xO manifest.json | tr ',' '\n' | grep -c blobs
$ docker save snap | tar xO manifest.json | tr ',' '\n' | grep RepoTags
$ docker save snap:1 snap:2 | tar xO repositories | wc -c
$ docker save -o s.tar snap:1 full
$ ls s.tar
$ stat -c %a s.tar
$ docker save -o nodir/s.tar full
$ docker save -o tree full
$ docker save nosuch
$ docker save full nosuch >/dev/null
$ docker save
$ docker save -o s2.tar 'Bad'
$ ls s2.tar
% id=$(docker images -q snap:1); docker save $id > byid.tar; docker rmi -f snap:1 snap:2 full >/dev/null
$ docker load -i s.tar | sort
$ docker load < byid.tar
$ docker load -q -i s.tar
$ docker load --quiet < s.tar
$ docker images snap --format '{{.Tag}}'
$ docker load -i nosuch
$ docker load -i solo
$ docker load </dev/null
$ echo x | docker load
$ docker load x
$ tar cf e.tar solo
$ docker load -i e.tar
$ gzip -c s.tar > s.tgz
$ docker load -i s.tgz | wc -l
$ docker load --platform linux/arm64 -i s.tar
$ docker load --platform bad/ -i s.tar
$ docker save --platform linux/amd64 full | tar tf - | grep -c json
$ docker save --platform linux/arm64 full >/dev/null
$ docker save --platform x/y/z/w full
$ docker image inspect full --format '{{.RepoTags}} {{.RepoDigests}}'
$ docker history full --format '{{.ID}} {{.Size}} {{.Comment}}' | head -n 1 | cut -c 14-
$ docker history -q full | tail -n 1
$ docker history full --format 'table {{.CreatedBy}}\t{{.Size}}'
$ docker history full --format raw
$ docker history --human=false full --format '{{.Size}}' | tail -n 1
$ docker history full snap
$ docker history -H full --no-trunc -q | tail -n 1
