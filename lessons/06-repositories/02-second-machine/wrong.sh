# step: look-over
# earns: asked
docker ps
# earns: asked/here
docker images

# step: pull
# earns: there/here
docker pull $learner/bread:v1

# step: run
# earns: ran
docker run $learner/bread:v1
