# More of ps
% docker run -d --name web -p 8080-8082:80-82 -p 9000:9000/udp -v data:/data -v /tmp:/host -l a=1 -l b=2 busybox sleep 100
% docker network create n1
% docker run -d --name two --network n1 --health-cmd true alpine sleep 100
% docker run --name dead busybox sh -c 'exit 137'
% docker create --name fresh -v anon:/x busybox very long command line that is longer than twenty
$ docker ps -a --format '{{.ID}}' | head -c 12 | wc -c
$ docker ps -a --no-trunc --format '{{.Command}} {{.Mounts}}'
$ docker ps -a --format '{{.Command}}|{{.Mounts}}|{{.LocalVolumes}}|{{.Size}}'
$ docker ps -a --format 'table {{.Names}}\t{{.Mounts}}\t{{.Networks}}\t{{.Label "a"}}\t{{.Labels}}'
$ docker ps --format 'table' 
$ docker ps --format 'table {{.ID}}' | head -n 1
$ docker ps --format '{{upper .Names}} {{json .}}' -f name=web
$ docker ps --format raw
$ docker ps --format pretty
$ docker ps -a --format '{{range .Names}}{{.}}{{end}}'
$ docker ps -a --format '{{if eq .State "running"}}R{{else}}-{{end}} {{.Names}}'
$ docker ps -a --format '{{truncate .Names 2}} {{pad .Names 1 1}}|{{join (split .Names "e") "-"}}'
$ docker ps -aq --no-trunc | wc -c
$ docker ps -q --format '{{.Names}}'
$ docker ps -n 2 --format '{{.Names}}'
$ docker ps -n -1 --format '{{.Names}}'
$ docker ps -n x
$ docker ps -l --format '{{.Names}}'
$ docker ps -lq | wc -l
$ docker ps -a -f exited=137 --format '{{.Names}}'
$ docker ps -a -f exited=x
$ docker ps -a -f is-task=true
$ docker ps -a -f is-task=x
$ docker ps -a -f id=zzz
$ docker ps -a -f health=starting --format '{{.Names}}'
$ docker ps -a -f health=none --format '{{.Names}}'
$ docker ps -a -f health=foo
$ docker ps -a -f network=n1 --format '{{.Names}}'
$ docker ps -a -f network=nosuch --format '{{.Names}}'
$ docker ps -a -f volume=data --format '{{.Names}}'
$ docker ps -a -f volume=/host --format '{{.Names}}'
$ docker ps -a -f publish=80 --format '{{.Names}}'
$ docker ps -a -f publish=8080-8081/tcp --format '{{.Names}}'
$ docker ps -a -f publish=9000/udp --format '{{.Names}}'
$ docker ps -a -f publish=x
$ docker ps -a -f expose=80-90 --format '{{.Names}}'
$ docker ps -a -f ancestor=nosuch
$ docker ps -a -f ancestor=busybox:latest --format '{{.Names}}'
$ docker ps -a -f before=nosuch
$ docker ps -a -f since=nosuch
$ docker ps -a -f since=web -f before=dead --format '{{.Names}}'
$ docker ps -a -f label=a=1 -f label=nosuch
$ docker ps -a -f 'label=' --format '{{.Names}}'
$ docker ps -a -f 'name=^/web$' -f name=two --format '{{.Names}}'
$ docker ps -a -f 'name=[' --format '{{.Names}}'
$ docker ps -a -f isolation=default --format '{{.Names}}'
$ docker ps -a -f status= 
$ docker ps -a -f =x
$ docker ps -a -f status=running,exited
$ docker ps --filter status=removing
$ docker ps -as --format '{{.Names}} {{.Size}}'
$ docker ps --size --no-trunc --format 'table {{.Names}}\t{{.Size}}'
$ docker container ps -a --format '{{.Names}}'
$ docker container list -a --format '{{.Names}}'
$ docker container ls --help | tail -n +5 | cut -c 1-25
$ docker ps -a --format '{{.CreatedAt}}' | head -n 1 | wc -w
$ docker ps -a --format json | head -n 1 | tr ',' '\n' | cut -d: -f1
$ docker ps --format '{{json .}}' -f name=nosuch
$ docker ps --format '{{printf "%-10s|" .Names}}'
$ docker ps --format '{{.Label}}'
$ docker ps --format '{{.Label "a" "b"}}'
$ docker ps --format '{{len .Names}}'
$ docker ps --format 'table {{.Names | lower}}\t{{.Image | upper}}'
$ docker ps --format 'table {{len .Names}}\t{{.Image}}x'
$ docker ps --format 'x\ty\n{{.Names}}'
