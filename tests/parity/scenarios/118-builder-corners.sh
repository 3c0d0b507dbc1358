# The classic builder's corners: scopes of ARG, inherited words, triggers, owners, links, archives on standard input, caches that hold or break
% export DOCKER_BUILDKIT=0; mkdir c && cd c && mkdir -p app/lib app/tmp 'sp ace' && echo m > app/main && echo l > app/lib/l && echo t > app/tmp/t && echo s > 'sp ace/f' && ln -s main app/to-main && ln -s /etc/passwd app/to-passwd && ln -s lib app/to-lib && mkfifo app/pipe && chmod 1777 app/tmp && chmod 600 app/main; q() { grep -v -e '^ --->' -e '^Removed inter' -e '^Sending'; }
$ printf 'FROM busybox\nCOPY app /app\nRUN cd /app && ls -ln | tr -s " " | cut -d" " -f 1-4,9- ; stat -c "%%a %%F" tmp pipe main\n' | docker build -f - . 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nCOPY app/to-main /a\nCOPY app/to-lib /b\nCOPY app/to-lib/ /c/\nCOPY app/to-main app/to-passwd /d/\nRUN ls -l /a /b /c /d | tr -s " " | cut -d" " -f 1,5,9-\n' | docker build -f - . 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nCOPY app/to-passwd /a\n' | docker build -f - . 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nRUN mkdir -p /real && ln -s /real /ln && ln -s nowhere /dead\nCOPY app/main /ln/\nCOPY app/lib /ln\nADD app/main /dead\nRUN ls /real; ls -l /dead | cut -c 1; cat /nowhere\n' | docker build -f - . 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nCOPY app/main /etc/passwd/x\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY app /etc/passwd\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY app/main /etc\nRUN cat /etc/main\n' | docker build -f - . 2>&1 | tail -n 3 | head -n 1
$ printf 'FROM busybox\nWORKDIR /w\nCOPY app/main .\nCOPY app/main ./x/\nCOPY app/main y\nCOPY app/l?b z\nRUN find /w | sort\n' | docker build -q -f - . | wc -c
$ printf 'FROM busybox\nWORKDIR /w\nCOPY app/main .\nCOPY app/main ./x/\nCOPY app/main y\nCOPY app/l?b z\nRUN find /w | sort\n' | docker build -f - . | grep ^/w
$ printf 'FROM busybox\nWORKDIR /a\nWORKDIR b\nWORKDIR ../c\nWORKDIR $NOPE/d\nENV H=/h\nWORKDIR ${H}/e\nRUN pwd\nWORKDIR "/q q"\nRUN pwd\n' | docker build - 2>&1 | q | grep ^/
$ printf 'FROM busybox\nUSER 5:6\nWORKDIR /made\nRUN stat -c %%u:%%g /made\nCOPY --chown=7 app/main /made/\nRUN stat -c %%u:%%g /made/main\n' | docker build -f - . 2>&1 | grep '^[0-9]*:'
$ printf 'FROM busybox\nCOPY --chown=:7 app/main /x\nRUN stat -c %%u:%%g /x\n' | docker build -f - . 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nCOPY --chown=daemon:nosuch app/main /x\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --chown=1:2:3 app/main /x\nRUN stat -c %%u:%%g /x\n' | docker build -f - . 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nARG WHO=9\nCOPY --chown=$WHO:${WHO} app/main /x\nRUN stat -c %%u:%%g /x\n' | docker build -f - . 2>&1 | grep '^9'
$ printf 'FROM scratch\nCOPY --chown=root app/main /x\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM scratch\nCOPY --chown=3:4 app/main /x\nCMD ["/x"]\nLABEL a=b\n' | docker build -q -t tiny -f - . | cut -c 1-7
$ docker inspect tiny -f '{{json .Config.Cmd}} {{json .Config.Env}} {{len .RootFS.Layers}}'
$ printf 'FROM scratch\nCMD ["/x"]\n' | docker build -t none0 - 2>&1 | tail -n 2 | sed 's/[0-9a-f]\{12\}/ID/'
$ docker inspect none0 -f '{{json .RootFS}} {{.Size}}'
$ printf 'FROM scratch\nENV A=1\n' | docker build -q -t none1 - | wc -c
$ docker run --rm none1 x
$ printf 'ARG A=out\nFROM busybox\nRUN echo "1=$A."\nARG A\nRUN echo "2=$A."\nARG A=in\nRUN echo "3=$A."\nENV A=env\nRUN echo "4=$A."\nARG A=late\nRUN echo "5=$A."\n' > D
$ docker build -f D . | grep '^[1-5]='
$ docker build -f D --build-arg A=cli . | grep '^[1-5]='
$ docker build -f D --build-arg A . | grep '^[1-5]='
$ A=shell docker build -f D --build-arg A --build-arg B=2 --build-arg C . 2>&1 | grep -e '^[1-5]=' -e consumed
$ printf 'FROM busybox AS a\nARG X=1\nRUN echo "a=$X."\nFROM busybox\nRUN echo "b=$X."\nARG X\nRUN echo "c=$X."\n' | docker build - | grep '^[abc]='
$ printf 'FROM busybox AS a\nARG X=1\nRUN echo "a=$X."\nFROM busybox\nRUN echo "b=$X."\nARG X\nRUN echo "c=$X."\n' | docker build --build-arg X=7 - | grep '^[abc]='
$ printf 'ARG A=busy\nARG B=${A}box\nARG C\nFROM $B${C}\nRUN echo got\n' | docker build - | grep -e got -e FROM -e ARG
$ printf 'FROM $NOPE\n' | docker build -
$ printf 'FROM ${NOPE:-busybox} AS x\nRUN echo got\n' | docker build - | grep -e got -e FROM
$ printf 'ARG T=x\nFROM busybox:$T\n' | docker build --build-arg T=1.37 - 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nARG A\nENV B=${A:-d} C=${A:+s} D=${A-x} E=${A+y} F="${A}q" G=\x27${A}\x27 H=\\${A} I=$A$A J=${A}\nRUN env | grep "^[A-J]=" | sort\n' | docker build --build-arg A=v - 2>&1 | grep '^[A-J]='
$ printf 'FROM busybox\nENV A=${B?must}\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nENV A=${B:?must}\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nENV A=${B\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nENV A=${}\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nENV A="x\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nENV A=a:b:c\nENV B=${A%%:*} C=${A##*:} D=${A/:/-}\n' | docker build - 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nLABEL "a b"=c d="e\\\n f" g=h\\ i $J=k\nLABEL version=1.0 version=2.0\n' | docker build -q -t lab - | wc -c
$ docker inspect lab -f '{{json .Config.Labels}}'
$ printf 'FROM busybox\nEXPOSE $P 80 80/tcp 80/UDP 1000-1002/udp\n' | docker build -q -t exp - 2>&1 | cut -c 1-16
$ docker inspect exp -f '{{json .Config.ExposedPorts}}'
$ printf 'FROM busybox\nEXPOSE 70000\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nEXPOSE 1:2\n' | docker build - 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nEXPOSE 90-80\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nSTOPSIGNAL SIGRTMIN+3\nSTOPSIGNAL $S\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nSTOPSIGNAL 9\nSTOPSIGNAL rtmax\n' | docker build -q -t sig - | wc -c
$ docker inspect sig -f '{{.Config.StopSignal}}'
$ printf 'FROM busybox\nHEALTHCHECK --interval=0s --timeout=1ms CMD true\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nHEALTHCHECK --interval=1us CMD true\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nHEALTHCHECK --retries=0 --start-interval=2s --start-period=1m CMD exit 0\n' | docker build -q -t hc - 2>&1 | cut -c 1-7
$ docker inspect hc -f '{{json .Config.Healthcheck}}'
$ printf 'FROM busybox\nHEALTHCHECK --nosuch=1 CMD true\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM hc\nHEALTHCHECK NONE\n' | docker build -q -t hn - 2>&1 | cut -c 1-7
$ docker inspect hn -f '{{json .Config.Healthcheck}}'
$ printf 'FROM busybox\nSHELL ["/bin/sh", "-xc"]\nRUN echo x\nCMD echo y\nENTRYPOINT z $HOME\nHEALTHCHECK CMD w\n' | docker build -t sh - 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ docker inspect sh -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}} {{json .Config.Healthcheck.Test}} {{json .Config.Shell}}'
$ printf 'FROM sh\nRUN echo inherited\n' | docker build - 2>&1 | grep -e '^+' -e '^inh'
$ printf 'FROM busybox\nONBUILD RUN echo one\nONBUILD COPY app/main /got\nONBUILD WORKDIR /got-dir\nONBUILD LABEL by=trigger\nONBUILD USER 9\n' | docker build -t trig -f - . 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM trig\nRUN id -u; pwd; cat /got\n' | docker build -t trigd -f - . 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ docker inspect trigd -f '{{json .Config.OnBuild}} {{json .Config.Labels}} {{.Config.User}} {{.Config.WorkingDir}}'
$ printf 'FROM trig AS s\nFROM busybox\nCOPY --from=s /got /here\nRUN cat /here\n' | docker build -f - . 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM trig\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nONBUILD MAINTAINER x\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nONBUILD NOSUCH x\n' | docker build -q -t badtrig - 2>&1 | cut -c 1-7; printf 'FROM badtrig\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nONBUILD copy --from=busybox /etc/passwd /p\n' | docker build -q -t fromtrig - 2>&1 | cut -c 1-7; printf 'FROM fromtrig\nRUN wc -l < /p\n' | docker build - 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox AS a\nRUN echo 1 > /1\nFROM busybox AS A\nRUN true\n' | docker build - 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox AS one\nRUN echo x > /x\nFROM one AS two\nRUN echo y > /y\nFROM scratch\nCOPY --from=two /x /y /\n' | docker build -t st - 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ docker history st --format '{{.CreatedBy}}' | sed 's/[0-9a-f]\{64\}/HASH/g'
$ printf 'FROM busybox AS one\nRUN exit 3\nFROM busybox\nRUN echo unreached\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox AS one\nRUN echo first\nFROM busybox AS two\nRUN exit 3\n' | docker build --target one - 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox AS one\nCOPY --from=two /x /x\nFROM busybox AS two\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox AS one\nCOPY --from=one /x /x\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --from= /etc/passwd /x\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --from=alpine:3.20 /etc/alpine-release /etc/nosuch* /x/\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --from=alpine:3.20 /etc/pass* /x/\nRUN ls /x\n' | docker build - 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nARG S=alpine\nCOPY --from=$S /etc/passwd /x\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nADD --from=busybox /etc/passwd /x\n' | docker build - 2>&1 | tail -n 1
% tar -cf in.tar -C app main lib
% tar -czf in.tgz -C app lib
% tar -cjf in.tbz -C app lib
% tar -cJf in.txz -C app lib; echo plain > in.gz.txt; gzip -kc app/main > one.gz
$ printf 'FROM busybox\nADD in.tar in.tgz in.tbz in.txz one.gz in.gz.txt /x/\nRUN find /x | sort\n' | docker build -f - . | grep ^/x
$ printf 'FROM busybox\nCOPY in.tar /x/\nADD in.tgz /y\nADD one.gz /z\nRUN find /x /y /z | sort\n' | docker build -f - . | grep '^/[xyz]'
$ head -c 700 in.tgz > cut.tgz; head -c 1300 in.tar > cut.tar; printf 'FROM busybox\nADD cut.tar /x/\n' | docker build -f - . 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/; s/docker-builder[0-9]*/TMP/g; s/[0-9]\{6,\}/N/g'
$ printf 'FROM busybox\nADD ["sp ace/f", "/to here/"]\nCOPY ["sp ace", "/and"]\nCOPY sp\\ ace/f /x\nRUN cat "/to here/f" /and/f\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY [ "app/main" "/x" ]\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY ["app/main"]\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY app/main app/main\n' | docker build -f - . 2>&1 | tail -n 1 | cut -c 1-18
$ printf 'FROM busybox\nCOPY app/[lm]* /x/\nRUN ls /x\n' | docker build -f - . 2>&1 | tail -n 4 | head -n 2
$ printf 'FROM busybox\nCOPY app/[ /x/\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY app/* /x\n' | docker build -f - . 2>&1 | tail -n 1
% printf '# why\n\napp/*\n!app/lib\n  !app/ma*  \n*.t??\n**/l\n' > .dockerignore
$ printf 'FROM busybox\nCOPY . /a\nRUN find /a | sort\n' > D2
$ docker build -f D2 . | grep ^/a
% printf '/app/lib/\n!app/lib/l\nD*\n.dockerignore\nsp*e\n*z\n' > .dockerignore
$ docker build -f D2 . | grep ^/a
% printf 'app/../in.*\n./app/tmp\n!\n' > .dockerignore
$ docker build -f D2 . 2>&1 | tail -n 1
% printf '*\n' > .dockerignore
$ docker build -f D2 . | grep ^/a; printf 'FROM busybox\nADD app/main /x\n' | docker build -f - . 2>&1 | tail -n 1
% rm .dockerignore; echo '*' > D2.dockerignore
$ docker build -f D2 . | grep -c ^/a
$ tar -c app D2 | docker build -f D2 - | grep '^/a' | head -n 3
$ tar -c app D2 | docker build - 2>&1 | tail -n 1
$ tar -cJ app D2 | docker build -f D2 -q - | wc -c
$ tar -cj D2 | docker build -f D2 -q - | wc -c
$ (echo '*'; echo '!D2') > .dockerignore
$ tar -c app D2 .dockerignore | docker build -f D2 - | grep '^/a'; rm .dockerignore
$ tar -c app D2 | docker build -f app/D3 - 2>&1 | tail -n 1
$ tar -c app D2 | docker build -f ../D2 - 2>&1 | tail -n 1
$ mkdir -p sub && cp D2 sub/Dockerfile
$ docker build -f sub/Dockerfile app | grep '^/a'
$ docker build sub -f D2 2>&1 | tail -n 1 | sed "s#$PWD#PWD#g"
$ cd app
$ docker build -f ../sub/Dockerfile .. -q | cut -c 1-7; cd ..
$ ln -s D2 Dlink
$ docker build -f Dlink . | grep -c ^/a
$ printf 'FROM busybox\nRUN echo cached\nCOPY app/main /m\nRUN cat /m\n' > D4
$ docker build -q -t k1 -f D4 . | wc -c
$ docker build -f D4 . | grep -c 'Using cache'; echo new > app/main
$ docker build -f D4 . | grep -c 'Using cache'; touch -d 2001-01-01 app/main
$ docker build -f D4 . | grep -c 'Using cache'
$ docker build -f D4 --build-arg HTTP_PROXY=x . | grep -c 'Using cache'
$ docker build -f D4 --label x=y . | grep -e LABEL -e 'Using cache'
$ docker build -f D4 --no-cache . | grep -c 'Using cache'
$ docker build -f D4 . | grep -c 'Using cache'
$ printf 'FROM busybox\nARG V=1\nRUN echo $V\nRUN echo const\n' > D5
$ docker build -q -f D5 . | wc -c
$ docker build -f D5 --build-arg V=2 . | grep -c 'Using cache'
$ docker build -f D5 --build-arg V=1 . | grep -c 'Using cache'
$ docker build -f D5 --rm=false --no-cache . | grep -c Removed
$ docker ps -a --format '{{.Command}}' --no-trunc | sort | uniq -c
$ docker rm $(docker ps -aq) | wc -l
$ printf 'FROM busybox\nRUN echo out; echo err >&2; printf "no newline"\nRUN true\n' > D6
$ docker build -f D6 --no-cache . 2>err | q | sed 's/[0-9a-f]\{12\}/ID/'; grep -v DEPRECATED err | head -n 5
$ docker build -f D6 -q . 2>&1 | wc -l
$ docker build -f D6 -q --no-cache --build-arg NOPE=1 . 2>&1 | tail -n 2 | cut -c 1-16
$ printf 'FROM busybox\nRUN echo oops >&2; exit 9\n' | docker build -q - ; echo "status $?"
$ printf 'FROM busybox\nRUN mkdir /v; echo 1 > /v/1\nVOLUME /v\nRUN echo 2 > /v/2; ls /v\nRUN ls /v\nCOPY app/main /v/3\n' | docker build -t vol -f - . | q | sed 's/[0-9a-f]\{12\}/ID/'
$ docker run --rm vol ls /v
$ printf 'FROM vol\nVOLUME /v/ /w "/x y" $Z\n' | docker build -q - -t vol2 2>&1 | tail -n 1 | cut -c 1-90
$ docker inspect vol2 -f '{{json .Config.Volumes}}'
$ docker build -t a -t a -t b:1 -t B . -f D6 2>&1 | tail -n 1
$ docker build -q -f D6 -t a -t a -t b:1 . | wc -l
$ docker images a --format '{{.Repository}}:{{.Tag}}'
$ docker images b --format '{{.Repository}}:{{.Tag}}'
$ docker build -q -f D6 -t a . | wc -l
$ docker rmi a b:1 | cut -c 1-9
$ docker build --build-arg -f D6 . 2>&1 | head -n 1
$ docker build --target '' -q -f D6 . | wc -c
$ docker build -f '' -q . 2>&1 | tail -n 1
$ docker build --cpu-quota x -f D6 . 2>&1 | head -n 1
$ docker build --cpuset-cpus 99 --no-cache -f D6 . 2>&1 | tail -n 1 | cut -c 1-80
$ printf 'FROM busybox\nRUN cat /sys/fs/cgroup/memory.max; ulimit -n; df -k /dev/shm | tail -n 1 | tr -s " " | cut -d" " -f 2; cat /etc/hosts | grep x; hostname | wc -c\n' | docker build -m 32m --ulimit nofile=77 --shm-size 4m --add-host x:9.9.9.9 - 2>/dev/null | q | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nRUN cat /proc/self/status | grep -e CapEff -e NoNewPrivs; id; tty; pwd; echo $HOME $HOSTNAME | wc -w; echo $0; ls /dev | sort | head -n 5; stat -c %%a /tmp; umask\n' | docker build - 2>&1 | q | sed 's/[0-9a-f]\{12\}/ID/'
