# step: write
# earns: from/no-file
mkdir greeter
touch greeter/dockerfile
# earns: from
echo 'FROM ubuntu' > greeter/Dockerfile
# earns: run
printf 'FROM ubuntu:14.04\nRUN mkdir /greetings\n' > greeter/Dockerfile

# step: build
# earns: image/elsewhere
docker build -t $learner/greeter:v1 . # fails
# earns: image/no-directory
docker build -t $learner/greeter:v1 # fails
# earns: image/other-name
docker build -t greeter:v1 ~/greeter
# undo:
docker rmi greeter:v1
# earns: image/no-name
cd ~/greeter && docker build .
# earns: image/no-tag
cd ~/greeter && docker build -t $learner/greeter .
# earns: steps
docker tag ubuntu:14.04 $learner/greeter:v1
# undo:
docker rmi $learner/greeter:v1 $learner/greeter:latest
# earns: image
docker images

# step: use
# earns: ran
docker run --rm ubuntu:14.04 ls /
# earns: ran/whole-name
docker run $learner/greeter cat /greetings/first # fails
# earns: ran/failed
docker run $learner/greeter:v1 cat /greetings/second # fails

# step: tag
# earns: devel/whole-name
docker tag $learner/greeter:v1 devel
# undo:
docker rmi devel
# earns: devel
docker images $learner/greeter
# earns: same
docker tag ubuntu:14.04 $learner/greeter:devel

# step: mistake
# earns: failed
echo 'RUN frobnicate' > ~/greeter/Dockerfile.new
# earns: failed/no-directory
docker build -t $learner/greeter:v2 # fails
# earns: failed/worked
cd ~/greeter && docker build -t $learner/greeter:v3 .
# earns: failed/no-step
docker build -t $learner/greeter:v2 . # fails
# earns: no-image
cd ~/greeter && docker build -t $learner/greeter:v2 .
printf 'FROM ubuntu:14.04\nRUN false\n' | docker build - # fails
# undo:
docker rmi $learner/greeter:v2
