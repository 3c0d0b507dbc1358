# step: register
# earns: account
curl -s -d username=$learner -d email=$learner@example.com -d password=short https://hub.docker.com/v2/users/

# step: log-in
# earns: credentials
docker logout
# earns: credentials/refused
echo wrong | docker login -u $learner --password-stdin # fails

# step: denied
# earns: tried/no-image
docker push ouruser/bread:v1 # fails
# earns: tried
docker tag bread ouruser/bread:v1

# step: push
# earns: at-the-hub
docker images
# earns: at-the-hub/only-tagged
docker tag bread $learner/bread:v1
# undo:
docker rmi $learner/bread:v1
# earns: at-the-hub/latest
docker tag bread $learner/bread
docker push $learner/bread
