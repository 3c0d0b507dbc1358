# Templates of every kind
% docker run -d --name web -p 8080:80 -l tier=front -e A=1 -e B=two -v data:/data --mount type=tmpfs,target=/t busybox sleep 100
% docker create --name fresh alpine echo hi
% docker network create -d bridge --subnet 10.9.0.0/24 --label x=y net1
% docker volume create --label k=v vol1
$ docker inspect -f '{{len .Config.Env}} {{index .Config.Env 0}} {{.Config.Cmd}} {{slice .Id 0 3 | len}}' web
$ docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' web
$ docker inspect -f '{{range $i, $e := .Config.Env}}{{$i}}={{$e}} {{end}}' web
$ docker inspect -f '{{if .State.Running}}up{{else}}down{{end}} {{if eq .State.Status "running"}}yes{{end}}' web fresh
$ docker inspect -f '{{with .Config.Labels}}{{.tier}}{{end}}' web
$ docker inspect -f '{{with .Config.Nosuch}}x{{end}}' web
$ docker inspect -f '{{.Nosuch}}' web
$ docker inspect -f '{{.State.Nosuch}}' web
$ docker inspect -f '{{index .Config.Labels "nosuch"}}' web
$ docker inspect -f '{{json .Config.Labels}}' web
$ docker inspect -f '{{json .HostConfig.PortBindings}}' web
$ docker inspect -f '{{.HostConfig.PortBindings}}' web
$ docker inspect -f '{{(index (index .HostConfig.PortBindings "80/tcp") 0).HostPort}}' web
$ docker inspect -f '{{join .Config.Env ","}}' web
$ docker inspect -f '{{split .Path "l"}} {{upper .Path}} {{lower "ABC"}} {{title .Path}} {{pad .Path 2 3}}|{{truncate .Path 3}}' web
$ docker inspect -f '{{printf "%s-%d-%v-%q-%5s|%-5s|%05d|%x" .Path (len .Args) .Args .Path "a" "b" 42 255}}' web
$ docker inspect -f '{{and .State.Running .State.Paused}} {{or .State.Paused .State.Running}} {{not .State.Paused}}' web
$ docker inspect -f '{{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 1 2}} {{ge 1 2}} {{eq 1 2 1}}' web
$ docker inspect -f '{{.State}}' fresh
$ docker inspect -f '{{.Config.Labels}} {{.Mounts}}' fresh
$ docker inspect -f '{{.HostConfig.RestartPolicy}} {{.HostConfig.LogConfig}}' web
$ docker inspect -f '{{html "<a>"}} {{urlquery "a b"}} {{js "x'"'"'y"}} {{print 1 "a" 2 3}}' web
$ docker inspect -f '{{/* note */}}{{- .Name -}}   x' web
$ docker inspect -f '{{$x := 1}}{{$x}}{{$x = 2}}{{$x}}' web
$ docker inspect -f '{{define "T"}}[{{.}}]{{end}}{{template "T" .Name}}' web
$ docker inspect -f '{{block "B" .Name}}<{{.}}>{{end}}' web
$ docker inspect -f '{{range .Args}}{{.}}{{break}}{{else}}none{{end}}' web
$ docker inspect -f '{{range .Config.OnBuild}}{{.}}{{else}}none{{end}}' web
$ docker inspect -f '{{index .Config.Env 99}}' web
$ docker inspect -f '{{.Config.Env.Foo}}' web
$ docker inspect -f '{{nosuch .Name}}' web
$ docker inspect -f '{{if}}' web
$ docker inspect -f '{{end}}' web
$ docker inspect -f '{{range .Config.Env}}' web
$ docker inspect -f '{{.Name | printf "%s" | len}}' web
$ docker inspect -f '{{"quoted\n"}}{{`raw\n`}}' web
$ docker inspect -f '{{1.5}} {{0x10}} {{true}} {{nil}}' web
$ docker inspect -f '{{.Created}}' web | cut -c 1-3
$ docker inspect -f '{{.RestartCount}} {{.SizeRw}}' web
$ docker inspect -s -f '{{.SizeRw}}' web
$ docker inspect --type network -f '{{.Driver}} {{(index .IPAM.Config 0).Subnet}} {{.Labels}} {{.Internal}} {{.Options}}' net1
$ docker inspect --type volume vol1
$ docker inspect --type volume -f '{{.Mountpoint}} {{.Labels.k}}' vol1
$ docker inspect --type image -f '{{.Os}}/{{.Architecture}} {{.RepoTags}} {{.Config.Cmd}} {{len .RootFS.Layers}}' busybox
$ docker inspect --type image web
$ docker inspect --type container busybox
$ docker inspect --type nosuch web
$ docker inspect web nosuch fresh -f '{{.Name}}'
$ docker inspect --type network nosuch
$ docker inspect --type volume nosuch
$ docker inspect --type plugin nosuch
$ docker inspect --type service nosuch
$ docker inspect --type node nosuch
$ docker inspect --type task x
$ docker inspect --type secret x
$ docker inspect --type config x
$ docker inspect -f json vol1
$ docker inspect -f '{{json .}}' vol1
$ docker inspect -f '' vol1 | head -n 2
$ docker inspect net1
$ docker network inspect net1 nosuch
$ docker volume inspect vol1 nosuch
$ docker image inspect busybox nosuch -f '{{.Os}}'
$ docker container inspect web nosuch -f '{{.Name}}'
$ docker network inspect -v net1 -f '{{.Name}}'
$ docker inspect
$ docker inspect fresh
$ docker inspect web
