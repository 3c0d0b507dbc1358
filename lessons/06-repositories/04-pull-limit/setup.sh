docker logout
docker rmi -f alpine 2> /dev/null
curl -s -d username=$learner -d email=$learner@example.com -d password=bread-and-butter https://hub.docker.com/v2/users/
