# Environment files, container-id files, labels, and what exec takes
% printf 'A=1\n# comment\n\nB=two words\nC\nHOME=/tmp\n' > env.list; printf 'com.a=1\nteam=red\n' > labels.list; printf 'BAD KEY=1\n' > bad.list
$ docker run --rm --env-file env.list busybox env
$ C=host docker run --rm --env-file env.list -e A=9 busybox sh -c 'echo $A $B $C'
$ docker run --rm --env-file bad.list busybox env
$ docker run --rm --env-file nosuch.list busybox env
$ docker run --rm -e =x busybox env
$ docker run --rm -e X busybox env
$ X= docker run --rm -e X busybox env
$ docker run --rm -e PATH=/bin busybox sh -c 'echo $PATH'
$ docker run -d --name lab --label-file labels.list -l team=blue -l empty busybox sleep 1000
$ docker inspect -f '{{json .Config.Labels}}' lab
$ docker inspect -f '{{index .Config.Labels "com.a"}} {{.Config.Labels.team}}' lab
$ docker ps --filter label=team=blue --format '{{.Names}} {{.Label "team"}} {{.Labels}}'
$ docker ps --filter label=team=red -q
$ docker ps --filter label=empty --filter label=com.a=1 --format '{{.Names}}'
$ docker ps --filter label= --format '{{.Names}}'
$ docker run -d --name idf --cidfile id.txt busybox sleep 1000 >/dev/null; wc -c < id.txt; [ "$(cat id.txt)" = "$(docker inspect -f '{{.Id}}' idf)" ] && echo same
$ docker run --cidfile id.txt busybox true
$ docker create --cidfile nodir/id.txt busybox true
$ docker run --rm --cidfile gone.txt busybox true; ls gone.txt
$ docker run --cidfile bad.txt busybox nosuchprogram; ls bad.txt
$ docker exec -e A=1 -e B=2 idf sh -c 'echo $A$B'
$ docker exec --env-file env.list idf env
$ docker exec -w /tmp idf pwd
$ docker exec -w /nosuch idf pwd
$ docker exec -w relative idf pwd
$ docker exec -u nobody idf id
$ docker exec -u 1234:5678 idf id
$ docker exec -u nosuch idf id
$ docker exec -u root:nosuch idf id
$ docker exec -d idf sh -c 'sleep 0.1; echo done > /tmp/out'; sleep 1; docker exec idf cat /tmp/out
$ docker exec -d idf nosuch
$ docker exec idf nosuch
$ docker exec idf /etc/passwd
$ docker exec idf /tmp
$ docker exec idf
$ docker exec nosuch ls
$ docker exec idf sh -c 'exit 42'
$ docker exec idf sh -c 'kill -9 $$'
$ echo input | docker exec -i idf cat
$ echo input | docker exec idf cat
$ docker exec -t idf tty
$ docker exec --privileged idf id -u
$ docker exec -it idf sh
$ docker pause idf && docker exec idf true; docker unpause idf
$ docker stop -t 0 idf && docker exec idf true
$ docker exec --detach-keys nonsense lab true
$ docker rm -f idf lab
$ docker exec lab true
