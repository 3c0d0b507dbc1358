# step: look-over
docker -H tcp://machine2:2375 images

# step: pull
docker -H tcp://machine2:2375 pull $learner/bread:v1

# step: run
docker -H tcp://machine2:2375 run $learner/bread:v1
