# More requests by hand: networks, volumes, updates, execs, queries of every kind
% api() { curl -s -g --unix-socket "${DOCKER_HOST#unix://}" "$@"; }; post() { api -X POST -H 'Content-Type: application/json' "$@"; }; d=http://d/v1.45; docker run -d --name qweb busybox sleep 1000; docker create --name qidle busybox true; docker network create qn
$ post $d/networks/create -d '{"Name":"qx","Driver":7}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Options":["a"]}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Labels":{"a":1}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","IPAM":[]}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","IPAM":{"Config":[{}]}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","IPAM":{"Config":[{"Subnet":"10.9.9.0/24","Gateway":"x"}]}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","IPAM":{"Config":[{"IPRange":"10.9.9.0/24"}]}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","IPAM":{"Config":[{"Gateway":"10.9.9.1"}]}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","IPAM":{"Config":[{"Subnet":"10.9.9.0/24","AuxiliaryAddresses":{"a":"x"}}]}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","IPAM":{"Config":[{"Subnet":"10.9.9.0/24","AuxiliaryAddresses":{"a":"10.8.8.1"}}]}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"fd09::/64","Gateway":"fe80::1"}]}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Scope":"x"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Scope":"global"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Ingress":true}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","ConfigOnly":true,"Internal":true}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","ConfigFrom":{"Network":"nosuch"}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Driver":"overlay"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Driver":"macvlan"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Driver":"host"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Options":{"com.docker.network.bridge.name":"a/b"}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Options":{"com.docker.network.driver.mtu":"-5"}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Options":{"com.docker.network.bridge.host_binding_ipv4":"x"}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Options":{"com.docker.network.bridge.enable_ip_masquerade":"x"}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Options":{"com.docker.network.bridge.gateway_mode_ipv4":"x"}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Options":{"com.docker.network.container_iface_prefix":"a"}}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","Internal":"x"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"a b"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"-x"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"é"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","CheckDuplicate":"x"}'; docker network rm -f qx 'a b' é -- -x >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/24","Gateway":"10.8.8.1"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/24","Gateway":"fe80::1"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/24","IPRange":"10.8.8.0/25"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/24","IPRange":"10.9.0.0/16"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/24","IPRange":"10.9.9.1/25"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/24","IPRange":"fd00::/64"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/24","IPRange":"x"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/24","AuxiliaryAddresses":{"a":"fe80::1"}}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"fd09::/64","IPRange":"fd08::/80"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"fd09::/64","IPRange":"fd09::/32"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"fd09::/64","Gateway":"10.0.0.1"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"fd09::/64","AuxiliaryAddresses":{"a":"fd08::1"}}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.0/33"}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"10.9.9.1/24","Gateway":"x","IPRange":"y","AuxiliaryAddresses":{"a":"z"}}]}}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/create -d '{"Name":"qx","ConfigOnly":true,"Scope":"swarm"}'; docker network rm -f qx >/dev/null 2>&1
$ post $d/networks/qn/connect -d '{"Container":7}'
$ post $d/networks/qn/connect -d '{"Container":""}'
$ post $d/networks/qn/connect -d '{"Container":"qweb","EndpointConfig":{"Aliases":["a","a"]}}'
$ post $d/networks/qn/connect -d '{"Container":"qweb"}'
$ post $d/networks/qn/connect -d '{"Container":"qidle","EndpointConfig":{"IPAMConfig":{"IPv4Address":"1.2.3.4"}}}'
$ post $d/networks/qn/connect -d '{"Container":"qidle","EndpointConfig":{"MacAddress":"x"}}'
$ post $d/networks/qn/connect -d '{"Container":"qidle","EndpointConfig":{"Links":["nosuch"]}}'
$ post $d/networks/qn/connect -d '{"Container":"qidle","EndpointConfig":{"Links":["a:b:c"]}}'
$ post $d/networks/qn/connect -d '{"Container":"qidle"}'
$ post $d/networks/qn/connect -d '{"Container":"qidle","EndpointConfig":{"DriverOpts":{"a":"b"}}}'
$ post $d/networks/qn/connect -d '{"Container":"qidle","EndpointConfig":{"NetworkID":"x"}}'
$ post $d/networks/qn/disconnect -d '{}'
$ post $d/networks/qn/disconnect -d '{"Container":""}'
$ post $d/networks/qn/disconnect -d '{"Container":"nosuch"}'
$ post $d/networks/qn/disconnect -d '{"Container":"nosuch","Force":true}'
$ post $d/networks/qn/disconnect -d '{"Container":"qweb","Force":"x"}'
$ post $d/networks/qn/disconnect -d '{"Container":"qidle"}'
$ post $d/networks/qn/disconnect -d '{"Container":"qweb"}'
$ post $d/networks/qn/disconnect -d '{"Container":"qweb"}'
$ post $d/volumes/create -d '{"Name":"q/v"}'
$ post $d/volumes/create -d '{"Name":"qv","Driver":"local","DriverOpts":{"a":"b"}}'
$ post $d/volumes/create -d '{"Name":"qv","DriverOpts":{"type":"tmpfs"}}'
$ post $d/volumes/create -d '{"Name":"qv","DriverOpts":{"o":"size=1"}}'
$ post $d/volumes/create -d '{"Name":"qv","DriverOpts":{"size":"x"}}'
$ post $d/volumes/create -d '{"Name":"qv","DriverOpts":{"size":"1m"}}'
$ post $d/volumes/create -d '{"Name":"qv","DriverOpts":["a"]}'
$ post $d/volumes/create -d '{"Name":"qv","Labels":"x"}'
$ post $d/volumes/create -d '{"Name":"qv","ClusterVolumeSpec":{}}'
$ post $d/volumes/create -d '{"Name":"qv","DriverOpts":{"size":"-1"}}'
$ post $d/volumes/create -d '{"Name":"qv","DriverOpts":{"size":"5x"}}'
$ post $d/volumes/create -d '{"Name":"qv","DriverOpts":{"size":"1g"}}'
$ post $d/containers/qweb/update -d '{"Memory":"x"}'
$ post $d/containers/qweb/update -d '{"Memory":-1}'
$ post $d/containers/qweb/update -d '{"CpuShares":5,"CpuPeriod":1}'
$ post $d/containers/qweb/update -d '{"NanoCpus":-5}'
$ post $d/containers/qweb/update -d '{"NanoCpus":500000000,"CpuPeriod":100000}'
$ post $d/containers/qweb/update -d '{"CpusetCpus":"99"}'
$ post $d/containers/qweb/update -d '{"PidsLimit":0}'
$ post $d/containers/qweb/update -d '{"PidsLimit":-1}'
$ post $d/containers/qweb/update -d '{"PidsLimit":100}'
$ post $d/containers/qweb/update -d '{"RestartPolicy":{"Name":"always","MaximumRetryCount":5}}'
$ post $d/containers/qweb/update -d '{"RestartPolicy":{"MaximumRetryCount":5}}'
$ post $d/containers/qweb/update -d '{"RestartPolicy":{"Name":"x"}}'
$ post $d/containers/qweb/update -d '{"BlkioWeight":5}'
$ post $d/containers/qweb/update -d '{"KernelMemory":5}'
$ post $d/containers/qweb/update -d '{"OomKillDisable":true}'
$ post $d/containers/qweb/update -d '{"Ulimits":[{"Name":"nofile","Soft":1,"Hard":1}]}'
$ post $d/containers/qweb/update -d '{"Devices":[]}'
$ post $d/containers/qweb/update -d '{"MemorySwap":5}'
$ post $d/containers/qweb/update -d '{"MemoryReservation":5}'
$ post $d/containers/qweb/update -d '{"Memory":10485760,"MemorySwap":5}'
$ post $d/containers/qweb/update -d '{}'
$ post $d/containers/qweb/update -d '{"CpuPercent":5}'
$ post $d/containers/qweb/update -d '{"IOMaximumIOps":5}'
$ post $d/containers/qweb/update -d '{"CpuRealtimeRuntime":5}'
$ post $d/containers/qweb/update -d '{"MemorySwappiness":101}'
$ post $d/containers/qweb/exec -d '{"Cmd":[]}'
$ post $d/containers/qweb/exec -d '{"Cmd":[""]}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"User":"nosuch"}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"WorkingDir":"rel"}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"Env":["=x"]}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"Env":["A"]}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"Env":[""]}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"DetachKeys":"nonsense"}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"DetachKeys":"ctrl-1"}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"ConsoleSize":[1]}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"Tty":"x"}'
$ post $d/containers/qweb/exec -d '{"Cmd":null}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"Privileged":true}'
$ post $d/containers/qweb/exec -d '{"Cmd":["x"],"ConsoleSize":[10,20],"Tty":true}'
$ api "$d/containers/json?limit=x"
$ api "$d/containers/json?size=x&filters={\"name\":[\"nosuch\"]}"
$ api "$d/containers/json?filters={\"name\":\"x\"}"
$ api "$d/containers/json?filters={\"status\":[\"nosuch\"]}"
$ api "$d/containers/json?filters={\"exited\":[\"x\"]}"
$ api "$d/containers/json?filters={\"health\":[\"x\"]}"
$ api "$d/containers/json?filters={\"is-task\":[\"x\"]}"
$ api "$d/containers/json?filters={\"expose\":[\"x\"]}"
$ api "$d/containers/json?filters={\"publish\":[\"1-x\"]}"
$ api "$d/containers/json?filters={\"network\":[\"nosuch\"]}"
$ api "$d/containers/json?filters={\"volume\":[\"nosuch\"]}"
$ api "$d/containers/json?filters={\"ancestor\":[\"BAD\"]}"
$ api "$d/containers/json?filters={\"before\":[\"nosuch\"]}"
$ api "$d/containers/json?filters={\"since\":[\"nosuch\"]}"
$ api "$d/containers/json?filters={\"label\":[\"nosuch\"]}"
$ api "$d/containers/json?filters={\"label\":{\"nosuch\":true}}"
$ api "$d/containers/json?filters={\"label\":{\"nosuch\":false}}"
$ api "$d/containers/json?filters=[]"
$ api "$d/containers/json?filters=\"x\""
$ api "$d/containers/json?filters={"
$ api "$d/containers/json?filters={\"id\":[\"x\"]}"
$ api "$d/images/json?filters={\"before\":[\"nosuch\"]}"
$ api "$d/images/json?filters={\"since\":[\"nosuch\"]}"
$ api "$d/images/json?filters={\"reference\":[\"[\"]}"
$ api "$d/images/json?filters={\"until\":[\"x\"]}"
$ api "$d/images/json?filters={\"label\":[\"a\"]}"
$ api "$d/images/json?all=x&filters={\"reference\":[\"nosuch\"]}"
$ api "$d/images/json?digests=1&filters={\"reference\":[\"nosuch\"]}"
$ api "$d/images/search?term="
$ api "$d/networks?filters={\"driver\":[\"nosuch\"]}"
$ api "$d/networks?filters={\"dangling\":[\"x\"]}"
$ api "$d/networks?filters={\"scope\":[\"x\"]}"
$ api "$d/networks?filters={\"type\":[\"x\"]}"
$ api "$d/networks/nosuch"
$ api "$d/networks/bridge?scope=x"
$ api "$d/volumes?filters={\"driver\":[\"x\"]}"
$ api "$d/volumes?filters={\"label\":[\"x\"]}"
$ api "$d/volumes?filters={\"dangling\":[\"x\"]}"
$ api "$d/volumes?filters={\"nosuch\":[\"x\"]}"
$ api "$d/volumes/nosuch"
$ api "$d/events?filters={\"a\":[\"b\"]}&until=1"
$ api "$d/events?since=2020-01-01&until=1"
$ api "$d/events?since=1.x&until=5"
$ api "$d/system/df?type=container&type=nosuch"
$ api "$d/system/df?type="
$ api "$d/containers/qweb/stats?stream=x&one-shot=x"
$ api "$d/containers/qweb/logs?stdout=1&follow=0&until=x"
$ api "$d/containers/qidle/logs?stdout=1"
$ api "$d/images/BAD/json"
$ api "$d/images/busybox@sha256:00/json"
$ api "$d/images/sha256:00/json"
$ api "$d/images//json"
$ api "$d/images/a/b/c/json"
$ api "$d/containers//json"
$ api "$d/containers/%20/json"
$ api "$d/commit"
$ api "$d/_ping?x"
$ api "$d/containers/qweb/top?ps_args=-q"
$ api "$d/containers/qweb/top?ps_args=--nosuch"
$ api "$d/networks/bridge?scope=swarm"
$ api "$d/events?since=1.5&until=x.5"
$ api "$d/events?since=1.5&until=5.5x"
$ api -X POST "$d/containers/qidle/start?detachKeys=nonsense"
$ api -X POST "$d/containers/qidle/start?detachKeys=ctrl-1"
$ api -X POST "$d/containers/qidle/start?checkpoint=x"
$ api -X POST "$d/containers/qweb/stop?t=x&signal=nosuch"
$ api -X POST "$d/containers/qidle/restart?signal=nosuch"
$ api -X POST "$d/containers/qweb/kill?signal=0"
$ api -X POST "$d/containers/qweb/kill?signal=100"
$ api -X POST "$d/containers/qweb/kill?signal=sigcont"
$ api -X POST "$d/containers/qweb/resize?h=10&w=10"
$ api -X POST "$d/containers/qweb/resize?h=10"
$ api -X POST "$d/containers/qidle/rename?name=a"
$ api -X POST "$d/containers/qidle/rename?name=qweb"
$ api -X POST "$d/containers/qidle/rename?name=/x/y"
$ api -X POST "$d/containers/qidle/wait?condition=next-exit2"
$ api -X POST "$d/containers/qidle/wait?condition="
$ api -X POST "$d/containers/prune?filters={\"label\":[\"nosuch\"]}"
$ api -X POST "$d/containers/prune?filters={\"until\":[\"x\"]}"
$ api -X POST "$d/containers/prune?filters={\"until\":[\"1\",\"2\"]}"
$ api -X POST "$d/images/prune?filters={\"dangling\":[\"x\"]}"
$ api -X POST "$d/images/prune?filters={\"label\":[\"nosuch\"]}"
$ api -X POST "$d/networks/prune?filters={\"label\":[\"nosuch\"]}"
$ api -X POST "$d/networks/prune?filters={\"x\":[\"y\"]}"
$ api -X POST "$d/volumes/prune?filters={\"label\":[\"nosuch\"]}"
$ api -X POST "$d/volumes/prune?filters={\"until\":[\"1\"]}"
$ api -X POST "$d/images/create?fromImage=&tag=x"
$ api -X POST "$d/images/create?fromImage=a:b&tag=c"
$ api -X POST "$d/images/create?fromImage=busybox&tag=BAD!"
$ api -X POST "$d/images/create?fromSrc=http://127.0.0.1:1/x"
$ api -X POST "$d/images/create?fromSrc=x"
$ api -X POST "$d/images/create?fromSrc=-&repo=BAD"
$ api -X POST "$d/images/create?fromSrc=-&changes=RUN+x"
$ api -X POST "$d/images/busybox/tag?repo=a:b&tag=c"
$ api -X POST "$d/images/busybox/tag?repo=&tag=c"
$ api -X POST "$d/images/busybox/tag?repo=sha256"
$ api -X POST "$d/commit?container=qidle&repo=a&tag=BAD!"
$ api -X POST "$d/commit?container=qidle&changes=NOSUCH"
$ api -X POST "$d/commit?container=qidle&changes=CMD+["
$ api -X POST "$d/containers/nosuch/update"
$ api -X POST "$d/containers/nosuch/exec"
$ api -X DELETE "$d/containers/nosuch"
$ api -X DELETE "$d/containers/qidle?v=x"
$ api -X DELETE "$d/containers/"
$ api -X DELETE "$d/images/BAD"
$ api -X DELETE "$d/images/nosuch?force=x"
$ api -X DELETE "$d/images/sha256:00"
$ api -X DELETE "$d/networks/nosuch"
$ api -X DELETE "$d/networks/bridge"
$ api -X DELETE "$d/networks/none"
$ api -X DELETE "$d/volumes/nosuch"
$ api -X DELETE "$d/volumes/nosuch?force=1"
