# What the engine says of itself; disk usage; pruning everything
$ docker version
$ docker version --format '{{json .Client}}' | tr ',' '\n' | cut -d: -f1
$ docker version --format '{{json .Server}}' | tr ',' '\n' | cut -d: -f1
$ docker version -f '{{range .Server.Components}}{{.Name}} {{end}}'
$ docker version -f json | head -c 20
$ docker version -f '{{.Server.KernelVersion}}' | wc -l
#! any-numbers
$ docker info --format '{{.Driver}} {{.DriverStatus}} {{.LoggingDriver}} {{.CgroupVersion}} {{.DefaultRuntime}} {{.IndexServerAddress}} {{.LoggingDriver}}'
$ docker info --format '{{json .Plugins}}'
$ docker info --format '{{json .RegistryConfig}}'
$ docker info --format '{{json .SecurityOptions}} {{.LiveRestoreEnabled}} {{.Isolation}} {{.InitBinary}} {{.ExperimentalBuild}} {{.HttpProxy}}'
$ docker info --format '{{.ContainersRunning}} {{.ContainersPaused}} {{.ContainersStopped}} {{.ServerVersion}} {{.OSType}} {{.Architecture}} {{.NCPU}}'
$ docker info --format '{{json .Swarm}}'
$ docker info --format '{{json .ClientInfo}}' | tr ',' '\n' | cut -d: -f1 | head -n 5
% docker run -d --name up -v data:/d busybox sh -c 'dd if=/dev/zero of=/big bs=1k count=200 2>/dev/null; dd if=/dev/zero of=/d/big bs=1k count=100 2>/dev/null; sleep 1000'; docker run --name down alpine true; docker volume create unused; docker network create unusednet; sleep 1
% printf 'FROM busybox\nRUN dd if=/dev/zero of=/layer bs=1k count=300 2>/dev/null\n' | DOCKER_BUILDKIT=0 docker build -q -t built -
$ docker system df
$ docker system df --format '{{.Type}}|{{.TotalCount}}|{{.Active}}|{{.Size}}|{{.Reclaimable}}'
$ docker system df --format 'table {{.Type}}\t{{.Size}}'
$ docker system df --format json
#! any-order
$ docker system df -v | sed 's/^[0-9a-f]\{12\}//'
$ docker system df -v --format '{{range .Images}}{{.Repository}} {{.Size}} {{.SharedSize}} {{.UniqueSize}} {{.Containers}};{{end}}' | tr ';' '\n' | sort
$ docker system df -v --format '{{range .Containers}}{{.Names}} {{.LocalVolumes}} {{.Size}};{{end}}'
$ docker system df -v --format '{{range .Volumes}}{{println .Name .Links .Size}}{{end}}' | sort
$ docker system df extra
$ docker ps -s --format '{{.Names}} {{.Size}}'
$ docker inspect -s -f '{{.SizeRw}} {{.SizeRootFs}}' up
$ docker container ls -as --format '{{.Size}}'
$ docker system prune --filter label=nosuch -f
$ docker system prune -f --filter until=1h
$ docker image prune -a -f --filter label=nosuch
$ docker image prune -a -f --filter until=10h
$ docker container prune -f --filter label=x
$ docker container prune -f --filter 'label!=x'
$ docker container prune --filter until=x -f
$ docker system prune </dev/null
$ docker system prune -a --volumes </dev/null
$ echo y | docker system prune --volumes
$ docker volume ls -q
$ docker network ls --format '{{.Name}}'
$ docker image prune -af | grep -c deleted
$ docker images --format '{{.Repository}}'
$ docker rm -f up; docker volume prune -af | sort
$ docker system prune -af --volumes | tail -n 1 | cut -d: -f1
$ docker images -a
$ docker system df --format '{{.Type}} {{.TotalCount}}'
$ docker system prune -af --filter nosuch=x
$ docker system prune extra
$ docker system dial-stdio </dev/null
$ docker system events --since 0s --until 0s
$ docker context ls
$ docker context inspect
$ docker context export default d.tar
