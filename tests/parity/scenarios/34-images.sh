# images, history, tag, rmi, filters
% docker tag busybox one:1; docker tag busybox one:2; docker tag alpine reg.example.com:5000/team/app:v1
% printf 'FROM busybox\nLABEL a=b\nRUN echo hi > /hi\nENV X=1\n' | docker build -q -t built:1 -
% printf 'FROM busybox\nRUN echo ho > /hi\n' | docker build -q -t built:1 -
#! any-order
$ docker images
$ docker images -a --format '{{.Repository}}:{{.Tag}}' | sort
#! any-order
$ docker images --digests
$ docker images -q | sort -u | wc -l
$ docker images --no-trunc -q busybox
$ docker images one
$ docker images one:2
$ docker images nosuch
$ docker images 'o*'
$ docker images '*/*/*'
$ docker images reg.example.com:5000/team/app
$ docker images -f dangling=true --format '{{.Repository}} {{.Tag}}'
$ docker images -f dangling=false --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images -f dangling=maybe
$ docker images -f dangling=true one
$ docker images -f label=a=b --format '{{.Repository}} {{.Tag}}'
$ docker images -f before=one:1 --format '{{.Repository}}'
$ docker images -f since=nosuch
$ docker images -f before=nosuch
$ docker images -f reference='one:*' --format '{{.Repository}}:{{.Tag}}'
$ docker images -f reference='*:1' -f reference='alpine' --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images -f reference='[' 
$ docker images -f until=1h --format '{{.Repository}}'
$ docker images -f until=nonsense
$ docker images -f nosuch=1
$ docker images -f wrong
$ docker images --format 'table {{.Repository}}\t{{.ID}}\t{{.Size}}' one
$ docker images --format '{{.CreatedSince}}|{{.Size}}|{{.VirtualSize}}|{{.SharedSize}}|{{.UniqueSize}}|{{.Containers}}|{{.Digest}}' one:1
$ docker images --format json one:1 | tr ',' '\n' | cut -d: -f1
$ docker images --format '{{json .}}' alpine
$ docker images --format '{{.CreatedAt}}' one:1 | wc -w
$ docker images --format '{{.Nosuch}}'
$ docker images --tree
$ docker images --format raw one:1
$ docker images --format table --digests one
$ docker image ls --filter reference=busybox -q
$ docker history one:1
$ docker history --no-trunc --format '{{.CreatedBy}}' built:1
$ docker history -q built:1 | head -n 1 | wc -c
$ docker history --no-trunc -q busybox
$ docker history --format 'table {{.CreatedBy}}\t{{.Size}}\t{{.Comment}}' built:1
$ docker history -H=false built:1 --format '{{.CreatedAt}} {{.Size}}' | tail -n 1
$ docker history --format json built:1 | head -n 1
$ docker history --platform linux/amd64 built:1
$ docker history
$ docker history a b
$ docker history ''
$ docker tag busybox ''
$ docker tag busybox UPPER
$ docker tag busybox a:b:c
$ docker tag busybox a@sha256:e3ca87f3388b7d2144b52254056ed3c4eb120ec33103f0f425c6f4c4d3e40555
$ docker tag busybox one/two/three:x_y.z-1
$ docker tag busybox -x
$ docker tag busybox a/-b
$ docker tag busybox localhost/a
$ docker tag busybox e3ca87f3388b7d2144b52254056ed3c4eb120ec33103f0f425c6f4c4d3e40555
$ docker tag busybox sha256:abc
$ docker tag busybox "$(printf 'a%.0s' $(seq 300))"
$ docker tag busybox "a:$(printf 'a%.0s' $(seq 129))"
$ docker rmi one/two/three
$ docker rmi one/two/three:x_y.z-1
$ docker rmi --no-prune built:1
$ docker rmi -f nosuch
$ docker rmi nosuch one:2
$ docker rmi e3ca
$ docker rmi busybox one:1
$ docker rmi UPPER
$ docker rmi ''
$ docker rmi --platform linux/amd64 alpine
$ docker run -d --name u busybox sleep 50; docker rmi busybox; docker rmi -f busybox; docker images -q busybox | wc -l
$ docker rm -f u; docker run --name u2 alpine true; docker rmi alpine; docker rmi -f alpine; docker ps -a --format '{{.Image}}' | wc -c
$ docker image prune -f
$ docker image prune -f -a --filter until=1h
$ docker image prune -f --filter label=x
$ docker image prune -f --filter nosuch=x
$ docker image prune -f --filter until=x
$ docker image prune < /dev/null
$ echo n | docker image prune -a
$ echo y | docker image prune
$ docker image rm -f $(docker images -q | sort -u) | wc -l
$ docker image inspect
$ docker image rm
