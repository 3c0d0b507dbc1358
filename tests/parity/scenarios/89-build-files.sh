# Files in builds: COPY and ADD in all forms, ignore files, contexts, caches, what the flags do
% export DOCKER_BUILDKIT=0; mkdir ctx && cd ctx && mkdir -p app/conf empty && echo one > one.txt && echo two > two.txt && echo c > app/conf/c.ini && echo m > app/main.sh && chmod 750 app/main.sh && ln -s one.txt link.txt && ln -s app dirlink && tar cf pack.tar one.txt app && gzip -k pack.tar && echo 'not a tar' > fake.tar && b() { docker build -f - . ; }
$ b <<END
> FROM busybox
> COPY one.txt two.txt /dst/
> COPY app /dst2
> COPY app/ /dst3/
> COPY app /dst2/
> COPY empty /dst4
> RUN find /dst* | sort
> END
$ printf 'FROM busybox\nCOPY one.txt two.txt /dst\n' | b
$ printf 'FROM busybox\nCOPY link.txt /l\nCOPY dirlink /d\nRUN ls -l /l /d | cut -c 1-10\n' | b
$ printf 'FROM busybox\nCOPY app/main.sh /\nRUN stat -c "%%a %%u %%g" /main.sh\n' | b
$ printf 'FROM busybox\nCOPY --chown=nobody:nobody one.txt /a\nCOPY --chown=12 one.txt /b\nRUN stat -c "%%u %%g" /a /b\n' | b
$ printf 'FROM busybox\nCOPY --chown=nosuch one.txt /a\n' | b
$ printf 'FROM busybox\nCOPY --chown=nobody:nosuch one.txt /a\n' | b
$ printf 'FROM busybox\nCOPY --chown= one.txt /a\n' | b
$ printf 'FROM busybox\nCOPY --link one.txt /a\n' | b
$ printf 'FROM busybox\nADD --checksum=sha256:x one.txt /a\n' | b
$ printf 'FROM busybox\nCOPY --nosuch one.txt /a\n' | b
$ printf 'FROM busybox\nCOPY ["one.txt","/with space/"]\nRUN ls "/with space"\n' | b
$ printf 'FROM busybox\nCOPY ["one.txt"]\n' | b
$ printf 'FROM busybox\nCOPY one.txt\n' | b
$ printf 'FROM busybox\nCOPY\n' | b
$ printf 'FROM busybox\nADD one.txt\n' | b
$ printf 'FROM busybox\nCOPY no*.txt /d/\n' | b
$ printf 'FROM busybox\nCOPY o[nx]e.txt t?o.txt /d/\nRUN ls /d\n' | b
$ printf 'FROM busybox\nCOPY [ /d/\n' | b
$ printf 'FROM busybox\nCOPY / /all/\nRUN ls /all\n' | b
$ printf 'FROM busybox\nCOPY ./app/../one.txt /n\nRUN cat /n\n' | b
$ printf 'FROM busybox\nCOPY /one.txt /n\n' | docker build -q -f - . | cut -c 1-7
$ printf 'FROM busybox\nCOPY ../../one.txt /n\n' | b
$ printf 'FROM busybox\nWORKDIR /w\nCOPY one.txt .\nCOPY two.txt sub/\nCOPY two.txt sub/renamed\nRUN find . | sort\n' | b
$ printf 'FROM busybox\nENV f=one.txt d=/dir\nCOPY $f ${d}/\nRUN ls $d\n' | b
$ printf 'FROM busybox\nRUN echo x > /file\nCOPY one.txt /file/\n' | b
$ printf 'FROM busybox\nRUN mkdir /dir\nCOPY one.txt /dir\nRUN ls /dir\n' | b
$ printf 'FROM busybox\nRUN mkdir -p /dir/one.txt\nCOPY one.txt /dir/\n' | b
$ printf 'FROM busybox\nRUN ln -s /etc /to\nCOPY one.txt /to/\nRUN ls /etc/one.txt\n' | b
$ printf 'FROM busybox\nADD pack.tar /a\nADD pack.tar.gz /b/\nADD fake.tar /c\nRUN find /a /b /c | sort\n' | b
$ printf 'FROM busybox\nADD pack.tar pack.tar.gz /a/\nRUN find /a | sort\n' | b
$ printf 'FROM busybox\nADD pack.tar one.txt /a\n' | b
$ printf 'FROM busybox\nADD http://127.0.0.1:1/x /a\n' | b
$ printf 'FROM busybox\nADD http:// /a\n' | b
$ printf 'FROM busybox\nCOPY http://127.0.0.1:1/x /a\n' | b
$ printf 'FROM busybox\nADD git@example.org:x/y.git /a\n' | b
$ printf 'FROM busybox AS s\nRUN mkdir /s; echo x > /s/x; ln -s x /s/l; chown 5:6 /s/x\nFROM busybox\nCOPY --from=s /s /t\nCOPY --from=0 s/x /y\nCOPY --from=s --chown=7:8 /s/x /z\nRUN stat -c "%%F %%u:%%g" /t/l /t/x /y /z\n' | b
$ printf 'FROM busybox AS s\nFROM busybox\nCOPY --from=s /nosuch /t\n' | b
$ printf 'FROM busybox\nCOPY --from=0 /x /t\n' | b
$ printf 'FROM busybox\nCOPY --from=-1 /x /t\n' | b
$ printf 'FROM busybox\nADD --from=s /x /t\n' | b
$ printf 'FROM busybox\nCOPY --from=registry.invalid/x /x /t\n' | b
% printf '*.txt\n!one.txt\napp/**/*.ini\n# comment\n\n/pack*\n' > .dockerignore
$ printf 'FROM busybox\nCOPY . /c\nRUN find /c | sort\n' | b
$ printf 'FROM busybox\nCOPY two.txt /c\n' | b
% printf '[\n' > .dockerignore
$ printf 'FROM busybox\n' | b
% printf '*\n!app\n' > .dockerignore; printf 'FROM busybox\nCOPY . /c\nRUN find /c | sort\n' > Dockerfile
$ docker build .
% printf 'Dockerfile\n.dockerignore\n' > .dockerignore
$ docker build .
% rm .dockerignore; printf 'FROM busybox\nCOPY one.txt /\nRUN echo step\n' > Dockerfile
$ docker build -t cached .
$ touch -d 2001-01-01 one.txt; docker build -t cached .
$ chmod 600 one.txt; docker build -t cached . | grep -c cache
$ echo changed > one.txt; docker build -t cached .
$ docker build --build-arg X=1 -t cached .
$ docker build --label stage=test -t cached .; docker inspect -f '{{json .Config.Labels}}' cached
$ docker build --cache-from nosuch -t cached .
$ docker build --cache-from cached -t cached .
$ docker build --squash .
$ docker build --pull -q . | cut -c 1-7
$ docker build --network none . | grep -c Running
$ docker build --network nosuch --no-cache .
$ docker build --add-host x:1.2.3.4 --no-cache -f - . <<END
> FROM busybox
> RUN grep x\$ /etc/hosts
> END
$ docker build --add-host x .
$ docker build -m 16m --cpu-shares 10 --shm-size 1m --ulimit nofile=99:99 --no-cache -f - . <<END
> FROM busybox
> RUN ulimit -n; df -k /dev/shm | tail -1 | cut -c 1-20; cat /sys/fs/cgroup/memory.max
> END
$ docker build --ulimit nosuch=1 .
$ docker build --isolation nosuch .
$ docker build --platform linux/arm64 . 2>&1 | tail -1
$ docker build --platform linux/amd64 . 2>&1 | tail -1 | cut -c 1-18
$ docker build --platform no/such/at/all . 2>&1 | tail -1
$ docker build --compress . | tail -1 | cut -c 1-18
$ docker build --iidfile id . > /dev/null; cut -c 1-7 id
$ docker build --iidfile nodir/id .
$ docker build -f nosuch .
$ docker build nosuch
$ docker build one.txt
$ docker build -f app .
$ docker build
$ docker build '' 
$ docker build -t x -t BAD .
$ docker build -t x: .
$ tar c one.txt Dockerfile | docker build -t piped -
$ tar cz one.txt Dockerfile | docker build -q -t piped - | cut -c 1-7
$ tar c one.txt | docker build -
$ tar c one.txt Dockerfile | docker build -f other -
$ docker build - < /dev/null
$ printf 'x' | docker build -
$ docker build -q nosuch
$ docker build -f - - < Dockerfile
$ docker build --output . . 
$ docker build --secret id=x .
$ docker build --progress nosuch .
$ docker build --progress plain -q . | cut -c 1-7
$ docker builder build -q . | cut -c 1-7; docker image build -q . | cut -c 1-7
$ docker builder prune -f
$ docker builder prune -af | tail -1
$ docker builder prune -f --filter nosuch=1
$ docker builder prune -f --keep-storage x
$ docker builder
$ docker builder nosuch
