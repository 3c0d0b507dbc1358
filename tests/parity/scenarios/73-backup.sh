# Volumes: where data lives, how it is backed up, moved, shared and lost
$ docker volume create --name pg --label app=shop --label tier=data
$ docker volume create
% docker run --rm -v pg:/data busybox sh -c 'mkdir -p /data/base/1; echo a > /data/base/1/t1; echo b > /data/.hidden; ln -s base /data/link; chmod 700 /data/base; chown -R 33:33 /data'
$ docker run --rm -v pg:/data:ro busybox sh -c 'cd /data && find . | sort && ls -ld . base link | awk "{print \$1, \$3, \$4, \$9}"'
$ docker run --rm -v pg:/data:ro -v "$(pwd):/out" busybox tar czf /out/pg.tgz -C /data . && tar tzf pg.tgz | sort
$ docker run --rm -v pg:/data busybox tar cf - -C /data . | tar tf - | wc -l
$ docker run -i --rm -v pg2:/data busybox tar xzf - -C /data < pg.tgz; docker run --rm -v pg2:/data busybox sh -c 'cat /data/base/1/t1 /data/.hidden; stat -c %u:%g /data/base/1/t1'
$ docker volume ls --format '{{.Name}}' | grep -c '^pg'
$ docker volume inspect pg --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Mountpoint}} {{json .Options}} {{json .Labels}}'
$ docker run --rm --mount source=pg,target=/d,volume-nocopy,readonly busybox touch /d/x
$ docker run -d --name writer -v pg:/data -v /scratch busybox sh -c 'while sleep 0.2; do date >> /data/log; done' | wc -c
% sleep 1
$ docker run --rm --volumes-from writer busybox sh -c 'ls -d /data /scratch; test -s /data/log && echo growing'
$ docker inspect -f '{{range .Mounts}}{{.Destination}} {{.Driver}} {{.Mode}} {{.RW}} {{.Propagation}}{{println}}{{end}}' writer | sort
$ docker volume rm pg
$ docker volume rm -f pg
$ docker rm -f writer; docker volume ls -q -f dangling=true | wc -l
$ docker cp - writer:/ < pg.tgz
$ docker create --name carrier -v pg:/data busybox; docker cp carrier:/data/base - | tar tf -
$ docker cp pg.tgz carrier:/data/; docker run --rm --volumes-from carrier busybox ls /data
$ docker cp carrier:/data/link copied; ls -ld copied | cut -c 1
$ docker cp -L carrier:/data/link followed; ls followed
$ mkdir seed; echo s > seed/s; docker cp seed/. carrier:/data/base; docker run --rm --volumes-from carrier:ro busybox sh -c 'ls /data/base; echo > /data/base/t'
$ printf 'FROM busybox\nRUN mkdir /lib2 && echo lib > /lib2/l && chown 8:8 /lib2\nVOLUME /lib2\n' | DOCKER_BUILDKIT=0 docker build -q -t withvol - | cut -c 1-7; docker run --rm -v lib:/lib2 withvol ls -ln /lib2 | tail -n 1 | awk '{print $3, $9}'; docker run --rm -v lib:/x busybox stat -c %u /x
$ docker run --rm --mount type=volume,src=lib3,dst=/lib2,volume-nocopy withvol ls /lib2
$ docker run --rm -v "$PWD/empty:/lib2" withvol ls -A /lib2
$ docker run --rm --tmpfs /lib2:size=1m,mode=700 withvol sh -c 'ls -A /lib2; stat -c %a /lib2; dd if=/dev/zero of=/lib2/big bs=1M count=2 2>&1 | head -n 1'
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=64k,tmpfs-mode=1770 busybox sh -c 'df -k /t | tail -n 1 | awk "{print \$2}"; stat -c %a /t'
$ docker run --rm --mount type=volume,dst=/anon busybox df /anon | wc -l
$ docker run --rm --mount type=bind,src=relative,dst=/x busybox true
$ docker run --rm --mount type=bind,src="$PWD/seed",dst=/x,bind-propagation=rshared busybox cat /x/s
$ docker run --rm --mount type=volume,src=pg busybox true
$ docker run --rm --mount dst=/x,type=nosuch busybox true
$ docker run --rm --mount type=bind,dst=/x busybox true
$ docker run --rm -v pg:/data -v other:/data busybox true
$ docker run --rm -v /data:/data:rw:z busybox true
$ docker run --rm -v pg:/ busybox true
$ docker volume create --driver local --opt type=tmpfs --opt device=tmpfs --opt o=size=1m,uid=1000 ram; docker run --rm -v ram:/r busybox sh -c 'stat -c %u /r; df -k /r | tail -n 1 | awk "{print \$2}"'
$ docker volume inspect -f '{{json .Options}}' ram
$ docker volume create -o device="$PWD/seed" -o type=none -o o=bind bound; docker run --rm -v bound:/b busybox cat /b/s
$ docker volume create --opt nosuch=1 odd
$ docker volume create -d nosuch odd
$ docker volume rm pg2 lib nosuch ram
$ docker rm -v carrier; docker volume ls -q | grep -v -E '^[0-9a-f]{64}$'
