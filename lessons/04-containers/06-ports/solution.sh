# step: hidden
docker run -d --name quiet nginx

# step: publish
docker run -d --name shop -p 8080:80 nginx

# step: taken
docker run -d --name second -p 8080:80 nginx # fails

# step: page
docker exec shop sh -c 'echo "<h1>$learner</h1>" > /usr/share/nginx/html/index.html'
