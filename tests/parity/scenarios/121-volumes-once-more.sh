# Volumes and mounts as lists and inspect show them, copied up with owners and modes, shared, nested, read-only, by driver and by label
% mkdir h && cd h && mkdir -p src/in 'with space' && echo s > src/s && echo i > src/in/i && chmod 750 src && echo w > 'with space/w' && printf 'FROM busybox\nRUN mkdir -p /seed/deep && echo 1 > /seed/1 && echo 2 > /seed/deep/2 && ln -s 1 /seed/l && chown -R 12:34 /seed && chmod 2770 /seed && chmod 4711 /seed/1 && mkfifo /seed/p && ln /seed/1 /seed/h\nVOLUME /seed /empty\n' | DOCKER_BUILDKIT=0 docker build -q -t seeded - >/dev/null
$ docker run --rm seeded sh -c 'stat -c "%u:%g %a %h %F %n" /seed /seed/1 /seed/l /seed/p /seed/h /seed/deep/2 /empty'
$ docker run --rm -v up:/seed seeded true
$ docker run --rm -v up:/x busybox sh -c 'stat -c "%u:%g %a %h %F %n" /x /x/1 /x/l /x/p /x/h /x/deep/2'
$ docker run --rm -v up2:/seed/deep seeded ls /seed/deep
$ docker run --rm -v up2:/y busybox stat -c '%u:%g %a' /y
$ docker run --rm -v up3:/seed/new seeded stat -c '%u:%g %a' /seed/new
$ docker run --rm -v up4:/seed:nocopy seeded stat -c '%u:%g %a' /seed
$ docker volume create pre >/dev/null
$ docker run --rm -v pre:/x busybox chmod 700 /x
$ docker run --rm -v pre:/seed seeded stat -c '%u:%g %a' /seed
$ docker run --rm -v pre:/x busybox touch /x/f
$ docker run --rm -v pre:/seed/deep seeded ls /seed/deep
$ docker volume create pre2 >/dev/null
$ docker run --rm -v pre2:/x busybox chown 77 /x
$ docker run --rm -v pre2:/q busybox stat -c %u /q
$ docker create --name c1 -v up9:/seed seeded >/dev/null
$ docker run --rm -v up9:/x busybox ls /x
$ docker start c1 >/dev/null
$ docker run --rm -v up9:/x busybox ls /x
$ docker create --name m1 -v vol:/a -v vol:/b:ro -v /anon -v "$PWD/src":/c:ro,z --mount type=volume,src=vol2,dst=/d,readonly,volume-label=k=v --mount type=bind,src="$PWD/src/s",dst=/e --mount type=tmpfs,dst=/f,tmpfs-mode=1770,tmpfs-size=64k --mount type=volume,dst=/g --tmpfs /h:size=1m busybox sh -c 'mount | grep -c tmpfs' >/dev/null
$ docker inspect m1 -f '{{range .Mounts}}{{.Type}}|{{if eq .Type "volume"}}{{len .Name}}{{end}}|{{.Destination}}|{{.Driver}}|{{.Mode}}|{{.RW}}|{{.Propagation}}{{println}}{{end}}' | sort
$ docker inspect m1 -f '{{range .HostConfig.Binds}}{{println .}}{{end}}' | sort | sed "s#$PWD#PWD#g"
$ docker inspect m1 -f '{{json .HostConfig.Mounts}} {{json .HostConfig.Tmpfs}} {{json .Config.Volumes}}' | sed "s#$PWD#PWD#g"
$ docker inspect m1 | grep -A 12 TmpfsOptions
$ docker inspect m1 -f '{{json .Mounts}}' | tr '{' '\n' | sed 's/[],]*$//' | sort | sed "s#$PWD#PWD#g; s/[0-9a-f]\{64\}/ANON/g"
$ docker ps -a -f name=m1 --format '{{.Mounts}}' --no-trunc | tr ',' '\n' | sed "s#$PWD#PWD#g; s/[0-9a-f]\{64\}/ANON/g" | sort
$ docker ps -a -f name=m1 --format '{{.Mounts}}' | tr ',' '\n' | sed 's/^[0-9a-f]\{14\}/ANON/; s#^/[^ ]*#PATH#' | sort
$ docker ps -a -f name=m1 --format '{{.LocalVolumes}}'
$ docker ps -aq -f volume=/a -f name=m1 | wc -l
$ docker ps -a -f volume=vol2 --format '{{.Names}}'
$ docker ps -a -f volume=/nosuch -q
$ docker start -a m1
$ docker volume inspect vol2 -f '{{json .Labels}} {{json .Options}} {{.Driver}} {{.Status}}'
$ docker volume inspect vol -f '{{json .Labels}} {{json .Options}}'
$ docker rm -v m1
$ docker volume ls -q | grep -c '^[0-9a-f]\{64\}$'
$ docker run --rm -v nest:/n -v nest2:/n/in busybox sh -c 'touch /n/a /n/in/b; ls /n'
$ docker run --rm -v nest:/x busybox ls -R /x
$ docker run --rm -v nest2:/n/in -v nest:/n busybox ls /n/in
$ docker run --rm -v "$PWD/src":/n:ro -v nest:/n/in busybox ls /n/in
$ docker run --rm -v "$PWD/src":/n:ro -v nest:/n/new busybox ls /n
$ docker run --rm -v "$PWD/src":/n -v /n/in busybox ls /n/in
$ docker run --rm -v "$PWD/src":/n --tmpfs /n/in busybox ls /n/in
$ docker run --rm -v "$PWD/src/s":/n/f -v nest:/n busybox ls /n
$ docker run --rm --read-only -v nest:/made/up busybox ls -d /made/up
$ docker run --rm -v nest:/etc/hosts busybox true
$ docker run --rm -v "$PWD/src/s":/etc/hosts busybox cat /etc/hosts
$ docker run --rm -v "$PWD/src/s":/etc/resolv.conf:ro busybox cat /etc/resolv.conf
$ docker run --rm -v nest:/proc/x busybox true
$ docker run --rm -v nest:/proc busybox true
$ docker run --rm -v nest:/sys busybox ls /sys
$ docker run --rm -v nest:/dev/shm busybox ls /dev/shm
$ docker run --rm -v nest:/dev busybox ls /dev/a
$ docker run --rm -v / busybox true 2>&1 | sed 's/ip_unprivileged_port_start/SYSCTL/; s/ping_group_range/SYSCTL/'
$ docker run --rm -v /: busybox true
$ docker run --rm -v /:/ busybox true
$ docker run --rm -v nest:/.. busybox true
$ docker run --rm -v nest:// busybox true
$ docker run --rm -v nest:/a/../.. busybox true
$ docker run --rm --mount dst=/ busybox true
$ docker run --rm --mount type=tmpfs,dst=/ busybox true
$ docker run --rm --tmpfs / busybox true
$ docker run --rm -v / -v /ok busybox true 2>&1 | sed 's/ip_unprivileged_port_start/SYSCTL/; s/ping_group_range/SYSCTL/'
$ docker create -v / busybox
$ docker run --rm -v 'sp:/with space' busybox ls -d '/with space'
$ docker run --rm -v "$PWD/with space:/w" busybox cat /w/w
$ docker run --rm --mount "type=bind,src=$PWD/with space,dst=/w" busybox cat /w/w
$ docker run --rm -v 'nest:/a:b' busybox true
$ docker run --rm -v 'C:\x:/y' busybox true
$ docker run --rm -v 'nest:\y' busybox true
$ docker run --rm -v '$HOME:/y' busybox true
$ docker run --rm -v '.:/y:ro' busybox ls /y | head -n 1
$ docker run --rm -v '..:/y' busybox true
$ docker run --rm -v 'src/in:/y' busybox true
$ docker run --rm -v '.hid:/y' busybox true
$ docker run --rm -v 'n@me:/y' busybox true
$ docker run --rm -v '-x:/y' busybox true
$ docker run --rm -v 'é:/y' busybox true
$ docker run --rm -v nest:/x:RO busybox true
$ docker run --rm -v nest:/x:ro,ro busybox true
$ docker run --rm -v nest:/x: busybox true
$ docker run --rm -v nest:/x:, busybox true
$ docker run --rm -v nest:/x:copy busybox true
$ docker run --rm -v nest:/x:nocopy,copy busybox true
$ docker run --rm -v nest:/x:rprivate busybox true
$ docker run --rm -v "$PWD/src":/x:rw,delegated busybox ls /x
$ docker run --rm -v "$PWD/src":/x:cached,delegated busybox true
$ docker run --rm -v "$PWD/src":/x:Z,ro busybox touch /x/n
$ docker run --rm -v "$PWD/src":/x:rprivate,ro busybox ls /x
$ docker run --rm -v "$PWD/src":/x:exec busybox true
$ docker run --rm --mount type=volume,source=nest,destination=/x,volume-subpath=. busybox ls /x
$ docker run --rm --mount type=volume,source=nest,target=/x,volume-subpath= busybox ls /x
$ docker run --rm --mount type=volume,source=nest,target=/x,volume-subpath=a busybox stat -c %F /x
$ docker run --rm --mount type=volume,source=nest,target=/x,volume-subpath=in/../a busybox stat -c %F /x
$ docker run --rm --mount type=volume,target=/x,volume-subpath=a busybox true
$ docker run --rm --mount type=bind,source="$PWD",target=/x,volume-subpath=src busybox true
$ docker run --rm --mount type=volume,source=fresh9,target=/x,volume-subpath=no busybox true
$ docker volume ls -q -f name=fresh9
$ docker run --rm --mount type=volume,source=up,target=/seed,volume-subpath=deep seeded ls /seed
$ docker run --rm --mount type=tmpfs,dst=/t busybox sh -c 'stat -c %a /t; mount | grep " /t " | cut -d"(" -f 2'
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-mode=0 busybox stat -c %a /t
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-mode=8 busybox true
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=-1 busybox true
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=0 busybox true
$ docker run --rm --mount type=tmpfs,dst=/t,readonly busybox sh -c 'mount | grep -o " /t .*(r."'
$ docker run --rm --tmpfs /t:rw,size=10%,mode=1777 busybox true
$ docker run --rm --tmpfs t busybox true
$ docker run --rm --tmpfs '' busybox true
$ docker run --rm --tmpfs /t:size=1m --tmpfs /t:size=2m busybox df -k /t | tail -n 1 | tr -s ' ' | cut -d' ' -f 2
$ docker run --rm --tmpfs /t:uid=5,gid=6,mode=710 busybox stat -c '%u:%g %a' /t
$ docker run --rm --tmpfs /seed seeded ls /seed
$ docker volume create -d nosuch v1
$ docker volume create -d '' v2
$ docker volume create -d local:x v3
$ docker volume ls -q -f name=^v
$ docker volume create -d local -o type=tmpfs -o device=tmpfs -o o=size=128k,mode=750,uid=3 vt
$ docker run --rm -v vt:/x busybox sh -c 'stat -c "%u %a" /x; df -k /x | tail -n 1 | tr -s " " | cut -d" " -f 2; touch /x/gone'
$ docker run --rm -v vt:/x busybox ls -A /x
$ docker run --rm --mount type=volume,src=vt,dst=/x,volume-opt=type=ext4 busybox true
$ docker volume create -o type=bind -o device="$PWD/src" -o o=bind vb
$ docker run --rm -v vb:/x busybox ls /x
$ docker run --rm -v vb:/seed seeded ls /seed
$ docker volume inspect vb -f '{{json .Options}}' | sed "s#$PWD#PWD#g"
$ docker volume create -o device=/x vbad
$ docker volume create -o type=none -o device=rel -o o=bind vrel
$ docker run --rm -v vrel:/x busybox true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/g'
$ docker volume create -o type=nosuchfs -o device=/dev/null vfs
$ docker run --rm -v vfs:/x busybox true
$ docker volume create -o o=size=1 vsz
$ docker volume create -o type= vt0
$ docker volume create -o type vt1
$ docker volume rm vb vrel vfs; ls src
$ docker volume create lv --label a --label b=2 --label b=3 --label =x
$ docker volume create lv --label a --label b=2 --label b=3
$ docker volume inspect lv -f '{{json .Labels}}'
$ docker volume ls -f label=a -f label=b=3 -q
$ docker volume ls -f label=b=2 -q
$ docker volume ls -f name=l -f name=nest2 -q
$ docker volume ls -f name='^l' -q
$ docker volume ls -f 'name=[' -q
$ docker volume ls -f driver=local -f dangling=0 -q
$ docker volume ls --format '{{.Name}}: {{.Label "b"}} {{.Mountpoint}} {{.Status}}' -f name=lv
$ docker volume ls --format json -f name=lv | grep -o '"Name":"lv"'
$ docker volume ls -f name=lv --format 'table {{.Name}}\t{{.Label "b"}}'
$ docker volume ls x
$ docker volume ls -q -f nosuch=1
$ docker volume ls -f label
$ docker volume inspect lv nosuch nest -f '{{.Name}} {{.Scope}}'
$ docker volume inspect -f '{{.UsageData}}' lv
$ docker volume inspect -f '{{.Mountpoint}}' lv
$ docker volume inspect --format json lv | sed 's/"CreatedAt":"[^"]*"/T/'
$ docker volume inspect -s lv
$ docker volume inspect ''
$ docker inspect --type volume lv -f '{{.Name}}'
$ docker inspect --type volume nosuch
$ docker inspect lv -f '{{.Driver}}'
$ docker inspect -s lv nosuch -f '{{.Driver}}'
$ docker run -d --name user1 -v nest:/x -v /y --mount src=lv,dst=/z busybox sleep 1000 | wc -c
$ docker volume rm nest lv
$ docker volume rm -f lv
$ docker rm -f user1
$ docker volume rm lv
$ docker volume rm lv
$ docker volume rm -f lv
$ docker volume rm ''
$ docker volume rm nest nosuch nest2
$ docker volume rm
$ docker run --name from1 -v keep:/k -v /anon -v "$PWD/src":/s:ro --tmpfs /t seeded sh -c 'echo k > /k/k; touch /anon/x; touch /s/x; ls /seed'
$ docker run --rm --volumes-from from1 busybox sh -c 'ls -d /k /anon /s /t /seed /empty; touch /s/x'
$ docker run --rm --volumes-from from1:ro -v keep:/other busybox sh -c 'touch /other/o; touch /k/p; ls /seed'
$ docker run --rm --volumes-from from1:z busybox ls /k
$ docker run --rm --volumes-from from1:rw,ro busybox true
$ docker run --rm --volumes-from from1: busybox ls /k
$ docker run --rm --volumes-from :ro busybox true
$ docker create --name from2 --volumes-from from1 --volumes-from from1:ro busybox >/dev/null
$ docker inspect from2 -f '{{range .Mounts}}{{.Destination}} {{.RW}} {{.Mode}};{{end}}{{json .HostConfig.VolumesFrom}}'| tr ';' '\n' | sort
$ docker rm from1
$ docker start -a from2
$ docker volume ls -q | grep -c '^[0-9a-f]\{64\}$'
$ docker rm -v from2
$ docker volume ls -q | grep -c '^[0-9a-f]\{64\}$'
$ docker run --rm -v gone:/x busybox true
$ docker volume ls -q -f name=gone
$ docker run --rm -v /x busybox true
$ docker volume ls -q -f dangling=true | grep -c '^[0-9a-f]\{64\}$'
$ docker run --rm --mount type=volume,dst=/x busybox true
$ docker volume ls -q -f dangling=true | grep -c '^[0-9a-f]\{64\}$'
$ docker rm -fv c1 >/dev/null
$ docker system df -v --format '{{range .Volumes}}{{.Name}} {{.Links}} {{.Size}}{{println}}{{end}}' | grep -v '^[0-9a-f]\{64\}' | sort | head -n 12
$ docker system df --format '{{.Type}} {{.TotalCount}} {{.Active}} {{.Reclaimable}}' | grep Vol
$ docker volume prune -f | sed 's/^[0-9a-f]\{64\}$/ANON/' | sort -u
$ docker volume prune -f -a --filter label=nosuch
$ docker volume prune -f --filter until=1h
$ docker volume prune --filter x -f
$ docker volume prune -f -a --filter name=up
$ docker volume prune -f -a | grep -v Total | sort
$ docker volume ls -q
