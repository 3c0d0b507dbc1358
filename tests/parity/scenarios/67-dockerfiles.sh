# The classic builder: stages, arguments, ignore files, odd instructions
% export DOCKER_BUILDKIT=0; mkdir ctx && cd ctx && mkdir -p dir/sub && echo a > a.txt && echo b > b.md && echo s > dir/sub/s && printf '*.md\ndir/sub\n!keep.md\n' > .dockerignore && echo k > keep.md
$ printf 'FROM busybox\nCOPY . /ctx\nRUN find /ctx | sort\n' > Dockerfile; docker build . 2>/dev/null | grep /ctx | grep -v -e Step
$ printf 'ARG V=latest\nFROM busybox:$V AS base\nARG V\nRUN echo "v=$V" > /v\nFROM base\nCOPY --from=base /v /w\nCMD cat /w\n' | docker build -q -t st - >/dev/null 2>&1; docker run --rm st
$ printf 'FROM busybox\nSHELL ["/bin/sh","-xc"]\nRUN echo shelled\n' | docker build - 2>&1 | grep -c shelled
$ printf 'FROM busybox\nENV A=1 B="two words" C=$A\nENV D old style\nRUN echo $A,$B,$C,$D\n' | docker build - 2>/dev/null | grep ,two
$ printf 'FROM busybox\nENV A=abc\nENV B=${A:-x} C=${N:-def} D=${A:+alt} E=$$A F=\\$A\nRUN echo "$B $C $D $E $F"\n' | docker build - 2>/dev/null | grep def | tail -n 1
$ printf 'FROM busybox\nONBUILD RUN echo triggered\nONBUILD COPY a.txt /\n' | docker build -q -t onb - >/dev/null 2>&1; printf 'FROM onb\nRUN cat /a.txt\n' > D2; docker build -f D2 . 2>/dev/null | grep -v '>' | head -n 3
$ printf 'FROM busybox\nHEALTHCHECK --interval=5s --timeout=2s --start-period=1s --retries=4 CMD ["true"]\nSTOPSIGNAL SIGQUIT\nUSER 5:6\nWORKDIR /w\nWORKDIR x\nVOLUME ["/a","/b"]\nLABEL a.b="c d" e=f\nEXPOSE 1 2/udp\nMAINTAINER me\n' | docker build -q -t many - 2>/dev/null >/dev/null; docker inspect -f '{{json .Config.Healthcheck}} {{.Config.StopSignal}} {{.Config.User}} {{.Config.WorkingDir}} {{json .Config.Volumes}} {{json .Config.Labels}} {{json .Config.ExposedPorts}} {{.Author}}' many
$ printf 'FROM many\nHEALTHCHECK NONE\nENTRYPOINT ["echo"]\nCMD ["x"]\n' | docker build -q -t less - >/dev/null 2>&1; docker inspect -f '{{json .Config.Healthcheck}} {{json .Config.Entrypoint}} {{json .Config.Cmd}}' less; docker run --rm less
$ printf 'FROM less\nENTRYPOINT ["printf"]\n' | docker build -q -t reset - >/dev/null 2>&1; docker inspect -f '{{json .Config.Cmd}}' reset
$ printf 'FROM busybox\nCOPY nosuch /\n' > D3; docker build -f D3 . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY a.txt b.md /nodir\n' > D3; docker build -f D3 . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY a.txt keep.md /nodir\n' > D3; docker build -f D3 . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY ../x /\n' > D3; docker build -f D3 . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY *.txt *.md /d/\nRUN ls /d\n' > D3; docker build -f D3 . 2>/dev/null | grep -e txt -e md | grep -v Step
$ printf 'FROM busybox\nCOPY --chown=5:6 a.txt /o\nRUN stat -c %%u:%%g /o\n' > D3; docker build -f D3 . 2>/dev/null | grep 5:6$
$ printf 'FROM busybox\nCOPY --chmod=755 a.txt /o\n' > D3; docker build -f D3 . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --from=alpine /etc/passwd /p\nRUN wc -l < /p\n' > D3; docker build -f D3 . 2>/dev/null | grep -c Successfully
$ printf 'FROM busybox\nCOPY --from=nosuch /x /y\n' > D3; docker build -f D3 . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --from=5 /x /y\n' > D3; docker build -f D3 . 2>&1 | tail -n 1
$ printf 'FROM busybox\nADD dir /added/\nRUN find /added\n' > D3; docker build -f D3 . 2>/dev/null | grep ^/added
% tar czf t.tgz a.txt; cp t.tgz plain.tgz
$ printf 'FROM busybox\nADD t.tgz /un/\nCOPY plain.tgz /cp/\nRUN ls /un /cp\n' > D3; docker build -f D3 . 2>/dev/null | grep -e a.txt$ -e plain.tgz$
$ printf 'FROM busybox\nRUN exit 7\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nRUN nosuchcommand\n' | docker build - 2>&1 | tail -n 2
$ printf 'FROM busybox\nRUN ["nosuch"]\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nRUN --mount=type=cache,target=/c true\n' | docker build - 2>&1 | tail -n 2
$ printf 'FROM busybox\nRUN <<E\necho x\nE\n' | docker build - 2>&1 | tail -n 1
$ printf 'RUN true\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nNOSUCH x\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nCMD\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nEXPOSE x\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nENV A\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nLABEL\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nUSER\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox AS a\nFROM nosuchstage\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox AS 1a\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM scratch\nCOPY a.txt /\n' > D3; docker build -q -f D3 -t scr . | cut -c 1-7; docker run --rm scr; docker inspect -f '{{len .RootFS.Layers}} {{json .Config.Cmd}}' scr
$ printf 'FROM scratch\n' | docker build - 2>&1 | tail -n 1
$ : > empty; docker build -f empty . 2>&1 | tail -n 1
$ printf '# escape=`\nFROM busybox\nRUN echo one `\n  two\n' | docker build - 2>/dev/null | grep '^one'
$ printf '# syntax=docker/dockerfile:1\nFROM busybox\n' | docker build - 2>&1 | grep -c Success
$ printf 'from busybox\nrun echo lower\n' | docker build - 2>/dev/null | grep -c '^lower'
$ printf 'FROM busybox\nRUN echo a && \\\n# comment\n  echo b\n' | docker build - 2>/dev/null | grep -c '^[ab]$'
$ printf 'FROM busybox\nARG S\nRUN echo "s=$S"\n' | docker build --build-arg S=x - 2>/dev/null | grep ^s=
$ S=env; export S; printf 'FROM busybox\nARG S\nRUN echo "s=$S"\n' | docker build --build-arg S - 2>/dev/null | grep ^s=
$ printf 'FROM busybox\nRUN echo $http_proxy\n' | docker build --build-arg http_proxy=http://p - 2>/dev/null | grep ^http
$ docker build -t BAD - < Dockerfile 2>&1 | tail -n 1
$ docker build -t a:b -t c:d -q - < empty 2>&1 | tail -n 1
$ docker build -t t1 -t t2:x -q -f D2 . > /dev/null 2>&1; docker images --format '{{.Repository}}:{{.Tag}}' | grep -e t1 -e t2
$ docker build --build-arg =x - < Dockerfile 2>&1 | tail -n 1
$ docker build . extra 2>&1 | head -n 1
$ docker build --ulimit x . 2>&1 | tail -n 1
$ docker build --memory x . 2>&1 | tail -n 1
$ docker build --label bad=  -q -f D2 . 2>&1 | cut -c 1-7
$ docker build -f ../outside . 2>&1 | tail -n 1
$ printf 'FROM busybox\nADD http://registry.invalid/x /x\n' | docker build - 2>&1 | tail -n 1
$ docker import http://registry.invalid/x.tar 2>&1 | tail -n 1
