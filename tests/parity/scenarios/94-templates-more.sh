# Templates: functions, pipelines, mistakes; every list in every format
% docker run -d --name one -l a=b -l 'c=d e' -p 127.0.0.1:18080:80 -v vol:/v -e A=1 busybox sleep 1000; docker create --name two alpine echo 'two words'
$ docker inspect -f '{{.Name | printf "%s!"}} {{printf "%q %v %d" .Name .State.Running .RestartCount}}' one
$ docker inspect -f '{{len .Name}} {{len .Config.Env}} {{len .Config.Labels}} {{slice .Id 0 0}}{{slice .Name 1 3}}' one
$ docker inspect -f '{{index .Config.Cmd 1}} {{index .Config.Labels "c"}} {{index .Config.Labels "nosuch"}}|' one
$ docker inspect -f '{{index .Config.Cmd 5}}' one
$ docker inspect -f '{{index .Config.Cmd "x"}}' one
$ docker inspect -f '{{range $i, $e := .Config.Cmd}}{{if $i}},{{end}}{{$e}}{{end}}' one
$ docker inspect -f '{{range .Nosuch}}x{{end}}' one
$ docker inspect -f '{{range $k, $v := .Config.Labels}}{{$k}}={{$v}};{{end}}' one
$ docker inspect -f '{{range .Config.ExposedPorts}}x{{else}}none{{end}}' two
$ docker inspect -f '{{range .Config.Cmd}}{{.}}{{break}}{{end}}' one
$ docker inspect -f '{{range .Config.Cmd}}{{if eq . "sleep"}}{{continue}}{{end}}{{.}}{{end}}' one
$ docker inspect -f '{{with .State}}{{.Status}}{{end}} {{with .Config.Domainname}}x{{else}}no domain{{end}}' one
$ docker inspect -f '{{with $x := .State}}{{$x.Status}}{{end}}{{$x}}' one
$ docker inspect -f '{{$y := 5}}{{$y = 6}}{{$y}}' one
$ docker inspect -f '{{if and .State.Running (gt .State.Pid 0)}}up{{else if .State.Paused}}paused{{else}}down{{end}}' one two
$ docker inspect -f '{{if or .State.Dead (not .State.Running)}}down{{else}}up{{end}}' one two
$ docker inspect -f '{{eq .Name "/one" "/two"}} {{ne .RestartCount 0}} {{lt 1 2}} {{le 2 2}} {{ge 1 2}}' two
$ docker inspect -f '{{eq .Name 1}}' one
$ docker inspect -f '{{lt .Name 1}}' one
$ docker inspect -f '{{eq .Config.Cmd .Config.Cmd}}' one
$ docker inspect -f '{{upper .Name}} {{lower "ABC"}} {{title "abc def"}} {{truncate .Id 3 | len}} {{pad "x" 2 3}}|' one
$ docker inspect -f '{{join .Config.Cmd ","}} {{split .Name "/"}} {{json .Config.Cmd}} {{println "x"}}' one
$ docker inspect -f '{{html "<a&b>"}} {{js "it'"'"'s"}} {{urlquery "a b&c"}} {{print 1 2 "x" "y" 3}} {{call .Name}}' one
$ docker inspect -f '{{html "<a&b>"}} {{js "it'"'"'s <"}} {{urlquery "a b&c"}} {{print 1 2 "x" "y" 3}}' one
$ docker inspect -f '{{nosuch .Name}}' one
$ docker inspect -f '{{.Name' one
$ docker inspect -f '{{.Name}}}' one
$ docker inspect -f '{{if .Name}}' one
$ docker inspect -f '{{end}}' one
$ docker inspect -f '{{else}}' one
$ docker inspect -f '{{range}}{{end}}' one
$ docker inspect -f '{{"unclosed}}' one
$ docker inspect -f '{{.Name | }}' one
$ docker inspect -f '{{| .Name}}' one
$ docker inspect -f '{{(.Name}}' one
$ docker inspect -f '{{.Name)}}' one
$ docker inspect -f '{{}}' one
$ docker inspect -f '{{/* comment */}}x{{- " trimmed " -}}  y' one
$ docker inspect -f 'a {{- 3 }} b {{ 4 -}} c' one
$ docker inspect -f '{{template "x"}}' one
$ docker inspect -f '{{define "x"}}[{{.}}]{{end}}{{template "x" .Name}}' one
$ docker inspect -f '{{block "b" .Name}}<{{.}}>{{end}}' one
$ docker inspect -f '{{1.5}} {{0x10}} {{1e3}} {{'"'a'"'}} {{true}} {{nil}}' one
$ docker inspect -f '{{1.5}} {{0x10}} {{1_000}} {{"a\tb"}} {{`raw`}} {{-3}} {{0b11}} {{0o17}}' one
$ docker inspect -f '{{printf "%5d|%-5s|%05.2f|%x|%X|%t|%c|%U|%e|%8.3s|%%|%v" 42 "ab" 3.14159 255 255 true 65 65 1234.5 "abcdef" nil}}' one
$ docker inspect -f '{{printf "%5d|%-5s|%05.2f|%x|%X|%t|%c|%U|%e|%8.3s|%%" 42 "ab" 3.14159 255 255 true 65 65 1234.5 "abcdef"}}' one
$ docker inspect -f '{{printf "%d" "x"}} {{printf "%s" 5}} {{printf "%z" 1}} {{printf "%d"}} {{printf "x" 1}} {{printf "%[2]d %[1]d" 1 2}}' one
$ docker inspect -f '{{printf "%v %+v" .HostConfig.RestartPolicy .HostConfig.LogConfig}}' one
$ docker inspect -f '{{.HostConfig.PortBindings}} {{.Config.Labels}} {{.Config.Env}} {{.Mounts}}' two
$ docker inspect -f '{{printf "%T %T %T %T" .Name .RestartCount .Config.Cmd .State.Running}}' one
$ docker inspect -f '{{.State.Nosuch}}' one
$ docker inspect -f '{{.Name.Nosuch}}' one
$ docker inspect -f '{{.HostConfig.Memory.x}}' one
$ docker inspect -f '{{.Config.Labels.a}} {{.Config.Labels.nosuch}}' one
$ docker inspect -f '{{json .Config.Labels}} {{json .HostConfig.NanoCpus}} {{json .HostConfig.DeviceRequests}} {{json "é<>&"}}' one
$ docker inspect -f '{{(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort}} {{(index .Mounts 0).Destination}}' one
$ docker inspect -f '{{(index (index .NetworkSettings.Ports "81/tcp") 0).HostPort}}' one
$ docker inspect -f '' one | head -2
$ docker inspect -f json two | cut -c 1-7
$ docker inspect -f 'table {{.Name}}' one
$ docker ps -a --format 'table {{.Names}}\t{{.Image}}\t{{.Command}}\t{{.State}}'
$ docker ps -a --format 'table {{upper .Names}}\t{{.Label "a"}}\t{{.Labels}}'
$ docker ps -a --format 'table {{.Nosuch}}'
$ docker ps -a --format 'table'
$ docker ps -a --format 'table x{{.Names}}y'
$ docker ps -a --format '{{.Names}}\n'
$ docker ps -a --format '{{.Names}}{{"\t"}}{{.Ports}}{{"\n"}}'
$ docker ps -a --format raw | sed -n 's/^\(names\|image\|status\|ports\|labels\): .*/\1/p'
$ docker ps -aq --format raw | wc -l
$ docker ps -a --no-trunc --format '{{.Command}} {{len .ID}}'
$ docker ps -a --format '{{json .Names}} {{.Names | len}} {{.LocalVolumes}} {{.Mounts}} {{.Networks}} {{.Size}} {{.RunningFor}}' | sed 's/[0-9]* seconds\{0,1\}/N/; s/Less than a second/N/'
$ docker ps -a --format '{{.Label}}'
$ docker ps -a --format '{{.Label "a" "b"}}'
$ docker ps -a --format '{{.ID.x}}'
$ docker ps -a --format '{{range $x := .}}{{end}}'
$ docker ps -a --format 'json' | head -1 | tr ',' '\n' | cut -d: -f 1 | sort | tr '\n' ' '
$ docker ps -a --format '{{json .}}' | wc -l
$ docker ps -s --format '{{.Size}}'
$ docker images --format 'table {{.Repository}}\t{{.Tag}}\t{{.Digest}}' | sort
$ docker images --format '{{.CreatedAt}} {{.SharedSize}} {{.UniqueSize}} {{.VirtualSize}} {{.Containers}}' busybox | cut -d' ' -f 5-
$ docker images --format 'table' ; docker images --format '{{.Nosuch}}'; docker images --format raw busybox | cut -d: -f 1
$ docker images --format json busybox | tr ',' '\n' | cut -d: -f 1 | sort | tr '\n' ' '
$ docker volume ls --format json --filter name=vol; docker network ls --format json --filter name=host | tr ',' '\n' | cut -d: -f 1 | sort | tr '\n' ' '
$ docker stats --no-stream --format json one | tr ',' '\n' | cut -d: -f 1 | sort | tr '\n' ' '
$ docker stats --no-stream --format '{{.Name}} {{.Container}} {{.PIDs}}' one; docker stats --no-stream --format 'table {{.Name}}' one; docker stats --no-stream --format '{{.Nosuch}}' one; docker stats --no-stream --format raw one
$ docker stats --no-stream one nosuch; docker stats --no-stream --no-trunc --format '{{len .ID}}' one; docker stats --no-stream two --format '{{.MemUsage}} {{.CPUPerc}} {{.NetIO}} {{.BlockIO}} {{.MemPerc}}'
$ docker history --format 'table {{.CreatedBy}}' --no-trunc busybox; docker history --format '{{.Nosuch}}' busybox; docker search --format '{{.Name}}' ; docker top one -o nosuch
$ docker version --format '{{.Server.Version}} {{.Client.Version}} {{.Client.APIVersion}}'; docker version -f '{{.Nosuch}}'; docker version -f json | tr ',' '\n' | grep -c .; docker info -f '{{.Nosuch}}'; docker info -f '{{json .ClientInfo.Context}}'; docker info -f '{{range .SecurityOptions}}{{.}} {{end}}'
$ docker system df --format '{{.Type}}: {{.Active}}/{{.TotalCount}}'; docker system df --format 'table {{.Type}}\t{{.Nosuch}}'; docker system df -v --format 'table {{.Type}}'; docker system df -v --format '{{json .BuildCache}}'
$ docker context ls --format '{{.Name}} {{.Current}} {{.Error}}'; docker context inspect --format '{{.Name}} {{json .Metadata}}'; docker context inspect --format '{{json .Endpoints.docker.SkipTLSVerify}} {{.Storage.MetadataPath}}'; docker context inspect nosuch; docker context ls --format '{{.Nosuch}}'; docker context ls -q
