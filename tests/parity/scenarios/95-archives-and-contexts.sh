# Archives in odd uses, the client's own files, contexts, signing in, words mistyped
% export DOCKER_CONFIG="$PWD/conf"; export DOCKER_BUILDKIT=0
% docker run --name w busybox sh -c 'echo a > /a; ln -s a /l; mkdir -m 700 /d; echo deep > /d/deep; rm /etc/shadow'; docker run -d --name r busybox sleep 1000
% echo here > f; mkdir dd; echo x > dd/x
$ docker export w | tar t | grep -e '^a$' -e '^l$' -e '^d/' -e shadow -e dockerenv
$ docker export w -o e.tar && tar tvf e.tar | grep -e ' d/$' -e ' a$' | cut -c 1-10
$ docker export nosuch
$ docker export -o nodir/x w
$ docker export -o dd w
$ docker export
$ docker export w r
$ docker export -o f.tar w extra
$ docker export r > r.tar
$ tar tf r.tar | grep -e ^etc/hosts$ -e ^dev/console$ -e ^proc/$ -e ^sys/$ | sort
$ docker import e.tar | cut -c 1-7
$ docker import e.tar a:1 > /dev/null
$ docker run --rm a:1 cat /a
$ docker import -c 'CMD cat /a' -c 'EXPOSE 80' -c 'USER 1' -m hello e.tar a:2 > /dev/null
$ docker run --rm a:2
$ docker history a:2 --format '{{.Comment}}|{{.CreatedBy}}'
$ docker import -c 'FROM x' e.tar
$ docker import -c nosuch e.tar
$ docker import -c 'COPY a b' e.tar
$ docker import -c '' e.tar | cut -c 1-7
$ docker import e.tar a:b:c
$ docker import e.tar A
$ docker import f x:1
$ docker import '' 
$ docker import
$ gzip -k e.tar
$ docker import e.tar.gz z:1 | cut -c 1-7; bzip2 -k e.tar
$ docker import e.tar.bz2 z:2 | cut -c 1-7; xz -k e.tar
$ docker import e.tar.xz z:3 | cut -c 1-7
$ docker images z --format '{{.Tag}} {{.Size}}' | sort
$ docker save a:1 a:2 busybox > s.tar
$ tar xOf s.tar repositories | tr '{,' '\n\n' | cut -d'"' -f 2 | sort | head -8
$ tar xOf s.tar oci-layout; echo
$ tar xOf s.tar index.json | tr ',' '\n' | grep -c mediaType
$ tar xOf s.tar manifest.json | tr ',{' '\n\n' | grep -o '"RepoTags.*' | sort
$ ID=$(docker images -q a:1 --no-trunc)
$ docker save $ID | tar xO manifest.json | grep -o '"RepoTags":[^,]*'
$ docker save ${ID#sha256:} -o id.tar
$ docker rmi -f a:1 > /dev/null
$ docker load -i id.tar | cut -c 1-30
$ docker images --filter dangling=true -q | wc -l
$ docker load -i s.tar | sort
$ docker load -q -i s.tar | sort; gzip -kf s.tar
$ docker load -i s.tar.gz | wc -l
$ docker load -i f
$ docker load < f
$ docker load -i nosuch
$ docker load extra
$ docker load --platform linux/arm64 -i s.tar
$ docker load --platform nosuch -i s.tar
$ docker rmi a:2 busybox:nosuch
$ docker load -i s.tar 2>&1 | sort
$ mkdir t && tar xf s.tar -C t && rm t/manifest.json && tar c -C t . | docker load; rm -r t/blobs
$ tar c -C t . | docker load
$ mkdir m && echo '[]' > m/manifest.json && tar c -C m . | docker load
$ echo '[{"Config":"c.json","RepoTags":["x:1"],"Layers":[]}]' > m/manifest.json
$ tar c -C m . | docker load
$ echo '{}' > m/c.json
$ tar c -C m . | docker load
$ echo '{' > m/manifest.json
$ tar c -C m . | docker load
$ echo '[{"Config":"../../etc/passwd","RepoTags":null,"Layers":[]}]' > m/manifest.json
$ tar c -C m . | docker load
$ docker save
$ docker save -o s2.tar
$ docker save busybox busybox | tar xO manifest.json | tr '[' '\n' | grep -c busybox
$ docker save BAD
$ docker save -o dd busybox
$ docker save --platform linux/arm64 busybox | wc -c
$ docker save busybox > /dev/full
$ docker cp w:/l - | tar tv | cut -c 1
$ docker cp -L w:/l - | tar tv | cut -c 1
$ docker cp w:/d - | tar t
$ docker cp w:/d/. - | tar t
$ docker cp w:d/deep out; cat out
$ docker cp w:/d dd; find dd | sort
$ docker cp w:/d/. dd; ls dd
$ docker cp w:/a dd/x; cat dd/x
$ docker cp w:/d f
$ docker cp w:/a f/
$ docker cp w:/a nosuch/
$ docker cp w:/a new; cat new
$ docker cp w:/d new
$ docker cp w:/d newdir; ls newdir
$ docker cp f w:/f1
$ docker cp f w:/d
$ docker cp f w:/d/f2
$ docker cp f w:/nosuch/
$ docker cp f w:/nosuch/x
$ docker cp dd w:/dd1
$ docker cp dd/. w:/dd1
$ docker cp dd w:/a
$ docker cp f w:/a/
$ docker cp f w:
$ docker cp f w:/
$ docker cp w:/dd1/. - | tar t | sort
$ docker cp -
$ docker cp - w:/
$ docker cp - - 
$ docker cp w:/a r:/
$ docker cp f dd
$ docker cp
$ docker cp a b c
$ docker cp nosuch w:/
$ docker cp nosuch:/x .
$ docker cp w:/nosuch -
$ tar c f | docker cp - w:/nosuch
$ tar c f | docker cp - w:/a
$ tar c f | docker cp - nosuch:/
$ tar c f | docker cp -a - w:/d
$ docker cp --nosuch f w:/
$ docker cp f r:/dev/shm/f
$ docker cp f r:/proc/1/x
$ docker cp f r:/etc/hosts
$ docker exec r cat /etc/hosts | head -1
$ docker cp r:/dev/null - | tar tv | cut -c 1
$ docker cp r:/proc/version v; wc -c < v
$ docker cp r:/etc/hostname - | tar t
$ docker cp r:/sys/kernel/nosuch .
$ docker diff w | sort
$ docker diff r
$ docker diff nosuch
$ docker diff
$ docker diff w r
$ docker diff w --nosuch
$ docker context ls
$ docker context show
$ docker context create far --docker host=tcp://127.0.0.1:1 --description 'far away'
$ docker context ls
$ docker context use far
$ docker context show
$ docker ps
$ docker -c default ps -q | wc -l
$ DOCKER_CONTEXT=nosuch docker ps
$ docker context inspect far --format '{{.Name}} {{.Metadata.Description}} {{.Endpoints.docker.Host}} {{json .Metadata}}'
$ docker context inspect far nosuch | head -3
$ docker context inspect
$ docker context update far --description near
$ docker context inspect far -f '{{json .Metadata}}'
$ docker context update nosuch
$ docker context update far --docker nosuch=1
$ docker context update far --docker host=nonsense
$ docker context update
$ docker context create far
$ docker context create 'bad name'
$ docker context create default
$ docker context create
$ docker context create x --docker host=x
$ docker context create y --docker nonsense
$ docker context create z --from far
$ docker context create q --from nosuch
$ docker context ls -q
$ docker context export z; ls z.dockercontext
$ docker context export z - | tar t
$ docker context export z
$ docker context export nosuch
$ docker context import z2 z.dockercontext
$ docker context import z2 z.dockercontext
$ docker context import bad f
$ docker context import x nosuch
$ docker context import
$ docker context export
$ docker context rm far
$ docker context rm nosuch z
$ docker context use nosuch
$ docker context use default
$ docker context rm default
$ docker context rm far z2
$ docker context rm -f nosuch
$ docker context rm
$ docker context use
$ docker context nosuch
$ echo secret | docker login -u ann --password-stdin 127.0.0.1:1
$ docker login -u ann -p x 127.0.0.1:1
$ docker login -u ann 127.0.0.1:1 < /dev/null
$ docker login -p x
$ docker login --password-stdin < /dev/null
$ docker login -u ann --password-stdin -p x
$ docker login a b
$ docker logout 127.0.0.1:1
$ docker logout
$ docker logout a b
$ mkdir -p conf
$ echo '{' > conf/config.json
$ docker ps -q | wc -l
$ echo '{"psFormat":"{{.Names}}"}' > conf/config.json
$ docker ps
$ docker ps --format '{{.Image}}'
$ echo '{"imagesFormat":"{{.Repository}}","statsFormat":"x","detachKeys":"nonsense,"}' > conf/config.json
$ docker images busybox
$ docker run --rm busybox true
$ docker attach r < /dev/null; rm conf/config.json
$ echo '{"HttpHeaders":{"X-A":"b"},"proxies":{"default":{"httpProxy":"http://p:1","noProxy":"x"}}}' > conf/config.json
$ docker run --rm busybox env | grep -i proxy | sort
$ docker create --name prox busybox > /dev/null
$ docker inspect -f '{{json .Config.Env}}' prox; printf 'FROM busybox\nRUN env | grep -i proxy | sort\n' | docker build - | grep =; rm conf/config.json
$ docker -H tcp://127.0.0.1:1 ps
$ docker -H tcp:// ps
$ docker -H unix:///nosuch.sock ps
$ docker -H ssh:// ps
$ docker -H http://x ps
$ docker -H a -H b ps
$ docker --host= ps -q | wc -l
$ docker -H tcp://a -c b ps
$ docker --context
$ docker --tls ps 2>&1 | cut -c 1-60
$ docker --tlsverify --tlscacert nosuch ps
$ docker -l nosuch ps
$ docker -l debug ps -q | wc -l
$ docker -D version -f '{{.Client.Version}}'
$ docker --nosuch
$ docker -x
$ docker --config nodir ps -q | wc -l
$ docker --version
$ docker -v ps
$ docker ps -v
$ docker --help extra | head -1
$ docker conatiner ls
$ docker continer
$ docker container lss
$ docker container
$ docker imgaes
$ docker image lst
$ docker runn busybox
$ docker rum
$ docker volums ls
$ docker system
$ docker system dff
$ docker sytem
$ docker bulid .
$ docker PS
$ docker ''
$ docker ps -A
$ docker ps -la
$ docker rmi
$ docker rm
$ docker tag a
$ docker tag a b c
$ docker ps --all=maybe
$ docker ps -n
$ docker ps -n x
$ docker ps --last=-5
$ docker ps --filter
$ docker ps --filter a
$ docker ps --filter =
$ docker ps --filter status=nosuch
$ docker ps --filter exited=x
$ docker ps --filter before=nosuch
$ docker ps --filter ancestor=nosuch -q
$ docker ps --filter publish=x
$ docker ps --filter is-task=x
$ docker ps --filter since=w -q | wc -l
$ docker ps -n 1 -q | wc -l
$ docker run
$ docker run -it
$ docker run --name
$ docker run --name 'a b' busybox
$ docker run --name x --name y busybox true
$ docker rm y
$ docker run -p busybox
$ docker run -p 80:80:80:80 busybox
$ docker run -p x busybox
$ docker run -p 80-82:90 busybox true
$ docker run -p 70000:1 busybox
$ docker run -e busybox
$ docker run --memory busybox
$ docker run -v busybox
$ docker run --cpus x busybox
$ docker run BUSYBOX
$ docker run busybox:
$ docker run busybox@sha256:x
$ docker run -- busybox echo dashes
$ docker run --no-such busybox
$ docker run -z busybox
$ docker images --no-trunc -q busybox | wc -c
$ docker images -a -q | sort | uniq | wc -l
$ docker images nosuch
$ docker images busybox extra
$ docker images --filter reference='busy*:l*' -q | wc -l
$ docker images --filter reference=x --filter reference=busybox -q | wc -l
$ docker images --filter before=nosuch
$ docker images --filter dangling=x
$ docker images --filter label=nosuch -q
$ docker images --filter nosuch=1
$ docker images --filter until=1h -q | wc -l
$ docker images busybox:nosuch -q
$ docker images --tree
$ docker rmi busybox
$ docker rmi -f nosuch
$ docker rmi nosuch BAD
$ docker rmi --no-prune z:1 | wc -l
$ docker image rm
$ docker image prune -f --filter nosuch=1
$ docker image prune -f --filter until=x
$ docker image prune -f --filter label
$ docker image prune extra
$ docker image prune -af --filter label=nosuch
$ docker container prune -f --filter nosuch=1
$ docker container prune -f --filter until=x
$ docker container prune -f --filter label=nosuch
$ docker container prune -f --filter label!=x | grep -c '^[0-9a-f]\{64\}$'
$ docker system prune -f --filter x
$ docker system prune -f --filter nosuch=1
$ docker system prune -f --volumes --filter until=1h
$ docker system prune extra
