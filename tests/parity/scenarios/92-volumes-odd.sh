# Volumes and mounts in odd uses: copying up, sub-paths, propagation, read-only, shared, pruned
% mkdir -p host/sub && echo h > host/file && echo s > host/sub/s; docker volume create data; docker run --rm -v data:/d busybox sh -c 'mkdir -p /d/sub/deep; echo v > /d/file; echo s > /d/sub/s; ln -s sub /d/link; ln -s /etc /d/out'
$ docker run --rm -v fresh:/etc busybox sh -c 'ls /etc | head -3'; docker run --rm -v fresh:/x busybox ls /x
$ docker run --rm -v plain:/etc:nocopy busybox sh -c 'ls -A /etc | sort'
$ docker run --rm --mount type=volume,source=mnocopy,target=/etc,volume-nocopy busybox sh -c 'ls -A /etc | sort'
$ docker run --rm -v data:/etc busybox ls /etc | grep -c file
$ docker run --rm --mount type=volume,src=data,dst=/m,volume-subpath=sub busybox ls /m
$ docker run --rm --mount type=volume,src=data,dst=/m,volume-subpath=file busybox cat /m
$ docker run --rm --mount type=volume,src=data,dst=/m,volume-subpath=nosuch busybox ls /m
$ docker run --rm --mount type=volume,src=data,dst=/m,volume-subpath=../x busybox ls /m
$ docker run --rm --mount type=volume,src=data,dst=/m,volume-subpath=/sub busybox ls /m
$ docker run --rm --mount type=volume,src=data,dst=/m,volume-subpath=link busybox ls /m
$ docker run --rm --mount type=volume,src=data,dst=/m,volume-subpath=out busybox ls /m
$ docker run --rm -v data:/d:ro busybox touch /d/x
$ docker run --rm -v data:/d:rw,nocopy busybox touch /d/x
$ docker run --rm -v data:/d:ro,rw busybox true
$ docker run --rm -v data:/d:nosuch busybox true
$ docker run --rm -v data:/d:z busybox true; docker run --rm -v data:/d:z,Z busybox true
$ docker run --rm -v data:/d:shared busybox true
$ docker run --rm -v "$PWD/host":/d:nocopy busybox true
$ docker run --rm -v "$PWD/host":/d:slave,private busybox true
$ docker run --rm -v data:relative busybox true
$ docker run --rm -v data:/ busybox true
$ docker run --rm -v data:. busybox true
$ docker run --rm -v :/d busybox true
$ docker run --rm -v data: busybox true
$ docker run --rm -v '' busybox true
$ docker run --rm -v /anon busybox ls -d /anon
$ docker run --rm -v ./host:/d busybox ls /d
$ docker run --rm -v host/sub:/d busybox ls /d
$ docker run --rm -v a:/d:ro:x busybox true
$ docker run --rm -v x:/d busybox ls -d /d
$ docker run --rm -v "$PWD/host/file":/f busybox cat /f
$ docker run --rm -v "$PWD/host/file":/etc busybox true
$ docker run --rm -v "$PWD/host":/etc/passwd busybox true
$ docker run --rm -v "$PWD/made":/d busybox touch /d/x && ls made
$ docker run --rm --mount type=bind,src="$PWD/made2",dst=/d busybox true
$ docker run --rm --mount type=bind,src=host,dst=/d busybox ls /d
$ docker run --rm --mount type=bind,src="$PWD/made3",dst=/d,bind-create-src busybox ls -d /d
$ docker run --rm --mount type=bind,dst=/d busybox true
$ docker run --rm --mount type=bind,src="$PWD/host" busybox true
$ docker run --rm --mount type=bind,src="$PWD/host",dst=d busybox true
$ docker run --rm --mount type=bind,src="$PWD/host",dst=/d,readonly busybox touch /d/x
$ docker run --rm --mount type=bind,src="$PWD/host",dst=/d,readonly=maybe busybox true
$ docker run --rm --mount type=bind,src="$PWD/host",dst=/d,ro=1,bind-propagation=nosuch busybox true
$ docker run --rm --mount type=bind,src="$PWD/host",dst=/d,volume-nocopy busybox true
$ docker run --rm --mount type=bind,src="$PWD/host",dst=/d,tmpfs-size=1 busybox true
$ docker run --rm --mount type=bind,src="$PWD/host",dst=/d,bind-recursive=nosuch busybox true
$ docker run --rm --mount type=bind,src="$PWD/host",dst=/d,bind-recursive=disabled busybox ls /d
$ docker run --rm --mount type=volume,src=data,dst=/d,bind-propagation=shared busybox true
$ docker run --rm --mount type=volume,dst=/d,volume-label=a=b,volume-opt=type=tmpfs,volume-opt=device=tmpfs,volume-opt=o=size=2m busybox sh -c 'df -k /d | tail -1 | cut -c 1-20'
$ docker run --rm --mount type=volume,src=lab,dst=/d,volume-label=a=b busybox true; docker volume inspect lab -f '{{json .Labels}}'
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=700 busybox sh -c 'stat -c %a /t; df -k /t | tail -1 | cut -c 1-20'
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-mode=abc busybox true
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=x busybox true
$ docker run --rm --mount type=tmpfs,src=x,dst=/t busybox true
$ docker run --rm --mount type=npipe,src=x,dst=/t busybox true
$ docker run --rm --mount type=image,src=alpine,dst=/t busybox true
$ docker run --rm --mount type=nosuch,dst=/t busybox true
$ docker run --rm --mount dst=/t busybox sh -c 'mount | grep -c " /t "'
$ docker run --rm --mount nosuch=1 busybox true; docker run --rm --mount nosuch busybox true; docker run --rm --mount '' busybox true; docker run --rm --mount type busybox true; docker run --rm --mount 'a"b' busybox true
$ docker run --rm --mount type=volume,src=data,dst=/d,consistency=cached busybox true; docker run --rm --mount type=volume,src=data,dst=/d,consistency=x busybox true
$ docker run --rm --mount src=data,dst=/d -v fresh:/d busybox true; docker run --rm -v a:/d -v b:/d busybox true; docker run --rm --tmpfs /d -v b:/d busybox true
$ docker run --rm --tmpfs /t busybox stat -c %a /t; docker run --rm --tmpfs /t:size=1m,mode=755,uid=5 busybox stat -c '%a %u' /t; docker run --rm --tmpfs /t:nosuch busybox true; docker run --rm --tmpfs t busybox true; docker run --rm --tmpfs /t:ro busybox touch /t/x; docker run --rm --tmpfs / busybox true
$ docker run --rm --read-only busybox touch /x; docker run --rm --read-only --tmpfs /run -v data:/d busybox sh -c 'touch /run/x /d/y /dev/shm/z && echo ok; touch /etc/x'
$ docker run -d --name src -v data:/one -v /two -v "$PWD/host":/three:ro busybox sleep 1000 > /dev/null; docker run --rm --volumes-from src busybox sh -c 'ls /one /three; touch /three/x'
$ docker run --rm --volumes-from src:ro busybox touch /one/x; docker run --rm --volumes-from src:nosuch busybox true; docker run --rm --volumes-from nosuch busybox true; docker run --rm --volumes-from '' busybox true; docker run --rm --volumes-from src:ro:x busybox true; docker run --rm --volumes-from src -v fresh:/one busybox ls /one | head -1
$ docker run --rm --volume-driver local -v lv:/d busybox true; docker volume inspect lv -f '{{.Driver}}'
$ docker inspect src -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.Mode}} {{.RW}} {{.Propagation}} {{.Driver}}{{println}}{{end}}' | sort
$ docker inspect src -f '{{json .HostConfig.Binds}} {{json .Config.Volumes}}' | sed "s#$PWD#PWD#g"
$ docker ps --filter volume=data --format '{{.Names}} {{.LocalVolumes}}'; docker ps --filter volume=/three -q | wc -l; docker ps --filter volume=nosuch -q
$ docker volume rm data; docker volume rm data nosuch fresh; docker volume rm -f data; docker rm -f src; docker volume rm data
$ docker volume ls --filter dangling=true --format '{{.Name}}' | grep -v '^[0-9a-f]\{64\}$'; docker volume ls --filter dangling=x; docker volume ls --filter driver=nosuch -q; docker volume ls --filter label=a -q; docker volume ls --filter name=la -q; docker volume ls --filter nosuch=1
$ docker volume ls --format '{{.Nosuch}}'; docker volume ls --format 'table {{.Name}}\t{{.Driver}}' --filter name=lab; docker volume ls --format '{{.Availability}} {{.Group}} {{.Links}} {{.Size}} {{.Status}}' --filter name=lab; docker volume ls -q extra; docker volume ls --cluster
$ docker volume create --label a=b --label a=c --name named; docker volume create --name a b; docker volume create -d local -o type=tmpfs -o device=tmpfs -o o=nosuch bad && docker run --rm -v bad:/d busybox true; docker volume create -o type=ext4 x; docker volume create -o device=/x y; docker volume create -o o=bind z
$ docker volume create -o type=none -o o=bind -o device="$PWD/host" hb && docker run --rm -v hb:/d busybox ls /d; docker volume create -o type=none -o o=bind,ro -o device="$PWD/host" hr && docker run --rm -v hr:/d busybox touch /d/x; docker volume create -o type=none -o o=rbind -o device=relative hx && docker run --rm -v hx:/d busybox true
$ docker volume create hb; docker volume create -o type=tmpfs -o device=tmpfs hb; docker volume create a/b; docker volume create .x; docker volume create x.y_z-1; docker volume create ''; docker volume create y -d nosuch
$ docker volume prune -f --filter label=nosuch; docker volume prune -f --filter all=true --filter label=a; docker volume prune -f --filter nosuch=1; docker volume prune -f -a --filter label!=b | sort; docker volume prune -af --filter until=1h; docker volume prune extra; docker volume update x; docker volume inspect; docker volume inspect -f '{{.Nosuch}}' x; docker volume nosuch
