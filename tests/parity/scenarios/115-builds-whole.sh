# Classic builds: ARG, ONBUILD, SHELL, HEALTHCHECK, VOLUME, stages, targets, caches, ignored files, links, owners
% export DOCKER_BUILDKIT=0; mkdir ctx && cd ctx && mkdir -p src/deep/er docs && echo main > src/main && echo deep > src/deep/er/f && echo a > docs/a.md && echo b > docs/b.txt && echo r > README.md && ln -s main src/link && chmod 600 docs/b.txt && tar -cf src.tar src && gzip -k src.tar
$ printf 'ARG TAG=latest\nFROM busybox:${TAG} AS base\nARG TAG\nARG WHO=world\nENV HELLO="hello ${WHO}" PLAIN=$TAG-x\nRUN echo "$HELLO $PLAIN ${NOT:-unset} ${WHO:+set}"\nFROM base AS second\nRUN echo "[$WHO] [$HELLO]"\nFROM second\nCMD echo $HELLO\n' > D1
$ docker build -f D1 -t d1 .
$ docker run --rm d1
$ docker inspect d1 -f '{{json .Config.Env}} {{json .Config.Cmd}}'
$ docker build -f D1 -t d1:team --build-arg WHO=team --target second . | grep -v -e '--->' -e Removing
$ WHO=shell docker build -q -f D1 --build-arg WHO --build-arg NOSUCH=1 -t d1:shell . | cut -c 1-7
$ docker run --rm d1:shell
$ docker build -f D1 --target nosuch .
$ docker build -f D1 --target 1 -q . | cut -c 1-7
$ docker build -f D1 --target BASE . | tail -n 2 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nONBUILD COPY docs /docs\nONBUILD RUN ls /docs\nONBUILD ARG X=1\nONBUILD ENV X=$X\nRUN echo parent\n' | docker build -q -t parent - | cut -c 1-7
$ docker inspect parent -f '{{json .Config.OnBuild}}'
$ printf 'FROM parent\nRUN echo "child $X"\n' > D2
$ docker build -f D2 --build-arg X=7 -t child .
$ docker inspect child -f '{{json .Config.OnBuild}} {{json .Config.Env}}'
$ docker history child --format '{{.CreatedBy}}' | head -n 5
$ printf 'FROM busybox\nSHELL ["/bin/sh","-ec"]\nRUN echo loud\nSHELL ["sh","-c"]\nCMD echo last\nHEALTHCHECK --interval=3s --timeout=2s --start-period=1s --retries=5 CMD ["true"]\nHEALTHCHECK CMD test -e /x\nSTOPSIGNAL 9\nUSER 33:33\nVOLUME ["/a","/b c"]\nVOLUME /d /e\nEXPOSE 80 53/udp 9000-9002/tcp\nWORKDIR sub\nWORKDIR deeper\nMAINTAINER Ann\nLABEL one=1 "two words"="a b"\nLABEL one=2\n' | docker build -t many -
$ docker inspect many -f '{{json .Config}}' | sed 's/"Image":"[^"]*"/IMG/; s/"Hostname":"[0-9a-f]*"/H/'
$ docker inspect many -f '{{.Author}} {{json .Config.Shell}} {{json .Config.Healthcheck}} {{.Config.WorkingDir}}'
$ docker run --rm many
$ docker run --rm many sh -c 'pwd; id -u; ls -d "/b c"; stat -c %u .'
$ printf 'FROM busybox\nCOPY src/ /one/\nCOPY src /two\nCOPY src/m* docs/*.md /three/\nCOPY ["README.md","/four with space/"]\nADD src.tar /five/\nADD src.tar.gz /six/\nADD --chown=33:www-data docs/b.txt /seven\nCOPY --chown=nobody src/link /eight\nRUN ls -lnR /one /two /three "/four with space" /five /six | sed "s/ [A-Z][a-z][a-z] .*:[0-9][0-9] / T /"; stat -c "%u %g %a" /seven /eight\n' > D3
$ docker build -f D3 -t d3 . | grep -v -e '^ --->' -e '^Remov'
$ docker build -f D3 -t d3 . | grep -c 'Using cache'; echo more >> docs/b.txt
$ docker build -f D3 -t d3 . | grep -c 'Using cache'; touch src/main
$ docker build -f D3 -t d3 . | grep -c 'Using cache'; chmod 640 docs/b.txt
$ docker build -f D3 . | grep -c 'Using cache'
$ printf 'FROM busybox\nCOPY nosuch /\n' | docker build -f - .
$ printf 'FROM busybox\nCOPY src docs /x\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY ../x /\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY src\n' | docker build -f - . 2>&1 | tail -n 1
$ printf '*\n!src\nsrc/deep\n!docs/*.md\n' > .dockerignore
$ printf 'FROM busybox\nCOPY . /all\nRUN find /all | sort\n' > D4
$ docker build -f D4 -t d4 . 2>&1 | grep /all; rm .dockerignore
$ printf 'src\nD4\n' > .dockerignore
$ docker build -f D4 . | sed -n 's/^\(\/all.*\)/\1/p'
$ printf 'FROM busybox\nCOPY src /x\n' | docker build -f - . 2>&1 | tail -n 1
$ printf '[bad\n' > .dockerignore
$ docker build -f D4 .; rm .dockerignore
$ printf 'FROM busybox AS a\nRUN mkdir /o; echo 1 > /o/1; ln -s 1 /o/l; chmod 700 /o/1\nFROM alpine AS b\nCOPY --from=a /o /p\nCOPY --from=0 /o/1 /q/\nCOPY --from=busybox /etc/passwd /pw\nRUN ls -ln /p /q | sed "s/ [A-Z][a-z][a-z] .*:[0-9][0-9] / T /"; head -n 1 /pw\nFROM scratch\nCOPY --from=b /p/1 /\n' > D5
$ docker build -f D5 -t d5 . | grep -v -e '^ --->' -e '^Remov'
$ docker inspect d5 -f '{{len .RootFS.Layers}} {{json .Config.Env}} {{.Size}}'
$ docker run d5 /1
$ docker create --name peek d5 x >/dev/null
$ docker export peek | tar -tf - | sort
$ docker rm peek
$ printf 'FROM busybox\nCOPY --from=nosuch /x /\n' | docker build -
$ printf 'FROM busybox\nCOPY --from=3 /x /\n' | docker build -
$ printf 'FROM busybox\nCOPY --from=busybox /nosuch /\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM nosuch/x:y\n' | docker build -
$ printf 'FROM scratch\nRUN true\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox AS a-b_c.d\nFROM a-b_c.d AS UP\n' | docker build - | tail -n 1 | cut -c 1-18
$ printf 'FROM busybox\nRUN exit 3\nRUN echo never\n' | docker build -; echo "status $?"
$ printf 'FROM busybox\nRUN ["nosuch"]\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nRUN kill -9 $$\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nRUN echo keep > /k\nRUN false\n' | docker build --rm=false - >/dev/null 2>&1
$ docker ps -a --format '{{.Command}} {{.Status}}' | sed 's/ ago//; s/Exited (\(.\)).*/\1/'
$ docker container prune -f >/dev/null
$ docker build -t x1 -t x2:y -t localhost:5000/x3 -f D5 . | tail -n 3
$ docker build -q --iidfile iid -f D5 .| cut -c 1-7; cut -c 1-7 iid
$ docker build -t a:b:c -f D5 .
$ docker build --iidfile /nosuch/x -f D5 . 2>&1 | tail -n 1
$ docker build --label l=1 --label m -f D5 -t lab . >/dev/null 2>&1
$ docker inspect lab -f '{{json .Config.Labels}}'
$ docker build --label =x -f D5 . 2>&1 | tail -n 1 | cut -c 1-20
$ docker build --network none -t nn - 2>/dev/null <<'END'
> FROM busybox
> RUN ls /sys/class/net
> END
$ docker build --add-host db:10.1.2.3 --network host - 2>/dev/null <<'END' | grep -v -e '--->' -e Remov
> FROM busybox
> RUN grep db /etc/hosts
> END
$ docker build --memory 64m --cpu-shares 512 --shm-size 8m --ulimit nofile=99:99 - 2>/dev/null <<'END' | grep -v -e '--->' -e Remov
> FROM busybox
> RUN ulimit -n; df -k /dev/shm | tail -n 1 | tr -s ' ' | cut -d' ' -f 2
> END
$ printf 'FROM busybox\nRUN echo %s > /t\n' cached | docker build -q -t cf - | cut -c 1-7
$ printf 'FROM busybox\nRUN echo cached > /t\n' | docker build --no-cache --cache-from cf - | grep -c cache
$ printf 'FROM busybox\nRUN echo cached > /t\n' | docker build --cache-from cf - | grep -c 'Using cache'
$ printf 'FROM busybox\nRUN echo cached > /t\n' | docker build --cache-from busybox,nosuch - | grep -c 'Using cache'
$ tar -cf - D5 src | docker build -f D5 - | tail -n 1 | cut -c 1-18; tar -czf - D4 docs | docker build -f D4 - | grep /all; tar -cf - docs | docker build -
$ printf 'FROM busybox\nENV A=1 B="two words" C=th\\ ree\nENV D four words\nENV E=$A$B F=\\$A G=${A:-x}${Z:-y}${A:+z}\nRUN env | grep "^[A-G]=" | sort\n' | docker build - 2>/dev/null | grep =
$ printf 'FROM busybox\nRUN echo one \\\n  two \\\n# a comment\n\n  three\nRUN <<X\necho hi\nX\n' | docker build - 2>&1 | grep -v -e '--->' -e Remov | sed 's/[0-9a-f]\{12\}/ID/'
$ printf '# escape=`\nFROM busybox\nRUN echo a `\n  b\nENV P=c:\\x\nRUN echo $P\n' | docker build - 2>/dev/null | grep -v -e '--->' -e Remov
$ printf 'FROM busybox\nCMD ["a"]\nENTRYPOINT ["echo","e"]\nCMD ["c"]\n' | docker build -q -t ec - | cut -c 1-7
$ docker run --rm ec
$ docker run --rm ec d
$ printf 'FROM ec\nENTRYPOINT ["echo","n"]\n' | docker build -q -t ec2 - | cut -c 1-7
$ docker run --rm ec2
$ docker inspect ec2 -f '{{json .Config.Cmd}}'
$ printf 'FROM busybox\nENTRYPOINT echo shell $0\nCMD x\n' | docker build -q -t es - | cut -c 1-7
$ docker run --rm es y
$ docker inspect es -f '{{json .Config.Entrypoint}} {{json .Config.Cmd}}'
$ printf 'from busybox\nrun echo lower\nCopy README.md /\n' | docker build -f - . | grep -v -e '--->' -e Remov | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nRUM echo\n' | docker build -
$ printf 'FROM\n' | docker build -
$ printf '\n' | docker build -
$ printf 'RUN echo\n' | docker build -
$ printf 'FROM busybox\nADD http://127.0.0.1:5000/v2/ /got\n' | docker build - 2>&1 | tail -n 1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nADD http://127.0.0.1:1/x /got\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nADD --checksum=sha256:00 README.md /\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --link README.md /\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nRUN --mount=type=cache,target=/x true\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --chmod=700 README.md /\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY --chown=nosuch README.md /\n' | docker build -f - . 2>&1 | tail -n 1
$ printf 'FROM busybox\nCOPY <<E /x\nhi\nE\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nUSER\n' | docker build - 2>&1 | tail -n 1
$ printf 'FROM busybox\nVOLUME [""]\n' | docker build - 2>&1 | tail -n 1
$ docker build --squash - </dev/null 2>&1 | tail -n 1
$ docker build --compress -q -f D5 . | cut -c 1-7
$ docker build --pull -q -f D4 . 2>/dev/null| cut -c 1-7
$ docker build --isolation hyperv -f D5 . 2>&1 | tail -n 1
$ docker build --security-opt x -f D5 . 2>&1 | tail -n 1
$ docker build --platform nosuch -f D5 . 2>&1 | tail -n 1
$ docker build -o out -f D5 . 2>&1 | tail -n 1
$ docker images -f dangling=true -q | wc -l | grep -c '[1-9]'
$ docker image prune -f | grep -c deleted | grep -c '[1-9]'
$ docker images -f dangling=true -q
$ docker images -a --format '{{.Repository}}' | sort | uniq | tr '\n' ' '
