# Files through cp with links, owners and modes; what diff says of each kind of change; commits with every change; export, import and history
% mkdir w && cd w && docker run -d --name box -v keep:/keep --tmpfs /ram busybox sh -c 'mkdir -p /srv/a/b /srv/mode; echo 1 > /srv/a/1; echo 2 > /srv/a/b/2; ln -s a /srv/la; ln -s a/1 /srv/l1; ln -s /srv/a /srv/abs; ln -s ../../.. /srv/a/up; ln -s loop /srv/loop; mkfifo /srv/fifo; ln /srv/a/1 /srv/hard; chmod 4755 /srv/a/1; chown 3:4 /srv/a/b/2; echo k > /keep/k; echo r > /ram/r; exec sleep 1000' >/dev/null; docker create --name still -v keep:/keep --tmpfs /ram busybox sh -c 'ls /ram /keep' >/dev/null; sleep 1
$ docker cp box:/srv/la - | tar tvf - | awk '{print $1, $2, $NF}'
$ docker cp -L box:/srv/la - | tar tf - | sort
$ docker cp box:/srv/la/ - | tar tf - | sort
$ docker cp box:/srv/la/. - | tar tf - | sort
$ docker cp box:/srv/l1 l1; readlink l1
$ docker cp -L box:/srv/l1 f1; cat f1; stat -c %a f1
$ docker cp box:/srv/abs/1 -  | tar tf -
$ docker cp box:/srv/a/up/etc/hostname - | tar tf -
$ docker cp -L box:/srv/loop x
$ docker cp box:/srv/loop loop; readlink loop
$ docker cp box:/srv/loop/x y
$ docker cp box:/srv/fifo - | tar tvf - | cut -c 1-10
$ docker cp box:/srv/fifo fifo; stat -c %F fifo
$ docker cp box:/srv/a - | tar tvf - | awk '{print $1, $2, $NF}' | sort
$ docker cp box:/srv/. - | tar tvf - | grep -c 'link to'
$ docker cp box:/srv srv; (cd srv; find . | sort; stat -c '%a %n' a/1; cat hard)
$ docker cp -a box:/srv/a/b owned; stat -c '%u:%g' owned/2
$ docker cp box:/srv/a/b mine; stat -c '%u:%g' mine/2 | sed "s/^$(id -u):$(id -g)\$/me/"
$ docker cp box:/srv/a/1 box:/x
$ docker cp box:/srv/a/1 still:/x
$ docker cp box: x
$ docker cp :/x y
$ docker cp box:/srv/a/1
$ docker cp box:/ram/r -
$ docker cp box:/keep/k - | tar xO
$ docker cp still:/keep/k - | tar xO
$ docker cp still:/ram/r x
$ mkdir -p in/d; echo f > in/f; echo g > in/d/g; ln -s f in/lf; ln -s d in/ld; ln -s /etc in/abs; chmod 700 in/d; chmod 640 in/f
$ docker cp in box:/
$ docker exec box ls -ln /in | tr -s ' ' | cut -d' ' -f 1,3,4,9-
$ docker cp in/lf box:/tmp/
$ docker cp -L in/lf box:/tmp/plain
$ docker cp in/ld box:/tmp/
$ docker cp -L in/ld box:/tmp/dir
$ docker exec box ls -l /tmp | tr -s ' ' | cut -d' ' -f 1,9-
$ docker cp in/. box:/srv/la
$ docker exec box ls /srv/a
$ docker cp in/f box:/srv/l1
$ docker exec box cat /srv/a/1
$ docker exec box stat -c '%a %h' /srv/a/1
$ docker cp in box:/srv/la
$ docker exec box ls /srv/a
$ docker cp in box:/srv/a/1 2>&1 | tail -n 1
$ docker cp in/ box:/srv/l1/
$ docker cp in/f box:/srv/abs/
$ docker exec box ls /srv/a
$ docker cp in/f box:/ram/new
$ docker exec box ls /ram
$ docker cp in/f box:/keep/new
$ docker exec box ls /keep
$ docker cp in/f still:/keep/more
$ docker cp in/f still:/ram/x
$ docker start -a still
$ docker cp in/f box:/srv/up/../f
$ docker cp in/f box:../../rel
$ docker exec box ls -d /rel
$ docker cp in/f box:srv/./rel2
$ docker exec box ls -d /srv/rel2
$ docker cp in/f box:/srv/a/up/climb
$ docker exec box ls -d /climb
$ docker cp in/f box:/srv/loop
$ docker cp in/f box:/srv/loop/ 2>&1 | tail -n 1
$ docker cp in/f box:/etc/hosts
$ docker exec box cat /etc/hosts
$ docker cp in/f box:/dev/null
$ docker cp in/f box:/sys/x
$ docker cp box:/etc/resolv.conf - | tar tf -
$ docker pause box
$ docker cp in/f box:/paused
$ docker cp box:/srv/hard - | tar tf -
$ docker unpause box
$ docker exec box cat /paused
$ tar -c --owner=9 --group=8 --mode=2751 -f o.tar in/f
$ docker cp - box:/tmp < o.tar
$ docker exec box stat -c '%u:%g %a' /tmp/in/f
$ docker cp -a - box:/keep < o.tar
$ docker exec box stat -c '%u:%g %a' /keep/in/f
% tar -cf abs.tar -P "$PWD/in/f"
$ docker cp - box:/tmp < abs.tar
$ docker exec box sh -c "ls /tmp$PWD/in"
$ tar -cf up.tar -P ../w/in/f 2>/dev/null
$ docker cp - box:/tmp < up.tar 2>&1 | sed 's/[0-9a-f]\{64\}/ID/g'
$ printf x > in/f
$ docker cp in/f box:/tmp/plain
$ docker exec box wc -c /tmp/plain; : > in/empty
$ docker cp in/empty box:/tmp/
$ docker exec box stat -c %s /tmp/empty
$ docker cp /dev/null box:/tmp/devnull
$ docker exec box stat -c %F /tmp/devnull
$ docker cp in box:/tmp/in/f 2>&1 | tail -n 1
$ docker cp in/f box:/tmp/in
$ docker exec box ls -l /tmp/in | tail -n 1 | cut -c 1
$ docker cp in/d box:/tmp/plain
$ mkdir ro; chmod 555 ro
$ docker cp box:/srv/a ro/deep/er
$ docker cp box:/srv/a ./ro/; ls ro
$ docker cp box:/srv/a/1 ro/a; ls ro/a; touch file
$ docker cp box:/srv/a file
$ docker cp box:/srv/a/1 file/
% docker run --name d1 busybox sh -c 'rm /etc/group; mv /etc/shadow /etc/sh2; echo a >> /etc/passwd; mkdir /n /n/m; touch /n/m/f; rmdir /var/spool/mail 2>/dev/null; rm -r /root; chmod 700 /tmp; chown 1 /home; mkdir /root; ln -s x /link; mkfifo /p; touch /bin'
$ docker diff d1 | sort
% docker run --name d2 busybox sh -c 'touch /etc/passwd; cat /etc/group; chmod 644 /etc/passwd; touch /x; rm /x; mkdir /y; rmdir /y; mkdir -p /a/b/c; rm -r /a/b; mv /etc /etc2; mkdir /etc' >/dev/null
$ docker diff d2 | sort | grep -v -e '/etc2/' -e '^D'
$ docker diff d2 | grep -c '^D'
$ docker diff d2 | grep -c ' /etc2/'
$ docker run --name d3 -v keep:/keep -v /new/vol --tmpfs /t busybox sh -c 'touch /keep/z /new/vol/z /t/z /dev/shm/z /etc/hosts'
$ docker diff d3 | sort
$ docker create --name d4 -v keep:/deep/er/keep -w /work/dir busybox true >/dev/null
$ docker diff d4
$ docker start -a d4
$ docker diff d4 | sort
$ docker cp in/f d4:/etc/f
$ docker diff d4 | sort
$ docker commit d1 c1 | cut -c 1-7
$ docker run --rm c1 sh -c 'ls -d /etc/group /n/m/f /link /p /root; stat -c "%u %a" /tmp /home'
$ docker run --name d5 c1 true
$ docker diff d5
$ docker export d1 | tar tvf - | grep -e ' link' -e ' p$' -e ' n/' -e etc/sh2 -e etc/group | awk '{print $1, $2, $6}'
$ docker commit -c 'ENV A=1' -c 'ENV B=$A C="$A x"' -c 'LABEL v=$A' -c 'WORKDIR /w/$A' -c 'USER u:g' -c 'EXPOSE 1 2/udp 3-4' -c 'VOLUME /v1 /v2' d2 c2 | cut -c 1-7
$ docker inspect c2 -f '{{json .Config.Env}} {{json .Config.Labels}} {{.Config.WorkingDir}} {{.Config.User}} {{json .Config.ExposedPorts}} {{json .Config.Volumes}}'
$ docker commit -c 'CMD a b' -c 'ENTRYPOINT c d' d2 c3 | cut -c 1-7
$ docker inspect c3 -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}}'
$ docker commit -c 'ENTRYPOINT ["e"]' d2 c4 | cut -c 1-7
$ docker inspect c4 -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}}'
$ docker commit -c 'HEALTHCHECK --interval=5s CMD curl x' -c 'STOPSIGNAL HUP' -c 'ONBUILD RUN x' -c 'SHELL ["a","b"]' d2 c5 2>&1 | cut -c 1-90
$ docker commit -c 'HEALTHCHECK --interval=5s CMD curl x' -c 'STOPSIGNAL HUP' -c 'ONBUILD RUN x' d2 c5 | cut -c 1-7
$ docker inspect c5 -f '{{json .Config.Healthcheck}} {{.Config.StopSignal}} {{json .Config.OnBuild}} {{json .Config.Shell}}'
$ docker commit -c 'ARG x' d2 c6
$ docker commit -c 'ADD a b' d2 c6
$ docker commit -c 'MAINTAINER me' d2 c6
$ docker commit -c 'ONBUILD ONBUILD x' d2 c6
$ docker commit -c 'WORKDIR' d2 c6
$ docker commit -c 'HEALTHCHECK' d2 c6
$ docker commit -c 'LABEL a' d2 c6
$ docker commit -c 'USER' d2 c6
$ docker commit -c 'env lower=1' -c 'Cmd ["x"]' -c '# comment' d2 c7 2>&1 | cut -c 1-7
$ docker inspect c7 -f '{{json .Config.Env}} {{json .Config.Cmd}}'
$ docker commit -c 'CMD x' -c 'CMD' d2 c8 2>&1 | cut -c 1-7
$ docker inspect c8 -f '{{json .Config.Cmd}}'
$ docker create --name rich -e A=1 -l x=y -p 1:2 --expose 3 -v /v -w /wd -u 5 --entrypoint e --stop-signal INT --health-cmd h -h host -t -i busybox c d >/dev/null
$ docker commit rich cr | cut -c 1-7
$ docker inspect cr -f '{{json .Config}}' | sed 's/"Image":"[^"]*"/IMG/'
$ docker inspect cr -f '{{json .ContainerConfig}}' | cut -c 1-40
$ docker commit -m 'one
> two' -a "Ann 'x' <a@b>" d1 c9 | cut -c 1-7; docker inspect c9 -f '{{json .Comment}} {{json .Author}} {{.DockerVersion}}'; docker history c9 --format '{{json .Comment}}' | head -n 1
$ docker commit d1 c9:v1 | cut -c 1-7
$ docker commit d1 localhost:5000/x/y:z | cut -c 1-7
$ docker commit d1 c9@sha256:abc
$ docker commit d1 UPPER
$ docker commit d1 ''  | cut -c 1-7
$ docker commit '' x
$ docker commit d1 a/b/
$ docker commit d1 :tag
$ docker commit -p d1 | wc -c
$ docker commit --pause=maybe d1 x
$ docker commit -q d1 x
$ docker container commit -a '' -m '' d1 c10 | cut -c 1-7
$ docker run -d --name still2 -m 32m busybox sleep 100 >/dev/null
$ docker commit --pause=false still2 c11 | cut -c 1-7
$ docker inspect still2 -f '{{.State.Status}}'
$ docker history c2 --no-trunc --format '{{.CreatedBy}}|{{.Size}}|{{.Comment}}' | head -n 2
$ docker history cr --format '{{.CreatedBy}}' | head -n 1
$ docker history c3 --human=false --format '{{.Size}}' | tail -n 1
$ docker history --format '{{.ID}}' c1 | sed 1d
$ docker history -q --no-trunc c1 | cut -c 1-7
$ docker history nosuch
$ docker history c1 c2
$ docker history --format '{{.Nosuch}}' c1
$ docker history --format '{{json .}}' c1 | tr ',' '\n' | cut -d: -f 1 | head -n 7
$ docker inspect c1 -f '{{.Parent}}' | wc -c
$ docker inspect c1 -f '{{.Container}}' | wc -c
$ docker inspect c1 -f '{{.RepoTags}} {{.RepoDigests}} {{.Os}} {{.Variant}}'
$ docker export box | tar tf - | grep -e '^srv' -e '^ram' -e '^keep' | sort | head -n 20
$ docker export box | tar tvf - | grep -e srv/l1 -e srv/hard -e srv/fifo -e 'srv/a/1' | awk '{print $1, $2, $6, $7, $8}'
$ docker export -o x.tar box; stat -c %a x.tar
$ docker export --output=x.tar still
$ tar tf x.tar | grep -c '^keep/'
$ docker export -o /nosuch/x box
$ docker export -o . box
$ docker export -o x.tar nosuch; ls x.tar
$ docker export box still
$ tar -c in | docker import - i1 | cut -c 1-7
$ docker inspect i1 -f '{{json .Config.Cmd}} {{.Comment}} {{.Os}}/{{.Architecture}} {{json .RepoTags}}' | sed 's/ 20[0-9T:. -]*[Z+].*UTC/ T/'
$ docker history i1 --format '{{.CreatedBy}}|{{.Comment}}'
$ docker import -m msg -c 'CMD /in/f' -c 'ENV X=1' -c 'ENTRYPOINT ["a"]' x.tar i2 | cut -c 1-7
$ docker inspect i2 -f '{{json .Config.Cmd}} {{json .Config.Env}} {{json .Config.Entrypoint}} {{.Comment}}'
$ docker import x.tar i3:t --platform linux/arm/v7 | cut -c 1-7
$ docker inspect i3:t -f '{{.Os}} {{.Architecture}} {{.Variant}}'
$ docker import x.tar i4 extra
$ docker import - < /dev/null | cut -c 1-7; echo junk | docker import -
$ docker import /nosuch
$ docker import . i5 2>&1 | grep -o 'read .: is a directory'
$ docker import http://127.0.0.1:1/x i6
$ docker import -c 'COPY a b' x.tar i7
$ docker import x.tar sha256:00
$ docker import --platform windows x.tar i8 2>&1 | cut -c 1-80
$ docker run --rm i2
$ docker run --rm --entrypoint sh i2 -c 'echo $X; cat /keep/k'
$ docker run --rm i1
$ docker run --rm i1 ls
$ docker save c1 c2 -o s.tar
$ tar tf s.tar | grep -v -e blobs -e '/$' | sort
$ docker save busybox c1 | tar xO manifest.json | tr ',' '\n' | grep -c sha256
$ docker save -o s2.tar c1:latest c1
$ tar xOf s2.tar manifest.json | grep -o 'RepoTags":[^]]*'
$ docker rmi c1 c2 >/dev/null
$ docker load -i s.tar | sort
$ docker load -q < s.tar | sort
$ docker images c1 --format '{{.Tag}}'
$ docker load -i x.tar 2>&1 | sed 's#/[^ ]*docker-import-[0-9]*#TMP#'
% tar -cf e.tar -T /dev/null
$ docker load -i e.tar 2>&1 | sed 's#/[^ ]*docker-import-[0-9]*#TMP#'
$ mkdir t
$ tar xf s.tar -C t; (cd t; echo '[{"Config":"nosuch.json","RepoTags":["x:y"],"Layers":[]}]' > manifest.json; rm -f index.json oci-layout; tar cf ../bad.tar .)
$ docker load -i bad.tar 2>&1 | sed 's#/[^ ]*docker-import-[0-9]*#TMP#'; (cd t; echo '{' > manifest.json; tar cf ../bad.tar .)
$ docker load -i bad.tar 2>&1 | sed 's#/[^ ]*docker-import-[0-9]*#TMP#'
$ docker rm -f box still still2 d1 d2 d3 d4 d5 rich | wc -l
$ docker cp box:/x y
$ docker diff box
$ docker commit box
$ docker export box
$ docker volume rm keep
