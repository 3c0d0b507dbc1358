# The Engine API by hand
% api() { curl -s --unix-socket "${DOCKER_HOST#unix://}" "$@"; }; status() { api -o /dev/null -w '%{http_code} %{content_type}\n' "$@"; }; docker run -d --name web -l a=b busybox sleep 1000
$ api http://d/_ping
$ api -I http://d/_ping | grep -v -i -e date -e server | tr -d '\r' | sort
$ api http://d/v1.30/containers/json | tr ',' '\n' | cut -d: -f1 | sort -u
$ api http://d/v1.45/containers/json | tr ',' '\n' | cut -d: -f1 | sort -u
$ api http://d/v1.23/containers/json
$ api http://d/v1.99/containers/json
$ api http://d/v1.45/nosuch
$ api -X PUT http://d/v1.45/containers/json
$ api -X POST http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: application/json' -d '' http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: application/json' -d '{' http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: application/json' -d '{}' http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: text/plain' -d '{}' http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: application/json' -d '{"Image":"nosuch"}' http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox","Cmd":"x"}' http://d/v1.45/containers/create?name=str | cut -c 1-6
$ api -X POST -H 'Content-Type: application/json' -d '{"Image":7}' http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox","HostConfig":{"Memory":"x"}}' http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox","HostConfig":{"Memory":1}}' http://d/v1.45/containers/create
$ api -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox"}' 'http://d/v1.45/containers/create?name=bad%20name'
$ api -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox"}' 'http://d/v1.45/containers/create?name=web' | sed 's/[0-9a-f]\{64\}/ID/'
$ api -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox","Cmd":["true"],"HostConfig":{"NetworkMode":"nosuch"}}' 'http://d/v1.45/containers/create?name=nn' | cut -c 1-6; api -X POST http://d/v1.45/containers/nn/start
$ api http://d/v1.45/containers/nosuch/json
$ api 'http://d/v1.45/containers/json?filters=x'
$ api 'http://d/v1.45/containers/json?filters={"nosuch":["x"]}' -g
$ api 'http://d/v1.45/containers/json?limit=x'
$ api -g 'http://d/v1.45/containers/json?all=1&filters={"label":{"a=b":true}}' | tr ',' '\n' | grep -c '"Id"'
$ status -X POST http://d/v1.45/containers/web/start
$ status -X POST http://d/v1.45/containers/web/pause
$ status -X POST http://d/v1.45/containers/web/pause
$ status -X POST http://d/v1.45/containers/web/unpause
$ status -X POST http://d/v1.45/containers/web/kill?signal=0
$ api -X POST http://d/v1.45/containers/web/kill?signal=NOSUCH
$ api -X POST http://d/v1.45/containers/web/rename?name=
$ status -X POST http://d/v1.45/containers/web/rename?name=web2
$ status -X POST http://d/v1.45/containers/web2/rename?name=web
$ api -X POST 'http://d/v1.45/containers/web/resize?h=x&w=1'
$ api -X POST 'http://d/v1.45/containers/web/resize'
$ api -X POST 'http://d/v1.45/containers/web/wait?condition=nosuch'
$ api http://d/v1.45/containers/web/logs
$ api 'http://d/v1.45/containers/web/logs?stdout=1&tail=x'
$ api http://d/v1.45/containers/web/archive
$ api http://d/v1.45/containers/web/archive?path=/nosuch
$ api -I http://d/v1.45/containers/web/archive?path=/etc/passwd | grep -i path-stat | wc -l
$ api http://d/v1.45/containers/web/top?ps_args=-o%20args
$ api http://d/v1.45/containers/web/changes
$ api 'http://d/v1.45/containers/web/stats?stream=0&one-shot=1' | tr ',' '\n' | grep -c name
$ api -X POST -H 'Content-Type: application/json' -d '{"Cmd":[]}' http://d/v1.45/containers/web/exec
$ api -X POST -H 'Content-Type: application/json' -d '{"Cmd":["echo","x"],"AttachStdout":true}' http://d/v1.45/containers/web/exec | cut -c 1-6
$ api http://d/v1.45/exec/nosuch/json
$ api -X POST -H 'Content-Type: application/json' -d '{}' http://d/v1.45/exec/nosuch/start
$ api -X DELETE http://d/v1.45/containers/web
$ api -X DELETE http://d/v1.45/containers/nosuch?force=1
$ api http://d/v1.45/images/nosuch/json
$ api http://d/v1.45/images/json?all=x | cut -c 1-2
$ api 'http://d/v1.45/images/json?digests=1' | tr ',' '\n' | cut -d: -f1 | sort -u
$ api -X POST http://d/v1.45/images/busybox/tag
$ api -X POST 'http://d/v1.45/images/busybox/tag?repo=UPPER'
$ api -X POST 'http://d/v1.45/images/create?fromImage=nosuch&tag=x'
$ api -X POST 'http://d/v1.45/images/create'
$ api -X DELETE http://d/v1.45/images/nosuch
$ api http://d/v1.45/images/get?names=nosuch
$ api http://d/v1.45/images/search
$ api 'http://d/v1.45/images/search?term=x&limit=x'
$ api http://d/v1.45/distribution/busybox/json | cut -c 1-30
$ api http://d/v1.45/networks/nosuch
$ api -X POST -H 'Content-Type: application/json' -d '{}' http://d/v1.45/networks/create
$ api -X POST -H 'Content-Type: application/json' -d '{"Name":"n1"}' http://d/v1.45/networks/create | sed 's/[0-9a-f]\{64\}/ID/'
$ api -X POST -H 'Content-Type: application/json' -d '{"Name":"n1","CheckDuplicate":true}' http://d/v1.45/networks/create
$ api -X POST -H 'Content-Type: application/json' -d '{"Container":"nosuch"}' http://d/v1.45/networks/n1/connect
$ api -X POST -H 'Content-Type: application/json' -d '{}' http://d/v1.45/networks/n1/connect
$ api -X POST -H 'Content-Type: application/json' -d '{"Container":"web"}' http://d/v1.45/networks/n1/disconnect
$ api -X DELETE http://d/v1.45/networks/bridge
$ status -X DELETE http://d/v1.45/networks/n1
$ api http://d/v1.45/volumes | cut -c 1-30
$ api -X POST -H 'Content-Type: application/json' -d '{"Name":"v1"}' http://d/v1.45/volumes/create
$ api -X POST -H 'Content-Type: application/json' -d '{"Name":"v2","Driver":"nosuch"}' http://d/v1.45/volumes/create
$ api -X DELETE http://d/v1.45/volumes/nosuch
$ status -X DELETE http://d/v1.45/volumes/v1
$ api -X POST http://d/v1.45/containers/prune
$ api -X POST -g 'http://d/v1.45/images/prune?filters={"dangling":["maybe"]}'
$ api -X POST http://d/v1.45/volumes/prune
$ api -X POST -g 'http://d/v1.45/networks/prune?filters={"x":["y"]}'
$ api http://d/v1.45/system/df?type=nosuch
$ api http://d/v1.45/system/df?type=volume
$ api 'http://d/v1.45/events?since=1&until=2'
$ api 'http://d/v1.45/events?since=x'
$ api http://d/v1.45/swarm
$ api http://d/v1.45/services
$ api http://d/v1.45/plugins
$ api -X POST -H 'Content-Type: application/json' -d '{}' http://d/v1.45/auth
$ api -X POST http://d/v1.45/commit?container=nosuch
$ api -X POST http://d/v1.45/build?dockerfile=x -H 'Content-Type: application/x-tar' -d ''
$ api -N -i -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Origin: http://d' -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' http://d/v1.45/containers/nosuch/attach/ws | tr -d '\r' | grep -v -i -e date -e server
$ api http://d/v1.45/containers/web/attach/ws
$ timeout 1 curl -s -N -i --unix-socket "${DOCKER_HOST#unix://}" -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Origin: http://d' -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' 'http://d/v1.45/containers/web/attach/ws?stream=1&stdout=1' | tr -d '\r' | head -n 4
$ { printf 'GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n'; sleep 0.5; } | docker system dial-stdio | tail -n 1
$ docker system dial-stdio x
