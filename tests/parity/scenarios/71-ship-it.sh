# From a Dockerfile to a registry and back: build, run, look inside, commit, push, pull
% export DOCKER_BUILDKIT=0
% mkdir app app/conf; cd app; printf '#!/bin/sh\necho "serving $1 on $PORT as $(id -un)"\nexec httpd -f -p $PORT -h /srv/www\n' > serve; chmod +x serve; echo '<p>one</p>' > index.html; echo 'colour=blue' > conf/site.conf; printf 'conf/*.bak\n*.log\n' > .dockerignore; echo junk > debug.log; echo old > conf/site.bak
% cat > Dockerfile <<END
> ARG BASE=busybox
> FROM \$BASE
> LABEL org.example.team=web org.example.stage=dev
> ENV PORT=8000 GREETING="hello there"
> WORKDIR /srv/www
> COPY . .
> COPY --chown=33:33 serve /usr/local/bin/serve
> RUN echo "site:x:500:500:Site:/srv:/bin/sh" >> /etc/passwd && rm Dockerfile
> USER site
> VOLUME /srv/state
> EXPOSE 8000/tcp 8001/udp
> STOPSIGNAL SIGINT
> HEALTHCHECK --interval=1s --retries=2 --timeout=2s CMD wget -qO- http://127.0.0.1:\$PORT/ || exit 1
> ENTRYPOINT ["/usr/local/bin/serve"]
> CMD ["pages"]
> END
$ docker build -t shop/web:1 .
$ docker images --format '{{.Repository}}:{{.Tag}}' shop/web
$ docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.Cmd}} {{.Config.User}} {{.Config.StopSignal}} {{.Config.WorkingDir}}' shop/web:1
$ docker inspect -f '{{json .Config.Volumes}} {{json .Config.ExposedPorts}} {{json .Config.Labels}}' shop/web:1
$ docker inspect -f '{{json .Config.Healthcheck}}' shop/web:1
$ docker run --rm --entrypoint ls shop/web:1 -R /srv/www
$ docker run --rm --entrypoint sh shop/web:1 -c 'stat -c "%u %g %a" /usr/local/bin/serve; echo $GREETING; pwd; id -un'
$ docker run -d --name web -p 8088:8000 shop/web:1 shopping
% sleep 1
$ docker logs web
$ curl -s http://127.0.0.1:8088/
$ docker exec web cat conf/site.conf
$ docker exec web sh -c 'echo x > conf/site.conf'
$ docker exec -u root web sh -c 'echo "<p>two</p>" > index.html; echo done'
$ curl -s http://127.0.0.1:8088/
#! any-order
$ docker diff web
$ docker ps --format '{{.Names}} {{.Command}} {{.Ports}}'
$ docker top web -o user,args | tail -n 1
$ docker commit -a 'Grace <grace@example.com>' -m 'second page' web shop/web:2
$ docker history --format '{{.CreatedBy}} {{.Comment}}' shop/web:2 | head -n 3
$ docker tag shop/web:2 127.0.0.1:5000/shop/web:2
$ docker tag shop/web:1 127.0.0.1:5000/shop/web:latest
$ docker push 127.0.0.1:5000/shop/web:2
$ docker push -a 127.0.0.1:5000/shop/web
$ docker rm -f web
$ docker rmi 127.0.0.1:5000/shop/web:2 127.0.0.1:5000/shop/web:latest shop/web:2
$ docker pull 127.0.0.1:5000/shop/web:2
$ docker run --rm --entrypoint cat 127.0.0.1:5000/shop/web:2 /srv/www/index.html
$ docker images --digests --format '{{.Repository}} {{.Tag}} {{.Digest}}' 127.0.0.1:5000/shop/web | cut -c 1-33
$ docker inspect -f '{{len .RepoDigests}} {{json .RepoTags}}' 127.0.0.1:5000/shop/web:2
$ docker build --build-arg BASE=alpine --label extra=1 -t shop/web:alpine . | grep -c '^Step'
$ docker build --build-arg NOSUCH=1 -t shop/web:x . | tail -n 2 | head -n 1
$ docker build --target nosuch .
$ docker images -f label=org.example.stage=dev --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images -f reference='shop/*:a*' --format '{{.Tag}}'
$ docker rmi $(docker images -q shop/web) 2>&1 | tail -n 1 | cut -c 1-15
