# step: start
docker run -d --name registry -p 5000:5000 registry:2

# step: push
docker tag recipe localhost:5000/recipe:v1
docker push localhost:5000/recipe:v1

# step: list
curl -s http://localhost:5000/v2/_catalog -o catalog.json

# step: pull-back
docker rmi recipe localhost:5000/recipe:v1
docker pull localhost:5000/recipe:v1
