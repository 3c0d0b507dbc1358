# cp: links, directories, streams, stopped containers, owners
% docker run -d --name box busybox sh -c 'mkdir -p /a/b /ro && echo one > /a/one && ln -s one /a/link && ln -s /a/b /dirlink && ln -s /nosuch /a/dangling && chmod 700 /a/b && echo two > /a/b/two && chown 5:6 /a/one && sleep 1000'; sleep 0.5
% mkdir -p l/m && echo x > l/x && ln -s x l/lx && ln -s m l/lm && echo y > l/m/y && chmod 600 l/x && ln -s /nosuch l/dang
$ docker cp box:/a/link . ; ls -l link | cut -c 1; readlink link
$ docker cp -L box:/a/link followed; cat followed
$ docker cp box:/dirlink dl; readlink dl
$ docker cp box:/dirlink/ dl2; ls dl2
$ docker cp box:/dirlink/. dl3; ls dl3
$ docker cp -L box:/dirlink dl4; ls dl4
$ docker cp box:/a/dangling .; readlink dangling
$ docker cp -L box:/a/dangling d2
$ docker cp box:/a/one/ x1
$ docker cp box:/a/nosuch/ x1
$ docker cp box:/a x2; ls -l x2 | tail -n +2 | cut -c 1-10
$ docker cp box:/a/. x2; ls x2
$ docker cp box:/a existing; docker cp box:/a existing; find existing | sort
$ docker cp box:/a/one x3/
$ docker cp box:/a/one nodir/x
$ docker cp box:/a l/x
$ docker cp box:/a/one l; cat l/one
$ docker cp l box:/put; docker exec box find /put | sort
$ docker cp l box:/put; docker exec box find /put -type d | sort
$ docker cp l/lx box:/lx; docker exec box readlink /lx
$ docker cp -L l/lx box:/lx2; docker exec box cat /lx2
$ docker cp l/lm box:/lm; docker exec box readlink /lm
$ docker cp l/lm/ box:/lmd; docker exec box ls /lmd
$ docker cp l/dang box:/; docker exec box readlink /dang
$ docker cp -L l/dang box:/dang2
$ docker cp l/x box:/dirlink; docker exec box ls /a/b
$ docker cp l/x box:/dirlink/renamed; docker exec box ls /a/b
$ docker cp l/x box:/a/link; docker exec box cat /a/one
$ docker cp l/x box:/a/dangling; docker exec box ls -l /a/dangling | cut -c 1
$ docker cp l/x box:/proc/x
$ docker cp l/x box:; docker exec box ls /x
$ docker cp l/x box:.; docker exec box ls /x
$ docker cp l/x box:/etc/hosts; docker exec box cat /etc/hosts
$ docker cp box:/etc/hostname - | tar t
$ docker cp box:/a - | tar t | sort
$ docker cp box:/a/. - | tar t | sort
$ docker cp box:/dirlink - | tar tv | awk '{print $1, $6, $7, $8}'
$ docker cp -a l/x box:/owner; docker exec box stat -c '%u:%g %a' /owner
$ docker cp l/x box:/owner2; docker exec box stat -c '%u:%g %a' /owner2
$ docker cp box:/a/one owned; stat -c '%u:%g' owned
$ docker cp -a box:/a/one owned2; stat -c '%u:%g' owned2
$ tar c l | docker cp - box:/nosuch
$ tar c l | docker cp - box:/a/one
$ tar c l | docker cp - box:/dirlink; docker exec box ls /a/b
$ tar c l | docker cp -a - box:/root; docker exec box ls /root
$ gzip -c l/x | docker cp - box:/root
$ tar cz l | docker cp - box:/ro; docker exec box ls /ro
$ docker cp - box:/root < /dev/null; echo $?
$ docker cp l/x box:/new/
$ docker cp l box:/new/deep
$ docker cp l/. box:/fresh; docker exec box ls /fresh
$ docker cp l/x l/m box:/
$ docker cp '' box:/
$ docker cp box:/ all; ls all | head -n 3
$ docker cp box:/dev/null dev; ls -l dev 2>&1 | cut -c 1
$ docker cp ./box:x .
$ docker cp box:/a/../a/one dots; cat dots
$ docker cp box:../../a/one dots2; cat dots2
$ docker stop -t 0 box; docker cp l/x box:/stopped; docker cp box:/stopped s; cat s
$ docker create --name never busybox; docker cp l never:/; docker cp never:/l/x n; cat n
$ docker run --name rod --read-only busybox true; docker cp l/x rod:/x
$ docker run -d --name vols -v vv:/v -v "$PWD/l:/l:ro" --tmpfs /tmp busybox sleep 1000; docker cp l/x vols:/v/x; docker exec vols cat /v/x
$ docker cp l/x vols:/l/new
$ docker cp l/x vols:/tmp/t; docker exec vols ls /tmp
$ docker cp vols:/l/x fromro; cat fromro
#! any-order
$ docker diff vols
$ docker diff box | sort | head -n 20
$ docker cp nosuch:/x -
$ docker cp box:/x never:/y
$ docker container cp box:/a/one - | tar xO
