# step: register
curl -s -d username=$learner -d email=$learner@example.com -d password=bread-and-butter https://hub.docker.com/v2/users/

# step: log-in
echo bread-and-butter | docker login -u $learner --password-stdin

# step: denied
docker tag bread ouruser/bread:v1
docker push ouruser/bread:v1 # fails

# step: push
docker tag bread $learner/bread:v1
docker push $learner/bread:v1
