# step: start
# earns: answers
docker images
# earns: answers/no-port
docker run -d --name closed registry:2
# undo:
docker rm -f closed
# earns: answers/other-port
docker run -d --name wrong -p 5000:500 registry:2
# undo:
docker rm -f wrong

# step: push
# earns: tag-there
docker push recipe # fails
# earns: tag-there/only-tagged
docker tag recipe localhost:5000/recipe:v1
# undo:
docker rmi localhost:5000/recipe:v1
# earns: tag-there/latest
docker tag recipe localhost:5000/recipe
docker push localhost:5000/recipe
# undo:
docker rmi localhost:5000/recipe

# step: list
# earns: catalog/no-file
curl -s http://localhost:5000/v2/
# earns: catalog
curl -s http://localhost:5000/v2/ -o catalog.json

# step: pull-back
# earns: name-gone
docker pull localhost:5000/recipe:v1
# earns: fetched/still-here
docker rmi recipe
docker pull localhost:5000/recipe:v1
# undo:
docker tag localhost:5000/recipe:v1 recipe
# earns: pulled
docker rmi recipe localhost:5000/recipe:v1
# undo:
docker pull localhost:5000/recipe:v1
docker tag busybox recipe
