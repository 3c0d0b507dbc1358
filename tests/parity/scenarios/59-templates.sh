# Format templates: functions, control, errors
% docker run -d --name web -p 8033:80 -l a=1 -l b=two -e X=1 -v v:/v busybox sleep 1000; docker create --name two alpine
$ docker inspect -f '{{range $i, $e := .Config.Env}}{{$i}}={{$e}} {{end}}' web
$ docker inspect -f '{{range $k, $v := .Config.Labels}}{{$k}}={{$v}};{{end}}' web
$ docker inspect -f '{{range .Config.Entrypoint}}x{{else}}none{{end}}' web
$ docker inspect -f '{{with .Config.Healthcheck}}has{{else}}none{{end}}' web
$ docker inspect -f '{{with $n := .Name}}{{$n | printf "%q"}}{{end}}' web
$ docker inspect -f '{{if and .State.Running (eq .Name "/web")}}yes{{else if .State.Paused}}paused{{else}}no{{end}}' web two
$ docker inspect -f '{{if or .State.Paused (not .State.Dead)}}ok{{end}} {{ne 1 2}} {{lt 1 2}} {{ge "b" "a"}} {{le 2 1}} {{gt 3 2}}' web
$ docker inspect -f '{{eq .State.ExitCode 1 2 0}} {{len .Config.Env}} {{len .Name}}' web
$ docker inspect -f '{{index .Config.Env 0}} {{index .Config.Labels "b"}} {{index .Config.Labels "zz"}}|' web
$ docker inspect -f '{{index (index .NetworkSettings.Ports "80/tcp") 0}}' web
$ docker inspect -f '{{(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort}}' web
$ docker inspect -f '{{index .Config.Env 99}}' web
$ docker inspect -f '{{index .Config.Nosuch 0}}' web
$ docker inspect -f '{{slice .Name 1}} {{slice .Name 1 3}} {{slice .Name 0 9}}' web
$ docker inspect -f '{{printf "%s|%10s|%-5s|%v|%+v|%T|%d|%05d|%x|%q|%t" .Name .Name "a" 1 2 3 4 5 255 "q" true}}' web
$ docker inspect -f '{{print 1 2 "a" "b" 3}} {{println "x" 1}}' web
$ docker inspect -f '{{html "<a&b>"}} {{js "it'"'"'s"}} {{urlquery "a b&c"}}' web
$ docker inspect -f '{{join .Config.Cmd " "}} {{lower "ABC"}} {{upper "abc"}} {{title "hello world"}} {{split "a,b,c" ","}} {{json (split "a,b" ",")}}' web
$ docker inspect -f '{{pad "x" 2 3}}| {{truncate "abcdef" 3}} {{truncate "ab" 5}}' web
$ docker inspect -f '{{define "t"}}[{{.}}]{{end}}{{template "t" .Name}}{{template "t" 3}}' web
$ docker inspect -f '{{block "b" .Name}}<{{.}}>{{end}}' web
$ docker inspect -f '{{/* comment */}}{{- " trim " -}}   x' web
$ docker inspect -f '{{$x := 1}}{{$x}}{{$x = 2}}{{$x}}' web
$ docker inspect -f '{{range $i, $e := .Config.Env}}{{if eq $i 1}}{{break}}{{end}}{{$e}}{{end}}|{{range .Config.Env}}{{continue}}{{.}}{{end}}' web
$ docker inspect -f '{{`raw \n`}} {{"esc\t|"}} {{'"'a'"'}} {{0x10}} {{1e3}} {{1.5}} {{nil}}' web
$ docker inspect -f '{{1.5}} {{true}} {{0x1F}} {{1_000}} {{'"'a'"'}}' web
$ docker inspect -f '{{json .Config.Labels}} {{json .Nosuch}}' web
$ docker inspect -f '{{.State}}' two | cut -c 1-12
$ docker inspect -f '{{.HostConfig.RestartPolicy}} {{.Config.Volumes}} {{.HostConfig.PortBindings}} {{.Args}}' web
$ docker inspect -f '{{' web
$ docker inspect -f '{{.Name' web
$ docker inspect -f '{{nosuch .Name}}' web
$ docker inspect -f '{{.Name | nosuch}}' web
$ docker inspect -f '{{if}}x{{end}}' web
$ docker inspect -f '{{range .Config.Env}}' web
$ docker inspect -f '{{end}}' web
$ docker inspect -f '{{.Name.Foo}}' web
$ docker inspect -f '{{.Config.Env.Foo}}' web
$ docker inspect -f '{{lt .Name 1}}' web
$ docker inspect -f '{{printf "%d" .Name}} {{printf "%s"}} {{printf "%s" 1}} {{printf "%z" 1}} {{printf "x" 1}}' web
$ docker inspect -f '{{$nosuch}}' web
$ docker inspect -f '{{template "nosuch"}}' web
$ docker inspect -f '{{"unterminated}}' web
$ docker inspect -f '{{len 3}}' web
$ docker inspect -f '{{index .Config.Labels 1}}' web
$ docker inspect -f '{{call .Name}}' web
$ docker inspect -f '' web | head -n 2
$ docker ps -a --format '{{.Names}} {{slice .ID 0 0}}{{.Label "a"}}{{with .Ports}} P{{end}}'
$ docker ps -a --format 'table {{.Names}}\t{{if .Ports}}ports{{else}}none{{end}}'
$ docker ps -a --format 'table {{.Names}}\t{{slice .Image 0 3}}\t{{.Label "b"}}'
$ docker ps --format '{{.Names.Foo}}'
$ docker ps --format '{{printf "%.3s" .Image}} {{println .Names}}'
$ docker ps --format 'json {{.Names}}'
$ docker images --format '{{if eq .Repository "busybox"}}{{.Repository}}/{{.Tag}}{{end}}' | grep b
$ docker volume ls -f name=v --format '{{range split .Name ""}}{{.}}-{{end}}' | tail -n 1
$ docker network ls --format '{{title .Name}}' -f type=builtin
$ docker info -f '{{range .Plugins.Log}}{{.}} {{end}}'
$ docker info -f '{{if .Swarm.ControlAvailable}}manager{{else}}none{{end}} {{len .SecurityOptions | gt 0}}'
$ docker version -f '{{with .Server}}{{.APIVersion}}{{end}} {{len .Client.Version}}'
