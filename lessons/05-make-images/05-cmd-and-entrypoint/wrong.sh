# step: cmd
# earns: image
echo good morning
# earns: default
cd ~/talk && printf 'FROM busybox\nRUN echo good morning\n' > Dockerfile && docker build -t talk:v1 .
# earns: ran
cd ~/talk && printf 'FROM busybox\nCMD ["echo", "good morning"]\n' > Dockerfile && docker build -t talk:v1 .

# step: override
# earns: other
docker run talk:v1

# step: entrypoint
# earns: image
docker run talk:v1 echo hello
# earns: entrypoint
cd ~/talk && printf 'FROM busybox\nCMD ["echo", "hello"]\n' > Dockerfile && docker build -t talk:v2 .
# earns: entrypoint/only-echo
cd ~/talk && printf 'FROM busybox\nENTRYPOINT ["echo"]\nCMD ["hello"]\n' > Dockerfile && docker build -t talk:v2 .
# earns: entrypoint/shell-form
cd ~/talk && printf 'FROM busybox\nENTRYPOINT echo hello\n' > Dockerfile && docker build -t talk:v2 .
# earns: argument
cd ~/talk && printf 'FROM busybox\nENTRYPOINT ["echo", "hello"]\nCMD ["world"]\n' > Dockerfile && docker build -t talk:v2 . && docker run talk:v2

# step: expose
# earns: image
docker run -d -p 80 talk:v1
# earns: exposed
cd ~/talk && printf 'FROM busybox\nCMD ["sleep", "1000000"]\n' > Dockerfile && docker build -t talk:v3 .
# earns: running
cd ~/talk && printf 'FROM busybox\nEXPOSE 80\nCMD ["sleep", "1000000"]\n' > Dockerfile && docker build -t talk:v3 .
