# Classic builds: instructions in many forms, stages, arguments, ignored files and errors
% export DOCKER_BUILDKIT=0; mkdir ctx; cd ctx; echo a > a.txt; echo b > 'b c.txt'; mkdir -p d/e; echo x > d/x; echo y > d/e/y; ln -s x d/l; echo '#!/bin/sh' > run.sh; chmod 755 run.sh; tar cf arch.tar a.txt d; b() { cat > Df; docker build -q -f Df . ; }
$ docker build -t one - <<END
> FROM busybox
> LABEL a=1 b="two three" 'c d'=e
> ENV X=1 Y=\$X
> ENV Z two words
> ENV W=\${X:-no} V=\${Q:-dflt} U=\${X:+alt} T=\${Q:+no}
> RUN echo \$W \$V \$U "\$Z"
> WORKDIR /w
> WORKDIR sub
> RUN pwd
> CMD pwd
> END
$ docker inspect one --format '{{json .Config.Env}} {{json .Config.Labels}} {{json .Config.Cmd}} {{.Config.WorkingDir}}'
$ printf 'FROM busybox\nCOPY a.txt run.sh /dst/\nCOPY ["b c.txt", "/dst/with space"]\nCOPY d /dst/d\nADD arch.tar /ext/\nCOPY arch.tar /dst/\nCOPY *.txt /glob/\nCOPY --chown=5:6 a.txt /own\nCOPY --chown=daemon d /ownd\nRUN find /dst /ext /glob /own /ownd | sort; stat -c "%%u:%%g %%a" /own /ownd/x /dst/run.sh' | docker build -f - .
$ printf 'FROM busybox\nCOPY nosuch /x' | b
$ printf 'FROM busybox\nCOPY a.txt run.sh /x' | b
$ printf 'FROM busybox\nCOPY nosuch* /x/' | b
$ printf 'FROM busybox\nCOPY ../x /x' | b
$ printf 'FROM busybox\nCOPY /a.txt /x\nCOPY ./d/../a.txt /y\nRUN ls /x /y' | docker build -q -f - . >/dev/null; echo $?
$ printf 'FROM busybox\nCOPY a.txt' | b
$ printf 'FROM busybox\nCOPY --from=nosuch a.txt /x' | b
$ printf 'FROM busybox\nCOPY --from=0 a.txt /x' | b
$ printf 'FROM busybox\nCOPY --nosuch a.txt /x' | b
$ printf 'FROM busybox\nCOPY --chown=nosuch a.txt /x' | b
$ printf 'FROM busybox\nCOPY --chmod=755 a.txt /x' | b
$ printf 'FROM busybox\nCOPY --link a.txt /x' | b
$ printf 'FROM busybox\nCOPY <<EOT /x\nhi\nEOT\n' | b
$ printf 'FROM busybox\nRUN --mount=type=cache,target=/x true' | b
$ printf 'FROM busybox\nRUN <<EOT\necho hi\nEOT\n' | b
$ printf 'FROM busybox\nRUN []\n' | b
$ printf 'FROM busybox\nRUN\n' | b
$ printf 'FROM busybox\nRUN ["echo", "exec form"]\nRUN ["echo", '"'bad'"']\n' | docker build -f - . 2>&1 | grep -v Sending
$ printf 'FROM busybox\nRUN echo one && \\\n  # comment\n\n  echo two\nRUN echo three \\\\\n' | docker build -f - .
$ printf '# escape=`\nFROM busybox\nRUN echo a `\n b\n' | docker build -f - . 2>/dev/null | grep RUN
$ printf '# syntax=docker/dockerfile:1\n# nosuch=x\nFROM busybox\n' | docker build -f - . 2>/dev/null | grep -c Step
$ printf '# escape=x\nFROM busybox\n' | b
$ printf 'from busybox\nrun echo lower\nmaintainer me\nonbuild copy a.txt /\n' | docker build -t low -f - . | grep -v -e '--->'
$ docker inspect low --format '{{.Author}} {{json .Config.OnBuild}}'
$ printf 'FROM low\nRUN cat /a.txt\n' | docker build -f - . 2>/dev/null | grep -v -e '--->'
$ printf 'FROM busybox\nONBUILD ONBUILD RUN x\n' | b
$ printf 'FROM busybox\nONBUILD FROM x\n' | b
$ printf 'FROM busybox\nONBUILD\n' | b
$ printf 'FROM busybox AS base\nRUN echo built > /out\nFROM base AS mid\nRUN echo more >> /out\nFROM busybox\nCOPY --from=base /out /base\nCOPY --from=mid /out /mid\nCOPY --from=1 /out /one\nCOPY --from=alpine /etc/alpine-release /\nRUN cat /base /mid /one\n' > Multi; docker build -f Multi . | grep -v -e '--->' -e '^Removed'
$ docker build -f Multi --target mid -q . | cut -c 1-7
$ docker build -f Multi --target MID -q . | cut -c 1-7
$ docker build -f Multi --target nosuch .
$ docker build -f Multi --target 0 -q . | cut -c 1-7
$ printf 'ARG V=latest\nARG N=busy\nFROM ${N}box:$V\nARG V\nARG W=def\nRUN echo "v=$V w=$W n=$N"\n' > Args; docker build -f Args . | grep v=
$ docker build -f Args --build-arg V=1.37 --build-arg W= --build-arg Z=1 . | grep -e v= -e Warn -e Z
$ docker build -f Args --build-arg N=nosuch . 2>&1 | tail -n 1
$ W=env docker build -f Args --build-arg W . | grep ^v=
$ docker build -f Args --build-arg =x . 2>&1 | tail -n 2
$ printf 'FROM busybox\nARG A B=2\nARG C="x y"\nENV D=$A$B$C\nRUN echo $D $HTTP_PROXY\n' | docker build -f - --build-arg A=1 --build-arg HTTP_PROXY=p:1 . | grep '^1'
$ printf 'FROM busybox\nARG\n' | b
$ printf 'FROM busybox\nARG A=1 A=2 =3\n' | b
$ printf 'FROM busybox\nENV A\n' | b
$ printf 'FROM busybox\nENV =1\n' | b
$ printf 'FROM busybox\nENV A=1 B\n' | b
$ printf 'FROM busybox\nLABEL\n' | b
$ printf 'FROM busybox\nLABEL a\n' | b
$ printf 'FROM busybox\nEXPOSE 80 81/udp 82-84 85/sctp\n' | docker build -q -t ex -f - . >/dev/null; docker inspect ex --format '{{json .Config.ExposedPorts}}'
$ printf 'FROM busybox\nEXPOSE x\n' | b
$ printf 'FROM busybox\nEXPOSE 80/odd\n' | b
$ printf 'FROM busybox\nEXPOSE\n' | b
$ printf 'FROM busybox\nUSER nobody\nRUN id\nUSER 7:8\nRUN id\n' | docker build -f - . 2>/dev/null | grep uid
$ printf 'FROM busybox\nUSER nosuch\nRUN id\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nUSER\n' | b
$ printf 'FROM busybox\nUSER a b\n' | b
$ printf 'FROM busybox\nWORKDIR\n' | b
$ printf 'FROM busybox\nWORKDIR ""\n' | b | cut -c 1-7
$ printf 'FROM busybox\nVOLUME /v1 /v2\nVOLUME ["/v 3"]\nRUN echo lost > /v1/x\n' | docker build -q -t vol -f - . >/dev/null; docker inspect vol -f '{{json .Config.Volumes}}'
$ docker run --rm vol ls /v1
$ printf 'FROM busybox\nVOLUME\n' | b
$ printf 'FROM busybox\nVOLUME [""]\n' | b
$ printf 'FROM busybox\nSTOPSIGNAL 99\n' | b
$ printf 'FROM busybox\nSTOPSIGNAL TERM\nSTOPSIGNAL\n' | b
$ printf 'FROM busybox\nHEALTHCHECK --interval=1s --retries=2 --start-period=3s CMD ["true"]\n' | docker build -q -t hc -f - . >/dev/null; docker inspect hc -f '{{json .Config.Healthcheck}}'
$ printf 'FROM busybox\nHEALTHCHECK NONE\n' | docker build -q -t hc -f - . >/dev/null; docker inspect hc -f '{{json .Config.Healthcheck}}'
$ printf 'FROM busybox\nHEALTHCHECK\n' | b
$ printf 'FROM busybox\nHEALTHCHECK CMD\n' | b
$ printf 'FROM busybox\nHEALTHCHECK ODD x\n' | b
$ printf 'FROM busybox\nHEALTHCHECK NONE x\n' | b
$ printf 'FROM busybox\nHEALTHCHECK --interval=x CMD a\n' | b
$ printf 'FROM busybox\nHEALTHCHECK --retries=-1 CMD a\n' | b
$ printf 'FROM busybox\nSHELL ["/bin/sh","-ec"]\nRUN echo $0; false; echo no\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nSHELL /bin/sh\n' | b
$ printf 'FROM busybox\nSHELL []\n' | b
$ printf 'FROM busybox\nCMD a\nENTRYPOINT ["b"]\nCMD ["c"]\nCMD []\n' | docker build -q -t ce -f - . >/dev/null; docker inspect ce -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}}'
$ printf 'FROM busybox\nCMD ["a"\n' | docker build -q -t ce -f - . >/dev/null; docker inspect ce -f '{{json .Config.Cmd}}'
$ printf 'FROM busybox\nENTRYPOINT\nCMD\n' | docker build -q -t ce -f - . >/dev/null; docker inspect ce -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}}'
$ printf 'FROM busybox\nRUN exit 7\n' | docker build -f - . 2>&1 | tail -n 1
$ docker ps -aq | wc -l
$ printf 'FROM busybox\nRUN exit 7\n' | docker build --rm=false --force-rm -f - . >/dev/null 2>&1; docker ps -aq | wc -l
$ printf 'FROM busybox\nRUN true\n' | docker build --rm=false --no-cache -f - . | grep -c Removed
$ printf 'FROM busybox\nRUNN x\n' | b
$ printf 'FROM\n' | b
$ printf 'FROM busybox AS\n' | b
$ printf 'FROM busybox AS 1x\n' | b
$ printf 'FROM busybox AS scratch\n' | b | cut -c 1-7
$ printf 'FROM busybox x y\n' | b
$ printf 'FROM BUSYBOX\n' | b
$ printf 'FROM scratch\n' | b
$ printf 'FROM scratch\nCOPY a.txt /\n' | docker build -q -t scr -f - . >/dev/null; docker run --rm scr
$ printf 'RUN x\nFROM busybox\n' | b
$ printf '' | b
$ printf '# only\n' | b
$ printf 'FROM --platform=linux/arm64 busybox\n' | b 2>&1 | tail -n 1
$ printf 'FROM --nosuch busybox\n' | b
$ printf 'FROM busybox\nADD http://nosuch.example/x /x\n' | b 2>&1 | tail -n 1
$ printf 'FROM busybox\nADD a.txt d /dst\n' | b
$ printf 'FROM busybox\nADD --chown=1 d /dst/\nRUN ls -ln /dst | tr -s " " | cut -d" " -f 3,4,9\n' | docker build -f - . 2>/dev/null | tail -n 6 | head -n 4
% printf '*.txt\n!a.txt\nd/e\n# c\n' > .dockerignore
$ printf 'FROM busybox\nCOPY . /all\nRUN find /all | sort\n' | docker build -f - . 2>/dev/null | grep '^/all'
$ printf 'FROM busybox\nCOPY ["b c.txt", "/x"]\n' | b
$ printf '**\n' > .dockerignore; printf 'FROM busybox\nCOPY . /all\nRUN find /all | sort\n' | docker build -f - . 2>/dev/null | grep '^/all'
$ printf '[\n' > .dockerignore; docker build -f Args .
% rm .dockerignore
$ docker build -f Nosuch .
$ docker build nosuch
$ docker build
$ docker build . .
$ docker build .
$ docker build -f ../Out .
$ docker build a.txt
$ docker build -t Bad -f Args .
$ docker build -t a:b:c -f Args .
$ docker build -q -t t:1 -t t:2 -f Args . | cut -c 1-7; docker images t --format '{{.Tag}}'
$ docker build -q --label x=y --label z -f Args -t lb . >/dev/null; docker inspect lb -f '{{json .Config.Labels}}'
$ docker build --iidfile iid -q -f Args . >/dev/null; cut -c 1-7 iid
$ docker build --memory x -f Args .
$ docker build --memory 1m -f Args . 2>&1 | tail -n 1
$ docker build --network none -q -f Args . | cut -c 1-7
$ docker build --network nosuch --no-cache -f Args . 2>&1 | tail -n 1
$ docker build --add-host x:1.2.3.4 --no-cache -f - . <<END | grep 1.2.3.4
> FROM busybox
> RUN grep x /etc/hosts
> END
$ docker build --ulimit nofile=100 --shm-size 1m --no-cache -f - . <<END | grep -A1 Running | tail -n 1
> FROM busybox
> RUN ulimit -n
> END
$ docker build --squash -f Args .
$ docker build --secret id=x -f Args .
$ docker build --progress plain -q -f Args . | cut -c 1-7
$ docker build --output x -f Args .
$ docker build --pull -q -f Args . | cut -c 1-7
$ docker build --cache-from nosuch -f Args . | grep -c cache
$ docker build --platform linux/arm64 -f Args . 2>&1 | tail -n 1
$ docker build --compress -q -f Args . | cut -c 1-7
$ docker build --isolation hyperv -f Args . 2>&1 | tail -n 1
$ docker build --security-opt x -f Args . 2>&1 | tail -n 1
$ tar c Args a.txt | docker build -q -f Args - | cut -c 1-7
$ tar cz a.txt | docker build - 2>&1 | tail -n 1
$ echo nonsense | docker build -
$ docker build - < /dev/null
$ docker build -f - - < Args
$ docker build https://nosuch.example/x.git
$ docker history low --format '{{.CreatedBy}}'
$ docker history one --no-trunc --format '{{.CreatedBy}} {{.Size}}'
$ docker image inspect one --format '{{.Parent | len}} {{.DockerVersion}} {{.Architecture}} {{len .RootFS.Layers}} {{.Config.Image | len}} {{.ContainerConfig}}' | cut -c 1-40
$ docker builder prune -f | tail -n 1
$ docker builder build -q -f Args . | cut -c 1-7
$ docker image build -q -f Args . | cut -c 1-7
$ docker builder prune --filter x
$ docker builder prune -f --keep-storage x
