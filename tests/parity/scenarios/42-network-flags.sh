# Networks: every flag
% docker run -d --name box busybox sleep 100; docker run -d --name other busybox sleep 100
$ docker network create --driver bridge --subnet 10.88.0.0/24 --gateway 10.88.0.1 --ip-range 10.88.0.128/25 --aux-address a=10.88.0.5 --ipam-driver default --opt com.docker.network.bridge.enable_icc=true --label x=y --attachable --internal n1 | wc -c
$ docker network inspect -f '{{json .IPAM}} {{.Internal}} {{.Attachable}} {{json .Options}} {{json .Labels}}' n1
$ docker network create --ipv4=false n2
$ docker network create --ipam-driver nosuch n3
$ docker network create --ipam-opt a=b n4 | wc -c
$ docker network connect --alias a1 --alias a2 --ip 10.88.0.10 --link other:o --driver-opt k=v --gw-priority 5 n1 box
$ docker network connect --alias a1 --alias a2 --ip 10.88.0.10 --link other:o n1 box; docker inspect -f '{{json (index .NetworkSettings.Networks "n1").IPAMConfig}} {{json (index .NetworkSettings.Networks "n1").Links}}' box
$ docker network connect --ip 10.99.0.1 n1 other
$ docker network connect --ip6 fd00::1 n1 other
$ docker network connect --link-local-ip 169.254.9.9 n4 other
$ docker network connect n1 box
$ docker network disconnect --force n1 box
$ docker network disconnect n1 box
$ docker network ls --filter name=n1 --no-trunc --quiet | wc -c
$ docker network inspect --verbose --format '{{.Name}}' n1
$ docker network rm n1 n4
$ docker run --rm -v /etc/passwd:/etc busybox true 2>/dev/null; echo $?
$ docker run --rm busybox true; echo $?
