# Copying in and out in all forms, and reading logs by time and count
% mkdir -p src/sub && echo one > src/one && echo two > src/sub/two && ln -s one src/link && ln -s nowhere src/dangling && chmod 640 src/one; docker run -d --name box busybox sleep 1000
$ docker cp src box:/tmp/ && docker exec box find /tmp/src | sort
$ docker cp src/. box:/var/dst && docker exec box ls -A /var/dst
$ docker cp src/. box:/nosuch/dst
$ docker cp src/one box:/tmp/renamed && docker exec box stat -c '%a %u:%g %n' /tmp/renamed
$ docker cp src/one box:/tmp/nosuchdir/
$ docker cp src box:/tmp/renamed
$ docker cp src/link box:/tmp/l1 && docker exec box ls -l /tmp/l1 | cut -c 1
$ docker cp -L src/link box:/tmp/l2 && docker exec box cat /tmp/l2
$ docker cp src/dangling box:/tmp/ && docker exec box readlink /tmp/dangling
$ docker cp -L src/dangling box:/tmp/d2
$ docker cp -a src/one box:/tmp/archived && docker exec box ls -ln /tmp/archived | cut -c 1-10
$ docker cp box:/etc/passwd . && head -1 passwd
$ docker cp box:/etc/passwd - | tar t
$ docker cp box:/tmp/src out && find out | sort
$ docker cp box:/tmp/src/. flat && find flat | sort
$ docker cp box:/tmp/link-nosuch .
$ docker cp box:/nosuch .
$ docker cp box:/etc/passwd nodir/
$ docker cp box:/etc/passwd nodir/passwd
$ docker cp nosuch box:/tmp
$ docker cp box:/etc box:/tmp
$ docker cp src other
$ docker cp nosuch:/etc/passwd .
$ docker cp box: .
$ docker cp box:relative-nosuch .
$ docker cp box:etc/hostname - | tar tv | cut -c 1-10
$ tar c -C src one | docker cp - box:/opt
$ mkdir -p o; tar c -C src one | docker cp - box:/tmp && docker exec box cat /tmp/one
$ echo garbage | docker cp - box:/tmp
$ docker cp - box:/tmp/renamed < /dev/null
$ docker cp -q src/one box:/tmp/quiet
$ docker cp src/one
$ docker cp src/one box:/proc/x
$ docker cp box:/proc/self/status - | tar t
$ docker stop -t 0 box; docker cp box:/tmp/renamed - | tar xO
$ docker cp src/one box:/tmp/stopped; docker start box; docker exec box cat /tmp/stopped
$ docker rm -f box
% docker run -d --name talk busybox sh -c 'for i in 1 2 3 4 5; do echo out$i; echo err$i >&2; done; sleep 3; echo late'
$ sleep 1; docker logs talk 2>/dev/null
$ docker logs talk 2>&1 >/dev/null
$ docker logs -n 0 talk
$ docker logs --tail all talk 2>/dev/null
$ docker logs --tail nonsense talk 2>/dev/null
$ docker logs --tail -1 talk 2>/dev/null
$ docker wait talk; docker logs --since 1h talk 2>/dev/null
$ docker logs --since 2s --until 1s talk 2>/dev/null
$ docker logs --since 2001-01-01 --until 2001-01-02T10:00 talk
$ docker logs --since nonsense talk
$ docker logs --until 10x talk
$ docker logs --since 2001-01-01T00:00:00Z talk 2>/dev/null | tail -1
$ docker logs --since 1.5h talk 2>/dev/null | wc -l
$ docker logs --since 4102444800 talk
$ docker logs -f talk 2>/dev/null
$ docker logs --details talk 2>/dev/null | head -2
$ docker logs nosuch
$ docker logs talk talk
$ docker run --name none --log-driver none busybox echo x
$ docker logs none
$ docker run --log-driver nosuch busybox true
$ docker run --rm --log-opt max-size=10k --log-opt max-file=2 busybox echo x
$ docker run --rm --log-opt nosuch=1 busybox echo x
$ docker run --rm --log-opt max-size=x busybox echo x
$ docker run --name lo --log-driver local --log-opt labels=a -l a=b busybox echo hi; docker logs --details lo
$ docker run --name jf --log-opt tag='{{.Name}}' --log-opt labels=a -l a=b --log-opt env=E -e E=1 busybox echo hi; docker logs --details jf
