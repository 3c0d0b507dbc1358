# step: cmd
cd ~/talk
printf 'FROM busybox\nCMD ["echo", "good morning"]\n' > Dockerfile
docker build -t talk:v1 .
docker run talk:v1

# step: override
docker run talk:v1 date

# step: entrypoint
cd ~/talk
printf 'FROM busybox\nENTRYPOINT ["echo", "hello"]\nCMD ["world"]\n' > Dockerfile
docker build -t talk:v2 .
docker run talk:v2 $learner

# step: expose
cd ~/talk
printf 'FROM busybox\nEXPOSE 80\nCMD ["sleep", "1000000"]\n' > Dockerfile
docker build -t talk:v3 .
docker run -d talk:v3
