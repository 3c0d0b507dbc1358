# import export save load commit
% docker run --name c busybox sh -c 'echo hi > /hi; mkdir /d; ln -s hi /l; rm /etc/group'
$ docker export c | tar t | grep -E '^(hi|d/|l|etc/passwd|\.dockerenv)'
$ docker export -o out.tar c; ls out.tar
$ docker export -o /nosuch/out.tar c
$ docker export nosuch
$ docker export c d
$ docker import out.tar
$ docker import out.tar im:1
$ docker import -m msg -c 'CMD ["echo","x"]' -c 'ENV A=b' out.tar im:2
$ docker history im:2
$ docker run --rm im:2
$ docker import -c 'NOSUCH x' out.tar
$ docker import -c 'RUN x' out.tar
$ docker import -c 'FROM x' out.tar im:3
$ docker import -c 'EXPOSE 80' -c 'LABEL a=b' -c 'USER nobody' -c 'WORKDIR /d' -c 'VOLUME /v' -c 'ENTRYPOINT ["/bin/sh"]' out.tar im:4; docker inspect -f '{{json .Config}}' im:4
$ docker import nosuch.tar
$ docker import - < /dev/null
$ echo garbage | docker import - im:5
$ docker import out.tar UPPER
$ docker import out.tar im@sha256:e3ca87f3388b7d2144b52254056ed3c4eb120ec33103f0f425c6f4c4d3e40555
$ docker import --platform linux/arm64 out.tar im:arm; docker inspect -f '{{.Architecture}}' im:arm
$ cat out.tar | docker import - piped; docker images --format '{{.Repository}}' piped
$ gzip -k out.tar; docker import out.tar.gz zipped; docker inspect -f '{{len .RootFS.Layers}} {{.Comment}}' zipped
$ docker commit c
$ docker commit c cm:1
$ docker commit -a 'Ada <a@b>' -m 'a message' -c 'CMD ["true"]' c cm:2
$ docker inspect -f '{{.Author}} {{.Comment}} {{.Config.Cmd}}' cm:2
$ docker history cm:2
$ docker commit -p=false c cm:3
$ docker commit --pause c cm:4
$ docker commit -c 'RUN x' c
$ docker commit -c 'ENV' c
$ docker commit -c 'LABEL a' c
$ docker commit -c 'EXPOSE x' c
$ docker commit nosuch x
$ docker commit c UPPER
$ docker commit c a:b:c
$ docker commit c cm:5 extra
$ docker commit
$ docker run -d --name run busybox sleep 100; docker commit run cm:6; docker ps --format '{{.Names}} {{.Status}}'
$ docker save busybox | tar t | grep -v blobs | sort
$ docker save -o s.tar busybox alpine; ls s.tar
$ docker save -o s2.tar im; tar xOf s2.tar manifest.json | tr ',' '\n' | grep -c im:
$ docker save nosuch
$ docker save -o s3.tar busybox nosuch; ls s3.tar
$ docker save -o /nosuch/x busybox
$ docker save -o . busybox
$ docker save
$ docker save --platform linux/amd64 busybox > /dev/null
$ docker save UPPER > /dev/null
$ docker rmi -f busybox alpine > /dev/null 2>&1; docker load -i s.tar
$ docker load -q -i s.tar
$ docker load < s.tar
$ docker load -i nosuch.tar
$ docker load < /dev/null
$ echo garbage | docker load
$ docker load extra
$ docker load -i out.tar
$ docker load --platform linux/amd64 -i s.tar
$ gzip -k s.tar; docker load -i s.tar.gz
$ docker save $(docker images -q busybox) -o byid.tar; docker tag alpine busybox; docker load -i byid.tar
$ docker load -i s.tar
$ docker image save busybox -o /dev/null
$ docker image load
