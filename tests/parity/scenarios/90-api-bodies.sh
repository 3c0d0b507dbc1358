# Requests by hand: bodies and queries that a client never sends
% api() { curl -s -g --unix-socket "${DOCKER_HOST#unix://}" "$@"; }; code() { api -o /dev/null -w '%{http_code}\n' "$@"; }; post() { api -X POST -H 'Content-Type: application/json' "$@"; }; keys() { tr ',' '\n' | grep -o '"[A-Za-z0-9]*":' | sort -u | tr '\n' ' '; echo; }; d=http://d/v1.45; docker run -d --name web busybox sleep 1000; docker create --name idle busybox true
$ post $d/containers/create
$ post $d/containers/create -d '{}'
$ post $d/containers/create -d '{"Image":""}'
$ post $d/containers/create -d '{"Image":7}'
$ post $d/containers/create -d '{"Image":"busybox","Cmd":"true"}' | cut -c 1-7
$ post $d/containers/create -d '{"Image":"busybox","Cmd":{"a":1}}'
$ post $d/containers/create -d '{"Image":"busybox","Env":"A=1"}'
$ post $d/containers/create -d '{"Image":"busybox","Env":["=1"]}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Memory":"1m"}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Memory":1}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Binds":["relative:/x"]}}' | cut -c 1-7
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Binds":["/a:/b:/c:/d"]}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Binds":["/a"]}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Mounts":[{}]}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"nosuch","Target":"/x"}]}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"bind","Source":"/nosuch-here","Target":"/x"}]}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"volume","Source":"a/b","Target":"/x"}]}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"tmpfs","Source":"a","Target":"/x"}]}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"PortBindings":{"80":[{"HostPort":"x"}]}}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"PortBindings":{"x/tcp":[{"HostPort":"1"}]}}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"NetworkMode":"nosuch"}}' | cut -c 1-7
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"RestartPolicy":{"Name":"nosuch"}}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"RestartPolicy":{"Name":"always","MaximumRetryCount":2}}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"AutoRemove":true,"RestartPolicy":{"Name":"always"}}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"LogConfig":{"Type":"nosuch"}}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"PidMode":"nosuch"}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"IpcMode":"nosuch"}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"UTSMode":"nosuch"}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"UsernsMode":"nosuch"}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"CapAdd":["NOSUCH"]}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Isolation":"nosuch"}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Runtime":"nosuch"}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"ShmSize":-1}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"OomScoreAdj":2000}}'
$ post $d/containers/create -d '{"Image":"busybox","HostConfig":{"Sysctls":{"nosuch":"1"}}}' | cut -c 1-7
$ post $d/containers/create -d '{"Image":"busybox","StopSignal":"NOSUCH"}'
$ post $d/containers/create -d '{"Image":"busybox","WorkingDir":"relative"}'
$ post $d/containers/create -d '{"Image":"busybox","Healthcheck":{"Test":["CMD"],"Interval":5}}'
$ post $d/containers/create -d '{"Image":"busybox","Healthcheck":{"Retries":-5}}'
$ post $d/containers/create -d '{"Image":"busybox","ExposedPorts":{"nonsense":{}}}'
$ post $d/containers/create -d '{"Image":"busybox","Nosuch":1,"image":"x"}'
$ post "$d/containers/create?name=web" -d '{"Image":"busybox"}'
$ post "$d/containers/create?name=/slash" -d '{"Image":"busybox"}' | cut -c 1-7
$ post "$d/containers/create?name=x" -d '{"Image":"busybox"}'
$ post "$d/containers/create?platform=linux/arm64" -d '{"Image":"busybox"}'
$ post "$d/containers/create?platform=a/b/c/d" -d '{"Image":"busybox"}'
$ post $d/containers/create -d '{"Image":"busybox"'
$ post $d/containers/create -d '{"Image":"busybox"} trailing'
$ api -X POST $d/containers/create -d 'Image=busybox'
$ api -X POST -H 'Content-Type: text/plain' $d/containers/create -d '{"Image":"busybox"}'
$ post $d/containers/create -d '[]'
$ post $d/containers/create -d 'null'
$ post $d/containers/create -d '{"Image":"busybox","NetworkingConfig":{"EndpointsConfig":{"a":{},"b":{}}}}' | cut -c 1-7
$ post $d/containers/create -d '{"Image":"busybox","NetworkingConfig":{"EndpointsConfig":{"bridge":{"IPAMConfig":{"IPv4Address":"x"}}}}}'
$ post $d/containers/nosuch/start
$ post $d/containers/web/start; code -X POST $d/containers/web/start
$ post $d/containers/idle/start -d '{"Binds":["/a:/b"]}'
$ post http://d/v1.23/containers/idle/start -d '{"Binds":["/a:/b"]}'
$ code -X POST "$d/containers/web/stop?t=x"
$ post "$d/containers/web/kill?signal=nosuch"
$ post "$d/containers/idle/kill"
$ post "$d/containers/web/resize?h=x&w=1"
$ post "$d/containers/idle/resize?h=1&w=1"
$ post "$d/containers/web/rename"
$ post "$d/containers/web/rename?name=idle"
$ post "$d/containers/web/wait?condition=nosuch"
$ post "$d/containers/nosuch/wait"
$ post $d/containers/idle/pause; post $d/containers/web/unpause
$ api "$d/containers/web/logs"
$ api "$d/containers/web/logs?stdout=1&since=x"
$ api "$d/containers/web/logs?stdout=1&tail=x" | wc -c
$ api "$d/containers/web/archive"
$ api "$d/containers/web/archive?path=/nosuch"
$ api -I "$d/containers/web/archive?path=/etc/passwd" | grep -i -e ^HTTP -e ^content-type -e path-stat | cut -c 1-40
$ api -X PUT "$d/containers/web/archive"
$ api -X PUT "$d/containers/web/archive?path=/nosuch" -d x
$ api -X PUT "$d/containers/web/archive?path=/etc/passwd" -d x
$ api -X PUT "$d/containers/web/archive?path=/tmp" -d x
$ api "$d/containers/web/top?ps_args=nonsense"
$ api "$d/containers/web/top?ps_args=-o+pid" | tr -d 0-9
$ api "$d/containers/idle/top"
$ api "$d/containers/web/stats?stream=0&one-shot=1" | keys
$ api "$d/containers/idle/stats?stream=0" | head -c 1000 | keys
$ api "$d/containers/nosuch/stats"
$ api "$d/containers/web/changes"; api $d/containers/nosuch/changes
$ code "$d/containers/web/export"; api $d/containers/nosuch/export
$ post "$d/containers/web/attach?stream=0&logs=0"
$ post "$d/containers/idle/attach?stream=1&detachKeys=nonsense,x"
$ post "$d/containers/nosuch/attach?stream=1"
$ post $d/containers/web/exec -d '{}'
$ post $d/containers/web/exec -d '{"Cmd":"ls"}' | cut -c 1-6
$ post $d/containers/web/exec
$ post $d/containers/idle/exec -d '{"Cmd":["ls"]}'
$ post $d/containers/nosuch/exec -d '{"Cmd":["ls"]}'
$ E=$(post $d/containers/web/exec -d '{"Cmd":["echo","hi"],"AttachStdout":true,"Tty":true}' | cut -d'"' -f 4); post $d/exec/$E/start -d '{"Tty":true}'; api $d/exec/$E/json | keys; post $d/exec/$E/start -d '{}'
$ post $d/exec/nosuch/start -d '{}'; api $d/exec/nosuch/json; post "$d/exec/nosuch/resize?h=1&w=1"
$ E=$(post $d/containers/web/exec -d '{"Cmd":["nosuch"],"AttachStdout":true}' | cut -d'"' -f 4); post $d/exec/$E/start -d '{"Detach":true}'; api $d/exec/$E/json | tr ',' '\n' | grep -e ExitCode -e Running
$ E=$(post $d/containers/web/exec -d '{"Cmd":["sleep","5"]}' | cut -d'"' -f 4); post $d/exec/$E/start -d '{"Detach":true,"ConsoleSize":[10]}'; post "$d/exec/$E/resize?h=10&w=x"
$ post "$d/commit"; post "$d/commit?container=nosuch"; post "$d/commit?container=web&repo=BAD"
$ post "$d/commit?container=web&changes=RUN+x" ; post "$d/commit?container=web&repo=snap&tag=1" -d '{"Cmd":["x"]}' | cut -c 1-13
$ post "$d/images/create"; post "$d/images/create?fromImage=BAD"; post "$d/images/create?fromSrc=-" -d x
$ post "$d/images/create?fromImage=nosuch&tag=1"
$ post "$d/images/create?fromImage=busybox&platform=nosuch"
$ post "$d/images/busybox/tag"; post "$d/images/busybox/tag?repo=BAD"; post "$d/images/nosuch/tag?repo=x"; code -X POST "$d/images/busybox/tag?repo=x&tag=2"
$ post "$d/images/nosuch/push"; post "$d/images/x/push?tag=nosuch"; post -H 'X-Registry-Auth: !!!' "$d/images/x/push?tag=2" | head -c 200
$ api "$d/images/nosuch/history"; api "$d/images/nosuch/get"; api "$d/images/get?names=nosuch"; api "$d/images/get" | wc -c
$ post "$d/images/load" -d x; post "$d/images/load?quiet=1" -d ''
$ post "$d/build" -d ''; post "$d/build?dockerfile=x" -d ''; post "$d/build?t=BAD"; post "$d/build?buildargs=x"; post "$d/build?labels=x"; post "$d/build?version=3"
$ post "$d/auth"; post "$d/auth" -d '{}'; post "$d/auth" -d '{"serveraddress":"127.0.0.1:1","username":"a","password":"b"}'
$ post "$d/containers/prune?filters=x"; post "$d/containers/prune?filters={\"nosuch\":[\"1\"]}"; post "$d/images/prune?filters={\"until\":[\"x\"]}"; post "$d/volumes/prune?filters={\"all\":[\"x\"]}"; post "$d/networks/prune?filters={\"until\":[\"1\",\"2\"]}"
$ api -X DELETE "$d/containers/web"; api -X DELETE "$d/containers/web?force=x" ; api -X DELETE "$d/containers/nosuch?force=1"; api -X DELETE "$d/containers/idle?link=1"
$ code -X PUT $d/containers/json; code -X DELETE $d/info; api $d/nosuch; api -X POST $d/nosuch; code -X OPTIONS $d/info; code -I $d/_ping; api http://d/_ping; api $d/; api http://d/
