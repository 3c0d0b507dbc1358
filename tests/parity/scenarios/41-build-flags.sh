# The classic builder: every flag
% mkdir ctx && cd ctx && printf 'FROM busybox AS one\nARG A=0\nRUN echo $A > /a\nFROM one AS two\nRUN cat /etc/hosts | grep -c other || true\nLABEL x=y\n' > Dockerfile; cp Dockerfile Other
% export DOCKER_BUILDKIT=0
$ docker build -t b:1 . 2>/dev/null
$ docker build --build-arg A=7 -t b:2 . 2>/dev/null; docker run --rm b:2 cat /a
$ docker build --file Other --tag b:3 --target one . 2>/dev/null | tail -n 1
$ docker build --add-host other:1.2.3.4 --no-cache -q . 2>/dev/null | cut -c 1-7
$ docker build --label l=m --label n -t b:4 . > /dev/null 2>&1; docker inspect -f '{{json .Config.Labels}}' b:4
$ docker build --cache-from busybox --force-rm --rm=false --memory 64m --shm-size 1m --ulimit nofile=10:20 --network none --platform linux/amd64 --pull -t b:5 . 2>/dev/null | tail -n 1
$ docker build --network host --cpu-shares 5 --iidfile id . > /dev/null 2>&1; cut -c 1-7 id
$ docker build --build-arg NOSUCH=1 . 2>/dev/null | grep -i warn
$ docker build --target nosuch . 2>&1 | tail -n 1
$ docker build --squash . 2>&1 | tail -n 1
$ docker build --secret id=x . 2>&1 | tail -n 3
$ docker build --rm=false . 2>/dev/null | grep -c Removed
$ docker ps -aq | wc -l
$ docker build --file nosuch . 2>&1 | tail -n 1
$ docker build --platform linux/arm64 . 2>&1 | tail -n 1
$ docker image build --quiet - < Dockerfile 2>/dev/null | cut -c 1-7
$ docker builder build -q . 2>/dev/null | cut -c 1-7
$ docker builder prune --force --all --keep-storage 1g --filter until=1h 2>/dev/null
$ docker images --format '{{.Repository}}:{{.Tag}}' b | sort
$ docker history --format '{{.CreatedBy}}' b:2
