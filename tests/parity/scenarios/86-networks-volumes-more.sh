# Connecting by address, alias and link; volumes with options; df, info, version
% docker network create --subnet 10.55.0.0/24 --gateway 10.55.0.1 --ip-range 10.55.0.128/25 lan; docker network create other; docker run -d --name one busybox sleep 1000
$ docker network connect --ip 10.55.0.77 --alias first --alias uno lan one && docker inspect -f '{{with index .NetworkSettings.Networks "lan"}}{{.IPAddress}} {{.Aliases}} {{.DNSNames}}{{end}}' one | sed 's/[0-9a-f]\{12\}/ID/g'
$ docker network connect lan one
$ docker network connect --ip 10.66.0.1 lan one
$ docker network connect --ip 10.66.0.1 other one
$ docker run -d --name two --network lan --network-alias dos --ip 10.55.0.78 busybox sleep 1000 >/dev/null; docker exec one ping -c 1 -W 2 dos | head -1
$ docker run --rm --network lan --ip 10.55.0.78 busybox true
$ docker run --rm --network lan --ip 10.99.0.1 busybox true
$ docker run --rm --network lan --ip nonsense busybox true
$ docker run --rm --ip 172.17.0.99 busybox true
$ docker network connect --link two:db other one
$ docker network connect --link two:db lan nosuch
$ docker network connect nosuch one
$ docker network connect --ip x lan two
$ docker network connect --driver-opt a=b other two && docker inspect -f '{{json (index .NetworkSettings.Networks "other").DriverOpts}}' two
$ docker network connect --mac-address 02:42:00:00:00:09 bridge two
$ docker run --rm --network lan --mac-address 02:42:0a:37:00:09 busybox cat /sys/class/net/eth0/address
$ docker run --rm --mac-address nonsense busybox true
$ docker network disconnect other nosuch
$ docker network disconnect nosuch one
$ docker network disconnect other one
$ docker network disconnect -f other nosuch
$ docker network disconnect host one
$ docker run --rm --network lan --network other busybox sh -c 'ls /sys/class/net | grep -c eth'
$ docker run --rm --network name=lan,alias=x,ip=10.55.0.90 busybox hostname -i
$ docker run --rm --network name=lan,nosuch=1 busybox true
$ docker run --rm --network none --network lan busybox true
$ docker run --rm --network container:nosuch busybox true
$ docker run --rm --network container:one -p 80:80 busybox true
$ docker run --rm --network container:one --hostname x busybox true
$ docker run --rm --network host --network-alias x busybox true
$ docker run --rm --network nosuch busybox true
$ docker network inspect lan -f '{{range .Containers}}{{.Name}} {{.IPv4Address}}{{println}}{{end}}' | sort
$ docker network inspect -v lan -f '{{json .IPAM}}'
$ docker network inspect nosuch lan -f '{{.Name}}'
$ docker network rm lan
$ docker network rm nosuch other
$ docker network rm bridge
$ docker network create lan
$ docker network create --subnet 10.55.0.0/16 clash
$ docker network create --subnet nonsense x
$ docker network create --gateway 10.1.1.1 x
$ docker network create --subnet 10.77.0.0/24 --gateway 10.78.0.1 x
$ docker network create --subnet 10.77.0.0/24 --ip-range 10.78.0.0/25 x
$ docker network create -d nosuch x
$ docker network create -d host x
$ docker network create --internal --label z=1 -o com.docker.network.bridge.name=brx int && docker network inspect int -f '{{.Internal}} {{.Labels}} {{.Options}} {{.Attachable}}'
$ docker network create --ipv6 --subnet fd00:dead::/64 six >/dev/null; docker network inspect six -f '{{.EnableIPv6}} {{len .IPAM.Config}}'
$ docker network create --aux-address h=10.88.0.5 --subnet 10.88.0.0/24 aux >/dev/null; docker network inspect aux -f '{{json .IPAM.Config}}'
$ docker network create 'bad name'
$ docker network create
$ docker volume create -o type=tmpfs -o device=tmpfs -o o=size=1m,uid=1000 tv && docker run --rm -v tv:/t busybox sh -c 'df -k /t | tail -1 | cut -d" " -f 1; stat -c %u /t'
$ docker volume inspect tv -f '{{json .Options}} {{.Driver}} {{.Scope}}'
$ docker volume create -o nosuch=1 bad
$ docker volume create -d nosuch bad
$ docker volume create 'bad name'
$ docker volume create x
$ docker volume create -o type=none -o device=/nosuch -o o=bind bv; docker run --rm -v bv:/t busybox true
$ docker volume create tv
$ docker volume create a b
$ docker volume create | wc -c
$ docker volume rm nosuch tv
$ docker volume rm -f nosuch
$ docker volume inspect nosuch
$ docker volume inspect x nosuch -f '{{.Name}}'
$ docker system df --format '{{.Type}} {{.TotalCount}} {{.Active}}'
$ docker system df --format 'table {{.Type}}\t{{.TotalCount}}'
$ docker system df -v --format '{{range .Containers}}{{.Names}} {{.LocalVolumes}}{{println}}{{end}}'
$ docker system df -v --format '{{range .Volumes}}{{.Name}} {{.Links}}{{println}}{{end}}' | grep -v '^[0-9a-f]\{64\}'
$ docker system df -v --format '{{.Nosuch}}'
$ docker system df --format json | head -1
$ docker system df extra
$ docker info --format '{{.ServerVersion}} {{.Driver}} {{.OSType}} {{.CgroupDriver}} {{.Swarm.LocalNodeState}}'
$ docker info --format '{{json .Plugins}}'
$ docker info --format '{{.Nosuch}}'
$ docker info --format '{{.Containers}} {{.ContainersRunning}} {{.ContainersStopped}} {{.Images}}'
$ docker info -f '{{json .RegistryConfig.IndexConfigs}}'
$ docker info extra
$ docker version --format '{{.Client.Version}} {{.Server.Version}} {{.Server.APIVersion}} {{.Server.MinAPIVersion}}'
$ docker version --format '{{json .Server.Components}}' | tr ',' '\n' | grep Name
$ docker version -f '{{.Nosuch}}'
$ docker version -f '{{range .Server.Components}}{{.Name}} {{end}}'
$ DOCKER_API_VERSION=1.30 docker version -f '{{.Client.APIVersion}}'
$ DOCKER_API_VERSION=1.99 docker version -f '{{.Client.APIVersion}}'
$ DOCKER_API_VERSION=x docker version -f '{{.Client.APIVersion}}'
