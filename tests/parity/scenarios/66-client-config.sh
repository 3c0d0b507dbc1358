# The client's own: config file, contexts, formats from the config, login
% mkdir cfg; printf '{"psFormat":"{{.Names}}!","imagesFormat":"{{.Repository}}!","volumesFormat":"{{.Name}}!","networksFormat":"{{.Name}}!","statsFormat":"{{.Name}}!"}' > cfg/config.json; docker run -d --name web busybox sleep 1000; docker volume create v
$ docker --config cfg ps
$ docker --config cfg ps --format '{{.ID}}' | wc -c
$ docker --config cfg ps -q | wc -c
$ docker --config cfg images | sort
$ docker --config cfg volume ls
$ docker --config cfg network ls | sort
$ docker --config cfg stats --no-stream
$ DOCKER_CONFIG=cfg docker ps --format table
$ echo '{"detachKeys":"ctrl-x,x"}' > cfg/config.json; docker --config cfg ps -q | wc -l
$ echo '{"HttpHeaders":{"X-A":"b"}}' > cfg/config.json; docker --config cfg ps -q | wc -l
$ echo '{"proxies":{"default":{"httpProxy":"http://p:1","noProxy":"x"}}}' > cfg/config.json; docker --config cfg run --rm busybox env | grep -i proxy | sort
$ docker --config cfg run --rm -e http_proxy=mine busybox env | grep -i proxy | sort
$ echo '{' > cfg/config.json; docker --config cfg ps -q
$ echo '{"currentContext":"nosuch"}' > cfg/config.json; DOCKER_HOST= docker --config cfg ps
$ echo '{"auths":{"127.0.0.1:5000":{"auth":"bad"}}}' > cfg/config.json; docker --config cfg pull 127.0.0.1:5000/nosuch
$ echo '{"auths":{"127.0.0.1:5000":{"auth":"YTpi"}}}' > cfg/config.json; docker --config cfg logout 127.0.0.1:5000; cat cfg/config.json
$ echo '{"aliases":{"builder":"buildx"},"psFormat":"x"}' > cfg/config.json; docker --config cfg ps; docker --config cfg login -u a -p b 127.0.0.1:5000; cat cfg/config.json
$ docker --config cfg/config.json ps
$ docker --config nosuch/dir context create c1 --docker host=unix:///x; find nosuch -type f | sed 's/[0-9a-f]\{64\}/ID/'; cat nosuch/dir/contexts/meta/*/meta.json
$ export DOCKER_CONFIG=$PWD/ctx; docker context create one --description 'first one' --docker "host=$DOCKER_HOST"
$ docker context create two --docker host=ssh://u@h
$ docker context create three --docker 'host=tcp://h:1,skip-tls-verify=true'
$ docker context create four --docker host=tcp://h:1,ca=nosuch.pem
$ docker context create one
$ docker context create -x
$ docker context create five --from one; docker context inspect five -f '{{.Name}} {{.Metadata}} {{.Endpoints.docker.SkipTLSVerify}}'
$ docker context create six --from one --docker host=tcp://x:1
$ docker context ls | cut -c 1-40
$ docker context ls --format '{{.Name}}|{{.Description}}|{{.Current}}'
$ docker context ls --format 'table {{.Name}}\t{{.DockerEndpoint}}' | grep -v one | grep -v five
$ docker context ls -q
$ docker context use one; cat ctx/config.json; DOCKER_HOST= docker ps -q | wc -l
$ DOCKER_HOST= docker context show; docker context show
$ DOCKER_HOST= DOCKER_CONTEXT=three docker context show
$ docker context update one --description changed; docker context inspect one -f '{{.Metadata.Description}}'
$ docker context update one --docker nosuch
$ docker context rm one
$ DOCKER_HOST= docker context rm one
$ DOCKER_HOST= docker context rm -f one; cat ctx/config.json; docker context ls -q
$ docker context export two; ls -l two.dockercontext | cut -c 1-10; tar tf two.dockercontext
$ docker context import twice two.dockercontext; docker context inspect twice -f '{{.Endpoints.docker.Host}}'
$ docker context export two - | docker context import third -
$ docker context import two two.dockercontext
$ echo x | docker context import bad -
$ docker context inspect two twice nosuch -f '{{.Name}}'
$ docker context inspect two | grep -v Path | head -n 14
$ docker context rm two twice third three five nosuch
$ docker context rm default
$ docker context use default; cat ctx/config.json
$ DOCKER_HOST=unix:///nosuch.sock docker ps
$ DOCKER_HOST=tcp://localhost:1 docker ps
$ DOCKER_HOST=ssh:// docker ps
$ DOCKER_API_VERSION=1.30 docker version -f '{{.Client.APIVersion}}'
$ DOCKER_API_VERSION=1.10 docker ps
$ DOCKER_API_VERSION=nosuch docker ps
$ docker -H "$DOCKER_HOST" -c default ps
$ DOCKER_HIDE_LEGACY_COMMANDS=1 docker --help | grep -c -w -e 'ps ' -e 'rmi '
$ DOCKER_CLI_HINTS=false docker run --rm busybox echo hints
$ docker -v; docker --version | cut -c 1-7
$ docker -D ps -q | wc -l
$ docker -l debug ps -q | wc -l
$ docker --log-level=nosuch ps
