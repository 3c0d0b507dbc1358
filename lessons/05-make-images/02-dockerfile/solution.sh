# step: write
mkdir -p ~/greeter && cd ~/greeter
printf '# This is a comment\nFROM ubuntu:14.04\nRUN mkdir /greetings\nRUN echo hello from a Dockerfile > /greetings/first\n' > Dockerfile

# step: build
cd ~/greeter
docker build -t $learner/greeter:v1 .

# step: use
docker run --rm $learner/greeter:v1 cat /greetings/first

# step: tag
docker tag $learner/greeter:v1 $learner/greeter:devel

# step: mistake
cd ~/greeter
echo 'RUN frobnicate' >> Dockerfile
docker build -t $learner/greeter:v2 . # fails
