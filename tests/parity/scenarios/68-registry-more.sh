# Manifests, searching, signing in and out, pulling many
% docker tag busybox 127.0.0.1:5000/m:1; docker push -q 127.0.0.1:5000/m:1; docker tag alpine 127.0.0.1:5000/m:2; docker push -q 127.0.0.1:5000/m:2
$ docker manifest inspect --insecure 127.0.0.1:5000/m:1
$ docker manifest inspect --insecure -v 127.0.0.1:5000/m:1
$ docker manifest inspect 127.0.0.1:5000/nosuch:1 --insecure
$ docker manifest inspect 127.0.0.1:5000/m:nosuch --insecure
$ docker manifest inspect
$ docker manifest inspect UPPER
$ docker manifest inspect a b c
$ docker manifest inspect nosuchlist 127.0.0.1:5000/m:1
$ docker manifest create 127.0.0.1:5000/l:1
$ docker manifest create --insecure 127.0.0.1:5000/l:1 127.0.0.1:5000/m:1 127.0.0.1:5000/m:2
$ docker manifest create --insecure 127.0.0.1:5000/l:1 127.0.0.1:5000/m:1
$ docker manifest create --insecure --amend 127.0.0.1:5000/l:1 127.0.0.1:5000/m:1
$ docker manifest inspect 127.0.0.1:5000/l:1
$ docker manifest annotate 127.0.0.1:5000/l:1 127.0.0.1:5000/m:1 --arch arm64 --os linux --variant v8
$ docker manifest annotate 127.0.0.1:5000/l:1 127.0.0.1:5000/m:1 --arch nosuch
$ docker manifest annotate 127.0.0.1:5000/nosuch:1 127.0.0.1:5000/m:1 --arch arm64
$ docker manifest inspect 127.0.0.1:5000/l:1 127.0.0.1:5000/m:1
$ docker manifest push --insecure 127.0.0.1:5000/l:1
$ docker manifest inspect --insecure 127.0.0.1:5000/l:1
$ docker pull 127.0.0.1:5000/l:1
$ docker pull --platform linux/arm64 127.0.0.1:5000/l:1
$ docker pull --platform linux/s390x 127.0.0.1:5000/l:1
$ docker manifest push --insecure --purge 127.0.0.1:5000/l:1
$ docker manifest rm 127.0.0.1:5000/l:1
$ docker manifest push 127.0.0.1:5000/nosuch:1
$ docker manifest rm
$ docker search --help | head -n 3
$ docker search -f is-automated=true nosuch
$ docker search --format '{{.Nosuch}}' nosuch
$ docker search --format json nosuch
$ docker search 127.0.0.1:5000/m
$ docker search UPPER/x/y/z
$ docker search --limit -1 x
$ docker search --limit x y
$ docker pull -q 127.0.0.1:5000/m:1
$ docker pull -aq 127.0.0.1:5000/m
$ docker pull -a 127.0.0.1:5000/m:1
$ docker rmi 127.0.0.1:5000/m:1 127.0.0.1:5000/m:2 | sort | cut -c 1-40
$ docker run --rm 127.0.0.1:5000/m:1 echo pulled 2>/dev/null
$ docker run --rm --pull always 127.0.0.1:5000/m:2 echo again 2>&1 | tail -n 2
$ docker create --pull never 127.0.0.1:5000/m:3
$ docker create --pull always 127.0.0.1:5000/m:3
$ docker push 127.0.0.1:5000/m:3
$ docker push 127.0.0.1:5000/m -a -q
$ docker push -a 127.0.0.1:5000/m:1
$ docker tag 127.0.0.1:5000/m:1 127.0.0.1:5000/deep/er/path:v; docker push -q 127.0.0.1:5000/deep/er/path:v
$ curl -s http://127.0.0.1:5000/v2/_catalog; curl -s http://127.0.0.1:5000/v2/m/tags/list
$ docker save 127.0.0.1:5000/m:1 | tar xO manifest.json | tr ',' '\n' | grep RepoTags
$ docker images --digests --format '{{.Repository}}:{{.Tag}} {{.Digest}}' | grep 5000 | sort
$ docker inspect -f '{{len .RepoDigests}}' 127.0.0.1:5000/m:1
