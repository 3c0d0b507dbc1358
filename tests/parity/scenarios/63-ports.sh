# Ports: published, exposed, ranges, conflicts, and how they are shown
$ docker run -d --name p1 -p 8101:80 busybox sleep 1000 | wc -c; docker port p1
$ docker run -d --name p2 -p 127.0.0.1:8102:80/tcp -p 127.0.0.1:8102:80/udp busybox sleep 1000 | wc -c; docker port p2
$ docker port p2 80; docker port p2 80/udp
$ docker port p2 81
$ docker port p2 80/nosuch
$ docker run -d --name p3 -p 8103-8105:80-82 -p 8110:90 busybox sleep 1000 | wc -c; docker port p3
$ docker ps --format '{{.Names}} {{.Ports}}'
$ docker ps --format '{{.Ports}}' -f publish=8104
$ docker ps --format '{{.Names}}' -f publish=80/udp
$ docker ps --format '{{.Names}}' -f expose=81
$ docker run --rm -p 8101:81 busybox true
$ docker run --rm -p 127.0.0.1:8101:81 busybox true
$ docker run --rm -p 8101:81/udp busybox echo other protocol
$ docker run --rm -p 127.0.0.2:8102:81 busybox echo other address
$ docker create --name later -p 8101:80 busybox sleep 100 | wc -c; docker start later; docker inspect -f '{{.State.Status}} {{.State.Error}}' later
$ docker rm -f p1; docker start later; docker port later
$ docker stop -t 0 later; docker port later; docker ps -a -f name=later --format '{{.Ports}}'
$ docker inspect -f '{{json .NetworkSettings.Ports}} {{json .HostConfig.PortBindings}}' later
$ docker run -d --name exp --expose 70 --expose 71-73/udp busybox sleep 1000 | wc -c; docker ps -f name=exp --format '{{.Ports}}'; docker port exp
$ docker inspect -f '{{json .NetworkSettings.Ports}} {{json .Config.ExposedPorts}}' exp
$ docker run -d --name all -P --expose 70 busybox sleep 1000 | wc -c; docker port all | sed 's/:[0-9]*$/:N/'
$ docker run -d --name range -p 8120-8122:80 busybox sleep 1000 | wc -c; docker port range
$ docker run -d --name range2 -p 8120-8122:80 busybox sleep 1000 | wc -c; docker port range2
$ docker run -d --name range3 -p 8120-8121:80 busybox sleep 1000; docker rm range3
$ docker run --rm -p 99999:80 busybox true
$ docker run --rm -p 80:99999 busybox true
$ docker run --rm -p x:80 busybox true
$ docker run --rm -p 80:x busybox true
$ docker run --rm -p 80:80:80:80 busybox true
$ docker run --rm -p 80:80/nosuch busybox true
$ docker run --rm -p 82-80:80 busybox true
$ docker run --rm -p -80:80 busybox true
$ docker run --rm -p 1.2.3:80:80 busybox true
$ docker run --rm -p '[::]:8130:80' busybox echo v6
$ docker run --rm -p '0.0.0.0:8130:80' busybox echo v4
$ docker run --rm -p 127.0.0.1:8131-8132:80-81 busybox echo two
$ docker run --rm -p 8133:80 -p 8133:80 busybox echo twice
$ docker run --rm -p 8133:80 -p 8133:81 busybox true
$ docker run --rm -p 8134:80 -p 8135:80 --name multi -d busybox sleep 100 >/dev/null; docker port multi; docker port multi 80; docker ps -f name=multi --format '{{.Ports}}'
$ docker run --rm --network none -p 8136:80 busybox echo none
$ docker run --rm --network host -p 8136:80 busybox echo host
$ docker run --rm --publish mode=host,target=80,published=8137 busybox echo long
$ docker run --rm --publish target=x busybox true
% printf 'FROM busybox\nEXPOSE 80 90/udp 100-102\n' | DOCKER_BUILDKIT=0 docker build -q -t exposed -
$ docker inspect -f '{{json .Config.ExposedPorts}}' exposed
$ docker run -d --name ex2 -p 8140:90/udp exposed sleep 100 | wc -c; docker ps -f name=ex2 --format '{{.Ports}}'
$ docker port ex2
$ docker run -d -P --name ex3 exposed sleep 100 | wc -c; docker port ex3 | sed 's/:[0-9]*$/:N/'
$ docker ps -f name=ex3 --format '{{.Ports}}' | sed 's/:[0-9]*->/:N->/g'
$ docker restart -t 0 ex2; docker port ex2
