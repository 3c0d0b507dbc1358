# The classic builder: what the cache keeps, what makes it miss
% export DOCKER_BUILDKIT=0; mkdir app && cd app && echo 1 > one && echo 2 > two
% printf 'FROM busybox\nCOPY one /\nRUN cat /one > /copy\nCOPY two /\nENV A=1\nCMD ["cat","/copy"]\n' > Dockerfile
$ docker build -t app .
$ docker build -t app .
% touch -d '2001-01-01' one
$ docker build -t app .
% echo changed > two
$ docker build -t app .
% echo changed > one
$ docker build -t app:2 .
% chmod 755 one
$ docker build -q -t app:3 .
#! any-order
$ docker images app
$ docker run --rm app:2
$ docker images -f dangling=true -q | wc -l
$ docker build --build-arg X=1 -t app .
$ docker build -t app --label v=1 .
$ docker build -t app --no-cache .
$ docker build -t one:a -t two:b .
$ docker images --format '{{.Repository}}:{{.Tag}}' | sort
$ docker build --iidfile iid -q . >/dev/null; test "$(cat iid)" = "$(docker images -q --no-trunc app:latest)" && echo same
$ cd ..; docker build app
$ docker build -t fromdir -f app/Dockerfile app
$ docker build -f Dockerfile app
$ docker build -f /nosuch/Dockerfile app
$ tar -C app -c . | docker build -t fromtar -
$ tar -C app -cz . | docker build -t fromtgz - | tail -n 1
$ tar -C app -c . | docker build -f nosuch -
$ docker build -t x:y:z app
$ docker build --progress plain -q app
$ docker build --progress nosuch app
$ docker build --output out app
$ docker build --ssh default app
$ docker build --cache-to x app
$ docker build --target nosuch app
$ docker build --platform linux/amd64 -q app
$ docker build --platform nosuch app
$ docker build --network nosuch app
$ docker build --isolation nosuch app
$ docker build --memory 1k app
$ docker build --build-arg app
$ docker build --compress app | tail -n 1
$ docker build https://127.0.0.1:1/x.git
$ docker build git://127.0.0.1:1/x.git
$ docker build http://127.0.0.1:1/Dockerfile
$ docker image history app --format '{{.CreatedBy}}'
$ docker rmi app:2 app:3 one:a two:b fromdir fromtar fromtgz | grep -c Untagged
$ docker image prune -f | grep -c deleted
