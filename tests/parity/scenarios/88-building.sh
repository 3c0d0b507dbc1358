# The classic builder heard in full: what it prints, what it keeps, what it refuses
% export DOCKER_BUILDKIT=0; mkdir ctx && cd ctx && mkdir -p app/conf && echo one > one.txt && echo two > two.txt && echo c > app/conf/c.ini && echo m > app/main.sh && chmod 750 app/main.sh && ln -s one.txt link.txt && ln -s app dirlink
$ printf 'FROM busybox\nRUN echo out; sleep 0.2; echo err >&2\nCMD ["true"]\n' | docker build -t loud -
$ printf 'FROM busybox\nRUN echo out; sleep 0.2; echo err >&2\nCMD ["true"]\n' | docker build -t loud -
$ printf 'FROM busybox\nRUN echo out; sleep 0.2; echo err >&2\nCMD ["true"]\n' | docker build --no-cache -t loud - 
$ printf 'FROM busybox\nRUN echo out\n' | docker build --rm=false -t kept - ; docker ps -a --format '{{.Image}} {{.Command}} {{.Status}}' | cut -d' ' -f 2-5
$ docker container prune -f | grep -c '^[0-9a-f]\{64\}$'
$ printf 'FROM busybox\nRUN false\n' | docker build --force-rm -t gone -
$ docker ps -aq | wc -l
$ printf 'FROM busybox\nRUN false\n' | docker build -
$ docker ps -aq | wc -l; docker container prune -f > /dev/null
$ printf 'FROM busybox AS first\nRUN echo 1 > /1\nFROM busybox AS second\nCOPY --from=first /1 /2\nFROM scratch\nCOPY --from=second /2 /3\n' | docker build -t stages -
$ printf 'FROM busybox AS first\nRUN echo 1 > /1\nFROM busybox AS second\nCOPY --from=first /1 /2\nFROM scratch\nCOPY --from=second /2 /3\n' | docker build --target second -t stages:2 -
$ printf 'FROM busybox AS first\nFROM scratch\n' | docker build --target nosuch -
$ printf 'FROM busybox AS first\nFROM scratch\n' | docker build --target 0 -
$ printf 'FROM busybox AS First\nFROM first\nRUN echo x\n' | docker build -
$ printf 'ARG BASE=busybox\nARG TAG\nFROM ${BASE}:${TAG:-latest}\nARG BASE\nARG LATE=$BASE-late\nRUN echo $LATE\n' | docker build --build-arg UNUSED=1 -
$ printf 'ARG BASE=busybox\nFROM ${BASE}\nARG BASE=second\nRUN echo "$BASE"\nARG BASE\nRUN echo "$BASE"\n' | docker build --build-arg BASE=alpine -
$ printf 'ARG NONE\nFROM $NONE\n' | docker build -
$ printf 'FROM busybox:${TAG}\n' | docker build -
$ printf 'FROM busybox\nARG 1x\n' | docker build -
$ printf 'FROM busybox\nARG a=1 b c=3\nRUN echo "$a,$b,$c"\n' | docker build --build-arg b=2 -
$ printf 'FROM busybox\nENV a=1\nARG a=2\nRUN echo "$a"\n' | docker build --build-arg a=3 -
$ printf 'FROM busybox\nONBUILD RUN echo hook\nONBUILD ENV HOOK=1\n' | docker build -t hooks -
$ printf 'FROM hooks\nRUN echo $HOOK\n' | docker build -t hooked -
$ docker inspect -f '{{json .Config.OnBuild}}' hooks; docker inspect -f '{{json .Config.OnBuild}} {{.Config.Env}}' hooked
$ printf 'FROM busybox\nONBUILD ONBUILD RUN x\n' | docker build -
$ printf 'FROM busybox\nONBUILD FROM x\n' | docker build -
$ printf 'FROM busybox\nONBUILD MAINTAINER x\n' | docker build -
$ printf 'FROM busybox\nONBUILD\n' | docker build -
$ printf 'FROM busybox\nMAINTAINER Ann <ann@example.org>\n' | docker build -q -t who - | cut -c 1-7; docker inspect -f '{{.Author}}' who
$ printf 'FROM busybox\nMAINTAINER\n' | docker build -
$ printf 'FROM busybox\nSTOPSIGNAL NOSUCH\n' | docker build -
$ printf 'FROM busybox\nSTOPSIGNAL 15 16\n' | docker build -
$ printf 'FROM busybox\nSHELL /bin/sh\n' | docker build -
$ printf 'FROM busybox\nSHELL []\n' | docker build -
$ printf 'FROM busybox\nSHELL ["/bin/sh","-ec"]\nCMD echo hi\nENTRYPOINT exec echo\nHEALTHCHECK CMD echo\n' | docker build -q -t sh - > /dev/null; docker inspect -f '{{json .Config.Shell}} {{json .Config.Cmd}} {{json .Config.Entrypoint}} {{json .Config.Healthcheck}}' sh
$ printf 'FROM busybox\nHEALTHCHECK\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK NONE x\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK NOSUCH x\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK CMD\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK --interval=x CMD true\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK --interval=1us CMD true\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK --retries=0 CMD true\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK --retries=-1 CMD true\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK --nosuch=1 CMD true\n' | docker build -
$ printf 'FROM busybox\nHEALTHCHECK --timeout=1s --timeout=2s CMD true\n' | docker build -
$ printf 'FROM busybox\nEXPOSE 80 443/tcp 53/udp 7000-7002\n' | docker build -q -t ports - > /dev/null; docker inspect -f '{{json .Config.ExposedPorts}}' ports
$ printf 'FROM busybox\nEXPOSE 80/nosuch\n' | docker build -
$ printf 'FROM busybox\nEXPOSE 8080:80\n' | docker build -
$ printf 'FROM busybox\nEXPOSE 70000\n' | docker build -
$ printf 'FROM busybox\nWORKDIR\n' | docker build -
$ printf 'FROM busybox\nENV D=/x\nWORKDIR $D/y\nWORKDIR ../z\nRUN pwd\n' | docker build -
$ printf 'FROM busybox\nUSER nosuch\nRUN id\n' | docker build -
$ printf 'FROM busybox\nUSER 1000:1000\nWORKDIR /made\nRUN stat -c %%u:%%g /made; touch /made/x\n' | docker build -
$ printf 'FROM busybox\nVOLUME\n' | docker build -
$ printf 'FROM busybox\nVOLUME [""]\n' | docker build -
$ printf 'FROM busybox\nRUN mkdir /data; echo a > /data/a\nVOLUME /data\nRUN echo b > /data/b\nRUN ls /data\n' | docker build -
$ printf 'FROM busybox\nLABEL a=1 b="x y" c=\\\n3\nLABEL a=2\n' | docker build -q -t labels - > /dev/null; docker inspect -f '{{json .Config.Labels}}' labels
$ printf 'FROM busybox\nLABEL a=1 b\n' | docker build -
$ printf 'FROM busybox\nLABEL =1\n' | docker build -
$ printf 'FROM busybox\nENV =1\n' | docker build -
$ printf 'FROM busybox\nENV a=1 b\n' | docker build -
$ printf 'FROM busybox\nENV\n' | docker build -
$ printf 'FROM busybox\nENV a="unfinished\n' | docker build -
$ printf 'FROM busybox\nRUN echo ${a:?no}\nENV b=${a:?needed}\n' | docker build -
$ printf 'FROM busybox\nENV b=${a\n' | docker build -
$ printf 'FROM busybox\nENTRYPOINT ["echo","[",\n' | docker build -q -t entry - > /dev/null; docker inspect -f '{{json .Config.Entrypoint}}' entry
$ printf 'FROM busybox\nCMD ["a","b"] \nCMD echo over\nENTRYPOINT []\n' | docker build -
$ printf 'FROM busybox\nRUN ["echo","exec form $HOME"]\nRUN ["sh","-c","echo $HOME"]\n' | docker build -
$ printf 'FROM busybox\nRUN\n' | docker build -
$ printf 'FROM busybox\nRUN []\n' | docker build -
$ printf 'FROM busybox\nRUN --nosuch echo\n' | docker build -
$ printf 'FROM busybox\nRUN --network=none echo\n' | docker build -
$ printf 'FROM --nosuch=1 busybox\n' | docker build -
$ printf 'FROM --platform=linux/amd64 busybox\n' | docker build -
$ printf 'FROM --platform=nosuch busybox\n' | docker build -
$ printf 'FROM busybox as\n' | docker build -
$ printf 'FROM busybox x y\n' | docker build -
$ printf 'FROM busybox as x as y\n' | docker build -
$ printf '# nothing but a comment\n' | docker build -
$ printf 'ENV a=1\nFROM busybox\n' | docker build -
$ printf '# escape=x\nFROM busybox\n' | docker build -
$ printf '# escape=\\\n# escape=`\nFROM busybox\n' | docker build -
