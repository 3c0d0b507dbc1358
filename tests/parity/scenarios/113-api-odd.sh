# The API by curl: odd bodies, odd versions, odd queries, what comes back in heads and bodies
% s="${DOCKER_HOST#unix://}"; api() { curl -s -g --unix-socket "$s" "$@"; }; post() { api -X POST -H 'Content-Type: application/json' "$@"; }; d=http://d/v1.45; code() { api -o /dev/null -w '%{http_code}\n' "$@"; }; docker run -d --name up -l k=v busybox sh -c 'echo hello; echo oops >&2; sleep 1000'; docker create --name made -i busybox cat; docker volume create vol; docker network create --subnet 10.90.0.0/24 net; sleep 1
$ post -d '{"Image":"busybox","Cmd":"echo one string"}' "$d/containers/create?name=s1" | sed 's/[0-9a-f]\{64\}/ID/'
$ docker inspect s1 -f '{{json .Config.Cmd}} {{.Path}} {{json .Args}}'
$ post -d '{"Image":"busybox","Cmd":{"a":1}}' $d/containers/create
$ post -d '{"Image":"busybox","Env":"A=1"}' $d/containers/create
$ post -d '{"Image":"busybox","Labels":["a"]}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"Memory":"1g"}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"PortBindings":{"80":[{"HostPort":"x"}]}}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"PortBindings":{"80/tcp":{"HostPort":"80"}}}}' $d/containers/create
$ post -d '{"Image":"busybox","ExposedPorts":{"eighty/tcp":{}}}' $d/containers/create
$ post -d '{"Image":"busybox","StopSignal":"NOPE"}' $d/containers/create
$ post -d '{"Image":"busybox","Volumes":{"rel":{}}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"volume","Source":"v"}]}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"bind","Target":"/x"}]}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"odd","Target":"/x","Source":"y"}]}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"tmpfs","Target":"/x","Source":"y"}]}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"volume","Target":"/x","BindOptions":{"Propagation":"rprivate"}}]}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"NetworkMode":"net"},"NetworkingConfig":{"EndpointsConfig":{"net":{"IPAMConfig":{"IPv4Address":"10.90.0.300"}}}}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"NetworkMode":"nosuch"}}' "$d/containers/create?name=lost" | sed 's/[0-9a-f]\{64\}/ID/'
$ post $d/containers/lost/start
#! timeout 90
$ post -d '{"Image":"busybox","HostConfig":{"LogConfig":{"Type":"nosuch"}}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"LogConfig":{"Type":"json-file","Config":{"max-size":"x"}}}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"RestartPolicy":{"Name":"always","MaximumRetryCount":3}}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":-3}}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"AutoRemove":true,"RestartPolicy":{"Name":"always"}}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"Isolation":"hyperv"}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"ShmSize":-1}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"OomScoreAdj":5000}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"CapAdd":["NOSUCH"]}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"ExtraHosts":["bad"]}}' $d/containers/create
$ post -d '{"Image":"busybox","HostConfig":{"Dns":["8.8.8.8.8"]}}' $d/containers/create
$ post -d '{"Image":"busybox","Healthcheck":{"Test":["CMD"],"Interval":5}}' $d/containers/create
$ post -d '{"Image":"busybox","WorkingDir":"rel"}' $d/containers/create | sed 's/[0-9a-f]\{64\}/ID/'
$ post -d '[]' $d/containers/create
$ post -d 'null' $d/containers/create
$ post -d '"x"' $d/containers/create
$ post -d '{' $d/containers/create
$ post -d '{} {}' $d/containers/create
$ api -X POST -d '{"Image":"busybox"}' $d/containers/create
$ api -X POST -H 'Content-Type: text/plain' -d '{"Image":"busybox"}' $d/containers/create
$ post -d '{"Image":"busybox"}' "$d/containers/create?name=-x"
$ post -d '{"Image":"busybox"}' "$d/containers/create?name=up" | sed 's/[0-9a-f]\{64\}/ID/'
$ post -d '{"Image":"busybox"}' "$d/containers/create?platform=nosuch/arch"
$ post -d '{"Image":"sha256:0000000000000000000000000000000000000000000000000000000000000000"}' $d/containers/create
$ post -d '{"Image":"BUSYBOX"}' $d/containers/create
$ post -d '{"Image":""}' $d/containers/create
$ code "$d/containers/json?limit=x"; api "$d/containers/json?filters=x"; api "$d/containers/json?filters={\"a\":{\"b\":true}}"; api "$d/containers/json?filters={\"status\":[\"odd\"]}"; api "$d/containers/json?all=maybe&filters=[]"
$ api "$d/containers/up/logs"; api "$d/containers/up/logs?stdout=0&stderr=0"; api "$d/containers/up/logs?stdout=1&tail=-1" | tr -d '\000-\010'; api "$d/containers/up/logs?stdout=1&since=x"; api "$d/containers/up/logs?stdout=1&until=-5"
$ api "$d/containers/up/top?ps_args=-nosuch"
$ api "$d/containers/made/top"
$ api "$d/containers/up/stats?stream=0" | tr ',{' '\n\n' | grep -c :
$ post "$d/containers/up/resize?h=x&w=1"; post "$d/containers/up/resize?h=1"; post "$d/containers/made/resize?h=10&w=10"; post "$d/containers/up/kill?signal=99"; post "$d/containers/up/kill?signal=nosuch"; post "$d/containers/made/kill"
$ post "$d/containers/up/stop?t=x"
$ post -o /dev/null -w '%{http_code}\n' "$d/containers/made/stop"
$ post -o /dev/null -w '%{http_code}\n' "$d/containers/up/start"
$ post -d '{"Binds":[]}' "$d/containers/up/start"
$ post "$d/containers/up/start?checkpoint=x"
$ post "$d/containers/up/rename"
$ post "$d/containers/up/rename?name=made" | sed 's/[0-9a-f]\{64\}/ID/'
$ post "$d/containers/up/rename?name=a/b"
$ post -d '{"Memory":"x"}' $d/containers/up/update
$ post -d '{"Memory":1}' $d/containers/up/update
$ post -d '' $d/containers/up/update
$ post -d '{"Cmd":[]}' $d/containers/up/exec
$ post -d '{"Cmd":["true"]}' $d/containers/made/exec | sed 's/[0-9a-f]\{64\}/ID/'
$ post -d '{"Cmd":["true"],"User":"nosuch"}' $d/containers/up/exec | sed 's/[0-9a-f]\{64\}/ID/'
$ post -d '{"Detach":false}' $d/exec/nosuch/start
$ api $d/exec/nosuch/json
$ api "$d/containers/up/archive"
$ api "$d/containers/up/archive?path=/nosuch"
$ api -I "$d/containers/up/archive?path=/etc/passwd" -o /dev/null -w '%{http_code}\n'
$ api -X PUT "$d/containers/up/archive?path=/etc/passwd" -d x
$ api -X PUT "$d/containers/up/archive?path=/tmp" -H 'Content-Type: application/x-tar' -d notatar
$ post "$d/containers/up/wait?condition=odd"
$ post "$d/containers/nosuch/wait"
$ api -X DELETE "$d/containers/up"
$ api -X DELETE "$d/containers/up?link=1"
$ api -X DELETE "$d/containers/nosuch?force=1"
$ post -d '{"Name":"bad name"}' $d/volumes/create
#! timeout 90
$ post -d '{"Name":"v2","Driver":"nosuch"}' $d/volumes/create
$ post -d '{"Name":"v2","DriverOpts":{"a":1}}' $d/volumes/create
$ post -d '{"Name":"v2","DriverOpts":{"odd":"1"}}' $d/volumes/create
$ post -d '{"Name":"vol","Labels":{"x":"y"}}' $d/volumes/create | sed 's/"CreatedAt":"[^"]*"/AT/'
$ api -X DELETE "$d/volumes/nosuch"
$ api -o /dev/null -w '%{http_code}\n' -X DELETE "$d/volumes/nosuch?force=1"
$ api "$d/volumes?filters={\"odd\":[\"x\"]}"
$ post "$d/volumes/prune?filters={\"odd\":[\"x\"]}"
$ api -X PUT -d '{}' "$d/volumes/vol?version=1"
$ post -d '{}' $d/networks/create
#! timeout 90
$ post -d '{"Name":"n","Driver":"nosuch"}' $d/networks/create
$ post -d '{"Name":"net"}' $d/networks/create
$ post -d '{"Name":"n","IPAM":{"Config":[{"Subnet":"10.90.0.0/25"}]}}' $d/networks/create
$ post -d '{"Name":"n","IPAM":{"Config":[{"Subnet":"x"}]}}' $d/networks/create
$ post -d '{"Name":"n","Scope":"swarm"}' $d/networks/create
$ post -d '{"Container":"nosuch"}' $d/networks/net/connect
$ post -d '{"Container":"up","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.91.0.1"}}}' $d/networks/net/connect
$ post -d '{"Container":"up"}' $d/networks/net/disconnect
$ post -d '{}' $d/networks/net/connect
$ post -d '{"Container":"up"}' $d/networks/nosuch/connect
$ api -X DELETE $d/networks/bridge
$ post "$d/images/create"; post "$d/images/create?fromImage="; post "$d/images/create?fromImage=UP"; post "$d/images/create?fromSrc=nosuch://x&repo=r"; post "$d/images/busybox/tag?repo=UP"; post "$d/images/busybox/tag"; post "$d/images/nosuch/tag?repo=a"; api "$d/images/json?filters={\"odd\":[\"x\"]}"; api "$d/images/nosuch/history"
$ post -d '{"Hostname":5}' "$d/commit?container=up"; post "$d/commit?container=nosuch"; post "$d/commit"; post "$d/commit?container=up&repo=UP"; post "$d/commit?container=up&changes=NOSUCH%20x"; post -d 'x' $d/auth
$ api "$d/events?since=x"; api "$d/events?since=5&until=3"; code "$d/events?since=1&until=2"; api "$d/system/df?type=odd"; api "$d/system/df?type=volume&type=container" | tr ',' '\n' | grep -o '"[A-Za-z]*":\[' | sort -u
$ code -X PUT $d/containers/up/start
$ code -X GET $d/containers/create
$ code -X DELETE $d/version
$ code -X HEAD $d/_ping --head
$ code $d/nosuch
$ api $d/nosuch
$ api http://d/v1.99/version
$ api http://d/v0.1/version
$ api http://d/containers/nosuch/json
$ api http://d/v1.45/v1.45/info
