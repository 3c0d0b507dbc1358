# step: limit
# earns: limited
curl -s http://control.drydock.example/hub/pull-limit
# earns: limited/other-number
curl -s -X PUT 'http://control.drydock.example/hub/pull-limit?pulls=100'

# step: refused
# earns: too-many/no-limit
curl -s -X PUT http://control.drydock.example/hub/pull-limit
docker pull alpine
# undo:
docker rmi alpine
curl -s -X PUT 'http://control.drydock.example/hub/pull-limit?pulls=2'
# earns: too-many
docker images
# earns: too-many/no-busybox
docker pull hello-world
docker pull hello-world
docker pull alpine # fails
# undo:
docker rmi hello-world
curl -s -X PUT 'http://control.drydock.example/hub/pull-limit?pulls=2'

# step: log-in
# earns: account
docker pull alpine # fails
# earns: pulled
echo bread-and-butter | docker login -u $learner --password-stdin

# step: lift
# earns: lifted
docker logout
