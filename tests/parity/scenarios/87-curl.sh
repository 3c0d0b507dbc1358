# The API by hand, in many versions, rightly and wrongly
% api() { curl -s -g --unix-socket "${DOCKER_HOST#unix://}" "$@"; }; code() { api -o /dev/null -w '%{http_code}\n' "$@"; }; post() { api -X POST -H 'Content-Type: application/json' "$@"; }; keys() { tr ',' '\n' | grep -o '"[A-Za-z0-9]*":' | sort -u | tr '\n' ' '; echo; }; docker run -d --name web -p 127.0.0.1::80 -v vol:/v busybox sleep 1000
$ for v in 1.24 1.25 1.30 1.35 1.40 1.41 1.43 1.44 1.45 1.46 1.50; do code http://d/v$v/containers/json; done
$ api http://d/v1.50/containers/json
$ api http://d/v1.12/version
$ api http://d/vx/version
$ api http://d/v1/version
$ api http://d/version | keys
$ api http://d/v1.24/version | keys
$ api http://d/v1.24/containers/web/json | keys
$ api http://d/v1.40/containers/web/json | keys
$ api http://d/v1.44/containers/web/json | keys
$ api http://d/v1.45/containers/web/json | keys
$ api http://d/v1.24/images/busybox/json | keys
$ api http://d/v1.43/images/busybox/json | keys
$ api http://d/v1.45/images/busybox/json | keys
$ api http://d/v1.24/images/json | keys
$ api http://d/v1.43/images/json | keys
$ api http://d/v1.24/info | keys
$ api http://d/v1.45/info | keys
$ api http://d/v1.24/system/df
$ api http://d/v1.41/system/df | keys
$ api http://d/v1.45/system/df?type=volume | keys
$ api http://d/v1.45/system/df?type=nosuch
$ code http://d/v1.45/volumes; api http://d/v1.45/volumes | keys
$ api http://d/v1.45/volumes?filters={"dangling":["x"]}
$ api http://d/v1.45/volumes?filters={"dangling":"true"}
$ api http://d/v1.45/networks?filters={"nosuch":["x"]}
$ api http://d/v1.45/networks?filters=[
$ api http://d/v1.45/images/json?filters={"dangling":["maybe"]}
$ api http://d/v1.45/images/json?filter=busybox | keys
$ api http://d/v1.24/images/json?filter=nosuch
$ api http://d/v1.45/events?since=x
$ api 'http://d/v1.45/events?since=1&until=x'
$ api 'http://d/v1.45/events?until=1'
$ api 'http://d/v1.45/events?since=100&until=50'
$ post http://d/v1.45/volumes/create -d '{"Name":"bad name"}'
$ post http://d/v1.45/volumes/create -d '{"Name":7}'
$ post http://d/v1.45/volumes/create -d '{"Name":"okv","Labels":{"a":"b"}}' | keys
$ post http://d/v1.45/volumes/create -d '{"Driver":"nosuch"}'
$ post http://d/v1.45/volumes/create
$ post http://d/v1.45/volumes/create -d 'nonsense'
$ post http://d/v1.45/networks/create -d '{}'
$ post http://d/v1.45/networks/create -d '{"Name":"bridge"}'
$ post http://d/v1.45/networks/create -d '{"Name":"nn","Driver":"nosuch"}'
$ post http://d/v1.45/networks/create -d '{"Name":"nn","IPAM":{"Config":[{"Subnet":"x"}]}}'
$ post http://d/v1.45/networks/create -d '{"Name":"nn","CheckDuplicate":true}' | keys
$ post http://d/v1.45/networks/nn/connect -d '{}'
$ post http://d/v1.45/networks/nn/connect -d '{"Container":"nosuch"}'
$ post http://d/v1.45/networks/nn/connect -d '{"Container":"web","EndpointConfig":{"IPAMConfig":{"IPv4Address":"1.2.3.4"}}}'
$ post http://d/v1.45/networks/nn/disconnect -d '{"Container":"web"}'
$ api -X DELETE http://d/v1.45/networks/nn; code -X DELETE http://d/v1.45/networks/nn
$ api -X DELETE http://d/v1.45/networks/host
$ api -X DELETE http://d/v1.45/volumes/vol
$ code -X DELETE http://d/v1.45/volumes/okv
$ api -X DELETE http://d/v1.45/images/nosuch
$ api -X DELETE http://d/v1.45/images/busybox
$ post http://d/v1.45/containers/web/update -d '{"Memory":1}'
$ post http://d/v1.45/containers/web/update -d '{"RestartPolicy":{"Name":"nosuch"}}'
$ post http://d/v1.45/containers/web/update -d '{"CpuShares":512}'
$ post http://d/v1.45/containers/web/update -d '[]'
$ post http://d/v1.45/containers/web/stop?t=x
$ code -X POST http://d/v1.45/containers/web/stop?t=0; code -X POST http://d/v1.45/containers/web/stop; code -X POST http://d/v1.45/containers/web/start; code -X POST http://d/v1.45/containers/web/restart?t=0
$ post http://d/v1.45/containers/nosuch/kill?signal=
$ post http://d/v1.45/containers/web/unpause
$ post http://d/v1.45/containers/web/exec -d '{"Cmd":"x"}'
$ post http://d/v1.45/containers/web/exec -d '{"Cmd":["ls"],"User":"nosuch"}' | cut -c 1-6
$ ID=$(post http://d/v1.45/containers/web/exec -d '{"Cmd":["sh","-c","exit 7"],"AttachStdout":true}' | cut -d'"' -f 4); post http://d/v1.45/exec/$ID/start -d '{}' | wc -c; api http://d/v1.45/exec/$ID/json | tr ',' '\n' | grep -e ExitCode -e Running
$ post http://d/v1.45/exec/$ID/start -d '{}'
$ post http://d/v1.45/exec/$ID/resize?h=1
$ api http://d/v1.45/containers/nosuch/top
$ api -m 3 http://d/v1.45/containers/web/stats?stream=x | head -c 9
$ api http://d/v1.45/containers/web/stats?stream=0 | keys
$ api http://d/v1.45/containers/nosuch/stats
$ api 'http://d/v1.45/containers/web/logs?stdout=1&since=x'
$ api 'http://d/v1.45/containers/web/logs?follow=0'
$ api -X PUT 'http://d/v1.45/containers/web/archive?path=/nosuch' --data-binary ''
$ api -X PUT 'http://d/v1.45/containers/web/archive?path=/tmp' --data-binary 'x'
$ api -X PUT 'http://d/v1.45/containers/web/archive'
$ api -I 'http://d/v1.45/containers/web/archive?path=/etc/nosuch' | head -1
$ post http://d/v1.45/containers/prune?filters={"nosuch":["x"]}
$ post http://d/v1.45/containers/prune
$ post http://d/v1.45/images/prune | keys
$ post http://d/v1.45/volumes/prune?filters={"all":["true"]} | keys
$ post http://d/v1.45/build/prune | keys
$ post http://d/v1.45/auth -d '{"username":"a","password":"b","serveraddress":"127.0.0.1:1"}' | cut -c 1-40
$ post http://d/v1.45/auth -d '{}' | cut -c 1-60
$ api http://d/v1.45/distribution/nosuch/json
$ post http://d/v1.45/commit?container=nosuch
$ post 'http://d/v1.45/commit?container=web&repo=UP'
$ post 'http://d/v1.45/commit?container=web&changes=RUN%20x'
$ post http://d/v1.45/images/load --data-binary 'nonsense'
$ post http://d/v1.45/build --data-binary 'nonsense'
$ post 'http://d/v1.45/build?buildargs=x' --data-binary ''
$ post 'http://d/v1.45/build?t=UPPER' --data-binary ''
$ api http://d/v1.45/swarm; api http://d/v1.45/services; api http://d/v1.45/nodes
$ api http://d/v1.45/plugins; api http://d/v1.45/plugins/nosuch/json
$ api -X OPTIONS http://d/v1.45/containers/json -o /dev/null -w '%{http_code}\n'
$ code -X HEAD http://d/_ping; code -I http://d/v1.45/_ping; code -X DELETE http://d/_ping
$ code http://d/; code http://d/v1.45/; api http://d/containers
