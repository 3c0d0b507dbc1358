# step: look-over
# earns: asked
docker ps
# earns: asked/behind
docker images -H tcp://machine2:2375 # fails
# earns: asked/lower
docker -h tcp://machine2:2375 images
# earns: asked/here
docker images

# step: pull
# earns: there/here
docker pull $learner/bread:v1
# earns: there/here
docker run $learner/bread:v1
# earns: there/behind
docker pull -H tcp://machine2:2375 $learner/bread:v1 # fails

# step: run
# earns: ran
docker run $learner/bread:v1
