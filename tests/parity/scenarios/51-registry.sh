# Registries: pushing, pulling, digests, searching, signing in
% docker tag busybox 127.0.0.1:5000/a:1; docker tag busybox localhost:5000/b; docker tag alpine 127.0.0.1:5000/a:2
$ docker push 127.0.0.1:5000/a
$ docker push 127.0.0.1:5000/a:1
$ docker push localhost:5000/b
$ docker push 127.0.0.1:5000/a:nosuch
$ docker push --all-tags 127.0.0.1:5000/nosuch
$ docker push -q -a 127.0.0.1:5000/a
$ docker inspect -f '{{json .RepoDigests}} {{json .RepoTags}}' busybox
$ docker images --digests 127.0.0.1:5000/a --format '{{.Tag}} {{.Digest}}'
$ docker rmi 127.0.0.1:5000/a:1
$ docker pull 127.0.0.1:5000/a:1
$ docker pull 127.0.0.1:5000/a
$ docker pull 127.0.0.1:5000/a@sha256:e3ca87f3388b7d2144b52254056ed3c4eb120ec33103f0f425c6f4c4d3e40555
% digest=$(docker inspect -f '{{range .RepoDigests}}{{println .}}{{end}}' busybox | grep 5000/a); docker rmi 127.0.0.1:5000/a:1
$ docker pull $digest
$ docker run --rm $digest echo by digest
$ docker images --format '{{.Repository}} {{.Tag}}' | sort
$ docker rmi $digest
$ docker tag $digest again
$ docker pull --platform linux/arm64 127.0.0.1:5000/a:1
$ docker pull -a 127.0.0.1:5000/a
$ docker pull 127.0.0.1:5000/UPPER
$ docker pull 127.0.0.1:nosuch/a
$ docker pull 127.0.0.1:5000/a:
$ docker pull https://127.0.0.1:5000/a
$ docker pull registry.invalid:5000/a:1
$ docker pull 127.0.0.1:1/x
$ docker pull localhost/x
$ docker pull busybox:1.37 busybox:1.36
$ docker pull busybox --platform nosuch
$ docker pull docker.io/library/busybox:1.37
$ docker pull index.docker.io/library/busybox
$ docker pull library/busybox
$ docker pull docker.io/busybox:1.37 -q
$ docker run --rm docker.io/library/busybox echo full name
$ docker inspect -f '{{json .RepoTags}}' docker.io/busybox
$ docker image pull -q hello-world
$ docker search busybox
$ docker search --limit 0 busybox
$ docker search --limit 101 busybox
$ docker search --filter is-official=true nosuchimage
$ docker search --filter is-official=maybe busybox
$ docker search --filter stars=x busybox
$ docker search --filter stars=3 nosuchimage
$ docker search ''
$ docker search a b
$ docker search 127.0.0.1:5000/a
$ docker login -u ada -p secret 127.0.0.1:5000
$ echo secret | docker login -u ada --password-stdin 127.0.0.1:5000
$ cat $DOCKER_CONFIG/config.json
$ docker login 127.0.0.1:5000
$ docker logout 127.0.0.1:5000
$ cat $DOCKER_CONFIG/config.json
$ docker logout 127.0.0.1:5000
$ docker login -u ada -p secret 127.0.0.1:1
$ docker login -u ada -p secret registry.invalid
$ docker login -p secret 127.0.0.1:5000
$ docker login -u ada 127.0.0.1:5000
$ docker login --password-stdin 127.0.0.1:5000 < /dev/null
$ docker login -u ada --password-stdin 127.0.0.1:5000 < /dev/null
$ docker login -u '' -p x 127.0.0.1:5000
$ docker login -u ada -p secret
$ docker logout
$ docker logout docker.io
$ docker manifest inspect 127.0.0.1:5000/a:1 --insecure | head -n 5
$ docker push busybox
$ docker push ada/busybox
% docker tag busybox ada/busybox
$ docker push ada/busybox
$ docker push registry.invalid/x
$ docker push 127.0.0.1:1/x
% docker tag busybox 127.0.0.1:1/x
$ docker push 127.0.0.1:1/x
$ docker image push 127.0.0.1:5000/a:1 --disable-content-trust=false
