# What goes wrong in the first weeks
% export DOCKER_BUILDKIT=0; mkdir proj; cd proj; echo hi > hi.txt
$ docker run busybox -it sh
$ docker run -it busybox echo no terminal here
$ docker run busybox ech hello
$ docker run --rm -name web busybox true
$ docker run -d -p 80:80:80:80 busybox true
$ docker run --rm -p hello:80 busybox true
$ docker run --rm -p 70000:80 busybox true
$ docker run --rm -e busybox true
$ docker run --rm -v ./proj:/p:rx busybox true
$ docker run --rm -v .:/p busybox cat /p/hi.txt
$ docker run --rm -v hi.txt:/p/hi.txt busybox ls -ld /p/hi.txt | cut -c 1
$ docker run --rm -m 1k busybox true
$ docker run --rm -m lots busybox true
$ docker run --rm --cpus 0.001 busybox true
$ docker run --rm --name 'my web' busybox true
$ docker run --rm --name -web busybox true
$ docker run --rm BusyBox true
$ docker run --rm busybox:nosuchtag true
$ docker run --rm busybox: true
$ docker run --rm library/busybox@sha256:0000 true
$ docker run --rm --user nosuch busybox id
$ docker run --rm --user 12:nosuch busybox id
$ docker run --rm -w relative busybox pwd
$ docker run --rm -w /made/here busybox pwd
$ docker run --rm --entrypoint '' busybox echo entry
$ docker run --rm --entrypoint 'echo hi' busybox
$ docker run --rm --env-file nosuch.env busybox env
$ printf 'A=1\n# comment\n\nB = 2\nC\n' > e.env; docker run --rm --env-file e.env busybox env
$ printf 'A=1\nC\nD=x # not a comment\n' > e.env; D=outer C=fromhost docker run --rm --env-file e.env busybox env | grep -E '^[ACD]='
$ docker exec web ls; docker exec; docker exec -it; docker logs; docker logs nosuch; docker attach nosuch
$ docker run --name once busybox true; docker exec once ls; docker attach once; docker stop once; docker kill once; docker run --name once busybox true
$ docker start once again; docker rm once once; docker rmi once
$ docker build; docker build nosuchdir; docker build -f nosuch .; docker build .; docker build -t Bad:Tag .
$ printf 'FRM busybox\n' > Dockerfile; docker build .; printf 'FROM busybox\nCOPY nosuch /\n' > Dockerfile; docker build . 2>&1 | tail -n 1; printf 'FROM busybox\nRUN nosuchcommand\n' > Dockerfile; docker build . 2>&1 | tail -n 1; printf 'RUN true\n' > Dockerfile; docker build .
$ printf 'FROM nosuchimage:1\n' > Dockerfile; docker build . 2>&1 | tail -n 1; printf 'FROM busybox\nCOPY ../x /\n' > Dockerfile; docker build . 2>&1 | tail -n 1; printf 'FROM busybox\nCMD ["echo", '"'"'single'"'"']\n' > Dockerfile; docker build -q -t single . | cut -c 1-7; docker run --rm single
$ docker rmi busybox:nosuch; docker rmi busybox nosuch 2>&1 | tail -n 1; docker run -d --name user alpine sleep 100 | wc -c; docker rmi alpine; docker rmi -f alpine; docker images -q alpine | wc -l; docker run --rm alpine true 2>&1 | tail -n 1 | cut -c 1-7
$ docker cp user:/nosuch .; docker cp nosuch user:/; docker cp user:/etc/passwd nosuchdir/x; docker cp user:/etc; docker cp a b; docker cp user:/a user:/b
$ docker push busybox; docker push nosuch/image; docker tag nosuch a; docker tag busybox 'A B'; docker tag busybox; docker save nosuch; docker save busybox </dev/null | head -c 0; docker load -i nosuch; docker load -i hi.txt; docker import nosuch.tar
$ docker pull; docker pull nosuchimage; docker pull busybox:nosuch; docker pull -a -q nosuchimage; docker pull registry.nosuch.example/x; docker pull localhost:1/x; docker search; docker login -u; docker logout nosuch.example
$ docker ps --all-of-them; docker psa; docker container; docker container lst; docker image rm; docker network; docker network rm; docker volume rm; docker -x; docker --nosuch ps; docker help nosuch; docker run; docker create; docker rename a; docker port; docker top; docker stats nosuch --no-stream; docker diff; docker commit; docker inspect; docker history; docker wait
