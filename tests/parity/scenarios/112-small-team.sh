# A small team's week: a shop of three services, its images, its data, its mishaps
% export DOCKER_BUILDKIT=0; mkdir -p shop/web shop/api && cd shop; echo '<h1>shop</h1>' > web/index.html; printf '#!/bin/sh\nwhile true; do printf "HTTP/1.0 200 OK\\r\\n\\r\\n%%s\\n" "${GREETING:-hello}" | nc -l -p 8080 >/dev/null; done\n' > api/serve.sh; chmod +x api/serve.sh
% printf 'FROM busybox\nARG VERSION=dev\nLABEL team=shop version=$VERSION\nENV VERSION=${VERSION}\nCOPY index.html /www/\nVOLUME /www/uploads\nEXPOSE 80\nWORKDIR /www\nHEALTHCHECK --interval=1s --retries=2 CMD wget -q -O /dev/null http://127.0.0.1/ || exit 1\nSTOPSIGNAL SIGKILL\nCMD ["httpd","-f","-p","80"]\n' > web/Dockerfile
% printf 'FROM busybox AS tools\nRUN mkdir /out && echo echo tool > /out/tool && chmod 700 /out/tool\nFROM busybox\nCOPY --from=tools /out/tool /usr/bin/tool\nCOPY serve.sh /\nENTRYPOINT ["/serve.sh"]\n' > api/Dockerfile
$ docker build -t shop/web:1.0 --build-arg VERSION=1.0 web
$ docker build -t shop/api:1.0 -t shop/api:latest --label built-by=ana api
$ docker build -q -t shop/web:1.1 --build-arg VERSION=1.1 web | cut -c 1-7
$ docker images --filter label=team=shop --format '{{.Repository}}:{{.Tag}}' | sort
$ docker images shop/* --format 'table {{.Repository}}\t{{.Tag}}' | sort
$ docker inspect shop/web:1.0 -f '{{json .Config.Labels}} {{.Config.StopSignal}} {{json .Config.Volumes}} {{json .Config.Healthcheck}}'
$ docker history shop/web:1.1 --format '{{.CreatedBy}}' --no-trunc | head -n 9
$ docker network create --label team=shop front
$ docker network create --internal --label team=shop back
$ docker volume create --label team=shop data
$ docker run -d --name api --network back --network-alias backend -e GREETING=salut -v data:/data --restart unless-stopped shop/api:1.0
$ docker run -d --name web --network front -p 127.0.0.1::80 --label tier=1 shop/web:1.0
$ docker network connect --alias site back web
% sleep 3
$ docker ps --format '{{.Names}} {{.Image}} {{.Status}}' | sed 's/Up [^(]*//' | sort
$ docker exec web wget -q -O - http://backend:8080/
$ docker exec api wget -q -O - http://site/
$ docker exec api sh -c 'wget -q -T 2 -O - http://web/ | head -c 4'
$ docker exec -e TEAM=blue -w /data -u nobody api sh -c 'echo "$TEAM $(pwd) $(id -un)"; touch x'
$ docker exec api sh -c 'echo order-1 >> /data/orders; tool'
$ docker exec api cat /data/orders
$ docker port web 80/tcp | sed 's/:[0-9]*$/:PORT/'
$ docker port web 81
$ docker port web | cut -d: -f 1
$ docker top api -o pid,args | tail -n +2 | sed 's/^ *[0-9]* *//' | sort | uniq
$ docker logs api
$ docker logs --details web
$ docker run --rm --volumes-from web:ro busybox sh -c 'ls -d /www/uploads; touch /www/uploads/x'
$ docker run --rm -v data:/backup:ro busybox tar -cf - -C /backup . | tar -tf - | sort
$ docker run --rm -i -v restored:/in busybox sh -c 'cat > /in/orders; wc -l /in/orders' < web/index.html
$ docker rename web web-old && docker run -d --name web --network front -p 127.0.0.1::80 --label tier=2 shop/web:1.1 > /dev/null
$ docker ps -a --filter label=tier --format '{{.Names}} {{.Label "tier"}}' | sort
$ docker stop -t 1 web-old
$ docker inspect web-old -f '{{.State.ExitCode}} {{.State.Status}} {{.State.OOMKilled}}'
$ docker rm web-old
$ docker rm -v web-old
$ docker exec web sh -c 'echo changed > /www/index.html; rm -r /var/www; mkdir /www/new; echo a > /www/new/a'
#! any-order
$ docker diff web
$ docker commit -m 'hand-made' -a 'Ben <ben@example.org>' -c 'LABEL hot=fix' -c 'CMD ["true"]' web shop/web:hot | cut -c 1-7
$ docker inspect shop/web:hot -f '{{.Author}} {{.Comment}} {{.Config.Cmd}} {{.Config.Labels.hot}} {{.Config.Labels.team}} {{len .RootFS.Layers}}'
$ docker run --rm shop/web:hot
$ docker run --rm --entrypoint cat shop/web:hot /www/index.html new/a
$ docker tag shop/web:hot localhost:5000/shop/web:hot
$ docker push -q localhost:5000/shop/web:hot
$ docker rmi localhost:5000/shop/web:hot shop/web:hot | cut -d: -f 1,2 | sed 's/sha256.*/ID/' | sort | uniq
$ docker run --rm localhost:5000/shop/web:hot cat /www/new/a 2>&1 | grep -v -e Pull -e Digest -e Status
$ docker save shop/web:1.0 shop/web:1.1 shop/api | tar -xOf - manifest.json | tr ',' '\n' | grep -o 'shop/[a-z]*:[0-9.a-z]*'
$ docker save -o all.tar shop/web shop/api:1.0
$ docker rmi -f shop/web:1.0 shop/web:1.1 >/dev/null
$ docker load -i all.tar | sort
$ docker rmi shop/api:1.0
$ docker rmi shop/api
$ docker rmi -f shop/api | tail -n 1 | cut -d: -f 1,2
$ docker kill --signal HUP api
$ docker kill api
$ docker kill api
% sleep 1
$ docker inspect api -f '{{.State.Status}} {{.RestartCount}} {{.HostConfig.RestartPolicy.Name}}'
$ docker system df --format '{{.Type}}: {{.TotalCount}} {{.Active}}'
$ docker network rm front back
$ docker network prune -f --filter label=team=shop
$ docker volume rm data restored
$ docker volume ls -q --filter label=team
$ docker rm -fv api web
$ docker volume prune -af --filter label=team=shop | head -n 2
$ docker network prune -f --filter label=team=shop | sort
$ docker image prune -af --filter label=team=shop | grep -c -i untagged
$ docker container prune -f --filter until=1s
$ docker ps -aq | wc -l
