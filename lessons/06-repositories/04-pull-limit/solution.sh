# step: limit
curl -s -X PUT 'http://control.drydock.example/hub/pull-limit?pulls=2'

# step: refused
docker pull hello-world
docker pull busybox
docker pull alpine # fails

# step: log-in
echo bread-and-butter | docker login -u $learner --password-stdin
docker pull alpine

# step: lift
curl -s -X PUT http://control.drydock.example/hub/pull-limit
