# Templates on every kind of object: what people write to get one fact
% docker network create --label a=1 -o com.docker.network.bridge.name=br-look --subnet 10.88.0.0/16 look; docker volume create --label b=2 look; docker run -d --name look --network look --ip 10.88.0.9 -v look:/v -e A=1 -e B='two words' -l x.y=z -l tier=web --cap-add NET_ADMIN --cap-drop MKNOD --cpus 0.5 --memory 64m --pids-limit 50 --read-only --tmpfs /tmp --ulimit nofile=100:200 --log-opt max-size=1m --log-opt max-file=2 --sysctl net.core.somaxconn=99 --device /dev/null:/dev/mine --security-opt no-new-privileges --shm-size 8m --group-add 5 -u 1:1 -w /v -p 9911:80 --expose 81 busybox sleep 100; docker exec look true
$ docker inspect -f '{{.Name | printf "%s!"}} {{slice .Name 1}} {{.Config.Image | upper}} {{title "abc"}}' look
$ docker inspect -f '{{index .Config.Labels "x.y"}} {{.Config.Labels.tier}} {{index .Config.Labels "nosuch"}}|' look
$ docker inspect -f '{{range $i, $e := .Config.Env}}{{if $i}}, {{end}}{{$i}}={{$e}}{{end}}' look
$ docker inspect -f '{{range .Config.Env}}{{if eq (slice . 0 2) "B="}}{{.}}{{end}}{{end}}' look
$ docker inspect -f '{{range $p, $b := .NetworkSettings.Ports}}{{$p}} -> {{range $b}}{{.HostIp}}:{{.HostPort}} {{else}}nothing{{end}}{{println}}{{end}}' look
$ docker inspect -f '{{with .HostConfig}}{{.NanoCpus}} {{.Memory}} {{.MemorySwap}} {{.PidsLimit}} {{.ReadonlyRootfs}} {{.ShmSize}}{{end}}' look
$ docker inspect -f '{{json .HostConfig.CapAdd}} {{json .HostConfig.CapDrop}} {{json .HostConfig.Ulimits}} {{json .HostConfig.Tmpfs}} {{json .HostConfig.Sysctls}}' look
$ docker inspect -f '{{json .HostConfig.LogConfig}} {{json .HostConfig.Devices}} {{json .HostConfig.SecurityOpt}} {{json .HostConfig.GroupAdd}}' look
$ docker inspect -f '{{json .Mounts}}' look
$ docker inspect -f '{{json .NetworkSettings.Networks.look.IPAMConfig}} {{.NetworkSettings.Networks.look.IPAddress}} {{.NetworkSettings.Networks.look.Gateway}} {{json .NetworkSettings.Networks.look.DriverOpts}}' look
$ docker inspect -f '{{.State.Pid | printf "%T"}} {{printf "%v" .State.Running}} {{not .State.Running}} {{and .State.Running .State.Paused}} {{or .State.Paused "no"}}' look
$ docker inspect -f '{{if and (eq .State.Status "running") (gt .State.Pid 1) (ne .Name "/x")}}yes{{else}}no{{end}}' look
$ docker inspect -f '{{len .Args}} {{len .Mounts}} {{len .Config.Env}} {{index .Args 0}} {{.Path}} {{join .Args "+"}} {{split "a,b,c" ","}} {{index (split "a,b,c" ",") 1}}' look
$ docker inspect -f '{{pad "x" 2 3}}| {{truncate "abcdef" 3}} {{lower "ABC"}} {{html "<a>"}} {{urlquery "a b&c"}} {{js "it'"'"'s"}} {{print 1 2 "x" "y" 3}} {{println "end"}}' look
$ docker inspect -f '{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}} -> {{.Destination}}{{end}}{{end}} {{/* a comment */}}{{- " trimmed " -}}  done' look
$ docker inspect -f '{{define "row"}}[{{.}}]{{end}}{{template "row" .Name}} {{block "b" .Path}}<{{.}}>{{end}}' look
$ docker inspect -f '{{$x := 1}}{{range .Args}}{{$x = 2}}{{break}}{{end}}{{$x}}' look
$ docker inspect -f '{{index .Config.Env 99}}' look
$ docker inspect -f '{{index .Nosuch "a"}}' look
$ docker inspect -f '{{.Config.Env.Nosuch}}' look
$ docker inspect -f '{{nosuch .Name}}' look
$ docker inspect -f '{{.Name}' look
$ docker inspect -f '{{if}}x{{end}}' look
$ docker inspect -f '{{range .Args}}x' look
$ docker inspect -f '{{"unclosed}}' look
$ docker inspect -f '{{lt 1 "a"}}' look
$ docker inspect -f '{{len 3}}' look
$ docker inspect -f '' look | head -n 3
$ docker inspect --type network -f '{{.Name}} {{range $k, $v := .Options}}{{$k}}={{$v}}{{end}} {{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}} {{index .Labels "a"}}' look
$ docker inspect --type volume -f '{{.Name}} {{.Labels.b}} {{.Mountpoint}}' look
$ docker inspect --type image look
$ docker image inspect -f '{{.Os}}/{{.Architecture}} {{len .RootFS.Layers}} {{.Config.WorkingDir}}| {{json .Config.Env}} {{.Comment}}{{.Author}}| {{index .RepoTags 0}}' busybox
$ docker image inspect -f '{{.Id}}' busybox alpine nosuch | wc -l
$ docker network inspect look -f '{{range $id, $c := .Containers}}{{$c.Name}} {{$c.IPv4Address}} {{len $id}} {{$c.MacAddress}}{{end}}'
$ docker network inspect look nosuch -f '{{.Name}}'
$ docker volume inspect look -f '{{.CreatedAt}} {{.Status}} {{.UsageData}}' | cut -c 1-2
$ docker volume inspect look nosuch
$ docker container inspect --size -f '{{.SizeRootFs | printf "%T"}}' look; docker container inspect -f '{{.SizeRootFs}}' look
$ docker inspect -f '{{json .ExecIDs}}' look; docker exec -d look sleep 50; docker inspect -f '{{len .ExecIDs}}' look
$ docker inspect -f json look | head -c 7; docker inspect -f '{{json .}}' look | head -c 6; echo
$ docker system info -f '{{.Driver}} {{.ServerVersion}} {{.OSType}} {{.DefaultRuntime}} {{.LoggingDriver}} {{.CgroupVersion}} {{.Swarm.LocalNodeState}} {{.Containers}} {{.ContainersRunning}} {{.Images}} {{.LiveRestoreEnabled}} {{.IndexServerAddress}}'
$ docker version -f '{{.Client.Version}} {{.Server.Version}} {{.Server.APIVersion}} {{.Server.MinAPIVersion}} {{.Client.Os}}/{{.Client.Arch}} {{range .Server.Components}}{{.Name}} {{end}}'
$ docker context inspect -f '{{.Name}} {{json .Metadata}} {{.Endpoints.docker.SkipTLSVerify}}'
