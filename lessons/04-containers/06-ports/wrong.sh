# step: hidden
# earns: closed
docker run -d --name open -p 8090:80 nginx
# undo:
docker rm -f open
# earns: running
docker images
# earns: running/other-image
docker run -d --name other busybox sleep 1000
# undo:
docker rm -f other
# earns: running/flag-last
docker run --name flag nginx -d # fails
# undo:
docker rm flag
# earns: running/ended
docker run --name short nginx true

# step: publish
# earns: container/flag-last
docker run -d --name shop nginx -p 8080:80 # fails
# undo:
docker rm -f shop
# earns: container/other-name
docker run -d --name store -p 8080:80 nginx
# undo:
docker rm -f store
# earns: container/ended
docker create --name shop -p 8080:80 nginx
# undo:
docker rm shop
# earns: answers/not-published
docker run -d --name shop nginx
# undo:
docker rm -f shop
# earns: answers/other-port
docker run -d --name shop -p 8081:80 nginx
# undo:
docker rm -f shop
# earns: answers/other-port
docker run -d --name shop -p 80:8080 nginx
# undo:
docker rm -f shop

# step: taken
# earns: refused
docker ps
# earns: refused/name-taken
docker run -d --name shop -p 8080:80 nginx # fails
# earns: refused
docker run -d --name gone -p 8080:80 nginx; docker rm gone
# earns: refused/free-port
docker run -d --name third -p 8082:80 nginx

# step: page
# earns: own-page/own-shell
docker exec shop echo "<h1>$learner</h1>" > index.html
# earns: own-page/no-input
echo "<h1>$learner</h1>" | docker exec shop tee /usr/share/nginx/html/index.html
# earns: own-page
docker exec shop ls /usr/share/nginx/html
# earns: own-page/silent
docker stop shop
# undo:
docker start shop
sleep 0.2
