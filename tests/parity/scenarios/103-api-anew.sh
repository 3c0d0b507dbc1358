# The API once more: methods, versions, headers, whole answers, streams
% s="${DOCKER_HOST#unix://}"; api() { curl -s -g --unix-socket "$s" "$@"; }; post() { api -X POST -H 'Content-Type: application/json' "$@"; }; d=http://d/v1.45; keys() { tr ',{}[]' '\n\n\n\n\n' | sed -n 's/^ *"\([A-Za-z0-9.-]*\)":.*/\1/p' | tr '\n' ' '; echo; }; head() { api -o /dev/null -D - "$@" | tr -d '\r' | grep -v -e "^Date" -e "^Server"; }; docker run -d --name ww -l k=v -p 127.0.0.1::80 -e A=1 -v vol:/v busybox sleep 1000; docker run --name done busybox sh -c 'echo out; sleep 0.2; echo err >&2'; docker network create net; docker create --name made -i busybox cat
$ api -w '%{http_code}\n' http://d/v1.24/_ping
$ api -w '%{http_code}\n' http://d/v1.30/_ping
$ api -w '%{http_code}\n' http://d/v1.38/_ping
$ api -w '%{http_code}\n' http://d/v1.41/_ping
$ api -w '%{http_code}\n' http://d/v1.43/_ping
$ api -w '%{http_code}\n' http://d/v1.44/_ping
$ api -w '%{http_code}\n' http://d/v1.45/_ping
$ api -w '%{http_code}\n' http://d/v1.46/_ping
$ api -w '%{http_code}\n' http://d/v1.50/_ping
$ api -w '%{http_code}\n' http://d/v1.23/_ping
$ api -w '%{http_code}\n' http://d/v1.1/_ping
$ api -w '%{http_code}\n' http://d/v2.0/_ping
$ api -w '%{http_code}\n' http://d/vx/_ping
$ api -w '%{http_code}\n' http://d/v1/_ping
$ api -w '%{http_code}\n' http://d/v1.45.1/_ping
$ api -w '%{http_code}\n' http://d/v/_ping
$ api http://d/v1.24/containers/ww/json | keys
$ api http://d/v1.27/containers/ww/json | keys
$ api http://d/v1.35/containers/ww/json | keys
$ api http://d/v1.41/containers/ww/json | keys
$ api http://d/v1.43/containers/ww/json | keys
$ api http://d/v1.44/containers/ww/json | keys
$ api http://d/v1.45/containers/ww/json | keys
$ api http://d/v1.24/images/busybox/json | keys
$ api http://d/v1.24/containers/json | keys
$ api http://d/v1.24/images/json | keys
$ api http://d/v1.24/networks/net | keys
$ api http://d/v1.24/version | keys
$ api http://d/v1.24/system/df | keys
$ api http://d/v1.40/images/busybox/json | keys
$ api http://d/v1.40/containers/json | keys
$ api http://d/v1.40/images/json | keys
$ api http://d/v1.40/networks/net | keys
$ api http://d/v1.40/version | keys
$ api http://d/v1.40/system/df | keys
$ api http://d/v1.43/images/busybox/json | keys
$ api http://d/v1.43/containers/json | keys
$ api http://d/v1.43/images/json | keys
$ api http://d/v1.43/networks/net | keys
$ api http://d/v1.43/version | keys
$ api http://d/v1.43/system/df | keys
$ api http://d/v1.44/images/busybox/json | keys
$ api http://d/v1.44/containers/json | keys
$ api http://d/v1.44/images/json | keys
$ api http://d/v1.44/networks/net | keys
$ api http://d/v1.44/version | keys
$ api http://d/v1.44/system/df | keys
$ api http://d/v1.24/info | keys
$ api http://d/v1.24/volumes/vol | keys
$ api 'http://d/v1.24/containers/ww/stats?stream=0' | keys | cut -c 1-200
$ api http://d/v1.24/containers/ww/top | keys
$ api http://d/v1.24/images/busybox/history | keys
$ api http://d/v1.43/info | keys
$ api http://d/v1.43/volumes/vol | keys
$ api 'http://d/v1.43/containers/ww/stats?stream=0' | keys | cut -c 1-200
$ api http://d/v1.43/containers/ww/top | keys
$ api http://d/v1.43/images/busybox/history | keys
$ api -X GET -w ' %{http_code}\n' $d/containers/create
$ api -X GET -w ' %{http_code}\n' $d/networks/create
$ api -X GET -w ' %{http_code}\n' $d/auth
$ api -X GET -w ' %{http_code}\n' $d/build
$ api -X GET -w ' %{http_code}\n' $d/commit
$ api -X GET -w ' %{http_code}\n' $d/swarm
$ api -X GET -w ' %{http_code}\n' $d/nodes
$ api -X GET -w ' %{http_code}\n' $d/services
$ api -X GET -w ' %{http_code}\n' $d/tasks
$ api -X GET -w ' %{http_code}\n' $d/secrets
$ api -X GET -w ' %{http_code}\n' $d/configs
$ api -X GET -w ' %{http_code}\n' $d/plugins
$ api -X GET -w ' %{http_code}\n' $d/plugins/nosuch/json
$ api -X GET -w ' %{http_code}\n' $d/session
$ api -X GET -w ' %{http_code}\n' $d/exec/nosuch/json
$ api -X GET -w ' %{http_code}\n' $d/nosuch
$ api -X GET -w ' %{http_code}\n' $d/
$ api -X GET -w ' %{http_code}\n' $d/containers
$ api -X GET -w ' %{http_code}\n' $d/images
% true
$ api -X GET -w ' %{http_code}\n' $d/containers/ww/
$ api -X POST -w ' %{http_code}\n' $d/containers/json
$ api -X POST -w ' %{http_code}\n' $d/containers/create
$ api -X POST -w ' %{http_code}\n' $d/containers/ww/json
$ api -X POST -w ' %{http_code}\n' $d/containers/ww
$ api -X POST -w ' %{http_code}\n' $d/images/json
$ api -X POST -w ' %{http_code}\n' $d/images/busybox
$ api -X POST -w ' %{http_code}\n' $d/volumes
$ api -X POST -w ' %{http_code}\n' $d/volumes/vol
$ api -X POST -w ' %{http_code}\n' $d/networks
$ api -X POST -w ' %{http_code}\n' $d/networks/net
$ api -X POST -w ' %{http_code}\n' $d/networks/create
$ api -X POST -w ' %{http_code}\n' $d/events
$ api -X POST -w ' %{http_code}\n' $d/_ping
$ api -X POST -w ' %{http_code}\n' $d/version
$ api -X POST -w ' %{http_code}\n' $d/info
$ api -X POST -w ' %{http_code}\n' $d/swarm
$ api -X POST -w ' %{http_code}\n' $d/nodes
$ api -X POST -w ' %{http_code}\n' $d/services
$ api -X POST -w ' %{http_code}\n' $d/tasks
$ api -X POST -w ' %{http_code}\n' $d/secrets
$ api -X POST -w ' %{http_code}\n' $d/configs
$ api -X POST -w ' %{http_code}\n' $d/plugins
$ api -X POST -w ' %{http_code}\n' $d/plugins/nosuch/json
$ api -X POST -w ' %{http_code}\n' $d/distribution/busybox/json
$ api -X POST -w ' %{http_code}\n' $d/system/df
$ api -X POST -w ' %{http_code}\n' $d/exec/nosuch/json
$ api -X POST -w ' %{http_code}\n' $d/nosuch
$ api -X POST -w ' %{http_code}\n' $d/
$ api -X POST -w ' %{http_code}\n' $d/containers
$ api -X POST -w ' %{http_code}\n' $d/images
$ api -X POST -w ' %{http_code}\n' $d/networks/
$ api -X POST -w ' %{http_code}\n' $d/containers/ww/
$ api -X PUT -w ' %{http_code}\n' $d/containers/json
$ api -X PUT -w ' %{http_code}\n' $d/containers/create
$ api -X PUT -w ' %{http_code}\n' $d/containers/ww/json
$ api -X PUT -w ' %{http_code}\n' $d/containers/ww
$ api -X PUT -w ' %{http_code}\n' $d/containers/ww/start
$ api -X PUT -w ' %{http_code}\n' $d/containers/ww/exec
$ api -X PUT -w ' %{http_code}\n' $d/images/json
$ api -X PUT -w ' %{http_code}\n' $d/images/create
$ api -X PUT -w ' %{http_code}\n' $d/images/busybox
$ api -X PUT -w ' %{http_code}\n' $d/images/busybox/tag
$ api -X PUT -w ' %{http_code}\n' $d/volumes
$ api -X PUT -w ' %{http_code}\n' $d/volumes/vol
$ api -X PUT -w ' %{http_code}\n' $d/networks
$ api -X PUT -w ' %{http_code}\n' $d/networks/net
$ api -X PUT -w ' %{http_code}\n' $d/networks/create
$ api -X PUT -w ' %{http_code}\n' $d/events
$ api -X PUT -w ' %{http_code}\n' $d/_ping
$ api -X PUT -w ' %{http_code}\n' $d/version
$ api -X PUT -w ' %{http_code}\n' $d/info
$ api -X PUT -w ' %{http_code}\n' $d/auth
$ api -X PUT -w ' %{http_code}\n' $d/build
$ api -X PUT -w ' %{http_code}\n' $d/commit
$ api -X PUT -w ' %{http_code}\n' $d/swarm
$ api -X PUT -w ' %{http_code}\n' $d/nodes
$ api -X PUT -w ' %{http_code}\n' $d/services
$ api -X PUT -w ' %{http_code}\n' $d/tasks
$ api -X PUT -w ' %{http_code}\n' $d/secrets
$ api -X PUT -w ' %{http_code}\n' $d/configs
$ api -X PUT -w ' %{http_code}\n' $d/plugins
$ api -X PUT -w ' %{http_code}\n' $d/plugins/nosuch/json
$ api -X PUT -w ' %{http_code}\n' $d/session
$ api -X PUT -w ' %{http_code}\n' $d/grpc
$ api -X PUT -w ' %{http_code}\n' $d/distribution/busybox/json
$ api -X PUT -w ' %{http_code}\n' $d/system/df
$ api -X PUT -w ' %{http_code}\n' $d/exec/nosuch/json
$ api -X PUT -w ' %{http_code}\n' $d/nosuch
$ api -X PUT -w ' %{http_code}\n' $d/
$ api -X PUT -w ' %{http_code}\n' $d/containers
$ api -X PUT -w ' %{http_code}\n' $d/images
$ api -X PUT -w ' %{http_code}\n' $d/networks/
$ api -X PUT -w ' %{http_code}\n' $d/containers/ww/
$ api -X DELETE -w ' %{http_code}\n' $d/containers/json
$ api -X DELETE -w ' %{http_code}\n' $d/containers/create
$ api -X DELETE -w ' %{http_code}\n' $d/containers/ww/json
$ api -X DELETE -w ' %{http_code}\n' $d/containers/ww/start
$ api -X DELETE -w ' %{http_code}\n' $d/containers/ww/exec
$ api -X DELETE -w ' %{http_code}\n' $d/images/json
$ api -X DELETE -w ' %{http_code}\n' $d/images/create
$ api -X DELETE -w ' %{http_code}\n' $d/images/busybox/tag
$ api -X DELETE -w ' %{http_code}\n' $d/volumes
$ api -X DELETE -w ' %{http_code}\n' $d/networks
$ api -X DELETE -w ' %{http_code}\n' $d/networks/create
$ api -X DELETE -w ' %{http_code}\n' $d/events
$ api -X DELETE -w ' %{http_code}\n' $d/_ping
$ api -X DELETE -w ' %{http_code}\n' $d/version
$ api -X DELETE -w ' %{http_code}\n' $d/info
$ api -X DELETE -w ' %{http_code}\n' $d/auth
$ api -X DELETE -w ' %{http_code}\n' $d/build
$ api -X DELETE -w ' %{http_code}\n' $d/commit
$ api -X DELETE -w ' %{http_code}\n' $d/swarm
$ api -X DELETE -w ' %{http_code}\n' $d/nodes
$ api -X DELETE -w ' %{http_code}\n' $d/services
$ api -X DELETE -w ' %{http_code}\n' $d/tasks
$ api -X DELETE -w ' %{http_code}\n' $d/secrets
$ api -X DELETE -w ' %{http_code}\n' $d/configs
$ api -X DELETE -w ' %{http_code}\n' $d/plugins
$ api -X DELETE -w ' %{http_code}\n' $d/plugins/nosuch/json
$ api -X DELETE -w ' %{http_code}\n' $d/session
$ api -X DELETE -w ' %{http_code}\n' $d/grpc
$ api -X DELETE -w ' %{http_code}\n' $d/distribution/busybox/json
$ api -X DELETE -w ' %{http_code}\n' $d/system/df
$ api -X DELETE -w ' %{http_code}\n' $d/exec/nosuch/json
$ api -X DELETE -w ' %{http_code}\n' $d/nosuch
$ api -X DELETE -w ' %{http_code}\n' $d/
$ api -X DELETE -w ' %{http_code}\n' $d/containers
$ api -X DELETE -w ' %{http_code}\n' $d/images
$ api -X DELETE -w ' %{http_code}\n' $d/networks/
$ api -X PATCH -w ' %{http_code}\n' $d/containers/json
$ api -X PATCH -w ' %{http_code}\n' $d/containers/create
$ api -X PATCH -w ' %{http_code}\n' $d/containers/ww/json
$ api -X PATCH -w ' %{http_code}\n' $d/containers/ww
$ api -X PATCH -w ' %{http_code}\n' $d/containers/ww/start
$ api -X PATCH -w ' %{http_code}\n' $d/containers/ww/exec
$ api -X PATCH -w ' %{http_code}\n' $d/images/json
$ api -X PATCH -w ' %{http_code}\n' $d/images/create
$ api -X PATCH -w ' %{http_code}\n' $d/images/busybox
$ api -X PATCH -w ' %{http_code}\n' $d/images/busybox/tag
$ api -X PATCH -w ' %{http_code}\n' $d/volumes
$ api -X PATCH -w ' %{http_code}\n' $d/volumes/vol
$ api -X PATCH -w ' %{http_code}\n' $d/networks
$ api -X PATCH -w ' %{http_code}\n' $d/networks/net
$ api -X PATCH -w ' %{http_code}\n' $d/networks/create
$ api -X PATCH -w ' %{http_code}\n' $d/_ping
$ api -X PATCH -w ' %{http_code}\n' $d/version
$ api -X PATCH -w ' %{http_code}\n' $d/info
$ api -X PATCH -w ' %{http_code}\n' $d/auth
$ api -X PATCH -w ' %{http_code}\n' $d/build
$ api -X PATCH -w ' %{http_code}\n' $d/commit
$ api -X PATCH -w ' %{http_code}\n' $d/swarm
$ api -X PATCH -w ' %{http_code}\n' $d/plugins
$ api -X PATCH -w ' %{http_code}\n' $d/system/df
$ api -X PATCH -w ' %{http_code}\n' $d/exec/nosuch/json
$ api -X PATCH -w ' %{http_code}\n' $d/nosuch
$ api -X PATCH -w ' %{http_code}\n' $d/
$ api -X PATCH -w ' %{http_code}\n' $d/containers
$ api -X PATCH -w ' %{http_code}\n' $d/images
$ api -X PATCH -w ' %{http_code}\n' $d/networks/
$ api -X OPTIONS -w ' %{http_code}\n' $d/containers/json
$ api -X OPTIONS -w ' %{http_code}\n' $d/containers/create
$ api -X OPTIONS -w ' %{http_code}\n' $d/containers/ww/json
$ api -X OPTIONS -w ' %{http_code}\n' $d/containers/ww
$ api -X OPTIONS -w ' %{http_code}\n' $d/containers/ww/start
$ api -X OPTIONS -w ' %{http_code}\n' $d/containers/ww/exec
$ api -X OPTIONS -w ' %{http_code}\n' $d/images/json
$ api -X OPTIONS -w ' %{http_code}\n' $d/images/create
$ api -X OPTIONS -w ' %{http_code}\n' $d/images/busybox
$ api -X OPTIONS -w ' %{http_code}\n' $d/images/busybox/tag
$ api -X OPTIONS -w ' %{http_code}\n' $d/volumes
$ api -X OPTIONS -w ' %{http_code}\n' $d/volumes/vol
$ api -X OPTIONS -w ' %{http_code}\n' $d/networks
$ api -X OPTIONS -w ' %{http_code}\n' $d/networks/net
$ api -X OPTIONS -w ' %{http_code}\n' $d/networks/create
$ api -X OPTIONS -w ' %{http_code}\n' $d/_ping
$ api -X OPTIONS -w ' %{http_code}\n' $d/version
$ api -X OPTIONS -w ' %{http_code}\n' $d/info
$ api -X OPTIONS -w ' %{http_code}\n' $d/auth
$ api -X OPTIONS -w ' %{http_code}\n' $d/build
$ api -X OPTIONS -w ' %{http_code}\n' $d/commit
$ api -X OPTIONS -w ' %{http_code}\n' $d/swarm
$ api -X OPTIONS -w ' %{http_code}\n' $d/plugins
$ api -X OPTIONS -w ' %{http_code}\n' $d/system/df
$ api -X OPTIONS -w ' %{http_code}\n' $d/exec/nosuch/json
$ api -X OPTIONS -w ' %{http_code}\n' $d/nosuch
$ api -X OPTIONS -w ' %{http_code}\n' $d/
$ api -X OPTIONS -w ' %{http_code}\n' $d/containers
$ api -X OPTIONS -w ' %{http_code}\n' $d/images
$ api -X OPTIONS -w ' %{http_code}\n' $d/networks/
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/containers/json
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/containers/create
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/containers/ww/json
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/containers/ww
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/containers/ww/start
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/containers/ww/exec
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/images/json
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/images/create
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/images/busybox
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/images/busybox/tag
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/volumes
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/volumes/vol
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/networks
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/networks/net
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/networks/create
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/_ping
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/version
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/info
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/auth
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/build
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/commit
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/swarm
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/plugins
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/system/df
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/exec/nosuch/json
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/nosuch
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/containers
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/images
$ api -I -o /dev/null -w '%{http_code} %{content_type}\n' $d/networks/
$ head "$d/_ping"
% head "$d/version"
$ head "$d/containers/json"
$ head "$d/containers/nosuch/json"
$ head "$d/nosuch"
$ head "$d/volumes"
$ head "$d/containers/done/logs?stdout=1&stderr=1"
$ head "$d/containers/ww/archive?path=/etc/passwd"
$ head "$d/events?until=1&since=0"
$ head "$d/images/busybox/get"
$ head "$d/containers/done/export"
$ head -X POST $d/containers/nosuch/start
$ head -X POST $d/containers/ww/start
$ head -X POST $d/containers/ww/wait?condition=nosuch
$ head -X POST $d/auth -d x
$ head -I http://d/_ping
$ head -I $d/containers/ww/archive?path=/etc/passwd | sed 's/mtime[^.]*//; s/Stat: .*/Stat/'
$ head -I $d/containers/ww/archive?path=/nosuch
$ head -X OPTIONS $d/info
$ api "$d/containers/done/logs?stdout=1&stderr=1" | od -c | sed -n 1,6p
$ api "$d/containers/done/logs?stdout=1" | od -c
$ api "$d/containers/done/logs"
$ api "$d/containers/done/logs?stderr=1&tail=x" | od -c
$ api "$d/containers/done/logs?stderr=1&timestamps=1&details=1" | tail -c +9 | cut -d' ' -f 3-
$ api "$d/containers/done/attach" -X POST -w '%{http_code}\n' 
$ api "$d/containers/done/attach?logs=1&stdout=1&stderr=1" -X POST | od -c
$ api "$d/containers/done/attach?logs=1&stdout=1&stream=0" -X POST -D - | tr -d '\r' | grep -v -e Date | od -c | sed -n 1,12p
$ api "$d/containers/nosuch/attach?logs=1" -X POST
$ api "$d/containers/ww/attach?detachKeys=x-" -X POST
$ printf 'POST /v1.45/containers/done/attach?logs=1&stdout=1 HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n' | timeout 3 nc -N -U "$s" 2>/dev/null | od -c | sed -n 1,10p
$ api -H 'Connection: Upgrade' -H 'Upgrade: tcp' "$d/containers/done/attach?logs=1&stdout=1" -X POST -i --http1.1 --no-keepalive --max-time 2 | tr -d '\r' | sed -n 1,5p
$ e=$(post $d/containers/ww/exec -d '{"Cmd":["echo","hi"],"AttachStdout":true}' | cut -d'"' -f 4); echo ${#e}; api $d/exec/$e/json | keys; post $d/exec/$e/start -d '{}' | od -c; post $d/exec/$e/start -d '{}'; api $d/exec/$e/json | grep -o '"ExitCode":[^,]*'; post $d/exec/$e/resize; post "$d/exec/$e/resize?h=1&w=1"
$ e=$(post $d/containers/ww/exec -d '{"Cmd":["true"]}' | cut -d'"' -f 4); post $d/exec/$e/start -d '{"Detach":true,"Tty":true}' -w '%{http_code}\n'; post $d/exec/$e/start -d 'x'; post $d/exec/$e/start; e=$(post $d/containers/ww/exec -d '{"Cmd":["tty"],"Tty":true,"AttachStdout":true}' | cut -d'"' -f 4); post $d/exec/$e/start -d '{"Tty":true}'; post $d/exec/$e/start -d '{"Tty":"x"}'; post $d/exec/nosuch/start -d '{}'; post $d/exec//start -d '{}' 
$ api $d/containers/nosuch/json
$ api "$d/containers/ww/json?size=1" | keys
$ api "$d/containers/json?all=1&size=1&limit=1" | keys
$ api "$d/containers/json?limit=-1" | grep -o '"Id"' | wc -l
% api $d/containers/ww/top?ps_args=x
$ api $d/containers/done/top
$ api $d/containers/ww/changes
$ api $d/containers/nosuch/changes
$ post $d/containers/ww/rename
$ post "$d/containers/ww/rename?name="
$ post "$d/containers/ww/rename?name=done" 
$ post $d/containers/ww/update -d '{"Memory":0}' 
$ post $d/containers/ww/pause -w '%{http_code}\n' 
$ post $d/containers/ww/pause
$ post $d/containers/ww/unpause -w '%{http_code}\n' 
$ post $d/containers/ww/unpause
$ post "$d/containers/ww/kill?signal=x"
$ post "$d/containers/ww/wait?condition=x"
$ post "$d/containers/done/wait"
$ post "$d/containers/done/wait?condition=next-exit" --max-time 1
$ api -X DELETE "$d/containers/ww"
$ api -X DELETE "$d/containers/ww?force=x" -w '%{http_code}\n' 
$ api -X DELETE "$d/containers/nosuch?force=1"
$ api -X DELETE "$d/containers/made?link=1"
$ api "$d/containers/ww/archive"
$ api "$d/containers/ww/archive?path="
$ api "$d/containers/ww/archive?path=/nosuch"
$ api -X PUT "$d/containers/ww/archive?path=/tmp" -d x
$ api -X PUT "$d/containers/ww/archive?path=/nosuch" -d x
$ api -X PUT "$d/containers/ww/archive" -d x
$ api -X PUT "$d/containers/ww/archive?path=/tmp&noOverwriteDirNonDir=x" -d x
$ api $d/containers/nosuch/export
$ api "$d/containers/ww/resize"
$ post "$d/containers/ww/resize"
$ post "$d/containers/ww/resize?h=x&w=1"
$ post "$d/containers/done/resize?h=1&w=1"
$ post "$d/containers/prune?filters=x"
$ post "$d/containers/prune?filters={\"nosuch\":[\"1\"]}"
$ post "$d/containers/prune?filters={\"label\":[\"zz\"]}"
$ post "$d/images/create"
$ post "$d/images/create?fromImage="
$ post "$d/images/create?fromImage=BAD"
$ post "$d/images/create?fromImage=nosuch&tag=1"
$ post "$d/images/create?fromSrc=nosuch://x"
$ post "$d/images/create?fromSrc=-" -d x
$ post "$d/images/create?fromSrc=-&repo=BAD" -d x
$ post "$d/images/create?fromImage=busybox&platform=x/y/z/w"
$ post "$d/images/create?fromImage=busybox" -H 'X-Registry-Auth: x' | head -c 200
$ post "$d/images/nosuch/tag?repo=x"
$ post "$d/images/busybox/tag"
$ post "$d/images/busybox/tag?repo=BAD"
$ post "$d/images/busybox/tag?repo=x&tag=-y"
$ post "$d/images/busybox/tag?repo=tagged&tag=1" -w '%{http_code}\n' 
$ api -X DELETE "$d/images/tagged:1"
$ api -X DELETE "$d/images/nosuch"
$ api -X DELETE "$d/images/BAD"
$ api -X DELETE "$d/images/busybox?force=x&noprune=1"
$ post "$d/images/nosuch/push"
$ post "$d/images/nosuch/push" -H 'X-Registry-Auth: e30=' 
$ post "$d/images/BAD/push" -H 'X-Registry-Auth: e30=' 
$ post "$d/images/load" -d x
$ post "$d/images/load?quiet=x" -d x
% api "$d/images/get"
$ api "$d/images/get?names=nosuch"
$ api "$d/images/nosuch/get"
$ api "$d/images/nosuch/history"
$ api "$d/images/search"
$ api "$d/images/search?term=x&limit=0"
$ api "$d/images/search?term=x&limit=200"
$ api "$d/images/search?term=x&limit=x"
$ api "$d/images/search?term=x&filters={\"nosuch\":[\"1\"]}"
$ post "$d/images/prune?filters={\"dangling\":[\"x\"]}"
$ post "$d/images/prune?filters={\"until\":[\"x\"]}"
$ post "$d/commit"
$ post "$d/commit?container=nosuch"
$ post "$d/commit?container=done&repo=BAD"
$ post "$d/commit?container=done&changes=RUN%20x"
% post "$d/commit?container=done&pause=x" | cut -c 1-15
$ post "$d/commit?container=done" -d 'x' 
$ post "$d/build"
$ post "$d/build?remote=x"
$ post "$d/build?dockerfile=/x" -d x
$ post "$d/build?t=BAD" -d x
$ post "$d/build?buildargs=x" -d x
$ post "$d/build?labels=x" -d x
$ post "$d/build?ulimits=x" -d x
$ post "$d/build?cachefrom=x" -d x
$ post "$d/build?version=7" -d x
% post "$d/build?version=2" -d x
$ post "$d/build?shmsize=x" -d x
$ post "$d/build?memory=x&platform=a/b/c/d" -d x
$ post "$d/build?outputs=x" -d x
$ post "$d/build/cancel"
$ post "$d/build/prune?keep-storage=x"
$ post "$d/build/prune?filters=x"
% post "$d/build/prune?all=x"
$ post "$d/auth"
$ post "$d/auth" -d '{}' 
$ post "$d/auth" -d '{"serveraddress":"127.0.0.1:1"}' 
$ post "$d/auth" -d '{"username":1}' 
$ api "$d/events?since=x&until=0"
$ api "$d/events?since=0&until=0&filters=x"
$ api "$d/events?since=5&until=1"
$ api "$d/system/df?type=x"
$ api "$d/networks?filters=x"
$ api "$d/networks/nosuch"
$ api "$d/networks/net?verbose=x"
$ api -X DELETE "$d/networks/bridge"
$ api -X DELETE "$d/networks/nosuch"
$ post "$d/networks/prune?filters={\"x\":[\"1\"]}"
$ post "$d/networks/create" -d '{}' 
$ post "$d/networks/create" -d '{"Name":"net"}' 
$ post "$d/networks/nosuch/connect" -d '{"Container":"ww"}' 
$ post "$d/networks/net/connect" -d '{}' 
$ post "$d/networks/net/connect"
$ api -X DELETE "$d/volumes/vol"
$ api -X DELETE "$d/volumes/vol?force=x"
$ api -X DELETE "$d/volumes/nosuch"
$ api -X DELETE "$d/volumes/nosuch?force=1" -w '%{http_code}\n' 
$ post "$d/volumes/create" -d '{}' | keys
$ post "$d/volumes/create" -d '{"Name":"vol"}' | keys
$ api -X PUT "$d/volumes/vol?version=1" -d '{}' -H 'Content-Type: application/json' 
$ post "$d/volumes/prune?filters={\"x\":[\"1\"]}"
$ api "$d/plugins?filters=x"
$ api "$d/plugins?filters={\"x\":[\"1\"]}"
$ api "$d/plugins?filters={\"enable\":[\"x\"]}"
% api "$d/plugins/privileges?remote=x"
$ post "$d/plugins/x/enable"
$ post "$d/plugins/x/disable"
$ api -X DELETE "$d/plugins/x"
% post "$d/plugins/pull?remote=BAD"
% post "$d/swarm/init"
% post "$d/swarm/join" -d '{}' 
$ post "$d/swarm/leave"
% post "$d/swarm/update"
$ api "$d/swarm/unlockkey"
$ post "$d/swarm/unlock" -d '{}' 
$ post "$d/services/create" -d '{}' 
$ post "$d/secrets/create" -d '{}' 
$ api "$d/nodes/x"
$ post "$d/session"
$ api "$d/distribution/nosuch/json"
$ api "$d/distribution/BAD/json"
$ api "$d/containers/ww/checkpoints"
$ post "$d/containers/ww/checkpoints" -d '{}' 
