# Volumes in depth: copying up, subpaths, options, sharing, prune filters
% docker volume create --label keep=yes kept; docker volume create --label keep=no other; docker volume create plain
% mkdir h && echo h > h/f && ln -s f h/l
$ docker run --rm -v fresh:/etc busybox ls /etc
$ docker run --rm -v fresh:/x busybox ls /x
$ docker run --rm -v fresh:/x:nocopy busybox ls /x | wc -l
$ docker run --rm -v empty:/etc:nocopy busybox ls /etc
$ docker run --rm --mount src=empty2,dst=/etc,volume-nocopy=true busybox ls /etc
$ docker run --rm -v fresh:/x:ro,nocopy busybox touch /x/a
$ docker run --rm -v fresh:/x:rw,ro busybox true
$ docker run --rm -v fresh:/x:z busybox true; echo $?
$ docker run --rm -v fresh:/x:nosuch busybox true
$ docker run --rm -v fresh:/x -v plain:/x busybox true
$ docker run --rm -v fresh:/x -v fresh:/y busybox sh -c 'echo s > /x/s; cat /y/s'
$ docker run --rm -v "$PWD/h:/h:ro" busybox sh -c 'cat /h/l; touch /h/x'
$ docker run --rm -v "$PWD/h/f:/file" busybox cat /file
$ docker run --rm -v "$PWD/h/f:/etc/passwd:ro" busybox cat /etc/passwd
$ docker run --rm -v "$PWD/new/dir:/d" busybox true; ls -d new/dir
$ docker run --rm -v ./h:/h busybox ls /h
$ docker run --rm -v h:/h busybox ls /h
$ docker run --rm -v ../nosuch:/h busybox true; echo $?
$ docker run --rm -v '~/x:/h' busybox true
$ docker run --rm --mount type=bind,src=./h,dst=/h busybox ls /h
$ docker run --rm --mount type=bind,src="$PWD/h",dst=/h,bind-propagation=rprivate busybox ls /h
$ docker run --rm --mount type=bind,src="$PWD/h",dst=/h,bind-propagation=nosuch busybox ls /h
$ docker run --rm --mount type=bind,src="$PWD/h",dst=/h,bind-recursive=nosuch busybox true
$ docker run --rm --mount type=bind,src="$PWD/h",dst=/h,volume-nocopy busybox true
$ docker run --rm --mount type=volume,src=kept,dst=/h,bind-propagation=rslave busybox true
$ docker run --rm --mount type=tmpfs,dst=/h,tmpfs-mode=700,tmpfs-size=64k busybox sh -c 'stat -c %a /h; df -k /h | tail -n 1 | awk "{print \$2}"'
$ docker run --rm --mount type=tmpfs,dst=/h,tmpfs-mode=nosuch busybox true
$ docker run --rm --mount type=tmpfs,dst=/h,tmpfs-size=nosuch busybox true
$ docker run --rm --mount type=tmpfs,dst=/h,readonly busybox touch /h/x
$ docker run --rm --tmpfs /h:size=64k,noexec busybox mount | grep ' /h '
$ docker run --rm --tmpfs /h:ro busybox touch /h/x
$ docker run --rm --tmpfs /h -v kept:/h busybox true
$ docker run --rm --mount type=volume,dst=/h busybox true; docker volume ls -q | grep -c '^[0-9a-f]\{64\}$'
$ docker run --rm --mount type=volume,src=kept,dst=/h,volume-label=a=b,volume-driver=local busybox true; echo $?
$ docker run --rm --mount type=volume,src=kept2,dst=/h,volume-label=a=b,volume-opt=type=tmpfs,volume-opt=device=tmpfs,volume-opt=o=size=64k busybox df -k /h | tail -n 1 | awk '{print $2}'; docker volume inspect -f '{{json .Labels}} {{json .Options}}' kept2
$ docker run --rm --mount type=volume,src=kept,dst=/h,volume-driver=local busybox true; echo $?
$ docker run --rm --mount type=npipe,src=a,dst=/h busybox true
$ docker run --rm --mount type=image,src=busybox,dst=/h busybox true
$ docker run --rm --mount type=cluster,src=a,dst=/h busybox true
$ docker run --rm --mount dst=/h,dst=/i,type=volume busybox true; echo $?
$ docker run --rm --mount type=volume,src=a,,dst=/h busybox true
$ docker run --rm --mount 'type=volume,"src=quoted",dst=/h' busybox true; docker volume ls -q -f name=quoted
$ docker run --rm --volume-driver local -v a2:/h busybox true; echo $?
$ docker run --name keeper -v /anon -v kept:/k:ro busybox sh -c 'echo x > /anon/x'
$ docker run --rm --volumes-from keeper busybox sh -c 'cat /anon/x; touch /k/no'
$ docker run --rm --volumes-from keeper:ro busybox touch /anon/no
$ docker run --rm --volumes-from keeper:rw busybox touch /anon/yes; echo $?
$ docker run --rm --volumes-from keeper:nosuch busybox true
$ docker run --rm --volumes-from keeper --volumes-from nosuch busybox true
$ docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.Mode}} {{.RW}} {{.Propagation}}{{println}}{{end}}' keeper | sort
$ docker inspect -f '{{json .HostConfig.Binds}} {{json .HostConfig.Mounts}} {{json .Config.Volumes}}' keeper
$ docker volume rm kept
$ docker rm keeper
$ docker volume rm kept
$ docker volume ls -f dangling=true -f label=keep -q
$ docker volume ls -f driver=nosuch
$ docker volume ls -f dangling=false -q
$ docker volume prune -f --filter label=keep
$ docker volume prune -f --all --filter 'label!=keep' | sort | grep -v '^[0-9a-f]\{64\}$' | head -n 12
$ docker volume prune -a -f --filter label=keep=no
$ docker volume inspect other
$ docker volume create --opt type=nfs --opt device=:/x --opt o=addr=127.0.0.1 nfs; docker run --rm -v nfs:/n busybox true
$ docker volume create --opt type=none --opt device=/nosuchdir --opt o=bind bindvol; docker run --rm -v bindvol:/n busybox true
$ docker volume create --opt type=none --opt device="$PWD/h" --opt o=bind bindok; docker run --rm -v bindok:/n busybox ls /n
$ docker volume create --opt size=10m sized
$ docker volume create --driver local x1
$ docker volume create --name old
$ docker volume create '' | wc -c
$ docker volume create ..
$ docker volume create a/b
$ docker volume create -l a=1 -l a=2 two; docker volume inspect -f '{{json .Labels}}' two
$ docker volume create two --label b=3; docker volume inspect -f '{{json .Labels}}' two
$ docker volume rm two two
$ docker volume inspect
$ docker volume inspect -f '{{.Nosuch}}' bindok
$ docker volume inspect -f '{{.CreatedAt}}' bindok | wc -c
$ docker run --rm -v kept3:/d --entrypoint sh busybox -c 'echo 1 > /d/1'; docker system df -v --format '{{range .Volumes}}{{if eq .Name "kept3"}}{{.Size}} {{.Links}}{{end}}{{end}}'
% printf 'FROM busybox\nRUN mkdir /seed && echo s > /seed/s && chown nobody /seed\nVOLUME /seed\n' | DOCKER_BUILDKIT=0 docker build -q -t seeded -
$ docker run --rm seeded cat /seed/s
$ docker run --rm -v seedvol:/seed seeded sh -c 'cat /seed/s; stat -c %U /seed'
$ docker run --rm -v seedvol:/s busybox stat -c %u /s
$ docker run --name sv seeded true; docker inspect -f '{{range .Mounts}}{{.Destination}} {{.Driver}}{{end}}' sv; docker rm -v sv; docker volume ls -q | grep -c '^[0-9a-f]\{64\}$'
$ docker volume rm -f nosuch; echo $?
$ docker volume rm ''
