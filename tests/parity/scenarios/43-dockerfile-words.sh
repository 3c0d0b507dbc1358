# The classic builder: every instruction, and what inspect says of it
% export DOCKER_BUILDKIT=0; mkdir ctx && cd ctx && mkdir -p src/deep && echo a > a.txt && echo b > b.txt && echo deep > src/deep/d.txt && echo secret > .env && printf '.env\n*.log\n!keep.log\n' > .dockerignore && echo x > x.log && echo k > keep.log && tar cf ball.tar a.txt b.txt && gzip -k ball.tar
$ docker build -t multi - <<END
> FROM busybox AS builder
> RUN mkdir /out && echo built > /out/result
> FROM alpine
> COPY --from=builder /out/result /result
> CMD ["cat", "/result"]
> END
$ docker run --rm multi
$ docker history --format '{{.CreatedBy}}' multi
$ docker build -t copies -f - . <<END
> FROM busybox
> WORKDIR /app
> COPY a.txt b.txt ./
> COPY src ./src/
> COPY *.log /logs/
> ADD ball.tar /unpacked/
> ADD ball.tar.gz /gz/
> COPY --chown=nobody:5 a.txt /owned
> COPY . /all/
> END
$ docker run --rm copies find /app /logs /unpacked /gz /all -type f | sort
$ docker run --rm copies ls -ln /owned | cut -c 1-25
$ docker build -f - . <<END
> FROM busybox
> COPY a.txt b.txt /app
> END
$ docker build -f - . <<END
> FROM busybox
> COPY .env /
> END
$ docker build -f - . <<END
> FROM busybox
> COPY ../outside /
> END
$ docker build -f - . <<END
> FROM busybox
> COPY a.txt
> END
$ docker build -t args --build-arg VERSION=2 --build-arg NAME='two words' -f - . <<END
> ARG BASE=busybox
> FROM \$BASE
> ARG VERSION=1
> ARG NAME
> ENV FULL="\$NAME-\${VERSION:-x}" OTHER=\${NOSUCH:-default}
> RUN echo "\$NAME \$VERSION \$FULL"
> LABEL version=\$VERSION "quoted key"="quoted value"
> END
$ docker inspect -f '{{json .Config.Env}} {{json .Config.Labels}}' args
$ docker build -t onb -f - . <<END
> FROM busybox
> ONBUILD RUN echo triggered > /triggered
> ONBUILD COPY a.txt /a
> END
$ docker inspect -f '{{json .Config.OnBuild}}' onb
$ docker build -t onchild -f - . <<END
> FROM onb
> RUN cat /triggered
> END
$ docker build -t full -f - . <<END
> FROM busybox
> MAINTAINER Ada <ada@example.com>
> LABEL a=1 b="2 3"
> ENV OLD style value
> EXPOSE 80 443/tcp 53/udp 8000-8002
> VOLUME /data /more
> VOLUME ["/json", "/two"]
> USER 1000:1000
> WORKDIR /srv
> WORKDIR sub
> STOPSIGNAL SIGINT
> SHELL ["/bin/sh", "-x", "-c"]
> HEALTHCHECK --interval=5s --timeout=2s --start-period=1s --retries=4 CMD test -e /ok
> ENTRYPOINT ["echo"]
> CMD ["default"]
> END
$ docker inspect -f '{{json .Config}}' full
$ docker run --rm full
$ docker run --rm full other words
$ docker history --no-trunc --format '{{.CreatedBy}}|{{.Size}}' full
$ docker build -t quiet -q -f - . <<END
> FROM full
> HEALTHCHECK NONE
> ENTRYPOINT ["pwd"]
> END
$ docker inspect -f '{{json .Config.Healthcheck}} {{json .Config.Cmd}} {{json .Config.Entrypoint}}' quiet
$ docker build -t shellforms -f - . <<END
> FROM busybox
> ENTRYPOINT exec echo shell
> CMD ignored
> RUN echo one \\
>     && echo two \\
>     # a comment in between
>     && echo three
> RUN ["/bin/echo", "exec form"]
> RUN [ "broken json ]
> END
$ docker build --no-cache -f - . <<END
> FROM scratch
> COPY a.txt /
> END
$ docker build -f - . <<END
> FROM busybox
> COPY --from=nosuchstage /x /
> END
$ docker build -f - . <<END
> FROM busybox
> COPY --from=0 /x /
> END
$ docker build -f - . <<END
> FROM busybox
> HEALTHCHECK --interval=x CMD true
> END
$ docker build -f - . <<END
> FROM busybox
> STOPSIGNAL NOSUCH
> END
$ docker build -f - . <<END
> FROM busybox
> USER
> END
$ docker build -f - . <<END
> FROM busybox
> SHELL /bin/sh
> END
$ docker build -f - . <<END
> FROM busybox
> ONBUILD FROM x
> END
$ docker build -f - . <<END
> FROM busybox
> ARG
> END
$ docker build - <<END
> FROM busybox
> LABEL onlykey
> END
$ docker build -f - . <<END
> FROM busybox
> VOLUME
> END
$ docker build -f - . <<END
> FROM busybox AS 1bad
> END
$ docker build -f - . <<END
> FROM busybox as
> END
$ docker build -f - . <<END
> ARG X
> FROM \$X
> END
$ docker build -f - . <<END
> FROM busybox
> RUN --mount=type=cache,target=/x true
> END
$ docker build -f - . <<END
> FROM busybox
> COPY --chmod=700 a.txt /
> END
$ docker build -f - . <<END
> FROM busybox
> ENV
> END
$ docker build -f - . <<END
> FROM busybox
> ADD http://127.0.0.1:1/nosuch /
> END
$ docker build -f - . <<END
> FROM busybox
> ENTRYPOINT
> END
$ docker build -f - . <<END
> FROM busybox
> USER nosuch
> RUN id
> END
$ docker build -f - . <<END
> FROM busybox
> WORKDIR /a
> RUN pwd
> WORKDIR b
> RUN pwd
> ENV P=/c
> WORKDIR \$P
> RUN pwd
> END
