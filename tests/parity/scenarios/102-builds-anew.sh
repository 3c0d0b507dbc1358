# Building with the classic builder once more: odd Dockerfiles, flags, contexts
% export DOCKER_BUILDKIT=0; mkdir ctx && cd ctx; echo a > a; echo b > b; mkdir -p d/e; echo c > d/c; echo x > d/e/x; ln -s a link; bd() { docker build "$@" 2>&1; }
$ docker build
$ docker build a b
$ docker build nosuch
$ docker build .
$ docker build - </dev/null
$ echo | docker build -
$ echo '# only a comment' | docker build -
$ echo 'FROM' | docker build -
$ echo 'FROM busybox alpine' | docker build -
$ echo 'FROM busybox AS' | docker build -
$ echo 'FROM busybox AS Bad_Name-1' | docker build -q - | cut -c 1-7
$ echo 'FROM busybox AS 1x' | docker build -q -
$ echo 'FROM BAD' | docker build -
$ echo 'FROM busybox:' | docker build -
$ echo 'FROM nosuch/x' | docker build -
$ echo 'FROM --platform=linux/amd64 busybox' | docker build -q - | cut -c 1-7
$ echo 'FROM --platform=nosuch busybox' | docker build -q -
$ echo 'FROM --nosuch=1 busybox' | docker build -q -
$ echo 'RUN x' | docker build -q -
$ printf 'FROM busybox\nNOSUCH x\n' | docker build -q -
$ printf 'FROM busybox\nrun echo lower case\n' | docker build -q --no-cache - | cut -c 1-7
$ printf 'FROM busybox\nRUN\n' | docker build -q -
$ printf 'FROM busybox\nCMD\n' | docker build -q - | cut -c 1-7
$ printf 'FROM busybox\nENTRYPOINT\n' | docker build -q - | cut -c 1-7
$ printf 'FROM busybox\nCMD ["a", b]\n' | docker build -q -t cmdbad - | cut -c 1-7
$ docker inspect -f '{{json .Config.Cmd}}' cmdbad
$ printf "FROM busybox\nCMD ['a']\n" | docker build -q -t cmdbad - | cut -c 1-7
$ docker inspect -f '{{json .Config.Cmd}}' cmdbad
$ printf 'FROM busybox\nENV\n' | docker build -q -
$ printf 'FROM busybox\nENV A\n' | docker build -q -
$ printf 'FROM busybox\nENV A=1 B\n' | docker build -q -
$ printf 'FROM busybox\nENV =1\n' | docker build -q -
$ printf 'FROM busybox\nENV A b c\nENV D="e f" G=h\\ i\nENV J=$A$D K=${NO:-dflt} L=${A:+plus} M=\\$A\n' | docker build -q -t envs - | cut -c 1-7
$ docker inspect -f '{{json .Config.Env}}' envs
$ printf 'FROM busybox\nENV A=${B\n' | docker build -q -
$ printf 'FROM busybox\nENV A=${B?oops}\n' | docker build -q -
$ printf 'FROM busybox\nENV A=abcabc\nENV B=${A#a*c} C=${A%%b*} D=${A/b/X}\n' | docker build -q -t sub - | cut -c 1-7
$ docker inspect -f '{{json .Config.Env}}' sub
$ printf 'FROM busybox\nLABEL\n' | docker build -q -
$ printf 'FROM busybox\nLABEL a\n' | docker build -q -
$ printf 'FROM busybox\nLABEL a=b "c d"="e f" g.h=\nLABEL a=z\n' | docker build -q -t labs --label k=v --label a=cli - | cut -c 1-7
$ docker inspect -f '{{json .Config.Labels}}' labs
$ printf 'FROM busybox\nEXPOSE\n' | docker build -q -
$ printf 'FROM busybox\nEXPOSE x\n' | docker build -q -
$ printf 'FROM busybox\nEXPOSE 80/abc\n' | docker build -q -
$ printf 'FROM busybox\nEXPOSE 70000\n' | docker build -q -
$ printf 'FROM busybox\nEXPOSE 8000-8002/udp 53 10.0.0.1:5:6\n' | docker build -q -t exp - | cut -c 1-7
$ docker inspect -f '{{json .Config.ExposedPorts}}' exp
$ printf 'FROM busybox\nVOLUME\n' | docker build -q -
$ printf 'FROM busybox\nVOLUME ""\n' | docker build -q -
$ printf 'FROM busybox\nVOLUME /a b ["c"]\nVOLUME ["/x", "y"]\n' | docker build -q -t vols - | cut -c 1-7
$ docker inspect -f '{{json .Config.Volumes}}' vols
$ printf 'FROM busybox\nUSER\n' | docker build -q -
$ printf 'FROM busybox\nUSER a b\n' | docker build -q -
$ printf 'FROM busybox\nUSER nosuch\nRUN id\n' | docker build -q - 2>&1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nWORKDIR\n' | docker build -q -
$ printf 'FROM busybox\nWORKDIR a\nWORKDIR b/../c\nWORKDIR $HOME/x\nRUN pwd\n' | docker build -q -t wd - | cut -c 1-7
$ docker run --rm wd pwd
$ printf 'FROM busybox\nSTOPSIGNAL nosuch\n' | docker build -q -
$ printf 'FROM busybox\nSTOPSIGNAL\n' | docker build -q -
$ printf 'FROM busybox\nSTOPSIGNAL int\nSTOPSIGNAL 9\n' | docker build -q -t sig - | cut -c 1-7
$ docker inspect -f '{{.Config.StopSignal}}' sig
$ printf 'FROM busybox\nSHELL sh\n' | docker build -q -
$ printf 'FROM busybox\nSHELL []\n' | docker build -q -
$ printf 'FROM busybox\nSHELL ["/bin/sh", "-ec"]\nRUN false; echo not here\n' | docker build -q - 2>&1 | tail -n 1
$ printf 'FROM busybox\nHEALTHCHECK\n' | docker build -q -
$ printf 'FROM busybox\nHEALTHCHECK NOSUCH x\n' | docker build -q -
$ printf 'FROM busybox\nHEALTHCHECK CMD\n' | docker build -q -
$ printf 'FROM busybox\nHEALTHCHECK NONE x\n' | docker build -q -
$ printf 'FROM busybox\nHEALTHCHECK --interval=x CMD true\n' | docker build -q -
$ printf 'FROM busybox\nHEALTHCHECK --interval=1us CMD true\n' | docker build -q -
$ printf 'FROM busybox\nHEALTHCHECK --retries=-1 CMD true\n' | docker build -q -
$ printf 'FROM busybox\nHEALTHCHECK --nosuch=1 CMD true\n' | docker build -q -
$ printf 'FROM busybox\nHEALTHCHECK --interval=5s --timeout=1m --start-period=0s --retries=4 CMD ["a", "b"]\n' | docker build -q -t hc - | cut -c 1-7
$ docker inspect -f '{{json .Config.Healthcheck}}' hc
$ printf 'FROM busybox\nMAINTAINER\n' | docker build -q -
$ printf 'FROM busybox\nMAINTAINER Joe Doe\n' | docker build -q -t mt - | cut -c 1-7
$ docker inspect -f '{{.Author}}' mt
$ printf 'FROM busybox\nONBUILD FROM x\n' | docker build -q -
$ printf 'FROM busybox\nONBUILD ONBUILD RUN x\n' | docker build -q -
$ printf 'FROM busybox\nONBUILD\n' | docker build -q -
$ printf 'FROM busybox\nONBUILD RUN echo trigger\nONBUILD ENV T=1\n' | docker build -q -t ob - | cut -c 1-7
$ printf 'FROM ob\nENV U=2\n' | docker build --no-cache -t ob2 - | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nARG\n' | docker build -q -
$ printf 'FROM busybox\nARG A=1\nARG B\nRUN echo "$A-$B"\n' | docker build --no-cache --build-arg B=2 - | grep ^1-
$ printf 'FROM busybox\nARG A\n' | docker build --build-arg A --build-arg NOSUCH=1 --build-arg ALSO=2 -q - 2>&1 | grep -v ^sha
$ printf 'ARG V=latest\nFROM busybox:$V\nARG V\nRUN echo [$V]\n' | docker build --no-cache - | grep '^\['
$ printf 'ARG V\nFROM busybox:$V\n' | docker build -q -
$ printf 'ARG V\nFROM ${V:-busybox}\n' | docker build -q - | cut -c 1-7
$ printf 'FROM busybox\nADD\n' | docker build -q -
$ printf 'FROM busybox\nCOPY a\n' | docker build -q -
$ printf 'FROM busybox\nCOPY a /x\n' | docker build -q -
% df() { printf "$1" > Dockerfile; }
% df 'FROM busybox\nCOPY nosuch /\n'
$ bd -q .
% df 'FROM busybox\nCOPY nosuch* /\n'
$ bd -q .
% df 'FROM busybox\nCOPY a b /x\n'
$ bd -q .
$ df 'FROM busybox\nCOPY a b /x/\nCOPY d /y\nCOPY d/ /z/\nCOPY link /l\nCOPY ["a", "/with space"]\nRUN find /x /y /z /l "/with space" | sort\n'
$ bd --no-cache . | grep ^/
% df 'FROM busybox\nCOPY ../a /x\n'
$ bd -q .
$ df 'FROM busybox\nCOPY /a /x\nCOPY a rel\nWORKDIR /w\nCOPY a .\nCOPY a ./sub/\nRUN find / -name a -o -name rel -o -name x -maxdepth 1 | grep -v proc | sort\n'
$ bd --no-cache . | grep ^/
% df 'FROM busybox\nCOPY --chown=5:6 a /x\nCOPY --chown=nobody a /y\nCOPY --chmod=600 a /z\n'
$ bd -q .
% df 'FROM busybox\nCOPY --chown=5:6 a /x\nCOPY --chown=nobody a /y\nRUN stat -c "%%u %%g %%n" /x /y\n'
$ bd --no-cache . | grep '^[0-9]'
% df 'FROM busybox\nCOPY --chown=nosuch a /x\n'
$ bd -q .
% df 'FROM busybox\nCOPY --from=nosuch a /x\n'
$ bd -q . 2>&1 | tail -n 1
% df 'FROM busybox\nCOPY --from=0 a /x\n'
$ bd -q .
% df 'FROM busybox\nCOPY --from=alpine /etc/passwd /x\nRUN head -n 1 /x\n'
$ bd --no-cache . | grep ^root
% df 'FROM busybox AS one\nRUN echo made > /made\nFROM alpine AS two\nCOPY --from=one /made /\nFROM two\nCOPY --from=0 /made /again\nRUN cat /made /again\n'
$ bd --no-cache . | sed 's/[0-9a-f]\{12\}/ID/'
$ bd --target one -q . | cut -c 1-7
$ bd --target nosuch -q .
$ bd --target 1 -q . | cut -c 1-7
$ bd --target 9 -q .
$ bd --target TWO -q . | cut -c 1-7
% df 'FROM busybox\nCOPY --nosuch a /x\n'
$ bd -q .
% df 'FROM busybox\nRUN --mount=type=cache,target=/x true\n'
$ bd -q .
% df 'FROM busybox\nRUN <<X\necho heredoc\nX\n'
$ bd -q .
% df 'FROM busybox\nADD http://127.0.0.1:1/x /x\n'
$ bd -q . | tail -n 1
% tar -cf t.tar a b; gzip -k t.tar; xz -k t.tar; bzip2 -k t.tar
$ df 'FROM busybox\nADD t.tar /t1/\nADD t.tar.gz /t2\nADD t.tar.xz /t3/\nADD t.tar.bz2 /t4/\nCOPY t.tar /t5\nRUN find /t1 /t2 /t3 /t4 /t5 | sort\n'
$ bd --no-cache . | grep ^/
$ docker import t.tar.xz imp:xz | cut -c 1-7
$ docker import t.tar.bz2 imp:bz | cut -c 1-7
$ docker export "$(docker create imp:xz x)" | tar -tf - a b
$ docker create --name cpx busybox | wc -c
$ docker cp - cpx:/tmp < t.tar.bz2
$ docker cp cpx:/tmp - | tar -tf - | sort
% head -c 100 t.tar.xz > cut.xz
$ docker import cut.xz cut:1
$ head -c 60 t.tar.bz2 | docker import - cut:2
$ docker save busybox alpine -o both.tar
% xz -0 both.tar
% docker load -qi both.tar.xz
$ docker cp - cpx:/tmp < cut.xz
$ printf 'FROM busybox\nRUN echo \\\n  continued \\\n\n  # comment\n  lines\n' | docker build --no-cache - 2>&1 | grep -v -e ID -e '[0-9a-f]\{12\}'
$ printf '# escape=`\nFROM busybox\nRUN echo a `\n  b\n' | docker build --no-cache - | grep '^a'
$ printf '# escape=x\nFROM busybox\n' | docker build -q -
$ printf '# syntax=docker/dockerfile:1\nFROM busybox\nRUN echo hi\n' | docker build --no-cache -q - | cut -c 1-7
$ printf 'FROM busybox\nRUN exit 7\n' | docker build --no-cache - | head -n 1
$ printf 'FROM busybox\nRUN exit 7\n' | docker build --no-cache -q -
$ printf 'FROM busybox\nRUN ["echo", "$HOME"]\nRUN ["nosuch"]\n' | docker build --no-cache - 2>&1 | sed 's/[0-9a-f]\{12\}/ID/'
$ printf 'FROM busybox\nRUN echo err >&2; exit 3\n' | docker build --no-cache --rm=false --force-rm - 2>&1 | sed 's/[0-9a-f]\{12\}/ID/'
$ docker ps -aq | wc -l
% df 'FROM scratch\nCOPY a /\nCMD ["/a"]\n'
$ bd -t scr . | sed 's/[0-9a-f]\{12\}/ID/'
$ docker history scr --format '{{.CreatedBy}} {{.Size}}'
$ docker run --rm scr
% df 'FROM scratch\n'
$ bd .
% df 'FROM scratch\nRUN x\n'
$ bd -q . 2>&1 | sed 's/[0-9a-f]\{12\}/ID/'
% df 'FROM busybox\n'
$ bd -t BAD .
$ bd -t a:b:c .
$ bd -t '' .
$ bd -t x:1 -t x:2 -q . | cut -c 1-7
$ docker images x --format '{{.Tag}}' | sort
$ bd --iidfile id -q . | cut -c 1-7
% cut -c 1-7 id
$ bd --iidfile no/id -q .
% df 'FROM busybox\n'
$ bd -f nosuch .
$ bd -f ../Dockerfile .
% bd -f d .
$ bd --network nosuch -q .
$ bd --memory x .
$ bd --cpuset-cpus 0 -q . | cut -c 1-7
$ bd --ulimit x .
$ bd --pull -q . | cut -c 1-7
$ bd --squash -q .
$ bd --compress -q . | cut -c 1-7
$ bd --cache-from x,y -q . | cut -c 1-7
$ bd --platform x .
$ bd --platform linux/arm64 -q . | tail -n 1
$ bd --add-host a .
$ bd --shm-size x .
$ bd --build-arg .
$ bd --label =x -q .
$ bd --secret id=x .
$ bd --output x .
$ bd --progress plain -q .
$ bd --isolation x -q .
% bd --security-opt x -q .
$ bd --no-cache=x .
% printf 'd\n!d/c\n*.tar*\n# x\n[\n' > bad.ignore; cp bad.ignore .dockerignore
$ df 'FROM busybox\nCOPY . /c\nRUN find /c -type f | sort\n'
$ bd --no-cache .
% printf 'd/e\n**/*.xz\n/b\n!nosuch\n*.gz\n*.bz2\n*ignore\nboth*\n' > .dockerignore
$ bd --no-cache . | grep ^/c
% printf 'Dockerfile\n.dockerignore\n' > .dockerignore
$ bd --no-cache . | grep -c -e '^/c/Dockerfile' -e '^/c/.dockerignore'
$ bd -q . < /dev/null | cut -c 1-7
% rm .dockerignore
$ tar -cf - Dockerfile a | docker build --no-cache - | grep ^/c
$ tar -czf - Dockerfile a | docker build -q - | cut -c 1-7
$ tar -cf - a | docker build -q -
$ tar -cf - -C d c | docker build -f nosuch -q -
$ echo 'FROM busybox' | docker build -f - -q . | cut -c 1-7
$ docker build -f - - </dev/null
$ docker build -q http://127.0.0.1:1/x
$ docker build -q ftp://x
$ docker build -q git://127.0.0.1/x 2>&1 | head -n 1 | cut -c 1-40
$ printf 'FROM busybox\nRUN echo one\nRUN echo two\n' | docker build -q -t c1 - >/dev/null
$ printf 'FROM busybox\nRUN echo one\nRUN echo three\n' | docker build - | grep -c 'Using cache'
$ docker history c1 --format '{{.CreatedBy}}' --no-trunc | head -n 2
$ docker images -aq | wc -l
$ docker image prune -f | tail -n 1
$ docker builder prune -f
$ docker build --help | head -n 3
$ docker builder build -q - </dev/null
